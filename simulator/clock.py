"""The clock of a live call: monotonic time, which no change of the wall clock moves."""

from __future__ import annotations

import time
from queue import Empty, Queue

from simulator.interview.events import Event


class MonotonicClock:
    """A Clock (see simulator.ports). Starts at `start_seconds`: 0, or where a resumed session broke off."""

    def __init__(self, start_seconds: float = 0.0) -> None:
        self._zero_seconds = time.monotonic() - start_seconds

    def now_seconds(self) -> float:
        return time.monotonic() - self._zero_seconds

    def wait(self, inbox: Queue[Event], until_seconds: float | None) -> Event | None:
        try:
            if until_seconds is None:
                return inbox.get()
            return inbox.get(timeout=max(0.0, until_seconds - self.now_seconds()))
        except Empty:
            return None
