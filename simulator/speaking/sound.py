"""Sound in memory: samples and their rate, with the little arithmetic that speaking needs. Opens no file, no device."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.int16]

AUDIBLE_FROM = 100
"""Of 32,767 (-50 dB). Below it a speech engine's trailing pause is silence."""


@dataclass(frozen=True)
class Sound:
    """Mono: `samples` is int16 of shape (n,)."""

    samples: Samples
    rate_hz: int

    @property
    def seconds(self) -> float:
        return len(self.samples) / self.rate_hz

    def at_rate(self, rate_hz: int) -> Sound:
        """The same sound at another rate, by soxr's high-quality resampling."""
        if rate_hz == self.rate_hz or not len(self.samples):
            return Sound(self.samples, rate_hz)
        import soxr

        return Sound(_clipped(soxr.resample(self.samples.astype(np.float64), self.rate_hz, rate_hz)), rate_hz)

    def without_trailing_silence(self, keep_seconds: float = 0.1) -> Sound:
        """Ends `keep_seconds` after the last audible sample, so that the person's turn starts when the voice stops."""
        audible = np.flatnonzero(np.abs(self.samples.astype(np.int32)) >= AUDIBLE_FROM)
        end = int(audible[-1]) + 1 + int(keep_seconds * self.rate_hz) if len(audible) else 0
        return Sound(self.samples[:end], self.rate_hz)

    @property
    def is_silent(self) -> bool:
        return not bool(np.any(np.abs(self.samples.astype(np.int32)) >= AUDIBLE_FROM))


def silence(seconds: float, rate_hz: int) -> Sound:
    return Sound(np.zeros(round(seconds * rate_hz), dtype=np.int16), rate_hz)


def from_floats(values: NDArray[np.float64], rate_hz: int) -> Sound:
    """From float samples of -1 to 1, shape (n,)."""
    return Sound(_clipped(values * 32767.0), rate_hz)


def _clipped(values: NDArray[Any]) -> Samples:
    clipped: Samples = np.clip(np.rint(values), -32768, 32767).astype(np.int16)
    return clipped
