"""What to do: imperative, frozen, each with an id that stays the same for as long as the effect is pending.

The session starts what is newly pending and stops what no longer is, so an id that comes back means "still".
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Effect:
    id: str


@dataclass(frozen=True)
class Decide(Effect):
    """Ask `interviewer.decide` what comes next; answered by a decision event."""


@dataclass(frozen=True)
class Ring(Effect):
    """Ring until the person picks up; answered by CallAnswered."""

    caller: str
    title: str
    company: str


@dataclass(frozen=True)
class Speak(Effect):
    """Say the text; answered by PromptSpoken."""

    turn: int
    text: str
    voice: str
    rate_words_per_minute: int


@dataclass(frozen=True)
class Prepare(Effect):
    """Have these texts ready as sound; never answered."""

    texts: tuple[str, ...]
    voice: str
    rate_words_per_minute: int


@dataclass(frozen=True)
class Listen(Effect):
    """Hear the answer; answered by SpeechStarted, AnswerEnded and, once the words are known, AnswerHeard."""

    turn: int
    asked: str
    """What the answer answers, by name: greeting, a question's id, QUESTION.probe, sign_off."""
    text: str
    """What was asked, to show."""
    hard_limit_seconds: float


@dataclass(frozen=True)
class FinishAnswer(Effect):
    """Take what is being said as finished now; answered through Listen."""


@dataclass(frozen=True)
class Hear(Effect):
    """The answer has ended and its words are awaited; answered by AnswerHeard."""

    turn: int


@dataclass(frozen=True)
class Assess(Effect):
    """Judge what the answer means for the course of the interview; answered by AnswerAssessed."""

    turn: int
    section_index: int
    question_id: str
    text: str
    """All that was answered to this question so far, oldest first."""
    later_question_ids: tuple[str, ...]


@dataclass(frozen=True)
class WakeAt(Effect):
    """Answered by TimePassed at or after this session time."""

    at_seconds: float


@dataclass(frozen=True)
class HangUp(Effect):
    """Close the line; answered by CallEnded."""

    by: str
