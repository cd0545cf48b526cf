"""Sessions that older versions of the program kept are understood: every event is taken, and leads to the same state.

`journals/version_1.sqlite` was written by the program before events had second versions: a typed call with asides and a
pause, and the demo. What their last states were then is written down here.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from simulator.interview.events import BESIDE, VERSIONS, Event, SessionResumed
from simulator.interview.interviewer import step
from simulator.interview.script import Script
from simulator.interview.state import Phase, State
from simulator.journal.codec import UPCASTERS
from simulator.journal.store import FILE_NAME, Store
from simulator.review.projection import kept_script
from tests.fakes import FakeCall

JOURNALS = Path(__file__).parent / "journals"
TYPED, DEMO = "2026-11-22-1", "2026-11-22-2"
TYPED_QUESTIONS = (
    "tell_me_about_yourself",
    "define_machine_learning",
    "supervised_vs_unsupervised",
    "sql_join",
    "what_is_a_database",
    "random_forest",
)
DEMO_QUESTIONS = ("what_is_a_database", "overfitting", "define_machine_learning", "leaving_last_job")

Kept = dict[str, tuple[Script, list[Event]]]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """Script and events of each session of version 1."""
    home = tmp_path_factory.mktemp("version_1")
    shutil.copy(JOURNALS / "version_1.sqlite", home / FILE_NAME)
    with Store.open(home) as store:
        return {
            session: (kept_script(store, session, home / "cache").script, store.events(session))
            for session in (TYPED, DEMO)
        }


def folded(script: Script, events: list[Event]) -> State:
    state = State()
    for event in events:
        if not isinstance(event, BESIDE):
            state = step(script, state, event)
    return state


@pytest.mark.parametrize(
    ("session", "asked", "turns", "steps"), [(TYPED, TYPED_QUESTIONS, 19, 97), (DEMO, DEMO_QUESTIONS, 10, 53)]
)
def test_session_of_version_1_replays_to_the_state_it_had(
    kept: Kept, session: str, asked: tuple[str, ...], turns: int, steps: int
) -> None:
    state = folded(*kept[session])
    assert state.phase is Phase.ENDED
    assert state.asked == asked
    assert state.turn is not None
    assert (state.turn.turn, state.steps) == (turns, steps)


@pytest.mark.parametrize("count", range(3, 60, 4))
def test_session_of_version_1_that_broke_off_anywhere_goes_on_under_todays_rules(kept: Kept, count: int) -> None:
    script, events = kept[DEMO]
    state = folded(script, events[:count])
    if state.phase is Phase.ENDED:
        return
    run = FakeCall(script, {"sign_off": "Thank you for your time, goodbye"}, state)
    run.clock.seconds = state.now_seconds
    run.run(SessionResumed(state.now_seconds, 60.0))
    assert run.session.state.phase is Phase.ENDED


def test_every_older_version_of_an_event_can_be_brought_up() -> None:
    for name, today in VERSIONS.items():
        for version in range(1, today):
            assert (name, version) in UPCASTERS
