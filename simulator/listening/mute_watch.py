"""Does the microphone seem to be muted? Arithmetic over its blocks; knows no clock and no device.

A live microphone always gives a little noise, so exact zeros mean that something is muted: said once in a silence. But
some devices give zeros by themselves wherever nobody speaks (a noise gate), and of those zeros say nothing.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

MUTED_AFTER_SECONDS = 3.0
SOUND_SECONDS = 0.2
"""Anything but zeros for so long is sound; a gate that opens for a click gives less."""
GAP_SECONDS = 0.1
GAPS_OF_A_GATE = 3
"""So many times zeros between sounds, and the device does it by itself: people do not mute themselves between words,
and seldom three times in a call."""


class MuteWatch:
    """Fed every block of one microphone in order."""

    def __init__(self, rate_hz: int) -> None:
        self._rate_hz = rate_hz
        self._zero_frames = 0
        self._sound_frames = 0
        self._has_warned = False
        """In this silence."""
        self._is_in_gap = False
        self._has_sounded = False
        self._gaps = 0

    @property
    def has_gate(self) -> bool:
        """The device gives zeros by itself."""
        return self._gaps >= GAPS_OF_A_GATE

    def warns(self, block: NDArray[np.int16]) -> bool:
        """Whether the person should be told now, with this block of shape (frames,), that no sound comes at all."""
        if block.any():
            self._zero_frames = 0
            self._sound_frames += len(block)
            if self._sound_frames >= SOUND_SECONDS * self._rate_hz:
                self._there_was_sound()
            return False
        self._sound_frames = 0
        self._zero_frames += len(block)
        self._is_in_gap = self._is_in_gap or self._zero_frames >= GAP_SECONDS * self._rate_hz
        if self._has_warned or self.has_gate or self._zero_frames < MUTED_AFTER_SECONDS * self._rate_hz:
            return False
        self._has_warned = True
        return True

    def _there_was_sound(self) -> None:
        self._gaps += self._is_in_gap and self._has_sounded
        self._has_sounded, self._is_in_gap, self._has_warned = True, False, False
