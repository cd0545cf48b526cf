"""Every phrasing of the intents*.toml files beside this module, and which of them begin at a word.

Reads those files once and is pure otherwise; knows nothing of what a kind means, or of which one wins.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from importlib.resources import files
from typing import Any

from simulator.interview.patterns import Choice, Item, Sentence, firsts, one_of, parse

FILES = (
    "intents.toml",
    "intents_courtesies.toml",
    "intents_questions.toml",
    "intents_words.toml",
    "intents_examples.toml",
)
QUESTIONS = ("interrogative", "asking")
"""Tables whose phrasings go on to the end of a question, over commas and over words like "i"."""
OPEN_TABLES = (*QUESTIONS, "clarify", "acquaintance")
OPEN_SLOT_WORDS = 8
"""Also phrasings of these that end with so many words of any sort."""


class Force(IntEnum):
    """Which list of its table a phrasing stands in."""

    ALONE = 0
    """Tells only where nothing else was said."""
    GUESS = 1
    """In no list: a question in form, of which the words do not tell what it is about."""
    HINT = 2
    """Tells where nothing plainer was said."""
    OPENER = 3
    """Need not end a clause: another may follow at once ("so …")."""
    PLAIN = 4


_LISTS = {"alone": Force.ALONE, "hints": Force.HINT, "openers": Force.OPENER, "patterns": Force.PLAIN}


@dataclass(frozen=True)
class Phrasing:
    table: str
    force: Force
    is_open: bool
    """Ends only where a question ends."""
    item: Item


@dataclass(frozen=True)
class Found:
    table: str
    """In the toml files: a kind, or "neutral", "interrogative", …"""
    force: Force
    end: int
    """Behind its last word."""


@dataclass(frozen=True)
class Said:
    """One sentence, with the places where a clause of it can end: of a plain one, and of a question."""

    plain: Sentence
    open: Sentence
    commas: frozenset[int]

    @property
    def words(self) -> tuple[str, ...]:
        return self.plain.words


class Phrasings:
    def __init__(self) -> None:
        self._content = _content()
        self._lists = {name: frozenset(words.split()) for name, words in self._content["lists"].items()}
        self._groups: dict[str, Choice] = {}
        self._closing = self._either(self._content["closing"]["patterns"])
        self._closing_questions = self._either(self._content["closing"]["interrogative"])
        self._by_word: dict[str, list[Phrasing]] = defaultdict(list)
        for table, lists in self._content["patterns"].items():
            for name, force in _LISTS.items():
                for pattern in lists.get(name, ()):
                    self._add(table, force, pattern)

    def said(self, words: tuple[str, ...], commas: frozenset[int]) -> Said:
        bare = Sentence(words, frozenset())
        end = {len(words)}
        plain = {at for at in range(len(words)) if at in commas or self._closing.ends(bare, {at})}
        asked = {
            at
            for at in range(len(words))
            if self._closing_questions.ends(bare, {at})
            and (words[at] != "i" or at == 0 or words[at - 1] not in self.words("links"))
        }
        return Said(Sentence(words, frozenset(plain | end)), Sentence(words, frozenset(asked | end)), commas)

    def found_at(self, said: Said, start: int) -> Iterator[Found]:
        """The longest of each phrasing that begins at the word `start` and ends where a clause can."""
        for phrasing in self._by_word.get(said.words[start], ()):
            sentence = said.open if phrasing.is_open else said.plain
            ends = phrasing.item.ends(sentence, {start})
            if phrasing.force is not Force.OPENER:
                ends = ends & sentence.stops
            if ends:
                yield Found(phrasing.table, phrasing.force, max(ends))

    def is_in(self, group: str, words: tuple[str, ...]) -> bool:
        """Whether one of a group stands anywhere in `words`."""
        item = self._group(group)
        sentence = Sentence(words, frozenset())
        return any(item.ends(sentence, {at}) for at in range(len(words)))

    def begins(self, group: str, words: tuple[str, ...]) -> bool:
        return bool(words) and bool(self._group(group).ends(Sentence(words, frozenset()), {0}))

    def words(self, name: str) -> frozenset[str]:
        """One of the word lists."""
        return self._lists[name]

    def part(self, name: str) -> dict[str, Any]:
        """A part of the files as it stands there."""
        return self._content[name]

    def _add(self, table: str, force: Force, pattern: str) -> None:
        item = parse(pattern, self._group)
        begins_with = firsts(item)
        if "" in begins_with:
            raise ValueError(f"the phrasing {pattern!r} of {table} must begin with a word")
        slot = re.search(r"\*(\d+)$", pattern)
        has_open_end = slot is not None and int(slot[1]) >= OPEN_SLOT_WORDS
        phrasing = Phrasing(table, force, table in QUESTIONS or (table in OPEN_TABLES and has_open_end), item)
        for word in sorted(begins_with):
            self._by_word[word].append(phrasing)

    def _group(self, name: str) -> Choice:
        if name not in self._groups:
            self._groups[name] = self._either(self._content["groups"][name])
        return self._groups[name]

    def _either(self, patterns: list[str]) -> Choice:
        return one_of([parse(each, self._group) for each in patterns])


def _content() -> dict[str, dict[str, Any]]:
    """The files as one. Their parts: patterns, groups, lists, replacements, closing, examples."""
    joined: dict[str, dict[str, Any]] = defaultdict(dict)
    for name in FILES:
        text = files("simulator.interview").joinpath(name).read_text(encoding="utf-8")
        for part, tables in tomllib.loads(text).items():
            joined[part].update(tables)
    return joined


@cache
def phrasings() -> Phrasings:
    return Phrasings()
