"""What an answer would score without a sentence that cost points. Says so only where leaving it out helps."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.review.model import Exchange
from simulator.scoring.feedback_rules import Shown, fill
from simulator.scoring.result import Receipt, Span
from simulator.scoring.what_if import sentence_around, what_if

LEAST_POINTS = 0.5
"""Scores are read as whole numbers."""


@dataclass(frozen=True)
class Without:
    dropped: Span
    is_sentence: bool
    """Else only the words of the receipt: the rest of their sentence earns more than they cost."""
    score: float
    change: float

    def told(self, shown: Shown) -> str:
        score = f"{self.score:.0f}"
        if self.is_sentence:
            return fill(shown.without_sentence, score=score)
        return fill(shown.without_phrase, score=score)


def without(exchange: Exchange, receipt: Receipt) -> Without | None:
    """The better of leaving out the sentence that a costly receipt quotes, or the quote alone; None where neither
    helps, and for a receipt that costs nothing or quotes nothing. Scores the answer anew, once or twice."""
    answer, span = exchange.answer, receipt.span
    if answer is None or span is None or receipt.points >= 0 or exchange.rubric is None:
        return None
    sentence = sentence_around(answer, span)
    found = []
    for dropped in dict.fromkeys((sentence, span)):
        told = what_if(exchange.rubric, exchange.rules, answer, dropped)
        if told.points is not None and told.after.score is not None and told.points >= LEAST_POINTS:
            found.append(Without(dropped, dropped == sentence, told.after.score, told.points))
    return max(found, key=lambda each: each.score, default=None)
