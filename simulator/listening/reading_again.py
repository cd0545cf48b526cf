"""While nobody speaks, the answers of a call are read a second time, so that their doubts are known when it ends.

It works on the transcriber thread, stretch by stretch, and must never be what a decision or a person waits for: what it
does not get to is left for after the call.
"""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field

from simulator.interview.events import Stretch, Transcript
from simulator.listening.decoding import Cut
from simulator.listening.second_cut import read_closer, second_reading
from simulator.ports import Transcriber

log = logging.getLogger(__name__)

QUIET_SECONDS = 1.0
"""So long after the last speech or reading the interviewer has its next words, and the recogniser nothing to do."""

LONGEST_READING_SECONDS = 1.5
"""An answer that begins meanwhile has its tail read 0.6 s after its end and is decided on 1.9 s later. Where a stretch
takes longer than this, the machine is too slow to read anything twice within a call."""


@dataclass
class _Answer:
    turn: int
    left: deque[tuple[Stretch, Cut]]
    read: list[Stretch] = field(default_factory=list)


class ReadingAgain:
    """`then` is told each turn once all its stretches are read, on the transcriber thread."""

    def __init__(
        self,
        executor: Executor,
        transcriber: Transcriber,
        then: Callable[[int, Transcript], None],
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._executor = executor
        self._transcriber = transcriber
        self._then = then
        self._monotonic = monotonic
        self._waiting: deque[_Answer] = deque()
        self._is_submitted = False
        self._too_slow = False

    def answer(self, turn: int, stretches: Sequence[Stretch], cuts: Sequence[Cut]) -> None:
        """An answer whose words are known, its stretches in order and the sound of each."""
        if stretches and not self._too_slow:
            self._waiting.append(_Answer(turn, deque(zip(stretches, cuts, strict=True))))

    def quiet(self, seconds: float) -> None:
        """Nobody has spoken, and nothing been read, for so long. Called again and again; one stretch at most is read
        at a time, so that whatever comes waits for no more than that."""
        if seconds >= QUIET_SECONDS and self._waiting and not self._is_submitted:
            self._is_submitted = True
            self._executor.submit(self._read_one)

    def _read_one(self) -> None:
        answer = self._waiting[0]
        stretch, cut = answer.left.popleft()
        began = self._monotonic()
        try:
            answer.read.append(read_closer(self._transcriber, stretch, cut.samples))
        except Exception as error:  # a second reading that fails leaves an answer without doubts, and the call alone
            log.warning("answer %d was not read again: %s", answer.turn, error)
            self._waiting.popleft()
        else:
            if not answer.left:
                self._waiting.popleft()
                self._then(answer.turn, second_reading(self._transcriber, answer.read))
        finally:
            if self._monotonic() - began > LONGEST_READING_SECONDS:
                self._too_slow = True
                self._waiting.clear()
            self._is_submitted = False
