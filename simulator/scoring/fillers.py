"""Which words only fill: "um" always, "like", "so" and "well" by the words around them. Never scores.

No part of speech is known here, only patterns and weights of the rules file; what they cannot tell is no filler.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from simulator.scoring.delivery_rules import DeliveryRules, FillerWord

BREAK = "."
"""Where a sentence begins or ends, in a pattern and among tokens; the text's own ends are breaks too."""
SOFT_BREAK = ","
DASH = "-"
"""A dash or dots: somebody breaks off or hesitates."""
ITSELF = "_"
ANY_WORD = "*"
_FARTHEST = 4
"""How many tokens a pattern may reach to either side."""

_TOKEN = re.compile(
    r"(?P<word>[^\W_]+(?:[-'’ʼ][^\W_]+)*)|(?P<dash>\.{2,}|…|[\u2013\u2014]|-{2,}|(?<=\s)-(?=\s))|(?P<soft>[,;:()])"
    r"|(?P<hard>[.?!]+|\n+)"
)
_PUNCTUATION = {"hard": BREAK, "soft": SOFT_BREAK, "dash": DASH}
_CONTRACTED = re.compile(r"^(?P<first>.+?)(?P<rest>n['’ʼ]t|['’ʼ](?:s|re|m|d|ll|ve))$")


@dataclass(frozen=True)
class Filler:
    """A word that only fills: characters [start, end) of the text."""

    word: str
    start: int
    end: int


@dataclass(frozen=True)
class _Token:
    text: str
    """Lower case; a contraction is two tokens ("i", "'d"); BREAK, SOFT_BREAK or DASH for punctuation."""
    start: int
    end: int


@dataclass(frozen=True)
class _Place:
    """What must stand so many tokens from the word itself: one of `texts`, or any word with this ending."""

    offset: int
    texts: frozenset[str]
    ending: str | None
    or_digits: bool

    def fits(self, text: str) -> bool:
        if self.ending is not None:
            return text not in _PUNCTUATION.values() and text.endswith(self.ending)
        return text in self.texts or (self.or_digits and text[0].isdigit())


@dataclass(frozen=True)
class _Weighing:
    """A word's rules, ready to be applied."""

    weight: float
    cues: tuple[tuple[tuple[_Place, ...], float], ...]

    def at(self, place: int, texts: Sequence[str]) -> float:
        """The word's own weight and those of all cues around it."""
        return self.weight + sum(
            weight for places, weight in self.cues if all(each.fits(texts[place + each.offset]) for each in places)
        )


_Kinds = tuple[tuple[str, tuple[str, ...]], ...]


def fillers_in(text: str, rules: DeliveryRules) -> list[Filler]:
    """All words of `text` that only fill, in order. Linear in its length."""
    doubtful = _weighings(rules.filler_words, tuple(rules.word_kinds.items()))
    tokens = list(_tokens(text))
    texts = [BREAK] * _FARTHEST + [token.text for token in tokens] + [BREAK] * _FARTHEST
    found = []
    for place, token in enumerate(tokens):
        weighing = doubtful.get(token.text)
        if token.text in rules.fillers or (weighing is not None and weighing.at(place + _FARTHEST, texts) > 0):
            found.append(Filler(token.text, token.start, token.end))
    return found


@lru_cache(maxsize=8)
def _weighings(words: tuple[FillerWord, ...], kinds: _Kinds) -> dict[str, _Weighing]:
    """By word."""
    return {
        word.word: _Weighing(word.weight, tuple((_places(cue.pattern, dict(kinds)), cue.weight) for cue in word.cues))
        for word in words
    }


def pattern_problem(pattern: str, kinds: Collection[str]) -> str:
    """What keeps a pattern of the rules file from being read; empty where nothing does."""
    items = pattern.split()
    if items.count(ITSELF) != 1 or not 2 <= len(items) <= _FARTHEST + 1:
        return (
            f"The pattern '{pattern}' must hold the word itself ({ITSELF}) once, and 1 to {_FARTHEST} words beside it."
        )
    unknown = [item for item in items if item.startswith("<") and item.strip("<>") not in kinds]
    return f"The pattern '{pattern}' names {unknown[0]}, which is none of word_kinds." if unknown else ""


def _places(pattern: str, kinds: Mapping[str, tuple[str, ...]]) -> tuple[_Place, ...]:
    """Of a pattern that has no `pattern_problem`."""
    items = pattern.split()
    itself = items.index(ITSELF)
    return tuple(_place(item, at - itself, kinds) for at, item in enumerate(items) if at != itself)


def _place(item: str, offset: int, kinds: Mapping[str, tuple[str, ...]]) -> _Place:
    if item.startswith(ANY_WORD):
        return _Place(offset, frozenset(), item.removeprefix(ANY_WORD), False)
    kind = item.strip("<>")
    texts = kinds[kind] if item.startswith("<") else (item,)
    return _Place(offset, frozenset(texts), None, kind == "number")


def _tokens(text: str) -> Iterator[_Token]:
    for found in _TOKEN.finditer(text):
        if found.lastgroup != "word":
            yield _Token(_PUNCTUATION[str(found.lastgroup)], found.start(), found.end())
            continue
        word = found.group().casefold()
        contracted = None if word.isalnum() else _CONTRACTED.match(word)
        if contracted is None or len(word) != len(found.group()):
            yield _Token(word, found.start(), found.end())
            continue
        middle = found.start() + contracted.end("first")
        rest = contracted["rest"].replace("’", "'").replace("ʼ", "'")
        yield _Token(contracted["first"], found.start(), middle)
        yield _Token("not" if rest == "n't" else rest, middle, found.end())
