"""The parent's end of the voice child: starts it, asks it one thing at a time, and kills it when it hangs.

It must never wait without a limit: a speech engine can hang for ever on a full disk or a broken system voice.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from queue import Empty, SimpleQueue
from typing import IO, Any

COMMAND = (sys.executable, "-P", "-m", "simulator.speaking.child")
"""-P: whatever folder the person stands in, a file of theirs is never imported."""

START_SECONDS = 20.0
"""Allowed for the first answer beyond its own limit: a cold disk, or macOS looking through its voices."""


class ChildDiedError(Exception):
    """The child ended; the text is the last line that it wrote to its stderr, or its exit status."""


class ChildHungError(Exception):
    """The child did not answer within its time, and was killed."""


class VoiceProcess:
    """One child. Not for use from two threads at once."""

    def __init__(self, command: Sequence[str] = COMMAND, start_seconds: float = START_SECONDS) -> None:
        self._start_seconds = start_seconds
        self._stderr: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115  # read after the child's death
        self._answers: SimpleQueue[str | None] = SimpleQueue()
        self._has_answered = False
        try:
            self._child = subprocess.Popen(
                list(command),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._stderr,
                encoding="utf-8",
                start_new_session=True,  # a group of its own: killed whole, and out of reach of the terminal's Ctrl-C
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as error:
            self._stderr.close()
            raise ChildDiedError(str(error)) from error
        threading.Thread(target=self._read, name="voice-answers", daemon=True).start()

    @property
    def pid(self) -> int:
        return self._child.pid

    def ask(self, request: dict[str, Any], limit_seconds: float) -> dict[str, Any]:
        """The child's answer. Raises ChildDiedError or ChildHungError; after either the child is gone."""
        try:
            stdin = self._child.stdin
            assert stdin is not None
            stdin.write(json.dumps(request) + "\n")
            stdin.flush()
            line = self._answers.get(timeout=limit_seconds + (0.0 if self._has_answered else self._start_seconds))
        except OSError:
            line = None
        except Empty:
            self.kill()
            raise ChildHungError(f"no answer within {limit_seconds:.0f} seconds") from None
        if line is None:
            self.kill()
            raise ChildDiedError(self.last_words() or f"exit status {self._child.returncode}")
        self._has_answered = True
        answer: dict[str, Any] = json.loads(line)
        return answer

    def last_words(self) -> str:
        """The last line on the child's stderr: what a library printed before it ended its process."""
        self._stderr.seek(max(0, self._stderr.seek(0, os.SEEK_END) - 2000))
        lines = self._stderr.read().decode("utf-8", "replace").strip().splitlines()
        return lines[-1].strip() if lines else ""

    def kill(self) -> None:
        """Ends the child and whatever it started. Safe to call twice."""
        if sys.platform == "win32":
            self._child.kill()
        else:
            try:
                os.killpg(self._child.pid, signal.SIGKILL)
            except (ProcessLookupError, PermissionError):  # macOS says "not permitted" of a group of zombies
                self._child.kill()
        self._child.wait()
        if self._child.stdin:
            with contextlib.suppress(OSError):  # what was still to be written has no reader
                self._child.stdin.close()

    def close(self) -> None:
        self.kill()
        self._stderr.close()

    def _read(self) -> None:
        stdout = self._child.stdout
        assert stdout is not None
        with stdout:
            for line in stdout:
                self._answers.put(line)
        self._answers.put(None)
