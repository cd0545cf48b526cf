"""The review as JSON, under keys that scripts may rely on."""

from __future__ import annotations

import json
from typing import Any

import pytest

from simulator.interview.events import Part
from simulator.review.as_json import review_as_json
from simulator.review.projection import project
from tests.review.calls import SUMMARY, Call, loaded, on_site_call, whole_call

# fmt: off
KEYS = {
    "session", "created", "program_version", "script", "title", "kind", "company", "role", "interviewer", "candidate",
    "mode", "seed", "minutes", "call_seconds", "ended_by", "over", "asked", "answered", "ideas_heard", "ideas", "score",
    "interval", "parts", "not_scored", "answers", "said", "already_answered", "cut_short", "breaks", "failures",
    "recordings", "interviewers", "difficulties", "coach", "self_rating", "time", "talk", "manners", "self_checks",
    "receipts", "judged_manners",
}
ANSWER_KEYS = {
    "id", "question_id", "section", "section_name", "asked", "transcript", "start_seconds", "end_seconds", "score",
    "turns", "without", "already_answered_in", "said_not_to_be_known", "earlier_tries", "also",
}
TURN_KEYS = {
    "turn", "part", "concept", "interviewer", "at_seconds", "text", "reason", "heard", "interrupted", "take",
    "coaching",
}
SCORE_KEYS = {"score", "concepts", "conciseness", "framing", "delivery", "receipts", "not_scored"}
# fmt: on


def as_json(call: Call) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(json.dumps(review_as_json(project(SUMMARY, call.events, loaded(call.script)))))
    return plain


def test_the_keys_are_these() -> None:
    read = as_json(whole_call())
    assert read.keys() == KEYS
    assert read["answers"][0].keys() == ANSWER_KEYS
    assert read["answers"][0]["turns"][0].keys() == TURN_KEYS
    assert read["answers"][0]["score"].keys() >= SCORE_KEYS


def test_answers_are_named_as_recorded_answers_are() -> None:
    read = as_json(whole_call())
    assert [answer["id"] for answer in read["answers"]] == [
        "greeting",
        "database",
        "overfitting",
        "last_job",
        "candidate_questions",
        "sign_off",
    ]
    database = read["answers"][1]
    assert (database["question_id"], database["section"]) == ("database", "questions")
    assert database["asked"] == "What is a database?"
    assert database["transcript"].startswith("A database is a container")
    assert database["start_seconds"] < database["end_seconds"]
    assert read["answers"][0]["question_id"] is None


def test_every_take_says_who_heard_it_and_where() -> None:
    call = Call().began().ask("database").answer("a contained").revised(1, "a container")
    (turn,) = as_json(call)["answers"][0]["turns"]
    take = turn["take"]
    assert (take["text"], take["engine"], take["model"]) == ("a container", "whisper", "base.en")
    assert take["heard_at_once"] == "a contained"
    assert (take["start_frame"], take["start_seconds"]) == (32000, 2.0)
    assert (take["intent"], take["end_reason"], take["not_scored"]) == ("answer", "pause", None)


def test_the_call_has_its_score_and_its_parts() -> None:
    read = as_json(whole_call())
    share = loaded().rules.weights.call_weights
    assert set(read["parts"]) == set(share) == {"questions", "greeting", "sign_off", "manners"}
    expected = sum(share[part] * score for part, score in read["parts"].items()) / sum(share.values())
    assert read["interval"][0] < read["score"] < read["interval"][1]
    assert read["score"] == pytest.approx(expected, abs=0.1)
    assert round(sum(receipt["points"] for receipt in read["receipts"]), 1) == read["score"]
    assert (read["ended_by"], read["over"], read["not_scored"]) == ("interviewer", True, [])


def test_what_is_not_scored_is_null_with_its_reason() -> None:
    call = Call().began().ask("database").speak().resumed().ask("database", Part.REPEAT)
    read = as_json(call)
    assert (read["score"], read["interval"], read["ended_by"], read["over"]) == (None, None, None, False)
    assert read["not_scored"] == [{"rubric": "database", "reason": "nothing was heard"}]
    assert read["answers"][0]["score"]["score"] is None
    first, second = read["answers"][0]["turns"]
    assert "broke off" in first["take"]["not_scored"]
    assert second["take"] is None
    assert read["breaks"] == [{"after_turn": 1, "at_seconds": 2.0, "away_seconds": 3600.0}]


def test_what_stands_beside_the_score_is_there() -> None:
    read = as_json(on_site_call())
    assert (read["self_rating"], read["difficulties"], read["coach"]) == (4, ["telephone", "rushed"], True)
    assert [each["id"] for each in read["interviewers"]] == ["cindy", "raj", "ida"]
    assert [(each["id"], each["answer"]) for each in read["self_checks"]] == [("early", "yes"), ("phone", None)]
    assert [each["kind"] for each in read["manners"]] == [
        "returned_small_talk",
        "asked_before_notes",
        "asked_own_questions",
        "thanked",
    ]


def test_the_time_is_there_by_section() -> None:
    time = as_json(on_site_call())["time"]
    assert time["planned_seconds"] == 600.0
    assert time["stopped_seconds"] == pytest.approx(73.0)
    panel = time["sections"][2]
    assert (panel["section"], panel["name"], panel["planned_seconds"], panel["reached"]) == (
        "questions",
        "Panel",
        60.0,
        True,
    )
    assert panel["used_seconds"] == 84.333
    assert "Panel took 84 seconds; 60 were planned." in time["sentences"]


def test_credit_tries_and_coaching_are_there() -> None:
    answers = {answer["id"]: answer for answer in as_json(on_site_call())["answers"]}
    whiteboard, credited, honest = answers["overfitting"], answers["database"], answers["last_job"]
    (first,) = whiteboard["earlier_tries"]
    assert first < whiteboard["score"]["score"]
    advice = [turn["coaching"]["advice"] for turn in whiteboard["turns"] if turn["coaching"]]
    assert advice == ["Say also: it learns the noise.", "Keep this answer as it is."]
    settled_by = next(turn for turn in whiteboard["turns"] if turn["turn"] == credited["already_answered_in"])
    assert (credited["turns"], credited["transcript"]) == ([], settled_by["take"]["text"])
    assert (whiteboard["already_answered_in"], honest["said_not_to_be_known"]) == (None, True)
