"""One answer to its score, with a receipt for every point. Pure: no clock, no file, no chance.

An answer is its ideas and its conciseness by their weights, less what misconceptions and framing take; where warmth
is part of the task it has a share of its own. Where nothing was heard, or no English, nothing is scored.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from simulator.scoring.answer import Answer
from simulator.scoring.concepts import ConceptsHeard, concepts_heard
from simulator.scoring.conciseness import ConcisenessHeard, conciseness_heard
from simulator.scoring.context import Context, context_heard
from simulator.scoring.delivery import delivery_of
from simulator.scoring.score_interval import concept_interval
from simulator.scoring.framing import FramingHeard, framing_heard
from simulator.scoring.not_scored import why_not_scored
from simulator.scoring.receipts import Entry, settle
from simulator.scoring.remarks import remarks_on
from simulator.scoring.result import AnswerScore, ConceptItem, ConceptScore
from simulator.scoring.rubric import Rubric, Rules, ScoreWeights


@dataclass(frozen=True)
class _Shares:
    """Points of 100 that each dimension can earn."""

    concepts: float
    conciseness: float
    warmth: float


def score_answer(rubric: Rubric, rules: Rules, answer: Answer) -> AnswerScore:
    """Score one answer. Time is linear in its length; the same input gives the same score."""
    delivery = delivery_of(answer, rules.delivery)
    why_not = why_not_scored(answer.text, rules.not_scored, rules.common_words, answer.names.values())
    if why_not:
        reason, next_step = rules.not_scored.reasons.of(why_not), rules.not_scored.next_steps.of(why_not)
        return AnswerScore(rubric.id, None, None, None, None, None, delivery, (), reason, why_not, next_step)
    concepts = concepts_heard(rubric, rules, answer)
    conciseness = conciseness_heard(answer, rubric.target, concepts.earned_share, rules)
    framing = framing_heard(answer, rules, rubric.warmth_earns)
    shares = _shares(rubric, rules.weights)
    context = tuple(context_heard(rubric, rules, answer))
    score, receipts = settle(list(_entries(shares, rules.weights, concepts, context, conciseness, framing)))
    low, high = concept_interval(concepts, rubric, rules.weights.matcher_doubt)
    worst = score - shares.concepts / 100 * (concepts.score - low)
    best = score + shares.concepts / 100 * (high - concepts.score)
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


_CONTEXT_REASONS = {
    "family": "Where the thing belongs, which helps a listener to place it.",
    "own_work": "Tied to your own work.",
}


def _shares(rubric: Rubric, weights: ScoreWeights) -> _Shares:
    warmth = weights.framing_where_warmth_earns if rubric.warmth_earns else 0.0
    rest = 100 * (1 - warmth) / (weights.concepts + weights.conciseness)
    return _Shares(rest * weights.concepts, rest * weights.conciseness, 100 * warmth)


def _entries(
    shares: _Shares,
    weights: ScoreWeights,
    concepts: ConceptsHeard,
    context: Sequence[Context],
    conciseness: ConcisenessHeard,
    framing: FramingHeard,
) -> Iterator[Entry]:
    yield from _concept_entries(shares.concepts, concepts)
    for each in context:
        reason = _CONTEXT_REASONS[each.rule]
        yield Entry("concepts", f"context:{each.rule}", each.points * concepts.earned_share, each.span, reason)
    counts = weights.counts_without_ideas + (1 - weights.counts_without_ideas) * concepts.earned_share
    yield from _conciseness_entries(shares.conciseness * counts, concepts, conciseness)
    yield from _framing_entries(shares.warmth * counts, framing)


def _concept_entries(share: float, concepts: ConceptsHeard) -> Iterator[Entry]:
    left = share
    for item in concepts.items:
        points = min(left, share * item.earned * item.weight / concepts.enough_weight)
        left -= points
        yield Entry("concepts", f"concept:{item.id}", points, item.span, _concept_reason(item))
    for wrong in concepts.wrong:
        rule = f"misconception:{wrong.misconception.id}"
        yield Entry("concepts", rule, -wrong.misconception.cost_points, wrong.span, wrong.misconception.instead)


def _concept_reason(item: ConceptItem) -> str:
    if item.earned == 1:
        return f"I heard: {item.idea}."
    if item.in_part and item.earned > 0:
        return f"I heard part of this: {item.idea}."
    if item.earned > 0:
        return f"I heard the words for this idea, but no sentence around them: {item.idea}."
    if item.doubtful:
        return f"I may have heard this, and was not sure: {item.idea}."
    if item.span is not None:
        return f"I heard this denied, or told as what others say: {item.idea}."
    return f"I didn't hear: {item.idea}."


def _conciseness_entries(share: float, concepts: ConceptsHeard, conciseness: ConcisenessHeard) -> Iterator[Entry]:
    length = "1 word." if conciseness.words == 1 else f"{conciseness.words} words."
    reason = length if concepts.earned_share >= 1 else f"{length} Counts in proportion to the ideas heard."
    yield Entry("conciseness", "conciseness:length", share, None, reason)
    for cost in conciseness.costs:
        yield Entry("conciseness", f"conciseness:{cost.rule}", -share * cost.points / 100, cost.span, cost.reason)


def _framing_entries(share: float, framing: FramingHeard) -> Iterator[Entry]:
    if share > 0:
        reason = "Interest or enjoyment that I heard." if framing.warm else "A neutral tone; warmth would add to it."
        span = framing.warm[0] if framing.warm else None
        yield Entry("framing", "framing:warmth", share * framing.warmth / 100, span, reason)
    for flag in framing.flags:
        shown = flag.as_flag()
        yield Entry("framing", f"framing:{flag.target.id}", -flag.target.cost_points, flag.span, shown.suggestion)
