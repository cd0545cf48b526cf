"""How the minutes are spent: what each section gets, which questions fit, what to drop, and when to move on.

Arithmetic on session time; no clock.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from simulator.interview.events import Difficulty
from simulator.interview.script import ASKING, Question, Script, SectionKind
from simulator.interview.state import State
from simulator.interview.wording import seeded_unit

SPEAKING_SECONDS_PER_QUESTION = 10.0
"""Asking takes about 7 s (18 words at 165 a minute); an acknowledgement, the patience after the answer and now and
then a probe make up the rest."""

PATIENCE_AT_SECONDS = (13.0, 30.0, 50.0)
"""In silence, counted from the question: when "take your time" is said, when an offer is made, when the interviewer
goes on. Prompting before 12 s interrupts thinking; see docs/decisions/0005-silence.md."""
COURTESY_AT_SECONDS = (13.0, 28.0)
"""The same where nothing was asked that needs thought: when "are you still there?" is said, when to go on."""
THINKING_SECONDS = 60.0
"""How much longer somebody is left alone who asked for time to think."""
LEAST_WAIT_SECONDS = 5.0
"""Left to answer after a nudge, whatever came before."""

LEAST_HARD_LIMIT_SECONDS = 90.0
HARD_LIMIT_TIMES_EXPECTED = 4.0
"""An answer is only cut off where it runs far beyond what was expected."""
LEAST_BREATH_AFTER_SECONDS = 45.0
LEAST_BREATH_TIMES_EXPECTED = 1.5
MOST_BREATH_TIMES_EXPECTED = 2.5
"""An answer that uses up its section's time is ended at a breath: not before one and a half times what was expected,
at the latest after two and a half times. Answers of one or two minutes are custom (docs/decisions/0007)."""

_FIXED = (SectionKind.GREETING, SectionKind.BRIEFING, SectionKind.SIGN_OFF, SectionKind.SELF_CHECK)
"""Sections that take the same time however long the interview is."""

LEVELS = ("junior", "mid", "senior")


@dataclass(frozen=True)
class Planned:
    """A question that a session means to ask."""

    section_index: int
    question_id: str
    spare: bool
    """Asked only where time is left over."""


def budgets_seconds(script: Script, minutes: int) -> tuple[float, ...]:
    """What each section gets of the minutes: courtesies as in the script, the others in proportion to it."""
    fixed = sum(section.budget_seconds for section in script.sections if section.kind in _FIXED)
    stretching = sum(section.budget_seconds for section in script.sections if section.kind not in _FIXED)
    stretch = max(0.0, minutes * 60.0 - fixed) / stretching if stretching else 0.0
    return tuple(section.budget_seconds * (1.0 if section.kind in _FIXED else stretch) for section in script.sections)


def question_seconds(question: Question) -> float:
    """What a question takes with everything around it."""
    return question.expected_seconds + SPEAKING_SECONDS_PER_QUESTION


# ---- drawing -----------------------------------------------------------------------------------------------------


def draw(script: Script, seed: int, minutes: int, difficulties: Sequence[Difficulty] = ()) -> list[Planned]:
    """The questions to ask, in order; where there are any at least one of each section, then its spares."""
    planned: list[Planned] = []
    taken: set[str] = set()
    surprise = script.surprise_id if Difficulty.SURPRISE in difficulties else ""
    if surprise:
        taken |= _same(script, surprise)
    budgets = budgets_seconds(script, minutes)
    for index, section in enumerate(script.sections):
        if section.kind not in ASKING:
            continue
        pool = _distinct(script, section.question_ids, taken, seed if section.drawn else None)
        fit = fitting_in_order if section.drawn else fitting_by_priority
        fitting = fit(script, pool, budgets[index]) or pool[:1]
        left_over = [question_id for question_id in pool if question_id not in fitting]
        spares = left_over[: (len(fitting) + 1) // 2]
        taken |= {same for question_id in (*fitting, *spares) for same in _same(script, question_id)}
        order = _warming_up(script, fitting) if section.drawn else fitting
        planned += [Planned(index, question_id, False) for question_id in order]
        planned += [Planned(index, question_id, True) for question_id in spares]
    return _with_surprise(script, planned, surprise)


def fitting_by_priority(script: Script, question_ids: Sequence[str], budget_seconds: float) -> list[str]:
    """Those that there is time for, the more important ones first served, in the order given."""
    by_priority = sorted(question_ids, key=lambda question_id: script.questions[question_id].priority)
    fitting = set(fitting_in_order(script, by_priority, budget_seconds))
    return [question_id for question_id in question_ids if question_id in fitting]


def fitting_in_order(script: Script, question_ids: Sequence[str], budget_seconds: float) -> list[str]:
    """Those that there is time for, the earlier ones first served."""
    fitting: list[str] = []
    left_seconds = budget_seconds
    for question_id in question_ids:
        seconds = question_seconds(script.questions[question_id])
        if seconds <= left_seconds:
            fitting.append(question_id)
            left_seconds -= seconds
    return fitting


def _distinct(script: Script, pool: Iterable[str], taken: set[str], seed: int | None) -> list[str]:
    """The pool, in drawn order where there is a seed, without what is taken and never two that ask the same."""
    ordered = list(pool)
    if seed is not None:
        ordered.sort(key=lambda question_id: _draw_key(script, seed, question_id))
    distinct: list[str] = []
    gone = set(taken)
    for question_id in ordered:
        if question_id not in gone:
            distinct.append(question_id)
            gone |= _same(script, question_id)
    return distinct


def _draw_key(script: Script, seed: int, question_id: str) -> float:
    """Drawing without replacement, a question of priority 1 five times as likely as one of priority 5.

    Exponential keys: Efraimidis and Spirakis, "Weighted random sampling with a reservoir", 2006.
    """
    weight = 6 - script.questions[question_id].priority
    return -math.pow(seeded_unit(seed, f"draw/{question_id}"), 1.0 / weight)


def _same(script: Script, question_id: str) -> set[str]:
    """The question and all that ask the same, whichever of them says so."""
    said_here = script.questions[question_id].same_as
    said_there = [other.id for other in script.questions.values() if question_id in other.same_as]
    return {question_id, *said_here, *said_there}


def _warming_up(script: Script, question_ids: Sequence[str]) -> list[str]:
    """Easier ones first."""
    return sorted(question_ids, key=lambda question_id: LEVELS.index(script.questions[question_id].level))


def _with_surprise(script: Script, planned: list[Planned], surprise: str) -> list[Planned]:
    """After the first question of the longest section that asks: where nobody expects it."""
    sections = [item.section_index for item in planned if not item.spare]
    if not surprise or not sections:
        return planned
    longest = max(sorted(set(sections)), key=sections.count)
    place = next(place for place, item in enumerate(planned) if item.section_index == longest) + 1
    return [*planned[:place], Planned(longest, surprise, False), *planned[place:]]


# ---- while the minutes run ---------------------------------------------------------------------------------------


def seconds_left(state: State, now_seconds: float) -> float:
    """Until the end of the minutes; while the clock stands they do not run. All of it before the call began."""
    assert state.started is not None
    total_seconds = state.started.minutes * 60.0
    if state.call_began_seconds is None:
        return total_seconds
    if state.stopped_since_seconds is not None:
        now_seconds = min(now_seconds, state.stopped_since_seconds)
    return total_seconds - (now_seconds - state.call_began_seconds - state.stopped_seconds)


def seconds_for_section(script: Script, state: State, index: int, now_seconds: float) -> float:
    """What is left for section `index`, so that the sections after it keep their budgets. May be negative."""
    assert state.started is not None
    reserved = sum(budgets_seconds(script, state.started.minutes)[index + 1 :])
    return seconds_left(state, now_seconds) - reserved


def hard_limit_seconds(script: Script, question_id: str) -> float:
    """How long an answer may run before it is cut off."""
    question = script.questions.get(question_id)
    expected = question.expected_seconds if question else 0.0
    return max(LEAST_HARD_LIMIT_SECONDS, HARD_LIMIT_TIMES_EXPECTED * expected)


def breath_after_seconds(script: Script, state: State) -> float:
    """How long the open answer may run before a breath ends it: what is left for its section, within bounds."""
    assert state.turn is not None
    question = script.questions.get(state.turn.question_id)
    expected = question.expected_seconds if question else 0.0
    least = max(LEAST_BREATH_AFTER_SECONDS, LEAST_BREATH_TIMES_EXPECTED * expected)
    most = max(least, MOST_BREATH_TIMES_EXPECTED * expected)
    left = seconds_for_section(script, state, state.section_index, state.listening_since_seconds)
    return min(most, max(least, left))


def patience_until_seconds(script: Script, state: State) -> float:
    """Session time at which the interviewer stops waiting for the open turn's answer to begin."""
    assert state.turn is not None
    if not state.turn.expects_answer:
        return state.listening_since_seconds + state.turn.room_seconds
    steps = PATIENCE_AT_SECONDS if script.sections[state.section_index].kind in ASKING else COURTESY_AT_SECONDS
    due = state.quiet_since_seconds + steps[min(state.silences, len(steps) - 1)]
    if state.thinking:
        due += THINKING_SECONDS
    return max(due, state.listening_since_seconds + LEAST_WAIT_SECONDS)
