"""The session's ear, for a live microphone and for recorded answers alike: every block is kept, an open turn is heard.

Blocks come from one thread, turns are opened and closed by another, words are found on a third. A block is on its way
to the disk before anything is decided about it, and no failure of the recogniser may stop the call.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from simulator.interview.effects import Hear, Listen
from simulator.interview.events import (
    AnswerEnded,
    AnswerHeard,
    AnswerHeardAgain,
    DeviceFailed,
    EndReason,
    SpeechStarted,
    Transcript,
)
from simulator.listening.decoding import AnswerDecoding, Cut, Reading, joined, read_cut
from simulator.listening.endpointing import EndpointingRules
from simulator.listening.open_turn import (
    QUIETEST_DBFS,
    Ended,
    Happening,
    OpenTurn,
    SpeechBegan,
    SpeechReturned,
    StretchClosed,
    TailReady,
    cut_for_recogniser,
    level_dbfs,
)
from simulator.listening.reading_again import ReadingAgain
from simulator.listening.resampling import FULL_SCALE
from simulator.listening.vad import SileroDetector, SpeechDetector
from simulator.ports import Post, Transcriber

SILENCE_BLOCK_SECONDS = 1.0


class SoundKeeper(Protocol):
    """Where the blocks are kept; see simulator.listening.recording."""

    def append(self, block: NDArray[np.int16]) -> None: ...


@dataclass(frozen=True)
class EarlierAnswer:
    """The sound of an answer that an earlier process heard, from the recording."""

    first_seconds: float
    """Where it stands in the recording."""
    rate_hz: int
    blocks: Iterable[NDArray[np.int16]]


@dataclass
class _Hearing:
    """The turn that is open: what was asked for, its sound and its words."""

    effect: Listen
    sound: OpenTurn
    words: AnswerDecoding


class Listener:
    """An Ear (see simulator.ports).

    `rate_hz` is that of the blocks fed. `first_frame` and `first_seconds` are where a resumed session's recording goes
    on. `earlier_answer` finds the sound of a turn that ended in an earlier process; None where its sound is lost.
    `reads_again`: answers are read a second time while nobody speaks, and AnswerHeardAgain is posted.
    """

    def __init__(
        self,
        post: Post,
        now_seconds: Callable[[], float],
        rate_hz: int,
        transcriber: Transcriber,
        recording: SoundKeeper | None = None,
        rules: EndpointingRules | None = None,
        new_detector: Callable[[], SpeechDetector] = SileroDetector,
        first_frame: int = 0,
        first_seconds: float = 0.0,
        earlier_answer: Callable[[int], EarlierAnswer | None] = lambda turn: None,
        reads_again: bool = False,
    ) -> None:
        self.rate_hz = rate_hz
        self._post = post
        self._now_seconds = now_seconds
        self._transcriber = transcriber
        self._recording = recording
        self._rules = rules or EndpointingRules()
        self._new_detector = new_detector
        self._detector = new_detector()
        self._frames = self._first_frame = first_frame
        self._first_seconds = first_seconds
        self._earlier_answer = earlier_answer
        self._level_dbfs = QUIETEST_DBFS
        self._lock = threading.Lock()
        self._hearing: _Hearing | None = None
        self._heard_turns: set[int] = set()
        self._last_words: AnswerDecoding | None = None
        self._transcriber_thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="transcriber")
        self._quiet_frames = 0
        self._reading_again: ReadingAgain | None = None
        if reads_again:
            self._reading_again = ReadingAgain(self._transcriber_thread, transcriber, self._answer_heard_again)

    # ---- what the screen and the clock may ask --------------------------------------------------------------------

    @property
    def frames(self) -> int:
        """Frames fed so far: the position in the session's recording."""
        return self._frames

    @property
    def level_dbfs(self) -> float:
        """Loudness of the last block, 0 (full scale) down to -100."""
        return self._level_dbfs

    @property
    def open_turn(self) -> Listen | None:
        """The turn whose answer is awaited."""
        hearing = self._hearing
        return hearing.effect if hearing else None

    @property
    def stretches_waiting(self) -> int:
        """Stretches of the open turn, or of the last one, whose words are not known yet."""
        hearing, last = self._hearing, self._last_words
        words = hearing.words if hearing else last
        return words.waiting if words else 0

    # ---- sound comes in --------------------------------------------------------------------------------------------

    def feed(self, block: NDArray[np.int16]) -> None:
        """The next block, shape (frames,). Raises JournalError where it cannot be kept."""
        if self._recording is not None:
            self._recording.append(block)
        self._level_dbfs = level_dbfs(block.astype(np.float32) / np.float32(FULL_SCALE))
        with self._lock:
            self._frames += len(block)
            if self._hearing is not None:
                self._take(self._hearing, self._hearing.sound.feed(block))
            if self._reading_again is not None:
                self._quiet_frames = self._quiet_frames + len(block) if self._is_quiet else 0
                self._reading_again.quiet(self._quiet_frames / self.rate_hz)

    def feed_silence(self, seconds: float) -> None:
        """So much time in which there was no microphone: kept as silence, so that positions stay time."""
        left = round(seconds * self.rate_hz)
        longest = round(SILENCE_BLOCK_SECONDS * self.rate_hz)
        while left > 0:
            self.feed(np.zeros(min(left, longest), np.int16))
            left -= longest

    @property
    def _is_quiet(self) -> bool:
        """Nobody answers, nor are words awaited."""
        return self.stretches_waiting == 0 and (self._hearing is None or not self._hearing.sound.speech_began)

    def end_of_input(self) -> None:
        """The microphone is gone: an open answer ends with what was heard of it."""
        self._finish(EndReason.END_OF_INPUT)

    # ---- the Ear ---------------------------------------------------------------------------------------------------

    def listen(self, effect: Listen) -> None:
        with self._lock:
            sound = OpenTurn(
                self._frames,
                self.rate_hz,
                self._detector,
                self._rules,
                effect.hard_limit_seconds,
                effect.breath_after_seconds,
                self._first_seconds + (self._frames - self._first_frame) / self.rate_hz,
            )
            keeps_cuts = self._reading_again is not None
            words = AnswerDecoding(self._transcriber_thread, self._transcriber, keeps_cuts)
            self._hearing = _Hearing(effect, sound, words)

    def stop(self, effect_id: str) -> None:
        with self._lock:
            if self._hearing is not None and self._hearing.effect.id == effect_id:
                self._hearing.words.drop()
                self._hearing = None

    def finish_answer(self) -> None:
        self._finish(EndReason.DONE_KEY)

    def hear(self, effect: Hear) -> None:
        with self._lock:
            if effect.turn in self._heard_turns:
                return
            self._heard_turns.add(effect.turn)
        self._transcriber_thread.submit(self._hear_earlier, effect.turn)

    def close(self) -> None:
        """No event is posted after this; stretches still waiting are given up."""
        with self._lock:
            self._hearing = None
            self._reading_again = None
            self._post = _nowhere
        self._transcriber_thread.shutdown(wait=True, cancel_futures=True)

    # ---- within ----------------------------------------------------------------------------------------------------

    def _finish(self, reason: EndReason) -> None:
        with self._lock:
            if self._hearing is not None:
                self._take(self._hearing, self._hearing.sound.finish(reason))

    def _take(self, hearing: _Hearing, happenings: Iterable[Happening]) -> None:
        turn, words = hearing.effect.turn, hearing.words
        for happening in happenings:
            match happening:
                case SpeechBegan(frame):
                    self._post(SpeechStarted(self._now_seconds(), turn, frame))
                case TailReady(cut):
                    words.try_tail(cut)
                case SpeechReturned():
                    words.forget_tail()
                case StretchClosed(cut):
                    words.stretch(cut)
                case Ended():
                    self._answer_ended(hearing, happening)

    def _answer_ended(self, hearing: _Hearing, ended: Ended) -> None:
        turn = hearing.effect.turn
        self._hearing, self._last_words = None, hearing.words
        self._heard_turns.add(turn)
        self._post(
            AnswerEnded(
                self._now_seconds(),
                turn,
                ended.reason,
                ended.start_frame,
                ended.end_frame,
                ended.speech_seconds,
                ended.longest_pause_seconds,
                ended.pauses_seconds,
                ended.filled_pauses,
            )
        )
        cuts = hearing.words.cuts
        hearing.words.finish(lambda transcript, failure: self._answer_heard(turn, transcript, failure, cuts))

    def _answer_heard(self, turn: int, transcript: Transcript, failure: str, cuts: Sequence[Cut] = ()) -> None:
        """On the transcriber thread. What could not be read stays on disk, and is said."""
        now = self._now_seconds()
        if failure:
            self._post(DeviceFailed(now, "recogniser", failure))
        self._post(AnswerHeard(now, turn, transcript))
        reading_again = self._reading_again
        if reading_again is not None and cuts and not failure:
            reading_again.answer(turn, transcript.stretches, cuts)

    def _answer_heard_again(self, turn: int, transcript: Transcript) -> None:
        """On the transcriber thread."""
        self._post(AnswerHeardAgain(self._now_seconds(), turn, transcript))

    def _hear_earlier(self, turn: int) -> None:
        """On the transcriber thread: the words of an answer that an earlier process did not get to."""
        readings: list[Reading] = []
        failure = ""
        try:
            earlier = self._earlier_answer(turn)
            if earlier is None:
                failure = "the sound of this answer is not in the recording"
            else:
                cuts = cut_for_recogniser(earlier.blocks, earlier.rate_hz, earlier.first_seconds, self._new_detector())
                readings.extend(read_cut(self._transcriber, cut) for cut in cuts)
        except Exception as error:
            failure = f"{type(error).__name__}: {error}"
        transcript, unread = joined(self._transcriber, readings)
        self._answer_heard(turn, transcript, failure or unread)


def _nowhere(event: object) -> None:
    """Events of a call that is over."""
