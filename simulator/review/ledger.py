"""Where the minutes went: for each section what was planned and what was used, in interview time.

A projection of events: plans are those that the session itself kept. Says nothing about plans where it kept none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from simulator.interview.events import BESIDE, CallAnswered, Event, QuestionsDrawn, SessionStarted, TurnChosen
from simulator.interview.script import Script, SectionKind
from simulator.review.call_clock import interview_seconds
from simulator.review.section_names import section_name

SECONDS_A_MINUTE = 60


@dataclass(frozen=True)
class SectionTime:
    section_index: int
    kind: SectionKind
    name: str
    """As people know it."""
    planned_seconds: float | None
    """None where the session kept no plan."""
    used_seconds: float
    """From its first turn to the first turn of another section."""
    left_seconds: float | None
    """What was left for it when it began, or was passed over, so that the sections after it kept theirs; may be
    negative. None without a plan, or where the call ended before."""
    was_reached: bool


@dataclass(frozen=True)
class Ledger:
    sections: tuple[SectionTime, ...]
    """In the script's order; self-checks, during which the clock stands, are left out."""
    planned_seconds: float
    """The minutes asked for."""
    used_seconds: float
    """From picking up to the end, or to the last thing that was kept."""
    stopped_seconds: float
    """How long the clock stood meanwhile."""


def ledger_of(events: Sequence[Event], script: Script) -> Ledger:
    """The ledger of a session, finished or not."""
    told = [event for event in events if not isinstance(event, BESIDE)]
    times = interview_seconds(told)
    planned = next((event.planned_seconds for event in told if isinstance(event, QuestionsDrawn)), ())
    minutes = next((event.minutes for event in told if isinstance(event, SessionStarted)), 0)
    used = _used_seconds(told, times)
    rows = [_row(script, index, planned, used, told) for index in range(len(script.sections))]
    all_seconds = times[-1] if times else 0.0
    return Ledger(
        sections=tuple(row for row in rows if _is_shown(row)),
        planned_seconds=float(minutes * SECONDS_A_MINUTE),
        used_seconds=all_seconds,
        stopped_seconds=max(0.0, _since_picking_up(told) - all_seconds),
    )


def _used_seconds(events: Sequence[Event], times: Sequence[float]) -> dict[int, float]:
    """By section, those alone in which something was said."""
    used: dict[int, float] = {}
    open_index, since = -1, 0.0
    for event, seconds in zip(events, times, strict=True):
        if isinstance(event, TurnChosen) and event.section_index != open_index:
            if open_index >= 0:
                used[open_index] += seconds - since
            open_index, since = event.section_index, seconds
            used.setdefault(open_index, 0.0)
    if open_index >= 0:
        used[open_index] += times[-1] - since
    return used


def _row(
    script: Script, index: int, planned: Sequence[float], used: dict[int, float], events: Sequence[Event]
) -> SectionTime:
    has_plan = index < len(planned)
    turns = [event for event in events if isinstance(event, TurnChosen)]
    first = next((turn for turn in turns if turn.section_index >= index), None)
    return SectionTime(
        section_index=index,
        kind=script.sections[index].kind,
        name=section_name(script, index),
        planned_seconds=planned[index] if has_plan else None,
        used_seconds=used.get(index, 0.0),
        left_seconds=first.seconds_left - sum(planned[index + 1 :]) if first and has_plan else None,
        was_reached=index in used,
    )


def _is_shown(row: SectionTime) -> bool:
    return row.kind is not SectionKind.SELF_CHECK and (row.was_reached or bool(row.planned_seconds))


def _since_picking_up(events: Sequence[Event]) -> float:
    """Session time of the whole call, pauses included; 0 before it was answered."""
    answered = next((event.at_seconds for event in events if isinstance(event, CallAnswered)), None)
    return 0.0 if answered is None else max(event.at_seconds for event in events) - answered
