"""How much a score may be off: words that may be misheard, and a matcher that is no person."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulator.scoring.answer import Answer, Utterance
from simulator.scoring.concepts import concepts_heard
from simulator.scoring.doubt import doubtful_spans
from simulator.scoring.rubric import DoubtAt, MatcherDoubt
from simulator.scoring.score_interval import concept_interval
from simulator.scoring.scorer import score_answer
from tests.scoring.examples import GRADIENT, heard, on_gradient, rules

SURE = MatcherDoubt((DoubtAt(0, 0, 0), DoubtAt(100, 0, 0)), DoubtAt(0, 0, 0))
TEXT = "it takes small steps downhill and it minimises the loss function"


def with_doubt(*words: str) -> Answer:
    """The answer as spoken, with these words of it heard otherwise by a second cut."""
    places = tuple((TEXT.index(word), TEXT.index(word) + len(word)) for word in words)
    return Answer((Utterance(TEXT, 0.0, 5.0, doubtful=places),), {})


def test_the_matcher_s_own_doubt_widens_every_interval_and_holds_the_score() -> None:
    score = on_gradient(TEXT)
    assert score.score is not None
    assert score.interval is not None
    assert score.interval[0] < score.score < score.interval[1]


def test_without_any_doubt_the_interval_is_the_score() -> None:
    told = concepts_heard(GRADIENT, rules(), with_doubt())
    assert concept_interval(told, GRADIENT, SURE) == (told.score, told.score)


def test_words_that_two_cuts_heard_apart_neither_earn_nor_are_called_missing() -> None:
    told = concepts_heard(GRADIENT, rules(), with_doubt("small", "steps"))
    item = told.items[0]
    assert (item.earned, item.doubtful, item.earned_at_most) == (0, True, 1)
    assert concept_interval(told, GRADIENT, SURE) == (told.score, pytest.approx(told.score + 50))
    assert "I may have heard this" in score_answer(GRADIENT, rules(), with_doubt("small", "steps")).receipts[0].reason


def test_doubt_about_other_words_changes_nothing() -> None:
    told = score_answer(GRADIENT, rules(), with_doubt("takes", "and"))
    assert heard(told) == {"steps", "loss"}
    assert told.score == score_answer(GRADIENT, rules(), with_doubt()).score


def test_a_misconception_that_may_be_misheard_costs_nothing() -> None:
    text = "it always finds the global minimum"
    sure = Answer((Utterance(text, 0.0, 2.0),), {})
    unsure = Answer((Utterance(text, 0.0, 2.0, doubtful=((3, 9),)),), {})
    assert concepts_heard(GRADIENT, rules(), sure).wrong
    assert not concepts_heard(GRADIENT, rules(), unsure).wrong


def test_doubt_between_two_measured_scores_is_in_proportion() -> None:
    doubt = MatcherDoubt((DoubtAt(0, 0, 90), DoubtAt(100, 10, 0)), DoubtAt(0, 19, 19))
    drafted = replace(GRADIENT, concepts=tuple(replace(each, in_part=True) for each in GRADIENT.concepts))
    told = concepts_heard(drafted, rules(), with_doubt())
    low, high = concept_interval(told, drafted, doubt)
    assert low == pytest.approx(told.score - told.score / 10)
    assert high == pytest.approx(min(100, told.score + 90 - 0.9 * told.score))


def test_a_not_that_only_one_cut_heard_leaves_the_idea_in_doubt() -> None:
    said = "it takes small steps downhill"
    denied = "it does not take small steps downhill"
    added = Answer((Utterance(said, 0.0, 2.0, doubtful=doubtful_spans(said, denied)),), {})
    dropped = Answer((Utterance(denied, 0.0, 2.0, doubtful=doubtful_spans(denied, said)),), {})
    for answer in (added, dropped):
        item = concepts_heard(GRADIENT, rules(), answer).items[0]
        assert item.earned == 0
        assert item.doubtful


def test_context_that_may_be_misheard_earns_nothing() -> None:
    text = "it takes small steps downhill and in my last project it did"
    sure, unsure = (Answer((Utterance(text, 0.0, 2.0, doubtful=doubt),), {}) for doubt in ((), ((34, 48),)))
    rules_of = [{receipt.rule for receipt in score_answer(GRADIENT, rules(), each).receipts} for each in (sure, unsure)]
    assert "context:own_work" in rules_of[0]
    assert "context:own_work" not in rules_of[1]
