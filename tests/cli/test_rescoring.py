from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from simulator.cli.main import run
from tests.needs import PROJECT

JOURNAL = PROJECT / "tests" / "journal" / "journals" / "version_1.sqlite"


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "home"
    home.mkdir()
    shutil.copy(JOURNAL, home / "sessions.sqlite")
    monkeypatch.setenv("MOCK_INTERVIEW_HOME", str(home))


def test_a_phrase_accepted_shows_in_the_session_scored_again(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rubrics", "show", "define_machine_learning", "--json"]) == 0
    idea = json.loads(capsys.readouterr().out)["concepts"][0]["id"]
    words = "git keeps versions of code"
    assert run(["rubrics", "accept", "define_machine_learning", idea, words, "--session", "2026-11-22-1"]) == 0
    assert "Your answer in 2026-11-22-1: 0.0 before," in capsys.readouterr().out
    assert run(["rescore", "2026-11-22-1"]) == 0
    told = capsys.readouterr().out
    assert "your own copy of the rubric is used" in told
    assert f"concept:{idea} +0.0 becomes" in told
    assert "now “Git keeps versions of code”" in told


def test_all_sessions_are_scored_again_an_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rescore", "--all", "--json"]) == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [each["session"] for each in told] == ["2026-11-22-1", "2026-11-22-2"]
    assert all(answer["why"] or not answer["receipts"] for each in told for answer in each["answers"])


def test_one_session_or_all_of_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rescore", "last", "--all"]) == 2
    assert "MI0120" in capsys.readouterr().err
    assert run(["rescore", "1999"]) == 2
