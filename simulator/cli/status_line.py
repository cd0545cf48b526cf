"""Whose turn it is, where the interview stands and how long is left, in words: the same on every screen."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.cli.standing import is_choosing
from simulator.interview.events import Part
from simulator.interview.script import Interviewer, Script, ScriptKind
from simulator.interview.state import Phase, State
from simulator.interview.time_plan import seconds_left


@dataclass(frozen=True)
class Turn:
    """`yours` is True while the person is waited for."""

    words: str
    yours: bool


def whose_turn(script: Script, state: State, typed: bool) -> Turn:
    """Never leaves it open whose turn it is."""
    first_name = speaker(script, state).name.split()[0]
    match state.phase:
        case Phase.RINGING if is_onsite(script):
            return Turn(f"You are at the door, and {first_name} expects you. Space walks in.", yours=True)
        case Phase.RINGING:
            return Turn(f"{first_name} is calling. Space picks up.", yours=True)
        case Phase.SPEAKING if state.turn is not None and state.turn.part is Part.GOOD_ANSWER:
            return Turn("This is how a good answer sounds.", yours=False)
        case Phase.SPEAKING:
            return Turn(f"{first_name} is speaking.", yours=False)
        case Phase.LISTENING:
            return _while_listening(state, typed, first_name)
        case Phase.HEARING | Phase.ASSESSING | Phase.DECIDING:
            return Turn(f"{first_name} is about to speak.", yours=False)
        case Phase.PAUSED:
            return Turn(f"Paused. The clock stands still. {'Enter' if typed else 'Space'} goes on.", yours=True)
        case Phase.CHECKING:
            return Turn("For you alone; the clock stands still. Y: yes, N: no, Enter skips.", yours=True)
        case Phase.COACHING if is_choosing(state):
            return Turn("The clock stands still. G: a good answer, T: try again, Enter goes on.", yours=True)
        case Phase.COACHING:
            return Turn("Looking at your answer …", yours=False)
        case Phase.HANGING_UP | Phase.ENDED:
            return Turn("The interview is over." if is_onsite(script) else "The call is over.", yours=False)
        case _:
            return Turn("Getting ready …", yours=False)


def _while_listening(state: State, typed: bool, first_name: str) -> Turn:
    if state.pausing or state.leaving:
        return Turn("Keeping your words …", yours=False)
    if typed:
        return Turn("Your turn: type, then Enter.", yours=True)
    if state.speech_started:
        return Turn("Your turn: I am listening.", yours=True)
    if state.turn is not None and not state.turn.expects_answer:
        return Turn(f"{first_name} goes on in a moment; you may break in.", yours=False)
    return Turn("Your turn: speak when you are ready.", yours=True)


def is_onsite(script: Script) -> bool:
    """There a person stands at a door, and nothing rings."""
    return script.kind is ScriptKind.ONSITE


def speaker(script: Script, state: State) -> Interviewer:
    """Who speaks, or spoke last; before anything is said, who calls."""
    if state.turn is not None:
        return script.interviewer(state.turn.interviewer_id)
    if state.started is not None:
        return script.interviewer(state.started.interviewer_id)
    return script.interviewers[0]


def clock_words(state: State, now_seconds: float) -> str:
    """Minutes and seconds left, or over, and whether they stand still; empty before the call began."""
    if state.started is None or state.call_began_seconds is None:
        return ""
    left_seconds = round(seconds_left(state, now_seconds))
    minutes, seconds = divmod(abs(left_seconds), 60)
    stands = "" if state.stopped_since_seconds is None else "  (the clock stands still)"
    return f"{minutes}:{seconds:02d} {'left' if left_seconds >= 0 else 'over'}{stands}"
