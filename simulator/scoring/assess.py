"""What an answer means for the course of the interview: ideas found and missing, and which reply fits a question.

Gives ids, never points, and never calls missing what may have been said: an idea heard doubtfully is not probed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from rapidfuzz import fuzz

from simulator.scoring.answer import Answer
from simulator.scoring.clauses import clauses_of
from simulator.scoring.concepts import concepts_heard
from simulator.scoring.heard import common_stems
from simulator.scoring.rubric import Rubric, Rules
from simulator.scoring.words import words_of


def found_and_missing(rubric: Rubric, rules: Rules, answer: Answer) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Concept ids, heaviest first (equal ones in the rubric's order)."""
    items = sorted(concepts_heard(rubric, rules, answer).items, key=lambda item: -item.weight)
    found = tuple(item.id for item in items if item.heard or item.doubtful)
    return found, tuple(item.id for item in items if item.id not in found)


def answered_in_full(rubric: Rubric, rules: Rules, answer: Answer) -> bool:
    """Whether every concept is earned whole and with certainty; False where one is doubtful or in a bare list."""
    return all(item.earned >= 1 and not item.doubtful for item in concepts_heard(rubric, rules, answer).items)


def best_reply(question: str, asked: Mapping[str, Sequence[str]], rules: Rules) -> str:
    """The id whose likely questions are most like this one; "" where none is like enough. Of equals the first wins.

    `asked` gives for each reply id the ways in which it may be asked. What leads up to the question is passed over.
    """
    ways = {reply_id: [_stems(way) for way in some] for reply_id, some in asked.items()}
    weights = _weights(ways, rules)
    best_id, best_alike = "", 0.0
    for said in _ways_to_read(question, rules):
        for reply_id, some in ways.items():
            alike = max((_alike(said, way, weights, rules) for way in some), default=0.0)
            if alike > best_alike:
                best_id, best_alike = reply_id, alike
    return best_id if best_alike >= rules.weights.reply_similarity else ""


def _ways_to_read(question: str, rules: Rules) -> list[frozenset[str]]:
    """The whole of it, and each clause by itself."""
    words = words_of(question)
    clauses = [words[clause.first : clause.last + 1] for clause in clauses_of(question, words, rules.weights)]
    return [frozenset(word.stem for word in some) for some in (words, *clauses)]


def _stems(text: str) -> frozenset[str]:
    return frozenset(word.stem for word in words_of(text))


def _weights(ways: Mapping[str, Sequence[frozenset[str]]], rules: Rules) -> dict[str, float]:
    """Common words count little; a word that belongs to several replies is shared out among them."""
    common = common_stems(rules.common_words)
    uses = Counter(stem for some in ways.values() for stem in frozenset().union(*some))
    return {stem: rules.weights.common_word_weight if stem in common else 1 / count for stem, count in uses.items()}


def _alike(said: frozenset[str], way: frozenset[str], weights: Mapping[str, float], rules: Rules) -> float:
    """0-100: weight of the words in common over the mean weight of both (Dice); words may be misheard a little."""
    common = common_stems(rules.common_words)

    def weight(stem: str) -> float:
        return weights.get(stem, rules.weights.common_word_weight if stem in common else 1.0)

    all_weight = sum(map(weight, said)) + sum(map(weight, way))
    shared = sum(weight(stem) * max((_word_alike(stem, other, rules) for other in said), default=0.0) for stem in way)
    return 2 * shared / all_weight if all_weight else 0.0


def _word_alike(stem: str, other: str, rules: Rules) -> float:
    """0-100"""
    ratio = 100.0 if stem == other else fuzz.ratio(stem, other)
    return ratio if ratio >= rules.weights.near_sound_similarity else 0.0


def terms_heard(text: str, terms: Sequence[str], rules: Rules) -> tuple[str, ...]:
    """Of `terms` ("structured data") those that stand in the text word by word; words may be misheard a little."""
    said = [word.stem for word in words_of(text)]
    return tuple(term for term in terms if _stands_in(said, [word.stem for word in words_of(term)], rules))


def _stands_in(said: Sequence[str], wanted: Sequence[str], rules: Rules) -> bool:
    return bool(wanted) and any(
        all(_word_alike(stem, other, rules) for stem, other in zip(wanted, said[start:], strict=False))
        for start in range(len(said) - len(wanted) + 1)
    )
