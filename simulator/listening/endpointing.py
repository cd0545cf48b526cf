"""Endpointing: has the answer begun, has it ended? Arithmetic over "this many seconds, speech this likely".

It knows no clock, no device and no words, and must never wait for anything: whoever feeds it decides what time is.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from simulator.interview.events import EndReason


@dataclass(frozen=True)
class EndpointingRules:
    """When sound counts as speech, and how long a silence may be before the answer is over."""

    speech_on: float = 0.5
    """A frame at least this likely to be speech begins a run of speech ..."""
    speech_off: float = 0.35
    """... and a frame less likely than this ends it. Between the two, things stay as they are."""
    least_speech_seconds: float = 0.16
    """A shorter run is a click or a cough and changes nothing. "No" takes about 0.2 s."""
    patience_seconds: float = 2.5
    """Silence that ends the answer: the 95th percentile of pauses within people's turns is about 2.5 s."""
    breath_seconds: float = 0.8
    """Silence that ends an answer which has run far past its time. People take breath between sentences in pauses of
    commonly half a second to a second; the shorter ones within a sentence must not end it in the middle."""
    pre_roll_seconds: float = 0.4
    """Kept before the first speech: without 0.3 to 0.5 s the first words are clipped."""


@dataclass(frozen=True)
class Span:
    """Seconds from where the turn opened."""

    start_seconds: float
    end_seconds: float

    @property
    def seconds(self) -> float:
        return self.end_seconds - self.start_seconds


@dataclass(frozen=True)
class FrameReport:
    """What one frame changed. Most change nothing."""

    speech: Span | None = None
    """The run of speech that this frame belongs to, once it is long enough to count."""
    speech_started: bool = False
    """With this frame the answer's first speech counts; it began at `speech.start_seconds`."""
    ended: EndReason | None = None


NOTHING = FrameReport()


class Endpointer:
    """Fed the frames of one turn in order. Both limits count from the first speech: thinking is free.

    Once the answer is `breath_after_seconds` long, a breath ends it, also one that is being taken just then; at
    `hard_limit_seconds` it ends whatever happens.
    """

    def __init__(
        self,
        rules: EndpointingRules,
        hard_limit_seconds: float = math.inf,
        breath_after_seconds: float = math.inf,
    ) -> None:
        self._rules = rules
        self._hard_limit_seconds = hard_limit_seconds
        self._breath_after_seconds = breath_after_seconds
        self._run_start: float | None = None
        self._earlier_speech_seconds = 0.0
        self._run: Span | None = None
        self._pauses_seconds: list[float] = []
        self.now_seconds = 0.0
        self.speech: Span | None = None
        """From the first speech to the last so far; None before any."""

    @property
    def pause_seconds(self) -> float:
        """Silence since the last speech; 0 while somebody speaks and before anyone has."""
        return 0.0 if self.speech is None else self.now_seconds - self.speech.end_seconds

    @property
    def may_have_ended(self) -> bool:
        """Nobody speaks, nor is there sound that may yet turn out to be speech."""
        return self.speech is not None and self._run_start is None

    @property
    def speech_seconds(self) -> float:
        """Time voiced, pauses left out."""
        return self._earlier_speech_seconds + (self._run.seconds if self._run else 0.0)

    @property
    def pauses_seconds(self) -> tuple[float, ...]:
        """Every silence between two runs of speech, in order; the last wait is none. With `speech_seconds` they make up
        the time from the first speech to the last."""
        return tuple(self._pauses_seconds)

    @property
    def longest_pause_seconds(self) -> float:
        return max(self._pauses_seconds, default=0.0)

    def frame(self, speech_probability: float, frame_seconds: float) -> FrameReport:
        frame_start = self.now_seconds
        self.now_seconds += frame_seconds
        if self._is_speech(speech_probability):
            if self._run_start is None:
                self._run_start = frame_start
            if self.now_seconds - self._run_start >= self._rules.least_speech_seconds - 1e-9:
                return self._speech_goes_on(Span(self._run_start, self.now_seconds))
        else:
            self._close_run()
            if (reason := self._ended_by_silence()) is not None:
                return FrameReport(ended=reason)
        return self._report(NOTHING)

    def _ended_by_silence(self) -> EndReason | None:
        if self.speech is None:
            return None
        if self.pause_seconds >= self._rules.patience_seconds - 1e-9:
            return EndReason.PAUSE
        if self._is_as_long_as(self._breath_after_seconds) and self.pause_seconds >= self._rules.breath_seconds - 1e-9:
            return EndReason.RAN_OVER
        return None

    def _is_as_long_as(self, seconds: float) -> bool:
        """The answer so far, from its first speech to now."""
        return self.speech is not None and self.now_seconds - self.speech.start_seconds >= seconds - 1e-9

    def _is_speech(self, probability: float) -> bool:
        threshold = self._rules.speech_on if self._run_start is None else self._rules.speech_off
        return probability >= threshold

    def _speech_goes_on(self, run: Span) -> FrameReport:
        first = self.speech is None
        if self.speech is None:
            self.speech = run
        else:
            if self._run is None:
                self._pauses_seconds.append(run.start_seconds - self.speech.end_seconds)
            self.speech = Span(self.speech.start_seconds, run.end_seconds)
        self._run = run
        return self._report(FrameReport(speech=run, speech_started=first))

    def _close_run(self) -> None:
        self._run_start = None
        if self._run is not None:
            self._earlier_speech_seconds += self._run.seconds
            self._run = None

    def _report(self, report: FrameReport) -> FrameReport:
        """The same report, unless the answer has gone on for too long."""
        if not self._is_as_long_as(self._hard_limit_seconds):
            return report
        return FrameReport(report.speech, report.speech_started, EndReason.HARD_LIMIT)
