"""Where the commands print: results to stdout, everything else to stderr, UTF-8 whatever the locale says."""

from __future__ import annotations

import io
import json
import os
import sys
from typing import Any, Literal, TextIO

from rich.console import Console

from simulator.errors import ContentError, InterviewError


def use_utf8() -> None:
    """Make stdin, stdout and stderr UTF-8, also under LC_ALL=C; what a terminal cannot show becomes '?'."""
    sys.stdin = sys.stdin or _nowhere("r")  # None where whoever started us had closed it
    sys.stdout = sys.stdout or _nowhere("w")
    sys.stderr = sys.stderr or _nowhere("w")
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def drop_output() -> None:
    """Nothing more can be written: what is buffered goes nowhere, so that it fails no second time at the end."""
    sys.stdout = _nowhere("w")


def _nowhere(mode: Literal["r", "w"]) -> TextIO:
    return open(os.devnull, mode, encoding="utf-8")  # noqa: PTH123 - it stays open as the stream it replaces


def utf8_argument(argument: str) -> str:
    """A command-line word as it was typed: under LC_ALL=C Python hands on its bytes as surrogates."""
    return os.fsencode(argument).decode("utf-8", errors="replace")


def out() -> Console:
    """For results. Colours only on a terminal; NO_COLOR is honoured by rich."""
    return Console(highlight=False)


def messages() -> Console:
    """For everything that is not the result."""
    return Console(stderr=True, highlight=False)


def print_json(value: Any) -> None:
    """One JSON document on one line of stdout."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def print_error(error: InterviewError) -> None:
    """The message with its code and next step, on stderr; of a bad file every mistake."""
    console = messages()
    if isinstance(error, ContentError):
        for diagnostic in error.diagnostics:
            console.print(str(diagnostic), markup=False, soft_wrap=True)
        return
    console.print(f"{error.code}: {error.message}", markup=False, soft_wrap=True)
    if error.hint:
        console.print(error.hint, markup=False, soft_wrap=True)
