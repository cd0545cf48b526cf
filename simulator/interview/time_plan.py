"""How the minutes are spent: what each section gets, which questions fit, and when there is no time for another.

Arithmetic on session time; no clock.
"""

from __future__ import annotations

from collections.abc import Sequence

from simulator.interview.script import Question, Script, SectionKind
from simulator.interview.state import State
from simulator.interview.wording import shuffled

SPEAKING_SECONDS_PER_QUESTION = 10.0
"""Asking takes about 7 s (18 words at 165 a minute); an acknowledgement, the patience after the answer and now and
then a probe make up the rest."""

PATIENCE_AFTER_SECONDS = (13.0, 17.0, 20.0)
"""In silence: when "take your time" is said, when (after it) an offer is made, when the interviewer goes on.
Prompting before 12 s interrupts thinking; see docs/decisions/0005-silence.md."""

LEAST_HARD_LIMIT_SECONDS = 90.0
HARD_LIMIT_TIMES_EXPECTED = 4.0
"""An answer is only cut off where it runs far beyond what was expected."""


def budgets_seconds(script: Script, minutes: int) -> tuple[float, ...]:
    """What each section gets of the minutes, in proportion to its budget in the script."""
    planned = sum(section.budget_seconds for section in script.sections)
    if planned <= 0:
        return tuple(0.0 for _ in script.sections)
    return tuple(section.budget_seconds * minutes * 60.0 / planned for section in script.sections)


def question_seconds(question: Question) -> float:
    """What a question takes with everything around it."""
    return question.expected_seconds + SPEAKING_SECONDS_PER_QUESTION


def draw(script: Script, seed: int, minutes: int) -> list[tuple[int, str]]:
    """(section index, question id) of the questions meant to be asked, in order; at least one of each section."""
    chosen: list[tuple[int, str]] = []
    taken: set[str] = set()
    budgets = budgets_seconds(script, minutes)
    for index, section in enumerate(script.sections):
        if section.kind is not SectionKind.QUESTIONS:
            continue
        pool = [question_id for question_id in section.question_ids if question_id not in taken]
        if section.drawn:
            pool = shuffled(seed, f"draw/{index}", pool)
        fitting = _fitting(script, pool, budgets[index])
        taken.update(fitting)
        chosen.extend((index, question_id) for question_id in fitting)
    return chosen


def _fitting(script: Script, pool: Sequence[str], budget_seconds: float) -> list[str]:
    fitting: list[str] = []
    spent_seconds = 0.0
    for question_id in pool:
        seconds = question_seconds(script.questions[question_id])
        if fitting and spent_seconds + seconds > budget_seconds:
            break
        fitting.append(question_id)
        spent_seconds += seconds
    return fitting


def seconds_left(state: State, now_seconds: float) -> float:
    """Until the end of the minutes; the time of a pause does not count. All of it before the call began."""
    assert state.started is not None
    total_seconds = state.started.minutes * 60.0
    if state.call_began_seconds is None:
        return total_seconds
    return total_seconds - (now_seconds - state.call_began_seconds - state.paused_seconds)


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
