"""Interview time: how long a call had run at each of its events. Pauses, self-checks, the coach and time away are no
part of it.

A projection of events alone: an old call keeps its times whatever the interviewer does today.
"""

from __future__ import annotations

from collections.abc import Sequence

from simulator.interview.events import (
    BESIDE,
    CallAnswered,
    CallEnded,
    Choice,
    CoachingChosen,
    CoachingOpened,
    Event,
    GoodbyeChosen,
    HungUpByCandidate,
    PauseAsked,
    PauseEnded,
    RepeatAsked,
    SectionCutShort,
    SelfChecked,
    SelfCheckOpened,
    SessionResumed,
    TurnChosen,
)


def interview_seconds(events: Sequence[Event]) -> tuple[float, ...]:
    """For each event the interview time since picking up, in seconds; 0 before. Never runs backwards."""
    clock = _Clock()
    return tuple(clock.at(event) for event in events)


class _Clock:
    """Runs from picking up to the end of the call, and stands where the minutes stood."""

    def __init__(self) -> None:
        self._began_seconds: float | None = None
        self._stopped_since_seconds: float | None = None
        self._stopped_seconds = 0.0
        self._checking = False
        self._coaching = False
        self._leaving = False
        self._over = False
        self._shown_seconds = 0.0

    def at(self, event: Event) -> float:
        if not self._over and not isinstance(event, BESIDE):
            self._turn(event)
            self._shown_seconds = max(self._shown_seconds, self._reading(event.at_seconds))
            self._over = isinstance(event, CallEnded)
        return self._shown_seconds

    def _reading(self, at_seconds: float) -> float:
        if self._began_seconds is None:
            return 0.0
        if self._stopped_since_seconds is not None:
            at_seconds = min(at_seconds, self._stopped_since_seconds)
        return at_seconds - self._began_seconds - self._stopped_seconds

    def _turn(self, event: Event) -> None:
        match event:
            case CallAnswered():
                self._began_seconds = event.at_seconds
            case HungUpByCandidate():
                self._leaving = True
            case SelfCheckOpened():
                self._checking = True
                self._stop(event.at_seconds)
            case SelfChecked():
                self._run(event.at_seconds)
                self._stop(event.at_seconds)  # until the next decision shows that it was the last item
            case CoachingOpened():
                self._coaching = True
                self._stop(event.at_seconds)
            case CoachingChosen(choice=Choice.GO_ON):
                self._coaching = False
                self._run(event.at_seconds)
            case PauseAsked() | PauseEnded() | RepeatAsked() | SessionResumed():
                self._by_hand(event)
            case TurnChosen() | SectionCutShort() | GoodbyeChosen():
                self._decided()

    def _by_hand(self, event: Event) -> None:
        """Who hangs up no longer pauses; a self-check and the coach outlast a break."""
        if self._leaving or self._checking or self._coaching:
            return
        if isinstance(event, PauseAsked):
            self._stop(event.at_seconds)
        else:
            self._run(event.at_seconds)

    def _decided(self) -> None:
        if self._checking and not self._leaving:
            self._checking = False
            self._stopped_since_seconds = None

    def _stop(self, at_seconds: float) -> None:
        if self._stopped_since_seconds is None:
            self._stopped_since_seconds = at_seconds

    def _run(self, at_seconds: float) -> None:
        if self._stopped_since_seconds is not None:
            self._stopped_seconds += max(0.0, at_seconds - self._stopped_since_seconds)
            self._stopped_since_seconds = None
