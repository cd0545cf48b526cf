"""When somebody is told that the microphone seems to be muted, by what came from it. Blocks are 20 ms, at 16 kHz."""

from __future__ import annotations

from itertools import groupby, pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from simulator.listening.mute_watch import MuteWatch

BLOCK_SECONDS = 0.02
RATE_HZ = 16_000
ZEROS = np.zeros(320, np.int16)
LEAST_NOISE = np.eye(1, 320, 100, dtype=np.int16)[0]
"""One sample of 320 that is not zero."""


def told_at_seconds(*parts: tuple[str, float]) -> list[float]:
    """When it warned, of so many seconds of "zeros" and "sound" in turn."""
    watch, told, now = MuteWatch(RATE_HZ), list[float](), 0.0
    for what, seconds in parts:
        for _ in range(round(seconds / BLOCK_SECONDS)):
            now += BLOCK_SECONDS
            if watch.warns(ZEROS if what == "zeros" else LEAST_NOISE):
                told.append(round(now, 2))
    return told


def test_three_seconds_of_zeros_are_told_once_however_long_they_last() -> None:
    assert told_at_seconds(("zeros", 2.98)) == []
    assert told_at_seconds(("zeros", 600.0)) == [3.0]


def test_the_least_noise_is_no_mute() -> None:
    assert told_at_seconds(("sound", 600.0)) == []


def test_a_gate_that_opens_for_a_moment_does_not_begin_another_silence() -> None:
    assert told_at_seconds(("zeros", 4.0), *[("sound", 0.1), ("zeros", 4.0)] * 20) == [3.0]


def test_a_silence_after_there_was_sound_is_told_again() -> None:
    assert told_at_seconds(("zeros", 4.0), ("sound", 0.2), ("zeros", 4.0)) == [3.0, 7.2]


def test_a_microphone_that_is_muted_in_the_middle_of_the_call_is_told() -> None:
    assert told_at_seconds(("sound", 60.0), ("zeros", 10.0)) == [63.0]


def test_a_device_that_gives_zeros_between_words_is_not_taken_for_muted_while_somebody_thinks() -> None:
    words = [("sound", 0.5), ("zeros", 0.3)] * 4
    assert told_at_seconds(*words, ("zeros", 20.0), *words, ("zeros", 20.0)) == []


def test_a_device_with_a_gate_is_taken_for_muted_until_its_first_words_show_the_gate() -> None:
    words = [("sound", 0.5), ("zeros", 0.3)] * 4
    assert told_at_seconds(("zeros", 10.0), *words, *[("zeros", 20.0), *words] * 10) == [3.0]


def test_zeros_before_the_first_sound_are_no_gap_between_sounds() -> None:
    watch = MuteWatch(RATE_HZ)
    for block in [ZEROS] * 50 + [LEAST_NOISE] * 50 + [ZEROS, LEAST_NOISE] * 50:
        watch.warns(block)
    assert not watch.has_gate


def test_somebody_who_mutes_now_and_then_is_told_each_time_until_it_looks_like_a_gate() -> None:
    mutes = [("sound", 30.0), ("zeros", 10.0)] * 6
    assert told_at_seconds(*mutes) == [33.0, 73.0, 113.0]


@given(st.lists(st.tuples(st.booleans(), st.integers(1, 400)), max_size=12))
def test_between_two_warnings_there_was_sound_and_each_came_after_three_seconds_of_zeros(
    parts: list[tuple[bool, int]],
) -> None:
    blocks = [is_zero for is_zero, count in parts for _ in range(count)]
    watch = MuteWatch(RATE_HZ)
    told = [at for at, is_zero in enumerate(blocks) if watch.warns(ZEROS if is_zero else LEAST_NOISE)]
    for at in told:
        assert at >= 149
        assert all(blocks[at - 149 : at + 1])
    for before, after in pairwise(told):
        sounds = [len(list(run)) for is_zero, run in groupby(blocks[before:after]) if not is_zero]
        assert max(sounds, default=0) >= 10
