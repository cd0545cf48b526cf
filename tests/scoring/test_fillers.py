"""Which words only fill, by the words around them."""

from __future__ import annotations

import pytest

from simulator.scoring.fillers import fillers_in, pattern_problem
from tests.scoring.examples import rules


def fillers(text: str) -> list[str]:
    return [filler.word for filler in fillers_in(text, rules().delivery)]


@pytest.mark.parametrize(
    "text",
    [
        "Um, I would split the data first.",
        "I would, uh, split the data.",
        "It was like forty percent of the rows.",
        "We had to, like, retrain the model.",
        "We used my like favourite library.",
        "I spent like two weeks on it.",
        "Well, it depends on the data.",
        "Well I think the first step is a baseline.",
        "So, first a word about the team.",
        "So the first thing is the data.",
    ],
)
def test_a_word_that_only_fills_is_found(text: str) -> None:
    assert len(fillers(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "I like working with people.",
        "I would like to ask about the team.",
        "Would you like an example?",
        "I don't really like notebooks in production.",
        "It looks like a bell curve.",
        "Something like that.",
        "Models like random forests need no scaling.",
        "What is the team like?",
        "It works very well on small data.",
        "I know pandas as well as SQL.",
        "A well-known example is spam.",
        "We had little data, so we used cross-validation.",
        "It is so much faster.",
        "So that's why we scale the features.",
        "And so on.",
        "The so-called curse of dimensionality.",
    ],
)
def test_a_word_that_means_something_is_none(text: str) -> None:
    assert fillers(text) == []


def test_who_quotes_somebody_does_not_fill() -> None:
    assert fillers("He was like, no way.") == []


def test_case_and_line_breaks_change_nothing() -> None:
    text = "Um, it was like forty rows. Well, so be it."
    assert fillers(text) == fillers(text.upper()) == fillers(text.lower()) == ["um", "like", "well"]
    assert fillers("Um,\nit was like forty rows.") == ["um", "like"]


def test_each_filler_says_where_it_stands() -> None:
    text = "I’d say, um, it was like forty."
    assert [text[filler.start : filler.end] for filler in fillers_in(text, rules().delivery)] == ["um", "like"]


@pytest.mark.parametrize("text", ["", ".", "like", "so so so", "\x00\ufeff like\u2028so", "well " * 3000])
def test_odd_texts_are_read_too(text: str) -> None:
    assert all(text[found.start : found.end] == found.word for found in fillers_in(text, rules().delivery))


@pytest.mark.parametrize("pattern", ["", "_", "like a", "_ like _", "a b c _ d e", "<nothing> _"])
def test_a_pattern_that_cannot_be_read_is_told(pattern: str) -> None:
    assert pattern in pattern_problem(pattern, {"number"})
    assert pattern_problem(pattern, {"number"})


@pytest.mark.parametrize("pattern", [". _ ,", "<number> _", "_ *ing", "* * _ *"])
def test_a_pattern_that_can_be_read_has_no_problem(pattern: str) -> None:
    assert pattern_problem(pattern, {"number"}) == ""
