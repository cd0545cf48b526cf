"""At most three sentences on one scored answer: what to keep, what would help most, what to do next.

Keeps only what earned, quoted from the answer. Never praises, and says nothing that the score's evidence does not.
"""

from __future__ import annotations

from simulator.scoring.advice import advice_on, heaviest_idea
from simulator.scoring.context import FAMILY
from simulator.scoring.feedback_rules import FeedbackRules, fill
from simulator.scoring.not_scored import NOTHING_HEARD
from simulator.scoring.quoting import shown_quote
from simulator.scoring.result import AnswerScore, Feedback, Receipt, Span
from simulator.scoring.rubric import Rubric, Rules


def feedback_on(score: AnswerScore, rubric: Rubric, rules: Rules) -> Feedback:
    """Of `score`, an answer scored by `rubric`. Ideas stand in it as in the rubric, places unfilled."""
    feedback = rules.feedback
    if score.concepts is None or score.conciseness is None:
        is_silence = score.not_scored_kind == NOTHING_HEARD
        most = fill(feedback.most.nothing_heard, idea=heaviest_idea(rubric)) if is_silence else ""
        return Feedback("", most, score.next_step)
    advice = advice_on(score, rubric, feedback)
    if advice is None:
        return Feedback(fill(feedback.keep.whole, words=score.conciseness.words), "", feedback.next.whole)
    return Feedback(_keep(score, feedback), advice.most, advice.next)


def _keep(score: AnswerScore, feedback: FeedbackRules) -> str:
    """What earned most, of what lies outside all that costs; empty where nothing earned."""
    costly = [receipt.span for receipt in score.receipts if receipt.points < 0 and receipt.span is not None]
    earning = [
        (receipt, receipt.span)
        for receipt in score.receipts
        if receipt.points > 0 and receipt.span is not None and not _overlaps(receipt.span, costly)
    ]
    if not earning:
        return ""
    best, span = max(earning, key=lambda each: each[0].points)
    return _kept(best, shown_quote(span.quote, feedback), score, feedback)


def _overlaps(span: Span, others: list[Span]) -> bool:
    return any(other.start < span.end and span.start < other.end for other in others)


def _kept(best: Receipt, quote: str, score: AnswerScore, feedback: FeedbackRules) -> str:
    keep, (kind, _, name) = feedback.keep, best.rule.partition(":")
    if kind == "framing":
        return fill(keep.warmth, quote=quote)
    if kind == "context":
        return fill(keep.family, quote=quote) if name == FAMILY else fill(keep.own_work, quote=quote)
    assert score.concepts is not None
    assert score.conciseness is not None
    idea = next(item.idea for item in score.concepts.items if item.id == name)
    if score.conciseness.notes or score.conciseness.words < score.conciseness.target_least_words:
        return fill(keep.idea, quote=quote, idea=idea)
    return fill(keep.idea_and_length, quote=quote, idea=idea, words=score.conciseness.words)
