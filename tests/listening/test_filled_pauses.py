"""Filled pauses by their sound: a steady one beside silence is found, speech and other sounds are not."""

from __future__ import annotations

import subprocess
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from simulator.listening.endpointing import EndpointingRules
from simulator.listening.files import read_sound
from simulator.listening.filled_pauses import FilledPauseRules, filled_pauses
from simulator.listening.open_turn import Ended, OpenTurn
from tests.listening.sounds import LoudnessDetector
from tests.needs import need_program, need_shared_data

RATE_HZ = 16_000
FLUENT = (
    "Overfitting means that a model learns the noise of its training data, so it does well there and badly on anything "
    "new. I would look at the gap between training and validation error, collect more data, or use regularisation."
)


def vowel(seconds: float, first_hz: float = 600.0, last_hz: float | None = None) -> NDArray[np.float32]:
    """Harmonics of 110 Hz under two resonances, of which the first may glide: what a throat makes, roughly."""
    times = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    resonance_hz = np.linspace(first_hz, last_hz or first_hz, len(times))
    sound = np.zeros_like(times)
    for harmonic in range(1, 30):
        hz = 110.0 * harmonic
        strength = np.exp(-(((hz - resonance_hz) / 150) ** 2)) + 0.4 * np.exp(-(((hz - 1200) / 200) ** 2))
        sound += strength * np.sin(2 * np.pi * hz * times)
    edge = np.minimum(1.0, np.minimum(times, times[-1] - times) / 0.02)
    return (0.1 * sound * edge).astype(np.float32)


def quiet(seconds: float) -> NDArray[np.float32]:
    return np.random.default_rng(1).normal(0, 0.0005, round(seconds * RATE_HZ)).astype(np.float32)


def babble(seconds: float) -> NDArray[np.float32]:
    """Vowels that glide into one another, as within words."""
    pieces = [vowel(0.12, 400 + 500 * (place % 2), 900 - 500 * (place % 2)) for place in range(round(seconds / 0.12))]
    return np.concatenate(pieces)


def test_a_held_vowel_beside_silence_is_found_at_its_place() -> None:
    sound = np.concatenate([babble(1.2), quiet(0.3), vowel(0.45), quiet(0.4), babble(1.2)])
    (found,) = filled_pauses(sound)
    held_from = len(babble(1.2)) / RATE_HZ + 0.3
    assert held_from - 0.03 <= found.start_seconds < found.end_seconds <= held_from + 0.48


def test_fluent_vowels_are_none() -> None:
    assert filled_pauses(np.concatenate([babble(2.0), quiet(0.5), babble(2.0)])) == []


def test_a_held_vowel_within_speech_is_none() -> None:
    assert filled_pauses(np.concatenate([babble(1.2), vowel(0.45), babble(1.2), quiet(1.0)])) == []


@pytest.mark.parametrize("seconds", [0.1, 1.6])
def test_too_short_and_too_long_is_none(seconds: float) -> None:
    assert filled_pauses(np.concatenate([babble(1.2), quiet(0.3), vowel(seconds), quiet(0.4), babble(1.2)])) == []


def test_a_swelling_sound_is_none() -> None:
    swell = vowel(0.5) * np.geomspace(0.05, 3.0, round(0.5 * RATE_HZ)).astype(np.float32)
    assert filled_pauses(np.concatenate([babble(1.2), quiet(0.3), swell, quiet(0.4), babble(1.2)])) == []


@pytest.mark.parametrize("samples", [0, 100, 1279, 1280, 5000])
def test_silence_of_any_length_holds_none(samples: int) -> None:
    assert filled_pauses(np.zeros(samples, np.float32)) == []


def test_an_answer_that_ends_says_its_pauses_and_its_filled_pauses() -> None:
    sound = np.concatenate([babble(1.2), quiet(0.8), vowel(0.45), quiet(0.5), babble(1.2), quiet(3.0)])
    turn = OpenTurn(0, RATE_HZ, LoudnessDetector(), EndpointingRules())
    happenings = list(turn.feed(np.round(sound * 32767).astype(np.int16)))
    (ended,) = [each for each in happenings if isinstance(each, Ended)]
    assert ended.filled_pauses == 1
    assert ended.pauses_seconds == pytest.approx((0.8, 0.5), abs=0.07)
    assert ended.longest_pause_seconds == max(ended.pauses_seconds)
    assert ended.speech_seconds + sum(ended.pauses_seconds) == pytest.approx(1.2 + 0.8 + 0.45 + 0.5 + 1.2, abs=0.1)


@pytest.mark.parametrize("voice", ["slt", "rms"])
def test_a_machine_that_reads_fluently_has_none(voice: str, tmp_path: Path) -> None:
    file = tmp_path / "fluent.wav"
    subprocess.run([need_program("flite"), "-voice", voice, "-t", FLUENT, "-o", str(file)], check=True)
    assert filled_pauses(np.concatenate(list(read_sound(file)))) == []


def test_people_who_read_have_none_and_some_of_who_speaks_freely_are_found() -> None:
    folder = need_shared_data() / "speech"
    clips = {path.stem: np.concatenate(list(read_sound(path))) for path in sorted(folder.glob("*.flac"))}
    found = {name: len(filled_pauses(samples)) for name, samples in clips.items()}
    assert [name for name, count in found.items() if count] == ["spontaneous_cold_corpus3"]
    assert 1 <= found["spontaneous_cold_corpus3"] <= 6


def test_the_limits_are_in_order() -> None:
    rules = FilledPauseRules()
    assert 0 < rules.least_seconds < rules.most_seconds
