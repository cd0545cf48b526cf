"""Journal to Review: events and kept texts in, everything that a person may read out. Writes nothing, keeps nothing.

The script, rubrics and rules are those of the day, rebuilt from the texts that the session itself kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import TypeVar

from simulator.content.compiling import LoadedScript, Source, SourceKind, compile_sources
from simulator.content.library import Library
from simulator.content.reading import Reader
from simulator.errors import ContentError, JournalError
from simulator.interview.events import (
    AnswerAssessed,
    CallAnswered,
    CallEnded,
    DeviceFailed,
    Event,
    Part,
    SectionCutShort,
    SessionStarted,
)
from simulator.interview.script import SectionKind
from simulator.journal.store import SessionSummary, Store
from simulator.review.answers import grouped, joined
from simulator.review.model import CutShort, Exchange, Review, Turn
from simulator.review.sound import pieces_of
from simulator.review.turns import turns_of
from simulator.scoring.call_score import CallPart, CallScore, score_call
from simulator.scoring.rubric import Rubric
from simulator.scoring.scorer import score_answer

Kind = TypeVar("Kind", bound=Event)

_SCORED_BY_SECTION = (SectionKind.GREETING, SectionKind.SIGN_OFF)


def read_review(store: Store, session: str, cache: Path | None = None, reader: Reader | None = None) -> Review:
    """The review of a session: its id, a prefix of it, or "last". Raises JournalError and UsageError.

    `cache` is a folder for the content reader's disposable cache; a `reader` of its own spares reading it again where
    many sessions are reviewed.
    """
    summary = store.session(session)
    events = store.events(summary.id)
    if not _all(events, SessionStarted):
        raise JournalError(
            "MI0410",
            f"The session {summary.id} has nothing to review: it stopped before the call began.",
            "See all sessions with: mock-interview history",
        )
    loaded = kept_script(store, summary.id, cache, reader)
    kept = {text.digest for text in store.texts(summary.id)}
    todays_rules = any(source.digest not in kept for source in loaded.sources)
    return project(summary, events, loaded, todays_rules)


def kept_script(store: Store, session: str, cache: Path | None = None, reader: Reader | None = None) -> LoadedScript:
    """Script, rubrics and rules of a session, from the texts that it kept. Raises JournalError.

    Rules grow new keys from version to version; where those kept are no longer complete, today's take their place.
    """
    summary = store.session(session)
    sources = [
        Source(**{item.name: getattr(text, item.name) for item in fields(Source)}) for text in store.texts(summary.id)
    ]
    if not sources:
        raise JournalError(
            "MI0410",
            f"The session {summary.id} has nothing to review: it kept no script.",
            "See all sessions with: mock-interview history",
        )
    reader = reader or Reader(cache)
    try:
        loaded = _compiled(sources, reader)
    except ContentError as error:
        raise JournalError(
            "MI0414",
            f"The texts that session {summary.id} rests on are not valid in this version: {error.message}",
            f"It was made by mock-interview {summary.program_version}; what was said is still in the journal.",
        ) from error
    reader.save()
    return loaded


def _compiled(sources: Sequence[Source], reader: Reader) -> LoadedScript:
    try:
        return compile_sources(sources, reader)
    except ContentError:
        without_rules = [source for source in sources if source.kind != SourceKind.RULES]
        return compile_sources([*without_rules, *Library.default().rule_sources()], reader)


def project(
    summary: SessionSummary, events: Sequence[Event], loaded: LoadedScript, todays_rules: bool = False
) -> Review:
    """What a session was, finished or not. `todays_rules`: `loaded` does not hold the rules of its day."""
    (started,) = _all(events, SessionStarted)[:1]
    script = loaded.script
    caller = script.interviewer(started.interviewer_id)
    told = turns_of(events)
    exchanges = tuple(_exchange(turns, started, loaded) for turns in grouped(told.turns))
    ended = _all(events, CallEnded)
    return Review(
        session=summary.id,
        created=summary.created,
        program_version=summary.program_version,
        script_id=started.script_id,
        script_kind=script.kind,
        title=script.title,
        company=started.company,
        role=started.role,
        interviewer=caller.name,
        interviewer_title=caller.title,
        candidate=started.candidate_name,
        minutes=started.minutes,
        call_seconds=_call_seconds(events),
        mode=started.mode,
        seed=started.seed,
        exchanges=exchanges,
        cut_short=_cut_short(events, loaded),
        breaks=told.breaks,
        failures=_failures(events),
        recordings=pieces_of(events),
        ended_by=ended[-1].by if ended else "",
        call_score=_call_score(exchanges, loaded),
        todays_rules=todays_rules,
        already_answered=_already_answered(events, loaded),
    )


def _exchange(turns: Sequence[Turn], started: SessionStarted, loaded: LoadedScript) -> Exchange:
    first = turns[0]
    section = loaded.script.sections[first.section_index]
    rubric_id = ""
    if any(turn.expects_answer for turn in turns):
        rubric_id = first.question_id or (section.rubric_id if section.kind in _SCORED_BY_SECTION else "")
    rubric = loaded.rubrics.get(rubric_id)
    turns = [_with_idea(turn, rubric) for turn in turns]
    together = joined(turns, _names(first, started, loaded))
    return Exchange(
        section_index=first.section_index,
        section_kind=section.kind,
        question_id=first.question_id,
        rubric_id=rubric.id if rubric else "",
        turns=together.turns,
        answer=together.answer if rubric else None,
        score=score_answer(rubric, loaded.rules, together.answer) if rubric else None,
    )


def _with_idea(turn: Turn, rubric: Rubric | None) -> Turn:
    """A probe's reason names the idea as people know it, not by its id."""
    if rubric is None or turn.part is not Part.PROBE:
        return turn
    idea = next((concept.idea for concept in rubric.concepts if concept.id == turn.concept_id), "")
    return replace(turn, reason=f"not heard yet: {idea}") if idea else turn


