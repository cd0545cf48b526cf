"""Cuts the sound of each answer out of the recording and makes it small enough to stand in a page. Reads only.

Numpy, soxr and soundfile are imported when a sound is cut: reading a session in the terminal needs none of them.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from simulator.errors import JournalError
from simulator.review.model import Review, Take
from simulator.review.sound import Piece, piece_at

PAGE_RATE_HZ = 16000
"""Enough for speech: what the recognisers hear."""
MOST_BYTES = 20_000_000
"""Of all sounds of a page together, as they stand in it."""


@dataclass(frozen=True)
class Sounds:
    """`by_turn`: a data URI for each turn whose answer can be heard. `note`: why others cannot, or empty."""

    by_turn: Mapping[int, str] = field(default_factory=dict)
    note: str = ""


def sounds_of(review: Review, folder: Path, most_bytes: int = MOST_BYTES) -> Sounds:
    """The sound of every take, as FLAC at 16 kHz. Leaves all out, with a note, where one is missing or they are many.

    `folder` holds the recordings.
    """
    if not review.recordings:
        return Sounds(note="There is no recording of this session.")
    by_turn: dict[int, str] = {}
    for exchange in review.exchanges:
        for turn in exchange.turns:
            take = turn.take
            if take is None or take.start_frame is None or take.start_frame == take.end_frame:
                continue
            try:
                by_turn[turn.number] = _data_uri(take, review, folder)
            except JournalError as error:
                return Sounds(note=f"The answers cannot be heard here. {error.message}")
            if sum(map(len, by_turn.values())) > most_bytes:
                return Sounds(note=f"The answers are too long to be heard in this page; they are in {folder}.")
    return Sounds(by_turn)


def _data_uri(take: Take, review: Review, folder: Path) -> str:
    import soundfile
    import soxr

    assert take.start_frame is not None
    assert take.end_frame is not None
    piece = piece_at(review.recordings, take.start_frame)
    assert piece is not None
    samples = _samples(piece, take.start_frame - piece.first_frame, take.end_frame - piece.first_frame, folder)
    if piece.rate_hz != PAGE_RATE_HZ:
        samples = soxr.resample(samples, piece.rate_hz, PAGE_RATE_HZ)
    flac = io.BytesIO()
    soundfile.write(flac, samples, PAGE_RATE_HZ, format="FLAC", subtype="PCM_16")
    return "data:audio/flac;base64," + base64.b64encode(flac.getvalue()).decode("ascii")


def _samples(piece: Piece, start: int, end: int, folder: Path) -> Any:
    """int16 mono frames [start, end) of a piece's file; raises JournalError where there are none."""
    import numpy

    from simulator.listening.recording import find_recording, read_frames

    read = list(read_frames(find_recording(folder, piece.file), piece.rate_hz, start, end))
    if not read:
        raise JournalError("MI0412", f"The recording {piece.file} ends before this answer.")
    return numpy.concatenate(read)
