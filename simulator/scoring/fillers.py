"""Which words only fill: "um" always, "like", "so" and "well" by the words around them. Never scores.

No part of speech is known here, only patterns and weights of the rules file; what they cannot tell is no filler.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from simulator.scoring.rubric import DeliveryRules, FillerWord

BREAK = "."
"""Where a sentence begins or ends, in a pattern and among tokens; the text's own ends are breaks too."""
SOFT_BREAK = ","
DASH = "-"
"""A dash or dots: somebody breaks off or hesitates."""
ITSELF = "_"
ANY_WORD = "*"

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


def fillers_in(text: str, rules: DeliveryRules) -> list[Filler]:
    """All words of `text` that only fill, in order. Linear in its length."""
    always, doubtful = frozenset(rules.fillers), {each.word: each for each in rules.filler_words}
    tokens = list(_tokens(text))
    return [
        Filler(token.text, token.start, token.end)
        for place, token in enumerate(tokens)
        if token.text in always
        or (token.text in doubtful and weight_at(place, tokens, doubtful[token.text], rules) > 0)
    ]


def weight_at(place: int, tokens: Sequence[_Token], word: FillerWord, rules: DeliveryRules) -> float:
    """The word's own weight and those of all cues around it; above 0 it is a filler."""
    met = (cue.weight for cue in word.cues if _fits(_pattern(cue.pattern), place, tokens, rules))
    return word.weight + sum(met)


def _fits(pattern: tuple[str, ...], place: int, tokens: Sequence[_Token], rules: DeliveryRules) -> bool:
    first = place - pattern.index(ITSELF)
    return all(
        item == ITSELF or _is(item, tokens[at].text if 0 <= at < len(tokens) else BREAK, rules)
        for at, item in enumerate(pattern, start=first)
    )


def _is(item: str, text: str, rules: DeliveryRules) -> bool:
    if item.startswith(ANY_WORD):
        return text not in (BREAK, SOFT_BREAK, DASH) and text.endswith(item[1:])
    if item.startswith("<"):
        kind = item.strip("<>")
        return text in _words(kind, rules.word_kinds[kind]) or (kind == "number" and text[0].isdigit())
    return text == item


@lru_cache(maxsize=256)
def _words(kind: str, words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(words)


@lru_cache(maxsize=1024)
def _pattern(written: str) -> tuple[str, ...]:
    return tuple(written.split())


def _tokens(text: str) -> Iterator[_Token]:
    for found in _TOKEN.finditer(text):
        if found.lastgroup != "word":
            yield _Token(_PUNCTUATION[str(found.lastgroup)], found.start(), found.end())
            continue
        word = found.group().casefold()
        contracted = _CONTRACTED.match(word)
        if contracted is None or len(word) != len(found.group()):
            yield _Token(word, found.start(), found.end())
            continue
        middle = found.start() + contracted.end("first")
        rest = contracted["rest"].replace("’", "'").replace("ʼ", "'")
        yield _Token(contracted["first"], found.start(), middle)
        yield _Token("not" if rest == "n't" else rest, middle, found.end())
