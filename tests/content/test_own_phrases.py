from __future__ import annotations

from difflib import unified_diff
from pathlib import Path

import pytest

from simulator.content.library import Library
from simulator.content.own_phrases import accept, with_phrase
from simulator.content.rule_files import RULE_NAMES
from simulator.content.yaml_file import read_text
from simulator.errors import UsageError
from simulator.scoring.answer import typed
from simulator.scoring.concepts import concepts_heard
from tests.needs import PROJECT

WORDS = "pouring rows into a grid"
SHIPPED = PROJECT / "rubrics" / "questions" / "what_is_a_database.yaml"


def library(own: Path) -> Library:
    return Library.default([own])


def earned(own: Path, text: str) -> float:
    found = library(own)
    items = concepts_heard(found.rubric("what_is_a_database"), found.rules(), typed(text)).items
    return next(item.earned for item in items if item.id == "table")


def added(before: str, after: str) -> list[str]:
    lines = unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in lines if line[0] in "+-" and not line.startswith(("+++", "---"))]


def test_accepted_words_earn_the_idea_from_now_on(tmp_path: Path) -> None:
    assert earned(tmp_path, f"It is {WORDS}") == 0
    accepted = accept(library(tmp_path), tmp_path, "what_is_a_database", "table", f' "{WORDS}" ')
    assert accepted.is_new_copy
    assert accepted.path == tmp_path / "questions" / "what_is_a_database.yaml"
    assert accepted.phrase == WORDS
    assert earned(tmp_path, f"It is {WORDS}") == 1


def test_the_copy_differs_by_one_line_and_what_ships_stays(tmp_path: Path) -> None:
    shipped = read_text(SHIPPED)
    path = accept(library(tmp_path), tmp_path, "what_is_a_database", "table", WORDS).path
    assert added(shipped, read_text(path)) == [f"+      - {WORDS}"]
    assert read_text(SHIPPED) == shipped
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_more_words_go_into_the_same_copy(tmp_path: Path) -> None:
    accept(library(tmp_path), tmp_path, "what_is_a_database", "table", WORDS)
    second = accept(library(tmp_path), tmp_path, "what_is_a_database", "table", "sheets with headings")
    assert not second.is_new_copy
    assert len(added(read_text(SHIPPED), read_text(second.path))) == 2
    assert not library(tmp_path).check_rubric(second.path)


def test_deleting_the_copy_takes_it_back(tmp_path: Path) -> None:
    accept(library(tmp_path), tmp_path, "what_is_a_database", "table", WORDS).path.unlink()
    assert earned(tmp_path, f"It is {WORDS}") == 0


def test_a_behaviour_has_its_copy_too(tmp_path: Path) -> None:
    path = accept(library(tmp_path), tmp_path, "greeting", "hello", "ahoy there").path
    assert path == tmp_path / "rubrics" / "greeting.yaml"
    assert not library(tmp_path).check_rubric(path)


def test_an_idea_is_known_by_its_words_and_an_unknown_one_has_a_neighbour(tmp_path: Path) -> None:
    found = library(tmp_path)
    assert accept(found, tmp_path, "what_is_a_database", "the core object is the table", WORDS).concept.id == "table"
    with pytest.raises(UsageError, match=r"MI0101.*'tabel'.*'table'"):
        accept(found, tmp_path, "what_is_a_database", "tabel", WORDS)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("", "no words"),
        (" … ", "no words"),
        ("it is the one", "almost any answer"),
        ("what is a database", "almost any answer"),
        ("the core object is the table", "earns this idea already"),
        ("Stored in TABLES.", "earns this idea already"),
        ("some people wrongly say pouring rows", "found again"),
        ("a {place} for rows", "Braces"),
        ("rows " * 26, "26 words"),
    ],
)
def test_words_that_say_nothing_new_are_refused_and_nothing_is_written(tmp_path: Path, words: str, why: str) -> None:
    with pytest.raises(UsageError, match=f"MI0124.*{why}"):
        accept(library(tmp_path), tmp_path, "what_is_a_database", "table", words)
    assert list(tmp_path.iterdir()) == []


def test_a_misconception_is_never_accepted(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"MI0124.*misconception"):
        accept(
            library(tmp_path),
            tmp_path,
            "define_machine_learning",
            "under_ai",
            "the same thing as artificial intelligence",
        )


def test_rubrics_that_ship_can_be_added_to_without_touching_the_rest() -> None:
    """Every fifth, for the time's sake: comments are read slowly."""
    found = Library.default()
    for file in found.rubric_files()[::5]:
        if file.stem in RULE_NAMES:
            continue
        rubric, text = found.rubric(file), read_text(file)
        own = [each for each in rubric.concepts if each.phrasings and f"id: {each.id}\n" in text]
        for concept in own[-1:]:
            changed = with_phrase(text, rubric, concept, "yes: no # odd words")
            assert changed.count("yes: no # odd words") == 1
            comments = [line for line in text.splitlines() if line.lstrip().startswith("#")]
            assert [line for line in changed.splitlines() if line.lstrip().startswith("#")] == comments
            assert sum(line.startswith("+") for line in added(text, changed)) <= 2


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "content").write_text("a file where the folder would be", "utf-8")
    with pytest.raises(UsageError, match="MI0105"):
        accept(Library.default(), tmp_path / "content", "what_is_a_database", "table", WORDS)
