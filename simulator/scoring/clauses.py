"""Words to clauses: at the recogniser's full stops, which are unreliable, and at conjunctions, which are not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from simulator.scoring.rubric import ScoreWeights
from simulator.scoring.words import Word

_STOP = re.compile(r"[.!?;:](?=\s|$)|\n")


@dataclass(frozen=True, slots=True)
class Clause:
    """Words [first, last]."""

    first: int
    last: int
    sentence: int
    """Counts from 0; clauses with the same number stand between the same full stops."""


def clauses_of(text: str, words: Sequence[Word], weights: ScoreWeights) -> list[Clause]:
    """The clauses of `words`, which are words of `text`, in order."""
    clauses: list[Clause] = []
    first, sentence = 0, 0
    for at in range(1, len(words) + 1):
        stopped = at < len(words) and stop_between(text, words[at - 1], words[at])
        if at == len(words) or stopped or (at > first and _begins_clause(words, at, weights)):
            clauses.append(Clause(first, at - 1, sentence))
            first = at
        sentence += stopped
    return clauses


def sentences_of(text: str, words: Sequence[Word]) -> tuple[int, ...]:
    """For each of `words`, which are words of `text`, the number of its sentence, from 0."""
    if not words:
        return ()
    return tuple(accumulate((stop_between(text, before, after) for before, after in pairwise(words)), initial=0))


def stop_between(text: str, before: Word, after: Word) -> bool:
    """Whether a full stop, or a line break, stands between two neighbouring words."""
    return _STOP.search(text, before.end, after.start + 1) is not None


def _begins_clause(words: Sequence[Word], at: int, weights: ScoreWeights) -> bool:
    if words[at].text not in weights.clause_words:
        return False
    if words[at].text not in weights.links:
        return True
    return at + 1 < len(words) and words[at + 1].text in weights.subject_words
