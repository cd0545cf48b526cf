"""On site: self-checks, panels that hand over, stages; and the coach, for whom the clock stands."""

from __future__ import annotations

from itertools import pairwise

import pytest

from simulator.interview import difficulty
from simulator.interview.effects import AskSelfCheck, AwaitChoice, Ring, Speak
from simulator.interview.events import (
    Choice,
    CoachingGiven,
    Difficulty,
    Part,
    QuestionsDrawn,
    SelfChecked,
    TurnChosen,
)
from simulator.interview.pending import pending
from simulator.interview.state import Phase
from simulator.interview.time_plan import seconds_left
from tests.fakes import started
from tests.interview.course import POLITE, Behaviour, Course
from tests.interview.small_script import large_script, onsite_script, small_script


def run(course: Course, behaviour: Behaviour = POLITE) -> Course:
    while course.state.phase is not Phase.ENDED:
        course.go_on(behaviour)
    return course


def onsite(minutes: int = 30, coach: bool = False) -> Course:
    course = Course(onsite_script())
    course.begin(started(course.script, minutes, coach=coach))
    return course


def turns(course: Course) -> list[TurnChosen]:
    return [event for event in course.events if isinstance(event, TurnChosen)]


def test_on_site_nothing_rings() -> None:
    course = onsite()
    course.go_on(POLITE)
    (ring,) = [effect for effect in pending(course.script, course.state) if isinstance(effect, Ring)]
    assert not ring.aloud


def test_self_check_comes_before_and_between_and_its_time_is_not_interview_time() -> None:
    course = onsite()
    while not isinstance(course.effects and course.effects[0], AskSelfCheck):
        course.go_on(POLITE)
    before = seconds_left(course.state, course.seconds)
    course.seconds += 600
    assert seconds_left(course.state, course.seconds) == before
    run(course, Behaviour(checked="no"))
    answers = [(event.item_id, event.answer) for event in course.events if isinstance(event, SelfChecked)]
    assert answers == [("early", "no"), ("phone_off", "no"), ("early", "no")]


def test_panel_hands_over_with_another_voice_each_time() -> None:
    course = run(onsite())
    asked = [turn for turn in turns(course) if turn.question_id in ("overfitting", "recall", "joins")]
    mains = [turn.interviewer_id for turn in asked if turn.part is Part.MAIN]
    assert mains == ["bob", "bob", "eve"]
    for one, following in pairwise(turns(course)):
        if following.interviewer_id != one.interviewer_id and one.part is not Part.HANDOVER:
            raise AssertionError(f"{one.interviewer_id} did not hand over to {following.interviewer_id}")
    handovers = [turn for turn in turns(course) if turn.part is Part.HANDOVER]
    assert any("Eve" in turn.text for turn in handovers)


def test_every_stage_has_its_turn() -> None:
    asked = run(onsite()).state.asked
    assert {"gradient", "two_sum", "churn"} <= set(asked)


@pytest.mark.parametrize("minutes", [20, 45, 90])
def test_on_site_ends_with_the_closing(minutes: int) -> None:
    course = run(onsite(minutes), Behaviour(seconds=150.0))
    assert turns(course)[-1].section_index == len(course.script.sections) - 1


# ---- the coach ---------------------------------------------------------------------------------------------------


def coached() -> Course:
    """Before the first choice, at the greeting."""
    course = Course(small_script())
    course.begin(started(course.script, coach=True))
    while not isinstance(course.effects and course.effects[0], AwaitChoice):
        course.go_on(POLITE)
    return course


def test_coach_speaks_after_each_answer_and_the_clock_stands() -> None:
    course = coached()
    left = seconds_left(course.state, course.seconds)
    course.seconds += 300
    assert seconds_left(course.state, course.seconds) == left
    run(course)
    assert sum(isinstance(event, CoachingGiven) for event in course.events) == 4  # greeting, two questions, sign-off


def test_good_answer_is_spoken_and_the_choice_is_left_open() -> None:
    course = coached()
    course.go_on(Behaviour(choice=Choice.GOOD_ANSWER))
    course.go_on(POLITE)
    assert any(isinstance(effect, Speak) and effect.text == "A good answer." for effect in course.effects)
    course.go_on(POLITE)
    assert isinstance(course.effects[0], AwaitChoice)


def test_another_try_begins_the_answer_anew_while_the_clock_stands() -> None:
    course = coached()
    left = seconds_left(course.state, course.seconds)
    course.go_on(Behaviour(choice=Choice.AGAIN))
    course.go_on(POLITE)
    assert turns(course)[-1].part is Part.AGAIN
    assert course.state.answers == ()
    while not isinstance(course.effects[0], AwaitChoice):
        course.go_on(Behaviour(seconds=30.0))
    assert seconds_left(course.state, course.seconds) == left
    run(course)


def test_without_the_coach_nothing_is_said_of_an_answer() -> None:
    course = Course(small_script())
    course.begin(started(course.script))
    assert not [event for event in run(course).events if isinstance(event, CoachingGiven)]


# ---- a difficult line --------------------------------------------------------------------------------------------


def test_difficulties_come_by_seed_and_all_of_them_come() -> None:
    script = large_script()
    drawn = [difficulty.draw(script, seed) for seed in range(200)]
    assert drawn == [difficulty.draw(script, seed) for seed in range(200)]
    for kind, one_in in difficulty.ONE_CALL_IN.items():
        share = sum(kind in each for each in drawn) / len(drawn)
        assert 0.5 / one_in < share < 2.0 / one_in
    assert () in drawn


def test_difficulties_change_the_voice() -> None:
    course = Course(large_script())
    everything = (Difficulty.TELEPHONE, Difficulty.RUSHED, Difficulty.QUIET)
    course.begin(started(course.script, difficulties=everything))
    while not (speak := [effect for effect in course.effects if isinstance(effect, Speak)]):
        course.go_on(POLITE)
    assert speak[0].telephone
    assert speak[0].gain_db < 0
    assert speak[0].rate_words_per_minute > course.script.interviewers[0].rate_words_per_minute


def test_salary_comes_where_nobody_expects_it() -> None:
    course = Course(large_script())
    course.begin(started(course.script, difficulties=(Difficulty.SURPRISE,)))
    run(course)
    (drawn,) = [event for event in course.events if isinstance(event, QuestionsDrawn)]
    assert drawn.question_ids[1] == "salary"
    assert "salary" in course.state.asked
