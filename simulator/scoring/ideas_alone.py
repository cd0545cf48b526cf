"""A score of ideas alone, with a receipt for each: where neither length nor tone is looked at. Adds up exactly."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.scoring.feedback_rules import FeedbackRules, fill
from simulator.scoring.idea_reasons import idea_reason
from simulator.scoring.receipts import Entry, settle
from simulator.scoring.result import AnswerScore, ConceptItem, ConceptScore, Delivery


def score_ideas(rubric_id: str, items: Sequence[ConceptItem], feedback: FeedbackRules) -> AnswerScore:
    """0-100: earned weight over all weight. `items` holds at least one idea."""
    whole = sum(item.weight for item in items)
    score, receipts = settle(
        [
            Entry(
                "manners",
                f"concept:{item.id}",
                100 * item.earned * item.weight / whole,
                item.span,
                _reason(item, feedback),
            )
            for item in items
        ],
        feedback.sums,
    )
    best = sum(100 * max(item.earned, item.earned_at_most) * item.weight for item in items) / whole
    interval = (score, max(score, round(min(100.0, best), 1)))
    return AnswerScore(
        rubric_id, score, interval, ConceptScore(score, tuple(items)), None, None, Delivery(), receipts, ""
    )


def _reason(item: ConceptItem, feedback: FeedbackRules) -> str:
    """Between nothing and all, it was said to some of those to whom it was owed."""
    if 0 < item.earned < 1:
        return fill(feedback.ideas.in_part, idea=item.idea)
    return idea_reason(item, feedback.ideas)
