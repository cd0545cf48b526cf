"""The tone lexicon (VADER), loaded on first use. Says how words sound; who is meant is the business of framing."""

from __future__ import annotations

from functools import lru_cache
from typing import Any


@lru_cache(maxsize=1)
def _analyser() -> Any:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    return SentimentIntensityAnalyzer()


def valence_of(word: str) -> float:
    """VADER's valence of one lower-case word: -4 to 4, 0 where the lexicon does not know it."""
    return float(_analyser().lexicon.get(word, 0.0))


def tone_of(text: str) -> float:
    """VADER's compound tone of a text: -1 to 1, 0 where none of its words is known."""
    return float(_analyser().polarity_scores(text)["compound"])


def has_tone(word: str) -> bool:
    """Whether the lexicon knows this lower-case word."""
    return word in _analyser().lexicon
