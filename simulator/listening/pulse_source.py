"""From which source PulseAudio (or PipeWire in its place) feeds this process. It must never change anything there.

A source that is removed can be replaced by another without a word: then somebody else's microphone is heard.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from typing import Any

ANSWER_WITHIN_SECONDS = 2.0


@dataclass(frozen=True)
class SourceChange:
    before: str
    now: str
    removed: bool
    """The source before is gone; otherwise somebody chose another."""


class PulseSourceWatch:
    """Remembers the source found first. Knows nothing where there is no PulseAudio, no pactl or no recording stream."""

    def __init__(self) -> None:
        self._pactl = shutil.which("pactl")
        self._before = ""

    def change(self) -> SourceChange | None:
        """What became of the source since it was last asked for; None while it is the same or cannot be known."""
        if self._pactl is None:
            return None
        names = {source.get("index"): str(source.get("name")) for source in self._list("sources")}
        before, now = self._before, _source_of_this_process(self._list("source-outputs"), names)
        if not now or now == before:
            return None
        self._before = now
        return SourceChange(before, now, before not in names.values()) if before else None

    def _list(self, what: str) -> list[dict[str, Any]]:
        try:
            answer = subprocess.run(
                [str(self._pactl), "-f", "json", "list", what],
                capture_output=True,
                timeout=ANSWER_WITHIN_SECONDS,
                check=True,
            )
            rows = json.loads(answer.stdout or b"[]")
        except (OSError, subprocess.SubprocessError, ValueError):
            return []
        return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _source_of_this_process(streams: list[dict[str, Any]], names: dict[Any, str]) -> str:
    for stream in streams:
        process = (stream.get("properties") or {}).get("application.process.id")
        if process == str(os.getpid()) and stream.get("source") in names:
            return names[stream["source"]]
    return ""
