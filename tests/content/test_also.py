"""Behaviour rubrics that look at a question's answer, too: beside it, or with a weight among its ideas."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.content.folders import shipped_folder
from simulator.content.library import Library
from simulator.errors import UsageError
from simulator.scoring.answer import typed
from simulator.scoring.scorer import score_answer
from tests.content.examples import QUESTION, own_folder


def library(folder: Path, also: str) -> Library:
    own = own_folder(folder)
    (own / "questions" / "mean.yaml").write_text(f"{QUESTION}also: {also}\n", encoding="utf-8")
    return Library.open([own, shipped_folder()])


def test_a_rubric_without_a_weight_is_named_and_adds_no_idea(tmp_path: Path) -> None:
    plain = Library.open([own_folder(tmp_path / "plain"), shipped_folder()]).rubric("mean")
    rubric = library(tmp_path / "own", "star").rubric("mean")
    assert rubric.also == ("star",)
    assert rubric.concepts == plain.concepts


def test_a_rubric_with_a_weight_shares_it_among_its_ideas(tmp_path: Path) -> None:
    content = library(tmp_path, "[star, {rubric: honesty, weight: 6}]")
    rubric = content.rubric("mean")
    assert rubric.also == ("star",)
    added = [concept for concept in rubric.concepts if concept.id.startswith("honesty_")]
    assert [(concept.id, concept.weight) for concept in added] == [
        ("honesty_strong", 2),
        ("honesty_weak", 2),
        ("honesty_doing", 2),
    ]
    said = typed("I'm good at statistics. Spark is new to me. I'm taking a course on it.")
    score = score_answer(rubric, content.rules(), said)
    earned = {receipt.rule for receipt in score.receipts if receipt.points > 0}
    assert {f"concept:{concept.id}" for concept in added} <= earned


def test_a_script_carries_every_behaviour_rubric_that_its_questions_name(tmp_path: Path) -> None:
    loaded = library(tmp_path, "[star, {rubric: honesty, weight: 6}]").script("short")
    assert {"star", "honesty"} <= set(loaded.rubrics)
    assert loaded.rubrics["mean"].also == ("star",)
    assert "honesty_weak" in {concept.id for concept in loaded.rubrics["mean"].concepts}


def test_a_rubric_that_is_not_there_is_named_with_its_line(tmp_path: Path) -> None:
    content = library(tmp_path, "[star, hones]")
    path = next(path for path in content.rubric_files() if path.stem == "mean")
    (problem,) = content.check_rubric(path)
    assert (problem.code, problem.hint) == ("MI0017", "Did you mean 'honesty'?")
    with pytest.raises(UsageError) as raised:
        content.script("short")
    assert "hones" in str(raised.value)


@pytest.mark.parametrize(("key", "manners"), [("", "call_manners"), ('manners: ""\n', ""), ("manners: star\n", "star")])
def test_a_script_says_what_looks_at_the_manners_of_the_call(tmp_path: Path, key: str, manners: str) -> None:
    own = own_folder(tmp_path)
    (script,) = own.glob("short.yaml")
    script.write_text(script.read_text(encoding="utf-8") + key, encoding="utf-8")
    assert Library.open([own, shipped_folder()]).script("short").manners_id == manners


def test_a_drill_looks_at_no_manners() -> None:
    assert Library.default().script("greeting").manners_id == ""


def test_every_shipped_question_that_asks_for_a_story_or_an_explanation_is_looked_at_for_it() -> None:
    content = Library.default()
    also = {each.id: (each.kind, content.rubric(each.id).also) for each in content.questions()}
    assert all(names == ("whiteboard",) for kind, names in also.values() if kind == "whiteboard")
    named = {name for _, names in also.values() for name in names}
    assert named == {"star", "whiteboard", "introduction", "project", "interest"}
