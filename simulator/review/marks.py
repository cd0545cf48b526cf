"""An answer's words cut where receipts begin and end, so that each piece knows which receipts rest on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from simulator.review.answers import words_in_answer
from simulator.review.model import Exchange, Take, Turn
from simulator.scoring.result import Receipt, Span

_BASE = "base"
"""The dimension of the receipt that holds a sum at 0 or 100."""


@dataclass(frozen=True)
class Numbered:
    """A receipt with its number within the exchange, by which words and receipt point to each other."""

    number: int
    receipt: Receipt

    @property
    def earns(self) -> bool:
        return self.receipt.points > 0 and self.receipt.dimension != _BASE

    @property
    def costs(self) -> bool:
        return self.receipt.points < 0 and self.receipt.dimension != _BASE

    @property
    def is_shown(self) -> bool:
        """Among the findings; what is left says only how long the answer was, or holds the sum within 0 to 100."""
        return self.costs or (self.earns and self.receipt.span is not None)


@dataclass(frozen=True)
class Words:
    """A piece of what was said."""

    text: str
    receipts: tuple[Numbered, ...]
    """Those whose quote holds this piece; empty for plain words."""
    ending: tuple[Numbered, ...]
    """Those whose quote ends here."""

    @property
    def costs(self) -> bool:
        return any(numbered.costs for numbered in self.receipts)

    @property
    def earns(self) -> bool:
        return not self.costs and any(numbered.earns for numbered in self.receipts)


def numbered(exchange: Exchange) -> tuple[Numbered, ...]:
    """The exchange's receipts, counted from 1 in the order in which they are shown."""
    if exchange.score is None:
        return ()
    receipts = sorted((Numbered(0, receipt) for receipt in exchange.score.receipts), key=_rank)
    return tuple(Numbered(number, each.receipt) for number, each in enumerate(receipts, start=1))


def _rank(each: Numbered) -> tuple[int, int]:
    """What earned by its place in the answer, what cost likewise, then the rest."""
    start = each.receipt.span.start if each.receipt.span is not None else 0
    return (2, 0) if not each.is_shown else (0 if each.earns else 1, start)


def words_of(take: Take, exchange: Exchange) -> tuple[Words, ...]:
    """What was said in this take, in pieces. A take that does not count is one plain piece."""
    if take.text_start is None or exchange.answer is None:
        return (Words(take.text, (), ()),) if take.text else ()
    text = words_in_answer(take, exchange.answer)
    return cut(text, take.text_start, numbered(exchange))


def turn_of(span: Span, exchange: Exchange) -> Turn | None:
    """The turn in whose take the quoted words begin."""
    found = None
    for turn in exchange.turns:
        if turn.take is not None and turn.take.text_start is not None and turn.take.text_start <= span.start:
            found = turn
    return found


def cut(text: str, text_start: int, receipts: Sequence[Numbered]) -> tuple[Words, ...]:
    """`text`, which stands at `text_start` in the answer, cut at every edge of the receipts' spans."""
    end = text_start + len(text)
    spans = [
        (max(each.receipt.span.start, text_start), min(each.receipt.span.end, end), each)
        for each in receipts
        if each.is_shown
        and each.receipt.span is not None
        and each.receipt.span.start < end
        and each.receipt.span.end > text_start
    ]
    edges = sorted({text_start, end, *(edge for span in spans for edge in span[:2])})
    pieces = []
    for left, right in pairwise(edges):
        holding = tuple(each for start, stop, each in spans if start <= left and right <= stop)
        ending = tuple(each for _, stop, each in spans if stop == right)
        pieces.append(Words(text[left - text_start : right - text_start], holding, ending))
    return tuple(pieces)
