"""What a session was, as it is read: plain frozen values, computed from the journal and never kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from simulator.interview.events import Difficulty, EndReason, Mode, Part, Transcript
from simulator.interview.intents import IntentKind
from simulator.interview.script import ScriptKind, SectionKind
from simulator.review.ledger import Ledger
from simulator.review.sound import Piece
from simulator.scoring.answer import Answer
from simulator.scoring.call_score import CallScore
from simulator.scoring.feedback_rules import FeedbackRules
from simulator.scoring.result import AnswerScore, ConceptItem
from simulator.scoring.rubric import Rubric, Rules


@dataclass(frozen=True)
class Take:
    """What came in answer to one turn, whether or not it counts."""

    transcript: Transcript | None
    """Of record: by hand beats Whisper beats what was heard at once. None where no words are known."""
    heard_at_once: Transcript | None
    """What the interviewer went on with; None where the call broke off before."""
    heard_again: Transcript | None
    """Its stretches once more, cut otherwise; None where they were not read a second time."""
    start_frame: int | None
    """Of the recording; None where there is no sound or the answer never ended."""
    end_frame: int | None
    start_seconds: float | None
    """Of the recording, as the frames."""
    end_seconds: float | None
    first_word_seconds: float | None
    """Of the recording, where the first speech of it began."""
    speech_seconds: float | None
    longest_pause_seconds: float | None
    pauses_seconds: tuple[float, ...] | None
    """Every silence within it. None without sound, and in calls of a time when they were not kept."""
    filled_pauses: int
    """ "um" and "uh" by their sound: at least so many."""
    end_reason: EndReason | None
    intent: str
    """As assessed; empty where it never was."""
    besides: tuple[str, ...]
    """Kinds of intents that the words held besides."""
    began_seconds: float
    """Interview time at which it began, as exactly as the events tell."""
    aside: str
    """Why it is not scored ("the call broke off here"); empty where it counts."""
    text_start: int | None = None
    """Where its words begin in the exchange's `Answer.text`; None where they are not in it."""

    @property
    def text(self) -> str:
        return self.transcript.text if self.transcript else ""


@dataclass(frozen=True)
class Coaching:
    """What the coach said of an answer."""

    found: tuple[str, ...]
    """Ideas heard, as people know them."""
    missing: tuple[str, ...]
    advice: str


@dataclass(frozen=True)
class Turn:
    """A prompt, and what came in answer."""

    number: int
    section_index: int
    question_id: str
    part: Part
    answers_to: Part
    """What an answer here answers: MAIN, PROBE or FOLLOW_UP; a nudge, a repeat, a reply or a wait belongs to the turn
    before it, and another try is MAIN."""
    concept_id: str
    text: str
    opening: str
    """The stock line that `text` begins with ("Thank you."); empty if none."""
    reason: str
    interviewer_id: str
    at_seconds: float
    """Interview time of the decision."""
    expects_answer: bool
    heard: bool
    """False: it stood on the screen only, or the call broke off before it was spoken."""
    interrupted: bool
    prompt_start_seconds: float | None
    """Of the recording. None where it was not heard, or nothing was recorded."""
    prompt_end_seconds: float | None
    take: Take | None
    """Also where no answer was expected and the person said something in the room after it."""
    coaching: Coaching | None
    """After the answer, in coach mode."""

    @property
    def is_silent(self) -> bool:
        """True where the interviewer said nothing and only went on listening."""
        return self.part is Part.WAIT

    @property
    def shows_answer(self) -> bool:
        """Whether what came, or that nothing came, is worth a line."""
        has_words = self.take is not None and bool(self.take.text)
        return has_words or (self.expects_answer and (not self.is_silent or self.take is not None))


@dataclass(frozen=True)
class Talk:
    """How long either side talked in a call. Shown, never judged: the script decides it."""

    candidate_seconds: float
    """From the first word of each answer to its last, together."""
    interviewer_seconds: float
    """Of all that was heard aloud."""
    longest_monologue_seconds: float
    """The longest time that the person went on without a word of the interviewer."""

    @property
    def candidate_share(self) -> float | None:
        """0-1, of the time that somebody talked. None where the interviewer only stood on the screen."""
        if not self.interviewer_seconds:
            return None
        return self.candidate_seconds / (self.candidate_seconds + self.interviewer_seconds)


@dataclass(frozen=True)
class Credit:
    """A question that was not asked because it had been answered already."""

    question: str
    """As it would have been asked."""
    turn: int
    """In answer to which it was said."""
    said_in_answer_to: str


@dataclass(frozen=True)
class AlsoHeard:
    """What a behaviour rubric found in an answer: shown beside its score, never in it."""

    rubric_id: str
    title: str
    """As people know it: "The story"."""
    items: tuple[ConceptItem, ...]
    remarks: tuple[str, ...]
    """Reported, never judged."""


