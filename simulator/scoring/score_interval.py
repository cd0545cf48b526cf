"""How far off the score of an answer may be: words that may have been misheard, and a matcher that is no person."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from simulator.scoring.concepts import ConceptsHeard
from simulator.scoring.rubric import DoubtAt, MatcherDoubt, Rubric


def concept_interval(heard: ConceptsHeard, rubric: Rubric, doubt: MatcherDoubt) -> tuple[float, float]:
    """Lowest and highest concept score, 0-100: from the least that was surely heard to the most that may have been,
    each with the matcher's own doubt. Holds `heard.score`."""
    cost = sum(wrong.misconception.cost_points for wrong in heard.wrong)
    best = max(heard.score, 100 * heard.share_with_doubtful - cost)
    low, high = _usual(heard.score, rubric, doubt), _usual(best, rubric, doubt)
    return max(0.0, heard.score - low.below), min(100.0, best + high.above)


def _usual(score: float, rubric: Rubric, doubt: MatcherDoubt) -> DoubtAt:
    in_part = sum(concept.weight for concept in rubric.concepts if concept.in_part)
    is_in_part = 2 * in_part > sum(concept.weight for concept in rubric.concepts)
    return _between(score, doubt.in_part) if is_in_part else doubt.whole


def _between(score: float, known: Sequence[DoubtAt]) -> DoubtAt:
    """In proportion between the two neighbours in `known`, which is in order."""
    at = min(max(1, bisect_right([each.score for each in known], score)), len(known) - 1)
    before, after = known[at - 1], known[at]
    share = min(1.0, max(0.0, (score - before.score) / (after.score - before.score)))
    return DoubtAt(
        score,
        before.below + share * (after.below - before.below),
        before.above + share * (after.above - before.above),
    )
