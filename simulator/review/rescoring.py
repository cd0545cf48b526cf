"""A session of another day under today's rubrics and rules: what changes, and why. Keeps nothing and changes nothing.

Both scores come from this version of the program, so what differs between them is in the texts alone.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from simulator.content.compiling import LoadedScript, SourceKind
from simulator.content.library import Library
from simulator.content.rule_files import RULE_NAMES
from simulator.errors import UsageError
from simulator.journal.store import Store
from simulator.review.model import Exchange, Review
from simulator.review.projection import kept_script, project, read_review
from simulator.scoring.result import AnswerScore
from simulator.scoring.rubric import Rubric
from simulator.scoring.what_if import Change, changes


@dataclass(frozen=True)
class RescoredAnswer:
    asked: str
    rubric_id: str
    before: AnswerScore
    """Under the texts of its day."""
    after: AnswerScore
    changes: tuple[Change, ...]
    why: str
    """What is another one today: the rubric, the rules or both; empty where nothing of it is."""

    @property
    def is_changed(self) -> bool:
        return bool(self.changes) or self.before.score != self.after.score


@dataclass(frozen=True)
class Rescored:
    session: str
    title: str
    before: float | None
    """Of the call."""
    after: float | None
    answers: tuple[RescoredAnswer, ...]
    rules_changed: tuple[str, ...]
    """Rule files that are others today, by name."""
    has_todays_rules_before: bool
    """True where the rules of its day are not complete in this version, so that both scores are under today's."""
    gone: tuple[str, ...]
    """Rubrics that there are no more; those of the day stand."""


def rescore(store: Store, session: str, library: Library, cache: Path | None = None) -> Rescored:
    """Score a session (id, prefix, or "last") under its own texts and under `library`'s. Raises JournalError,
    UsageError, and ContentError where a rubric of today has mistakes."""
    before = read_review(store, session, cache, library.reader)
    loaded = kept_script(store, before.session, cache, library.reader)
    rubrics, gone = _todays_rubrics(loaded, library)
    today = replace(loaded, rubrics=rubrics, rules=library.rules())
    after = project(store.session(before.session), store.events(before.session), today)
    rules_changed = _rules_changed(loaded, library)
    pairs = zip(_scored(before), _scored(after), strict=True)
    return Rescored(
        before.session,
        before.title,
        before.call_score.score if before.call_score else None,
        after.call_score.score if after.call_score else None,
        tuple(
            _answer(old, new, _why(loaded, rubrics, old.rubric_id, library, bool(rules_changed))) for old, new in pairs
        ),
        rules_changed,
        before.todays_rules,
        gone,
    )


def _todays_rubrics(loaded: LoadedScript, library: Library) -> tuple[Mapping[str, Rubric], tuple[str, ...]]:
    """Those of the session as they are today, with the behaviour rubrics that they name; and which are gone."""
    rubrics, gone = dict(loaded.rubrics), []
    for rubric_id in loaded.rubrics:
        try:
            rubrics[rubric_id] = library.rubric(rubric_id)
        except UsageError:
            gone.append(rubric_id)
    for also in {also for rubric in rubrics.values() for also in rubric.also}:
        if also not in rubrics:
            with contextlib.suppress(UsageError):
                rubrics[also] = library.rubric(also)
    return rubrics, tuple(gone)


def _rules_changed(loaded: LoadedScript, library: Library) -> tuple[str, ...]:
    kept = {source.id: source.digest for source in loaded.sources if source.kind == SourceKind.RULES}
    today = {source.id: source.digest for source in library.rule_sources()}
    return tuple(name for name in RULE_NAMES if kept.get(name) != today[name])


def _why(loaded: LoadedScript, today: Mapping[str, Rubric], rubric_id: str, library: Library, rules: bool) -> str:
    said = []
    if loaded.rubrics[rubric_id].digest != today[rubric_id].digest:
        is_own = library.is_own(library.rubric_file(rubric_id))
        said.append("your own copy of the rubric is used" if is_own else "the rubric is another one")
    if rules:
        said.append("the rules are others")
    return " and ".join(said)


def _scored(review: Review) -> list[Exchange]:
    return [exchange for exchange in review.exchanges if exchange.score is not None]


def _answer(old: Exchange, new: Exchange, why: str) -> RescoredAnswer:
    assert old.score is not None
    assert new.score is not None
    changed = changes(old.score.receipts, new.score.receipts)
    return RescoredAnswer(old.asked, old.rubric_id, old.score, new.score, changed, why)
