"""Puts a turn together: the session's own words filled in, a stock line taken by seed, the reason named. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from simulator.interview import time_plan
from simulator.interview.events import Mode, Part, TurnChosen
from simulator.interview.script import ASKING, Interviewer, Script, SectionKind
from simulator.interview.state import State
from simulator.interview.wording import fill, variant

ROOM_SECONDS = 1.2
"""Left after each piece of a briefing for the person to break in: most people who do begin within a second."""

WORDS_PER_SECOND = 2.4
"""How fast prompts are spoken, for planning: 145 words a minute, slower than every interviewer."""


_PLACE = re.compile(r"\{\w+\}")


def turn(
    script: Script,
    state: State,
    now_seconds: float,
    part: Part,
    text: str,
    reason: str,
    *,
    index: int | None = None,
    opening: str = "",
    question_id: str | None = None,
    concept_id: str = "",
    expects_answer: bool = True,
    interviewer_id: str = "",
    next_first: str = "",
) -> TurnChosen:
    """A TurnChosen. What is not named stays as in the open turn; `index` is its section."""
    assert state.started is not None
    section_index = state.section_index if index is None else index
    if question_id is None:
        open_here = state.question is not None and state.question.section_index == section_index
        question_id = state.question.question_id if state.question is not None and open_here else ""
    interviewer = script.interviewer(interviewer_id or interviewer_now(script, state, section_index))
    places = {
        "candidate": state.started.candidate_name,
        "interviewer": interviewer.name,
        "interviewer_first": first_name(interviewer),
        "company": state.started.company,
        "role": state.started.role,
        "minutes": str(state.started.minutes),
        "next_first": next_first,
        "previous_first": first_name(script.interviewer(state.turn.interviewer_id)) if state.turn else "",
    }
    opening = fill(opening, places)
    leaves_room = script.sections[section_index].kind is SectionKind.BRIEFING and state.started.mode is not Mode.TYPED
    return TurnChosen(
        at_seconds=now_seconds,
        turn=state.turn.turn + 1 if state.turn else 1,
        section_index=section_index,
        question_id=question_id,
        part=part,
        concept_id=concept_id,
        text=f"{opening} {fill(text, places)}".strip(),
        opening=opening,
        interviewer_id=interviewer.id,
        expects_answer=expects_answer,
        reason=reason,
        seconds_left=round(time_plan.seconds_left(state, now_seconds), 1),
        room_seconds=ROOM_SECONDS if leaves_room and not expects_answer and part is not Part.HANDOVER else 0.0,
    )


def interviewer_now(script: Script, state: State, section_index: int) -> str:
    """Who speaks in this section: of a panel whoever asked last, or begins it."""
    assert state.started is not None
    section = script.sections[section_index]
    if section.panel:
        last = state.turn.interviewer_id if state.turn is not None and state.section_index == section_index else ""
        return last if last in section.panel else section.panel[0]
    return section.interviewer_id or state.started.interviewer_id


def stock(state: State, options: Sequence[str]) -> str:
    """A stock line by seed and turn; none that was said in the last lines, where there is another."""
    number = state.turn.turn if state.turn else 0
    for texts in (state.last_texts, state.last_texts[-1:]):
        fresh = [line for line in options if not any(holds(text, line) for text in texts)]
        if fresh:
            return variant(seed_of(state), f"stock/{number}", fresh)
    return variant(seed_of(state), f"stock/{number}", options)


def holds(text: str, line: str) -> bool:
    """Whether a spoken text holds a stock line, whatever stands in the line's places."""
    return bool(_pattern(line).search(text))


@cache
def _pattern(line: str) -> re.Pattern[str]:
    pieces = _PLACE.split(line)
    return re.compile(".+?".join(re.escape(piece) for piece in pieces))


def open_text(state: State) -> str:
    """What is open to be answered, without the stock line before it."""
    question = state.question
    return "" if question is None else question.text.removeprefix(question.opening).strip()


def speaking_seconds(text: str) -> float:
    """How long a prompt takes, for planning."""
    return len(text.split()) / WORDS_PER_SECOND


def seed_of(state: State) -> int:
    return state.started.seed if state.started else 0


def first_name(interviewer: Interviewer) -> str:
    return interviewer.name.split()[0]


def is_asking(script: Script, state: State) -> bool:
    """Whether the section is one that asks questions of the script."""
    return script.sections[state.section_index].kind in ASKING
