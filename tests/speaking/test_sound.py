"""Arithmetic on sound, and the telephone's own tones."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.speaking.ringing import RING_HZ, line_closed, ring
from simulator.speaking.sound import Sound, from_floats, silence


def tone(seconds: float, rate_hz: int, frequency_hz: float = 440.0) -> Sound:
    return from_floats(0.5 * np.sin(2 * np.pi * frequency_hz * np.arange(round(seconds * rate_hz)) / rate_hz), rate_hz)


def strongest_hz(sound: Sound, count: int) -> list[float]:
    """The `count` strongest frequencies, lowest first, to the nearest of the transform's steps."""
    strength = np.abs(np.fft.rfft(sound.samples.astype(np.float64)))
    frequencies = np.fft.rfftfreq(len(sound.samples), 1 / sound.rate_hz)
    peaks = [i for i in range(1, len(strength) - 1) if strength[i - 1] < strength[i] >= strength[i + 1]]
    return sorted(float(frequencies[i]) for i in sorted(peaks, key=lambda i: -strength[i])[:count])


@pytest.mark.parametrize("rate_hz", [8_000, 16_000, 44_100, 48_000])
def test_another_rate_keeps_length_and_pitch(rate_hz: int) -> None:
    sound = tone(0.5, 22_050).at_rate(rate_hz)
    assert sound.rate_hz == rate_hz
    assert sound.samples.dtype == np.int16
    assert sound.seconds == pytest.approx(0.5, abs=0.001)
    assert strongest_hz(sound, 1) == pytest.approx([440.0], abs=3)


def test_full_scale_survives_resampling_without_wrapping_around() -> None:
    square = Sound(np.where(np.arange(2205) % 50 < 25, 32767, -32768).astype(np.int16), 22_050)
    resampled = square.at_rate(44_100).samples
    assert resampled.max() == 32767
    assert np.corrcoef(resampled, np.repeat(square.samples, 2))[0, 1] > 0.95


def test_trailing_silence_is_cut_to_a_tenth_of_a_second() -> None:
    sound = Sound(np.concatenate([tone(0.3, 16_000).samples, silence(0.5, 16_000).samples]), 16_000)
    assert sound.without_trailing_silence().seconds == pytest.approx(0.4, abs=0.002)


def test_silence_is_silent_and_a_tone_is_not() -> None:
    assert silence(0.2, 16_000).is_silent
    assert silence(0.2, 16_000).without_trailing_silence().seconds == 0.0
    assert not tone(0.2, 16_000).is_silent


def test_the_ring_is_two_tones_for_two_seconds_and_four_of_pause() -> None:
    assert ring(with_pause=False).seconds == 2.0
    assert ring(with_pause=True).seconds == 6.0
    assert ring(with_pause=True).without_trailing_silence(0.0).seconds == pytest.approx(2.0, abs=0.01)
    assert strongest_hz(ring(with_pause=False), 2) == pytest.approx(list(RING_HZ), abs=1)


@pytest.mark.parametrize("sound", [ring(with_pause=False), line_closed()])
def test_tones_are_gentle_and_begin_and_end_without_a_click(sound: Sound) -> None:
    samples = np.abs(sound.samples.astype(int))
    assert samples.max() < 0.2 * 32767
    assert samples[0] == samples[-1] == 0
    assert samples[:10].max() < 200 < samples.max()
    assert samples[-10:].max() < 200
