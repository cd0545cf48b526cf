"""A recording for a call told by hand: a hum whose pitch tells the second, so that no two cuttings are alike."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from simulator.listening.recording import Recording, pack
from tests.review.calls import RATE_HZ

HZ_A_SECOND = 20.0
"""In second n the hum is at 200 + 20 n Hz."""


def hum(seconds: float, rate_hz: int = RATE_HZ) -> NDArray[np.int16]:
    times = np.arange(round(seconds * rate_hz)) / rate_hz
    pitch_hz = 200 + HZ_A_SECOND * np.floor(times)
    return (8000 * np.sin(2 * np.pi * np.cumsum(pitch_hz) / rate_hz)).astype(np.int16)


def record(folder: Path, seconds: float, file: str = "2026-11-22-1.pcm", packed: bool = False) -> Path:
    """Write the hum as the recording of a call, as the listener does."""
    folder.mkdir(parents=True, exist_ok=True)
    recording = Recording(folder / file, RATE_HZ)
    recording.append(hum(seconds))
    recording.close()
    return pack(folder / file, RATE_HZ) if packed else folder / file
