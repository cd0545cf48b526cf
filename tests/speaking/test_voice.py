"""The interviewer's mouth without a loudspeaker: real speech of known length, and what becomes of a call when the
voice fails. With a loudspeaker: test_loudspeaker.py.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Empty, Queue
from typing import Any

import pytest

from simulator.interview.effects import Prepare, Ring, Speak
from simulator.interview.events import CallAnswered, DeviceFailed, Event, PromptSpoken
from simulator.speaking.synthesiser import Synthesiser
from simulator.speaking.voice import ScreenVoice, SpokenVoice
from tests.speaking.waiting import until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the real engine here is Linux's")

RATE_HZ = 16_000
RING = Ring("ring", "Cindy Park", "Recruiter", "Northwind", aloud=True)
AT_THE_DOOR = Ring("ring", "Cindy Park", "Recruiter", "Northwind", aloud=False)
NO_VOICE = [sys.executable, "-c", "raise SystemExit('no voice here')"]


class Call:
    """A voice with a clock that runs on what it says, and everything that it posted."""

    def __init__(self, cache: Path, rings: int | None = 2, command: list[str] | None = None) -> None:
        self.posted: Queue[Event] = Queue()
        self.seconds = 0.0
        self.synthesiser = Synthesiser(cache, **({"command": command} if command else {}))  # type: ignore[arg-type]
        self.voice = SpokenVoice(
            self.posted.put,
            lambda: self.seconds,
            lambda: round(self.seconds * RATE_HZ),
            self._elapse,
            self.synthesiser,
            None,
            rings,
        )

    def _elapse(self, seconds: float) -> None:
        self.seconds += seconds

    def speak(self, turn: int, text: str, voice: str = "") -> None:
        self.voice.speak(Speak(f"speak/{turn}", turn, text, voice, 165))

    def next(self) -> Event:
        return self.posted.get(timeout=20)

    def next_spoken(self) -> PromptSpoken:
        event = self.next()
        assert isinstance(event, PromptSpoken)
        return event


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Callable[..., Call]]:
    calls: list[Call] = []

    def make_one(**settings: object) -> Call:
        calls.append(Call(tmp_path / "cache", **settings))  # type: ignore[arg-type]
        return calls[-1]

    yield make_one
    for call in calls:
        call.voice.close()
        assert call.synthesiser.child_pid is None
        with pytest.raises(Empty):
            call.posted.get_nowait()


def test_a_prompt_takes_on_the_clock_what_its_speech_lasts_and_was_not_heard(make: Callable[..., Call]) -> None:
    call = make()
    call.seconds = 10.0
    call.speak(1, "What is overfitting, and how would you notice it?")
    spoken = call.next_spoken()
    assert spoken.turn == 1
    assert 2.0 < spoken.seconds < 4.5
    assert (spoken.heard, spoken.interrupted) == (False, False)
    assert spoken.at_seconds == pytest.approx(10.0 + spoken.seconds)
    assert spoken.start_frame == 10 * RATE_HZ
    assert spoken.end_frame == round(spoken.at_seconds * RATE_HZ)


def test_two_calls_take_exactly_as_long(tmp_path: Path) -> None:
    lengths = []
    for name in ("one", "two"):
        call = Call(tmp_path / name)
        call.voice.prepare(Prepare("prepare", ("All right.", "Tell me more.", "Okay."), "", 165))
        for turn, text in enumerate(["Hello there.", "What is a database?", "Tell me more."]):
            call.speak(turn, text)
        lengths.append([call.next_spoken().seconds for _ in range(3)])
        call.voice.close()
    assert lengths[0] == lengths[1]


def test_it_is_picked_up_at_the_end_of_the_last_ring(make: Callable[..., Call]) -> None:
    call = make(rings=2)
    call.voice.ring(RING)
    assert call.next() == CallAnswered(8.0)


def test_without_a_number_of_rings_somebody_else_picks_up(make: Callable[..., Call]) -> None:
    call = make(rings=None)
    call.voice.ring(RING)
    call.voice.stop("ring")
    call.speak(1, "Hello.")
    assert call.next_spoken().turn == 1
    assert call.seconds < 2.0


def test_at_a_door_nothing_rings_and_one_walks_straight_in(make: Callable[..., Call]) -> None:
    call = make(rings=2)
    call.seconds = 3.0
    call.voice.ring(AT_THE_DOOR)
    assert call.next() == CallAnswered(3.0)
    assert call.seconds == 3.0


def test_at_a_door_somebody_at_the_keyboard_walks_in_by_key(make: Callable[..., Call]) -> None:
    call = make(rings=None)
    call.voice.ring(AT_THE_DOOR)
    call.voice.stop("ring")
    call.speak(1, "Hello.")
    assert call.next_spoken().turn == 1


@pytest.mark.parametrize(
    ("rung", "is_telephone", "tone_seconds"),
    [(RING, False, 0.35), (AT_THE_DOOR, True, 0.0), (None, True, 0.35), (None, False, 0.0)],
)
def test_a_line_is_heard_to_close_only_where_there_was_a_telephone(
    tmp_path: Path, rung: Ring | None, is_telephone: bool, tone_seconds: float
) -> None:
    elapsed: list[float] = []
    voice = SpokenVoice(
        lambda event: None,
        lambda: 0.0,
        lambda: 0,
        elapsed.append,
        Synthesiser(tmp_path / "cache"),
        None,
        rings=None,
        is_telephone=is_telephone,
    )
    if rung is not None:
        voice.ring(rung)
    voice.hang_up()
    voice.close()
    assert sum(elapsed) == pytest.approx(tone_seconds)


@pytest.mark.parametrize("line", [{"telephone": True}, {"gain_db": -12.0}, {"telephone": True, "gain_db": 6.0}])
def test_a_difficult_line_takes_no_other_time_and_needs_no_other_sentence(
    make: Callable[..., Call], tmp_path: Path, line: dict[str, Any]
) -> None:
    call = make()
    text = "What is overfitting, and how would you notice it?"
    call.speak(1, text)
    plain = call.next_spoken()
    call.voice.speak(Speak("speak/2", 2, text, "", 165, **line))
    assert call.next_spoken().seconds == pytest.approx(plain.seconds, abs=0.001)
    assert len(list((tmp_path / "cache").glob("*.flac"))) == 1


def test_a_prompt_that_is_stopped_while_it_is_made_posts_nothing_and_takes_no_time(make: Callable[..., Call]) -> None:
    call = make()
    call.speak(1, "Hello.")
    before = call.next_spoken().at_seconds
    assert call.synthesiser.child_pid is not None
    os.kill(call.synthesiser.child_pid, signal.SIGSTOP)
    call.speak(2, "This is never heard.")
    call.speak(3, "Nor is this.")
    call.voice.stop("speak/2")
    call.voice.stop("speak/3")
    os.kill(call.synthesiser.child_pid, signal.SIGCONT)
    call.speak(4, "But this is.")
    spoken = call.next_spoken()
    assert spoken.turn == 4
    assert spoken.at_seconds == pytest.approx(before + spoken.seconds)


def test_stopping_what_is_over_or_was_never_begun_does_nothing(make: Callable[..., Call]) -> None:
    call = make()
    call.speak(1, "Hello.")
    call.next_spoken()
    call.voice.stop("speak/1")
    call.voice.stop("speak/7")


def test_what_was_prepared_needs_no_voice_any_more(make: Callable[..., Call], tmp_path: Path) -> None:
    call = make()
    call.voice.prepare(Prepare("prepare", ("Tell me more.", "Thank you."), "", 165))
    until(lambda: len(list((tmp_path / "cache").glob("*.flac"))) == 2)
    call.voice.close()
    mute = make(command=NO_VOICE)
    mute.speak(1, "Thank you.")
    assert mute.next_spoken().seconds < 1.5


def test_a_voice_that_fails_is_told_once_and_the_call_goes_on_as_text(make: Callable[..., Call]) -> None:
    call = make(command=NO_VOICE)
    call.speak(1, "one two three four five six seven eight nine ten")
    failed = call.next()
    assert isinstance(failed, DeviceFailed)
    assert failed.device == "voice"
    assert "MI0220" in failed.reason
    assert "no voice here" in failed.reason
    spoken = call.next_spoken()
    assert spoken.seconds == pytest.approx(3.0)
    assert not spoken.heard
    call.speak(2, "Hello.")
    assert call.next_spoken().turn == 2


def test_a_failure_while_preparing_is_told_only_when_the_prompts_turn_comes(make: Callable[..., Call]) -> None:
    call = make(command=NO_VOICE)
    call.voice.prepare(Prepare("prepare", ("Thank you.",), "", 165))
    call.speak(1, "Hello.")
    assert isinstance(call.next(), DeviceFailed)
    assert call.next_spoken().turn == 1


def test_closing_while_a_prompt_is_made_ends_at_once_and_posts_nothing(make: Callable[..., Call]) -> None:
    call = make()
    call.speak(1, "Hello.")
    call.next_spoken()
    assert call.synthesiser.child_pid is not None
    os.kill(call.synthesiser.child_pid, signal.SIGSTOP)
    call.speak(2, "This is never heard.")
    until(call.synthesiser.is_speaking)
    began = time.monotonic()
    call.voice.close()
    assert time.monotonic() - began < 1.0
    call.voice.close()


@pytest.mark.parametrize("ring", [RING, AT_THE_DOOR])
def test_on_the_screen_everything_is_over_at_once(ring: Ring) -> None:
    posted: list[Event] = []
    voice = ScreenVoice(posted.append, lambda: 3.0, lambda: 48_000, rings=1)
    voice.ring(ring)
    voice.prepare(Prepare("prepare", ("Hello.",), "", 165))
    voice.speak(Speak("speak/1", 1, "Hello.", "", 165))
    voice.stop("speak/1")
    voice.hang_up()
    voice.close()
    assert posted == [CallAnswered(3.0), PromptSpoken(3.0, 1, 0.0, False, False, 48_000, 48_000)]


@pytest.mark.parametrize("ring", [RING, AT_THE_DOOR])
def test_on_the_screen_without_a_number_of_rings_somebody_else_picks_up(ring: Ring) -> None:
    posted: list[Event] = []
    ScreenVoice(posted.append, lambda: 0.0, lambda: 0, rings=None).ring(ring)
    assert posted == []
