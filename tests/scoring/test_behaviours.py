"""Worked examples of every behaviour rubric, written before the rubrics: tests/scoring/behaviours/ID.yaml."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from simulator.scoring.answer import typed
from simulator.scoring.result import AnswerScore
from simulator.scoring.scorer import score_answer
from tests.scoring.examples import concept_points, flagged, heard, notes, points, rubric, rules, scored, spoken

FOLDER = Path(__file__).parent / "behaviours"
RUBRICS = tuple(sorted(path.stem for path in FOLDER.glob("*.yaml")))
NAMES = {"candidate": "Mike Smith", "interviewer": "Cindy Lopez", "interviewer_first": "Cindy"}


@dataclass(frozen=True)
class Example:
    rubric_id: str
    number: int
    names: Mapping[str, str]
    kind: str
    text: str
    spoken: bool = False
    heard: tuple[str, ...] = ()
    not_heard: tuple[str, ...] = ()
    score: tuple[float, float] = (0, 100)
    told_as: str | None = None
    waits_for: str = ""
    """What the matching does not understand yet; until then the example is known to come out differently."""

    def __str__(self) -> str:
        return f"{self.rubric_id}-{self.number}-{self.kind}"

    def scored(self) -> AnswerScore:
        answer = spoken(self.text, **self.names) if self.spoken else typed(self.text, **self.names)
        return score_answer(rubric(self.rubric_id), rules(), answer)


@cache
def examples() -> tuple[Example, ...]:
    found: list[Example] = []
    for rubric_id in RUBRICS:
        file: dict[str, Any] = YAML(typ="safe").load((FOLDER / f"{rubric_id}.yaml").read_text(encoding="utf-8"))
        found += [
            Example(rubric_id, number, file["names"], **written) for number, written in enumerate(file["examples"], 1)
        ]
    return tuple(found)


def _each() -> Iterator[Any]:
    for example in examples():
        marks = [pytest.mark.xfail(reason=example.waits_for, strict=False)] if example.waits_for else []
        yield pytest.param(example, id=str(example), marks=marks)


@pytest.mark.parametrize("example", _each())
def test_a_worked_example_is_heard_as_people_agreed(example: Example) -> None:
    score = example.scored()
    found = heard(score)
    assert set(example.heard) <= found, f"not heard: {set(example.heard) - found} in {example.text!r}"
    assert found.isdisjoint(example.not_heard), f"heard: {found & set(example.not_heard)} in {example.text!r}"
    low, high = example.score
    assert low <= points(score) <= high
    if example.told_as is not None:
        assert score.remarks == _told(example.told_as)


def _told(kind: str) -> tuple[str, ...]:
    rules = rubric("star").told_as
    assert rules is not None
    return {"i": (rules.i,), "we": (rules.we,), "both": (rules.both,), "": ()}[kind]


@pytest.mark.parametrize("rubric_id", RUBRICS)
def test_the_examples_show_every_kind_of_answer_and_every_idea_heard_and_not_heard(rubric_id: str) -> None:
    mine = [example for example in examples() if example.rubric_id == rubric_id]
    kinds = Counter(example.kind for example in mine)
    assert len(mine) >= 12
    assert {"good", "partial", "poor", "casual", "gibberish", "salad", "misheard"} <= set(kinds)
    ids = {concept.id for concept in rubric(rubric_id).concepts}
    assert {idea for example in mine for idea in example.heard} == ids
    assert {idea for example in mine for idea in example.not_heard} == ids


@pytest.mark.parametrize("rubric_id", RUBRICS)
def test_the_model_answer_holds_every_idea_and_breaks_no_rule(rubric_id: str) -> None:
    answer = rubric(rubric_id).model_answer
    for place, name in NAMES.items():
        answer = answer.replace("{" + place + "}", name)
    score = scored(rubric_id, answer, **NAMES)
    assert (concept_points(score), notes(score), flagged(score)) == (100, (), [])
