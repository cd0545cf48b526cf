from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from simulator.cli.main import run
from tests.needs import PROJECT

DATABASE = "a container for objects; the core object is the table; a table holds structured data"


def score_json(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, Any]]:
    assert run(["score", *arguments, "--json"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_typed_answer_is_scored_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    (scored,) = score_json(capsys, "--rubric", "what_is_a_database", "--text", DATABASE)
    assert scored["concepts"]["score"] == 100
    assert sum(round(receipt["points"] * 10) for receipt in scored["receipts"]) == round(scored["score"] * 10)


def test_people_read_the_ideas_first(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["score", "--rubric", "what_is_a_database", "--text", "It is a container for objects."]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("1 of 3 ideas heard.")
    assert any("I heard: a container for objects.  “a container for objects”" in line for line in lines)
    assert any("I didn't hear: the core object is the table." in line for line in lines)


def test_people_read_the_doubt_then_the_receipts_then_what_to_make_of_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["score", "--rubric", "what_is_a_database", "--text", "It is a container for objects."]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "words may be misheard, and matching them to ideas is not exact" in lines[0]
    advised = [line for line in lines if line.startswith("→ ")]
    assert advised[0].startswith("→ Keep “a container for objects”")
    assert advised[1] == "→ Say also: the core object is the table."
    assert len(advised) == 3


def test_feedback_stands_in_the_json(capsys: pytest.CaptureFixture[str]) -> None:
    (partly,) = score_json(capsys, "--rubric", "what_is_a_database", "--text", "It is a container for objects.")
    (whole,) = score_json(capsys, "--rubric", "what_is_a_database", "--text", DATABASE)
    (silent,) = score_json(capsys, "--rubric", "what_is_a_database", "--text", "")
    assert set(partly["feedback"]) == {"keep", "most", "next"}
    assert partly["feedback"]["most"] == "Say also: the core object is the table."
    assert whole["feedback"]["most"] is None
    assert silent["feedback"]["keep"] is None
    assert silent["feedback"]["next"] == silent["next_step"]
    assert whole["conciseness"]["speech_seconds"] is None
    assert whole["conciseness"]["target_most_seconds"] > 0


def test_the_name_is_used(capsys: pytest.CaptureFixture[str]) -> None:
    said = ("--rubric", "greeting", "--text", "Hello Cindy, I am Robert. How are you?")
    (as_robert,) = score_json(capsys, *said, "--name", "Robert")
    (as_mike,) = score_json(capsys, *said, "--name", "Mike")
    assert as_robert["score"] > as_mike["score"]


def test_silence_is_not_scored(capsys: pytest.CaptureFixture[str]) -> None:
    (scored,) = score_json(capsys, "--rubric", "greeting", "--text", " … ")
    assert scored["score"] is None
    assert scored["not_scored"] == "nothing was heard"


def test_a_rubric_of_ones_own_is_read_from_its_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    own = tmp_path / "mine.yaml"
    own.write_text((PROJECT / "rubrics" / "questions" / "what_is_a_database.yaml").read_text("utf-8"), "utf-8")
    (scored,) = score_json(capsys, "--rubric", str(own), "--text", DATABASE)
    assert scored["concepts"]["score"] == 100


def test_each_line_is_scored_and_every_bad_one_is_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    answers = tmp_path / "answers.jsonl"
    answers.write_bytes(
        b'{"id": "good", "text": "a container for objects"}\n\n{"id": "none"}\n[1]\nnot json\n\xff\xfe\n'
        b'{"id": "last", "text": "it is made up of tables"}'
    )
    assert run(["score", "--rubric", "what_is_a_database", "--jsonl", str(answers), "--json"]) == 2
    printed = capsys.readouterr()
    assert [json.loads(line)["id"] for line in printed.out.splitlines()] == ["good", "last"]
    for number in (3, 4, 5, 6):
        assert f"{answers}:{number}: MI0121" in printed.err


def test_lines_are_read_from_stdin(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    line = json.dumps({"id": 7, "text": DATABASE}).encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(line)))
    (scored,) = score_json(capsys, "--rubric", "what_is_a_database", "--jsonl", "-")
    assert scored["id"] == 7


@pytest.mark.parametrize("sources", [(), ("--text", "a", "--audio", "b.flac")])
def test_exactly_one_source_of_words_is_asked_for(sources: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["score", "--rubric", "greeting", *sources]) == 2
    assert "MI0120" in capsys.readouterr().err


def test_an_unknown_rubric_names_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["score", "--rubric", "greetin", "--text", "hello"]) == 2
    assert "'greeting'" in capsys.readouterr().err


def test_a_file_of_answers_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run(["score", "--rubric", "greeting", "--jsonl", str(tmp_path / "none.jsonl")]) == 2
    assert "MI0122" in capsys.readouterr().err


def test_a_recording_is_transcribed_and_its_quotes_have_seconds(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("moonshine_voice", reason="the embedded engine does not exist for this platform")
    recording = PROJECT / "scripts_phone_screen" / "demo.answers" / "greeting.flac"
    (scored,) = score_json(capsys, "--rubric", "greeting", "--audio", str(recording), "--name", "Mike")
    assert scored["score"] >= 90
    assert scored["delivery"]["words_per_minute"] > 0
    quoted = [item for item in scored["concepts"]["items"] if item["quote"]]
    assert quoted
    assert all(0 <= item["start_seconds"] <= item["end_seconds"] for item in quoted)


def test_a_recording_that_is_no_sound_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    pytest.importorskip("moonshine_voice", reason="the embedded engine does not exist for this platform")
    text = tmp_path / "answer.flac"
    text.write_text("this is no sound", "utf-8")
    assert run(["score", "--rubric", "greeting", "--audio", str(text)]) == 2
    assert str(text) in capsys.readouterr().err


COMPLAINT = "I learned a lot there. My manager was clueless. Now I want more modelling."


def test_without_a_sentence_both_scores_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    said = ("--rubric", "leaving_last_job", "--text", COMPLAINT)
    (scored,) = score_json(capsys, *said, "--without", "my manager was clueless")
    (by_number,) = score_json(capsys, *said, "--without", "2")
    without = scored["without"]
    assert without == by_number["without"]
    assert [span["quote"] for span in without["dropped"]] == ["My manager was clueless."]
    assert without["change"] == round(without["score"] - scored["score"], 1) > 0
    assert round(sum(receipt["points"] for receipt in without["receipts"]), 1) == without["change"]
    assert "framing:manager" in [receipt["rule"] for receipt in without["receipts"]]


def test_without_is_repeatable_and_people_read_what_changes(capsys: pytest.CaptureFixture[str]) -> None:
    said = ("--rubric", "leaving_last_job", "--text", COMPLAINT)
    assert run(["score", *said, "--without", "2", "--without", "I learned a lot"]) == 0
    lines = capsys.readouterr().out.splitlines()
    told = next(line for line in lines if line.startswith("Without"))
    assert "“I learned a lot” and “My manager was clueless.”" in told
    assert any("concept:good_there" in line and "becomes +0.0" in line for line in lines)


def test_words_that_the_answer_does_not_hold_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    said = ("--rubric", "leaving_last_job", "--text", COMPLAINT)
    assert run(["score", *said, "--without", "my boss"]) == 2
    assert "MI0123" in capsys.readouterr().err
    assert run(["score", "--rubric", "greeting", "--jsonl", "-", "--without", "1"]) == 2
    assert "MI0120" in capsys.readouterr().err


def test_whether_a_story_is_told_as_i_or_we_is_reported_beside_the_score(capsys: pytest.CaptureFixture[str]) -> None:
    said = ("--rubric", "star", "--text", "In my last job we had to be quicker, so we wrote a queue and we tested it.")
    assert run(["score", *said]) == 0
    assert any(
        line.startswith("Beside the score: Told mostly as “we”.") for line in capsys.readouterr().out.splitlines()
    )
    (scored,) = score_json(capsys, *said)
    assert scored["remarks"] == ["Told mostly as “we”. Whoever listens may ask which part was yours."]


ODD_ANSWERS = {
    "empty": "",
    "one word": "table",
    "controls": "\x00\x1b[31m a table \x07 holds structured data \u202e",
    "half a pair": "\ud800 a table",
    "one long word": "x" * 50_000,
    "ten thousand words": " ".join(f"a table holds structured data and row {row} has a key." for row in range(1000)),
    "other script": "数据库是存放表格的容器。",
    "other language": "Eine Datenbank ist ein Behälter für Tabellen.",
    "loop": "the table " * 5000,
}


def test_odd_answers_are_handled_a_line_each(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    answers = tmp_path / "answers.jsonl"
    answers.write_text("\n".join(json.dumps({"id": name, "text": text}) for name, text in ODD_ANSWERS.items()), "utf-8")
    scored = {
        each["id"]: each for each in score_json(capsys, "--rubric", "what_is_a_database", "--jsonl", str(answers))
    }
    assert list(scored) == list(ODD_ANSWERS)
    for each in scored.values():
        assert (each["score"] is None) == bool(each["not_scored"]) == bool(each["next_step"])
        assert each["score"] is None or 0 <= each["score"] <= 100
    assert {name: each["not_scored_kind"] for name, each in scored.items() if each["score"] is None} == {
        "empty": "nothing_heard",
        "other script": "other_script",
        "other language": "other_language",
        "loop": "loop",
    }
    assert run(["score", "--rubric", "what_is_a_database", "--jsonl", str(answers)]) == 0
    shown = capsys.readouterr().out
    assert "\x1b" not in shown
    assert "\x07" not in shown
    assert max(map(len, shown.splitlines())) < 600


def test_what_is_not_scored_says_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["score", "--rubric", "greeting", "--text", "Guten Tag, ich bin der Robert"]) == 0
    assert capsys.readouterr().out.startswith("Not scored: this is in another language, and only English is understood")


def test_a_quote_never_moves_the_cursor_of_a_terminal() -> None:
    from simulator.scoring.quoting import printable

    assert printable("the \x07\x1b[31mnoise\n") == "the   [31mnoise\n"
