"""The score of a call from those of its answers. What was not scored is left out and named, never counted as 0."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from simulator.scoring.feedback_rules import Sums, fill
from simulator.scoring.receipts import Entry, settle
from simulator.scoring.result import AnswerScore, Receipt
from simulator.scoring.rubric import Rules

MANNERS_PART = "manners"
"""The part of a call for the manners of the whole of it."""


@dataclass(frozen=True)
class CallPart:
    """An answer within a call. `part` is a key of `call_weights`: questions, greeting, sign_off, manners."""

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
    receipts: tuple[Receipt, ...] = ()
    """One for each part that has a score; their points add up to the call's exactly."""


def score_call(answers: Sequence[CallPart], rules: Rules) -> CallScore:
    """Each part is the mean of its answers by their weights, the call the mean of its parts by `call_weights`.

    A part without a scored answer leaves its share to the others. Raises KeyError for a part that has no weight.
    """
    share = {part: rules.weights.call_weights[part] for part in dict.fromkeys(answer.part for answer in answers)}
    left_out = tuple(
        (answer.score.rubric_id, answer.score.not_scored) for answer in answers if answer.score.score is None
    )
    scored = [answer for answer in answers if answer.score.score is not None]
    score, receipts = _with_receipts(scored, share, rules.feedback.sums)
    parts = {
        part: round(mean, 1)
        for part in share
        if (mean := _mean_of([answer for answer in scored if answer.part == part])) is not None and share[part] > 0
    }
    interval = None if score is None else _interval(score, scored, share)
    return CallScore(score, interval, parts, left_out, receipts)


def _with_receipts(
    scored: Sequence[CallPart], share: Mapping[str, float], sums: Sums
) -> tuple[float | None, tuple[Receipt, ...]]:
    """What each part brings to the call: its mean by its share of the parts that have one."""
    means = {part: _mean_of([answer for answer in scored if answer.part == part]) for part in share}
    counted = {part: mean for part, mean in means.items() if mean is not None and share[part] > 0}
    if not counted:
        return None, ()
    whole = sum(share[part] for part in counted)
    return settle(
        [
            Entry(
                "call", f"part:{part}", mean * share[part] / whole, None, _reason(part, mean, share[part] / whole, sums)
            )
            for part, mean in counted.items()
        ],
        sums,
    )


def _reason(part: str, mean: float, share: float, sums: Sums) -> str:
    named = {
        "questions": sums.part_questions,
        "greeting": sums.part_greeting,
        "sign_off": sums.part_sign_off,
        MANNERS_PART: sums.part_manners,
    }
    name = named.get(part, part.replace("_", " ").capitalize())
    return fill(sums.call_part, part=name, score=f"{mean:.1f}", share=f"{100 * share:.0f}")


def _mean_of(answers: Sequence[CallPart]) -> float | None:
    """By the answers' own weights; None where there is none, or nothing weighs."""
    weight = sum(answer.weight for answer in answers)
    return sum(answer.weight * (answer.score.score or 0.0) for answer in answers) / weight if weight > 0 else None


def _interval(score: float, scored: Sequence[CallPart], share: Mapping[str, float]) -> tuple[float, float]:
    """What the answers' own intervals leave of doubt about the call. They are added as they are: a matcher that misses
    how somebody puts things misses it in every answer, so that their doubts do not cancel."""
    weights = {part: sum(answer.weight for answer in scored if answer.part == part) for part in share}
    whole = sum(share[part] for part, weight in weights.items() if weight > 0) or 1.0
    below = above = 0.0
    for answer in scored:
        if answer.score.score is None or answer.score.interval is None or weights[answer.part] <= 0:
            continue
        counts = share[answer.part] / whole * answer.weight / weights[answer.part]
        below += counts * (answer.score.score - answer.score.interval[0])
        above += counts * (answer.score.interval[1] - answer.score.score)
    return round(max(0.0, score - below), 1), round(min(100.0, score + above), 1)
