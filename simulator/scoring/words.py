"""Text to words as they are compared: lower case, contractions written out, stems, each with its place in the text.

Never changes the text itself: `start` and `end` of a word always point into what was given.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import Stemmer

_TOKEN = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*|[%=+×÷±≤≥≠√°]|(?<=\s)[<>]=?(?=\s)")
_LETTERS_OR_DIGITS = re.compile(r"\d+|[^\W\d_]+")
_APOSTROPHES = re.compile("['’ʼ]")

# Also without the apostrophe, which recognisers and typists drop; left alone where that spells another word
# ("well", "were", "wed", "id").
_NEGATED = "do does did is are was were has have had would could should must"
_BEFORE_IS = "it that what who there here how where he she"
_CONTRACTIONS: dict[str, tuple[str, ...]] = {
    **{f"{verb}nt": (verb, "not") for verb in _NEGATED.split()},
    **{f"{pronoun}ve": (pronoun, "have") for pronoun in ("i", "you", "we", "they")},
    **{f"{pronoun}re": (pronoun, "are") for pronoun in ("you", "they")},
    **{f"{subject}s": (subject, "is") for subject in _BEFORE_IS.split()},
    **{f"{subject}ll": (subject, "will") for subject in ("it", "that", "you", "they", "i")},
    "im": ("i", "am"),
    "cant": ("can", "not"),
    "cannot": ("can", "not"),
    "wont": ("will", "not"),
    "lets": ("let", "us"),
}
# Symbols as they are said. Those that also punctuate (- / * ~ &) are left alone, and < and > count only between
# spaces, where they are no mark-up.
_SPOKEN_SYMBOLS: dict[str, tuple[str, ...]] = {
    "%": ("percent",),
    "=": ("equals",),
    "+": ("plus",),
    "×": ("times",),
    "÷": ("over",),
    "±": ("plus", "minus"),
    "<": ("less", "than"),
    ">": ("greater", "than"),
    "<=": ("at", "most"),
    "≤": ("at", "most"),
    ">=": ("at", "least"),
    "≥": ("at", "least"),
    "≠": ("not", "equal"),
    "√": ("square", "root"),
    "°": ("degrees",),
    "α": ("alpha",),
    "β": ("beta",),
    "γ": ("gamma",),
    "δ": ("delta",),
    "ε": ("epsilon",),
    "θ": ("theta",),
    "λ": ("lambda",),
    "μ": ("mu",),
    "π": ("pi",),
    "σ": ("sigma",),
    "χ": ("chi",),
}
_ENDINGS = {"ll": "will", "ve": "have", "re": "are", "d": "would", "m": "am"}
_KEPT_WHOLE = {"were", "well"}
_SMALL_NUMBERS = dict(
    enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())  # noqa: SIM905
)

# American and British spelling become one before stemming; applied to both sides, so "precize" does no harm.
_SPELLINGS = (
    (re.compile(r"(?<=\w{3})is(e|ed|es|er|ers|ing|ation|ations)$"), r"iz\1"),
    (re.compile(r"(?<=\w{3})our(s|al|ed|ing)?$"), r"or\1"),
    (re.compile(r"ell(ed|ing|er|ers)$"), r"el\1"),
    (re.compile(r"^centre(s?)$"), r"center\1"),
)
_STEMMER = Stemmer.Stemmer("english")


@dataclass(frozen=True, slots=True)
class Word:
    """One word. A contraction gives two with the same place."""

    text: str
    stem: str
    start: int
    end: int


@lru_cache(maxsize=64)  # each dimension reads the same answer
def words_of(text: str) -> tuple[Word, ...]:
    """All words of the text in order; case, punctuation and line breaks leave no trace in them."""
    found: list[Word] = []
    for token in _TOKEN.finditer(text):
        found.extend(Word(plain, stem_of(plain), token.start(), token.end()) for plain in _written_out(token.group()))
    return tuple(found)


@lru_cache(maxsize=4096)
def texts_of(phrase: str) -> tuple[str, ...]:
    """The bare words of a phrase from a rules file."""
    return tuple(word.text for word in words_of(phrase))


@lru_cache(maxsize=65536)
def stem_of(word: str) -> str:
    for pattern, replacement in _SPELLINGS:
        word = pattern.sub(replacement, word)
    return str(_STEMMER.stemWord(word))


def holds_speech(text: str) -> bool:
    """Whether there is a letter or a digit in it."""
    return any(character.isalnum() for character in text)


@lru_cache(maxsize=65536)
def _written_out(token: str) -> tuple[str, ...]:
    folded = unicodedata.normalize("NFKC", token).casefold()
    if folded in _SPOKEN_SYMBOLS:
        return _SPOKEN_SYMBOLS[folded]
    bare = _APOSTROPHES.sub("", folded)
    if bare in _KEPT_WHOLE:
        return (bare,)
    if bare in _CONTRACTIONS:
        return _CONTRACTIONS[bare]
    parts = _APOSTROPHES.split(folded)
    if len(parts) == 2 and parts[1] in _ENDINGS:
        return (*_split(parts[0]), _ENDINGS[parts[1]])
    return tuple(_split(bare))


def _split(bare: str) -> Iterator[str]:
    """F1 is said "F one"; small numbers are written as words."""
    for piece in _LETTERS_OR_DIGITS.findall(bare):
        is_small = len(piece) <= 2 and piece.isascii() and piece.isdigit() and int(piece) < len(_SMALL_NUMBERS)
        yield _SMALL_NUMBERS[int(piece)] if is_small else piece
