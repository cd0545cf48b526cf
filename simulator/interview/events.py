"""What happened. Past tense, frozen, a fact: written once, never changed, and enough to know how the interview stands.

`at_seconds` is session time: seconds since the session started, on a clock that only runs while the session does.
Positions in sound (`*_frame`) count frames of the session's one recording. Decisions of the interviewer are events
too, with all that the decision rested on, so that an old session replays the same under new code.

A changed meaning or field raises VERSIONS for that event and adds an upcaster in `simulator.journal.codec`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Mode(StrEnum):
    """How the person answers."""

    VOICE = "voice"
    TYPED = "typed"
    RECORDED = "recorded"


class Part(StrEnum):
    """What a turn is within its question."""

    MAIN = "main"
    SAY = "say"
    """The interviewer speaks and expects no answer."""
    PROBE = "probe"
    FOLLOW_UP = "follow_up"
    PATIENCE = "patience"
    """A nudge in silence; what is answered belongs to the turn before."""
    REPEAT = "repeat"
    """The question once more; what is answered belongs to the turn before."""
    WAIT = "wait"
    """Nothing is said, the interviewer keeps listening; what is answered belongs to the turn before."""
    REPLY = "reply"
    """To something said besides answering (a question, small talk); the open question stays open."""
    HANDOVER = "handover"
    """One interviewer gives the word to another."""
    GOOD_ANSWER = "good_answer"
    """Coach mode: the model answer, said aloud."""
    AGAIN = "again"
    """Coach mode: the question from its beginning; what was answered before is kept and not scored."""


class EndReason(StrEnum):
    """Why an answer ended."""

    PAUSE = "pause"
    DONE_KEY = "done_key"
    RAN_OVER = "ran_over"
    """A breath, in an answer that had run far past its time."""
    HARD_LIMIT = "hard_limit"
    END_OF_INPUT = "end_of_input"
    """Typed answers: Enter. Otherwise the microphone or the keyboard went away."""


class Difficulty(StrEnum):
    """What makes a line difficult; drawn by seed (`simulator.interview.difficulty`)."""

    TELEPHONE = "telephone"
    """The voice has the band of a telephone."""
    RUSHED = "rushed"
    """The interviewer speaks fast and follows up less."""
    QUIET = "quiet"
    """The interviewer is hard to hear."""
    SURPRISE = "surprise"
    """A question comes that nobody expects at this point: the salary."""


class Choice(StrEnum):
    """Coach mode: what the person wants after an answer."""

    GO_ON = "go_on"
    GOOD_ANSWER = "good_answer"
    AGAIN = "again"


@dataclass(frozen=True)
class Event:
    at_seconds: float


# ---- facts that the interviewer steps on -------------------------------------------------------------------------


@dataclass(frozen=True)
class SessionStarted(Event):
    script_id: str
    script_digest: str
    seed: int
    minutes: int
    candidate_name: str
    interviewer_id: str
    """Who calls: drawn by seed where the script leaves it open."""
    company: str
    role: str
    mode: Mode
    candidate_say_name: str
    """The candidate's name as the voice must be told to pronounce it."""
    difficulties: tuple[Difficulty, ...]
    coach: bool
    """After each answer the clock stops for what was heard, one advice and another try."""


@dataclass(frozen=True)
class QuestionsDrawn(Event):
    """Decision: which questions this session means to ask, in order, with section indices alongside."""

    question_ids: tuple[str, ...]
    section_indices: tuple[int, ...]
    spare_ids: tuple[str, ...]
    """Of these, the ones asked only where time is left over."""
    planned_seconds: tuple[float, ...]
    """What each section of the script gets of the minutes. Empty in sessions of version 1."""


@dataclass(frozen=True)
class CallAnswered(Event):
    """The person picked up; the minutes run from here."""


@dataclass(frozen=True)
class TurnChosen(Event):
    """Decision: what the interviewer says next, in full, and why."""

    turn: int
    """Counts the turns of the session from 1."""
    section_index: int
    question_id: str
    """Empty outside questions."""
    part: Part
    concept_id: str
    """For a probe or a follow-up: what it is about. For a reply to the candidate's question: the reply's id. For a
    question that refers back: the term. For a hand-over: who is to speak."""
    text: str
    """In full, `opening` included."""
    opening: str
    """The stock line it begins with ("Thank you."); empty if none."""
    interviewer_id: str
    expects_answer: bool
    reason: str
    """In words, for the review: "first in the plan", "concept 'table' not heard"."""
    seconds_left: float
    """Until the end of the minutes, when the decision was taken."""
    room_seconds: float
    """Where no answer is expected: how long the person may yet say something before the interviewer goes on."""


@dataclass(frozen=True)
class SectionCutShort(Event):
    """Decision: these questions are dropped so that the sections after keep their time."""

    section_index: int
    dropped_question_ids: tuple[str, ...]
    seconds_left: float


@dataclass(frozen=True)
class GoodbyeChosen(Event):
    """Decision: everything is said; the interviewer hangs up."""

    reason: str


@dataclass(frozen=True)
class PromptSpoken(Event):
    """The turn's prompt is over. Frames are of the recording, in which the prompt's time is kept too."""

    turn: int
    seconds: float
    heard: bool
    """False: no voice or loudspeaker, it stood on the screen only."""
    interrupted: bool
    start_frame: int
    end_frame: int


@dataclass(frozen=True)
class SpeechStarted(Event):
    """The first speech of an answer, which began at this frame."""

    turn: int
    frame: int