@dataclass(frozen=True)
class Exchange:
    """All turns about one thing: a question with its probes, the greeting, the sign-off, a line of the interviewer."""

    section_index: int
    section_kind: SectionKind
    section_name: str
    """As people know it."""
    section_title: str
    """The script's own name for the section; empty where it has none."""
    question_id: str
    rubric_id: str
    """By what it is scored; empty where it is not."""
    turns: tuple[Turn, ...]
    """None where a question is credited."""
    answer: Answer | None
    """What counts of all its takes; None where it is not scored."""
    score: AnswerScore | None
    rules: Rules = field(repr=False, compare=False)
    earlier_tries: tuple[float | None, ...] = ()
    """Coach mode: what each try before the scored one would have had; None where nothing was heard."""
    credit: Credit | None = None
    also: tuple[AlsoHeard, ...] = ()
    rubric: Rubric | None = field(default=None, repr=False, compare=False)
    """What it was scored by, with `rules`; None where it is not scored."""

    @property
    def asked(self) -> str:
        """Without the stock line before it."""
        if self.credit is not None:
            return self.credit.question
        first = self.turns[0]
        return first.text.removeprefix(first.opening).strip() or first.text

    @property
    def is_only_said(self) -> bool:
        """True for a line of the interviewer that nobody was to answer, and nobody did."""
        return self.credit is None and not any(turn.expects_answer or turn.shows_answer for turn in self.turns)

    @property
    def is_said_not_to_be_known(self) -> bool:
        """True where all that counts of the answer is that the person does not know."""
        takes = [take for take in self._takes if take.text]
        return bool(takes) and all(take.intent == IntentKind.DONT_KNOW for take in takes)

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
        if self.credit is not None and self.answer is not None:
            return self.answer.text
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
    after_turn: int
    at_seconds: float
    """Interview time of the decision."""


@dataclass(frozen=True)
class Break:
    """The session stopped here and went on later."""

    after_turn: int
    at_seconds: float
    """Interview time."""
    away_seconds: float


@dataclass(frozen=True)
class Speaker:
    """An interviewer who said something."""

    id: str
    name: str
    title: str


class MannerKind(StrEnum):
    ASKED_BEFORE_NOTES = "asked_before_notes"
    RETURNED_SMALL_TALK = "returned_small_talk"
    THANKED = "thanked"
    ASKED_OWN_QUESTIONS = "asked_own_questions"
    ASKED_FOR_TIME = "asked_for_time"
    ASKED_TO_REPEAT = "asked_to_repeat"
    ASKED_WHAT_WAS_MEANT = "asked_what_was_meant"


@dataclass(frozen=True)
class Manner:
    """Something done well towards the other person. Never scored, and there are no bad ones."""

    kind: MannerKind
    turn: int
    at_seconds: float
    """Of the recording, as the answer's own; interview time where there is none."""


@dataclass(frozen=True)
class JudgedManners:
    """The manners of the whole call: a part of its score."""

    title: str
    weight: float
    """Of the rubric, within its part of the call."""
    score: AnswerScore
    """Its quotes stand in all that was said, a line for each answer."""
    left_out: tuple[str, ...]
    """Ideas for which the call gave no chance; they count nothing."""


@dataclass(frozen=True)
class Checked:
    """The person's own word on what no microphone can hear. Kept, never scored."""

    section_index: int
    item_id: str
    text: str
    answer: str
    """yes, no, or empty where it was skipped."""
    after_turn: int
    at_seconds: float
    """Interview time; it stands meanwhile."""


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
    speakers: tuple[Speaker, ...]
    """Who called first, then the others in the order in which they spoke."""
    candidate: str
    minutes: int
    """Asked for."""
    call_seconds: float
    """From picking up to the end, or to the last thing that was kept, with all that the clock stood for."""
    mode: Mode
    seed: int
    difficulties: tuple[Difficulty, ...]
    is_coached: bool
    exchanges: tuple[Exchange, ...]
    cut_short: tuple[CutShort, ...]
    breaks: tuple[Break, ...]
    ledger: Ledger
    manners: tuple[Manner, ...]
    """In the order of the call."""
    checks: tuple[Checked, ...]
    failures: tuple[str, ...]
    """Devices that stopped, each with its reason."""
    recordings: tuple[Piece, ...]
    """The files of the recording in order; empty where nothing was recorded."""
    ended_by: str
    """interviewer or candidate; empty where the session is not over."""
    goodbye: str
    """Why the interviewer hung up; empty where that was never decided."""
    self_rating: int | None
    """1 (badly) to 5 (very well), given before any score was shown; None where none was."""
    call_score: CallScore | None
    """None where the script has nothing to score."""
    feedback: FeedbackRules = field(repr=False, compare=False)
    """How it is worded."""
    judged_manners: JudgedManners | None = None
    """None where no rubric looks at the whole call, or there was nothing to judge."""
    todays_rules: bool = False
    """Scored under today's rules: those of its day are not complete in this version."""
    talk: Talk | None = None
    """None where the person's voice was not measured."""

    @property
    def caller(self) -> Speaker:
        return self.speakers[0]

    @property
    def credited(self) -> tuple[Exchange, ...]:
        """Questions that were not asked because an earlier answer held all their ideas."""
        return tuple(exchange for exchange in self.exchanges if exchange.credit is not None)

    @property
    def is_over(self) -> bool:
        return bool(self.ended_by)

    @property
    def answered(self) -> int:
        """How many scored exchanges have an answer."""
        return sum(1 for exchange in self.exchanges if exchange.score and exchange.score.score is not None)

    @property
    def asked(self) -> int:
        """How many exchanges are scored, answered or not; a credited question counts as asked."""
        return sum(1 for exchange in self.exchanges if exchange.score)
