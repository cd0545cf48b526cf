"""The telephone's band, companding and level, measured; and that its words are still understood."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from simulator.listening.moonshine import MoonshineTranscriber
from simulator.speaking.line import BAND_HZ, LINE_RATE_HZ, _companded, at_gain, over_telephone
from simulator.speaking.sound import Sound, silence
from simulator.speaking.synthesiser import Synthesiser
from tests.speaking.test_sound import tone

SENTENCE = "What is the difference between a list and a tuple?"
CARD_RATE_HZ = 48_000

only_where_the_engine_is_known = pytest.mark.skipif(sys.platform != "linux", reason="the real engine here is Linux's")


@pytest.fixture(scope="module")
def voice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sound]:
    synthesiser = Synthesiser(tmp_path_factory.mktemp("cache"))
    yield synthesiser.speak(SENTENCE)
    synthesiser.close()


def noise(seconds: float = 2.0, rate_hz: int = 22_050) -> Sound:
    """The same strength at every frequency."""
    samples = np.random.default_rng(3).integers(-9_000, 9_000, round(seconds * rate_hz))
    return Sound(samples.astype(np.int16), rate_hz)


def energies_db(sound: Sound) -> tuple[float, float, float]:
    """Below the line's band, in it and above it."""
    energy = np.abs(np.fft.rfft(sound.samples.astype(np.float64))) ** 2
    frequencies = np.fft.rfftfreq(len(sound.samples), 1 / sound.rate_hz)
    below, above = frequencies < BAND_HZ[0], frequencies > BAND_HZ[1]
    return (
        float(10 * np.log10(energy[below].sum())),
        float(10 * np.log10(energy[~below & ~above].sum())),
        float(10 * np.log10(energy[above].sum())),
    )


def level_db(sound: Sound) -> float:
    return float(10 * np.log10(np.mean(sound.samples.astype(np.float64) ** 2)))


def check_band(plain: Sound) -> None:
    before = energies_db(plain.at_rate(CARD_RATE_HZ))
    after = energies_db(over_telephone(plain).at_rate(CARD_RATE_HZ))
    assert before[0] - after[0] >= 30
    assert before[2] - after[2] >= 30
    assert after[1] == pytest.approx(before[1], abs=1.0)


def test_noise_loses_what_lies_outside_the_band_and_keeps_the_rest() -> None:
    check_band(noise())


@only_where_the_engine_is_known
def test_speech_loses_what_lies_outside_the_band_and_keeps_the_rest(voice: Sound) -> None:
    check_band(voice)


@pytest.mark.parametrize(
    ("pitch_hz", "passes"),
    [(100, False), (250, False), (400, True), (1_000, True), (3_300, True), (3_500, False), (6_000, False)],
)
def test_a_tone_passes_only_within_the_band(pitch_hz: float, passes: bool) -> None:
    plain = tone(1.0, 22_050, pitch_hz)
    lost_db = level_db(plain) - level_db(over_telephone(plain).at_rate(22_050))
    assert lost_db == pytest.approx(0.0, abs=0.3) if passes else lost_db > 35


@pytest.mark.parametrize("rate_hz", [8_000, 16_000, 22_050, 44_100])
@pytest.mark.parametrize("frames", [0, 1, 2, 100, 12_345, 100_000])
def test_the_length_is_kept_within_a_millisecond(rate_hz: int, frames: int) -> None:
    plain = Sound(noise(5.0, rate_hz).samples[:frames], rate_hz)
    line = over_telephone(plain)
    assert line.rate_hz == LINE_RATE_HZ
    assert line.seconds == pytest.approx(plain.seconds, abs=0.001)


def test_a_sound_comes_neither_earlier_nor_later() -> None:
    burst = tone(0.1, 16_000, 1_000.0).samples
    plain = Sound(np.concatenate([silence(0.5, 16_000).samples, burst, silence(0.5, 16_000).samples]), 16_000)
    line = over_telephone(plain).at_rate(16_000)
    product = np.correlate(line.samples.astype(np.float64), plain.samples.astype(np.float64), "full")
    assert int(np.argmax(product)) - (len(plain.samples) - 1) == 0


@only_where_the_engine_is_known
def test_the_same_sentence_always_sounds_the_same(voice: Sound) -> None:
    kept = voice.samples.copy()
    first, second = over_telephone(voice), over_telephone(voice)
    assert np.array_equal(first.samples, second.samples)
    assert np.array_equal(voice.samples, kept)


def test_companding_is_that_of_g711() -> None:
    """Decoded values of mu-law: 8 segments of 16 steps, each twice as coarse as the one before, about zero."""
    magnitudes = [((16 + step) * 8 + 4 << segment) - 132 for segment in range(8) for step in range(16)]
    assert magnitudes[-1] == 32_124
    every_sample = np.arange(-32_768, 32_768).astype(np.int16)
    received = _companded(every_sample).astype(int)
    assert sorted(set(np.abs(received))) == magnitudes
    sent = every_sample.astype(int)
    heard = np.abs(sent) < 32_635
    steps = np.diff([*magnitudes, 33_148])[np.searchsorted(magnitudes, np.abs(received))]
    assert (np.abs(received - sent)[heard] <= steps[heard] / 2 + 4).all()


def test_full_scale_through_the_telephone_does_not_clip() -> None:
    square = Sound(np.where(np.arange(22_050) % 30 < 15, 32_767, -32_768).astype(np.int16), 22_050)
    peak = int(np.abs(over_telephone(square).at_rate(CARD_RATE_HZ).samples.astype(int)).max())
    assert 20_000 < peak < 32_767


@pytest.mark.parametrize("gain_db", [-20.0, -9.5, -0.5, 0.0, 1.0, 4.5])
def test_the_level_changes_by_the_gain(gain_db: float) -> None:
    plain = noise()
    assert level_db(at_gain(plain, gain_db)) - level_db(plain) == pytest.approx(gain_db, abs=0.1)


def test_a_loud_sound_is_made_louder_only_as_far_as_there_is_room() -> None:
    plain = tone(0.5, 16_000)
    louder = at_gain(plain, 40.0)
    assert np.abs(louder.samples).max() == round(32_767 * 10 ** (-1 / 20))
    assert np.abs(at_gain(louder, 6.0).samples).max() == np.abs(louder.samples).max()


@given(st.lists(st.integers(-32_768, 32_767), max_size=50), st.floats(-60, 60))
def test_no_gain_makes_a_sound_clip_or_turn_over(values: list[int], gain_db: float) -> None:
    plain = np.array(values, np.int16)
    changed = at_gain(Sound(plain, 16_000), gain_db).samples
    assert changed.dtype == np.int16
    assert len(changed) == len(plain)
    assert (np.sign(changed) * np.sign(plain) >= 0).all()
    if gain_db > 0 and len(plain):
        assert np.abs(changed.astype(int)).max() <= max(29_204, np.abs(plain.astype(int)).max())


def test_silence_stays_silence() -> None:
    quiet = silence(0.5, 22_050)
    assert not over_telephone(quiet).samples.any()
    assert not at_gain(quiet, 20.0).samples.any()


@only_where_the_engine_is_known
def test_a_sentence_over_the_telephone_is_still_understood(voice: Sound) -> None:
    heard = MoonshineTranscriber().transcribe(with_margins(over_telephone(voice).at_rate(16_000)).tolist())
    assert re.findall(r"[a-z]+", heard.lower()) == re.findall(r"[a-z]+", SENTENCE.lower())


def with_margins(sound: Sound) -> NDArray[np.float64]:
    quiet = np.zeros(4_000)
    return np.concatenate([quiet, sound.samples / 32_768, quiet])
