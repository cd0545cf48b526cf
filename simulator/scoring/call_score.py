"""The score of a call from those of its answers. What was not scored is left out and named, never counted as 0."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from simulator.scoring.result import AnswerScore
from simulator.scoring.rubric import ScoreWeights


@dataclass(frozen=True)
class CallPart:
    """An answer within a call. `part` is a key of `call_weights`: questions, greeting, sign_off."""

    part: str
    weight: float
    """The rubric's own, among the answers of the same part."""
    score: AnswerScore


@dataclass(frozen=True)
class CallScore:
    score: float | None
    """0-100 in tenths; None where no answer was scored."""
    interval: tuple[float, float] | None
    parts: Mapping[str, float]
    """The score of each part that has one."""
    not_scored: tuple[tuple[str, str], ...]
    """Rubric id and reason of each answer left out."""


def score_call(answers: Sequence[CallPart], weights: ScoreWeights) -> CallScore:
    """Each part is the mean of its answers by their weights, the call the mean of its parts by `call_weights`.

    A part without a scored answer leaves its share to the others. Raises KeyError for a part that has no weight.
    """
    share = {part: weights.call_weights[part] for part in dict.fromkeys(answer.part for answer in answers)}
    left_out = tuple((answer.score.rubric_id, answer.score.not_scored) for answer in answers if _low(answer) is None)
    scored = [answer for answer in answers if _low(answer) is not None]
    score = _mean_of_parts(scored, share, high=False)
    best = _mean_of_parts(scored, share, high=True)
    parts = {
        part: mean
        for part in share
        if (mean := _mean_of_parts([answer for answer in scored if answer.part == part], share, high=False)) is not None
    }
    interval = None if score is None or best is None else (score, best)
    return CallScore(score, interval, parts, left_out)


def _mean_of_parts(scored: Sequence[CallPart], share: Mapping[str, float], *, high: bool) -> float | None:
    total, all_share = 0.0, 0.0
    for part in dict.fromkeys(answer.part for answer in scored):
        of_part = [answer for answer in scored if answer.part == part]
        weight = sum(answer.weight for answer in of_part)
        if weight <= 0 or share[part] <= 0:
            continue
        total += share[part] * sum(answer.weight * _points(answer, high) for answer in of_part) / weight
        all_share += share[part]
    return round(total / all_share, 1) if all_share else None


def _low(answer: CallPart) -> float | None:
    return answer.score.score


def _points(answer: CallPart, high: bool) -> float:
    if high and answer.score.interval is not None:
        return answer.score.interval[1]
    return answer.score.score or 0.0
