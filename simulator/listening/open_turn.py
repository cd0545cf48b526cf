"""One turn's sound, from where it opens to where the answer has ended: what was said when, cut for the recogniser.

It knows no thread, no queue and no recogniser; it is fed blocks and says what came of them. Every turn starts afresh,
so that an answer is heard the same whatever was said before it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulator.interview.events import EndReason
from simulator.listening.decoding import Cut
from simulator.listening.endpointing import Endpointer, EndpointingRules, Span
from simulator.listening.filled_pauses import filled_pauses
from simulator.listening.resampling import RECOGNISER_RATE_HZ, StreamResampler
from simulator.listening.stretches import StretchCutter, StretchRules
from simulator.listening.vad import FRAME_SECONDS, FrameCutter, SpeechDetector

TRY_TAIL_AFTER_SECONDS = 0.6
"""Silence after which the tail is read on suspicion: a 28 s stretch takes 1.2 s, patience is twice as long. It is
shorter than a breath, so that an answer which runs over is read ahead too. Not shorter still: what was begun is read to
its end, and the pauses within sentences would keep the recogniser at work when it is needed."""

QUIETEST_DBFS = -100.0
"""Digital silence is called this."""


def level_dbfs(samples: NDArray[np.float32]) -> float:
    """Loudness of samples of -1 to 1, in decibels below full scale; never below -100."""
    if len(samples) == 0:
        return QUIETEST_DBFS
    power = float(np.mean(np.square(samples, dtype=np.float64)))
    return max(QUIETEST_DBFS, 10 * math.log10(power)) if power > 0 else QUIETEST_DBFS


@dataclass(frozen=True)
class SpeechBegan:
    frame: int


@dataclass(frozen=True)
class StretchClosed:
    cut: Cut


@dataclass(frozen=True)
class TailReady:
    """If the answer has ended already, this is its last stretch."""

    cut: Cut


@dataclass(frozen=True)
class SpeechReturned:
    """After a TailReady: the answer has not ended."""


@dataclass(frozen=True)
class Ended:
    """Nothing follows."""

    reason: EndReason
    start_frame: int
    end_frame: int
    speech_seconds: float
    longest_pause_seconds: float
    pauses_seconds: tuple[float, ...] = ()
    filled_pauses: int = 0


Happening = SpeechBegan | StretchClosed | TailReady | SpeechReturned | Ended


class OpenTurn:
    """`first_frame` is the recording's frame at which the turn opens; nothing before it belongs to the answer.

    `first_seconds` is where that frame stands in the recording; it need not be first_frame / rate_hz where an earlier
    run of the session had a microphone of another rate.
    """

    def __init__(
        self,
        first_frame: int,
        rate_hz: int,
        detector: SpeechDetector,
        rules: EndpointingRules,
        hard_limit_seconds: float = math.inf,
        breath_after_seconds: float = math.inf,
        first_seconds: float | None = None,
        stretch_rules: StretchRules | None = None,
    ) -> None:
        self._first_frame = first_frame
        self._first_seconds = first_frame / rate_hz if first_seconds is None else first_seconds
        self._rate_hz = rate_hz
        self._frames_fed = 0
        self._rules = rules
        self._detector = detector
        self._detector.reset()
        self._resampler = StreamResampler(rate_hz)
        self._frames = FrameCutter()
        self._sound = KeptSound()
        self._endpointer = Endpointer(rules, hard_limit_seconds, breath_after_seconds)
        self._stretch_rules = stretch_rules or StretchRules(lead_in_seconds=rules.pre_roll_seconds)
        self._cutter = StretchCutter(self._stretch_rules)
        self._tail_tried = False
        self._filled_pauses = 0
        self._ended = False

    @property
    def speech_began(self) -> bool:
        return self._endpointer.speech is not None

    def feed(self, block: NDArray[np.int16]) -> Iterator[Happening]:
        """`block` of shape (frames,) at the device's rate."""
        self._frames_fed += len(block)
        yield from self._hear(self._resampler.feed(block))

    def finish(self, reason: EndReason) -> Iterator[Happening]:
        """The answer ends here, for a reason of the caller's."""
        yield from self._hear(self._resampler.flush())
        if not self._ended:
            yield from self._end(reason)

    def _hear(self, samples: NDArray[np.float32]) -> Iterator[Happening]:
        self._sound.append(samples)
        for frame in self._frames.feed(samples):
            if self._ended:
                return
            yield from self._frame(frame)
        self._sound.drop_before(self._cutter.needed_from_seconds - self._look_back_seconds())

    def _look_back_seconds(self) -> float:
        """A run of speech counts only once it is this long, and then its beginning is wanted."""
        return self._rules.least_speech_seconds + FRAME_SECONDS

    def _frame(self, frame: NDArray[np.float32]) -> Iterator[Happening]:
        report = self._endpointer.frame(self._detector.probability(frame), FRAME_SECONDS)
        if report.speech is not None:
            if report.speech_started:
                yield SpeechBegan(self._frame_at(report.speech.start_seconds))
            if self._tail_tried:
                self._tail_tried = False
                yield SpeechReturned()
        closed = self._cutter.frame(self._endpointer.now_seconds, level_dbfs(frame), report.speech)
        if closed is not None:
            yield self._closed(closed)
        if report.ended is not None:
            yield from self._end(report.ended)
        elif self._should_try_tail() and (tail := self._cutter.tail) is not None:
            self._tail_tried = True
            yield TailReady(self._cut(tail))

    def _should_try_tail(self) -> bool:
        long_enough = self._endpointer.pause_seconds >= TRY_TAIL_AFTER_SECONDS
        return long_enough and self._endpointer.may_have_ended and not self._tail_tried

    def _end(self, reason: EndReason) -> Iterator[Happening]:
        self._ended = True
        if (tail := self._cutter.tail) is not None:
            yield self._closed(tail)
        speech = self._endpointer.speech
        last_frame = self._first_frame + self._frames_fed
        if speech is None:
            yield Ended(reason, self._first_frame, last_frame, 0.0, 0.0)
            return
        start = self._frame_at(max(0.0, speech.start_seconds - self._rules.pre_roll_seconds))
        end = self._frame_at(speech.end_seconds + self._stretch_rules.padding_seconds)
        yield Ended(
            reason,
            start,
            min(end, last_frame),
            round(self._endpointer.speech_seconds, 3),
            round(self._endpointer.longest_pause_seconds, 3),
            tuple(round(seconds, 3) for seconds in self._endpointer.pauses_seconds),
            self._filled_pauses,
        )

    def _closed(self, span: Span) -> StretchClosed:
        cut = self._cut(span)
        self._filled_pauses += len(filled_pauses(cut.samples))
        return StretchClosed(cut)

    def _frame_at(self, seconds: float) -> int:
        return self._first_frame + round(seconds * self._rate_hz)

    def _cut(self, span: Span) -> Cut:
        samples = self._sound.between(span.start_seconds, span.end_seconds)
        return Cut(self._first_seconds + span.start_seconds, self._first_seconds + span.end_seconds, samples)


