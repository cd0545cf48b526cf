"""Whether the questions that ship know a good answer from a weak one."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from ruamel.yaml import YAML

from simulator.content.library import Library
from simulator.scoring.answer import typed
from simulator.scoring.result import AnswerScore
from simulator.scoring.rubric import Rubric
from simulator.scoring.scorer import score_answer
from tests.needs import PROJECT

LIBRARY = Library.default()
RULES = LIBRARY.rules()
QUESTIONS = {summary.id: summary for summary in LIBRARY.questions()}
ON_KNOWLEDGE = tuple(
    name for name, summary in QUESTIONS.items()
    if summary.kind in ("technical", "whiteboard", "programming", "case_study", "listening")
)  # fmt: skip
"""Questions that are answered by knowing, not by telling of oneself."""
SPOKEN: dict[str, Any] = YAML(typ="safe").load(PROJECT / "tests" / "content" / "spoken_answers.yaml")
NAMES = {"candidate": "Mike", "interviewer": "Cindy Park", "interviewer_first": "Cindy"}
LONGEST_IN_ONE_BREATH_WORDS = 12
LEAST_PHRASINGS = 6


@cache
def rubric_of(question_id: str) -> Rubric:
    return LIBRARY.rubric(question_id)


def scored(question_id: str, text: str) -> AnswerScore:
    return score_answer(rubric_of(question_id), RULES, typed(text, **NAMES))


def concepts(question_id: str, text: str) -> float:
    score = scored(question_id, text).concepts
    assert score is not None
    return score.score


@pytest.mark.parametrize("question_id", QUESTIONS)
def test_the_model_answer_holds_every_idea_at_the_right_length(question_id: str) -> None:
    rubric = rubric_of(question_id)
    result = scored(question_id, rubric.model_answer)
    assert result.score is not None
    assert result.score >= 90
    assert concepts(question_id, rubric.model_answer) >= 90
    assert rubric.target.least_words <= len(rubric.model_answer.split()) <= rubric.target.most_words


@pytest.mark.parametrize("question_id", QUESTIONS)
def test_a_good_answer_in_other_words_is_known(question_id: str) -> None:
    assert len(SPOKEN[question_id]["good"]) >= 2
    for answer in SPOKEN[question_id]["good"]:
        assert concepts(question_id, answer) >= 85, answer


@pytest.mark.parametrize("question_id", QUESTIONS)
def test_a_weak_answer_is_not_taken_for_a_good_one(question_id: str) -> None:
    assert len(SPOKEN[question_id]["weak"]) >= 2
    for answer in SPOKEN[question_id]["weak"]:
        result = scored(question_id, answer)
        assert result.score is not None
        assert result.score < 30, answer


@pytest.mark.parametrize("question_id", ON_KNOWLEDGE)
def test_the_answer_to_another_question_is_no_full_answer(question_id: str) -> None:
    for other in ON_KNOWLEDGE:
        if other != question_id:
            assert concepts(question_id, rubric_of(other).model_answer) < 80, other


SAYS_NOTHING = (
    "That is a really good question, let me think about it for a moment. I have worked with this a lot in my last "
    "project and I think it is very important for the business. You always have to look at the details and decide.",
    "I think it depends on the situation. You want to look at the data first and see what is going on, and then you "
    "take the best approach and talk to your team about it. Whether it fails in the end is hard to say.",
)


@pytest.mark.parametrize("question_id", ON_KNOWLEDGE)
def test_many_words_that_say_nothing_earn_next_to_nothing(question_id: str) -> None:
    for answer in SAYS_NOTHING:
        assert concepts(question_id, answer) < 20, answer


def test_saying_that_a_mistake_is_one_does_not_cost() -> None:
    for question_id, answer in (
        ("define_machine_learning", "It is not the same thing as AI, it is a part of AI."),
        ("p_value", "It is not the probability that the null hypothesis is true."),
        ("gradient_descent", "It does not always find the global minimum."),
        ("supervised_vs_unsupervised", "Supervised learning has labels, and unsupervised learning has no labels."),
        ("overfitting", "It performs poorly on test data but well on the training data."),
    ):
        costs = [receipt for receipt in scored(question_id, answer).receipts if "misconception" in receipt.rule]
        assert costs == [], answer


@pytest.mark.parametrize("question_id", QUESTIONS)
def test_each_question_is_written_to_be_spoken(question_id: str) -> None:
    rubric = rubric_of(question_id)
    assert len(rubric.concepts) >= 3
    assert all(len(set(concept.phrasings)) >= LEAST_PHRASINGS for concept in rubric.concepts)
    longest = max(
        (phrasing for concept in rubric.concepts for phrasing in concept.phrasings), key=lambda p: len(p.split())
    )
    assert len(longest.split()) <= LONGEST_IN_ONE_BREATH_WORDS, longest


def test_each_question_is_probed_for_its_heaviest_idea_and_followed_up() -> None:
    asked = {}
    for summary in LIBRARY.scripts():
        asked.update(LIBRARY.script(summary.id).script.questions)
    assert set(asked) == set(QUESTIONS), "every question is asked in some script"
    for question_id, question in asked.items():
        heaviest = max(concept.weight for concept in rubric_of(question_id).concepts)
        weights = {concept.id: concept.weight for concept in rubric_of(question_id).concepts}
        assert question.probes, question_id
        assert weights[question.probes[0].concept_id] == heaviest, question_id
        assert question.follow_ups, question_id


def test_the_worked_examples_come_out_right() -> None:
    database = "a container for objects; the core object is the table; a table holds structured data"
    learning = "under the AI umbrella; performs a task without explicit programming or rules"
    for question_id, answer in (("what_is_a_database", database), ("define_machine_learning", learning)):
        result = scored(question_id, answer)
        assert result.score is not None
        assert result.score >= 95, (question_id, result)
