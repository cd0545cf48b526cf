"""Text to sound: asks the voice child, checks what it wrote, keeps it for the next time.

It must never wait for ever, and never hand out sound that is damaged, empty or silent.
"""

from __future__ import annotations

import hashlib
import json
import logging
import sys
import tempfile
import threading
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path
from typing import Any

from simulator.errors import DeviceError
from simulator.speaking.sound import Sound, silence
from simulator.speaking.sound_cache import SoundCache
from simulator.speaking.spoken_text import clean
from simulator.speaking.voice_process import COMMAND, START_SECONDS, ChildDiedError, ChildHungError, VoiceProcess
from simulator.speaking.voices import VoiceName

log = logging.getLogger(__name__)

LIMIT_SECONDS = 10.0
LIMIT_SECONDS_PER_CHARACTER = 0.01
"""espeak needs half a millisecond a character here; a slow machine and a slower engine have twenty times that."""

FASTEST_WORDS_PER_MINUTE = 900.0
"""Twice the fastest that espeak can speak: sound shorter than that for its words was cut off."""

NOTHING_TO_SAY = silence(0.25, 22_050)

MUTE_INSTEAD = "Take the interview with --mute: it stands on the screen then. The log in the home folder says more."


class Synthesiser:
    """May be asked from several threads; one utterance is made at a time.

    `cache_folder` need not exist or be writable. The child is started by the first utterance that is not cached.
    """

    def __init__(
        self,
        cache_folder: Path,
        *,
        limit_seconds: float = LIMIT_SECONDS,
        start_seconds: float = START_SECONDS,
        command: Sequence[str] = COMMAND,
    ) -> None:
        self._cache = SoundCache(cache_folder)
        self._limit_seconds = limit_seconds
        self._start_seconds = start_seconds
        self._command = command
        self._lock = threading.Lock()
        self._child: VoiceProcess | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._is_closed = False
        self._unknown_voices: set[str] = set()
        self._engine = _engine_version()

    def speak(self, text: str, voice: str = "", rate_words_per_minute: int = 165) -> Sound:
        """The words as sound, without the engine's trailing pause; a quarter second of silence where `text` holds
        nothing that can be said. An unknown voice becomes the default English one. Raises DeviceError MI022x.
        """
        words = clean(text)
        if not words:
            return NOTHING_TO_SAY
        with self._lock:
            if voice in self._unknown_voices:
                voice = ""
            cached = self._cache.get(self._key(words, voice, rate_words_per_minute))
            if cached is not None:
                return cached
            sound, voice = self._synthesise(words, voice, rate_words_per_minute)
            self._cache.put(self._key(words, voice, rate_words_per_minute), sound)
            return sound

    def voices(self) -> tuple[VoiceName, ...]:
        """All voices of the machine's engine. Raises DeviceError MI022x."""
        with self._lock:
            answer = self._ask({"voices": True}, self._limit_seconds)
        return tuple(VoiceName(voice, name, tuple(languages)) for voice, name, *languages in answer["voices"])

    @property
    def child_pid(self) -> int | None:
        return self._child.pid if self._child else None

    def is_speaking(self) -> bool:
        """Whether an utterance is being made right now."""
        return self._lock.locked()

    def close(self) -> None:
        """Ends the child, also in the middle of an utterance; for good."""
        self._is_closed = True
        child = self._child
        if child is not None:
            child.kill()  # outside the lock: whoever waits for the child holds it
        with self._lock:
            self._end_child()
            if self._folder is not None:
                self._folder.cleanup()
                self._folder = None

    def _synthesise(self, words: str, voice: str, rate: int) -> tuple[Sound, str]:
        """The sound, and the voice asked for, or "" where there is none of that name."""
        path = self._working_folder() / "utterance.wav"
        request = {"text": words, "voice": voice, "rate": rate, "path": str(path)}
        try:
            answer = self._ask(request, self._limit_seconds + LIMIT_SECONDS_PER_CHARACTER * len(words))
            sound = _read(path, words)
        finally:
            path.unlink(missing_ok=True)
        if not answer["is_wanted"]:
            log.warning("There is no voice %r here; %r speaks instead.", voice, answer["voice"])
            self._unknown_voices.add(voice)
            voice = ""
        return sound, voice

    def _ask(self, request: dict[str, Any], limit_seconds: float) -> dict[str, Any]:
        """One retry with a new child, since a child may die of what came before."""
        try:
            return self._ask_once(request, limit_seconds)
        except (ChildDiedError, ChildHungError) as error:
            if not self._is_closed:
                log.warning("The voice is started again: %s", error)
        try:
            return self._ask_once(request, limit_seconds)
        except ChildDiedError as error:
            raise DeviceError("MI0220", f"The computer's voice cannot be used: {error}.", MUTE_INSTEAD) from error
        except ChildHungError as error:
            raise DeviceError("MI0221", f"The computer's voice gave {error}, twice.", MUTE_INSTEAD) from error

    def _ask_once(self, request: dict[str, Any], limit_seconds: float) -> dict[str, Any]:
        if self._is_closed:
            raise DeviceError("MI0220", "The computer's voice was closed.")
        if self._child is None:
            self._child = VoiceProcess(self._command, self._start_seconds)
        try:
            answer = self._child.ask(request, limit_seconds)
        except (ChildDiedError, ChildHungError):
            self._end_child()
            raise
        if answer["ok"]:
            return answer
        if answer["fault"] == "file":
            message = f"The voice's sound cannot be written: {answer['reason']}."
            raise DeviceError("MI0222", message, "Free some disk space.")
        last_words = self._child.last_words()
        self._end_child()
        raise ChildDiedError(f"{answer['reason']}. {last_words}".strip(". "))

    def _end_child(self) -> None:
        if self._child is not None:
            self._child.close()
            self._child = None

    def _working_folder(self) -> Path:
        """A folder of our own that the child writes into. Raises DeviceError MI0222."""
        if self._folder is None or not Path(self._folder.name).is_dir():  # a long call may outlive a cleaning of /tmp
            try:
                self._folder = tempfile.TemporaryDirectory(prefix="mock-interview-voice-", ignore_cleanup_errors=True)
            except OSError as error:
                hint = "Free some disk space, or name another folder for temporary files with TMPDIR."
                raise DeviceError("MI0222", f"The voice's sound cannot be written: {error}.", hint) from error
        return Path(self._folder.name)

    def _key(self, words: str, voice: str, rate: int) -> str:
        return hashlib.sha256(json.dumps([words, voice, rate, self._engine]).encode()).hexdigest()


def _read(path: Path, words: str) -> Sound:
    """What the engine wrote, whatever format (macOS writes AIFF). Raises DeviceError MI0222 where it is not speech."""
    import soundfile

    try:
        samples, rate_hz = soundfile.read(path, dtype="int16", always_2d=True)
    except (OSError, soundfile.SoundFileError) as error:
        raise DeviceError("MI0222", f"The voice wrote no sound that can be read: {error}.", MUTE_INSTEAD) from error
    sound = Sound(samples[:, 0].copy(), int(rate_hz))
    if sound.is_silent or sound.seconds < len(words.split()) * 60.0 / FASTEST_WORDS_PER_MINUTE:
        message = f"The voice wrote {sound.seconds:.1f} seconds of sound for {len(words.split())} words."
        raise DeviceError("MI0222", message, MUTE_INSTEAD)
    return sound.without_trailing_silence()


def _engine_version() -> str:
    """Names what makes the sound, so that a new version is heard and not the old one's cached sentences."""
    parts = [sys.platform]
    for name in ("pyttsx3", "espeakng-loader"):
        try:
            parts.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            continue
    return ", ".join(parts)
