"""What a telephone line does to a voice: its band, its companding, its level. Pure; opens no device, keeps no state.

The same sound always comes out the same, and nothing here may ever make a sound clip.
"""

from __future__ import annotations

import io
from functools import cache

import numpy as np
from numpy.typing import NDArray

from simulator.speaking.sound import Samples, Sound

LINE_RATE_HZ = 8_000
"""Sampling rate of digital telephony (ITU-T G.711)."""

BAND_HZ = (300.0, 3_400.0)
"""What an ordinary line carries."""

EDGE_HZ = 60.0
"""Within the band: from nothing at 300 Hz to everything at 360, and likewise below 3,400."""
TAPS = 481
"""Kaiser's estimate for 60 dB over EDGE_HZ: (60 - 8) / (2.285 * 2 pi * 60 / 8000) = 483, here as an odd number."""
KAISER_BETA = 5.65
"""0.1102 * (60 - 8.7), which gives those 60 dB."""

FFT_STEP = 4_096
"""Transforms have a multiple of this many points: quick ones, with little to spare."""

MOST_PEAK = 32_767 * 10 ** (-1.0 / 20)
"""1 dB below full scale: room for what going to the loudspeaker's rate may overshoot."""


def over_telephone(sound: Sound) -> Sound:
    """The sound as a telephone gives it: 300 to 3,400 Hz, at 8 kHz, through mu-law; its length to an eighth of a ms."""
    if not len(sound.samples):
        return Sound(sound.samples, LINE_RATE_HZ)
    import soxr

    sent = _within_band(soxr.resample(sound.samples.astype(np.float64), sound.rate_hz, LINE_RATE_HZ))
    received = _within_band(_companded(_as_samples(sent)).astype(np.float64))
    return Sound(_as_samples(received), LINE_RATE_HZ)


def at_gain(sound: Sound, gain_db: float) -> Sound:
    """Louder or quieter by so many decibels; louder only as far as the sound's peak leaves room."""
    if gain_db == 0.0 or not len(sound.samples):
        return sound
    values = sound.samples.astype(np.float64)
    factor = 10 ** (gain_db / 20)
    if factor > 1.0:
        peak = float(np.abs(values).max())
        factor = max(1.0, min(factor, MOST_PEAK / peak)) if peak else 1.0
    return Sound(np.rint(values * factor).astype(np.int16), sound.rate_hz)


def _as_samples(values: NDArray[np.float64]) -> Samples:
    """As 16 bits; all of it a little quieter where a filter has raised a peak above MOST_PEAK."""
    peak = float(np.abs(values).max(initial=0.0))
    samples: Samples = np.rint(values * (MOST_PEAK / peak) if peak > MOST_PEAK else values).astype(np.int16)
    return samples


def _companded(samples: Samples) -> Samples:
    """To 8-bit mu-law and back, by libsndfile: what each end of a digital line does."""
    import soundfile

    line = io.BytesIO()
    soundfile.write(line, samples, LINE_RATE_HZ, format="AU", subtype="ULAW")
    line.seek(0)
    received: Samples = soundfile.read(line, dtype="int16")[0]
    return received


def _within_band(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Through the line's filter, by way of the spectrum; no later and no longer than before."""
    kernel = _band_filter()
    size = -(-(len(values) + len(kernel) - 1) // FFT_STEP) * FFT_STEP
    filtered = np.fft.irfft(np.fft.rfft(values, size) * np.fft.rfft(kernel, size), size)
    delay = len(kernel) // 2
    return filtered[delay : delay + len(values)]


@cache
def _band_filter() -> NDArray[np.float64]:
    """A windowed sinc, shape (TAPS,): linear phase, so that every frequency is late by the same half of it."""
    moments = np.arange(TAPS) - TAPS // 2
    low, high = ((edge + inwards * EDGE_HZ / 2) / LINE_RATE_HZ for edge, inwards in zip(BAND_HZ, (1, -1), strict=True))
    ideal = 2 * high * np.sinc(2 * high * moments) - 2 * low * np.sinc(2 * low * moments)
    kernel: NDArray[np.float64] = ideal * np.kaiser(TAPS, KAISER_BETA)
    return kernel
