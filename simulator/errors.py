"""The one way to fail: an error says what is wrong and where, and what to do next. Subclasses tell whose fault it is.

An illegal event or a broken promise between our own parts is a bug: it is never one of these, and never caught.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class InterviewError(Exception):
    """Something outside the program is not as it must be.

    `code` is the number of the page in docs/diagnostics that explains it ("MI0201"), `message` names the thing
    and the place, `hint` is the next step. `exit_code` is what the command line ends with.
    """

    exit_code = 2

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(f"{code}: {message}" + (f" {hint}" if hint else ""))
        self.code = code
        self.message = message
        self.hint = hint


@dataclass(frozen=True)
class Diagnostic:
    """One mistake in one file. `line` counts from 1; 0 where the whole file is meant."""

    code: str
    file: str
    line: int
    message: str
    hint: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.code}: {self.message} {self.hint}".rstrip()


class UsageError(InterviewError):
    """What was asked for cannot be: an unknown name, a number out of range, a file that is not there."""


class ContentError(InterviewError):
    """A script, rubric or settings file is not valid. Carries every mistake found, not only the first."""

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        first = diagnostics[0]
        super().__init__(first.code, f"{first.file}:{first.line}: {first.message}", first.hint)
        self.diagnostics = tuple(diagnostics)


class DeviceError(InterviewError):
    """A microphone, loudspeaker or voice is missing or stopped."""

    exit_code = 3


class ModelError(InterviewError):
    """A speech model is missing or does not load."""

    exit_code = 3


class JournalError(InterviewError):
    """What happened cannot be kept or read: the disk, the home folder or the database."""

    exit_code = 3
