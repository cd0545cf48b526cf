"""Another language or script, or a broken transcript, is refused with its reason; short English answers never are."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from simulator.scoring.answer import Answer, Utterance, typed
from simulator.scoring.not_scored import KINDS, why_not_scored
from simulator.scoring.scorer import score_answer
from tests.needs import need_shared_data
from tests.scoring.examples import GRADIENT, WHOLE, on_gradient, points, rules


@lru_cache
def sentences() -> dict[str, Any]:
    found: dict[str, Any] = YAML(typ="safe").load(Path(__file__).with_name("not_scored.yaml"))
    return found


def why(text: str) -> str:
    return why_not_scored(text, rules().not_scored, rules().common_words)


HALF_ENGLISH = (
    "Uczenie maszynowe to część sztucznej inteligencji.",
    "Używamy pandas i scikit learn do feature engineering.",
)
"""One word of evidence each, which a name gives too: such sentences are scored, and earn next to nothing."""


@pytest.mark.parametrize("language", sentences()["foreign"])
def test_another_language_is_not_scored(language: str) -> None:
    said = [text for text in sentences()["foreign"][language] if text not in HALF_ENGLISH]
    assert {text: why(text) for text in said} == dict.fromkeys(said, "other_language")


@pytest.mark.parametrize("script", sentences()["other_scripts"])
def test_another_script_is_not_scored(script: str) -> None:
    said = sentences()["other_scripts"][script]
    assert {text: why(text) for text in said} == dict.fromkeys(said, "other_script")


@pytest.mark.parametrize("text", sentences()["english"])
def test_short_technical_and_learners_english_is_scored(text: str) -> None:
    assert why(text) == ""


@pytest.mark.parametrize(
    ("kind", "group"),
    [
        ("loop", "loops"),
        ("no_words", "no_words"),
        ("nothing_heard", "marks_for_nothing"),
        ("other_language", "marks_of_another_language"),
    ],
)
def test_a_broken_transcript_is_not_scored(kind: str, group: str) -> None:
    said = sentences()[group]
    assert {text: why(text) for text in said} == dict.fromkeys(said, kind)


def test_no_graded_answer_of_students_is_refused() -> None:
    folder = need_shared_data() / "grading"
    answers = [json.loads(line)["answer"] for file in folder.glob("*.jsonl") for line in file.open(encoding="utf-8")]
    assert len(answers) > 2000
    assert [answer for answer in answers if why(answer)] == []


def test_names_prove_no_language() -> None:
    text = "de la Cruz"
    assert why(text) == "other_language"
    assert why_not_scored(text, rules().not_scored, rules().common_words, ["Juan de la Cruz"]) == ""


def test_a_loop_within_a_good_answer_is_scored() -> None:
    assert points(on_gradient(f"{WHOLE} and the and the and the and the and the")) > 50


@pytest.mark.parametrize("text", ["Ich weiß es leider nicht", "我不知道", "the model " * 8, ""])
def test_what_is_not_scored_says_what_to_do_next(text: str) -> None:
    score = on_gradient(text)
    assert score.score is None
    assert score.not_scored_kind in KINDS
    assert score.next_step.startswith(("Say it", "Answer it"))
    advice = score.feedback.advice
    assert advice == score.next_step or "I didn't hear an answer yet" in advice


def test_an_answer_in_two_utterances_is_judged_as_one() -> None:
    answer = Answer((Utterance("Ich meine, that is"), Utterance(WHOLE)), {})
    assert score_answer(GRADIENT, rules(), answer).score is not None


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_it_does_not_matter_how_letters_are_encoded(form: Any) -> None:
    import unicodedata

    assert why(unicodedata.normalize(form, "Tôi đã làm việc ba năm ở một ngân hàng")) == "other_language"


def test_ten_thousand_foreign_words_are_refused_at_once() -> None:
    assert score_answer(GRADIENT, rules(), typed("das ist ein langer Satz über Daten " * 1500)).score is None
