"""`scripts` and `rubrics` as commands, through the real command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from simulator.cli.main import run
from tests.content.examples import QUESTION, SCRIPT, changed, own_folder
from tests.needs import PROJECT


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOCK_INTERVIEW_HOME", str(tmp_path / "home"))


def test_list_as_json_is_an_array_with_id_kind_title_and_minutes(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["scripts", "list", "--json"]) == 0
    listed = {row["id"]: row for row in json.loads(capsys.readouterr().out)}
    assert (listed["first_call"]["kind"], listed["first_call"]["minutes"]) == ("phone_screen", 10)
    assert listed["machine_learning_engineer"]["minutes"] == 20
    assert listed["greeting"]["kind"] == "drill"
    assert run(["rubrics", "list", "--json"]) == 0
    rubrics = {row["id"]: row for row in json.loads(capsys.readouterr().out)}
    assert rubrics["overfitting"]["kind"] == "technical"
    assert rubrics["voicemail"]["kind"] == "behaviour"


def test_listing_makes_no_home_folder(tmp_path: Path) -> None:
    run(["scripts", "list"])
    assert not (tmp_path / "home").exists()


def test_list_and_show_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["scripts", "list"]) == run(["rubrics", "list"]) == run(["scripts", "show", "demo"]) == 0
    assert run(["rubrics", "show", "sign_off"]) == 0
    shown = capsys.readouterr().out
    for expected in ("first_call", "what_is_a_database", "Cindy Park, Talent Partner", "thanks for their time"):
        assert expected in shown


def test_show_as_json_is_the_whole_script(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["scripts", "show", "demo", "--json"]) == 0
    script = json.loads(capsys.readouterr().out)
    assert script["questions"]["overfitting"]["text"] == "What is overfitting?"
    assert run(["rubrics", "show", "overfitting", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["concepts"][0]["id"] == "gap"


def test_a_person_s_own_folder_is_found_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own_folder(tmp_path / "own")
    own_folder(tmp_path / "home" / "content", script=SCRIPT.replace("A short call", "At home"))
    run(["scripts", "list", "--json"])
    assert {row["title"] for row in json.loads(capsys.readouterr().out) if row["id"] == "short"} == {"At home"}
    run(["scripts", "list", "--json", "--scripts", str(tmp_path / "own")])
    assert {row["title"] for row in json.loads(capsys.readouterr().out) if row["id"] == "short"} == {"A short call"}
    assert run(["scripts", "list", "--scripts", str(tmp_path / "absent")]) == 2
    assert "MI0103" in capsys.readouterr().err


def test_check_prints_three_mistakes_and_ends_with_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = own_folder(
        tmp_path / "own", script=changed(SCRIPT, ("title", "titel"), ("10,", "ten,"), ("[mean]", "[maen]"))
    )
    assert run(["scripts", "check", str(own / "short.yaml")]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.removeprefix(f"{own}/").split(": ")[:2] for line in lines[:-1]] == [
        ["short.yaml:1", "MI0008"],
        ["short.yaml:3", "MI0010"],
        ["short.yaml:13", "MI0015"],
    ]
    assert lines[-1] == "1 file checked, 3 mistakes."
    assert run(["scripts", "check", "--json", str(own / "short.yaml")]) == 1
    assert [problem["line"] for problem in json.loads(capsys.readouterr().out)] == [1, 3, 13]


def test_check_of_a_question_ends_with_1_for_a_mistake_and_0_without(tmp_path: Path) -> None:
    own = own_folder(tmp_path / "own", question=changed(QUESTION, ("ask:", "aks:")))
    assert run(["rubrics", "check", "--scripts", str(own), str(own / "questions" / "mean.yaml")]) == 1
    (own / "questions" / "mean.yaml").write_text(QUESTION, encoding="utf-8")
    assert run(["rubrics", "check", "--scripts", str(own), str(own / "questions" / "mean.yaml")]) == 0


def test_check_of_everything_that_ships_finds_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["scripts", "check"]) == 0
    assert run(["rubrics", "check"]) == 0
    assert "no mistakes" in capsys.readouterr().out


def test_a_file_that_is_not_there_is_a_mistake_found(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["scripts", "check", "absent.yaml"]) == 1
    assert "MI0001" in capsys.readouterr().out


def test_an_unknown_script_ends_with_2_and_names_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["scripts", "show", "frist_call"]) == 2
    assert "Did you mean 'first_call'?" in capsys.readouterr().err


def test_a_new_script_passes_the_check_and_is_never_written_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "my_interview.yaml"
    assert run(["scripts", "new", str(path)]) == 0
    assert run(["scripts", "check", str(path)]) == 0
    assert run(["scripts", "show", str(path)]) == 0
    path.write_text("mine", encoding="utf-8")
    assert run(["scripts", "new", str(path)]) == 2
    assert path.read_text(encoding="utf-8") == "mine"
    assert run(["scripts", "new", str(tmp_path / "My interview.yaml")]) == 2
    assert run(["scripts", "new", str(tmp_path / "absent" / "a.yaml")]) == 2
    said = capsys.readouterr().err
    assert all(code in said for code in ("MI0104", "MI0021", "MI0105"))


def test_the_formats_page_names_every_key_that_a_file_may_have() -> None:
    page = (PROJECT / "docs" / "formats.md").read_text(encoding="utf-8")
    for name in ("script", "question", "behaviour"):
        schema = json.loads((PROJECT / "docs" / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))
        for block in (schema, *schema["$defs"].values()):
            missing = [key for key in block.get("properties", {}) if f"`{key}`" not in page]
            assert missing == [], (name, block.get("title"))
