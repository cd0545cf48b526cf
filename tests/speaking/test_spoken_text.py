"""What a speech engine is given to say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.speaking.spoken_text import LONGEST_CHARACTERS, clean, reading_seconds


@pytest.mark.parametrize("text", ["", "   ", "...", "?!", "\x01\x02", "😀", "\n\t", "—", "\ud800"])
def test_text_without_letter_or_digit_is_nothing_to_say(text: str) -> None:
    assert clean(text) == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("What is\n  overfitting?", "What is overfitting?"),
        ("\x01100s fast", "100s fast"),
        ("precision & recall", "precision and recall"),
        ("if x < 3 then", "if x less than 3 then"),
        ("[[rate 400]] Hello", "rate 400 Hello"),
        ("Zoë Müller, 日本", "Zoë Müller, 日本"),
        ("e\u0301tude 👍 done", "étude done"),
        ("a lone \udfff half", "a lone half"),
    ],
)
def test_only_what_can_be_said_is_left(text: str, said: str) -> None:
    assert clean(text) == said


def test_text_beyond_all_measure_is_cut_at_a_word() -> None:
    said = clean("overfitting " * LONGEST_CHARACTERS)
    assert len(said) <= LONGEST_CHARACTERS
    assert said.endswith("overfitting")


@given(st.text())
def test_no_text_becomes_markup_a_control_character_or_something_that_cannot_be_encoded(text: str) -> None:
    said = clean(text)
    said.encode()
    assert not any(ord(character) < 32 for character in said)
    assert not set(said) & set("<>&")
    assert "[[" not in said
    assert said == said.strip()


def test_reading_takes_longer_for_more_words_and_never_no_time() -> None:
    assert reading_seconds("") == 1.0
    assert reading_seconds("word " * 100) == pytest.approx(30.0)
