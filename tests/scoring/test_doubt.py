"""Words that a second cut of the same sound heard otherwise; what both cuts heard is never doubted."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.scoring.doubt import doubtful_spans
from simulator.scoring.words import words_of


def doubted(heard: str, heard_again: str) -> list[str]:
    return [heard[start:end] for start, end in doubtful_spans(heard, heard_again)]


@pytest.mark.parametrize(
    ("heard", "heard_again", "words"),
    [
        ("The model over fits the training data.", "The model over fits the trading data.", ["training"]),
        ("The model over fits", "The model overfits", []),
        ("grade Ian decent is a method", "gradient descent is a method", ["grade Ian decent"]),
        ("It isn't supervised.", "It is supervised.", ["isn't"]),
        ("It's a table.", "it is a table", []),
        ("Tables and keys.", "table and key", []),
        ("Three tables", "3 TABLES, ", []),
        ("It counts the words of the text", "It counts of the text", ["the words"]),
        ("It is supervised learning", "It is not supervised learning", ["supervised learning"]),
        ("It is supervised", "It is supervised, not", ["supervised"]),
        ("nothing at all", "", ["nothing at all"]),
        ("", "something", []),
    ],
)
def test_only_what_the_second_cut_has_not_at_that_place_is_doubted(
    heard: str, heard_again: str, words: list[str]
) -> None:
    assert doubted(heard, heard_again) == words


WORDS = ("it's", "a", "table", "isn't", "two", "2", "keys,", "key.", "Über", "don't", "F1")
TEXTS = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)


@given(TEXTS, TEXTS)
def test_spans_stand_in_order_apart_and_around_whole_words(heard: str, heard_again: str) -> None:
    spans = doubtful_spans(heard, heard_again)
    edges = {edge for word in words_of(heard) for edge in (word.start, word.end)}
    assert all(start < end and {start, end} <= edges for start, end in spans)
    assert all(before[1] < after[0] for before, after in pairwise(spans))


@given(TEXTS)
def test_two_cuts_that_agree_leave_no_doubt(text: str) -> None:
    assert doubtful_spans(text, text.upper()) == ()
