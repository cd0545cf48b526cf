"""Sound files: one as blocks of the microphone's kind, or a folder of answers named for what they answer.

Nothing here holds a whole file in memory, and no file however broken ends in a traceback.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import soxr
from numpy.typing import NDArray

from simulator.errors import InterviewError, UsageError
from simulator.listening.resampling import FULL_SCALE, RECOGNISER_RATE_HZ

BLOCK_SECONDS = 0.02
"""The size of a live microphone's blocks: a file is heard just as a call is."""

LEAST_SECONDS = 0.1
"""A file shorter than this holds no word."""

READ_SUFFIXES = (".flac", ".wav", ".mp3", ".ogg", ".oga", ".opus", ".aiff", ".aif", ".au", ".caf", ".w64")
OTHER_SUFFIXES = (".m4a", ".mp4", ".aac", ".wma", ".webm", ".amr", ".3gp")
"""Sound, but nothing that libsndfile reads: better a message than an answer that is taken for silence."""

CONVERT = "Convert it to FLAC or WAV, for instance with ffmpeg or Audacity."


@dataclass(frozen=True)
class SoundFacts:
    path: Path
    seconds: float
    rate_hz: int
    channels: int


def sound_facts(path: Path) -> SoundFacts:
    """What the file says of itself. Raises UsageError where it cannot be an answer."""
    with _opened(path) as sound:
        facts = SoundFacts(path, sound.frames / sound.samplerate, sound.samplerate, sound.channels)
    if facts.seconds < LEAST_SECONDS:
        held = f"only {facts.seconds:.3f} s of sound" if facts.seconds else "no sound"
        raise UsageError("MI0233", f"{path} holds {held}.", "Record it again; an answer takes seconds.")
    return facts


def read_sound(path: Path, rate_hz: int = RECOGNISER_RATE_HZ) -> Iterator[NDArray[np.float32]]:
    """The file as float32 mono at `rate_hz`, in pieces of about a second, shape (samples,), within -1 to 1."""
    with _opened(path) as sound:
        stream = soxr.ResampleStream(sound.samplerate, rate_hz, 1, dtype="float32", quality="HQ")
        while True:
            piece = sound.read(sound.samplerate, dtype="float32", always_2d=True)
            mono = np.nan_to_num(piece.mean(axis=1, dtype=np.float32), posinf=1.0, neginf=-1.0)
            last = len(piece) == 0
            yield np.clip(stream.resample_chunk(mono, last=last), -1.0, 1.0)
            if last:
                return


def read_blocks(path: Path, rate_hz: int = RECOGNISER_RATE_HZ) -> Iterator[NDArray[np.int16]]:
    """The file as a microphone would give it: 16-bit mono blocks of 20 ms; the last may be shorter."""
    block_frames = round(BLOCK_SECONDS * rate_hz)
    rest = np.zeros(0, np.int16)
    for piece in read_sound(path, rate_hz):
        sixteen_bits = np.round(piece * (FULL_SCALE - 1)).astype(np.int16)
        rest = np.concatenate([rest, sixteen_bits])
        whole = len(rest) - len(rest) % block_frames
        yield from np.split(rest[:whole], whole // block_frames) if whole else ()
        rest = rest[whole:]
    if len(rest):
        yield rest


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    """A soundfile.SoundFile; what goes wrong with it, also while it is read, is said of the file."""
    import soundfile

    if not path.exists():
        raise UsageError("MI0231", f"There is no file {path}.", "Check the name; it is looked for as it stands.")
    if path.is_dir():
        raise UsageError("MI0231", f"{path} is a folder, not a sound file.", "Name the files in it.")
    if path.stat().st_size == 0:
        raise UsageError("MI0233", f"{path} is empty.", "Record it again; an answer takes seconds.")
    try:
        with soundfile.SoundFile(path) as sound:
            yield sound
    except (soundfile.LibsndfileError, RuntimeError, TypeError) as error:
        raise UsageError(
            "MI0232", f"{path} is not a sound file that can be read: {_reason(error)}.", CONVERT
        ) from error
    except OSError as error:
        raise UsageError("MI0232", f"{path} cannot be read: {error.strerror or error}.") from error


def _reason(error: Exception) -> str:
    """The library's own words without its "Error opening PATH:"."""
    text = str(getattr(error, "error_string", "") or error)
    return text.rstrip(". ") or type(error).__name__


class RecordedAnswers:
    """A folder of answers: `greeting.flac` answers the greeting, `QUESTION.probe.wav` the probe. None there: silence.

    Every file is looked at when the folder is opened. Raises UsageError that names each one which cannot be used.
    """

    def __init__(self, folder: Path) -> None:
        if not folder.is_dir():
            raise UsageError("MI0234", f"There is no folder {folder} with recorded answers.", _HOW_NAMED)
        self.folder = folder
        self._files: dict[str, Path] = {}
        faults: list[str] = []
        for path in sorted(folder.iterdir()):
            suffix = path.suffix.lower()
            if path.name.startswith(".") or suffix not in READ_SUFFIXES + OTHER_SUFFIXES:
                continue
            faults.extend(self._take(path))
        if faults:
            count = "One recorded answer" if len(faults) == 1 else f"{len(faults)} recorded answers"
            raise UsageError("MI0235", f"{count} in {folder} cannot be used: {' '.join(faults)}", CONVERT)
        if not self._files:
            raise UsageError("MI0234", f"There is no sound file in {folder}.", _HOW_NAMED)

    @property
    def names(self) -> tuple[str, ...]:
        """What is answered."""
        return tuple(self._files)

    def blocks(self, asked: str, rate_hz: int = RECOGNISER_RATE_HZ) -> Iterator[NDArray[np.int16]]:
        """The answer to what was asked, in blocks of 20 ms; nothing where there is no file."""
        path = self._files.get(asked)
        return read_blocks(path, rate_hz) if path is not None else iter(())

    def _take(self, path: Path) -> list[str]:
        """What is wrong with this file, if anything."""
        try:
            sound_facts(path)
        except InterviewError as error:
            return [f"{error.message} ({error.code})"]
        if (other := self._files.get(path.stem)) is not None:
            return [f"{other.name} and {path.name} answer the same; keep one. (MI0235)"]
        self._files[path.stem] = path
        return []


_HOW_NAMED = "Name the files for what they answer: greeting.flac, QUESTION.flac, QUESTION.probe.flac, sign_off.flac."
