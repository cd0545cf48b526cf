"""Whether an answer can be scored at all: words were heard, they are English, and the transcript is not broken.

Refuses only on evidence: small words of another language, another script, loops. Few words, wrong ones, an accent or a
learner's grammar are no reason.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from simulator.scoring.words import holds_speech

NOTHING_HEARD = "nothing_heard"
OTHER_SCRIPT = "other_script"
OTHER_LANGUAGE = "other_language"
LOOP = "loop"
NO_WORDS = "no_words"
KINDS = (NOTHING_HEARD, OTHER_SCRIPT, OTHER_LANGUAGE, LOOP, NO_WORDS)

_WORD = re.compile(r"[^\W\d_]+")
_MARKED = re.compile(r"\[([^\[\]]*)\]|\(([^()]*)\)|\{([^{}]*)\}|<([^<>]*)>|\*+([^*]*)\*+|[♪♫]+([^♪♫]*)[♪♫]+")
_CAN_BE_NO_WORD = re.compile(r"[bcdfghjklmnpqrstvwxz]{7}|([a-z])\1{3}")
_LAST_LATIN = 0x24F
_MORE_LATIN = range(0x1E00, 0x1F00)
"""Vietnamese among others; code points, after Unicode's compatible forms were folded."""
_MEANT_CONTROLS = "\n\r\t"


@dataclass(frozen=True)
class ByKind:
    """A text for each of KINDS."""

    nothing_heard: str
    other_script: str
    other_language: str
    loop: str
    no_words: str

    def of(self, kind: str) -> str:
        return str(getattr(self, kind))


@dataclass(frozen=True)
class NotScoredRules:
    """rubrics/not_scored.yaml, whose comments say where the numbers come from. Shares are 0-1."""

    reasons: ByKind
    """As it stands after "Not scored:"."""
    next_steps: ByKind
    """What the person can do now."""
    markers: tuple[str, ...]
    """What recognisers write in brackets where they heard no words."""
    foreign_markers: tuple[str, ...]
    other_script_from: float
    """Share of letters."""
    language_least_words: int
    language_from: float
    """Share of words."""
    language_short_from: float
    language_short_below: int
    """Words."""
    language_times_english: float
    english_with_marks: tuple[str, ...]
    """Lower-case words that prove no other language, though their letters do."""
    loop_phrase_times: int
    loop_word_times: int
    loop_phrase_most_words: int
    loop_from: float
    """Share of words."""
    broken_characters_from: float
    """Share of characters that are no spaces."""
    letters_from: float
    """The same of letters and digits; fewer are no text."""
    letters_least_characters: int
    no_words_from: float
    """Share of words."""
    no_words_least_words: int
    languages: Mapping[str, tuple[str, ...]]
    """The small words of each."""


def why_not_scored(text: str, rules: NotScoredRules, english: frozenset[str], names: Iterable[str] = ()) -> str:
    """One of KINDS, or "" where the text can be scored. `english` are its small words; `names` prove no language."""
    if not holds_speech(text):
        return NOTHING_HEARD
    folded = unicodedata.normalize("NFKC", text)
    said, is_foreign = _without_markers(folded, rules)
    if not holds_speech(said):
        return OTHER_LANGUAGE if is_foreign else NOTHING_HEARD
    if _is_broken(said, rules):
        return NO_WORDS
    if not said.isascii() and _is_other_script(said, rules):
        return OTHER_SCRIPT
    known = {word for name in names for word in _WORD.findall(name.casefold())}
    words = [word for word in _spoken_words(said) if word not in known]
    if _is_other_language(words, rules, english):
        return OTHER_LANGUAGE
    if _is_loop(re.findall(r"\w+", said.casefold()), rules):
        return LOOP
    return NO_WORDS if _are_no_words(words, rules) else ""


def _without_markers(text: str, rules: NotScoredRules) -> tuple[str, bool]:
    """The text without the recogniser's marks for what it could not write, and whether one told of another language."""
    if not any(bracket in text for bracket in "[({<*♪♫"):
        return text, False
    foreign, all_markers = frozenset(rules.foreign_markers), frozenset(rules.markers + rules.foreign_markers)
    is_foreign = False

    def replaced(match: re.Match[str]) -> str:
        nonlocal is_foreign
        inner = " ".join(next(group for group in match.groups() if group is not None).casefold().split())
        is_foreign = is_foreign or inner in foreign
        return " " if inner in all_markers else match.group()

    return _MARKED.sub(replaced, text), is_foreign


