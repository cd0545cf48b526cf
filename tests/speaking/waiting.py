"""Waiting for another process to get somewhere: as short as it takes, and a failure where it never does."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable


def until(condition: Callable[[], bool], within_seconds: float = 10.0) -> None:
    tick = threading.Event()
    end = time.monotonic() + within_seconds
    while not condition():
        assert time.monotonic() < end, "it never came to that"
        tick.wait(0.005)
