"""A little room to say something between two prompts: a turn is opened, closed again and the next one opened, and
nothing is lost or told wrongly, whatever is being said meanwhile.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from queue import Queue

import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from simulator.interview.effects import Listen
from simulator.interview.events import AnswerEnded, AnswerHeard, Event, SpeechStarted
from simulator.listening.files import RecordedAnswers
from simulator.listening.listener import Listener
from simulator.listening.moonshine import MoonshineTranscriber
from simulator.listening.recording import Recording
from simulator.listening.sound_clock import SoundClock
from simulator.listening.vad import SileroDetector, SpeechDetector
from simulator.ports import Transcriber
from tests.listening.sounds import LoudnessDetector, ToneTranscriber, said, silence, word
from tests.needs import PROJECT

RATE_HZ = 16_000
ROOM_SECONDS = 1.2
GREETING = PROJECT / "scripts_phone_screen" / "demo.answers" / "greeting.flac"
GREETING_WORDS = ["hello", "cindy", "this", "is", "mike", "how", "are", "you", "today"]


class Room:
    """A listener over a real recording, and every event that it posted."""

    def __init__(self, path: Path, transcriber: Transcriber, detector: type[SpeechDetector] = LoudnessDetector) -> None:
        self.inbox: Queue[Event] = Queue()
        self.recording = Recording(path, RATE_HZ)
        self.fed: list[NDArray[np.int16]] = []
        self.ear = Listener(
            self.inbox.put,
            lambda: self.ear.frames / RATE_HZ,
            RATE_HZ,
            transcriber,
            self.recording,
            new_detector=detector,
        )

    def listen(self, turn: int) -> None:
        self.ear.listen(Listen(f"t{turn}.listen", turn, "briefing", "", 90.0, math.inf))

    def stop(self, turn: int) -> None:
        self.ear.stop(f"t{turn}.listen")

    def feed(self, *sounds: NDArray[np.int16]) -> None:
        for sound in sounds:
            self.fed.append(sound)
            for at in range(0, len(sound), 320):
                self.ear.feed(sound[at : at + 320])

    def events(self) -> list[Event]:
        """Everything posted since the last time, once the words that are under way are known."""
        self.ear._transcriber_thread.submit(lambda: None).result()
        return [self.inbox.get() for _ in range(self.inbox.qsize())]

    def close(self) -> None:
        """The recording holds every frame that was fed, in order."""
        self.ear.close()
        self.recording.close()
        fed = np.concatenate(self.fed) if self.fed else np.zeros(0, np.int16)
        assert np.fromfile(self.recording.path, "<i2").tolist() == fed.tolist()


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    made = Room(tmp_path / "call.pcm", ToneTranscriber())
    yield made
    made.close()


def texts(events: Sequence[Event]) -> list[str]:
    return [event.transcript.text for event in events if isinstance(event, AnswerHeard)]


def test_rooms_in_which_nothing_is_said_post_nothing_and_the_answer_after_them_is_heard(room: Room) -> None:
    for turn in (1, 2, 3):
        room.listen(turn)
        room.feed(silence(ROOM_SECONDS))
        room.stop(turn)
        room.feed(silence(0.3))
    room.listen(4)
    room.feed(said("one", 0.3, "two", 3.0))
    events = room.events()
    assert {getattr(event, "turn", 4) for event in events} == {4}
    assert texts(events) == ["one two"]


def test_a_room_that_is_closed_in_the_first_tenth_of_a_word_posts_nothing_and_the_next_turn_hears_the_rest(
    room: Room,
) -> None:
    first_word = word("one")
    room.listen(1)
    room.feed(silence(1.1), first_word[:1_600])
    room.stop(1)
    assert room.events() == []
    room.listen(2)
    opened_at = room.ear.frames
    room.feed(first_word[1_600:], said(0.3, "two", 3.0))
    started, ended, _ = events = room.events()
    assert isinstance(started, SpeechStarted)
    assert isinstance(ended, AnswerEnded)
    assert (started.turn, started.frame, ended.start_frame) == (2, opened_at, opened_at)
    assert texts(events) == ["one two"]


def test_a_room_that_is_closed_while_its_first_words_are_already_being_read_gives_no_answer(room: Room) -> None:
    room.listen(1)
    room.feed(said("one", 0.9))
    room.stop(1)
    room.listen(2)
    room.feed(said("two", 3.0))
    events = room.events()
    assert [(type(event), getattr(event, "turn", 0)) for event in events] == [
        (SpeechStarted, 1),
        (SpeechStarted, 2),
        (AnswerEnded, 2),
        (AnswerHeard, 2),
    ]
    assert texts(events) == ["two"]
    assert room.ear.stretches_waiting == 0


def test_the_words_of_an_answer_that_has_ended_come_also_where_its_turn_is_closed_meanwhile(room: Room) -> None:
    room.listen(1)
    room.feed(said("one", 2.6))
    room.stop(1)
    room.listen(2)
    room.feed(silence(0.1))
    assert texts(room.events()) == ["one"]
    assert room.ear.open_turn is not None


class NoWords:
    engine, model, version = "none", "", ""

    def transcribe(self, samples: Sequence[float]) -> str:
        return ""


WHAT_HAPPENS = st.lists(
    st.one_of(
        st.tuples(st.just("listen"), st.just(0.0)),
        st.tuples(st.just("stop"), st.just(0.0)),
        st.tuples(st.sampled_from(["quiet", "speech"]), st.sampled_from([0.02, 0.1, 0.2, 0.5, 1.2, 2.6])),
    ),
    max_size=25,
)


@settings(max_examples=60, deadline=None)
@given(WHAT_HAPPENS)
def test_however_turns_are_opened_and_closed_every_event_belongs_to_the_open_one(
    tmp_path_factory: pytest.TempPathFactory, course: list[tuple[str, float]]
) -> None:
    room = Room(tmp_path_factory.mktemp("room") / "call.pcm", NoWords())
    turn, opened_at, told = 0, {}, dict[int, list[Event]]()
    for what, seconds in course:
        if what == "listen":
            room.stop(turn)
            turn += 1
            opened_at[turn] = room.ear.frames
            room.listen(turn)
        elif what == "stop":
            room.stop(turn)
        else:
            room.feed(silence(seconds) if what == "quiet" else word("one", seconds))
        for event in room.events():
            assert getattr(event, "turn", -1) == turn
            told.setdefault(turn, []).append(event)
    room.close()
    for turn, events in told.items():
        assert [type(event) for event in events] in (
            [SpeechStarted],
            [SpeechStarted, AnswerEnded, AnswerHeard],
        )
        assert isinstance(events[0], SpeechStarted)
        assert events[0].frame >= opened_at[turn]


# ---- with the real detector and recogniser ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def greeting() -> NDArray[np.int16]:
    samples, rate_hz = soundfile.read(GREETING, dtype="int16")
    assert rate_hz == RATE_HZ
    return np.asarray(samples, np.int16)


def speech_begins(sound: NDArray[np.int16]) -> int:
    return int(np.flatnonzero(np.abs(sound.astype(int)) > 600)[0])


def hiss(seconds: float) -> NDArray[np.int16]:
    return np.random.default_rng(4).normal(0, 15, round(seconds * RATE_HZ)).astype(np.int16)


def plain(text: str) -> list[str]:
    return [part.strip(".,?!").lower() for part in text.split()]


def test_a_greeting_is_heard_word_for_word_right_after_empty_rooms(tmp_path: Path, greeting: NDArray[np.int16]) -> None:
    room = Room(tmp_path / "call.pcm", MoonshineTranscriber(), SileroDetector)
    for turn in (1, 2):
        room.listen(turn)
        room.feed(hiss(ROOM_SECONDS))
        room.stop(turn)
    room.listen(3)
    room.feed(greeting, hiss(3.0))
    events = room.events()
    assert {getattr(event, "turn", 3) for event in events} == {3}
    (text,) = texts(events)
    assert plain(text) == GREETING_WORDS
    room.close()


@pytest.mark.parametrize("into_the_word_seconds", [0.03, 0.1, 0.3])
def test_speech_that_goes_on_while_its_room_is_closed_is_heard_by_the_next_turn_from_its_opening(
    tmp_path: Path, greeting: NDArray[np.int16], into_the_word_seconds: float
) -> None:
    room = Room(tmp_path / "call.pcm", ToneTranscriber(), SileroDetector)
    closing = speech_begins(greeting) + round(into_the_word_seconds * RATE_HZ)
    room.listen(1)
    room.feed(hiss(1.0), greeting[:closing])
    room.stop(1)
    opened_at = room.ear.frames
    before = room.events()
    assert [type(event) for event in before] in ([], [SpeechStarted])
    room.listen(2)
    room.feed(greeting[closing:], hiss(3.0))
    started, ended, _ = room.events()
    assert isinstance(started, SpeechStarted)
    assert isinstance(ended, AnswerEnded)
    assert opened_at <= started.frame <= opened_at + 0.25 * RATE_HZ
    assert ended.start_frame == pytest.approx(opened_at, abs=512)
    room.close()


# ---- with recorded answers -------------------------------------------------------------------------------------------


class RecordedCall:
    """Rooms and answers on the sound's own clock."""

    def __init__(self, folder: Path) -> None:
        self.clock = SoundClock(RecordedAnswers(folder))
        self.inbox: Queue[Event] = Queue()
        self.ear = Listener(
            self.inbox.put, self.clock.now_seconds, RATE_HZ, ToneTranscriber(), new_detector=LoudnessDetector
        )
        self.clock.attach(self.ear)

    def text(self, turn: int, asked: str, room_seconds: float = ROOM_SECONDS) -> str | None:
        """What is answered; None where nobody began to speak within the room."""
        until_seconds = self.clock.now_seconds() + room_seconds
        self.ear.listen(Listen(f"t{turn}.listen", turn, asked, "", 90.0, math.inf))
        if self.clock.wait(self.inbox, until_seconds) is None:
            assert self.clock.now_seconds() == pytest.approx(until_seconds, abs=0.021)
            self.ear.stop(f"t{turn}.listen")
            return None
        assert isinstance(self.clock.wait(self.inbox, None), AnswerEnded)
        heard = self.clock.wait(self.inbox, None)
        assert isinstance(heard, AnswerHeard)
        return heard.transcript.text


