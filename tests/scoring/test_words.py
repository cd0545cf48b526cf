from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.scoring.names import sounds_like
from simulator.scoring.words import stem_of, words_of


def texts(text: str) -> list[str]:
    return [word.text for word in words_of(text)]


def test_contractions_are_written_out_with_or_without_apostrophe() -> None:
    assert texts("I can't, don’t, ive") == ["i", "can", "not", "do", "not", "i", "have"]
    assert texts("cant") == texts("cannot") == ["can", "not"]


def test_letters_and_digits_are_said_apart() -> None:
    assert texts("the F1 score") == ["the", "f", "one", "score"]
    assert texts("555 0100") == ["555", "0100"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("generalise", "generalize"), ("behaviour", "behavior"), ("labelled", "labeled"), ("tables", "table")],
)
def test_spellings_and_forms_share_a_stem(one: str, other: str) -> None:
    assert stem_of(one) == stem_of(other)


@settings(deadline=None)
@given(st.text())
def test_every_word_stands_at_its_place(text: str) -> None:
    for word in words_of(text):
        assert 0 <= word.start < word.end <= len(text)
        assert word.text
        assert words_of(f" {text[word.start : word.end]} ")


@settings(deadline=None)
@given(st.text(alphabet=st.characters(codec="ascii")))
def test_case_changes_nothing(text: str) -> None:
    assert texts(text.upper()) == texts(text.lower())


@pytest.mark.parametrize(
    ("heard", "name"), [("sindy", "cindy"), ("cyndi", "cindy"), ("steven", "stephen"), ("jon", "john")]
)
def test_names_that_sound_the_same_are_one(heard: str, name: str) -> None:
    assert sounds_like(heard, name, 80)


@pytest.mark.parametrize(("heard", "name"), [("robert", "cindy"), ("mica", "mike"), ("ann", "tom")])
def test_other_names_are_others(heard: str, name: str) -> None:
    assert not sounds_like(heard, name, 80)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("95% of it", "95 percent of it"),
        ("p < 0.05", "p less than zero five"),
        ("x ≥ 3", "x at least three"),
        ("R² = 1", "r two equals one"),
        ("the σ of it", "the sigma of it"),
        ("C++", "c plus plus"),
    ],
)
def test_symbols_are_read_as_they_are_said(written: str, said: str) -> None:
    assert [word.text for word in words_of(written)] == said.split()


def test_mark_up_is_no_comparison() -> None:
    assert [word.text for word in words_of("one<br>two")] == ["one", "br", "two"]