def _names(turn: Turn, started: SessionStarted, loaded: LoadedScript) -> Mapping[str, str]:
    interviewer = loaded.script.interviewer(turn.interviewer_id)
    return {
        "candidate": started.candidate_name,
        "interviewer": interviewer.name,
        "interviewer_first": interviewer.name.split()[0],
        "company": started.company,
        "role": started.role,
    }


def _cut_short(events: Sequence[Event], loaded: LoadedScript) -> tuple[CutShort, ...]:
    script = loaded.script
    return tuple(
        CutShort(
            script.sections[event.section_index].kind,
            tuple(script.questions[question_id].text for question_id in event.dropped_question_ids),
            event.seconds_left,
        )
        for event in _all(events, SectionCutShort)
    )


def _failures(events: Sequence[Event]) -> tuple[str, ...]:
    """Devices that failed; the program itself was stopped by the person, and that is a break."""
    failed = [event for event in _all(events, DeviceFailed) if event.device != "program"]
    return tuple(dict.fromkeys(f"{event.device}: {event.reason}" for event in failed))


def _already_answered(events: Sequence[Event], loaded: LoadedScript) -> tuple[str, ...]:
    ids = [question_id for event in _all(events, AnswerAssessed) for question_id in event.also_answered]
    return tuple(loaded.script.questions[question_id].text for question_id in dict.fromkeys(ids))


def _call_seconds(events: Sequence[Event]) -> float:
    """From picking up to the line's end, or to the newest event of a call that is not over."""
    answered = _all(events, CallAnswered)
    ended = _all(events, CallEnded)
    if not answered:
        return 0.0
    end_seconds = ended[-1].at_seconds if ended else max(event.at_seconds for event in events)
    return max(0.0, end_seconds - answered[0].at_seconds)


def _call_score(exchanges: Sequence[Exchange], loaded: LoadedScript) -> CallScore | None:
    parts = [
        CallPart(
            "questions" if exchange.question_id else exchange.section_kind.value,
            loaded.rubrics[exchange.rubric_id].weight,
            exchange.score,
        )
        for exchange in exchanges
        if exchange.score is not None
    ]
    return score_call(parts, loaded.rules.weights) if parts else None


def _all(events: Sequence[Event], kind: type[Kind]) -> list[Kind]:
    return [event for event in events if isinstance(event, kind)]
