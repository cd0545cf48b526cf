"""The small language in which phrasings are written, and finding them in a row of words. Pure; knows no phrasing.

    word        that word                     (a | b c)   one of these
    *4          up to four words, any         [a | b c]   one of these, or nothing
    +4          one to four words, any        <name>      one of a group of patterns

Any words end where another clause may begin (the `stops` of a sentence): "i do not know *6" does not swallow what comes
behind the "but".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, field

Places = Set[int]
"""Between which words of a sentence something begins or ends; 0 is before the first."""

_TOKEN = re.compile(r"<\w+>|[*+]\d+|[()\[\]|]|[^\s()\[\]|<>*+]+")
_NEVER_ANY = frozenset({"bye", "goodbye", "sorry", "thanks", "thank"})
"""Too telling to be swallowed by a "*"."""


@dataclass(frozen=True)
class Sentence:
    words: tuple[str, ...]
    stops: frozenset[int]
    """Before which words another clause may begin; its end is one."""


@dataclass(frozen=True)
class Slot:
    """`least` to `most` words of any sort."""

    least: int
    most: int

    def ends(self, sentence: Sentence, starts: Places) -> Places:
        reached: set[int] = set()
        for start in starts:
            for length in range(self.most + 1):
                at = start + length
                if length >= self.least:
                    reached.add(at)
                if at >= len(sentence.words) or sentence.words[at] in _NEVER_ANY:
                    break
                if at in sentence.stops:
                    break
        return reached


@dataclass(frozen=True)
class Row:
    """One item after the other."""

    items: tuple[Item, ...]

    def ends(self, sentence: Sentence, starts: Places) -> Places:
        for item in self.items:
            if not starts:
                break
            starts = item.ends(sentence, starts)
        return starts


@dataclass(frozen=True)
class Choice:
    """One of several rows, kept by the word they begin with."""

    words: frozenset[str]
    """Alternatives that are a single word."""
    rows: dict[str, tuple[Row, ...]] = field(hash=False)
    """Longer ones, by each word they can begin with; under "" those that can begin with any."""
    can_be_nothing: bool

    def ends(self, sentence: Sentence, starts: Places) -> Places:
        reached: set[int] = set(starts) if self.can_be_nothing else set()
        words = sentence.words
        for start in starts:
            word = words[start] if start < len(words) else ""
            if word in self.words:
                reached.add(start + 1)
            for row in self.rows.get(word, ()):
                reached |= row.ends(sentence, {start})
            for row in self.rows.get("", ()) if word else ():
                reached |= row.ends(sentence, {start})
        return reached


Item = Slot | Row | Choice


def firsts(item: Item) -> frozenset[str]:
    """The words that `item` can begin with; "" among them where it can be nothing, or any word."""
    match item:
        case Slot():
            return frozenset({""})
        case Row():
            found: frozenset[str] = frozenset({""})
            for each in item.items:
                if "" not in found:
                    break
                found = (found - {""}) | firsts(each)
            return found
        case Choice():
            return item.words | item.rows.keys() | ({""} if item.can_be_nothing else frozenset())


def parse(pattern: str, group: Callable[[str], Item]) -> Item:
    """`pattern` as something to be found; `group` gives the item of a <name>. ValueError where a bracket is missing."""
    item, rest = _choice(_TOKEN.findall(pattern), group)
    if rest:
        raise ValueError(f"brackets do not match in the phrasing {pattern!r}")
    return item


def one_of(items: Sequence[Item], can_be_nothing: bool = False) -> Choice:
    words: set[str] = set()
    rows: dict[str, list[Row]] = {}
    for item in items:
        if isinstance(item, Choice) and not item.can_be_nothing:
            words |= item.words
            for word, longer in item.rows.items():
                rows.setdefault(word, []).extend(longer)
            continue
        row = item if isinstance(item, Row) else Row((item,))
        for word in firsts(row):
            rows.setdefault(word, []).append(row)
    return Choice(frozenset(words), {word: tuple(longer) for word, longer in rows.items()}, can_be_nothing)


def _choice(tokens: list[str], group: Callable[[str], Item]) -> tuple[Choice, list[str]]:
    """Alternatives up to a closing bracket or the end; what is left begins with that bracket."""
    items: list[Item] = []
    while True:
        item, tokens = _row(tokens, group)
        items.append(item)
        if not tokens or tokens[0] != "|":
            return one_of(items), tokens
        tokens = tokens[1:]


def _row(tokens: list[str], group: Callable[[str], Item]) -> tuple[Item, list[str]]:
    items: list[Item] = []
    while tokens and tokens[0] not in ("|", ")", "]"):
        item, tokens = _item(tokens, group)
        items.append(item)
    return items[0] if len(items) == 1 else Row(tuple(items)), tokens


def _item(tokens: list[str], group: Callable[[str], Item]) -> tuple[Item, list[str]]:
    token, rest = tokens[0], tokens[1:]
    if token in ("(", "["):
        choice, rest = _choice(rest, group)
        if not rest or rest[0] != {"(": ")", "[": "]"}[token]:
            raise ValueError(f"a bracket {token!r} of a phrasing is not closed")
        return one_of([choice], can_be_nothing=token == "["), rest[1:]
    if token[0] in "*+":
        return Slot(0 if token[0] == "*" else 1, int(token[1:])), rest
    if token.startswith("<"):
        return group(token[1:-1]), rest
    return Choice(frozenset({token}), {}, False), rest
