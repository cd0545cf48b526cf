from __future__ import annotations

import json
from pathlib import Path

import pytest

from simulator.cli.main import run

WORDS = "pouring rows into a grid"


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOCK_INTERVIEW_HOME", str(tmp_path / "home"))


def test_accepted_words_are_used_by_score_and_shown_as_ones_own(capsys: pytest.CaptureFixture[str]) -> None:
    said = ["score", "--rubric", "what_is_a_database", "--text", f"It is {WORDS} for us.", "--json"]
    assert run(said) == 0
    before = json.loads(capsys.readouterr().out)
    answer = ("--answer", f"It is {WORDS} for us.")
    assert run(["rubrics", "accept", "what_is_a_database", "table", WORDS, *answer]) == 0
    told = capsys.readouterr()
    assert f"“{WORDS}” now earns: the core object is the table." in told.out
    assert f"This answer: {before['score']:.1f} before," in told.out
    assert "delete the line" in told.err
    assert run(said) == 0
    assert json.loads(capsys.readouterr().out)["score"] > before["score"]
    assert run(["rubrics", "show", "what_is_a_database"]) == 0
    assert "Your own copy" in capsys.readouterr().out
    assert run(["rubrics", "list", "--json"]) == 0
    rows = {row["id"]: row for row in json.loads(capsys.readouterr().out)}
    assert rows["what_is_a_database"]["own"]
    assert not rows["overfitting"]["own"]
    assert not rows["greeting"]["own"]


def test_as_json_it_says_where_and_what(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rubrics", "accept", "what_is_a_database", "table", WORDS, "--answer", WORDS, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["file"] == str(tmp_path / "home" / "content" / "questions" / "what_is_a_database.yaml")
    assert told["new_copy"]
    assert told["answers"][0]["after"] > told["answers"][0]["before"]


def test_without_a_session_nothing_else_is_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rubrics", "accept", "what_is_a_database", "table", WORDS]) == 0
    assert [path.name for path in (tmp_path / "home").iterdir()] == ["content"]
    assert run(["rubrics", "accept", "what_is_a_database", "table", "  "]) == 2
    assert "MI0124" in capsys.readouterr().err
