"""Events to turns: each prompt with what came in answer. Decides nothing that a journaled decision has not said."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from simulator.interview.events import (
    AnswerAssessed,
    AnswerEnded,
    AnswerHeard,
    AnswerHeardAgain,
    CoachingGiven,
    Event,
    Mode,
    Part,
    PromptSpoken,
    RepeatAsked,
    SessionResumed,
    SessionStarted,
    SpeechStarted,
    Transcript,
    TranscriptRevised,
    TurnChosen,
)
from simulator.interview.intents import IntentKind, is_an_answer
from simulator.review.call_clock import interview_seconds
from simulator.review.model import Break, Coaching, Take, Turn
from simulator.review.sound import Piece, pieces_of, seconds_at

ENGINE_RANK = {"hand": 2, "whisper": 1}
"""Whose reading is of record; any other engine was there at once and ranks 0. The newest of equals counts."""

BROKE_OFF = "the call broke off here, and the question was asked again"
LEFT_OPEN = "the session stopped here"
SET_ASIDE = "left off: the question was asked again"
STRAY = "a stray word or a noise"
ABOUT_THE_CONVERSATION = {
    IntentKind.REPEAT: "asked to hear it again",
    IntentKind.CLARIFY: "asked what was meant",
    IntentKind.THINK: "asked for time to think",
    IntentKind.NOTES: "asked to take notes",
    IntentKind.QUESTION: "a question to the interviewer",
    IntentKind.SMALL_TALK: "a courtesy",
    IntentKind.MUTE: "about the microphone",
}
"""What words mean that answer nothing."""

_BELONGS_TO_THE_TURN_BEFORE = (Part.PATIENCE, Part.REPEAT, Part.WAIT, Part.REPLY)


@dataclass
class OpenTurn:
    """What the events have told of a turn so far."""

    chosen: TurnChosen
    answers_to: Part
    at_seconds: float
    """Interview time of the decision."""
    began_seconds: float
    """Interview time at which its answer began, as far as is known: when it was asked, spoken, or speech was heard."""
    spoken: PromptSpoken | None = None
    speech_started: bool = False
    speech_frame: int = 0
    ended: AnswerEnded | None = None
    heard: AnswerHeard | None = None
    heard_again: Transcript | None = None
    assessed: AnswerAssessed | None = None
    coaching: CoachingGiven | None = None
    revisions: list[Transcript] = field(default_factory=list)
    broken: str = ""
    """Why what was being said was cut off before its words were known."""

    @property
    def is_waiting(self) -> bool:
        return (self.chosen.expects_answer or self.speech_started) and self.heard is None


@dataclass(frozen=True)
class Told:
    """The turns of a session in order, and where it broke off and went on."""

    turns: tuple[Turn, ...]
    breaks: tuple[Break, ...]


def turns_of(events: Sequence[Event], sections_to_ask_in: Collection[int] = ()) -> Told:
    """Fold a session's events, finished or not, into its turns.

    `sections_to_ask_in`: indices of the sections in which a question to the interviewer is what was asked for.
    """
    folding = _Folding()
    for event, seconds in zip(events, interview_seconds(events), strict=True):
        folding.take(event, seconds)
    last = folding.open
    if last is not None and last.is_waiting and not last.broken:
        last.broken = LEFT_OPEN
    mode = next((event.mode for event in events if isinstance(event, SessionStarted)), Mode.TYPED)
    pieces = () if mode is Mode.TYPED else pieces_of(events)
    turns = tuple(_turn(told, mode, pieces, sections_to_ask_in) for told in folding.turns.values())
    return Told(turns, tuple(folding.breaks))


class _Folding:
    def __init__(self) -> None:
        self.turns: dict[int, OpenTurn] = {}
        self.breaks: list[Break] = []
        self.open: OpenTurn | None = None

    def take(self, event: Event, seconds: float) -> None:
        """`seconds`: interview time of the event."""
        match event:
            case TurnChosen():
                self.open = OpenTurn(event, self._answers_to(event.part), seconds, seconds)
                self.turns[event.turn] = self.open
            case PromptSpoken():
                self.turns[event.turn].spoken = event
                self.turns[event.turn].began_seconds = seconds
            case SpeechStarted():
                self.turns[event.turn].speech_started = True
                self.turns[event.turn].speech_frame = event.frame
                self.turns[event.turn].began_seconds = seconds
            case AnswerEnded():
                self.turns[event.turn].ended = event
            case AnswerHeard():
                self.turns[event.turn].heard = event
            case AnswerHeardAgain():
                self.turns[event.turn].heard_again = event.transcript
            case AnswerAssessed():
                self.turns[event.turn].assessed = event
            case CoachingGiven():
                self.turns[event.turn].coaching = event
            case TranscriptRevised():
                self.turns[event.turn].revisions.append(event.transcript)
            case SessionResumed():
                self._break(BROKE_OFF)
                after = self.open.chosen.turn if self.open else 0
                self.breaks.append(Break(after, seconds, event.away_seconds))
            case RepeatAsked():
                self._break(SET_ASIDE)

    def _answers_to(self, part: Part) -> Part:
        if part in _BELONGS_TO_THE_TURN_BEFORE:
            return self.open.answers_to if self.open else Part.MAIN
        return Part.MAIN if part is Part.AGAIN else part

    def _break(self, why: str) -> None:
        if self.open is not None and self.open.is_waiting:
            self.open.broken = why


def _turn(told: OpenTurn, mode: Mode, pieces: Sequence[Piece], sections_to_ask_in: Collection[int]) -> Turn:
    chosen = told.chosen
    aloud = told.spoken if told.spoken is not None and _took_time(told.spoken, mode) else None
    return Turn(
        number=chosen.turn,
        section_index=chosen.section_index,
        question_id=chosen.question_id,
        part=chosen.part,
        answers_to=told.answers_to,
        concept_id=chosen.concept_id,
        text=chosen.text,
        opening=chosen.opening,
        reason=chosen.reason,
        interviewer_id=chosen.interviewer_id,
        at_seconds=told.at_seconds,
        expects_answer=chosen.expects_answer,
        heard=told.spoken is not None and told.spoken.heard,
        interrupted=told.spoken is not None and told.spoken.interrupted,
        prompt_start_seconds=seconds_at(pieces, aloud.start_frame) if aloud else None,
        prompt_end_seconds=seconds_at(pieces, aloud.end_frame) if aloud else None,
        take=_take(told, mode, pieces, chosen.section_index in sections_to_ask_in),
        coaching=_coaching(told.coaching) if told.coaching is not None else None,
    )


def _coaching(given: CoachingGiven) -> Coaching:
    return Coaching(given.found, given.missing, given.advice)


def _take(told: OpenTurn, mode: Mode, pieces: Sequence[Piece], is_to_ask: bool) -> Take | None:
    """None where nothing came: nobody was to answer, or nothing was said at all."""
    if told.heard is None and told.ended is None and not told.speech_started:
        return None
    ended = told.ended
    has_sound = ended is not None and mode is not Mode.TYPED
    recorded = ended if pieces else None
    return Take(
        transcript=_of_record(told),
        heard_at_once=told.heard.transcript if told.heard else None,
        heard_again=told.heard_again,
        start_frame=recorded.start_frame if recorded else None,
        end_frame=recorded.end_frame if recorded else None,
        start_seconds=seconds_at(pieces, recorded.start_frame) if recorded else None,
        end_seconds=seconds_at(pieces, recorded.end_frame) if recorded else None,
        first_word_seconds=seconds_at(pieces, told.speech_frame) if told.speech_started else None,
        speech_seconds=ended.speech_seconds if ended and has_sound else None,
        longest_pause_seconds=ended.longest_pause_seconds if ended and has_sound else None,
        pauses_seconds=_pauses(ended) if ended and has_sound else None,
        filled_pauses=ended.filled_pauses if ended and has_sound else 0,
        end_reason=ended.reason if ended else None,
        intent=told.assessed.intent if told.assessed else "",
        besides=told.assessed.besides if told.assessed else (),
        began_seconds=told.began_seconds,
        aside=_aside(told, is_to_ask),
    )


def _took_time(spoken: PromptSpoken, mode: Mode) -> bool:
    """Whether its seconds are those of speech: heard aloud, or passing in a call with recorded answers. What a person
    reads is over whenever they have read it."""
    return spoken.heard or (mode is Mode.RECORDED and spoken.end_frame > spoken.start_frame)


def _pauses(ended: AnswerEnded) -> tuple[float, ...] | None:
    """None where there were some and they were not kept: in sessions of version 1."""
    return None if ended.longest_pause_seconds > 0 and not ended.pauses_seconds else ended.pauses_seconds


def _of_record(told: OpenTurn) -> Transcript | None:
    known = ([told.heard.transcript] if told.heard else []) + told.revisions
    best: Transcript | None = None
    for transcript in known:
        if best is None or ENGINE_RANK.get(transcript.engine, 0) >= ENGINE_RANK.get(best.engine, 0):
            best = transcript
    return best


def _aside(told: OpenTurn, is_to_ask: bool) -> str:
    """Why it does not count; empty where it does."""
    if told.heard is None:
        return told.broken or LEFT_OPEN
    assessed = told.assessed
    if assessed is None or is_an_answer(assessed.intent) or (is_to_ask and assessed.intent == IntentKind.QUESTION):
        return ""
    if assessed.word_count == 0:
        return STRAY
    return ABOUT_THE_CONVERSATION[IntentKind(assessed.intent)]
