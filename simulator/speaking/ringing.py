"""The sounds of a telephone line, made with arithmetic: the ring and the short tone of a line that was closed.

The ring is what a caller's telephone plays in North America: 440 and 480 Hz together, 2 seconds on, 4 seconds off; the
closing tone is the busy tone's 480 and 620 Hz (Precise Tone Plan, Telcordia GR-506; also ITU-T E.180 Supplement 2).
"""

from __future__ import annotations

import numpy as np

from simulator.speaking.sound import Sound, from_floats, silence

RING_HZ = (440.0, 480.0)
RING_ON_SECONDS = 2.0
RING_OFF_SECONDS = 4.0
CLOSED_HZ = (480.0, 620.0)
CLOSED_SECONDS = 0.35
LEVEL = 0.08
"""Of full scale for each tone, some 16 dB below the loudest moments of the voice: it announces, it does not startle."""
FADE_SECONDS = 0.02
"""Without it every tone starts and ends with a click."""


def ring(with_pause: bool, rate_hz: int = 16_000) -> Sound:
    """One ring, with the pause before the next one or without."""
    tone = _tone(RING_HZ, RING_ON_SECONDS, rate_hz).samples
    pause = silence(RING_OFF_SECONDS if with_pause else 0.0, rate_hz).samples
    return Sound(np.concatenate([tone, pause]), rate_hz)


def line_closed(rate_hz: int = 16_000) -> Sound:
    """The short tone after somebody hung up."""
    return _tone(CLOSED_HZ, CLOSED_SECONDS, rate_hz)


def _tone(frequencies_hz: tuple[float, ...], seconds: float, rate_hz: int) -> Sound:
    count = round(seconds * rate_hz)
    moments = np.arange(count) / rate_hz
    wave = np.sum([LEVEL * np.sin(2 * np.pi * frequency * moments) for frequency in frequencies_hz], axis=0)
    fade = np.minimum(1.0, np.minimum(moments, moments[::-1]) / FADE_SECONDS)
    return from_floats(wave * fade, rate_hz)
