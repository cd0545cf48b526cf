"""Where the interview stands: one frozen value, made by `interviewer.step` from the events so far and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from simulator.interview.events import (
    AnswerAssessed,
    Choice,
    CoachingGiven,
    EndReason,
    Mode,
    QuestionsDrawn,
    SessionStarted,
    TurnChosen,
)


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
    CHECKING = "checking"
    """A self-check on the screen; the clock stands."""
    COACHING = "coaching"
    """Coach mode: looking at the answer; the clock stands."""
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
class Mention:
    """A term that the person used, and while answering what."""

    term: str
    question_id: str


@dataclass(frozen=True)
class State:
    phase: Phase = Phase.NEW
    steps: int = 0
    """Events stepped on so far; makes the ids of decisions unique."""
    now_seconds: float = 0.0
    """Session time of the newest event."""
    started: SessionStarted | None = None
    drawn: QuestionsDrawn | None = None

    # ---- the clock
    call_began_seconds: float | None = None
    """Session time of picking up; the minutes run from here."""
    stopped_since_seconds: float | None = None
    """The minutes stand still since then: a pause, a self-check, the coach. None while they run."""
    stopped_seconds: float = 0.0
    """How long they stood still before."""

    # ---- the turn that is being spoken, answered or judged
    turn: TurnChosen | None = None
    turn_done: bool = False
    """The turn needs nothing more: spoken where no answer was expected, or assessed."""
    listening_since_seconds: float = 0.0
    quiet_since_seconds: float = 0.0
    """Since when the person has had something to answer; a nudge in between does not count."""
    speech_started: bool = False
    end_reason: EndReason | None = None
    """Why the newest answer ended."""

    # ---- the question that is open
    question: TurnChosen | None = None
    """The turn that asked what is open now: main, probe or follow-up; a repeat repeats it."""
    answers: tuple[str, ...] = ()
    """All that was answered to this question so far, oldest first."""
    assessed: AnswerAssessed | None = None
    """The newest assessment of this question."""
    silences: int = 0
    """How often in a row the person was waited for in vain, on this question."""
    thinking: bool = False
    """The person asked for time to think."""
    asides: int = 0
    """How often something other than an answer was dealt with, on this question."""
    probed: tuple[str, ...] = ()
    """Concepts probed for; empty for "can you say a little more?"."""
    followed_up: bool = False

    # ---- the whole conversation
    section_index: int = 0
    said: int = 0
    """Pieces of this section that were spoken, or asked."""
    asked: tuple[str, ...] = ()
    """Questions asked in this session."""
    settled: tuple[str, ...] = ()
    """Questions dropped for time, or answered in full while answering another."""
    mentions: tuple[Mention, ...] = ()
    taken_up: tuple[str, ...] = ()
    """Terms that a question has referred back to."""
    cut_short: bool = False
    """Questions were just dropped for lack of time, and nobody has said so yet."""
    last_texts: tuple[str, ...] = ()
    """The interviewer's last lines, so that no stock line comes twice in a row."""
    checks_done: int = 0
    """Items of the open self-check that were answered."""

    # ---- coach mode
    coaching: bool = False
    """The clock stands for the coach: from the first look at an answer until the person goes on."""
    coached: bool = False
    """The open question was looked at."""
    advice: CoachingGiven | None = None
    choice: Choice | None = None
    """What the person chose, until it is done."""

    # ---- what the person wants of the conversation itself
    pausing: bool = False
    """The person asked for a pause while answering: as soon as the words are kept."""
    leaving: bool = False
    """The person has hung up: as soon as the words are kept."""
    asking_again: Again = Again.NO
    """The open question is to be put once more, and why."""
    ended_by: str = ""

    @property
    def ended_by_hand(self) -> bool:
        """The newest answer was typed, or ended by a key or by the end of its input: not by silence."""
        typed = self.started is not None and self.started.mode is Mode.TYPED
        return typed or self.end_reason is not EndReason.PAUSE
