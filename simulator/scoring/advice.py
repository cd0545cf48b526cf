"""What of one scored answer would help most, and what to do about it. Says nothing that the score's evidence does not.

Never praises, never blames: it says what was not heard. Sentences stand in rubrics/feedback.yaml, with their order.
"""

from __future__ import annotations

from dataclasses import dataclass

from simulator.scoring.feedback_rules import FeedbackRules, fill
from simulator.scoring.quoting import shown_quote
from simulator.scoring.result import AnswerScore, ConceptItem, ConcisenessScore, Receipt
from simulator.scoring.rubric import Rubric

_FORM = ("one_word", "short", "over", "over_time", "preamble", "repetition", "hedge", "trailing_off")


@dataclass(frozen=True)
class Advice:
    most: str
    next: str


def advice_on(score: AnswerScore, rubric: Rubric, feedback: FeedbackRules) -> Advice | None:
    """Of an answer that has a score: the first that applies. None where nothing was lost that can be helped."""
    return (
        _about_people(score, feedback)
        or _about_truth(score, feedback)
        or _about_far_too_much(score, feedback)
        or _about_ideas(score, rubric, feedback)
        or _about_form(score, feedback)
        or _about_warmth(score, feedback)
    )


def heaviest_idea(rubric: Rubric) -> str:
    return max(rubric.concepts, key=lambda concept: concept.weight).idea


def _about_people(score: AnswerScore, feedback: FeedbackRules) -> Advice | None:
    """The flag that costs most, with its rewording."""
    flag = _dearest(score, "framing:")
    if flag is None:
        return None
    return Advice(fill(feedback.most.flag, suggestion=flag.reason), feedback.next.new_words)


def _about_truth(score: AnswerScore, feedback: FeedbackRules) -> Advice | None:
    """The misconception that costs most, with what is true."""
    untrue = _dearest(score, "misconception:")
    if untrue is None:
        return None
    most = fill(feedback.most.misconception, quote=_quote(untrue, feedback), instead=untrue.reason)
    return Advice(most, feedback.next.truth)


def _about_far_too_much(score: AnswerScore, feedback: FeedbackRules) -> Advice | None:
    concise = score.conciseness
    if concise is None or concise.words < feedback.much_too_long_from_times * concise.target_most_words:
        return None
    most = fill(feedback.most.much_too_long, words=concise.words, most_words=concise.target_most_words)
    return Advice(most, _shorter(concise, feedback))


def _about_ideas(score: AnswerScore, rubric: Rubric, feedback: FeedbackRules) -> Advice | None:
    """The heaviest idea that did not earn in full; of equally heavy ones the first of the rubric."""
    assert score.concepts is not None
    lacking = [item for item in score.concepts.items if item.earned < 1]
    if not lacking or _has_enough(score, rubric):
        return None
    item = max(lacking, key=lambda each: each.weight * (1 - each.earned))
    most, may_have_been_said = _heard_how(item, feedback)
    return Advice(most, _next_for(item, may_have_been_said, score, rubric, feedback))


def _has_enough(score: AnswerScore, rubric: Rubric) -> bool:
    """Whether the ideas earned everything that ideas can earn here, misconceptions aside."""
    assert score.concepts is not None
    earned = sum(item.earned * item.weight for item in score.concepts.items)
    return earned >= rubric.enough * sum(item.weight for item in score.concepts.items)


def _heard_how(item: ConceptItem, feedback: FeedbackRules) -> tuple[str, bool]:
    """What to say of an idea that lacks, and whether something like it was heard."""
    most = feedback.most
    quote = shown_quote(item.span.quote, feedback) if item.span else ""
    if item.in_part and item.earned > 0:
        return fill(most.in_part, idea=item.idea, quote=quote), True
    if item.earned > 0:
        return fill(most.listed, idea=item.idea, quote=quote), True
    if item.doubtful:
        return fill(most.doubtful, idea=item.idea, quote=quote), True
    if item.span is not None and not item.in_wrong:
        return fill(most.denied, idea=item.idea, quote=quote), True
    return fill(most.missing, idea=item.idea), False