class KeptSound:
    """Samples at 16 kHz that may still be asked for, in seconds from the first that was appended."""

    def __init__(self) -> None:
        self._blocks: list[NDArray[np.float32]] = []
        self._first = 0
        """Position of the first sample kept."""
        self._samples = 0
        """Appended so far."""

    @property
    def end_seconds(self) -> float:
        return self._samples / RECOGNISER_RATE_HZ

    def append(self, samples: NDArray[np.float32]) -> None:
        if len(samples):
            self._blocks.append(samples)
            self._samples += len(samples)

    def drop_before(self, seconds: float) -> None:
        wanted = int(seconds * RECOGNISER_RATE_HZ)
        gone = 0
        while gone < len(self._blocks) and self._first + len(self._blocks[gone]) <= wanted:
            self._first += len(self._blocks[gone])
            gone += 1
        del self._blocks[:gone]

    def between(self, start_seconds: float, end_seconds: float) -> NDArray[np.float32]:
        start = max(0, round(start_seconds * RECOGNISER_RATE_HZ) - self._first)
        end = round(end_seconds * RECOGNISER_RATE_HZ) - self._first
        kept = np.concatenate(self._blocks) if self._blocks else np.zeros(0, np.float32)
        return kept[start:end].copy()


def cut_for_recogniser(
    blocks: Iterable[NDArray[np.int16]], rate_hz: int, first_seconds: float, detector: SpeechDetector
) -> Iterator[Cut]:
    """The stretches of an answer that has ended already: blocks of 16 bits, in order, from `first_seconds` on."""
    turn = OpenTurn(0, rate_hz, detector, EndpointingRules(patience_seconds=math.inf), first_seconds=first_seconds)
    for block in blocks:
        yield from (happening.cut for happening in turn.feed(block) if isinstance(happening, StretchClosed))
    yield from (
        happening.cut for happening in turn.finish(EndReason.END_OF_INPUT) if isinstance(happening, StretchClosed)
    )
