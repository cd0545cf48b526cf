"""Interview time: what the clock counts, and what it stands for."""

from __future__ import annotations

from simulator.interview.events import (
    CallAnswered,
    CallEnded,
    Choice,
    CoachingChosen,
    CoachingGiven,
    CoachingOpened,
    Event,
    GoodbyeChosen,
    HungUpByCandidate,
    Part,
    PauseAsked,
    PauseEnded,
    RepeatAsked,
    SelfChecked,
    SelfCheckOpened,
    SelfRated,
    SessionResumed,
    TurnChosen,
)
from simulator.review.call_clock import interview_seconds


def turn(at_seconds: float) -> TurnChosen:
    return TurnChosen(at_seconds, 1, 0, "", Part.MAIN, "", "Well?", "", "cindy", True, "", 0.0, 0.0)


def reads(*events: Event) -> tuple[float, ...]:
    """The clock at each event of a call that was picked up at 2 s."""
    return interview_seconds((CallAnswered(2.0), *events))[1:]


def test_it_runs_from_picking_up() -> None:
    assert interview_seconds((turn(1.0), CallAnswered(2.0), turn(2.5), turn(10.0))) == (0.0, 0.0, 0.5, 8.0)


def test_it_stands_in_a_pause_until_the_person_goes_on() -> None:
    assert reads(PauseAsked(10.0), PauseEnded(70.0), turn(71.0)) == (8.0, 8.0, 9.0)
    assert reads(PauseAsked(10.0), RepeatAsked(70.0), turn(71.0)) == (8.0, 8.0, 9.0)
    assert reads(PauseAsked(10.0), SessionResumed(12.0, 3600.0), turn(13.0)) == (8.0, 8.0, 9.0)


def test_a_second_pause_within_a_pause_changes_nothing() -> None:
    assert reads(PauseAsked(10.0), PauseAsked(20.0), PauseEnded(30.0), turn(31.0)) == (8.0, 8.0, 8.0, 9.0)


def test_it_stands_in_a_self_check_and_runs_from_the_last_item() -> None:
    told = reads(SelfCheckOpened(10.0, 0), SelfChecked(20.0, 0, "a", "yes"), SelfChecked(40.0, 0, "b", ""), turn(41.0))
    assert told == (8.0, 8.0, 8.0, 9.0)


def test_a_self_check_outlasts_a_break() -> None:
    told = reads(SelfCheckOpened(10.0, 0), SessionResumed(15.0, 60.0), SelfChecked(20.0, 0, "a", "yes"), turn(21.0))
    assert told == (8.0, 8.0, 8.0, 9.0)


def test_it_stands_for_the_coach_also_during_another_try() -> None:
    told = reads(
        CoachingOpened(10.0, 1),
        CoachingGiven(10.0, 1, (), (), "", ""),
        CoachingChosen(20.0, Choice.GOOD_ANSWER),
        turn(20.0),
        CoachingChosen(40.0, Choice.AGAIN),
        turn(40.0),
        PauseAsked(45.0),
        PauseEnded(50.0),
        CoachingOpened(60.0, 2),
        CoachingChosen(70.0, Choice.GO_ON),
        turn(71.0),
    )
    assert told == (8.0,) * 10 + (9.0,)


def test_who_hangs_up_in_a_pause_or_a_self_check_ends_the_call_as_it_stood() -> None:
    for stopped in (PauseAsked(10.0), SelfCheckOpened(10.0, 0)):
        told = reads(stopped, HungUpByCandidate(90.0), GoodbyeChosen(90.0, ""), CallEnded(91.0, "candidate"))
        assert told == (8.0, 8.0, 8.0, 8.0)


def test_it_ends_with_the_call_and_never_runs_backwards() -> None:
    told = reads(turn(10.0), turn(9.0), CallEnded(12.0, "interviewer"), SelfRated(60.0, 3))
    assert told == (8.0, 8.0, 10.0, 10.0)