@dataclass(frozen=True)
class AnswerEnded(Event):
    """The person has finished. The answer's sound is [start_frame, end_frame)."""

    turn: int
    reason: EndReason
    start_frame: int
    end_frame: int
    speech_seconds: float
    """Voiced; the silences between are `pauses_seconds`."""
    longest_pause_seconds: float
    pauses_seconds: tuple[float, ...] = ()
    """Every silence between two runs of speech, in order. Empty in sessions of version 1, whatever the longest was."""
    filled_pauses: int = 0
    """How many "um" and "uh" were found by their sound alone: at least so many."""


@dataclass(frozen=True)
class Stretch:
    """Sound between two cuts and its words. Seconds count from the start of the recording."""

    start_seconds: float
    end_seconds: float
    text: str


@dataclass(frozen=True)
class Transcript:
    """Text, and what made it."""

    text: str
    engine: str
    """moonshine, whisper, typed or hand"""
    model: str
    version: str
    stretches: tuple[Stretch, ...] = ()


@dataclass(frozen=True)
class AnswerHeard(Event):
    turn: int
    transcript: Transcript


@dataclass(frozen=True)
class AnswerAssessed(Event):
    """Decision of the assessor: what the words meant for the interview's course. Ids only; no score."""

    turn: int
    intent: str
    """A kind of `simulator.interview.intents`."""
    found: tuple[str, ...]
    """Concepts of the question heard in all its answers so far, heaviest first."""
    missing: tuple[str, ...]
    also_answered: tuple[str, ...]
    """Later questions that this answer has answered in full."""
    reply_id: str
    """For a question to the interviewer: the script's reply that fits; empty if none."""
    word_count: int
    besides: tuple[str, ...]
    """Kinds of intents that the words held besides ("how are you?" within a greeting)."""
    terms: tuple[str, ...]
    """Terms of follow-ups and of later questions' references that were heard in this answer."""


@dataclass(frozen=True)
class SelfCheckOpened(Event):
    """Decision: the clock stops for a few questions that no microphone can answer."""

    section_index: int


@dataclass(frozen=True)
class SelfChecked(Event):
    """The person's own word on one item. Kept, never scored."""

    section_index: int
    item_id: str
    answer: str
    """yes, no, or empty where it was skipped."""


@dataclass(frozen=True)
class CoachingOpened(Event):
    """Decision: the answer is complete as it stands, and the clock stops to look at it."""

    turn: int


@dataclass(frozen=True)
class CoachingGiven(Event):
    """What the coach says of the answer. Words only, no score."""

    turn: int
    found: tuple[str, ...]
    """Ideas heard, as people know them, heaviest first."""
    missing: tuple[str, ...]
    advice: str
    """One sentence."""
    good_answer: str


@dataclass(frozen=True)
class CoachingChosen(Event):
    choice: Choice


@dataclass(frozen=True)
class TimePassed(Event):
    """An answer to WakeAt."""

    effect_id: str


@dataclass(frozen=True)
class RepeatAsked(Event):
    """By key: say the question again."""


@dataclass(frozen=True)
class PauseAsked(Event):
    """By key: stop the clock."""


@dataclass(frozen=True)
class PauseEnded(Event):
    pass


@dataclass(frozen=True)
class HungUpByCandidate(Event):
    pass


@dataclass(frozen=True)
class SessionResumed(Event):
    """A session that broke off goes on: the broken take is kept unscored, the question is asked again."""

    away_seconds: float
    """Wall-clock time since the last event; a label, not interview time."""


@dataclass(frozen=True)
class CallEnded(Event):
    """The line is closed. Nothing follows but revisions of what was heard."""

    by: str
    """interviewer or candidate"""


# ---- facts beside the interview: kept and reviewed, but `step` never sees them -----------------------------------


@dataclass(frozen=True)
class RecordingStarted(Event):
    """From here the microphone is on disk: raw 16-bit little-endian mono PCM."""

    file: str
    """Name within the recordings folder."""
    rate_hz: int
    device: str
    first_frame: int
    """Session frame of the file's first frame: 0, or where a resumed session goes on."""


@dataclass(frozen=True)
class RecordingEnded(Event):
    file: str
    frames: int
    sha256: str


@dataclass(frozen=True)
class TranscriptRevised(Event):
    """A better reading of one answer: by Whisper after the call, or by hand."""

    turn: int
    transcript: Transcript


@dataclass(frozen=True)
class AnswerHeardAgain(Event):
    """The stretches of AnswerHeard, each read a second time by the same engine with its sound cut otherwise.

    Where the words differ, either may be wrong. The first reading stays the one of record.
    """

    turn: int
    transcript: Transcript


@dataclass(frozen=True)
class DeviceFailed(Event):
    """A microphone, loudspeaker or voice stopped. The session is kept and can be resumed."""

    device: str
    reason: str


@dataclass(frozen=True)
class DeviceWarned(Event):
    """Something that the person can mend while the call goes on: a muted microphone, say."""

    device: str
    text: str


@dataclass(frozen=True)
class SelfRated(Event):
    """How well the person found the call to have gone, before any score was shown."""

    rating: int
    """1 (badly) to 5 (very well)."""


@dataclass(frozen=True)
class NameHeardAs(Event):
    """What the recogniser made of the candidate's name when it was tried out: in scoring as good as the name."""

    variants: tuple[str, ...]


BESIDE = (
    RecordingStarted,
    RecordingEnded,
    TranscriptRevised,
    AnswerHeardAgain,
    DeviceFailed,
    DeviceWarned,
    SelfRated,
    NameHeardAs,
)
"""Never stepped on."""

VERSIONS: dict[str, int] = {
    "SessionStarted": 2,
    "QuestionsDrawn": 2,
    "TurnChosen": 2,
    "AnswerAssessed": 2,
    "AnswerEnded": 2,
}
"""Schema version of each event's JSON; 1 where not named."""
