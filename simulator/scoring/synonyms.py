"""Which words stand for which others, by stem, from rubrics/synonyms.yaml. Never chains from group to group."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from simulator.scoring.rubric import SynonymRules
from simulator.scoring.words import words_of

Stems = tuple[str, ...]


@dataclass(frozen=True)
class Synonyms:
    alike: float
    """0-1: what another word of the group is worth."""
    others: Mapping[Stems, tuple[Stems, ...]]
    """For the stems of a word, or of a short group of words: those that say the same."""
    lengths: tuple[int, ...]
    """How many words such a group may have."""


@lru_cache(maxsize=8)
def synonyms_of(rules: SynonymRules) -> Synonyms:
    others: dict[Stems, dict[Stems, None]] = {}
    for group in rules.groups:
        members = [tuple(word.stem for word in words_of(text)) for text in group]
        for member in members:
            others.setdefault(member, {}).update((other, None) for other in members if other != member)
    lengths = tuple(sorted({len(member) for member in others}))
    return Synonyms(rules.alike, {member: tuple(some) for member, some in others.items()}, lengths)
