"""When a new output stream can be trusted with a sound."""

from __future__ import annotations

import pytest

from simulator.speaking.settling import Settling

RATE_HZ = 48_000
BLOCK_FRAMES = 960
BLOCK_SECONDS = 0.02


def settled_at(blocks_at_seconds: list[float]) -> float | None:
    """When blocks come at these times: the first at which the stream has settled."""
    settling = Settling(RATE_HZ, 0.0)
    for at_seconds in blocks_at_seconds:
        if settling.took(BLOCK_FRAMES, at_seconds):
            return at_seconds
    return None


def evenly(from_seconds: float, to_seconds: float) -> list[float]:
    return [from_seconds + n * BLOCK_SECONDS for n in range(round((to_seconds - from_seconds) / BLOCK_SECONDS))]


def test_an_even_stream_settles_after_less_than_half_a_second() -> None:
    assert settled_at(evenly(0.0, 1.0)) == pytest.approx(0.42, abs=0.06)


def test_a_stream_that_swallows_at_first_settles_once_it_runs_evenly() -> None:
    rush = [n * 0.001 for n in range(40)]
    assert settled_at(rush + evenly(0.04, 1.0)) == pytest.approx(0.54, abs=0.06)


def test_a_short_rush_and_a_short_standstill_do_not_pass_for_an_even_pace() -> None:
    rush = [n * 0.001 for n in range(10)]
    assert settled_at(rush + evenly(0.25, 1.0)) == pytest.approx(0.68, abs=0.06)


def test_a_stream_that_stands_still_settles_after_it_goes_on() -> None:
    assert settled_at([0.0, 0.001, 0.002, *evenly(1.9, 3.0)]) == pytest.approx(2.33, abs=0.06)


def test_a_stream_without_any_pace_is_used_in_the_end() -> None:
    assert settled_at([n * 0.5 for n in range(30)]) == pytest.approx(5.5)


def test_once_settled_a_late_block_changes_nothing() -> None:
    settling = Settling(RATE_HZ, 0.0)
    for at_seconds in evenly(0.0, 0.5):
        settling.took(BLOCK_FRAMES, at_seconds)
    assert settling.took(BLOCK_FRAMES, 9.0)
