"""Order among ideas, words of the trade, and "I" or "we": what the whiteboard and the story are looked at for."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.scoring.heard import hear
from simulator.scoring.plainness import unexplained
from simulator.scoring.rubric import ToldAs
from simulator.scoring.told_as import told_as
from tests.scoring.examples import heard, rubric, rules, scored

WHOLE = "The idea is that it learns from mistakes."
PARTS = "It has an activation function and a loss function in every layer of it."
EXAMPLE = "Imagine a child who learns to walk."


def terms_left(text: str, asked: str = "Explain it.") -> tuple[str, ...]:
    return unexplained(hear(text, rules()), replace(rubric("whiteboard"), asked=asked)).named


def test_the_whole_counts_only_before_its_parts_are_named() -> None:
    assert "whole_first" in heard(scored("whiteboard", f"{WHOLE} {PARTS}"))
    assert "whole_first" not in heard(scored("whiteboard", f"{PARTS} {WHOLE}"))


def test_the_whole_counts_only_among_the_first_words() -> None:
    before = "First somebody shows it a picture and then another one, and it looks at them. " * 4
    assert "whole_first" not in heard(scored("whiteboard", f"{before} {WHOLE}"))


def test_a_term_is_unexplained_until_it_is_explained() -> None:
    assert terms_left("We use a vector here.") == ("vector",)
    assert terms_left("We use a vector, that is a list of numbers. Then the vector is compared.") == ()
    assert terms_left("Such a list of numbers is called a vector, and the vectors are compared.") == ()
    assert terms_left("The vectors are compared. Then you see. A vector, that is a list of numbers.") == ("vectors",)


def test_terms_are_found_in_any_form_and_the_longest_first() -> None:
    assert terms_left("Loss functions with hidden layers") == ("loss functions", "hidden layers")


def test_what_the_question_names_is_no_term() -> None:
    text = "Gradient descent goes downhill step by step along the gradient."
    assert terms_left(text) == ("gradient descent", "gradient")
    assert terms_left(text, "Please explain gradient descent.") == ()


def test_plain_words_are_earned_beside_another_idea_only() -> None:
    assert "plain_words" not in heard(scored("whiteboard", "Well, it is hard to say what that would be."))
    assert "plain_words" in heard(scored("whiteboard", EXAMPLE))


def test_unexplained_terms_are_named_beside_the_score() -> None:
    remarks = scored("whiteboard", f"{WHOLE} {PARTS}").remarks
    assert remarks == (
        "Words of the trade that I heard without an explanation near them: “activation function”, “loss function”.",
    )


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("I went there, I asked them and I wrote it down.", "i"),
        ("I built it and I wrote the tests; my part was done. We talked about it once.", "i"),
        ("We built our model and we tested it, and our customers liked it.", "we"),
        ("I built it, we tested it, I wrote it down and our team used it.", "both"),
        ("I like it.", ""),
        ("It went well.", ""),
    ],
)
def test_i_and_we_are_told_apart(text: str, kind: str) -> None:
    rules_for_it = rubric("star").told_as
    assert rules_for_it is not None
    assert told_as(text, rules_for_it) == kind


@given(st.lists(st.sampled_from(["I", "we", "my", "our", "they", "built"]), max_size=40))
def test_i_and_we_neither_earn_nor_cost(words: list[str]) -> None:
    """What is reported beside a score cannot be part of it."""
    text = f"In my last job I built a queue. {' '.join(words)}"
    told = replace(rubric("star"), told_as=ToldAs(1, 0.6, "i", "we", "both"))
    from simulator.scoring.answer import typed
    from simulator.scoring.scorer import score_answer

    silent = replace(told, told_as=None)
    with_it, without = (score_answer(each, rules(), typed(text)) for each in (told, silent))
    assert (with_it.score, with_it.receipts) == (without.score, without.receipts)


@pytest.mark.parametrize("idea", ["Imagine a child who learns to walk.", "For example, a dog that learns a trick."])
@pytest.mark.parametrize("before", [WHOLE, PARTS, f"{WHOLE} {PARTS}"])
def test_a_sentence_with_a_missing_idea_never_lowers_the_others(before: str, idea: str) -> None:
    assert heard(scored("whiteboard", before)) <= heard(scored("whiteboard", f"{before} {idea}"))
