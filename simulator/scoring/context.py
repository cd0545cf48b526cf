"""Context that makes an answer better than its ideas alone: the family a thing belongs to, and one's own work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from simulator.scoring.answer import Answer
from simulator.scoring.heard import hear
from simulator.scoring.phrases import find_phrases
from simulator.scoring.places import span_at, were_doubted
from simulator.scoring.result import Span
from simulator.scoring.rubric import Rubric, RubricKind, Rules

FAMILY = "family"
OWN_WORK = "own_work"


@dataclass(frozen=True)
class Context:
    rule: str
    """FAMILY or OWN_WORK"""
    points: float
    """Of the answer's 100, where every idea was heard."""
    span: Span


def context_heard(rubric: Rubric, rules: Rules, answer: Answer) -> Iterator[Context]:
    """The first place of each kind that was surely heard; nothing in greetings and the like."""
    if rubric.kind is not RubricKind.QUESTION:
        return
    heard = hear(answer.text, rules)
    doubted = were_doubted(answer, heard.words)
    kinds = (
        (FAMILY, rules.context.family_earns_points, rules.context.family_phrases),
        (OWN_WORK, rules.context.own_work_earns_points, rules.context.own_work_phrases),
    )
    for rule, points, phrases in kinds:
        places = find_phrases(heard.words, phrases)
        found = next((place for place in places if not any(doubted[place.first : place.last + 1])), None)
        if found is not None:
            start, end = heard.words[found.first].start, heard.words[found.last].end
            yield Context(rule, points, span_at(answer, start, end))
