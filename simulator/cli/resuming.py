"""Finds a session that broke off, and the plan with which it goes on: its own script, seed and minutes."""

from __future__ import annotations

from pathlib import Path

from simulator.cli.call_plan import CallPlan
from simulator.cli.settings import cache_folder
from simulator.errors import UsageError
from simulator.interview.events import CallEnded, Event, Mode, SessionStarted
from simulator.journal.store import Store
from simulator.review.projection import kept_script


def resumable(home: Path, session: str, answers: Path | None) -> tuple[str, CallPlan]:
    """The id and plan of `session`; of "last", the newest that is not over. Raises UsageError where none can go on."""
    with Store.open(home) as store:
        session_id = _newest_open(store) if session == "last" else store.resolve(session)
        events = store.events(session_id)
        if _is_over(events):
            raise UsageError(
                "MI0116", f"The session {session_id} is over.", f"Read it: mock-interview review {session_id}"
            )
        started = next((event for event in events if isinstance(event, SessionStarted)), None)
        if started is None:
            raise UsageError(
                "MI0116", f"The session {session_id} stopped before the call began.", "Begin: mock-interview phone"
            )
        loaded = kept_script(store, session_id, cache=cache_folder(home))
    mode = started.mode
    if mode is Mode.RECORDED and answers is None:
        raise UsageError(
            "MI0117",
            f"The session {session_id} was answered by recordings.",
            "Name their folder with --answers FOLDER.",
        )
    return session_id, CallPlan(
        loaded=loaded,
        minutes=started.minutes,
        seed=started.seed,
        name=started.candidate_name,
        say_name=started.candidate_say_name,
        coach=started.coach,
        calm=not started.difficulties,
        mode=mode,
        company=started.company,
        role=started.role,
        interviewer_id=started.interviewer_id,
        answers=answers,
    )


def _newest_open(store: Store) -> str:
    for summary in reversed(store.sessions()):
        events = store.events(summary.id)
        if any(isinstance(event, SessionStarted) for event in events) and not _is_over(events):
            return summary.id
    raise UsageError("MI0116", "No session has broken off.", "Begin one: mock-interview phone")


def _is_over(events: list[Event]) -> bool:
    return any(isinstance(event, CallEnded) for event in events)
