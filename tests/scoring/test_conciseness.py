from __future__ import annotations

from dataclasses import replace

import pytest

from simulator.scoring.answer import Answer, Utterance, typed
from simulator.scoring.conciseness import conciseness_heard
from simulator.scoring.rubric import TargetLength
from simulator.scoring.scorer import score_answer
from tests.scoring.examples import GRADIENT, WHOLE, notes, on_gradient, points, rules

PARTIAL = "It takes small steps downhill and that is all there is to it"
FAR_WORDS = ["cats", "dogs", "birds", "trees", "rivers", "stones", "clouds", "roads", "boats", "lamps"]


@pytest.mark.parametrize("text", ["Overfitting", "Small steps.", "um, small steps downhill"])
def test_a_word_or_two_is_named_and_has_no_conciseness(text: str) -> None:
    score = on_gradient(text)
    assert notes(score) == ("one_word",)
    assert score.conciseness is not None
    assert score.conciseness.score == 0


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Overfitting", "One word explains nothing yet: “Overfitting”."),
        ("um, small steps downhill", "3 words are too few"),
    ],
)
def test_how_few_words_there_were_is_said_as_it_is(text: str, reason: str) -> None:
    receipt = next(each for each in on_gradient(text).receipts if each.rule == "conciseness:one_word")
    assert receipt.reason.startswith(reason)


def test_short_costs_only_where_an_idea_is_missing() -> None:
    assert "short" in notes(on_gradient("It takes small steps downhill"))
    assert "short" not in notes(
        on_gradient("small steps downhill minimise the loss function, learning rate sets step size")
    )


def test_longer_than_asked_costs_in_proportion() -> None:
    padding = " and the sun shone on my desk while a bird sang outside in a green tree near the old road by the sea"
    once, thrice = on_gradient(WHOLE + padding * 2), on_gradient(WHOLE + padding * 4)
    assert points(on_gradient(WHOLE)) > points(once) > points(thrice)
    assert "over" in notes(once)


@pytest.mark.parametrize(
    ("at", "words", "lost"), [(0.5, 8, 0.4), (0.5, 5, 1.0), (0.5, 4, 1.0), (0.2, 8, 0.25), (0.2, 4, 0.75)]
)
def test_short_is_lost_in_full_at_the_share_that_the_rules_say(at: float, words: int, lost: float) -> None:
    conciseness = replace(rules().conciseness, short_in_full_at=at)
    said = conciseness_heard(
        typed(" ".join(FAR_WORDS[:words])), GRADIENT.target, 0.0, replace(rules(), conciseness=conciseness)
    )
    assert [cost.points for cost in said.costs] == [pytest.approx(lost * conciseness.short_costs_points)]


@pytest.mark.parametrize(("at", "words", "lost"), [(2.0, 8, 1.0), (2.0, 6, 0.5), (3.0, 8, 0.5), (2.0, 10, 1.5)])
def test_over_is_lost_in_full_at_as_many_times_as_the_rules_say(at: float, words: int, lost: float) -> None:
    conciseness = replace(rules().conciseness, over_in_full_at=at)
    said = conciseness_heard(
        typed(" ".join(FAR_WORDS[:words])), TargetLength(4, 4), 0.0, replace(rules(), conciseness=conciseness)
    )
    assert [cost.points for cost in said.costs] == [pytest.approx(lost * conciseness.over_costs_points)]


def test_an_empty_opening_is_named_and_context_is_not() -> None:
    assert "preamble" in notes(on_gradient(f"Well, that's a really good question. {WHOLE}"))
    assert "preamble" not in notes(on_gradient(f"It sits under the umbrella of optimisation. {WHOLE}"))


def test_saying_it_again_is_named() -> None:
    assert "repetition" in notes(on_gradient(f"{PARTIAL}. So it takes small steps downhill."))
    assert "repetition" not in notes(on_gradient(WHOLE))


def test_a_clause_that_adds_something_is_no_repetition() -> None:
    text = "It takes small steps. It takes small steps downhill on the surface of the loss, against its slope."
    assert "repetition" not in notes(on_gradient(text))


def test_hedges_are_named_and_honesty_is_not() -> None:
    assert "hedge" in notes(on_gradient(f"I guess {WHOLE}"))
    assert "hedge" not in notes(on_gradient(f"I'm not sure about that one, my best guess is this: {WHOLE}"))


def test_trailing_off_is_named() -> None:
    assert "trailing_off" in notes(on_gradient(f"{WHOLE} So yeah..."))
    assert "trailing_off" not in notes(on_gradient(WHOLE))


def test_what_is_said_after_a_probe_earns_ideas_and_adds_no_length() -> None:
    more = Utterance(
        "It minimises the loss function, and " + " and ".join(f"there is house number {n}" for n in range(60)),
        after_probe=True,
    )
    alone = score_answer(GRADIENT, rules(), Answer((Utterance(PARTIAL),), {}))
    both = score_answer(GRADIENT, rules(), Answer((Utterance(PARTIAL), more), {}))
    assert alone.conciseness is not None
    assert both.conciseness is not None
    assert both.conciseness.words == alone.conciseness.words
    assert points(both) > points(alone)


def test_conciseness_counts_in_proportion_to_the_ideas_heard() -> None:
    nothing = on_gradient("The weather in Paris was lovely all week and we ate well every day")
    assert nothing.conciseness is not None
    assert nothing.conciseness.score == 100
    assert points(nothing) == 0
