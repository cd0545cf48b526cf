"""What a person can do during a call, by key or by line; each becomes an event for the session or a word to the ear."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from simulator.interview.events import (
    CallAnswered,
    Choice,
    CoachingChosen,
    DeviceFailed,
    HungUpByCandidate,
    PauseAsked,
    PauseEnded,
    RepeatAsked,
    SelfChecked,
    SpeechStarted,
)
from simulator.listening.typed import TypedEar
from simulator.ports import Clock, Ear, Post

INTERRUPTED = "program"
"""The "device" of a DeviceFailed that Ctrl-C makes."""


@dataclass(frozen=True)
class Controls:
    """Made for one call. Safe from any thread."""

    post: Post
    clock: Clock
    ear: Ear
    level_dbfs: Callable[[], float]
    """Loudness of the microphone now; -100 where there is none."""

    @property
    def typed(self) -> bool:
        return isinstance(self.ear, TypedEar)

    def now_seconds(self) -> float:
        return self.clock.now_seconds()

    def pick_up(self) -> None:
        self.post(CallAnswered(self.now_seconds()))

    def done(self) -> None:
        self.ear.finish_answer()

    def enter(self, text: str) -> bool:
        return isinstance(self.ear, TypedEar) and self.ear.enter(text)

    def draft(self, text: str) -> None:
        if isinstance(self.ear, TypedEar):
            self.ear.draft(text)

    def repeat(self) -> None:
        self.post(RepeatAsked(self.now_seconds()))

    def pause(self) -> None:
        self.post(PauseAsked(self.now_seconds()))

    def go_on(self) -> None:
        self.post(PauseEnded(self.now_seconds()))

    def choose(self, choice: Choice) -> None:
        """What comes after the coach has spoken."""
        self.post(CoachingChosen(self.now_seconds(), choice))

    def check(self, section_index: int, item_id: str, answer: str) -> None:
        """The answer to one item of a self-check: yes, no, or "" to skip it."""
        self.post(SelfChecked(self.now_seconds(), section_index, item_id, answer))

    def hang_up(self) -> None:
        """What stands in the input line belongs to the answer."""
        if isinstance(self.ear, TypedEar) and self.ear.open_turn is not None and self.ear.has_draft:
            self.post(SpeechStarted(self.now_seconds(), self.ear.open_turn.turn, 0))
        self.post(HungUpByCandidate(self.now_seconds()))

    def interrupt(self) -> None:
        """Ctrl-C: the session stops where it is and can be resumed. What stands in the input line is kept."""
        if isinstance(self.ear, TypedEar) and self.ear.has_draft:
            self.ear.finish_answer()
        self.post(DeviceFailed(self.now_seconds(), INTERRUPTED, "stopped with Ctrl-C"))
