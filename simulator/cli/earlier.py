"""What the runs of a session before this one left: its state, how long its recording is, and the sound of an answer.

Reads the journal and the recordings; changes neither.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from simulator.errors import JournalError
from simulator.interview.events import (
    BESIDE,
    AnswerEnded,
    Event,
    NameHeardAs,
    RecordingStarted,
    SessionResumed,
    Transcript,
)
from simulator.interview.interviewer import step
from simulator.interview.script import Script
from simulator.interview.state import State
from simulator.listening.listener import EarlierAnswer
from simulator.listening.recording import find_recording, read_frames
from simulator.ports import Transcriber
from simulator.review.sound import pieces_of, seconds_at


@dataclass(frozen=True)
class Earlier:
    """Nothing, for a session that begins."""

    state: State
    runs: int
    """Recordings made so far."""
    frames: int
    """Where the next recording begins."""
    seconds: float
    """The same in seconds of the recording."""
    answer: Callable[[int], EarlierAnswer | None]
    runs_before: bool
    """True where the session goes on rather than begins."""
    heard_as: tuple[str, ...]
    """What the recogniser makes of the candidate's name, as it was when the session began."""

    def resumed(self, at_seconds: float, away_seconds: float) -> SessionResumed:
        return SessionResumed(max(at_seconds, self.state.now_seconds), away_seconds)


def told_by(events: Sequence[Event], script: Script, home: Path) -> Earlier:
    """From the events of a session, oldest first; none for a new one."""
    state = State()
    for event in events:
        if not isinstance(event, BESIDE):
            state = step(script, state, event)
    recordings = [event for event in events if isinstance(event, RecordingStarted)]
    frames = _frames_so_far(recordings, events, home / "recordings")
    return Earlier(
        state=state,
        runs=len(recordings),
        frames=frames,
        seconds=seconds_at(pieces_of(events), frames) or 0.0,
        answer=lambda turn: answer(events, recordings, home / "recordings", turn),
        runs_before=state.started is not None,
        heard_as=next((event.variants for event in events if isinstance(event, NameHeardAs)), ()),
    )


def seconds_since(wall_times: Sequence[str]) -> float:
    """From the last label of the journal to now; 0 where the wall clock was set back or nothing was kept."""
    if not wall_times:
        return 0.0
    last = datetime.fromisoformat(wall_times[-1])
    return max(0.0, round((datetime.now(last.tzinfo) - last).total_seconds(), 1))


def _frames_so_far(recordings: Sequence[RecordingStarted], events: Sequence[Event], folder: Path) -> int:
    """The end of the last recording; where its file is gone, the last frame that an answer had."""
    if not recordings:
        return 0
    last = recordings[-1]
    try:
        pieces = read_frames(find_recording(folder, last.file), last.rate_hz)
        return last.first_frame + sum(len(piece) for piece in pieces)
    except JournalError:
        return max((event.end_frame for event in events if isinstance(event, AnswerEnded)), default=last.first_frame)


def answer(
    events: Sequence[Event], recordings: Sequence[RecordingStarted], folder: Path, turn: int
) -> EarlierAnswer | None:
    """The sound of one answer, in the folder of recordings; None where it is not there."""
    ended = next((event for event in events if isinstance(event, AnswerEnded) and event.turn == turn), None)
    if ended is None:
        return None
    holding = [recording for recording in recordings if recording.first_frame <= ended.start_frame]
    if not holding:
        return None
    recording = holding[-1]
    start, end = ended.start_frame - recording.first_frame, ended.end_frame - recording.first_frame
    try:
        blocks = read_frames(find_recording(folder, recording.file), recording.rate_hz, start, end)
    except JournalError:
        return None
    return EarlierAnswer(seconds_at(pieces_of(events), ended.start_frame) or 0.0, recording.rate_hz, blocks)


def read_again(sound: EarlierAnswer, transcriber: Transcriber) -> tuple[Transcript, str]:
    """The words of an answer's sound, cut as in a call; and why some are missing, if they are."""
    from simulator.listening.decoding import joined, read_cut
    from simulator.listening.open_turn import cut_for_recogniser
    from simulator.listening.vad import SileroDetector

    cuts = cut_for_recogniser(sound.blocks, sound.rate_hz, sound.first_seconds, SileroDetector())
    return joined(transcriber, [read_cut(transcriber, cut) for cut in cuts])
