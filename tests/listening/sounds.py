"""Sounds a test can read: every word is a tone of its own pitch, so the samples tell which words are in them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from simulator.errors import ModelError

FIRST_HZ, STEP_HZ = 400.0, 200.0
WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def word(name: str, seconds: float = 0.5, rate_hz: int = 16_000, amplitude: float = 0.3) -> NDArray[np.int16]:
    pitch_hz = FIRST_HZ + STEP_HZ * WORDS.index(name)
    times = np.arange(round(seconds * rate_hz)) / rate_hz
    return np.round(amplitude * 32767 * np.sin(2 * np.pi * pitch_hz * times)).astype(np.int16)


def silence(seconds: float, rate_hz: int = 16_000) -> NDArray[np.int16]:
    return np.zeros(round(seconds * rate_hz), np.int16)


def said(*parts: str | float, rate_hz: int = 16_000) -> NDArray[np.int16]:
    """Words of half a second, and pauses of so many seconds: said("one", 0.4, "two", 3.0)."""
    return np.concatenate(
        [word(part, rate_hz=rate_hz) if isinstance(part, str) else silence(part, rate_hz) for part in parts]
    )


def repeated(times: int) -> list[str | float]:
    """A second of sound, half of it a word, so many times."""
    return ["one", 0.5] * times


class LoudnessDetector:
    """Whatever can be heard is speech."""

    def reset(self) -> None: ...

    def probability(self, frame: NDArray[np.float32]) -> float:
        return 1.0 if float(np.sqrt(np.mean(np.square(frame)))) > 0.02 else 0.0


class ToneTranscriber:
    """Reads the words of `said` off their pitch; a word that is cut to less than 0.1 s is not recognised."""

    engine, model, version = "tones", "ten-words", "1"

    def __init__(self) -> None:
        self.stretch_seconds: list[float] = []

    def transcribe(self, samples: Sequence[float]) -> str:
        sound = np.asarray(samples, np.float32)
        self.stretch_seconds.append(len(sound) / 16_000)
        hop = 800
        heard = [self._hear(sound[at : at + hop]) for at in range(0, len(sound) - hop + 1, hop)]
        words, run = [], 0
        for before, now in zip(["", *heard], [*heard, ""], strict=True):
            if before and now != before and run >= 2:
                words.append(before)
            run = run + 1 if now == before else 1
        return " ".join(words)

    @staticmethod
    def _hear(piece: NDArray[np.float32]) -> str:
        if float(np.sqrt(np.mean(np.square(piece)))) < 0.1:
            return ""
        spectrum = np.abs(np.fft.rfft(piece * np.hanning(len(piece)), 16_000))
        return WORDS[min(len(WORDS) - 1, max(0, round((float(np.argmax(spectrum)) - FIRST_HZ) / STEP_HZ)))]


class FailingTranscriber(ToneTranscriber):
    """Fails on the stretches with these numbers, counted from 1."""

    def __init__(self, *fails_on: int) -> None:
        super().__init__()
        self._fails_on = fails_on
        self._count = 0

    def transcribe(self, samples: Sequence[float]) -> str:
        self._count += 1
        if self._count in self._fails_on:
            raise ModelError("MI0303", "The test wants it so.")
        return super().transcribe(samples)
