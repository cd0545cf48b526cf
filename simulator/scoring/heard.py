"""One answer made ready for looking things up: its words without fillers, where each stem stands, what is negated.

Built once for each answer, in time linear in its length; never changed afterwards.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from rapidfuzz import fuzz, process

from simulator.scoring.clauses import sentences_of
from simulator.scoring.phrases import find_phrases
from simulator.scoring.rubric import Rules, ScoreWeights
from simulator.scoring.words import Word, stem_of, words_of

_VOWELS = re.compile("[aeiouy]")


@dataclass(frozen=True)
class Heard:
    words: tuple[Word, ...]
    """Without fillers."""
    is_common: tuple[bool, ...]
    capital: tuple[bool | None, ...]
    """Whether a word is written with a capital, as names are; None where that tells nothing: where a sentence begins,
    where all is small, or all is capitals."""
    makes_clause: tuple[bool, ...]
    """Common words that tie others into a clause: not links, nor a negation, which stand in lists too."""
    sentence: tuple[int, ...]
    """The number of each word's sentence."""
    content_before: tuple[int, ...]
    """How many content words stand before each position; one entry more than words."""
    places: Mapping[str, Sequence[int]]
    """Stem to positions."""
    joined_places: Mapping[str, Sequence[int]]
    """Stem of a word joined with the next one ("over fitting") to the positions of the first."""
    by_first_letter: Mapping[str, Sequence[str]]
    """All stems and joined stems, for near sounds."""
    negations: tuple[tuple[int, int], ...]
    """First and last position of each."""
    attributions: tuple[tuple[int, int], ...]

    def is_list(self, rules: ScoreWeights) -> bool:
        """Whether all of it is a list of keywords rather than sentences; a word said again makes no list longer."""
        if len(self.places) < rules.list_from_words:
            return False
        return sum(self.makes_clause) < rules.list_below_share * len(self.words)

    def content_between(self, first: int, last: int) -> int:
        """Content words strictly between two positions."""
        return self.content_before[last] - self.content_before[first + 1]

    def negations_within(self, first: int, last: int) -> Sequence[tuple[int, int]]:
        """The negations that start in [first, last]."""
        return _starting_within(self.negations, first, last)

    def attributions_within(self, first: int, last: int) -> Sequence[tuple[int, int]]:
        return _starting_within(self.attributions, first, last)

    def near(self, stem: str, rules: ScoreWeights, known: frozenset[str]) -> dict[str, float]:
        """Heard stems that sound like `stem`, 0-100 each; those in `known` are themselves and nothing else."""
        if len(stem) < rules.near_sound_least_letters:
            return {}
        choices = self.by_first_letter.get(stem[0], ())
        alike = process.extract(stem, choices, scorer=fuzz.ratio, score_cutoff=rules.near_vowels_similarity, limit=None)
        return {
            choice: ratio
            for choice, ratio, _ in alike
            if choice not in known and (ratio >= rules.near_sound_similarity or _same_consonants(stem, choice, rules))
        }


@dataclass(frozen=True)
class _Said:
    text: str
    rules: Rules = field(hash=False)


def hear(text: str, rules: Rules) -> Heard:
    """Index the words of `text`; kept for the next dimension that reads the same answer."""
    return _hear(_Said(text, rules))


@lru_cache(maxsize=16)
def _hear(said: _Said) -> Heard:
    text, rules = said.text, said.rules
    fillers = frozenset(rules.delivery.fillers)
    words = tuple(word for word in words_of(text) if word.text not in fillers)
    common = common_stems(rules.common_words)
    is_common = tuple(word.stem in common for word in words)
    places: dict[str, list[int]] = {}
    joined: dict[str, list[int]] = {}
    for position, word in enumerate(words):
        places.setdefault(word.stem, []).append(position)
    for position, (word, following) in enumerate(pairwise(words)):
        if not (is_common[position] and is_common[position + 1]):
            joined.setdefault(stem_of(word.text + following.text), []).append(position)
    weights = rules.weights
    sentence = sentences_of(text, words)
    negations = _negations(words, weights)
    negative = {at for first, last in negations for at in range(first, last + 1)}
    return Heard(
        words,
        is_common,
        _capital(text, words, sentence),
        tuple(
            common and at not in negative and word.text not in weights.links
            for at, (word, common) in enumerate(zip(words, is_common, strict=True))
        ),
        sentence,
        _running_count(is_common),
        places,
        joined,
        _by_first_letter([*(stem for stem in places if stem not in common), *joined], weights.near_sound_least_letters),
        negations,
        tuple((found.first, found.last) for found in find_phrases(words, weights.attributions)),
    )


def _same_consonants(stem: str, other: str, rules: ScoreWeights) -> bool:
    """Whether two long stems differ in little but their vowels ("gradient", "grade ian")."""
    if min(len(stem), len(other)) < rules.near_vowels_least_letters:
        return False
    return fuzz.ratio(_consonants(stem), _consonants(other)) >= rules.near_consonants_similarity


@lru_cache(maxsize=65536)
def _consonants(stem: str) -> str:
    return _VOWELS.sub("", stem)


@lru_cache(maxsize=8)
def common_stems(common_words: frozenset[str]) -> frozenset[str]:
    return frozenset(word.stem for text in common_words for word in words_of(text))


def has_negation(words: Sequence[Word], weights: ScoreWeights) -> bool:
    return bool(_negations(words, weights))


def _negations(words: Sequence[Word], weights: ScoreWeights) -> tuple[tuple[int, int], ...]:
    harmless = frozenset(weights.not_negations)
    found = find_phrases(words, weights.negations + weights.not_negations)
    return tuple((item.first, item.last) for item in found if item.phrase not in harmless)


def _starting_within(places: Sequence[tuple[int, int]], first: int, last: int) -> Sequence[tuple[int, int]]:
    return places[bisect_left(places, (first, 0)) : bisect_left(places, (last + 1, 0))]


def _capital(text: str, words: Sequence[Word], sentence: Sequence[int]) -> tuple[bool | None, ...]:
    if text in (text.lower(), text.upper()):
        return (None,) * len(words)
    starts = [at == 0 or sentence[at] != sentence[at - 1] for at in range(len(words))]
    return tuple(None if start else text[word.start].isupper() for start, word in zip(starts, words, strict=True))


def _running_count(is_common: Sequence[bool]) -> tuple[int, ...]:
    counts = [0]
    for common in is_common:
        counts.append(counts[-1] + (not common))
    return tuple(counts)


def _by_first_letter(stems: Sequence[str], least_letters: int) -> dict[str, list[str]]:
    by_letter: dict[str, list[str]] = {}
    for stem in dict.fromkeys(stems):
        if len(stem) >= least_letters:
            by_letter.setdefault(stem[0], []).append(stem)
    return by_letter
