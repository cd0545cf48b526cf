"""Spoken sentences kept on disk between calls, by digest. Disposable: it must never be the reason why a call fails."""

from __future__ import annotations

import logging
import os
import tempfile
from pathlib import Path

from simulator.speaking.sound import Sound

log = logging.getLogger(__name__)

MOST_BYTES = 64 * 1024 * 1024
"""About 45 minutes of speech as 16-bit FLAC at 22,050 Hz; a script has five."""


class SoundCache:
    """FLAC files named by key. `folder` is made where it is missing; where it cannot be written, nothing is kept."""

    def __init__(self, folder: Path, most_bytes: int = MOST_BYTES) -> None:
        self._folder = folder
        self._most_bytes = most_bytes
        self._has_complained = False

    def get(self, key: str) -> Sound | None:
        """None where it is not there, or not whole (then it is removed)."""
        path = self._path(key)
        if not path.is_file():
            return None
        import soundfile

        try:
            samples, rate_hz = soundfile.read(path, dtype="int16")
            os.utime(path)  # used now: the last to be dropped
        except (OSError, soundfile.SoundFileError) as error:
            self._complain(f"{path} cannot be used: {error}")
            self._remove(path)
            return None
        if samples.ndim != 1 or not len(samples):
            self._remove(path)
            return None
        return Sound(samples, int(rate_hz))

    def put(self, key: str, sound: Sound) -> None:
        """Written beside and moved into place, so that a reader sees all of it or nothing."""
        import soundfile

        temporary: Path | None = None
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            number, name = tempfile.mkstemp(suffix=".part", dir=self._folder)
            os.close(number)
            temporary = Path(name)
            soundfile.write(temporary, sound.samples, sound.rate_hz, format="FLAC", subtype="PCM_16")
            temporary.replace(self._path(key))
            self._drop_oldest()
        except (OSError, soundfile.SoundFileError) as error:
            self._complain(f"Spoken sentences cannot be kept in {self._folder}: {error}")
            if temporary is not None:
                self._remove(temporary)

    def _drop_oldest(self) -> None:
        files = [(path, path.stat()) for path in self._folder.glob("*.flac")]
        total = sum(stat.st_size for _, stat in files)
        for path, stat in sorted(files, key=lambda file: file[1].st_mtime):
            if total <= self._most_bytes:
                return
            self._remove(path)
            total -= stat.st_size

    def _path(self, key: str) -> Path:
        return self._folder / f"{key}.flac"

    def _remove(self, path: Path) -> None:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            self._complain(f"{path} cannot be removed: {error}")

    def _complain(self, message: str) -> None:
        if not self._has_complained:
            log.warning(message)
        self._has_complained = True
