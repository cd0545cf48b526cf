"""What rubrics/delivery.yaml holds: when a rate deserves a word, and which words fill."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class FillerCue:
    """What stands around a word, and how much that speaks for a filler (above 0) or against it."""

    pattern: str
    """Neighbouring words in order: _ the word itself, * any word, *ing any with this ending, <kind> a word of
    `word_kinds`, "." where a sentence begins or ends, "," a comma or its like, "-" a dash or dots. ". _ ," is the word
    alone at a sentence's beginning."""
    weight: float


@dataclass(frozen=True)
class FillerWord:
    """A word that only sometimes fills: it does where its own weight and those of all its cues are above 0 together."""

    word: str
    weight: float
    cues: tuple[FillerCue, ...]


@dataclass(frozen=True)
class DeliveryRules:
    """rubrics/delivery.yaml: reported beside the scores, never inside."""

    slow_below_words_per_minute: float
    fast_above_words_per_minute: float
    rate_from_seconds: float
    """A rate is remarked on only from this many seconds, from the first word to the last."""
    pause_from_seconds: float
    """A silence between two words is counted as a pause from here on."""
    fillers: tuple[str, ...]
    """Always fillers. Nothing else that is scored reads them."""
    filler_words: tuple[FillerWord, ...]
    word_kinds: Mapping[str, tuple[str, ...]]
    """Kinds of words that patterns name; `number` also holds all that begins with a digit."""
