"""A small language for turns of phrase ("<never> .. listen"), and finding them in words. Knows nothing of who is meant.

A pattern is words in their order. Each matches in any form with the same stem; `=word` only as written; `a/b` either;
`<kind>` a word or phrase of that kind; `word?` may lack; `_` any one word, `_?` one or none; `..` up to three words of
the same clause; `...` up to ten of the same sentence; `@` before a word marks the one whose subject is meant (else the
first). Words that only colour what is said ("really", "kind of") may stand between any two.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from simulator.scoring.words import Word, words_of

_CLAUSE_GAP, _SENTENCE_GAP = 3, 10
_Literal = tuple[str, str]
"""Stem, and the text where only that will do."""


@dataclass(frozen=True, slots=True)
class Match:
    """Words [first, last] are pattern number `pattern`; its subject stands before `anchor`."""

    pattern: int
    first: int
    last: int
    anchor: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """What patterns are looked for in: all words of an answer, and marks for each."""

    words: Sequence[Word]
    coloured: Sequence[bool]
    """Only colours what is said."""
    begins: Sequence[bool]
    """A full stop, or nothing, stands before it."""
    breaks: Sequence[bool]
    """Begins a clause: "but", "because", "they"."""


@dataclass(frozen=True, slots=True)
class _Step:
    options: Mapping[str, Sequence[Sequence[_Literal]]]
    """By the stem of their first word. Empty for a gap."""
    optional: bool = False
    any_words: int = 0
    needs_one: bool = False
    across_clauses: bool = False
    is_plain: bool = False
    """Neither optional nor a gap."""


@dataclass(frozen=True, slots=True)
class _Pattern:
    number: int
    steps: Sequence[_Step]
    anchor: int
    needs: frozenset[str]
    """Stems of which at least one stands in whatever matches, besides the first; empty where there are none."""


class Patterns:
    """Patterns made ready. Finding takes time in proportion to the words."""

    def __init__(self, patterns: Sequence[str], kinds: Mapping[str, Sequence[str]]) -> None:
        """Raises KeyError for a kind that is not there, ValueError for a token that holds no word."""
        self._by_first: dict[str, list[tuple[_Pattern, frozenset[str]]]] = {}
        """By the stem it begins with, and the stems of which one must follow where no single word will do."""
        for number, written in enumerate(patterns):
            tokens = written.split()
            anchor = next((at for at, token in enumerate(tokens) if token.startswith("@")), 0)
            steps = tuple(_step(token.removeprefix("@"), kinds) for token in tokens)
            pattern = _Pattern(number, steps, anchor, _needs(steps))
            for stem, phrases in steps[0].options.items():
                seconds = frozenset(phrase[1][0] for phrase in phrases if len(phrase) > 1)
                is_single = any(len(phrase) == 1 for phrase in phrases)
                self._by_first.setdefault(stem, []).append((pattern, frozenset() if is_single else seconds))

    def find(self, sentence: Sentence) -> Iterator[Match]:
        """Every match, left to right; several may begin at one word or overlap."""
        present = {word.stem for word in sentence.words}
        for at, word in enumerate(sentence.words):
            for pattern, seconds in self._by_first.get(word.stem, ()):
                if (pattern.needs and pattern.needs.isdisjoint(present)) or (seconds and seconds.isdisjoint(present)):
                    continue
                ends = _ends(sentence, at, pattern.steps, 0)
                if ends is not None:
                    yield Match(pattern.number, at, ends[-1][1], ends[pattern.anchor][0])


def _needs(steps: Sequence[_Step]) -> frozenset[str]:
    wanted = [frozenset(step.options) for step in steps[1:] if step.options and not step.optional]
    return min(wanted, key=lambda stems: len(stems), default=frozenset())


def _step(token: str, kinds: Mapping[str, Sequence[str]]) -> _Step:
    if token == "..":
        return _Step({}, any_words=_CLAUSE_GAP)
    if token == "...":
        return _Step({}, any_words=_SENTENCE_GAP, across_clauses=True)
    if token in ("_", "_?"):
        return _Step({}, any_words=1, needs_one=token == "_")
    optional = token.endswith("?")
    token = token.removesuffix("?")
    phrases = kinds[token[1:-1]] if token.startswith("<") else token.split("/")
    options: dict[str, list[Sequence[_Literal]]] = {}
    for phrase in phrases:
        literals = tuple(_literals(phrase))
        if not literals:
            raise ValueError(f"No word in {token!r}")
        options.setdefault(literals[0][0], []).append(literals)
    for same in options.values():
        same.sort(key=lambda literals: -len(literals))
    return _Step(options, optional, is_plain=not optional)


def _literals(phrase: str) -> Iterator[_Literal]:
    for part in phrase.split():
        for word in words_of(part.removeprefix("=")):
            yield word.stem, word.text if part.startswith("=") else ""


def _ends(sentence: Sentence, at: int, steps: Sequence[_Step], step: int) -> list[tuple[int, int]] | None:
    """Words [first, last] of each step from `step` on, the first of which must stand right at `at`."""
    if step == len(steps):
        return []
    if at < len(sentence.words) and steps[step].is_plain and sentence.words[at].stem not in steps[step].options:
        return None
    now = steps[step]
    if now.any_words:
        return _across_gap(sentence, at, steps, step)
    for last in _phrase_ends(sentence, at, now):
        rest = _ends(sentence, _after(sentence, last), steps, step + 1)
        if rest is not None:
            return [(at, last), *rest]
        if _next_coloured(sentence, last + 1):
            rest = _ends(sentence, last + 1, steps, step + 1)
            if rest is not None:
                return [(at, last), *rest]
    if now.optional:
        rest = _ends(sentence, at, steps, step + 1)
        if rest is not None:
            return [(at, at - 1), *rest]
    return None


def _across_gap(sentence: Sentence, at: int, steps: Sequence[_Step], step: int) -> list[tuple[int, int]] | None:
    gap = steps[step]
    place, taken = at, 0
    while True:
        if taken or not gap.needs_one:
            rest = _ends(sentence, place, steps, step + 1)
            if rest is not None:
                return [(at, place - 1), *rest]
        if place >= len(sentence.words) or taken == gap.any_words or sentence.begins[place]:
            return None
        if sentence.breaks[place] and not gap.across_clauses:
            return None
        taken += not sentence.coloured[place]
        place += 1


def _phrase_ends(sentence: Sentence, at: int, step: _Step) -> Iterator[int]:
    """Last words of the phrases of `step` that stand at `at`, the longest first."""
    if at >= len(sentence.words):
        return
    for literals in step.options.get(sentence.words[at].stem, ()):
        place = at
        for index, (stem, text) in enumerate(literals):
            if index:
                place += 1
                while _next_coloured(sentence, place) and not _is(sentence, place, stem, text):
                    place += 1
                if place >= len(sentence.words) or sentence.begins[place]:
                    break
            if not _is(sentence, place, stem, text):
                break
        else:
            yield place


def _is(sentence: Sentence, at: int, stem: str, text: str) -> bool:
    if at >= len(sentence.words):
        return False
    word = sentence.words[at]
    return word.text == text if text else word.stem == stem


def _next_coloured(sentence: Sentence, at: int) -> bool:
    return at < len(sentence.words) and sentence.coloured[at] and not sentence.begins[at]


def _after(sentence: Sentence, last: int) -> int:
    """The next word that does more than colour; past the end where the sentence ends."""
    at = last + 1
    while _next_coloured(sentence, at):
        at += 1
    if at < len(sentence.words) and sentence.begins[at]:
        return len(sentence.words)
    return at
