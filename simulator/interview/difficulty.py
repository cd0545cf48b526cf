"""What makes a line difficult: drawn by seed, so that the same seed is the same call. `--calm` has none of it. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.interview.events import Difficulty
from simulator.interview.script import Script, ScriptKind
from simulator.interview.wording import seeded_number

ONE_CALL_IN = {
    Difficulty.TELEPHONE: 2,
    Difficulty.RUSHED: 5,
    Difficulty.QUIET: 5,
    Difficulty.SURPRISE: 3,
}
"""How often each comes, on average: often enough to be met in a week of practice, rarely enough not to be the rule."""

RUSHED_RATE = 1.2
"""Of the interviewer's own rate: 165 words a minute become 198, which listeners call fast but follow."""
QUIET_GAIN_DB = -12.0
"""A quarter of the amplitude: clearly quieter, and still to be understood in a quiet room."""


OF_THE_SOUND = (Difficulty.TELEPHONE, Difficulty.QUIET)


def draw(script: Script, seed: int, aloud: bool = True) -> tuple[Difficulty, ...]:
    """Of a phone screen only: nobody sits behind a telephone on site, and drills are for one thing at a time.

    Where the interviewer is not heard (`aloud` False), the line cannot be bad.
    """
    if script.kind is not ScriptKind.PHONE_SCREEN:
        return ()
    possible = [kind for kind in ONE_CALL_IN if kind is not Difficulty.SURPRISE or script.surprise_id]
    possible = [kind for kind in possible if aloud or kind not in OF_THE_SOUND]
    return tuple(kind for kind in possible if seeded_number(seed, f"difficulty/{kind}") % ONE_CALL_IN[kind] == 0)


def rate_words_per_minute(usual: int, difficulties: Sequence[Difficulty]) -> int:
    return round(usual * RUSHED_RATE) if Difficulty.RUSHED in difficulties else usual


def gain_db(difficulties: Sequence[Difficulty]) -> float:
    return QUIET_GAIN_DB if Difficulty.QUIET in difficulties else 0.0