def _next_for(
    item: ConceptItem, may_have_been_said: bool, score: AnswerScore, rubric: Rubric, feedback: FeedbackRules
) -> str:
    """The drill where there is one; else to say it, or to mark the words where they may have been said."""
    then = feedback.next
    if rubric.id in feedback.drills:
        return fill(then.drill, drill=rubric.id.replace("_", "-"))
    if may_have_been_said:
        return fill(then.plain_sentence, rubric=rubric.id, concept=item.id)
    notes = score.conciseness.notes if score.conciseness else ()
    if {"one_word", "short"} & set(notes):
        return then.idea_first
    return fill(then.idea_or_mark, rubric=rubric.id, concept=item.id)


def _about_form(score: AnswerScore, feedback: FeedbackRules) -> Advice | None:
    """Of an answer whose ideas are all there: what of its length or wording costs most."""
    cost = _dearest(score, *(f"conciseness:{rule}" for rule in _FORM))
    if cost is None or score.conciseness is None:
        return None
    concise, rule, quote = score.conciseness, cost.rule.removeprefix("conciseness:"), _quote(cost, feedback)
    if rule in ("one_word", "short"):
        return _too_short(rule, concise, quote, feedback)
    if rule in ("over", "over_time"):
        return Advice(_too_long(rule, concise, feedback), _shorter(concise, feedback))
    most = feedback.most
    said = {
        "preamble": fill(most.preamble, quote=quote),
        "repetition": fill(most.repetition, quote=quote),
        "hedge": fill(most.hedge, quote=quote),
        "trailing_off": fill(most.trailing_off, quote=quote),
    }
    return Advice(said[rule], feedback.next.without_words)


def _too_short(rule: str, concise: ConcisenessScore, quote: str, feedback: FeedbackRules) -> Advice:
    most, then = feedback.most, feedback.next
    if concise.words == 0:
        return Advice(most.after_follow_up, then.before_follow_up)
    again = fill(then.whole_sentence, least_words=concise.target_least_words)
    if rule == "one_word":
        return Advice(fill(most.one_word, quote=quote), again)
    return Advice(fill(most.short, words=concise.words, least_words=concise.target_least_words), again)


def _too_long(rule: str, concise: ConcisenessScore, feedback: FeedbackRules) -> str:
    if rule == "over":
        return fill(feedback.most.over, words=concise.words, most_words=concise.target_most_words)
    seconds, most_seconds = concise.speech_seconds or 0.0, concise.target_most_seconds
    return fill(feedback.most.over_time, seconds=f"{seconds:.0f}", most_seconds=f"{most_seconds:.0f}")


def _shorter(concise: ConcisenessScore, feedback: FeedbackRules) -> str:
    seconds = f"{concise.target_most_seconds:.0f}"
    return fill(feedback.next.shorter, most_words=concise.target_most_words, most_seconds=seconds)


def _about_warmth(score: AnswerScore, feedback: FeedbackRules) -> Advice | None:
    """Where warmth is part of the task and none was heard."""
    is_part_of_it = any(receipt.rule == "framing:warmth" for receipt in score.receipts)
    if not is_part_of_it or score.framing is None or score.framing.warm:
        return None
    return Advice(feedback.most.warmth, feedback.next.warmth)


def _dearest(score: AnswerScore, *rules: str) -> Receipt | None:
    """The receipt of these rules that takes most; the first of equals, None where none takes anything."""
    costs = [receipt for receipt in score.receipts if receipt.points < 0 and receipt.rule.startswith(rules)]
    return min(costs, key=lambda receipt: receipt.points, default=None)


def _quote(receipt: Receipt, feedback: FeedbackRules) -> str:
    return shown_quote(receipt.span.quote, feedback) if receipt.span else ""
