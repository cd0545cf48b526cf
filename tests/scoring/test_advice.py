"""Keep, most, next: what is said of an answer, in which order, and never more than was earned."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from simulator.scoring.answer import Answer, Utterance, typed
from simulator.scoring.result import Feedback
from simulator.scoring.rubric import Rubric
from simulator.scoring.scorer import score_answer
from tests.scoring.examples import GRADIENT, WHOLE, library, rubric, rules

STEPS = "It takes small steps downhill"


def feedback(text: str, by: Rubric = GRADIENT) -> Feedback:
    return score_answer(by, rules(), typed(text, candidate="Mike", interviewer_first="Cindy")).feedback


def advice(text: str, by: Rubric = GRADIENT) -> str:
    return feedback(text, by).advice


def test_words_about_people_come_first_with_their_rewording() -> None:
    said = advice("My manager was a clueless idiot. It always finds the global minimum.")
    assert "instead of “My manager was a clueless idiot”" in said


def test_then_what_is_not_true_with_what_is() -> None:
    assert advice("It always finds the global minimum.") == (
        "I heard “always finds the global minimum”. It may end in a local minimum."
    )


def test_then_the_heaviest_idea_that_was_not_heard() -> None:
    assert advice("It minimises the loss function, and so on.") == "Say also: it takes small steps downhill."
    assert advice(f"{STEPS} until it can go no further.") == "Say also: it minimises a loss function."


def test_an_idea_heard_only_as_listed_words_is_to_be_made_a_sentence() -> None:
    steps_alone = replace(GRADIENT, concepts=GRADIENT.concepts[:1])
    assert advice("Small steps downhill, loss function, learning rate.", steps_alone) == (
        "I heard the words “Small steps downhill”, and now make a sentence of them: it takes small steps downhill."
    )


def test_an_idea_that_was_denied_is_to_be_said_as_ones_own() -> None:
    text = f"{WHOLE.replace('It takes small steps downhill, m', 'It does not take small steps downhill. It m')}"
    said = advice(text)
    assert said.startswith("I heard this denied") or said.startswith("I was not sure")


def test_an_answer_twice_too_long_is_asked_for_less_not_for_more() -> None:
    padding = " ".join(f"and we looked at house number {number}" for number in range(20))
    assert re.fullmatch(
        r"Keep to what was asked: I heard \d+ words, and 40 are enough for all of it\.", advice(f"{STEPS} {padding}.")
    )


@pytest.mark.parametrize(
    ("text", "beginning"),
    [
        (f"That is a great question. {WHOLE}", "Begin with the answer itself and leave out “That is a great question”"),
        (f"I guess {WHOLE}", "You had it, so leave out “I guess”"),
        (f"{WHOLE} So yeah.", "Stop after your last idea and leave out “"),
        (f"{WHOLE} {WHOLE}", "Say it once: “"),
    ],
)
def test_with_every_idea_heard_it_is_about_the_form(text: str, beginning: str) -> None:
    assert advice(text).startswith(beginning)


def test_every_idea_in_somewhat_too_many_words_is_to_be_shortened() -> None:
    padding = " ".join(f"and we looked at house number {number}" for number in range(5))
    assert advice(f"{WHOLE[:-1]}, {padding}.").startswith("I heard every idea, so shorten it now: 40 words are enough")


def test_an_answer_given_only_after_a_probe_is_to_begin_earlier() -> None:
    answer = Answer((Utterance(WHOLE, after_probe=True),), {})
    assert score_answer(GRADIENT, rules(), answer).feedback.advice == (
        "Begin before you are asked further, since I didn't hear an answer to the question itself."
    )


def test_where_warmth_is_part_of_it_a_neutral_tone_is_named() -> None:
    warm = replace(GRADIENT, warmth_earns=True)
    assert advice(WHOLE, warm).startswith("Add one sentence on what interests you here")
    assert advice(f"{WHOLE[:-1]}, and I enjoyed that.", warm).startswith("Keep this answer as it is")


def test_only_an_answer_without_a_fault_is_to_be_kept() -> None:
    assert advice(WHOLE) == "Keep this answer as it is: I heard every idea, in 17 words."


@pytest.mark.parametrize("text", ["", "   ", "..."])
def test_where_nothing_was_heard_it_offers_a_beginning(text: str) -> None:
    assert advice(text) == (
        "I didn't hear an answer yet; one sentence is a beginning, for example on this: it takes small steps downhill."
    )


def test_shipped_rubrics_give_one_sentence_that_neither_blames_nor_leaves_a_place_open() -> None:
    ids = [summary.id for summary in library().questions()] + list(library().behaviours())
    for rubric_id in ids:
        shipped = rubric(rubric_id)
        for text in ("", "Well, it depends.", shipped.model_answer, "My boss was an idiot.", shipped.concepts[0].idea):
            said = advice(text, shipped)
            assert said.strip()
            assert not re.search(r"\{\w+\}", said), said
            assert "you didn't" not in said.lower()
            assert "\n" not in said
