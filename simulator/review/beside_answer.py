"""What else was heard in an answer: a story's four parts, an example. Beside the score, never in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from simulator.review.model import AlsoHeard
from simulator.scoring.answer import Answer
from simulator.scoring.concepts import concepts_heard
from simulator.scoring.remarks import remarks_on
from simulator.scoring.result import AnswerScore, ConceptItem
from simulator.scoring.rubric import Rubric, Rules


def also_heard(
    rubric: Rubric, rubrics: Mapping[str, Rubric], rules: Rules, answer: Answer, score: AnswerScore
) -> Iterator[AlsoHeard]:
    """One for each behaviour rubric that the question names; nothing where the answer has no score.

    An idea that the question has under the same id is told as found there, so that the two never differ.
    """
    if score.score is None or score.concepts is None:
        return
    judged = {item.id: item for item in score.concepts.items}
    for rubric_id in rubric.also:
        behaviour = rubrics[rubric_id]
        # What the question itself names is no word of the trade.
        asked = replace(behaviour, asked=rubric.asked)
        items = [_as_judged(item, judged) for item in concepts_heard(asked, rules, answer).items]
        yield AlsoHeard(rubric_id, behaviour.title or rubric_id, tuple(items), remarks_on(answer.text, asked, rules))


def _as_judged(item: ConceptItem, judged: Mapping[str, ConceptItem]) -> ConceptItem:
    if item.id not in judged:
        return item
    return replace(judged[item.id], idea=item.idea, weight=item.weight)
