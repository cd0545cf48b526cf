"""After a call Whisper reads the answers again, where a model of its is on disk: in a child process, at low priority.

What it heard is appended as TranscriptRevised; what the embedded engine heard stays in the journal.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from simulator.cli.screen import messages
from simulator.cli.settings import Settings
from simulator.interview.events import AnswerEnded, Event, RecordingStarted, TranscriptRevised

if TYPE_CHECKING:
    from simulator.journal.store import Store
    from simulator.ports import Transcriber

LOW_PRIORITY = 10
"""Niceness: whatever else the person does now comes first."""


def revise(
    context: typer.Context,
    session: Annotated[str, typer.Argument(help="A session's id, or 'last'.", metavar="[SESSION]")] = "last",
    model: Annotated[str, typer.Option(help="A Whisper model; else the largest on this machine.")] = "",
) -> None:
    """Read a session's answers again with Whisper; its words then count for the scores.

    Example: mock-interview revise last
    """
    from simulator.journal.store import Store
    from simulator.listening.engines import Engine, open_engine
    from simulator.listening.models import ModelStore

    settings: Settings = context.obj
    home = settings.require_home()
    transcriber = open_engine(Engine.WHISPER, ModelStore(settings.home / "models"), model)
    if hasattr(os, "nice"):
        os.nice(LOW_PRIORITY)
    with Store.open(home) as store:
        revise_session(store, store.resolve(session), home, transcriber)


def revise_session(store: Store, session_id: str, home: Path, transcriber: Transcriber) -> int:
    """Append a revision for each answer that has sound and none of this model yet; how many were appended."""
    from simulator.cli import earlier

    journal = store.journal(session_id)
    events = journal.events()
    turns = _turns_to_read(events, transcriber)
    recordings = [event for event in events if isinstance(event, RecordingStarted)]
    at_seconds = max((event.at_seconds for event in events), default=0.0)
    revised = 0
    for place, turn in enumerate(turns, start=1):
        sound = earlier.answer(events, recordings, home / "recordings", turn)
        if sound is None:
            continue
        messages().print(f"Whisper ({transcriber.model}) reads answer {place} of {len(turns)} again.", markup=False)
        transcript, failure = earlier.read_again(sound, transcriber)
        if failure:
            messages().print(f"Left as it was: {failure}", markup=False, soft_wrap=True)
            continue
        journal.append(TranscriptRevised(at_seconds, turn, transcript))
        revised += 1
    return revised


def revise_in_child(settings: Settings, session_id: str) -> None:
    """Run `revise` as a process of its own and wait for it; Ctrl-C skips what is left. Without a model: nothing."""
    from simulator.listening.models import ModelStore

    if not ModelStore(settings.home / "models").on_disk():
        return
    command = [sys.executable, "-m", "simulator.cli.main", "--home", str(settings.home), "revise", session_id]
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        child.wait()
    except KeyboardInterrupt:
        child.terminate()
        child.wait()
        messages().print("The rest stays as the embedded engine heard it.", markup=False)


def _turns_to_read(events: list[Event], transcriber: Transcriber) -> list[int]:
    done = {
        event.turn
        for event in events
        if isinstance(event, TranscriptRevised)
        and (event.transcript.engine, event.transcript.model) == (transcriber.engine, transcriber.model)
    }
    ended = [event.turn for event in events if isinstance(event, AnswerEnded) and event.speech_seconds > 0]
    return [turn for turn in ended if turn not in done]