def recorded(folder: Path, **answers: NDArray[np.int16]) -> RecordedCall:
    for name, sound in answers.items():
        soundfile.write(folder / f"{name.replace('__', '.')}.flac", sound, RATE_HZ)
    return RecordedCall(folder)


def test_a_room_without_a_recording_is_silence_and_one_with_its_own_is_answered(tmp_path: Path) -> None:
    call = recorded(tmp_path, briefing__2=said(0.2, "two"))
    assert call.text(1, "briefing") is None
    call.clock.elapse(3.0)
    assert call.text(2, "briefing.2") == "two"
    assert call.text(3, "briefing.3") is None
    assert call.clock.now_seconds() == pytest.approx(1.2 + 3.0 + 0.7 + 2.5 + 1.2, abs=0.1)
    call.ear.close()


def test_a_number_names_a_recording_of_its_own_and_takes_none_from_the_first(tmp_path: Path) -> None:
    call = recorded(tmp_path, candidate_questions=said("one", 4.0, "three"), candidate_questions__2=said("two"))
    assert call.text(1, "candidate_questions", 10.0) == "one"
    assert call.text(2, "candidate_questions.2", 10.0) == "two"
    assert call.text(3, "candidate_questions.3", 10.0) is None
    assert call.text(4, "candidate_questions.again", 10.0) == "three"
    call.ear.close()


def test_what_is_put_again_is_answered_by_its_own_recording_else_by_the_rest_of_the_first(tmp_path: Path) -> None:
    call = recorded(
        tmp_path,
        overfitting=said("one", 4.0, "two"),
        overfitting__again=said("three", 4.0, "four"),
        overfitting__probe=said("five", 4.0, "six"),
    )
    assert call.text(1, "overfitting", 10.0) == "one"
    assert call.text(2, "overfitting.again", 10.0) == "three"
    assert call.text(3, "overfitting.again", 10.0) == "four"
    assert call.text(4, "overfitting.again", 10.0) is None
    assert call.text(5, "overfitting.probe", 10.0) == "five"
    assert call.text(6, "overfitting.probe.again", 10.0) == "six"
    assert call.text(7, "sign_off.again", 10.0) is None
    call.ear.close()


def test_a_recording_that_begins_later_than_its_room_lasts_is_not_heard(tmp_path: Path) -> None:
    call = recorded(tmp_path, briefing=said(1.5, "one"), greeting=said("two"))
    assert call.text(1, "briefing") is None
    assert call.text(2, "greeting") == "two"
    call.ear.close()
