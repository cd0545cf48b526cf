"""The device's rate to 16 kHz, block by block. It must never lose or add sound: what goes in comes out, a bit later."""

from __future__ import annotations

from typing import Any

import numpy as np
import soxr
from numpy.typing import NDArray

RECOGNISER_RATE_HZ = 16_000
"""What the voice detector and both recognisers were trained on."""

FULL_SCALE = 32_768.0
"""Samples of 16 bits are divided by this to lie in -1 to 1."""


class StreamResampler:
    """16-bit blocks at `rate_hz` in, float32 at 16 kHz out. The n-th sample out belongs to time n / 16000."""

    def __init__(self, rate_hz: int) -> None:
        self._stream: Any = None
        if rate_hz != RECOGNISER_RATE_HZ:
            self._stream = soxr.ResampleStream(rate_hz, RECOGNISER_RATE_HZ, 1, dtype="float32", quality="HQ")

    def feed(self, block: NDArray[np.int16]) -> NDArray[np.float32]:
        """`block` of shape (frames,); what is ready of it, shape (samples,), about 30 ms behind."""
        return self._run(block.astype(np.float32) / np.float32(FULL_SCALE), last=False)

    def flush(self) -> NDArray[np.float32]:
        """What is still inside; nothing may be fed after."""
        return self._run(np.zeros(0, np.float32), last=True)

    def _run(self, block: NDArray[np.float32], last: bool) -> NDArray[np.float32]:
        if self._stream is None:
            return block
        resampled: NDArray[np.float32] = self._stream.resample_chunk(block, last=last)
        return resampled
