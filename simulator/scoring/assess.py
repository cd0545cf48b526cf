"""What an answer means for the course of the interview: ideas found and missing, and which reply fits a question.

Gives ids, never points, and never calls missing what may have been said: an idea heard doubtfully is not probed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rapidfuzz import fuzz

from simulator.scoring.answer import Answer
from simulator.scoring.concepts import concepts_heard
from simulator.scoring.heard import common_stems
from simulator.scoring.rubric import Rubric, Rules
from simulator.scoring.words import words_of


def found_and_missing(rubric: Rubric, rules: Rules, answer: Answer) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Concept ids, heaviest first (equal ones in the rubric's order)."""
    items = sorted(concepts_heard(rubric, rules, answer).items, key=lambda item: -item.weight)
    found = tuple(item.id for item in items if item.earned > 0 or item.doubtful)
    return found, tuple(item.id for item in items if item.id not in found)


def best_reply(question: str, asked: Mapping[str, Sequence[str]], rules: Rules) -> str:
    """The id whose likely questions are most like this one; "" where none shares enough of its content words.

    `asked` gives for each reply id the ways in which it may be asked. Of equals the first wins.
    """
    best_id, best_alike = "", 0.0
    for reply_id, ways in asked.items():
        alike = max((_alike(question, way, rules) for way in ways), default=0.0)
        if alike > best_alike:
            best_id, best_alike = reply_id, alike
    return best_id if best_alike >= rules.weights.doubtful_similarity else ""


def _alike(question: str, way: str, rules: Rules) -> float:
    """0-100: how much of the content words of `way` the question holds, each as much as its best likeness."""
    wanted, said = _content(way, rules), _content(question, rules)
    if not wanted or not said:
        return 0.0
    held = sum(max(_word_alike(stem, other, rules) for other in said) for stem in wanted)
    return held / len(wanted)


def _word_alike(stem: str, other: str, rules: Rules) -> float:
    ratio = 100.0 if stem == other else fuzz.ratio(stem, other)
    return ratio if ratio >= rules.weights.near_sound_similarity else 0.0


def _content(text: str, rules: Rules) -> list[str]:
    common = common_stems(rules.common_words)
    return list(dict.fromkeys(word.stem for word in words_of(text) if word.stem not in common))
