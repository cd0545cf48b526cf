"""The words of a sound file, through the very ear and cuts of a call. It must never hear a file otherwise than a call.

Everything here waits until the words are known; nothing of a long file is kept but its words.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from queue import Queue

from simulator.errors import ModelError
from simulator.interview.effects import Listen
from simulator.interview.events import AnswerEnded, AnswerHeard, DeviceFailed, Event, Transcript
from simulator.listening.endpointing import EndpointingRules
from simulator.listening.files import read_blocks, sound_facts
from simulator.listening.listener import Listener
from simulator.listening.resampling import RECOGNISER_RATE_HZ
from simulator.listening.second_cut import read_again
from simulator.listening.vad import SileroDetector, SpeechDetector
from simulator.ports import Transcriber

MOST_STRETCHES_WAITING = 3
"""Reading a file is quicker than finding its words; an hour is not read into memory ahead of them."""

PROGRESS_SECONDS = 1.0


@dataclass(frozen=True)
class HeardFile:
    """What a file says, and how it was said: `seconds` of sound, the rest as in AnswerEnded."""

    seconds: float
    transcript: Transcript
    speech_seconds: float
    longest_pause_seconds: float
    pauses_seconds: tuple[float, ...]
    filled_pauses: int
    heard_again: tuple[str, ...] | None = None
    """The words of each stretch after a second cut of its sound; None where it was not wanted."""


def transcribe_file(
    path: Path,
    transcriber: Transcriber,
    progress: Callable[[float], None] = lambda seconds: None,
    new_detector: Callable[[], SpeechDetector] = SileroDetector,
) -> HeardFile:
    """The file as one answer, however long its pauses. `progress` is told the seconds heard, about every second.

    Raises UsageError (MI023x) for a file that cannot be heard, ModelError (MI0304) where the recogniser fails.
    """
    sound_facts(path)
    inbox: Queue[Event] = Queue()
    patient = EndpointingRules(patience_seconds=math.inf)
    listener = Listener(inbox.put, lambda: 0.0, RECOGNISER_RATE_HZ, transcriber, None, patient, new_detector)
    try:
        listener.listen(Listen("file", 1, path.stem, "", hard_limit_seconds=math.inf, breath_after_seconds=math.inf))
        told_seconds = 0.0
        for block in read_blocks(path):
            listener.feed(block)
            while listener.stretches_waiting > MOST_STRETCHES_WAITING:
                time.sleep(0.01)
            if listener.frames / listener.rate_hz >= told_seconds + PROGRESS_SECONDS:
                told_seconds = listener.frames / listener.rate_hz
                progress(told_seconds)
        listener.end_of_input()
        return _heard(path, listener.frames / listener.rate_hz, inbox)
    finally:
        listener.close()


def with_second_cut(heard: HeardFile, path: Path, transcriber: Transcriber) -> HeardFile:
    """What `transcribe_file` gave, each stretch of it read once more, cut otherwise. Takes about as long again.

    Raises UsageError (MI023x) where the file cannot be read any more, ModelError where the recogniser fails.
    """
    again = read_again(transcriber, heard.transcript.stretches, read_blocks(path), RECOGNISER_RATE_HZ)
    return replace(heard, heard_again=tuple(stretch.text for stretch in again.stretches))


def _heard(path: Path, seconds: float, inbox: Queue[Event]) -> HeardFile:
    ended: AnswerEnded | None = None
    while True:
        event = inbox.get()
        if isinstance(event, AnswerEnded):
            ended = event
        elif isinstance(event, DeviceFailed):
            raise ModelError("MI0304", f"The recogniser failed on {path}: {event.reason}.", "Try another engine.")
        elif isinstance(event, AnswerHeard):
            assert ended is not None
            return HeardFile(
                round(seconds, 3),
                event.transcript,
                ended.speech_seconds,
                ended.longest_pause_seconds,
                ended.pauses_seconds,
                ended.filled_pauses,
            )
