from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path
from queue import Queue
from threading import Timer

import pytest
import soundfile

from simulator.interview.effects import Listen
from simulator.interview.events import AnswerEnded, AnswerHeard, CallAnswered, Event, SpeechStarted
from simulator.listening.files import RecordedAnswers
from simulator.listening.listener import Listener
from simulator.listening.sound_clock import SoundClock
from tests.listening.sounds import LoudnessDetector, ToneTranscriber, said


class WallClock:
    """A monotonic clock that passes only by sleeping."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def sleep(self, seconds: float) -> None:
        self.seconds += seconds

    def monotonic(self) -> float:
        return self.seconds


class Call:
    def __init__(self, folder: Path, realtime: bool = False) -> None:
        self.wall = WallClock()
        self.clock = SoundClock(RecordedAnswers(folder), realtime, self.wall.sleep, self.wall.monotonic)
        self.inbox: Queue[Event] = Queue()
        self.ear = Listener(
            self.inbox.put, self.clock.now_seconds, 16_000, ToneTranscriber(), new_detector=LoudnessDetector
        )
        self.clock.attach(self.ear)

    def listen(self, turn: int, asked: str) -> None:
        self.ear.listen(Listen(f"t{turn}.listen", turn, asked, "", 60.0, math.inf))

    def wait(self, until_seconds: float | None = None) -> Event | None:
        return self.clock.wait(self.inbox, until_seconds)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    soundfile.write(tmp_path / "greeting.flac", said(0.5, "one", 0.4, "two"), 16_000)
    soundfile.write(tmp_path / "repeat.flac", said("three", 4.0, "four"), 16_000)
    return tmp_path


@pytest.fixture
def call(folder: Path) -> Iterator[Call]:
    made = Call(folder)
    yield made
    made.ear.close()


def test_time_is_the_sound_that_was_heard(call: Call) -> None:
    call.clock.elapse(3.0)
    assert call.clock.now_seconds() == 3.0
    call.listen(1, "greeting")
    assert isinstance(call.wait(), SpeechStarted)
    ended = call.wait()
    assert isinstance(ended, AnswerEnded)
    assert ended.at_seconds == pytest.approx(3.0 + 1.9 + 2.5, abs=0.06)
    heard = call.wait()
    assert isinstance(heard, AnswerHeard)
    assert heard.transcript.text == "one two"


def test_time_stands_still_while_the_words_are_awaited(call: Call) -> None:
    call.listen(1, "greeting")
    call.wait()
    ended = call.wait()
    heard = call.wait(until_seconds=10_000)
    assert ended is not None
    assert heard is not None
    assert heard.at_seconds == ended.at_seconds == call.clock.now_seconds()


def test_a_missing_answer_is_silence_until_the_interviewer_wakes(call: Call) -> None:
    call.listen(1, "sign_off")
    assert call.wait(until_seconds=8.0) is None
    assert call.clock.now_seconds() == pytest.approx(8.0, abs=0.02)


def test_an_answer_that_stops_goes_on_where_it_stopped_when_asked_again(call: Call) -> None:
    texts = []
    for turn in (1, 2):
        call.listen(turn, "repeat")
        events = [call.wait(), call.wait(), call.wait()]
        texts.append(next(event.transcript.text for event in events if isinstance(event, AnswerHeard)))
        call.clock.elapse(2.0)
    assert texts == ["three", "four"]


def test_with_no_turn_open_the_event_of_another_thread_is_waited_for(call: Call) -> None:
    timer = Timer(0.02, lambda: call.inbox.put(CallAnswered(0.0)))
    timer.start()
    assert isinstance(call.wait(until_seconds=5.0), CallAnswered)
    assert call.clock.now_seconds() == 0.0
    timer.join()


def test_a_moment_that_has_passed_is_not_waited_for(call: Call) -> None:
    call.clock.elapse(5.0)
    assert call.wait(until_seconds=4.0) is None


def test_two_runs_give_the_same_events_at_the_same_times(folder: Path) -> None:
    runs = []
    for _ in range(2):
        call = Call(folder)
        events: list[Event | None] = []
        for turn, asked in enumerate(("greeting", "repeat", "repeat"), 1):
            call.clock.elapse(1.37)
            call.listen(turn, asked)
            events += [call.wait(), call.wait(), call.wait()]
        call.ear.close()
        runs.append(events)
    assert runs[0] == runs[1]


def test_in_real_time_a_call_takes_as_long_as_it_sounds(folder: Path) -> None:
    call = Call(folder, realtime=True)
    call.clock.elapse(2.0)
    call.listen(1, "sign_off")
    call.wait(until_seconds=6.0)
    assert call.wall.seconds - 100.0 == pytest.approx(6.0, abs=0.03)
    call.ear.close()


def test_in_real_time_a_prompt_that_was_heard_aloud_is_not_waited_for_again(folder: Path) -> None:
    call = Call(folder, realtime=True)
    call.wall.sleep(1.5)
    call.clock.elapse(2.0)
    assert call.wall.seconds - 100.0 == pytest.approx(2.0)
    call.ear.close()
