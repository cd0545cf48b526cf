"""What a session was, as it is read: plain frozen values, computed from the journal and never kept."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.interview.events import EndReason, Mode, Part, Transcript
from simulator.interview.script import ScriptKind, SectionKind
from simulator.review.sound import Piece
from simulator.scoring.answer import Answer
from simulator.scoring.call_score import CallScore
from simulator.scoring.result import AnswerScore


@dataclass(frozen=True)
class Take:
    """What came in answer to one turn, whether or not it counts."""

    transcript: Transcript | None
    """Of record: by hand beats Whisper beats what was heard at once. None where no words are known."""
    heard_at_once: Transcript | None
    """What the interviewer went on with; None where the call broke off before."""
    start_frame: int | None
    """Of the recording; None where there is no sound or the answer never ended."""
    end_frame: int | None
    start_seconds: float | None
    """Of the recording, as the frames."""
    end_seconds: float | None
    speech_seconds: float | None
    longest_pause_seconds: float | None
    end_reason: EndReason | None
    intent: str
    """As assessed; empty where it never was."""
    aside: str
    """Why it is not scored ("the call broke off here"); empty where it counts."""
    text_start: int | None = None
    """Where its words begin in the exchange's `Answer.text`; None where they are not in it."""

    @property
    def text(self) -> str:
        return self.transcript.text if self.transcript else ""


@dataclass(frozen=True)
class Turn:
    """A prompt, and what came in answer."""

    number: int
    section_index: int
    question_id: str
    part: Part
    answers_to: Part
    """What an answer here answers: MAIN, PROBE or FOLLOW_UP; a nudge or a repeat belongs to the turn before it."""
    concept_id: str
    text: str
    opening: str
    """The stock line that `text` begins with ("Thank you."); empty if none."""
    reason: str
    interviewer_id: str
    at_seconds: float
    """Session time of the decision."""
    expects_answer: bool
    heard: bool
    """False: it stood on the screen only, or the call broke off before it was spoken."""
    interrupted: bool
    take: Take | None


@dataclass(frozen=True)
class Exchange:
    """All turns about one thing: a question with its probes, the greeting, the sign-off, a line of the interviewer."""

    section_index: int
    section_kind: SectionKind
    question_id: str
    rubric_id: str
    """By what it is scored; empty where it is not."""
    turns: tuple[Turn, ...]
    answer: Answer | None
    """What counts of all its takes; None where it is not scored."""
    score: AnswerScore | None

    @property
    def asked(self) -> str:
        """Without the stock line before it."""
        return self.turns[0].text.removeprefix(self.turns[0].opening).strip()

    @property
    def is_only_said(self) -> bool:
        """True for a line of the interviewer that nobody was to answer."""
        return not any(turn.expects_answer for turn in self.turns)

    @property
    def start_seconds(self) -> float | None:
        """Of the recording: where the first take that counts begins. None without sound."""
        starts = [take.start_seconds for take in self._takes if take.start_seconds is not None]
        return min(starts, default=None)

    @property
    def end_seconds(self) -> float | None:
        ends = [take.end_seconds for take in self._takes if take.end_seconds is not None]
        return max(ends, default=None)

    @property
    def transcript(self) -> str:
        """What was said and counts, a line for each take."""
        return "\n".join(take.text for take in self._takes if take.text)

    @property
    def _takes(self) -> list[Take]:
        return [turn.take for turn in self.turns if turn.take is not None and not turn.take.aside]


@dataclass(frozen=True)
class CutShort:
    """Questions that were dropped so that later sections kept their time."""

    section_kind: SectionKind
    questions: tuple[str, ...]
    """As they would have been asked."""
    seconds_left: float


@dataclass(frozen=True)
class Break:
    """The session stopped here and went on later."""

    after_turn: int
    at_seconds: float
    away_seconds: float


@dataclass(frozen=True)
class Review:
    session: str
    created: str
    """Wall-clock label, ISO 8601."""
    program_version: str
    script_id: str
    script_kind: ScriptKind
    title: str
    company: str
    role: str
    interviewer: str
    interviewer_title: str
    candidate: str
    minutes: int
    """Asked for."""
    call_seconds: float
    """From picking up to the end, or to the last thing that was kept."""
    mode: Mode
    seed: int
    exchanges: tuple[Exchange, ...]
    cut_short: tuple[CutShort, ...]
    breaks: tuple[Break, ...]
    failures: tuple[str, ...]
    """Devices that stopped, each with its reason."""
    recordings: tuple[Piece, ...]
    """The files of the recording in order; empty where nothing was recorded."""
    ended_by: str
    """interviewer or candidate; empty where the session is not over."""
    call_score: CallScore | None
    """None where the script has nothing to score."""
    todays_rules: bool = False
    """Scored under today's rules: those of its day are not complete in this version."""

    already_answered: tuple[str, ...] = ()
    """Questions that were not asked because an earlier answer held all their ideas."""

    @property
    def is_over(self) -> bool:
        return bool(self.ended_by)

    @property
    def answered(self) -> int:
        """How many scored exchanges have an answer."""
        return sum(1 for exchange in self.exchanges if exchange.score and exchange.score.score is not None)

    @property
    def asked(self) -> int:
        """How many exchanges are scored, answered or not."""
        return sum(1 for exchange in self.exchanges if exchange.score)
