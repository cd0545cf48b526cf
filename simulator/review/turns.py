"""Events to turns: each prompt with what came in answer. Decides nothing that a journaled decision has not said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from simulator.interview.deciding import is_an_answer
from simulator.interview.events import (
    AnswerAssessed,
    AnswerEnded,
    AnswerHeard,
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
from simulator.review.model import Break, Take, Turn
from simulator.review.sound import Piece, pieces_of, seconds_at

ENGINE_RANK = {"hand": 2, "whisper": 1}
"""Whose reading is of record; any other engine was there at once and ranks 0. The newest of equals counts."""

BROKE_OFF = "the call broke off here, and the question was asked again"
LEFT_OPEN = "the session stopped here"
SET_ASIDE = "left off: the question was asked again"


@dataclass
class OpenTurn:
    """What the events have told of a turn so far."""

    chosen: TurnChosen
    answers_to: Part
    spoken: PromptSpoken | None = None
    speech_started: bool = False
    ended: AnswerEnded | None = None
    heard: AnswerHeard | None = None
    assessed: AnswerAssessed | None = None
    revisions: list[Transcript] = field(default_factory=list)
    broken: str = ""
    """Why what was being said was cut off before its words were known."""

    @property
    def is_waiting(self) -> bool:
        return self.chosen.expects_answer and self.heard is None


@dataclass(frozen=True)
class Told:
    """The turns of a session in order, and where it broke off and went on."""

    turns: tuple[Turn, ...]
    breaks: tuple[Break, ...]


def turns_of(events: Sequence[Event]) -> Told:
    """Fold a session's events, finished or not, into its turns."""
    folding = _Folding()
    for event in events:
        folding.take(event)
    last = folding.open
    if last is not None and last.is_waiting and not last.broken:
        last.broken = LEFT_OPEN
    mode = next((event.mode for event in events if isinstance(event, SessionStarted)), Mode.TYPED)
    pieces = () if mode is Mode.TYPED else pieces_of(events)
    turns = tuple(_turn(told, mode, pieces) for told in folding.turns.values())
    return Told(turns, tuple(folding.breaks))


class _Folding:
    def __init__(self) -> None:
        self.turns: dict[int, OpenTurn] = {}
        self.breaks: list[Break] = []
        self.open: OpenTurn | None = None

    def take(self, event: Event) -> None:
        match event:
            case TurnChosen():
                self.open = OpenTurn(event, self._answers_to(event.part))
                self.turns[event.turn] = self.open
            case PromptSpoken():
                self.turns[event.turn].spoken = event
            case SpeechStarted():
                self.turns[event.turn].speech_started = True
            case AnswerEnded():
                self.turns[event.turn].ended = event
            case AnswerHeard():
                self.turns[event.turn].heard = event
            case AnswerAssessed():
                self.turns[event.turn].assessed = event
            case TranscriptRevised():
                self.turns[event.turn].revisions.append(event.transcript)
            case SessionResumed():
                self._break(BROKE_OFF)
                after = self.open.chosen.turn if self.open else 0
                self.breaks.append(Break(after, event.at_seconds, event.away_seconds))
            case RepeatAsked():
                self._break(SET_ASIDE)

    def _answers_to(self, part: Part) -> Part:
        if part in (Part.PATIENCE, Part.REPEAT):
            return self.open.answers_to if self.open else Part.MAIN
        return part

    def _break(self, why: str) -> None:
        if self.open is not None and self.open.is_waiting:
            self.open.broken = why


def _turn(told: OpenTurn, mode: Mode, pieces: Sequence[Piece]) -> Turn:
    chosen = told.chosen
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
        at_seconds=chosen.at_seconds,
        expects_answer=chosen.expects_answer,
        heard=told.spoken is not None and told.spoken.heard,
        interrupted=told.spoken is not None and told.spoken.interrupted,
        take=_take(told, mode, pieces),
    )


def _take(told: OpenTurn, mode: Mode, pieces: Sequence[Piece]) -> Take | None:
    """None where nothing came: nobody was to answer, or nothing was said at all."""
    if told.heard is None and told.ended is None and not told.speech_started:
        return None
    ended = told.ended
    has_sound = ended is not None and mode is not Mode.TYPED
    recorded = ended if pieces else None
    return Take(
        transcript=_of_record(told),
        heard_at_once=told.heard.transcript if told.heard else None,
        start_frame=recorded.start_frame if recorded else None,
        end_frame=recorded.end_frame if recorded else None,
        start_seconds=seconds_at(pieces, recorded.start_frame) if recorded else None,
        end_seconds=seconds_at(pieces, recorded.end_frame) if recorded else None,
        speech_seconds=ended.speech_seconds if ended and has_sound else None,
        longest_pause_seconds=ended.longest_pause_seconds if ended and has_sound else None,
        end_reason=ended.reason if ended else None,
        intent=told.assessed.intent if told.assessed else "",
        aside=_aside(told),
    )


def _of_record(told: OpenTurn) -> Transcript | None:
    known = ([told.heard.transcript] if told.heard else []) + told.revisions
    best: Transcript | None = None
    for transcript in known:
        if best is None or ENGINE_RANK.get(transcript.engine, 0) >= ENGINE_RANK.get(best.engine, 0):
            best = transcript
    return best


def _aside(told: OpenTurn) -> str:
    if told.heard is None:
        return told.broken or LEFT_OPEN
    if told.assessed is not None and not is_an_answer(told.assessed.intent):
        return f"words about the conversation ({told.assessed.intent.replace('_', ' ')})"
    return ""
