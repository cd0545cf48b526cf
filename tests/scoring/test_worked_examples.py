"""Answers that people agreed on beforehand; they must come out right whatever else changes."""

from __future__ import annotations

import pytest

from tests.scoring.examples import concept_points, flagged, heard, library, notes, points, rubric, scored

DATABASE = "a container for objects; the core object is the table; a table holds structured data"
MACHINE_LEARNING = (
    "Machine learning sits under the AI umbrella; it performs a task without explicit programming or rules"
)
SIGN_OFF = "I've enjoyed speaking with you, thanks for your time and for discussing your opportunity"
VOICEMAIL = (
    "You have reached Mike Smith at 555 0100. I can't take your call right now. Please leave your name, number and "
    "the reason for your call and I will call you back."
)


def test_a_short_definition_of_a_database_is_complete() -> None:
    score = scored("what_is_a_database", DATABASE)
    assert concept_points(score) == 100
    assert points(score) >= 95
    assert notes(score) == ()


def test_context_plus_definition_is_what_machine_learning_asks_for() -> None:
    score = scored("define_machine_learning", MACHINE_LEARNING)
    assert {"under_ai", "without_rules"} <= heard(score)
    assert points(score) >= 80
    assert "preamble" not in notes(score)


def test_the_definition_without_its_context_is_worth_less() -> None:
    without = scored("define_machine_learning", "It performs a task without explicit programming or rules")
    assert points(without) < points(scored("define_machine_learning", MACHINE_LEARNING)) - 10


@pytest.mark.parametrize(
    "names", [{}, {"candidate": "Mike", "interviewer": "Cindy Lopez", "interviewer_first": "Cindy"}]
)
def test_a_warm_greeting_scores_nearly_full(names: dict[str, str]) -> None:
    assert points(scored("greeting", "Hello Cindy. This is Mike. How are you today?", **names)) >= 95


def test_a_mumbled_greeting_does_not() -> None:
    assert points(scored("greeting", "Yeah, who is this?")) == 0
    assert points(scored("greeting", "Hello?")) < 40


def test_a_sign_off_with_thanks_enjoyment_and_interest_scores_high() -> None:
    assert points(scored("sign_off", SIGN_OFF)) >= 95
    assert points(scored("sign_off", "Okay, bye.")) == 0


def test_a_professional_voicemail_is_far_above_a_casual_one() -> None:
    assert points(scored("voicemail", VOICEMAIL)) >= 95
    assert points(scored("voicemail", "Hey, it's Mike, drop a message")) <= 10


def test_three_concrete_days_and_times_are_better_than_one_and_than_whenever() -> None:
    three = points(scored("scheduling", "I could do Tuesday at ten, Wednesday after two, or Friday morning."))
    one = points(scored("scheduling", "I could do Tuesday at ten, or some other day."))
    assert three > one + 20
    assert one > points(scored("scheduling", "Whenever, really, any time works."))


def test_missing_the_main_concept_costs_clearly() -> None:
    without = scored("overfitting", "It happens when the model is too complex, so I would use regularization.")
    assert "gap" not in heard(without)
    assert points(without) < points(scored("overfitting", rubric("overfitting").model_answer)) - 30


def test_a_rambling_answer_loses_in_conciseness_alone() -> None:
    plain = rubric("overfitting").model_answer
    rambling = (
        f"That's a great question. {plain} I once saw this in a project where we had a lot of screens and people "
        "walking about all day. "
        * 3
        + "And so on and so forth, and my uncle has a boat, or something like that, and stuff"
    )
    short, long = scored("overfitting", plain), scored("overfitting", rambling)
    assert concept_points(long) == concept_points(short) == 100
    assert points(long) <= points(short) - 10
    assert {"over", "preamble", "repetition", "trailing_off"} <= set(notes(long))


def test_speaking_ill_of_a_manager_loses_in_framing_and_is_quoted() -> None:
    plain = "After three years the project came to an end. I learned a lot there. Now I am looking for a new team."
    ill = f"{plain} Also my old manager was a clueless idiot."
    score = scored("leaving_last_job", ill)
    assert flagged(score) == [("manager", "my old manager was a clueless idiot")]
    assert points(score) <= points(scored("leaving_last_job", plain)) - 15


def test_every_model_answer_earns_all_its_ideas_and_breaks_no_rule() -> None:
    for question in library().questions():
        score = scored(question.id, rubric(question.id).model_answer)
        assert (question.id, concept_points(score), notes(score), flagged(score)) == (question.id, 100, (), [])


NO_ANSWERS = [
    "Fine.",
    "I don't know.",
    "purple monkeys fly over the moon with a banana and sing about the sea and the sky",
    "asdf qwer zxcv asdf qwer zxcv asdf qwer zxcv asdf qwer",
    "Yes. Yes. Yes. Yes. Yes. Yes. Yes. Yes. Yes. Yes. Yes.",
]


@pytest.mark.parametrize("text", NO_ANSWERS)
def test_gibberish_and_fine_earn_nothing_anywhere(text: str) -> None:
    for question in library().questions():
        score = scored(question.id, text)
        assert score.not_scored_kind == "loop" or points(score) == 0, question.id
