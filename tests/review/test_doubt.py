"""Doubts of the words of record: from the second reading of the very stretches, and of no others."""

from __future__ import annotations

from dataclasses import replace

from simulator.interview.events import AnswerHeard, AnswerHeardAgain, Mode, Stretch, Transcript
from simulator.review.answers import joined
from simulator.review.turns import turns_of
from tests.review.calls import GREETING, Call

SAID = "Overfitting means it over fits the training data."


def answered(mode: Mode = Mode.VOICE) -> Call:
    return Call(mode).began().say(GREETING, "What is overfitting?").answer(SAID)


def heard(call: Call) -> AnswerHeard:
    return next(event for event in call.events if isinstance(event, AnswerHeard))


def again(call: Call, text: str, later_seconds: float = 0.0) -> Call:
    first = heard(call)
    stretches = tuple(
        Stretch(stretch.start_seconds + later_seconds, stretch.end_seconds, text)
        for stretch in first.transcript.stretches
    )
    return call.add(AnswerHeardAgain(call.at_seconds, first.turn, replace(first.transcript, stretches=stretches)))


def doubted(call: Call) -> list[str]:
    utterances = joined(turns_of(call.events).turns, {}).answer.utterances
    return [utterance.text[start:end] for utterance in utterances for start, end in utterance.doubtful]


def test_words_that_the_second_reading_has_not_are_doubtful() -> None:
    assert doubted(again(answered(), "over fitting means it over fits the trading data")) == ["training"]


def test_answer_that_was_not_read_again_has_no_doubts() -> None:
    assert doubted(answered()) == []


def test_second_reading_of_other_sound_casts_no_doubt() -> None:
    assert doubted(again(answered(), "something else", later_seconds=0.5)) == []


def test_correction_replaces_the_words_and_so_their_doubts() -> None:
    call = again(answered(), "something else")
    assert doubted(call)
    for engine in ("whisper", "hand"):
        assert doubted(again(answered(), "something else").revised(1, SAID, engine)) == []


def test_correction_that_came_before_the_second_reading_has_no_doubts_either() -> None:
    assert doubted(again(answered().revised(1, SAID), "something else")) == []


def test_second_reading_never_becomes_the_words_of_record() -> None:
    (turn,) = turns_of(again(answered(), "something else").events).turns
    assert turn.take is not None
    assert turn.take.text == SAID


def test_second_reading_of_a_turn_without_sound_changes_nothing() -> None:
    call = answered(Mode.TYPED)
    call.add(AnswerHeardAgain(call.at_seconds, 1, Transcript("something else", "moonshine", "", "")))
    assert doubted(call) == []
