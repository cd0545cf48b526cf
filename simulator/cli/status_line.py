"""Whose turn it is and how long is left, in words: the same on every screen."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.interview.script import Script
from simulator.interview.state import Phase, State
from simulator.interview.time_plan import seconds_left


@dataclass(frozen=True)
class Turn:
    """`yours` is True while the person is waited for."""

    words: str
    yours: bool


def whose_turn(script: Script, state: State, typed: bool) -> Turn:
    """Never leaves it open whose turn it is."""
    first_name = interviewer_name(script, state).split()[0]
    match state.phase:
        case Phase.RINGING:
            return Turn(f"{first_name} is calling. Space picks up.", yours=True)
        case Phase.SPEAKING:
            return Turn(f"{first_name} is speaking.", yours=False)
        case Phase.LISTENING if state.pausing or state.leaving:
            return Turn("Keeping your words …", yours=False)
        case Phase.LISTENING if typed:
            return Turn("Your turn: type, then Enter.", yours=True)
        case Phase.LISTENING if state.speech_started:
            return Turn("Your turn: I am listening.", yours=True)
        case Phase.LISTENING:
            return Turn("Your turn: speak when you are ready.", yours=True)
        case Phase.HEARING | Phase.ASSESSING | Phase.DECIDING:
            return Turn(f"{first_name} is about to speak.", yours=False)
        case Phase.PAUSED:
            return Turn(f"Paused. The clock stands still. {'Enter' if typed else 'Space'} goes on.", yours=True)
        case Phase.HANGING_UP | Phase.ENDED:
            return Turn("The call is over.", yours=False)
        case _:
            return Turn("Getting ready …", yours=False)


def interviewer_name(script: Script, state: State) -> str:
    if state.turn is not None:
        return script.interviewer(state.turn.interviewer_id).name
    if state.started is not None:
        return script.interviewer(state.started.interviewer_id).name
    return script.interviewers[0].name


def clock_words(state: State, now_seconds: float) -> str:
    """Minutes and seconds left, or over; empty before the call began."""
    if state.started is None or state.call_began_seconds is None:
        return ""
    left_seconds = round(seconds_left(state, now_seconds))
    minutes, seconds = divmod(abs(left_seconds), 60)
    return f"{minutes}:{seconds:02d} {'left' if left_seconds >= 0 else 'over'}"
