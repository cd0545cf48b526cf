"""Where frames of the recording stand in seconds, and which file holds them. Reads recordings; never writes one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from simulator.interview.events import Event, RecordingStarted


@dataclass(frozen=True)
class Piece:
    """One file of the recording: it begins at session frame `first_frame`, which is `start_seconds` in."""

    file: str
    rate_hz: int
    first_frame: int
    start_seconds: float


def pieces_of(events: Sequence[Event]) -> tuple[Piece, ...]:
    """The files of a session's recording in order; a resumed session has several, perhaps of different rates."""
    pieces: list[Piece] = []
    for event in events:
        if isinstance(event, RecordingStarted):
            start = seconds_at(pieces, event.first_frame)
            pieces.append(Piece(event.file, event.rate_hz, event.first_frame, start or 0.0))
    return tuple(pieces)


def piece_at(pieces: Sequence[Piece], frame: int) -> Piece | None:
    """The file that holds this session frame. None where nothing was recorded."""
    holding = [piece for piece in pieces if piece.first_frame <= frame]
    return holding[-1] if holding else None


def seconds_at(pieces: Sequence[Piece], frame: int) -> float | None:
    """Seconds from the start of the recording. None where nothing was recorded."""
    piece = piece_at(pieces, frame)
    return None if piece is None else piece.start_seconds + (frame - piece.first_frame) / piece.rate_hz
