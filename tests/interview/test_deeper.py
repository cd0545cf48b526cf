"""Probes, follow-ups, references back, and what is not asked because it was answered already."""

from __future__ import annotations

from dataclasses import replace

from simulator.interview.events import Part, TurnChosen
from simulator.interview.script import FollowUp, Reference, Script
from tests.fakes import FakeCall, started
from tests.interview.course import Behaviour, Course
from tests.interview.small_script import ANSWERS, onsite_script, question, small_script

INDEX = FollowUp("keys", "You mentioned an index. What is it for?", term="index")


def call(answers: dict[str, str], script: Script, seed: int = 1) -> list[TurnChosen]:
    run = FakeCall(script, {**ANSWERS, **answers}).run(started(script, seed=seed))
    return [event for event in run.events if isinstance(event, TurnChosen)]


def with_term(*more: str) -> Script:
    joins = replace(question("joins", "keys"), follow_ups=(INDEX,))
    return small_script(joins, *(question(name, "idea") for name in more))


def test_follow_up_takes_up_a_term_that_was_used() -> None:
    turns = call({"joins": "Tables share keys and an index helps a lot"}, with_term())
    follow_up = next(turn for turn in turns if turn.part is Part.FOLLOW_UP)
    assert follow_up.text.endswith("You mentioned an index. What is it for?")
    assert "index" in follow_up.reason


def test_follow_up_on_a_term_is_not_asked_where_it_was_not_used() -> None:
    for seed in range(10):
        turns = call({"joins": "Tables share keys and that is all of it"}, with_term(), seed)
        assert not [turn for turn in turns if turn.part is Part.FOLLOW_UP]


def test_follow_up_that_asks_what_a_question_asks_is_left_out() -> None:
    joins = replace(question("joins", "keys"), follow_ups=(replace(INDEX, same_as="indices"),))
    script = small_script(joins, question("indices", "trees"))
    turns = call({"joins": "Tables share keys and an index helps a lot"}, script)
    assert not [turn for turn in turns if turn.part is Part.FOLLOW_UP]


def test_later_question_refers_back_to_what_was_said() -> None:
    recall = replace(
        question("recall", "positives"), references=(Reference("index", "Earlier you mentioned an index."),)
    )
    turns = call({"joins": "Tables share keys and an index"}, small_script(question("joins", "keys"), recall))
    asked = next(turn for turn in turns if turn.question_id == "recall")
    assert asked.text.endswith("Earlier you mentioned an index. What is recall?")
    turns = call({"joins": "Tables share keys and nothing more"}, small_script(question("joins", "keys"), recall))
    assert "Earlier" not in next(turn for turn in turns if turn.question_id == "recall").text


def test_two_questions_that_ask_the_same_are_never_both_asked() -> None:
    pool = [replace(question("recall", "idea"), same_as=("precision",)), question("precision", "idea")]
    script = small_script(*pool, *(question(f"topic{number}", "idea") for number in range(3)), drawn=True)
    for seed in range(30):
        asked = {turn.question_id for turn in call({}, script, seed)}
        assert not {"recall", "precision"} <= asked


def test_question_answered_in_full_before_is_skipped() -> None:
    course = Course(small_script())
    course.begin(started(course.script))
    while course.state.phase != "ended":
        course.go_on(Behaviour(also_answered=course.state.asked == ("overfitting",)))
    assert course.state.asked == ("overfitting",)
    assert course.state.settled[0] == "recall"


def test_probe_is_asked_once_and_for_the_heaviest_missing_idea() -> None:
    script = small_script(question("overfitting", "noise", "gap"), question("recall", "positives"))
    course = Course(script)
    course.begin(started(script))
    while course.state.phase != "ended":
        course.go_on(Behaviour(missing=("gap", "noise")))
    probes = [event for event in course.events if isinstance(event, TurnChosen) and event.part is Part.PROBE]
    assert [(probe.question_id, probe.concept_id) for probe in probes] == [("overfitting", "noise")]


def test_problem_talked_through_together_has_more_than_one_probe() -> None:
    script = onsite_script()
    course = Course(script)
    course.begin(started(script, minutes=30))
    while course.state.phase != "ended":
        course.go_on(Behaviour(missing=("noise", "gap", "keys", "positives")))
    probes = [event for event in course.events if isinstance(event, TurnChosen) and event.part is Part.PROBE]
    count = {name: sum(probe.question_id == name for probe in probes) for name in ("joins", "gradient", "two_sum")}
    assert count == {"joins": 1, "gradient": 2, "two_sum": 3}
