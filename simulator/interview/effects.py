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
    aloud: bool
    """False: nothing rings; the person stands at the door and walks in."""


@dataclass(frozen=True)
class Speak(Effect):
    """Say the text; answered by PromptSpoken."""

    turn: int
    text: str
    voice: str
    rate_words_per_minute: int
    telephone: bool = False
    """With the band of a telephone line."""
    gain_db: float = 0.0
    """Louder or quieter than usual."""


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
    breath_after_seconds: float
    """Once the answer is this long, a breath (0.8 s) ends it."""


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
    """All that was answered to this question so far, oldest first, a line each."""
    later_question_ids: tuple[str, ...]
    terms: tuple[str, ...]
    """Listened for, because a follow-up or a later question may take them up."""


@dataclass(frozen=True)
class Coach(Effect):
    """Say what was heard of an answer, one advice and a good answer; answered by CoachingGiven."""

    turn: int
    section_index: int
    question_id: str
    text: str
    """All that was answered, oldest first, a line each."""


@dataclass(frozen=True)
class AwaitChoice(Effect):
    """The coach has spoken; answered by CoachingChosen."""


@dataclass(frozen=True)
class AskSelfCheck(Effect):
    """Ask the person on the screen, yes or no; answered by SelfChecked."""

    section_index: int
    item_id: str
    text: str


@dataclass(frozen=True)
class WakeAt(Effect):
    """Answered by TimePassed at or after this session time."""

    at_seconds: float


@dataclass(frozen=True)
class HangUp(Effect):
    """Close the line; answered by CallEnded."""

    by: str
