"""After a call, the answers that were not read a second time while it went on are read again, for their doubts.

What it does not get to leaves an answer without doubts and costs nothing; the words of record are never touched.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path

from simulator.cli import earlier
from simulator.cli.screen import messages
from simulator.cli.settings import Settings
from simulator.errors import InterviewError
from simulator.interview.events import AnswerHeard, AnswerHeardAgain, Event, RecordingStarted
from simulator.journal.store import SessionJournal, Store
from simulator.listening.models import ModelStore
from simulator.listening.moonshine import MoonshineTranscriber
from simulator.listening.second_cut import read_again
from simulator.ports import Transcriber

log = logging.getLogger(__name__)

TOLD_FROM_SECONDS = 20.0
"""Of sound. Reading less takes a second or two, and nobody needs to be told."""


def hear_what_is_left(settings: Settings, session_id: str) -> None:
    """Read what the call left no time for, with the embedded engine; Ctrl-C skips it.

    Nothing where a model of Whisper is on this machine: its words then count, and have no such doubts.
    """
    if ModelStore(settings.home / "models").on_disk():
        return
    with Store.open(settings.home) as store:
        journal = store.journal(session_id)
        unread = _unread(journal.events(), MoonshineTranscriber.engine)
        if not unread:
            return
        seconds = sum(
            each.end_seconds - each.start_seconds for answer in unread for each in answer.transcript.stretches
        )
        try:
            if seconds >= TOLD_FROM_SECONDS:
                messages().print(
                    f"I go through {seconds:.0f} seconds of answers once more, to know where I may have misheard. "
                    "Ctrl-C skips it.",
                    markup=False,
                    soft_wrap=True,
                )
            hear_again(journal, settings.home, MoonshineTranscriber())
        except KeyboardInterrupt:
            messages().print("Skipped; every word counts as it was heard.", markup=False)


def hear_again(journal: SessionJournal, home: Path, transcriber: Transcriber) -> int:
    """Append AnswerHeardAgain for each answer with sound that has none, one by one; how many were appended."""
    events = journal.events()
    recordings = [event for event in events if isinstance(event, RecordingStarted)]
    at_seconds = max((event.at_seconds for event in events), default=0.0)
    appended = 0
    for answer in _unread(events, transcriber.engine):
        made_by = (answer.transcript.model, answer.transcript.version)
        sound = earlier.answer(events, recordings, home / "recordings", answer.turn)
        if sound is None or made_by != (transcriber.model, transcriber.version):
            continue
        stretches = answer.transcript.stretches
        try:
            again = read_again(transcriber, stretches, sound.blocks, sound.rate_hz, sound.first_seconds)
        except InterviewError as error:
            log.warning("answer %d was not read again: %s", answer.turn, error)
            continue
        journal.append(AnswerHeardAgain(at_seconds, answer.turn, again))
        appended += 1
    return appended


def _unread(events: Sequence[Event], engine: str) -> list[AnswerHeard]:
    """Answers with sound that this engine heard, once."""
    done = {event.turn for event in events if isinstance(event, AnswerHeardAgain)}
    heard = [event for event in events if isinstance(event, AnswerHeard) and event.transcript.stretches]
    return [event for event in heard if event.transcript.engine == engine and event.turn not in done]
