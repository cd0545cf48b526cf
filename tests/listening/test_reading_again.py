"""A second reading of each answer, in the quiet of a call: it comes by itself, and nothing waits for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Any

import numpy as np
import pytest

from simulator.interview.events import AnswerHeard, AnswerHeardAgain, DeviceFailed, Event, Stretch, Transcript
from simulator.listening.decoding import Cut
from simulator.listening.reading_again import LONGEST_READING_SECONDS, QUIET_SECONDS, ReadingAgain
from tests.listening.sounds import FailingTranscriber, ToneTranscriber, said, silence
from tests.listening.test_listener import Call


def again(events: Sequence[Event]) -> list[str]:
    return [event.transcript.text for event in events if isinstance(event, AnswerHeardAgain)]


def quiet(call: Call, seconds: float = 2 * QUIET_SECONDS) -> list[Event]:
    """What was posted once there was quiet for so long, and all that was begun in it is done."""
    events = call.events()
    for _ in range(round(seconds / 0.5)):
        call.feed(silence(0.5))
        events += call.events()
    return events


@pytest.fixture
def call() -> Any:
    made = Call(reads_again=True)
    yield made
    made.ear.close()


def test_an_answer_is_read_again_in_the_quiet_after_it(call: Call) -> None:
    call.listen()
    call.feed(said("one", 0.5, "two", 2.6))
    before = call.events()
    assert again(before) == []
    after = quiet(call)
    (heard,) = [event for event in before if isinstance(event, AnswerHeard)]
    (second,) = [event for event in after if isinstance(event, AnswerHeardAgain)]
    assert second.turn == heard.turn == 1
    assert second.transcript.text == "one two"
    places = [[(s.start_seconds, s.end_seconds) for s in event.transcript.stretches] for event in (heard, second)]
    assert places[0] == places[1]


def test_nothing_is_read_again_while_somebody_speaks(call: Call) -> None:
    call.listen()
    call.feed(said("one", 2.6))
    first = call.events()
    call.listen(2)
    call.feed(said(*["two", 0.2] * 12))
    first += call.events()
    assert again(first) == []
    call.feed(silence(2.6))
    assert again(quiet(call)) == ["one", " ".join(["two"] * 12)]


def test_an_answer_of_several_stretches_is_one_second_reading(call: Call) -> None:
    call.listen()
    call.feed(said("one", 0.2, *["two", 0.5] * 23, "three", 2.6))
    (heard,) = [event for event in call.events() if isinstance(event, AnswerHeard)]
    assert len(heard.transcript.stretches) == 2
    assert again(quiet(call, 3.0)) == [heard.transcript.text]


def test_without_being_asked_nothing_is_read_twice() -> None:
    call = Call()
    call.listen()
    call.feed(said("one", 2.6))
    assert again(quiet(call)) == []
    call.ear.close()


def test_second_reading_that_fails_is_no_failure_of_the_call() -> None:
    call = Call(FailingTranscriber(2), reads_again=True)
    call.listen()
    call.feed(said("one", 2.6))
    events = quiet(call)
    assert [event.transcript.text for event in events if isinstance(event, AnswerHeard)] == ["one"]
    assert again(events) == []
    assert not [event for event in events if isinstance(event, DeviceFailed)]
    call.listen(2)
    call.feed(said("two", 2.6))
    assert again(quiet(call)) == ["two"]
    call.ear.close()


def test_call_that_ends_gives_up_what_is_not_read(call: Call) -> None:
    call.listen()
    call.feed(said("one", 2.6))
    call.events()
    call.ear.close()
    call.feed(silence(3.0))
    assert call.inbox.empty()


class AtOnce:
    """An executor that has done what it is given when it returns."""

    def submit(self, job: Callable[[], None]) -> Future[None]:
        job()
        return Future()


def test_machine_that_is_too_slow_reads_nothing_more_within_the_call() -> None:
    told: list[tuple[int, Transcript]] = []
    times = iter([0.0, LONGEST_READING_SECONDS + 0.1])
    reading = ReadingAgain(
        AtOnce(),  # type: ignore[arg-type]
        ToneTranscriber(),
        lambda turn, transcript: told.append((turn, transcript)),
        lambda: next(times),
    )
    sound = said(0.25, "one", 0.25).astype(np.float32) / 32768
    for turn in (1, 2, 3):
        reading.answer(turn, [Stretch(0.0, 1.0, "one")], [Cut(0.0, 1.0, sound)])
        reading.quiet(QUIET_SECONDS)
    assert [turn for turn, _ in told] == [1]
