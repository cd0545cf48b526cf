"""Which words may have been misheard: those that a second cut of the same sound gave otherwise.

It compares as the matching does, so that spelling, case, punctuation and endings raise no doubt. It must never doubt a
word that both cuts gave.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from rapidfuzz.distance import Levenshtein

from simulator.scoring.words import Word, words_of

_DENYING = frozenset(("not", "never", "no", "nor", "without"))
_DENIED_WORDS = 4
"""A "not" that only the second cut heard would deny about so many words after it."""


def doubtful_spans(heard: str, heard_again: str) -> tuple[tuple[int, int], ...]:
    """Characters [start, end) of `heard`, in order and apart: its words that `heard_again` has not at that place.

    A word that only the second cut heard stands nowhere in `heard`; it casts its doubt on the word after it, or the
    last one; a "not" on all that it would deny.
    """
    first, second = words_of(heard), words_of(heard_again)
    spans: list[tuple[int, int]] = []
    for doubted in _doubted(first, second):
        start, end = doubted[0].start, doubted[-1].end
        if spans and start < spans[-1][1]:  # the other half of a contraction
            start = spans.pop()[0]
        spans.append((start, end))
    return tuple(spans)


def _doubted(first: Sequence[Word], second: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """Runs of words of the first that stand where the second has others, or where it has one more."""
    opcodes = Levenshtein.opcodes([word.stem for word in first], [word.stem for word in second])
    for is_same, group in groupby(opcodes, key=lambda opcode: opcode.tag == "equal"):
        if is_same:
            continue
        run = list(group)
        start, end = run[0].src_start, run[-1].src_end
        if _run_together(first[start:end]) == _run_together(second[run[0].dest_start : run[-1].dest_end]):
            continue
        if start == end:
            start = min(start, len(first) - 1)
            end = start + 1
            if any(word.text in _DENYING for word in second[run[0].dest_start : run[-1].dest_end]):
                end = min(len(first), start + _DENIED_WORDS)
        if doubted := first[max(0, start) : end]:
            yield doubted


def _run_together(words: Sequence[Word]) -> str:
    """ "Over fit" and "overfit" are one word, heard twice."""
    return "".join(word.text for word in words)
