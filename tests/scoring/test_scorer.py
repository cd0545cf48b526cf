from __future__ import annotations

import json

import pytest

from simulator.scoring.answer import Answer, Utterance, typed
from simulator.scoring.as_json import score_as_json
from simulator.scoring.scorer import score_answer
from tests.scoring.examples import GRADIENT, WHOLE, on_gradient, points, rules, scored


@pytest.mark.parametrize("text", ["", " \n\t ", "...", "?!", "\x00\x07", "–—…"])
def test_where_nothing_was_heard_nothing_is_scored(text: str) -> None:
    score = on_gradient(text)
    assert score.score is None
    assert score.interval is None
    assert score.not_scored == "nothing was heard"
    assert score.receipts == ()


def test_nothing_said_at_all_is_not_scored() -> None:
    assert score_answer(GRADIENT, rules(), Answer((), {})).score is None


@pytest.mark.parametrize("text", ["机器学习是人工智能的一部分", "Машинное обучение", "यह एक तालिका है"])
def test_other_scripts_are_not_scored(text: str) -> None:
    score = on_gradient(text)
    assert score.score is None
    assert "English letters" in score.not_scored


def test_pictures_and_accents_are_scored_without_a_fault() -> None:
    assert points(on_gradient("🎉 naïve 🎉 café")) == 0


def test_everything_said_well_has_the_full_score() -> None:
    assert points(on_gradient(WHOLE)) == 100


def test_a_receipt_says_where_in_the_recording_the_words_stand() -> None:
    answer = Answer(
        (
            Utterance("I would begin with this.", 1.0, 3.0),
            Utterance("It takes small steps downhill", 10.0, 13.0),
        ),
        {},
    )
    score = score_answer(GRADIENT, rules(), answer)
    span = next(receipt.span for receipt in score.receipts if receipt.rule == "concept:steps")
    assert span is not None
    assert span.quote == "small steps downhill"
    assert span.start_seconds is not None
    assert span.end_seconds == 13.0
    assert 10.5 <= span.start_seconds <= 11.5


def test_a_score_below_nothing_is_held_at_zero_by_a_receipt() -> None:
    score = scored("voicemail", "Hey, it's Mike, drop a message")
    assert points(score) == 0
    assert score.receipts[-1].dimension == "base"
    assert score.receipts[-1].points == 20


def test_the_json_has_the_promised_keys() -> None:
    score = score_as_json(on_gradient(f"{WHOLE} My boss was a jerk."))
    json.dumps(score)
    assert set(score) >= {
        "score",
        "interval",
        "concepts",
        "conciseness",
        "framing",
        "delivery",
        "receipts",
        "not_scored",
    }
    item = score["concepts"]["items"][0]
    assert set(item) >= {"id", "earned", "weight", "quote", "start_seconds", "end_seconds", "rule"}
    assert set(score["framing"]["flags"][0]) >= {"quote", "target", "suggestion"}
    assert score["not_scored"] is None


def test_the_json_of_nothing_heard_says_so() -> None:
    score = score_as_json(on_gradient(""))
    assert score["score"] is None
    assert score["not_scored"] == "nothing was heard"


def test_delivery_stands_beside_the_score() -> None:
    words = WHOLE.split()
    slow, quick = (
        Answer((Utterance(WHOLE),), {}, speech_seconds=4.0, pauses_seconds=(seconds,)) for seconds in (56.0, 0.5)
    )
    first, second = (score_answer(GRADIENT, rules(), answer) for answer in (slow, quick))
    assert first.delivery.words_per_minute == len(words)
    assert "a little faster" in first.delivery.remark
    assert second.delivery.remark == ""
    assert first.score == second.score


def test_fillers_are_counted_and_cost_nothing() -> None:
    score = on_gradient(f"Um, {WHOLE} uh")
    assert score.delivery.fillers_at_least == 2
    assert points(score) == points(on_gradient(WHOLE))


def test_without_sound_there_is_no_rate() -> None:
    assert score_answer(GRADIENT, rules(), typed(WHOLE)).delivery.words_per_minute is None
