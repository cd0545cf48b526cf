"""The call as lines of text: what is written, and what two threads write at once."""

from __future__ import annotations

import threading
from dataclasses import replace

from simulator.cli.controls import Controls
from simulator.cli.plain_screen import PlainScreen
from simulator.interview.events import CoachingGiven, Event, Mode
from simulator.interview.interviewer import step
from simulator.interview.state import State
from simulator.listening.typed import TypedEar
from tests.fakes import FakeCall, ManualClock, started
from tests.interview.small_script import ANSWERS, small_script

AT_ONCE_SECONDS = 0.2


def test_line_that_is_not_taken_is_told_so_after_all_of_what_the_coach_wrote() -> None:
    script, posted, clock = small_script(), list[Event](), ManualClock()
    controls = Controls(posted.append, clock, TypedEar(posted.append, clock.now_seconds), lambda: 0.0)
    written: list[str] = []
    lines: list[threading.Thread] = []

    def write(line: str) -> None:
        written.append(line)
        if state.advice is not None and not lines:  # a line comes in the middle of what is being written
            lines.append(threading.Thread(target=screen.take_line, args=(controls, "what?"), daemon=True))
            lines[0].start()
            lines[0].join(AT_ONCE_SECONDS)

    screen = PlainScreen(script, Mode.TYPED, write)
    state = State()
    call = FakeCall(script, ANSWERS)
    call.session.world = replace(call.session.world, attended=False)
    for event in call.run(started(script, coach=True)).events:
        state = step(script, state, event)
        screen.show(event, state)
        if isinstance(event, CoachingGiven):
            break
    assert lines, "the coach never spoke"
    lines[0].join()
    assert "[the clock stands still" in written[-2]
    assert written[-1].startswith("[not taken: 'what?'")
