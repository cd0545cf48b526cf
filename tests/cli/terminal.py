"""A terminal of its own for the command, and a person who waits for what stands on it before pressing anything."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path
from types import TracebackType

from tests.needs import PROJECT

WAIT_SECONDS = 60.0
_CONTROL = re.compile(r"\x1b\[[0-9;?<>=]*[a-zA-Z]|\x1b[()][AB0]|\x1b[>=78]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)")


class Terminal:
    """`mock-interview ARGUMENTS` on a terminal of 100 by 40, with its own home folder and without sound devices."""

    def __init__(self, *arguments: str | Path, home: Path) -> None:
        self._own, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 100, 0, 0))
        environment = {
            **os.environ,
            "MOCK_INTERVIEW_HOME": str(home),
            "PULSE_SERVER": "unix:/nonexistent",
            "TERM": "xterm-256color",
            "COLUMNS": "100",
            "LINES": "40",
        }
        self._process = subprocess.Popen(
            [sys.executable, "-m", "simulator.cli.main", *map(str, arguments)],
            cwd=PROJECT,
            env=environment,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
        )
        os.close(theirs)
        self.shown = ""
        """All that was written so far, without the codes that move and colour it."""
        self._looked_at = 0

    def wait_for(self, text: str) -> None:
        """Until `text` is written after what was waited for before; fails with what is there instead."""
        end = time.monotonic() + WAIT_SECONDS
        while text not in self.shown[self._looked_at :]:
            assert time.monotonic() < end, f"never shown: {text!r}; but:\n{self.shown[self._looked_at :]}"
            assert self._read(), f"it ended without {text!r}; but with:\n{self.shown[self._looked_at :]}"
        self._looked_at = self.shown.index(text, self._looked_at) + len(text)

    def press(self, keys: str) -> None:
        os.write(self._own, keys.encode())

    def enter(self, line: str = "") -> None:
        self.press(line + "\r")

    def end(self) -> int:
        """Read to the end; the exit code."""
        end = time.monotonic() + WAIT_SECONDS
        while self._read():
            assert time.monotonic() < end, f"it does not end; last shown:\n{self.shown[-2000:]}"
        return self._process.wait(timeout=WAIT_SECONDS)

    def _read(self) -> bool:
        """What comes within a fifth of a second; False at the end."""
        if not select.select([self._own], [], [], 0.2)[0]:
            return self._process.poll() is None
        try:
            piece = os.read(self._own, 65536)
        except OSError:  # Linux says so where nobody writes to a terminal any more
            return False
        self._answer_questions(piece)
        self.shown += _CONTROL.sub("", piece.decode("utf-8", errors="replace")).replace("\r\n", "\n")
        return bool(piece)

    def _answer_questions(self, piece: bytes) -> None:
        """A program on the whole screen may ask its terminal where the cursor is."""
        if b"\x1b[6n" in piece:
            os.write(self._own, b"\x1b[1;1R")

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        os.close(self._own)
