"""The demo, as a newcomer runs it: no devices, no terminal, no network, and scores that tell the answers apart."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import run


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def demo(home: Path) -> subprocess.CompletedProcess[str]:
    return run("demo", home=home)


@pytest.fixture(scope="module")
def review(home: Path, demo: subprocess.CompletedProcess[str]) -> Any:
    assert demo.returncode == 0, demo.stderr
    return json.loads(run("review", "--json", home=home).stdout)


def answer(review: Any, question_id: str) -> Any:
    return next(item for item in review["answers"] if item["question_id"] == question_id)


def score(review: Any, question_id: str) -> float:
    return float(answer(review, question_id)["score"]["score"])


def test_demo_ends_with_the_transcript_the_page_and_an_invitation(demo: subprocess.CompletedProcess[str]) -> None:
    assert demo.returncode == 0, demo.stderr
    assert "ideas heard" in demo.stdout
    page = re.search(r"The page: (.+\.html)", demo.stderr)
    assert page is not None
    assert Path(page.group(1)).stat().st_size > 10_000
    assert "Now you: mock-interview phone" in demo.stderr


def test_demo_has_six_turns_or_more(review: Any) -> None:
    assert sum(1 for item in review["answers"] if item["transcript"]) >= 6


def test_probe_is_asked_where_the_main_idea_is_missing_and_only_there(review: Any) -> None:
    probed = [
        item["question_id"] for item in review["answers"] if any(turn["part"] == "probe" for turn in item["turns"])
    ]
    assert probed == ["overfitting"]


def test_scores_tell_the_answers_apart(review: Any) -> None:
    good = score(review, "what_is_a_database")
    assert good >= 90
    assert score(review, "overfitting") < good - 10
    assert score(review, "define_machine_learning") < good - 20
    assert score(review, "leaving_last_job") < 50


def test_receipts_say_why(review: Any) -> None:
    rambling = answer(review, "define_machine_learning")["score"]
    assert "over" in rambling["conciseness"]["notes"]
    unkind = answer(review, "leaving_last_job")["score"]
    assert any("clueless" in flag["quote"] for flag in unkind["framing"]["flags"])
    for item in review["answers"]:
        if item["score"] and item["score"]["score"] is not None:
            assert round(sum(receipt["points"] for receipt in item["score"]["receipts"]), 1) == item["score"]["score"]


def test_recorded_candidate_is_heard_nearly_word_for_word(review: Any) -> None:
    import jiwer

    folder = Path(__file__).resolve().parents[2] / "scripts_phone_screen" / "demo.answers"
    spoken = " ".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt")) if "." not in path.stem)
    heard = {item["question_id"] or item["section"]: item["transcript"] for item in review["answers"]}
    said = " ".join(heard[path.stem] for path in sorted(folder.glob("*.txt")) if path.stem in heard)
    words = jiwer.Compose([jiwer.ToLowerCase(), jiwer.RemovePunctuation(), jiwer.RemoveMultipleSpaces(), jiwer.Strip()])
    both = [" ".join(words(text).split()) for text in (spoken, said)]
    assert jiwer.wer(*both) <= 0.25, both


POSITIONS = ("start_frame", "end_frame", "start_seconds", "end_seconds", "at_seconds")
"""espeak makes the same prompt a few samples longer or shorter each time; scores must not notice."""


def without_positions(told: Any) -> Any:
    if isinstance(told, dict):
        return {key: without_positions(value) for key, value in told.items() if key not in POSITIONS}
    return [without_positions(item) for item in told] if isinstance(told, list) else told


def test_same_demo_gives_the_same_interview_and_the_same_scores(review: Any, tmp_path: Path) -> None:
    run("demo", home=tmp_path)
    again = json.loads(run("review", "--json", home=tmp_path).stdout)
    assert without_positions(again["answers"]) == without_positions(review["answers"])
    assert again["score"] == review["score"]
    assert abs(again["call_seconds"] - review["call_seconds"]) < 0.1
