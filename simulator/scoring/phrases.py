"""Finds fixed phrases (hedges, preambles, negations, insults) word for word. Knows nothing of what they mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from simulator.scoring.words import Word, texts_of


@dataclass(frozen=True, slots=True)
class Found:
    """Words [first, last] of a text are this phrase."""

    phrase: str
    first: int
    last: int


def find_phrases(words: Sequence[Word], phrases: tuple[str, ...]) -> list[Found]:
    """Every place where one of the phrases stands, left to right, the longest first and none overlapping."""
    by_first = _by_first_word(phrases)
    found: list[Found] = []
    free_from = 0
    for index, word in enumerate(words):
        choices = by_first.get(word.text)
        if choices is not None and index >= free_from:
            here = _longest_at(words, index, choices)
            if here is not None:
                found.append(here)
                free_from = here.last + 1
    return found


def _longest_at(words: Sequence[Word], index: int, choices: Sequence[tuple[tuple[str, ...], str]]) -> Found | None:
    for wanted, phrase in choices:
        if index + len(wanted) <= len(words) and all(
            words[index + offset].text == text for offset, text in enumerate(wanted)
        ):
            return Found(phrase, index, index + len(wanted) - 1)
    return None


@lru_cache(maxsize=256)
def _by_first_word(phrases: tuple[str, ...]) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase in phrases:
        if wanted := texts_of(phrase):
            by_first.setdefault(wanted[0], []).append((wanted, phrase))
    for same_start in by_first.values():
        same_start.sort(key=lambda entry: -len(entry[0]))
    return by_first
