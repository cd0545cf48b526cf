"""The session's one recording: raw 16-bit little-endian mono PCM, appended block by block, on the disk twice a second.

There is no header that could be wrong. What was written is never changed or removed before a verified copy exists.
"""

from __future__ import annotations

import errno
import hashlib
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from simulator.errors import JournalError

SYNC_SECONDS = 0.5
"""At most this much is lost when the power goes."""

FRAME_BYTES = 2
PIECE_FRAMES = 65_536

RAW_SUFFIX, PACKED_SUFFIX = ".pcm", ".flac"


@dataclass(frozen=True)
class RecordingFacts:
    """What the journal keeps of a finished recording."""

    file: str
    rate_hz: int
    frames: int
    sha256: str
    """Of the raw samples; a FLAC copy of them unpacks to the same."""


class Recording:
    """A SoundKeeper (see listener). One thread appends. Raises JournalError (MI0411) where the disk refuses."""

    def __init__(self, path: Path, rate_hz: int, monotonic: Callable[[], float] = time.monotonic) -> None:
        self.path = path
        self.rate_hz = rate_hz
        self._monotonic = monotonic
        self._bytes = 0
        try:
            self._file = path.open("xb", buffering=0)
            _sync_folder(path.parent)
        except OSError as error:
            raise _refused(path, error) from error
        self._synced_at = monotonic()

    @property
    def frames(self) -> int:
        return self._bytes // FRAME_BYTES

    def append(self, block: NDArray[np.int16]) -> None:
        """Blocks of shape (frames,)."""
        left = memoryview(block.astype("<i2", copy=False).tobytes())
        try:
            while left:
                written = self._file.write(left) or 0
                self._bytes += written
                left = left[written:]
            if self._monotonic() - self._synced_at >= SYNC_SECONDS:
                os.fsync(self._file.fileno())
                self._synced_at = self._monotonic()
        except OSError as error:
            raise _refused(self.path, error) from error

    def close(self) -> RecordingFacts:
        """Everything on the disk, and what it is. May be called where `append` failed: then of what was kept."""
        try:
            os.fsync(self._file.fileno())
        except OSError as error:
            raise _refused(self.path, error) from error
        finally:
            self._file.close()
        digest = hashlib.sha256()
        for piece in read_frames(self.path, self.rate_hz):
            digest.update(piece.astype("<i2", copy=False).tobytes())
        return RecordingFacts(self.path.name, self.rate_hz, self.frames, digest.hexdigest())


def find_recording(folder: Path, file: str) -> Path:
    """The recording that the journal calls `file`, raw or packed. Raises JournalError (MI0412) where it is gone."""
    raw = folder / file
    for path in (raw, raw.with_suffix(PACKED_SUFFIX)):
        if path.is_file():
            return path
    raise JournalError(
        "MI0412", f"The recording {file} is not in {folder}.", "The words and scores stay; only its sound is gone."
    )


def read_frames(
    path: Path, rate_hz: int, start_frame: int = 0, end_frame: int | None = None
) -> Iterator[NDArray[np.int16]]:
    """The frames [start_frame, end_frame) in pieces of shape (frames,); fewer where the recording ends before.

    `path` as from find_recording. Raises JournalError (MI0412) where it cannot be read.
    """
    read = _read_packed if path.suffix == PACKED_SUFFIX else _read_raw
    left = None if end_frame is None else max(0, end_frame - start_frame)
    try:
        for piece in read(path, rate_hz, start_frame):
            wanted = piece if left is None else piece[:left]
            if len(wanted):
                yield wanted
            if left is not None:
                left -= len(wanted)
                if left == 0:
                    return
    except (OSError, RuntimeError) as error:
        raise JournalError("MI0412", f"The recording {path} cannot be read: {error}.") from error


def _read_raw(path: Path, rate_hz: int, start_frame: int) -> Iterator[NDArray[np.int16]]:
    with path.open("rb") as file:
        file.seek(start_frame * FRAME_BYTES)
        while piece := file.read(PIECE_FRAMES * FRAME_BYTES):
            # A disk that filled up may have ended in the middle of a sample.
            whole = piece[: len(piece) - len(piece) % FRAME_BYTES]
            yield np.frombuffer(whole, "<i2").astype(np.int16, copy=False)


def _read_packed(path: Path, rate_hz: int, start_frame: int) -> Iterator[NDArray[np.int16]]:
    import soundfile

    with soundfile.SoundFile(path) as file:
        file.seek(min(start_frame, file.frames))
        while len(piece := file.read(PIECE_FRAMES, dtype="int16")):
            yield piece


def pack(raw: Path, rate_hz: int) -> Path:
    """Replace a finished raw recording by a FLAC file that holds the very same samples; its path.

    An empty recording stays as it is. Raises JournalError: MI0411 where there is no room (the raw file stays),
    MI0413 where the copy is not the same (the raw file stays, the copy goes).
    """
    import soundfile

    if raw.suffix == PACKED_SUFFIX or raw.stat().st_size < FRAME_BYTES:
        return raw
    packed = raw.with_suffix(PACKED_SUFFIX)
    unfinished = packed.with_name(packed.name + ".part")
    try:
        with soundfile.SoundFile(unfinished, "w", rate_hz, 1, subtype="PCM_16", format="FLAC") as file:
            for piece in read_frames(raw, rate_hz):
                file.write(piece)
        _sync_file(unfinished)
    except (OSError, RuntimeError) as error:
        unfinished.unlink(missing_ok=True)
        raise _refused(unfinished, error if isinstance(error, OSError) else OSError(str(error))) from error
    if not _same_samples(raw, unfinished, rate_hz):
        unfinished.unlink(missing_ok=True)
        raise JournalError(
            "MI0413", f"The packed copy of {raw} is not the same sound.", "The raw recording is kept; nothing is lost."
        )
    unfinished.replace(packed)
    _sync_folder(packed.parent)
    raw.unlink()
    return packed


def _same_samples(raw: Path, packed: Path, rate_hz: int) -> bool:
    digests = []
    for pieces in (_read_raw(raw, rate_hz, 0), _read_packed(packed, rate_hz, 0)):
        digest = hashlib.sha256()
        for piece in pieces:
            digest.update(piece.tobytes())
        digests.append(digest.digest())
    return digests[0] == digests[1]


def _sync_file(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Makes the file's name durable, where a folder can be synchronised at all."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _refused(path: Path, error: OSError) -> JournalError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        message = f"There is no room left for the recording {path}."
        hint = "Everything up to here is kept. Make room, then go on with: mock-interview resume"
    else:
        message = f"The recording {path} cannot be written: {error.strerror or error}."
        hint = "See that its folder exists and is yours to write, or name another with --home FOLDER."
    return JournalError("MI0411", message, hint)
