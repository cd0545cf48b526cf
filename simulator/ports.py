"""What the session needs of the world, as protocols: it sees these and never a device, a file or a model.

Parts that work in threads of their own hand every event to `post`, which puts it on the session's one queue.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from queue import Queue
from typing import Protocol

from simulator.interview.effects import Assess, Coach, Hear, Listen, Prepare, Ring, Speak
from simulator.interview.events import AnswerAssessed, CoachingGiven, Event, Transcript
from simulator.interview.state import State

Post = Callable[[Event], None]


class Clock(Protocol):
    """Session time, and the only place where the session waits."""

    def now_seconds(self) -> float: ...

    def wait(self, inbox: Queue[Event], until_seconds: float | None) -> Event | None:
        """The next event; None once `until_seconds` (session time) is reached without one.

        A clock that runs on recorded sound advances here, block by block, until one or the other.
        """


class Voice(Protocol):
    """The interviewer's mouth. Returns at once; posts PromptSpoken when the prompt is over."""

    def ring(self, effect: Ring) -> None:
        """Ring, if `effect.aloud`; posts CallAnswered when the person picks up or walks in."""

    def prepare(self, effect: Prepare) -> None: ...

    def speak(self, effect: Speak) -> None: ...

    def stop(self, effect_id: str) -> None:
        """Silence at once. Posts nothing."""

    def hang_up(self) -> None:
        """The sound of a line that is closed; `close` lets it end. Posts nothing."""

    def close(self) -> None: ...


class Ear(Protocol):
    """The interviewer's hearing. Posts SpeechStarted, AnswerEnded and AnswerHeard for the turn that is open."""

    def listen(self, effect: Listen) -> None: ...

    def hear(self, effect: Hear) -> None:
        """The words of this ended turn are awaited (again, after a resume); AnswerHeard follows."""

    def stop(self, effect_id: str) -> None:
        """The turn is closed without an answer; its sound stays in the recording."""

    def finish_answer(self) -> None:
        """The done key: whatever is being said has ended now."""

    def close(self) -> None: ...


class Transcriber(Protocol):
    """Sound to words. One stretch at a time: float32 mono at 16 kHz, shape (samples,), -1 to 1, up to 28 s."""

    engine: str
    model: str
    version: str

    def transcribe(self, samples: Sequence[float]) -> str:
        """The words, or "" where there are none. Raises ModelError."""


class Assessor(Protocol):
    def assess(self, effect: Assess, at_seconds: float) -> AnswerAssessed: ...

    def coach(self, effect: Coach, at_seconds: float) -> CoachingGiven: ...


class Journal(Protocol):
    """Append-only; durable when `append` returns."""

    def append(self, event: Event) -> None: ...


class Display(Protocol):
    """Whoever looks on: told after every event is adopted. Must return at once and never raise."""

    def show(self, event: Event, state: State) -> None: ...


__all__ = ["Assessor", "Clock", "Display", "Ear", "Journal", "Post", "Transcriber", "Transcript", "Voice"]
