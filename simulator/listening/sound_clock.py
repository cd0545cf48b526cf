"""The clock of a call whose answers are recordings: time is the sound itself, so a call runs as fast as it is heard.

The same recordings give the same times on any machine. Therefore time must never run on while a thread is at work:
it moves only while a turn is open, or where somebody says how long something took.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from queue import Empty, Queue

import numpy as np
from numpy.typing import NDArray

from simulator.interview.events import Event
from simulator.listening.files import BLOCK_SECONDS, RecordedAnswers
from simulator.listening.listener import Listener

AGAIN = ".again"
"""A question put once more is answered by NAME.again where there is such a file, else by what is left of NAME."""


class SoundClock:
    """A Clock (see simulator.ports) over `listener.frames`. `realtime` keeps pace with the wall clock, for ears.

    The listener is given after construction with `attach`, as it needs this clock's `now_seconds` itself. An answer
    that is listened to twice (a nudge, a question repeated) goes on where it stopped; where it ends, silence follows.
    """

    def __init__(
        self,
        answers: RecordedAnswers,
        realtime: bool = False,
        sleep: Callable[[float], None] = time.sleep,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._answers = answers
        self._realtime = realtime
        self._sleep = sleep
        self._monotonic = monotonic
        self._moved_at = monotonic()
        self._listener: Listener | None = None
        self._playing: dict[str, Iterator[NDArray[np.int16]]] = {}

    def attach(self, listener: Listener) -> None:
        self._listener = listener

    def now_seconds(self) -> float:
        """Seconds of sound so far."""
        return 0.0 if self._listener is None else self._listener.frames / self._listener.rate_hz

    def elapse(self, seconds: float) -> None:
        """Something took this long (a prompt): so much silence goes by. In real time, what is left of it is waited."""
        self._attached().feed_silence(seconds)
        self._keep_pace(seconds)

    def wait(self, inbox: Queue[Event], until_seconds: float | None) -> Event | None:
        """The next event, or None once `until_seconds` is reached. While no turn is open, time stands still until
        the event comes that somebody else owes: the voice, or the transcriber."""
        listener = self._attached()
        while True:
            try:
                return inbox.get_nowait()
            except Empty:
                pass
            if until_seconds is not None and self.now_seconds() >= until_seconds:
                return None
            turn = listener.open_turn
            if turn is None:
                return inbox.get()
            block = self._next_block(turn.asked, listener.rate_hz)
            listener.feed(block)
            self._keep_pace(len(block) / listener.rate_hz)

    def _next_block(self, asked: str, rate_hz: int) -> NDArray[np.int16]:
        if asked not in self._answers.names:
            asked = asked.removesuffix(AGAIN)
        if asked not in self._playing:
            self._playing[asked] = self._answers.blocks(asked, rate_hz)
        block = next(self._playing[asked], None)
        return block if block is not None else np.zeros(round(BLOCK_SECONDS * rate_hz), np.int16)

    def _keep_pace(self, seconds: float) -> None:
        """Time has moved by this much; it may have taken some of it already (a prompt that was heard aloud)."""
        if self._realtime:
            self._sleep(max(0.0, self._moved_at + seconds - self._monotonic()))
        self._moved_at = self._monotonic()

    def _attached(self) -> Listener:
        assert self._listener is not None, "attach the listener first"
        return self._listener
