"""Exact points to receipts in whole tenths whose sum is the score. Never drops what rounding leaves over."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.scoring.feedback_rules import Sums
from simulator.scoring.result import Receipt, Span


@dataclass(frozen=True)
class Entry:
    """A receipt before rounding: `points` of the answer's 100, exact."""

    dimension: str
    rule: str
    points: float
    span: Span | None
    reason: str


def settle(entries: list[Entry], sums: Sums) -> tuple[float, tuple[Receipt, ...]]:
    """The score, 0-100 in tenths, and receipts that add up to it.

    Each receipt is the difference of two rounded running sums, so that tenths neither appear nor vanish.
    """
    receipts: list[Receipt] = []
    exact, settled = 0.0, 0
    for entry in entries:
        exact += entry.points
        tenths = round(exact * 10)
        receipts.append(Receipt(entry.dimension, entry.rule, (tenths - settled) / 10, entry.span, entry.reason))
        settled = tenths
    kept = min(1000, max(0, settled))
    if kept != settled:
        rule, reason = ("floor", sums.floor) if kept > settled else ("ceiling", sums.ceiling)
        receipts.append(Receipt("base", rule, (kept - settled) / 10, None, reason))
    return kept / 10, tuple(receipts)