def _is_broken(text: str, rules: NotScoredRules) -> bool:
    """Characters that nobody means, or hardly a letter among signs."""
    is_plain = text.isascii() and text.replace("\n", " ").isprintable()
    if is_plain and 2 * sum(map(str.isalnum, text)) >= len(text):
        return False
    characters = [each for each in text if not each.isspace()]
    if not characters:
        return False
    unmeant = sum(each == "\ufffd" or unicodedata.category(each) in ("Cc", "Cn", "Co", "Cs") for each in characters)
    if unmeant >= rules.broken_characters_from * len(characters):
        return True
    # A mark that is written on or under a letter (Devanagari) is part of it.
    letters = sum(each.isalnum() or unicodedata.category(each).startswith("M") for each in characters)
    return 0 < letters < rules.letters_from * len(characters) and len(characters) >= rules.letters_least_characters


def _is_other_script(text: str, rules: NotScoredRules) -> bool:
    latin = other = 0
    for word in _WORD.findall(text):
        if word.isascii():
            latin += len(word)
            continue
        others = sum(not _is_latin(letter) for letter in word)
        other += others if len(word) > 1 else 0
        latin += len(word) - others
    return other > 0 and other >= rules.other_script_from * (latin + other)


def _is_latin(letter: str) -> bool:
    return ord(letter) <= _LAST_LATIN or ord(letter) in _MORE_LATIN


def _spoken_words(text: str) -> list[str]:
    """The words in lower case; amid others one in capitals is an abbreviation ("DES") and none of these."""
    words: list[str] = _WORD.findall(text)
    if text.upper() != text:
        words = [word for word in words if len(word) == 1 or not word.isupper()]
    return [word.casefold() for word in words]


def _is_other_language(words: Sequence[str], rules: NotScoredRules, english: frozenset[str]) -> bool:
    counts = Counter(words)
    of_english = sum(count for word, count in counts.items() if word in english)
    if not words or 2 * of_english >= len(words):
        return False
    is_short = len(words) < rules.language_short_below
    least = (rules.language_short_from if is_short else rules.language_from) * len(words)
    # A single plain letter is a variable more often than a word, and a single marked one a symbol.
    candidates = {word for word in counts if word not in english and not (len(word) == 1 and word.isascii())}
    marked = {word for word in candidates if len(word) > 1 and not word.isascii()} - frozenset(rules.english_with_marks)
    for small_words in _languages(rules):
        small = candidates & small_words
        own = small | marked
        if len(own) < rules.language_least_words or (is_short and not small):
            continue
        said = sum(counts[word] for word in own)
        only_english = of_english - sum(counts[word] for word in small_words & english if word in counts)
        if said >= least and said > rules.language_times_english * only_english:
            return True
    return False


def _languages(rules: NotScoredRules) -> tuple[frozenset[str], ...]:
    return _as_sets(tuple(rules.languages.values()))


@lru_cache(maxsize=8)
def _as_sets(languages: tuple[tuple[str, ...], ...]) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(word.casefold() for word in words) for words in languages)


def _is_loop(words: Sequence[str], rules: NotScoredRules) -> bool:
    """Whether words that only say a phrase once more, again and again in a row, are most of the answer."""
    # Each word of a loop but for its first copy stands elsewhere too.
    if len(words) < rules.loop_word_times or len(set(words)) > (1 - rules.loop_from) * len(words):
        return False
    again = [False] * len(words)
    for length in range(1, rules.loop_phrase_most_words + 1):
        times = rules.loop_word_times if length == 1 else rules.loop_phrase_times
        _mark_repeats(words, length, times, again)
    return sum(again) >= rules.loop_from * len(words)


def _mark_repeats(words: Sequence[str], length: int, times: int, again: list[bool]) -> None:
    """Mark every word of a phrase of `length` words that stands at least `times` in a row, but for its first copy."""
    run = 0
    for at in range(length, len(words) + 1):
        if at < len(words) and words[at] == words[at - length]:
            run += 1
            continue
        if run >= length * (times - 1):
            again[at - run : at] = [True] * run
        run = 0


def _are_no_words(words: Sequence[str], rules: NotScoredRules) -> bool:
    if len(words) < rules.no_words_least_words:
        return False
    none = sum(_CAN_BE_NO_WORD.search(word) is not None for word in words)
    return none >= rules.no_words_from * len(words)
