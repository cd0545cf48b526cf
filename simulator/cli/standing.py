"""What is asked on the screen while the clock stands: a self-check, and what to do once the coach has spoken.

The words and the keys are the same on every screen.
"""

from __future__ import annotations

from simulator.cli.controls import Controls
from simulator.interview.events import Choice, CoachingGiven, Part
from simulator.interview.script import Script, SelfCheck
from simulator.interview.state import Phase, State

CHECK_KEYS = {"y": "yes", "yes": "yes", "n": "no", "no": "no", "": ""}
CHOICE_KEYS = {"g": Choice.GOOD_ANSWER, "t": Choice.AGAIN, "": Choice.GO_ON}
CHECK_HELP = "y: yes · n: no · Enter: skip"
CHOICE_HELP = "g: hear a good answer · t: try again · Enter: go on"

EMPTY_KEY_AFTER_SECONDS = 0.4
"""Enter and Space also end an answer: pressed twice there, they must not answer what has only just come up."""


def open_check(script: Script, state: State) -> SelfCheck | None:
    """The item of a self-check that is asked now; None where none is."""
    if state.phase is not Phase.CHECKING:
        return None
    return script.sections[state.section_index].checks[state.checks_done]


def is_choosing(state: State) -> bool:
    """The coach has spoken and waits for what the person wants."""
    return state.phase is Phase.COACHING and state.advice is not None


def standing_lines(script: Script, state: State) -> list[str]:
    """What there is to read while the clock stands for a self-check or the coach; [] at any other time."""
    check = open_check(script, state)
    if check is not None:
        count = len(script.sections[state.section_index].checks)
        return [f"{state.checks_done + 1} of {count}: {check.text}"]
    hears_good_answer = state.turn is not None and state.turn.part is Part.GOOD_ANSWER
    if state.advice is None or not (is_choosing(state) or hears_good_answer):
        return []
    good = ["", f"A good answer: {state.advice.good_answer}"] if hears_good_answer else []
    return coach_lines(state.advice) + good


def coach_lines(advice: CoachingGiven) -> list[str]:
    """Ideas heard, ideas not heard, and the one advice."""
    heard = [f"✓ {idea}" for idea in advice.found]
    missing = [f"○ I didn't hear: {idea}" for idea in advice.missing]
    return heard + missing + ([f"→ {advice.advice}"] if advice.advice else [])


def take_key(script: Script, state: State, controls: Controls, key: str) -> bool:
    """Hand on what a key ("y", "g", "" for Enter …) answers; False where it answers nothing that is asked now."""
    check = open_check(script, state)
    if not key and _has_only_just_come_up(state, controls):
        return True
    if check is not None and key in CHECK_KEYS:
        controls.check(state.section_index, check.id, CHECK_KEYS[key])
        return True
    if is_choosing(state) and key in CHOICE_KEYS:
        controls.choose(CHOICE_KEYS[key])
        return True
    return False


def _has_only_just_come_up(state: State, controls: Controls) -> bool:
    """Not between the items of a self-check: there Enter has answered the one before."""
    return state.checks_done == 0 and controls.now_seconds() - state.now_seconds < EMPTY_KEY_AFTER_SECONDS
