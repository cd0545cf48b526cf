"""The lines that a person types, read by one thread for the whole process: no call steals a line from the next."""

from __future__ import annotations

import threading
from collections import deque
from typing import TextIO


class Keyboard:
    """Lines of `stream`, in order. Reading starts with the first one that is wanted."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._lines: deque[str] = deque()
        self._changed = threading.Condition()
        self._at_end = False
        self._reading = False

    @property
    def at_end(self) -> bool:
        """Nothing more will come."""
        with self._changed:
            return self._at_end and not self._lines

    def take(self, timeout_seconds: float | None = None) -> str | None:
        """The next line without its line break; None at the end of the stream, or when the time is up."""
        with self._changed:
            if not self._reading:
                self._reading = True
                threading.Thread(target=self._read, name="keyboard", daemon=True).start()
            self._changed.wait_for(lambda: bool(self._lines) or self._at_end, timeout_seconds)
            return self._lines.popleft() if self._lines else None

    def put_back(self, line: str) -> None:
        """A line that was taken and not used; it is the next one again."""
        with self._changed:
            self._lines.appendleft(line)
            self._changed.notify_all()

    def forget(self) -> None:
        """Drop what was typed before: it answers nothing that is asked from now on."""
        with self._changed:
            self._lines.clear()

    def _read(self) -> None:
        for line in self._stream:
            with self._changed:
                self._lines.append(line.strip())
                self._changed.notify_all()
        with self._changed:
            self._at_end = True
            self._changed.notify_all()
