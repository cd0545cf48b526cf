"""Where the interview stands: one frozen value, made by `interviewer.step` from the events so far and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from simulator.interview.events import AnswerAssessed, QuestionsDrawn, SessionStarted, TurnChosen


class Phase(StrEnum):
    NEW = "new"
    DECIDING = "deciding"
    RINGING = "ringing"
    SPEAKING = "speaking"
    LISTENING = "listening"
    HEARING = "hearing"
    """The answer has ended; its words are not known yet."""
    ASSESSING = "assessing"
    PAUSED = "paused"
    HANGING_UP = "hanging_up"
    ENDED = "ended"


class Again(StrEnum):
    NO = ""
    ASKED = "asked"
    """The person pressed the key."""
    PAUSED = "paused"
    """After a pause."""
    BACK = "back"
    """After a break."""


@dataclass(frozen=True)
class State:
    phase: Phase = Phase.NEW
    steps: int = 0
    """Events stepped on so far; makes the ids of decisions unique."""
    now_seconds: float = 0.0
    """Session time of the newest event."""
    started: SessionStarted | None = None
    drawn: QuestionsDrawn | None = None
    call_began_seconds: float | None = None
    """Session time of picking up; the minutes run from here."""

    turn: TurnChosen | None = None
    """The turn that is being spoken, answered or judged."""
    turn_done: bool = False
    """The turn needs nothing more: spoken where no answer was expected, or assessed."""
    listening_since_seconds: float = 0.0
    speech_started: bool = False
    silences: int = 0
    """How often in a row the person was waited for in vain, on this question."""
    answers: tuple[str, ...] = ()
    """All that was answered to this question so far, oldest first."""
    assessed: AnswerAssessed | None = None
    """The newest assessment of this question."""
    question: TurnChosen | None = None
    """The turn that asked what is open now: main, probe or follow-up; a repeat repeats it."""
    asides: int = 0
    """How often this question was repeated, or its answer waited for."""
    cut_short: bool = False
    """Questions were just dropped for lack of time, and nobody has said so yet."""

    asked: tuple[str, ...] = ()
    """Questions asked in this session."""
    settled: tuple[str, ...] = ()
    """Questions dropped for time, or answered in full while answering another."""
    said: int = 0
    """Pieces of this section that were spoken."""
    probed: bool = False
    followed_up: bool = False
    last_opening: str = ""
    """The stock line said last, so that it is not said twice in a row."""

    section_index: int = 0
    pausing: bool = False
    """The person asked for a pause while answering: as soon as the words are kept."""
    leaving: bool = False
    """The person has hung up: as soon as the words are kept."""
    asking_again: Again = Again.NO
    """The open question is to be put once more, and why."""
    paused_since_seconds: float = 0.0
    paused_seconds: float = 0.0
    ended_by: str = ""
