"""One answer to its score, with a receipt for every point. Pure: no clock, no file, no chance.

An answer is its ideas and its conciseness by their weights, less what misconceptions and framing take; where warmth
is part of the task it has a share of its own. Where nothing was heard, or no English, nothing is scored.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from simulator.scoring.answer import Answer
from simulator.scoring.concepts import ConceptsHeard, concepts_heard
from simulator.scoring.conciseness import ConcisenessHeard, conciseness_heard
from simulator.scoring.context import FAMILY, Context, context_heard
from simulator.scoring.delivery import delivery_of
from simulator.scoring.feedback import feedback_on
from simulator.scoring.feedback_rules import FeedbackRules, fill
from simulator.scoring.framing import FramingHeard, framing_heard
from simulator.scoring.idea_reasons import idea_reason
from simulator.scoring.not_scored import why_not_scored
from simulator.scoring.receipts import Entry, settle
from simulator.scoring.remarks import remarks_on
from simulator.scoring.result import AnswerScore, ConceptScore
from simulator.scoring.rubric import Rubric, Rules, ScoreWeights
from simulator.scoring.score_interval import concept_interval


@dataclass(frozen=True)
class _Shares:
    """Points of 100 that each dimension can earn."""

    concepts: float
    conciseness: float
    warmth: float


def score_answer(rubric: Rubric, rules: Rules, answer: Answer) -> AnswerScore:
    """Score one answer. Time is linear in its length; the same input gives the same score."""
    score = _without_feedback(rubric, rules, answer)
    return replace(score, feedback=feedback_on(score, rubric, rules))


def _without_feedback(rubric: Rubric, rules: Rules, answer: Answer) -> AnswerScore:
    delivery = delivery_of(answer, rules.delivery, rules.feedback.pace)
    why_not = why_not_scored(answer.text, rules.not_scored, rules.common_words, answer.names.values())
    if why_not:
        reason, next_step = rules.not_scored.reasons.of(why_not), rules.not_scored.next_steps.of(why_not)
        return AnswerScore(rubric.id, None, None, None, None, None, delivery, (), reason, why_not, next_step)
    concepts = concepts_heard(rubric, rules, answer)
    conciseness = conciseness_heard(answer, rubric.target, concepts.earned_share, rules)
    framing = framing_heard(answer, rules, rubric.warmth_earns)
    shares = _shares(rubric, rules.weights)
    context = tuple(context_heard(rubric, rules, answer))
    score, receipts = settle(
        list(_entries(shares, rules, concepts, context, conciseness, framing)), rules.feedback.sums
    )
    low, high = concept_interval(concepts, rubric, rules.weights.matcher_doubt)
    follows = shares.concepts + (shares.conciseness * conciseness.score + shares.warmth * framing.warmth) / 100
    worst = score - follows / 100 * (concepts.score - low)
    best = score + follows / 100 * (high - concepts.score)
    return AnswerScore(
        rubric.id,
        score,
        (round(max(0.0, worst), 1), round(min(100.0, best), 1)),
        ConceptScore(round(concepts.score, 1), concepts.items),
        conciseness.as_score(rubric.target),
        framing.as_score(),
        delivery,
        receipts,
        "",
        remarks=remarks_on(answer.text, rubric, rules),
    )


def _shares(rubric: Rubric, weights: ScoreWeights) -> _Shares:
    warmth = weights.framing_where_warmth_earns if rubric.warmth_earns else 0.0
    rest = 100 * (1 - warmth) / (weights.concepts + weights.conciseness)
    return _Shares(rest * weights.concepts, rest * weights.conciseness, 100 * warmth)


def _entries(
    shares: _Shares,
    rules: Rules,
    concepts: ConceptsHeard,
    context: Sequence[Context],
    conciseness: ConcisenessHeard,
    framing: FramingHeard,
) -> Iterator[Entry]:
    feedback = rules.feedback
    yield from _concept_entries(shares.concepts, concepts, feedback)
    for each in context:
        reason = feedback.ideas.family if each.rule == FAMILY else feedback.ideas.own_work
        yield Entry("concepts", f"context:{each.rule}", each.points * concepts.earned_share, each.span, reason)
    without_ideas = rules.weights.counts_without_ideas
    counts = without_ideas + (1 - without_ideas) * concepts.earned_share
    yield from _conciseness_entries(shares.conciseness * counts, concepts, conciseness, feedback)
    yield from _framing_entries(shares.warmth * counts, framing, feedback)


def _concept_entries(share: float, concepts: ConceptsHeard, feedback: FeedbackRules) -> Iterator[Entry]:
    left = share
    for item in concepts.items:
        points = min(left, share * item.earned * item.weight / concepts.enough_weight)
        left -= points
        yield Entry("concepts", f"concept:{item.id}", points, item.span, idea_reason(item, feedback.ideas))
    for wrong in concepts.wrong:
        rule = f"misconception:{wrong.misconception.id}"
        yield Entry("concepts", rule, -wrong.misconception.cost_points, wrong.span, wrong.misconception.instead)


def _conciseness_entries(
    share: float, concepts: ConceptsHeard, conciseness: ConcisenessHeard, feedback: FeedbackRules
) -> Iterator[Entry]:
    reason = _length_reason(conciseness.words, concepts.earned_share >= 1, feedback)
    yield Entry("conciseness", "conciseness:length", share, None, reason)
    for cost in conciseness.costs:
        yield Entry("conciseness", f"conciseness:{cost.rule}", -share * cost.points / 100, cost.span, cost.reason)


def _length_reason(words: int, is_whole: bool, feedback: FeedbackRules) -> str:
    form = feedback.form
    if words == 1:
        return form.length_of_one if is_whole else form.length_of_one_in_proportion
    return fill(form.length, words=words) if is_whole else fill(form.length_in_proportion, words=words)


def _framing_entries(share: float, framing: FramingHeard, feedback: FeedbackRules) -> Iterator[Entry]:
    if share > 0:
        reason = feedback.tone.warm if framing.warm else feedback.tone.neutral
        span = framing.warm[0] if framing.warm else None
        yield Entry("framing", "framing:warmth", share * framing.warmth / 100, span, reason)
    for flag in framing.flags:
        shown = flag.as_flag()
        yield Entry("framing", f"framing:{flag.target.id}", -flag.target.cost_points, flag.span, shown.suggestion)
