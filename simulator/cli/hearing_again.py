"""After a call, the answers that were not read a second time while it went on are read again, for their doubts.

What it does not get to leaves an answer without doubts and costs nothing; the words of record are never touched.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from pathlib import Path

from simulator.cli import earlier
from simulator.errors import InterviewError
from simulator.interview.events import AnswerHeard, AnswerHeardAgain, Event, RecordingStarted
from simulator.journal.store import SessionJournal
from simulator.listening.second_cut import read_again
from simulator.ports import Transcriber

log = logging.getLogger(__name__)


def hear_again(
    journal: SessionJournal, home: Path, transcriber: Transcriber, is_stopped: Callable[[], bool] = lambda: False
) -> int:
    """Append AnswerHeardAgain for each answer with sound that has none; how many were appended.

    `is_stopped` is asked before each answer: a person who leaves does not wait.
    """
    events = journal.events()
    recordings = [event for event in events if isinstance(event, RecordingStarted)]
    at_seconds = max((event.at_seconds for event in events), default=0.0)
    appended = 0
    for answer in _unread(events, transcriber):
        if is_stopped():
            break
        sound = earlier.answer(events, recordings, home / "recordings", answer.turn)
        if sound is None:
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


def _unread(events: Sequence[Event], transcriber: Transcriber) -> list[AnswerHeard]:
    """Answers that this very engine heard, once."""
    done = {event.turn for event in events if isinstance(event, AnswerHeardAgain)}
    made_by = (transcriber.engine, transcriber.model, transcriber.version)
    return [
        event
        for event in events
        if isinstance(event, AnswerHeard)
        and event.turn not in done
        and event.transcript.stretches
        and (event.transcript.engine, event.transcript.model, event.transcript.version) == made_by
    ]
