"""Runs the command as a person would: a process of its own, with a home folder of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.needs import PROJECT

LIMIT_SECONDS = 240


def run(
    *arguments: str | Path,
    home: Path | None = None,
    stdin: str = "",
    env: dict[str, str] | None = None,
    largest_file_bytes: int = 0,
) -> subprocess.CompletedProcess[str]:
    """`mock-interview ARGUMENTS`, with `stdin` as its lines. There is no loudspeaker and no microphone.

    With `largest_file_bytes` no file can grow beyond: to the program it is a disk that fills up.
    """

    def fill_the_disk() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file_bytes, largest_file_bytes))

    environment = {**os.environ, "PULSE_SERVER": "unix:/nonexistent", **(env or {})}
    if home is not None:
        environment["MOCK_INTERVIEW_HOME"] = str(home)
    return subprocess.run(
        [sys.executable, "-m", "simulator.cli.main", *map(str, arguments)],
        cwd=PROJECT,
        env=environment,
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=LIMIT_SECONDS,
        check=False,
        preexec_fn=fill_the_disk if largest_file_bytes else None,
    )
