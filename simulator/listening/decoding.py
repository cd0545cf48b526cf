"""The words of one answer, stretch by stretch, on the one transcriber thread.

It must never lose a failure, nor let one stop the call. Jobs run in the order they are given, so the
last job of an answer finds all the others done.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulator.interview.events import Stretch, Transcript
from simulator.ports import Transcriber


@dataclass(frozen=True)
class Cut:
    """A stretch of sound for the recogniser: float32 mono at 16 kHz, and where it lies in the recording."""

    start_seconds: float
    end_seconds: float
    samples: NDArray[np.float32]


@dataclass(frozen=True)
class Reading:
    """What came of one cut. `failure` says why its words are missing, if they are."""

    stretch: Stretch
    failure: str = ""


def read_cut(transcriber: Transcriber, cut: Cut) -> Reading:
    """Never raises: a recogniser that fails leaves a stretch without words and the reason."""
    text, failure = "", ""
    try:
        # array rather than list: a list of 28 s of floats takes 14 MB and time under the interpreter's lock.
        text = transcriber.transcribe(array("f", cut.samples.tobytes()))
    except Exception as error:
        failure = f"{type(error).__name__}: {error}"
    return Reading(Stretch(round(cut.start_seconds, 3), round(cut.end_seconds, 3), text), failure)


def joined(transcriber: Transcriber, readings: list[Reading]) -> tuple[Transcript, str]:
    """One transcript of all the readings, and the first failure among them ("" if none)."""
    text = " ".join(reading.stretch.text for reading in readings if reading.stretch.text)
    stretches = tuple(reading.stretch for reading in readings)
    failure = next((reading.failure for reading in readings if reading.failure), "")
    return Transcript(text, transcriber.engine, transcriber.model, transcriber.version, stretches), failure


class AnswerDecoding:
    """Called by the listener; `then` of `finish` is called on the transcriber thread, once.

    `keeps_cuts`: the sound of every stretch is kept, to be read again.
    """

    def __init__(self, executor: Executor, transcriber: Transcriber, keeps_cuts: bool = False) -> None:
        self._executor = executor
        self._transcriber = transcriber
        self._keeps_cuts = keeps_cuts
        self.cuts: list[Cut] = []
        """The closed stretches, in order, where they are kept."""
        self._readings: list[Future[Reading]] = []
        self._tail: tuple[float, float, Future[Reading]] | None = None

    @property
    def waiting(self) -> int:
        """Stretches whose words are not known yet."""
        return sum(1 for reading in self._readings if not reading.done())

    def stretch(self, cut: Cut) -> None:
        """A closed stretch: its words are wanted."""
        tried = self._tried(cut)
        if tried is None:
            self.forget_tail()
        self._tail = None
        if self._keeps_cuts:
            self.cuts.append(cut)
        self._readings.append(tried or self._submit(cut))

    def try_tail(self, cut: Cut) -> None:
        """Begin with what may be the last stretch, while it is not yet certain that the answer has ended."""
        if self._tried(cut) is None:
            self.forget_tail()
            self._tail = (cut.start_seconds, cut.end_seconds, self._submit(cut))

    def forget_tail(self) -> None:
        """Speech came back. What already runs is let run, and thrown away."""
        if self._tail is not None:
            self._tail[2].cancel()
            self._tail = None

    def finish(self, then: Callable[[Transcript, str], None]) -> None:
        """No stretch follows: once all the words are known, call `then` with the transcript and the first failure."""
        readings = self._readings
        last = self._executor.submit(
            lambda: then(*joined(self._transcriber, [reading.result() for reading in readings]))
        )
        last.add_done_callback(_let_a_bug_be_seen)

    def drop(self) -> None:
        """The turn was closed without an answer."""
        self.forget_tail()
        for reading in self._readings:
            reading.cancel()

    def _submit(self, cut: Cut) -> Future[Reading]:
        return self._executor.submit(read_cut, self._transcriber, cut)

    def _tried(self, cut: Cut) -> Future[Reading] | None:
        """The tail's reading, if this is the very same sound."""
        if self._tail is None or (cut.start_seconds, cut.end_seconds) != self._tail[:2]:
            return None
        return self._tail[2]


def _let_a_bug_be_seen(job: Future[None]) -> None:
    """An executor keeps exceptions to itself; raised in a callback they are logged with their traceback."""
    if not job.cancelled():
        job.result()
