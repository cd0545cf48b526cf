"""The session's order: step, append, adopt. What is illegal never reaches the disk."""

from __future__ import annotations

from pathlib import Path
from queue import Queue

import pytest

from simulator.interview.events import AnswerHeardAgain, Event, SessionStarted, Transcript
from simulator.interview.interviewer import IllegalEventError
from simulator.interview.state import State
from simulator.journal.store import Store
from simulator.session import Session, World
from tests.fakes import FakeCall, ManualClock, ScriptedEar, ScriptedVoice, SilentDisplay, WordAssessor, started
from tests.interview.course import all_kinds
from tests.interview.small_script import ANSWERS, small_script


@pytest.mark.parametrize("number", range(21))
def test_illegal_event_raises_changes_nothing_and_reaches_no_disk(tmp_path: Path, number: int) -> None:
    script = small_script()
    inbox: Queue[Event] = Queue()
    clock = ManualClock()
    with Store.open(tmp_path) as store:
        journal = store.begin()
        voice, ear = ScriptedVoice(inbox, clock), ScriptedEar(inbox, clock, ANSWERS)
        world = World(clock, voice, ear, WordAssessor(script), journal, SilentDisplay())
        session = Session(script, world, inbox)
        event = all_kinds(1, 0.0)[number]
        with pytest.raises(IllegalEventError):
            session.run(event)  # nothing of these can begin a session
        assert session.state == State()
        assert journal.events() == []


def test_event_that_cannot_be_kept_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    run = FakeCall(small_script(), ANSWERS)

    def full(event: Event) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(run.journal, "append", full)
    with pytest.raises(OSError, match="No space"):
        run.run(started(run.script))
    assert run.session.state == State()
    assert run.voice.spoken == []


def test_session_begins_with_its_start() -> None:
    run = FakeCall(small_script(), ANSWERS).run(started(small_script()))
    assert isinstance(run.events[0], SessionStarted)


def test_second_readings_of_answers_are_kept_and_change_nothing_in_the_call() -> None:
    alone = FakeCall(small_script(), ANSWERS).run(started(small_script()))
    disturbed = FakeCall(small_script(), ANSWERS)
    for turn in (3, 1, 2):  # in whatever order they come
        disturbed.inbox.put(AnswerHeardAgain(0.0, turn, Transcript("something else", "moonshine", "", "")))
    disturbed.run(started(disturbed.script))
    kept = disturbed.chosen(AnswerHeardAgain)
    assert len(kept) == 3
    assert [event for event in disturbed.events if event not in kept] == alone.events
    assert disturbed.session.state == alone.session.state
