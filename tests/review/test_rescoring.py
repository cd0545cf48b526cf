"""A kept session under today's texts. The journal is one that an earlier version wrote."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator.content.library import Library
from simulator.content.own_phrases import accept
from simulator.errors import ContentError
from simulator.journal.store import Store
from simulator.review.rescoring import Rescored, RescoredAnswer, rescore
from tests.needs import PROJECT

VERSION_1 = Path(__file__).parents[1] / "journal" / "journals" / "version_1.sqlite"
SESSION = "2026-11-22-1"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    shutil.copy(VERSION_1, tmp_path / "sessions.sqlite")
    with Store.open(tmp_path) as opened:
        yield opened


def about(told: Rescored, rubric_id: str) -> RescoredAnswer:
    return next(answer for answer in told.answers if answer.rubric_id == rubric_id)


def test_accepted_words_change_the_answer_and_say_that_the_copy_is_ones_own(store: Store, tmp_path: Path) -> None:
    own = tmp_path / "content"
    words = "git keeps versions of code"  # all that was said
    library = Library.default([own])
    concept = library.rubric("define_machine_learning").concepts[0].id
    accept(library, own, "define_machine_learning", concept, words)
    told = rescore(store, SESSION, Library.default([own]))
    answer = about(told, "define_machine_learning")
    assert answer.before.score is not None
    assert answer.after.score is not None
    assert answer.after.score > answer.before.score
    assert "your own copy" in answer.why
    change = next(change for change in answer.changes if change.rule == f"concept:{concept}")
    assert change.before == 0 < change.after
    assert change.quotes_instead == ("Git keeps versions of code",)
    assert round(sum(change.points for change in answer.changes), 1) == round(
        answer.after.score - answer.before.score, 1
    )


def test_what_is_not_touched_scores_as_before(store: Store, tmp_path: Path) -> None:
    plain = rescore(store, SESSION, Library.default())
    own = tmp_path / "content"
    library = Library.default([own])
    concept = library.rubric("define_machine_learning").concepts[0].id
    accept(library, own, "define_machine_learning", concept, "git keeps versions of code")
    touched = rescore(store, SESSION, Library.default([own]))
    others = [
        (one.rubric_id, one.after.score, two.after.score)
        for one, two in zip(plain.answers, touched.answers, strict=True)
        if one.rubric_id != "define_machine_learning"
    ]
    assert others
    assert all(one == two for _, one, two in others)


def test_scoring_again_keeps_nothing(store: Store, tmp_path: Path) -> None:
    before = (tmp_path / "sessions.sqlite").read_bytes()
    events = store.events(SESSION)
    rescore(store, SESSION, Library.default())
    assert store.events(SESSION) == events
    assert (tmp_path / "sessions.sqlite").read_bytes() == before


def test_a_rubric_that_is_gone_leaves_the_one_of_the_day(store: Store, tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(PROJECT / "rubrics", content / "rubrics")
    (content / "rubrics" / "questions" / "define_machine_learning.yaml").unlink()
    told = rescore(store, SESSION, Library.open([content]))
    assert told.gone == ("define_machine_learning",)
    assert not about(told, "define_machine_learning").is_changed


def test_mistakes_in_a_copy_of_ones_own_are_named(store: Store, tmp_path: Path) -> None:
    questions = tmp_path / "content" / "questions"
    questions.mkdir(parents=True)
    (questions / "define_machine_learning.yaml").write_text("ask: What is a branch?\nkind: technical\n", "utf-8")
    with pytest.raises(ContentError):
        rescore(store, SESSION, Library.default([tmp_path / "content"]))
