from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from simulator.listening.endpointing import Span
from simulator.listening.stretches import StretchCutter, StretchRules

FRAME = 0.032


def cut(*parts: tuple[bool, float], loudness: float = -20.0, rules: StretchRules | None = None) -> list[Span]:
    """Speech or silence for so many seconds, in frames; every stretch, the tail too."""
    cutter = StretchCutter(rules or StretchRules())
    stretches: list[Span] = []
    now = 0.0
    for speech, seconds in parts:
        start = now
        for _ in range(round(seconds / FRAME)):
            now += FRAME
            closed = cutter.frame(now, loudness, Span(start, now) if speech else None)
            stretches += [closed] if closed else []
    return stretches + ([cutter.tail] if cutter.tail else [])


def test_silence_gives_no_stretch() -> None:
    assert cut((False, 60)) == []


def test_a_short_answer_is_one_stretch_with_its_pre_roll_and_padding() -> None:
    (only,) = cut((False, 3.2), (True, 5.12), (False, 3.2))
    assert only.start_seconds == pytest.approx(3.2 - 0.4)
    assert only.end_seconds == pytest.approx(3.2 + 5.12 + 0.25)


def test_the_stretch_does_not_begin_before_the_turn() -> None:
    (only,) = cut((False, 0.096), (True, 1))
    assert only.start_seconds == 0.0


def test_phrases_are_joined_until_the_stretch_is_long_enough() -> None:
    stretches = cut(*[(True, 4.8), (False, 0.48)] * 10)
    assert [round(stretch.seconds) for stretch in stretches] == [26, 26]


def test_a_pause_too_short_is_not_cut_in() -> None:
    stretches = cut(*[(True, 4.8), (False, 0.16)] * 5, (False, 1.0))
    assert len(stretches) == 1


def test_when_the_longest_is_reached_the_latest_pause_is_cut_in() -> None:
    first, second = cut((True, 9.6), (False, 0.64), (True, 6.4), (False, 0.64), (True, 20))
    assert first.end_seconds == pytest.approx(9.6 + 0.64 + 6.4 + 0.25)
    assert second.start_seconds == pytest.approx(9.6 + 0.64 + 6.4 + 0.64 - 0.25)


def test_nothing_is_joined_across_a_long_silence_nor_is_that_silence_kept() -> None:
    cutter = StretchCutter(StretchRules())
    cutter.frame(1.0, -20.0, Span(0.0, 1.0))
    closed = [stretch for frame in range(20_000) if (stretch := cutter.frame(1.0 + frame * FRAME, -90.0, None))]
    assert closed == [Span(0.0, 1.25)]
    assert cutter.needed_from_seconds > 600


def test_without_a_pause_the_quietest_place_is_cut_in() -> None:
    cutter = StretchCutter(StretchRules())
    closed, now = None, 0.0
    while closed is None:
        now += FRAME
        closed = cutter.frame(now, -60.0 if 20.0 <= now < 20.04 else -20.0, Span(0.0, now))
    assert closed.end_seconds == pytest.approx(20.02, abs=FRAME)
    assert cutter.tail is not None
    assert cutter.tail.start_seconds == closed.end_seconds


@given(st.lists(st.tuples(st.booleans(), st.floats(0.05, 40)), max_size=20))
@example([(True, 1.9375), (True, 1.9375), (True, 2.9375), (True, 20.9375)])
def test_no_stretch_is_too_long_none_overlaps_and_all_speech_is_in_one(parts: list[tuple[bool, float]]) -> None:
    stretches = cut(*parts)
    assert all(0 < stretch.seconds <= 28.0 + FRAME for stretch in stretches)
    assert all(before.end_seconds <= after.start_seconds + 1e-9 for before, after in pairwise(stretches))
    now = 0.0
    for speech, seconds in parts:
        end = now + round(seconds / FRAME) * FRAME
        if speech:
            inside = sum(
                max(0.0, min(end, stretch.end_seconds) - max(now, stretch.start_seconds)) for stretch in stretches
            )
            assert inside == pytest.approx(end - now, abs=1e-6)
        now = end
