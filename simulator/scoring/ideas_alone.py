"""A score of ideas alone, with a receipt for each: where neither length nor tone is looked at. Adds up exactly."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.scoring.receipts import Entry, settle
from simulator.scoring.result import AnswerScore, ConceptItem, ConceptScore, Delivery


def score_ideas(rubric_id: str, items: Sequence[ConceptItem]) -> AnswerScore:
    """0-100: earned weight over all weight. `items` holds at least one idea."""
    whole = sum(item.weight for item in items)
    score, receipts = settle(
        [
            Entry("manners", f"concept:{item.id}", 100 * item.earned * item.weight / whole, item.span, _reason(item))
            for item in items
        ]
    )
    best = sum(100 * (1.0 if item.doubtful else item.earned) * item.weight for item in items) / whole
    interval = (score, max(score, round(min(100.0, best), 1)))
    return AnswerScore(
        rubric_id, score, interval, ConceptScore(score, tuple(items)), None, None, Delivery(), receipts, ""
    )


def _reason(item: ConceptItem) -> str:
    if item.earned >= 1:
        return f"I heard: {item.idea}."
    if item.earned > 0:
        return f"I heard a part of it: {item.idea}."
    if item.doubtful:
        return f"I may have heard this, and was not sure: {item.idea}."
    return f"I didn't hear: {item.idea}."
