"""The language in which phrasings are written, and that every one of them can be read."""

from __future__ import annotations

import pytest

from simulator.interview.patterns import Item, Sentence, firsts, parse
from simulator.interview.phrasings import phrasings

GROUPS = {"ask": "(could | can) you"}


def group(name: str) -> Item:
    return parse(GROUPS[name], group)


def ends(pattern: str, words: str, stops: frozenset[int] = frozenset()) -> set[int]:
    item = parse(pattern, group)
    return set(item.ends(Sentence(tuple(words.split()), stops), {0}))


@pytest.mark.parametrize(
    ("pattern", "words", "expected"),
    [
        ("say it again", "say it again please", {3}),
        ("say it again", "say it", set()),
        ("say (it | that one) again", "say that one again", {4}),
        ("say [it] again", "say again", {2}),
        ("<ask> repeat", "can you repeat", {3}),
        ("mean *2", "mean this one here", {1, 2, 3}),
        ("mean +2", "mean this one here", {2, 3}),
        ("say (it | (this | that) [one]) again", "say that one again", {4}),
    ],
)
def test_pattern_ends_where_it_should(pattern: str, words: str, expected: set[int]) -> None:
    assert ends(pattern, words) == expected


def test_any_words_end_where_another_clause_may_begin() -> None:
    assert ends("i do not know *6", "i do not know the number but roughly fifty", frozenset({6})) == {4, 5, 6}


def test_any_words_swallow_no_goodbye() -> None:
    assert ends("thanks *4", "thanks for that goodbye") == {1, 2, 3}


def test_words_that_a_pattern_can_begin_with() -> None:
    assert firsts(parse("[please] (say | <ask> repeat)", group)) == {"please", "say", "could", "can"}


@pytest.mark.parametrize("pattern", ["say (it", "say it)", "say [it)", "(say | it"])
def test_brackets_that_do_not_match_are_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="bracket"):
        parse(pattern, group)


def test_every_phrasing_of_the_files_can_be_read() -> None:
    said = phrasings().said(("could", "you", "repeat", "that"), frozenset())
    assert {found.table for found in phrasings().found_at(said, 0)} >= {"repeat"}
