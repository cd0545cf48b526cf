"""The tone lexicon (VADER), loaded on first use. Says how words sound; who is meant is the business of framing."""

from __future__ import annotations

from functools import lru_cache
from typing import Any


@lru_cache(maxsize=1)
def _analyser() -> Any:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    return SentimentIntensityAnalyzer()


def tone_of(text: str) -> float:
    """VADER's compound tone of lower-case words: -1 to 1, 0 where none of them is known."""
    return float(_analyser().polarity_scores(text)["compound"])


def has_tone(word: str) -> bool:
    """Whether the lexicon knows this lower-case word."""
    return word in _analyser().lexicon
