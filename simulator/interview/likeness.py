"""Which kind a sentence is most like, by the words and pairs of words it shares with examples of each. Pure.

Naive Bayes over intents_examples.toml; for what no phrasing tells.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from simulator.interview.phrasings import phrasings
from simulator.interview.spoken import spoken

_SMOOTHING = 0.5
"""Added to every count, so that a feature not yet seen with a kind does not rule the kind out."""


@dataclass(frozen=True)
class _Kind:
    share: float
    """Of all examples."""
    features: Counter[str]
    total: int
    once: int
    """Words of content that stand in one example only: how open the kind is to new ones."""


def likeness(words: tuple[str, ...], among: tuple[str, ...] = ()) -> tuple[str, float]:
    """The kind (a table of the examples) and how likely it is, 0 to 1; of all kinds, or of those `among` them."""
    kinds, known = _kinds()
    features = [each for each in _features(words) if each in known]
    new = sum(1 for each in set(words) - phrasings().words("function_words") if each not in known)
    logs = {}
    for name in among or kinds:
        kind = kinds[name]
        size = kind.total + _SMOOTHING * len(known)
        logs[name] = (
            math.log(kind.share)
            + sum(math.log((kind.features[each] + _SMOOTHING) / size) for each in features)
            + new * math.log((kind.once + 1) / size)
        )
    best = max(logs, key=logs.__getitem__)
    return best, 1 / sum(math.exp(each - logs[best]) for each in logs.values())


def _features(words: tuple[str, ...]) -> set[str]:
    framed = ("<", *words, ">")
    return set(words) | {f"{first} {second}" for first, second in pairwise(framed)}


@cache
def _kinds() -> tuple[dict[str, _Kind], frozenset[str]]:
    """By name, and every feature of any example."""
    rows = {
        name: [tuple(word for each in spoken(text) for word in each.words) for text in texts]
        for name, texts in phrasings().part("examples").items()
    }
    every = sum(len(each) for each in rows.values())
    in_examples = Counter(word for examples in rows.values() for words in examples for word in set(words))
    content = in_examples.keys() - phrasings().words("function_words")
    kinds = {}
    for name, examples in rows.items():
        features = Counter(feature for words in examples for feature in _features(words))
        once = sum(1 for words in examples for word in set(words) & content if in_examples[word] == 1)
        kinds[name] = _Kind(len(examples) / every, features, features.total(), once)
    return kinds, frozenset(feature for kind in kinds.values() for feature in kind.features)
