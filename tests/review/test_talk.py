"""Who talked, and how long: thinking is timed without what the program took of it, and talk is only shown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulator.interview.events import AnswerEnded, Event, Mode, Part, PromptSpoken
from simulator.interview.intents import IntentKind
from simulator.review.as_json import review_as_json
from simulator.review.call_words import talk_line
from simulator.review.model import Review
from simulator.review.projection import project
from simulator.review.talk import seconds_to_first_word, talk_of
from simulator.review.turns import turns_of
from tests.review.calls import SUMMARY, Call, loaded

# Each prompt of a Call takes 2 s; six words are spoken in 2 s, and 0.4 s of pauses are added.
SIX_WORDS = "a container for objects, of course"


def review_of(call: Call) -> Review:
    return project(SUMMARY, call.events, loaded())


def asked() -> Call:
    return Call().began().ask("database")


def think(call: Call, seconds: float) -> Call:
    call.at_seconds += seconds
    return call


def first_word(call: Call) -> float | None:
    return seconds_to_first_word(turns_of(call.events).turns)


def test_time_to_the_first_word_runs_from_the_end_of_the_question() -> None:
    assert first_word(think(asked(), 1.3).answer(SIX_WORDS)) == pytest.approx(1.3)


def test_a_nudge_goes_on_with_the_thinking_and_its_own_seconds_are_left_out() -> None:
    call = think(asked(), 6.0).ask("database", Part.PATIENCE, "Take your time.")
    assert first_word(think(call, 1.5).answer(SIX_WORDS)) == pytest.approx(7.5)


def test_a_repeated_question_is_timed_from_its_end() -> None:
    call = think(asked(), 6.0).ask("database", Part.REPEAT, "What is a database?")
    assert first_word(think(call, 1.5).answer(SIX_WORDS)) == pytest.approx(1.5)


def test_what_was_no_answer_is_no_first_word() -> None:
    call = think(asked(), 1.0).answer("let me think about that one", intent=IntentKind.THINK.value)
    call.ask("database", Part.WAIT)
    assert first_word(think(call, 3.0).answer(SIX_WORDS)) == pytest.approx(3.0 - 0.4)


def test_a_question_that_was_only_read_is_not_timed() -> None:
    call = asked()
    call.events = [_unheard(event) for event in call.events]
    assert first_word(think(call, 1.0).answer(SIX_WORDS)) is None


def _unheard(event: Event) -> Event:
    return replace(event, heard=False) if isinstance(event, PromptSpoken) else event


def test_without_an_answer_there_is_no_first_word() -> None:
    assert first_word(asked()) is None


def test_a_monologue_goes_on_where_the_interviewer_said_nothing() -> None:
    call = asked().answer(SIX_WORDS).ask("database", Part.WAIT)
    call = think(call, 1.0).answer(SIX_WORDS).ask("overfitting").answer(SIX_WORDS)
    talk = talk_of(turns_of(call.events).turns)
    assert talk is not None
    assert talk.longest_monologue_seconds == pytest.approx(2.0 + 1.0 + 2.4)
    assert talk.candidate_seconds == pytest.approx(3 * 2.4)
    assert talk.interviewer_seconds == pytest.approx(2 * 2.0)
    assert talk.candidate_share == pytest.approx(7.2 / 11.2)


def test_an_interviewer_on_the_screen_has_no_share() -> None:
    call = asked().answer(SIX_WORDS)
    call.events = [_unheard(event) for event in call.events]
    review = review_of(call)
    assert review.talk is not None
    assert review.talk.candidate_share is None
    assert "%" not in talk_line(review)


def test_with_recorded_answers_the_time_of_prompts_passes_whether_or_not_a_loudspeaker_was_there() -> None:
    call = Call(Mode.RECORDED).began().ask("database")
    call.events = [_unheard(event) for event in call.events]
    assert first_word(think(call, 1.0).answer(SIX_WORDS)) == pytest.approx(1.0)


def test_a_typed_call_has_no_talk() -> None:
    call = Call(Mode.TYPED).began().ask("database").answer(SIX_WORDS)
    assert talk_of(turns_of(call.events).turns) is None
    assert review_as_json(review_of(call))["talk"] is None


def test_an_old_call_whose_pauses_were_not_kept_has_no_talk_and_no_rate() -> None:
    call = asked().answer(SIX_WORDS)
    call.events = [
        replace(event, pauses_seconds=()) if isinstance(event, AnswerEnded) else event for event in call.events
    ]
    review = review_of(call)
    assert review.talk is None
    (exchange,) = review.exchanges
    assert exchange.score is not None
    delivery = exchange.score.delivery
    assert (delivery.words_per_minute, delivery.pauses, delivery.longest_pause_seconds) == (None, None, 0.4)
    assert delivery.articulation_words_per_minute == 180


def test_a_review_tells_delivery_and_talk_and_says_that_talk_is_not_judged() -> None:
    review = review_of(think(asked(), 1.25).answer(SIX_WORDS))
    told = review_as_json(review)
    assert told["talk"] == {
        "candidate_seconds": 2.4,
        "interviewer_seconds": 2.0,
        "candidate_share": 0.545,
        "longest_monologue_seconds": 2.4,
    }
    (answer,) = told["answers"]
    delivery = answer["score"]["delivery"]
    assert (delivery["words_per_minute"], delivery["articulation_words_per_minute"]) == (150, 180)
    assert (delivery["pauses"], delivery["seconds_to_first_word"]) == (0, 1.25)
    assert "not judged" in talk_line(review)
