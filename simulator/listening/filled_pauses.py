"""Filled pauses ("um", "uh") by their sound: a loud, steady sound beside silence. Arithmetic over samples.

Recognisers drop these words, so this is a second witness. It is made to be rarely wrong and misses most: whoever shows
the number says "at least". It knows no words and must never judge a voice.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulator.listening.endpointing import Span
from simulator.listening.resampling import RECOGNISER_RATE_HZ

_HOP = RECOGNISER_RATE_HZ // 100
_WINDOW = 4 * _HOP
_FFT = 1024
_BANDS = 24
_LOWEST_HZ, _HIGHEST_HZ = 100.0, 5000.0
"""What vowels and "m" are told apart by."""
_SHAPES = 12
_FLOOR_POWER = 1e-7
_FRAMES_AT_A_TIME = 64
HOP_SECONDS = _HOP / RECOGNISER_RATE_HZ


@dataclass(frozen=True)
class FilledPauseRules:
    """What counts. People hold a filled pause longer and steadier than any vowel within a word (Goto, Itou and Hayamizu
    1999; Audhkhasi et al. 2009). The limits here are by hand: benchmarks/fillers.py says what they find."""

    least_seconds: float = 0.2
    most_seconds: float = 1.0
    """Longer steady sounds are a hum, a fan or a tone."""
    steady_within: float = 3.0
    """How far the spectrum's shape (12 cepstral coefficients of log power in 24 mel bands) may move in 80 ms."""
    level_within_db: float = 3.0
    """Standard deviation of loudness: a knock or a cough swells and fades."""
    below_loudest_db: float = 18.0
    """Quieter than the loudest 5 % by more than this is no speech: breath, room."""
    above_quietest_db: float = 12.0
    """The same from the quietest 10 % up."""
    least_quiet_seconds: float = 0.08
    """So much silence on one side, within `quiet_within_seconds`: a filled pause stands beside a pause."""
    quiet_within_seconds: float = 0.4


def filled_pauses(samples: NDArray[np.float32], rules: FilledPauseRules | None = None) -> list[Span]:
    """Where they are in a stretch of speech: float32 mono at 16 kHz, -1 to 1. About 5 ms of work a second of sound."""
    rules = rules or FilledPauseRules()
    if len(samples) < 2 * _WINDOW:
        return []
    level_db, shapes = _heard(samples)
    loudest, quietest = np.percentile(level_db, 95), np.percentile(level_db, 10)
    loud = level_db > max(loudest - rules.below_loudest_db, quietest + rules.above_quietest_db)
    steady = loud & (_movement(shapes) < rules.steady_within)
    return [
        Span(
            first * HOP_SECONDS + _WINDOW / 2 / RECOGNISER_RATE_HZ, end * HOP_SECONDS + _WINDOW / 2 / RECOGNISER_RATE_HZ
        )
        for first, end in _runs(steady)
        if rules.least_seconds <= (end - first) * HOP_SECONDS <= rules.most_seconds
        and np.std(level_db[first:end]) <= rules.level_within_db
        and _is_beside_silence(loud, first, end, rules)
    ]


def _heard(samples: NDArray[np.float32]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """For each frame its level in dB, and the shape of its spectrum; a little at a time, since spectra are large."""
    windows = np.lib.stride_tricks.sliding_window_view(samples, _WINDOW)[::_HOP]
    levels, shapes = [], []
    for start in range(0, len(windows), _FRAMES_AT_A_TIME):
        frames = windows[start : start + _FRAMES_AT_A_TIME] * np.hanning(_WINDOW).astype(np.float32)
        levels.append(10 * np.log10(np.mean(np.square(frames), axis=1) + 1e-10))
        power = np.square(np.abs(np.fft.rfft(frames, _FFT)))
        shapes.append(np.log(power @ _mel_bands().T + _FLOOR_POWER) @ _cosines().T)
    return np.concatenate(levels).astype(np.float64), np.concatenate(shapes)


def _movement(shapes: NDArray[np.float64]) -> NDArray[np.float64]:
    """For each frame, how far the spectrum's shape moves from 40 ms before to 40 ms after."""
    smooth = np.stack([np.convolve(column, np.ones(3) / 3, "same") for column in shapes.T], axis=1)
    reach = 4
    moved: NDArray[np.float64] = np.full(len(smooth), np.inf)
    if len(smooth) > 2 * reach:
        moved[reach:-reach] = np.sqrt(np.sum(np.square(smooth[2 * reach :] - smooth[: -2 * reach]), axis=1))
    return moved


def _mel_bands() -> NDArray[np.float64]:
    """Triangles over the spectrum's bins, equally wide on the mel scale; shape (bands, bins)."""
    edges_mel = np.linspace(_mel(_LOWEST_HZ), _mel(_HIGHEST_HZ), _BANDS + 2)
    edges = 700 * (np.exp(edges_mel / 1127) - 1)
    hz = np.fft.rfftfreq(_FFT, 1 / RECOGNISER_RATE_HZ)
    low, middle, high = edges[:-2, None], edges[1:-1, None], edges[2:, None]
    rising, falling = (hz - low) / (middle - low), (high - hz) / (high - middle)
    return np.asarray(np.clip(np.minimum(rising, falling), 0, None))


def _mel(hz: float) -> float:
    return float(1127 * np.log(1 + hz / 700))


def _cosines() -> NDArray[np.float64]:
    """Bands to cepstral coefficients 1 to 12: the shape of the spectrum without its loudness."""
    order = np.arange(1, _SHAPES + 1)[:, None]
    return np.asarray(np.cos(np.pi * order * (np.arange(_BANDS) + 0.5) / _BANDS) * np.sqrt(2 / _BANDS))


def _runs(steady: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """First and end of each run of True."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], steady, [False])).astype(np.int8)))
    return [(int(first), int(end)) for first, end in zip(edges[::2], edges[1::2], strict=True)]


def _is_beside_silence(loud: NDArray[np.bool_], first: int, end: int, rules: FilledPauseRules) -> bool:
    reach = round(rules.quiet_within_seconds / HOP_SECONDS)
    quiet_before = np.count_nonzero(~loud[max(0, first - reach) : first])
    quiet_after = np.count_nonzero(~loud[end : end + reach])
    return bool(max(quiet_before, quiet_after) * HOP_SECONDS >= rules.least_quiet_seconds)
