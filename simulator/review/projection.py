"""Journal to Review: events and kept texts in, everything that a person may read out. Writes nothing, keeps nothing.

The script, rubrics and rules are those of the day, rebuilt from the texts that the session itself kept.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import fields
from pathlib import Path
from typing import TypeVar

from simulator.content.compiling import LoadedScript, Source, SourceKind, compile_sources
from simulator.content.library import Library
from simulator.content.reading import Reader
from simulator.content.rule_files import RULE_NAMES
from simulator.errors import ContentError, JournalError
from simulator.interview.events import (
    CallAnswered,
    CallEnded,
    DeviceFailed,
    Event,
    GoodbyeChosen,
    SectionCutShort,
    SelfChecked,
    SelfRated,
    SessionStarted,
    TurnChosen,
)
from simulator.interview.script import Script
from simulator.journal.store import SessionSummary, Store
from simulator.review.call_clock import interview_seconds
from simulator.review.exchanges import Scoring, exchanges_of, names_heard_as, sections_to_ask_in
from simulator.review.judged_manners import judged_manners
from simulator.review.ledger import ledger_of
from simulator.review.manners import manners_of
from simulator.review.model import Checked, CutShort, Exchange, JudgedManners, Review, Speaker, Turn
from simulator.review.sound import pieces_of
from simulator.review.talk import talk_of
from simulator.review.turns import turns_of
from simulator.scoring.call_score import MANNERS_PART, CallPart, CallScore, score_call

Kind = TypeVar("Kind", bound=Event)


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
    """Under the rules of its day, or under today's where those lack what scoring needs now."""
    kept = {source.id for source in sources if source.kind == SourceKind.RULES}
    if kept.issuperset(RULE_NAMES):
        with contextlib.suppress(ContentError):
            return compile_sources(sources, reader)
    without_rules = [source for source in sources if source.kind != SourceKind.RULES]
    return compile_sources([*without_rules, *Library.default().rule_sources()], reader)


def project(
    summary: SessionSummary, events: Sequence[Event], loaded: LoadedScript, todays_rules: bool = False
) -> Review:
    """What a session was, finished or not. `todays_rules`: `loaded` does not hold the rules of its day."""
    (started,) = _all(events, SessionStarted)[:1]
    script = loaded.script
    told = turns_of(events, sections_to_ask_in(loaded))
    exchanges = exchanges_of(told.turns, events, started, loaded)
    scoring = Scoring(started, loaded, names_heard_as(events))
    manners = judged_manners(told.turns, loaded, scoring.names, scoring.heard_as)
    ended, goodbyes, ratings = _all(events, CallEnded), _all(events, GoodbyeChosen), _all(events, SelfRated)
    return Review(
        session=summary.id,
        created=summary.created,
        program_version=summary.program_version,
        script_id=started.script_id,
        script_kind=script.kind,
        title=script.title,
        company=started.company,
        role=started.role,
        speakers=_speakers(told.turns, started, script),
        candidate=started.candidate_name,
        minutes=started.minutes,
        call_seconds=_call_seconds(events),
        mode=started.mode,
        seed=started.seed,
        difficulties=started.difficulties,
        is_coached=started.coach,
        exchanges=exchanges,
        cut_short=_cut_short(events, script),
        breaks=told.breaks,
        ledger=ledger_of(events, script),
        manners=tuple(manners_of(told.turns)),
        checks=_checks(events, script),
        failures=_failures(events),
        recordings=pieces_of(events),
        ended_by=ended[-1].by if ended else "",
        goodbye=goodbyes[-1].reason if goodbyes else "",
        self_rating=ratings[-1].rating if ratings else None,
        call_score=_call_score(exchanges, loaded, manners),
        feedback=loaded.rules.feedback,
        judged_manners=manners,
        todays_rules=todays_rules,
        talk=talk_of(told.turns),
    )


def _speakers(turns: Sequence[Turn], started: SessionStarted, script: Script) -> tuple[Speaker, ...]:
    """Who spoke, the one who called first; before anything was said, who was to call."""
    ids = dict.fromkeys(turn.interviewer_id for turn in turns) or {started.interviewer_id: None}
    spoke = [script.interviewer(each) for each in sorted(ids, key=lambda each: each != started.interviewer_id)]
    return tuple(Speaker(each.id, each.name, each.title) for each in spoke)


def _checks(events: Sequence[Event], script: Script) -> tuple[Checked, ...]:
    return tuple(
        Checked(
            event.section_index,
            event.item_id,
            next(check.text for check in script.sections[event.section_index].checks if check.id == event.item_id),
            event.answer,
            after_turn,
            seconds,
        )
        for event, after_turn, seconds in _placed(events)
        if isinstance(event, SelfChecked)
    )


def _cut_short(events: Sequence[Event], script: Script) -> tuple[CutShort, ...]:
    return tuple(
        CutShort(
            script.sections[event.section_index].kind,
            tuple(script.questions[question_id].text for question_id in event.dropped_question_ids),
            event.seconds_left,
            after_turn,
            seconds,
        )
        for event, after_turn, seconds in _placed(events)
        if isinstance(event, SectionCutShort)
    )


def _placed(events: Sequence[Event]) -> Iterator[tuple[Event, int, float]]:
    """Each event with the newest turn before it and its interview time."""
    turn = 0
    for event, seconds in zip(events, interview_seconds(events), strict=True):
        turn = event.turn if isinstance(event, TurnChosen) else turn
        yield event, turn, seconds


def _failures(events: Sequence[Event]) -> tuple[str, ...]:
    """Devices that failed; the program itself was stopped by the person, and that is a break."""
    failed = [event for event in _all(events, DeviceFailed) if event.device != "program"]
    return tuple(dict.fromkeys(f"{event.device}: {event.reason}" for event in failed))


def _call_seconds(events: Sequence[Event]) -> float:
    """From picking up to the line's end, or to the newest event of a call that is not over."""
    answered = _all(events, CallAnswered)
    ended = _all(events, CallEnded)
    if not answered:
        return 0.0
    end_seconds = ended[-1].at_seconds if ended else max(event.at_seconds for event in events)
    return max(0.0, end_seconds - answered[0].at_seconds)


def _call_score(exchanges: Sequence[Exchange], loaded: LoadedScript, manners: JudgedManners | None) -> CallScore | None:
    """Manners count where the rules of the day give them a weight, and there is something else to score."""
    parts = [
        CallPart(
            "questions" if exchange.question_id else exchange.section_kind.value,
            loaded.rubrics[exchange.rubric_id].weight,
            exchange.score,
        )
        for exchange in exchanges
        if exchange.score is not None
    ]
    if parts and manners is not None and MANNERS_PART in loaded.rules.weights.call_weights:
        parts.append(CallPart(MANNERS_PART, manners.weight, manners.score))
    return score_call(parts, loaded.rules) if parts else None


def _all(events: Sequence[Event], kind: type[Kind]) -> list[Kind]:
    return [event for event in events if isinstance(event, kind)]
