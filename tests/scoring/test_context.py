"""Context beside the ideas: the family a thing belongs to, and one's own work."""

from __future__ import annotations

from simulator.scoring.result import AnswerScore
from tests.scoring.examples import notes, on_gradient, points, scored

PLAIN = "It takes small steps downhill and that is what it does for us."
TIED = "It takes small steps downhill and in my last project I used it."
PLACED = "It is a method for optimising and it takes small steps downhill."


def rules_of(score: AnswerScore) -> dict[str, float]:
    return {receipt.rule: receipt.points for receipt in score.receipts}


def test_placing_a_thing_in_its_family_is_worth_something() -> None:
    score = on_gradient(PLACED)
    assert rules_of(score)["context:family"] > 0
    assert "preamble" not in notes(score)


def test_tying_an_answer_to_one_s_own_work_is_worth_something_once() -> None:
    score = on_gradient(TIED)
    assert rules_of(score)["context:own_work"] > 0
    assert points(score) > points(on_gradient(PLAIN))
    twice = on_gradient(f"{TIED} In my last project I used it a lot.")
    assert [receipt.rule for receipt in twice.receipts].count("context:own_work") == 1


def test_context_without_an_idea_earns_nothing() -> None:
    assert points(on_gradient("In my last project I used it, and it is a method for us.")) == 0


def test_context_is_no_part_of_a_greeting() -> None:
    score = scored("greeting", "Hello Cindy, this is Mike, I worked on this at work we had a call", candidate="Mike")
    assert not any(rule.startswith("context:") for rule in rules_of(score))


def test_the_umbrella_of_a_definition_is_context_and_no_preamble() -> None:
    answer = "It falls under the AI umbrella. A machine learns patterns from data without explicit programming."
    score = scored("define_machine_learning", answer)
    assert rules_of(score)["context:family"] > 0
    assert "preamble" not in notes(score)
