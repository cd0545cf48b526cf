"""A rubric made ready for matching, kept for the next answer to the same question. Never looks at an answer's words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from simulator.scoring.phrasing import Phrasing, compile_phrasing, places_of
from simulator.scoring.rubric import Concept, Misconception, Rubric, Rules
from simulator.scoring.words import words_of


@dataclass(frozen=True)
class CompiledRubric:
    concepts: tuple[tuple[Concept, tuple[Phrasing, ...]], ...]
    misconceptions: tuple[tuple[Misconception, tuple[Phrasing, ...]], ...]
    stems: frozenset[str]
    """Every stem of every phrasing: one of them heard is itself, never a mishearing of another."""


@dataclass(frozen=True)
class _Key:
    rubric: Rubric
    names: tuple[tuple[str, str], ...]
    heard_as: tuple[str, ...]
    rules: Rules = field(hash=False)


def compile_rubric(
    rubric: Rubric, rules: Rules, names: Mapping[str, str], heard_as: tuple[str, ...] = ()
) -> CompiledRubric:
    """`names` and `heard_as` fill the places in phrasings; see `Answer`."""
    return _compile(_Key(rubric, tuple(sorted(names.items())), heard_as, rules))


@lru_cache(maxsize=512)
def _compile(key: _Key) -> CompiledRubric:
    places = places_of(key.rubric, dict(key.names), key.heard_as, key.rules)
    in_how_many = _in_how_many(key.rubric.concepts)

    def compiled(texts: tuple[str, ...], shared: Mapping[str, int] | None = None) -> tuple[Phrasing, ...]:
        phrasings = (compile_phrasing(text, places, key.rules, shared) for text in texts)
        return tuple(phrasing for phrasing in phrasings if phrasing.elements)

    concepts = tuple(
        (concept, compiled(concept.phrasings, in_how_many if concept.in_part else None))
        for concept in key.rubric.concepts
    )
    misconceptions = tuple((wrong, compiled(wrong.phrasings)) for wrong in key.rubric.misconceptions)
    phrasings = [phrasing for _, some in (*concepts, *misconceptions) for phrasing in some]
    stems = frozenset(element.stem for phrasing in phrasings for element in phrasing.elements if element.stem)
    return CompiledRubric(concepts, misconceptions, stems)


def _in_how_many(concepts: Sequence[Concept]) -> Counter[str]:
    """Of the concepts that are earned in part, how many hold each stem."""
    return Counter(
        stem
        for concept in concepts
        if concept.in_part
        for stem in {word.stem for text in concept.phrasings for word in words_of(text)}
    )
