from __future__ import annotations

import json
import shutil
import tomllib
from pathlib import Path

import pytest

from simulator.content.folders import shipped_folder
from simulator.content.library import Library
from simulator.content.reading import CACHE_NAME
from simulator.content.rule_files import RULE_NAMES
from simulator.errors import ContentError, UsageError
from tests.content.examples import QUESTION, SCRIPT, changed, own_folder, shipped
from tests.needs import PROJECT


def test_an_unknown_id_names_the_nearest() -> None:
    library = Library.default()
    with pytest.raises(UsageError, match="Did you mean 'first_call'") as raised:
        library.script("frist_call")
    assert raised.value.code == "MI0101"
    with pytest.raises(UsageError, match="Did you mean 'overfitting'"):
        library.rubric("overfiting")


def test_ids_may_be_written_with_hyphens() -> None:
    assert Library.default().script("first-call").script.id == "first_call"
    assert Library.default().rubric("sign-off").id == "sign_off"


def test_the_first_folder_wins(tmp_path: Path) -> None:
    own = own_folder(tmp_path)
    (own / "questions" / "overfitting.yaml").write_text(QUESTION, encoding="utf-8")
    library = Library.default([own, tmp_path / "absent"])
    assert library.rubric("overfitting").asked == "What is a mean?"
    assert library.rubric("sql_join").asked != "What is a mean?"


def test_a_script_named_by_path_finds_the_questions_beside_it(tmp_path: Path) -> None:
    own = own_folder(tmp_path)
    loaded = Library.default().script(own / "short.yaml")
    assert list(loaded.script.questions) == ["mean"]


def test_a_script_with_mistakes_carries_them_all(tmp_path: Path) -> None:
    own = own_folder(tmp_path, script=changed(SCRIPT, ("title", "titel"), ("[mean]", "[maen]")))
    with pytest.raises(ContentError) as raised:
        Library.default([own]).script("short")
    assert [problem.code for problem in raised.value.diagnostics] == ["MI0008", "MI0015"]


def test_a_broken_file_is_listed_with_its_problem_and_hides_no_other(tmp_path: Path) -> None:
    own = own_folder(tmp_path, script="title: [\n", question="ask: [\n")
    library = Library.default([own])
    scripts = {summary.id: summary for summary in library.scripts()}
    assert "MI0004" in scripts["short"].problem
    assert scripts["first_call"].problem == ""
    assert {q.id: bool(q.problem) for q in library.questions()}["mean"]
    assert library.script("first_call").script.questions


def test_a_folder_without_rubrics_says_what_is_missing(tmp_path: Path) -> None:
    own = own_folder(tmp_path)
    with pytest.raises(ContentError) as raised:
        Library.open([own]).script("short")
    assert {problem.code for problem in raised.value.diagnostics} == {"MI0017"}
    with pytest.raises(UsageError, match="no folder"):
        Library.open([own / "absent"])


def test_plans_beside_scripts_are_no_scripts(tmp_path: Path) -> None:
    own = own_folder(tmp_path)
    (own / "short.plan.yaml").write_text("steps: []\n", encoding="utf-8")
    assert [summary.id for summary in Library.open([own]).scripts()] == ["short"]


def test_content_is_found_in_a_checkout_and_inside_an_installed_package(tmp_path: Path) -> None:
    assert shipped_folder() == PROJECT
    package = tmp_path / "site-packages" / "simulator"
    build = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]
    for folder, inside in build["targets"]["wheel"]["force-include"].items():
        shutil.copytree(PROJECT / folder, tmp_path / "site-packages" / inside)
    installed = shipped_folder(package)
    assert installed == package / "_content"
    here, there = Library.default(), Library.open([installed])
    assert [s.id for s in there.scripts()] == [s.id for s in here.scripts()]
    assert there.script("first_call") == here.script("first_call")


def test_only_the_questions_that_a_script_names_are_parsed(tmp_path: Path) -> None:
    own = own_folder(tmp_path)
    for number in range(150):
        (own / "questions" / f"q{number}.yaml").write_text(QUESTION + f"# {number}\n", encoding="utf-8")
    library = Library.open([own, shipped()])
    library.script("short")
    question_files = 1
    behaviours = 3  # greeting, sign_off, call_manners
    assert library.reader.parsed - question_files == behaviours + 1 + len(RULE_NAMES)  # with the phrases


def test_a_second_start_parses_no_question_though_150_are_drawn_from(tmp_path: Path) -> None:
    own = own_folder(tmp_path / "own", script=changed(SCRIPT, ("questions: [mean]", "draw: {topics: [statistics]}")))
    for number in range(150):
        (own / "questions" / f"q{number}.yaml").write_text(QUESTION + f"# {number}\n", encoding="utf-8")
    first = Library.open([own, shipped()], cache_folder=tmp_path / "cache")
    loaded = first.script("short")
    assert first.reader.parsed > 150
    second = Library.open([own, shipped()], cache_folder=tmp_path / "cache")
    assert second.script("short") == loaded
    assert second.reader.parsed == 0


def test_a_changed_file_is_read_anew_in_spite_of_the_cache(tmp_path: Path) -> None:
    own = own_folder(tmp_path / "own")
    Library.open([own, shipped()], tmp_path / "cache").script("short")
    (own / "questions" / "mean.yaml").write_text(QUESTION.replace("a mean", "an average"), encoding="utf-8")
    library = Library.open([own, shipped()], tmp_path / "cache")
    assert library.script("short").script.questions["mean"].text == "What is an average?"
    assert library.reader.parsed == 1


@pytest.mark.parametrize("content", ["", "{", "[]", '{"version": "0"}', '{"version": 1, "entries": 3}'])
def test_a_damaged_cache_is_ignored(tmp_path: Path, content: str) -> None:
    own = own_folder(tmp_path / "own")
    (tmp_path / CACHE_NAME).write_text(content, encoding="utf-8")
    assert Library.open([own, shipped()], tmp_path).script("short").script.questions


def test_a_cache_with_wrong_entries_is_ignored(tmp_path: Path) -> None:
    own = own_folder(tmp_path / "own")
    Library.open([own, shipped()], tmp_path).script("short")
    cache = json.loads((tmp_path / CACHE_NAME).read_text(encoding="utf-8"))
    cache["entries"] = {key: {"nonsense": 1} for key in cache["entries"]}
    (tmp_path / CACHE_NAME).write_text(json.dumps(cache), encoding="utf-8")
    assert Library.open([own, shipped()], tmp_path).script("short").script.questions


def test_an_unwritable_cache_folder_costs_only_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    own = own_folder(tmp_path / "own")
    assert Library.open([own, shipped()], tmp_path / "file" / "cache").script("short").script.questions
