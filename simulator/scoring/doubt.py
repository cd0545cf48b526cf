"""Which words may have been misheard: those that a second cut of the same sound gave otherwise.

It compares as the matching does, so that spelling, case, punctuation and endings raise no doubt. It must never doubt a
word that both cuts gave.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from rapidfuzz.distance import Levenshtein

from simulator.scoring.words import Word, words_of


def doubtful_spans(heard: str, heard_again: str) -> tuple[tuple[int, int], ...]:
    """Characters [start, end) of `heard`, in order and apart: its words that `heard_again` has not at that place.

    A word that only the second cut heard stands nowhere in `heard`; where it would be, nothing is doubted.
    """
    first, second = words_of(heard), words_of(heard_again)
    spans: list[tuple[int, int]] = []
    for ours, theirs in _differences(first, second):
        if not ours or _run_together(ours) == _run_together(theirs):
            continue
        start, end = ours[0].start, ours[-1].end
        if spans and start < spans[-1][1]:  # the other half of a contraction
            start = spans.pop()[0]
        spans.append((start, end))
    return tuple(spans)


def _differences(first: Sequence[Word], second: Sequence[Word]) -> Iterator[tuple[Sequence[Word], Sequence[Word]]]:
    """What stands in either text between two words that both have."""
    opcodes = Levenshtein.opcodes([word.stem for word in first], [word.stem for word in second])
    for is_same, group in groupby(opcodes, key=lambda opcode: opcode.tag == "equal"):
        if not is_same:
            run = list(group)
            yield first[run[0].src_start : run[-1].src_end], second[run[0].dest_start : run[-1].dest_end]


def _run_together(words: Sequence[Word]) -> str:
    """ "Over fit" and "overfit" are one word, heard twice."""
    return "".join(word.text for word in words)
