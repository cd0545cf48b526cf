"""One open output stream for a whole call: plays a sound at once, is silent at once, and says so when it is lost.

The audio callback only copies; it must never wait, allocate much, or raise. Opening and closing a stream takes up to
two seconds on some systems, so it happens once.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import Any

from simulator.errors import DeviceError
from simulator.speaking.output_device import MUTE_INSTEAD, choose_output, loudspeakers_library
from simulator.speaking.settling import AT_LAST_SECONDS, Settling
from simulator.speaking.sound import Samples, Sound

log = logging.getLogger(__name__)

LATENCY_SECONDS = 0.15
"""Sound handed over ahead of time. Decoding speech holds the interpreter for up to 40 ms, an import for longer. At 0.06
one such moment on PulseAudio set off underflows that fed each other and swallowed seconds of speech; from 0.1 none did.
"""

BLOCK_WITHIN_SECONDS = 2.0
LOOK_EVERY_SECONDS = 0.25
LINGER_SECONDS = 0.3
"""Closing waits so long after the last sound's end: sound servers hold more than they tell (PulseAudio 0.2 s)."""

LIKELY_DELAY_SECONDS = 1.0
"""A device that claims a longer way from here to the ear does not know."""


@dataclass(frozen=True)
class Played:
    """How it went: `heard` is False where the loudspeaker was lost before the end."""

    heard: bool
    seconds: float
    """Of the sound that went out."""


@dataclass
class _Playing:
    samples: Samples
    on_done: Callable[[Played], None]
    on_start: Callable[[], None]
    next_frame: int = 0
    is_stopped: bool = False
    is_told: bool = False
    lock: threading.Lock = field(default_factory=threading.Lock)

    def tell(self, played: Played) -> None:
        """Once, and never after `stop`."""
        with self.lock:
            if self.is_stopped or self.is_told:
                return
            self.is_told = True
        self.on_done(played)


@dataclass(frozen=True)
class _Notice:
    """From the audio callback to the watch: this is heard at `at` (monotonic seconds)."""

    at: float
    playing: _Playing
    is_end: bool


class Loudspeaker:
    """Opens the output `device` (number, part of a name, None for the default) at its own rate.

    `on_failure` may be set; it is called once, from another thread, when the device is lost. From then on whatever is
    played is over at once, not heard. Raises DeviceError: MI0211, MI0224, MI0225 where it does not open.
    """

    def __init__(self, device: str | int | None = None) -> None:
        chosen = choose_output(device)
        self.name = chosen.name
        self.rate_hz = chosen.rate_hz
        self.failure = ""
        self.underflows = 0
        self.on_failure: Callable[[str], None] | None = None
        self._playing: _Playing | None = None
        self._notices: SimpleQueue[_Notice | None] = SimpleQueue()
        self._is_closed = False
        self._last_end_at = 0.0
        self._opened_at = self._last_block_at = time.monotonic()
        self._settling = Settling(chosen.rate_hz, self._opened_at)
        sound = loudspeakers_library()
        try:
            self._stream = sound.OutputStream(
                device=chosen.index,
                samplerate=chosen.rate_hz,
                channels=chosen.channels,
                dtype="int16",
                latency=LATENCY_SECONDS,
                callback=self._fill,
            )
            self._stream.start()
        except (sound.PortAudioError, ValueError) as error:
            hint = f"Another program may hold it; see: mock-interview devices. {MUTE_INSTEAD}"
            raise DeviceError("MI0225", f'The loudspeaker "{self.name}" does not open: {error}.', hint) from error
        self._watching = threading.Thread(target=self._watch, name="loudspeaker-watch", daemon=True)
        self._watching.start()

    def play(
        self, sound: Sound, on_done: Callable[[Played], None], on_start: Callable[[], None] = lambda: None
    ) -> None:
        """Play `sound` now, in place of what is playing. Returns at once; both callbacks come from another thread:
        `on_start` when its first sample is heard, `on_done` when its last was, or when the loudspeaker is lost.
        """
        self.stop()
        playing = _Playing(sound.at_rate(self.rate_hz).samples, on_done, on_start)
        self._playing = playing
        if self.failure or self._is_closed or not len(playing.samples):
            playing.tell(Played(heard=not self.failure and not self._is_closed, seconds=0.0))

    def stop(self) -> None:
        """Silence at once (after what the device holds already); the sound's `on_done` is never called."""
        playing, self._playing = self._playing, None
        if playing is not None:
            with playing.lock:
                playing.is_stopped = True

    def close(self) -> None:
        """Silence, and give the device back. What was played to its end is heard to its end."""
        if self._is_closed:
            return
        self._is_closed = True
        if not self.failure:
            time.sleep(max(0.0, self._last_end_at + LINGER_SECONDS - time.monotonic()))
        self.stop()
        self._notices.put(None)
        self._watching.join(timeout=2.0)
        try:
            self._stream.abort()  # stop() would play on for more than a second
            self._stream.close()
        except loudspeakers_library().PortAudioError as error:
            log.info("The loudspeaker was gone already: %s", error)

    def _fill(self, out: Any, frames: int, when: Any, status: Any) -> None:
        """PortAudio's callback. An exception in here would be printed and end the stream."""
        try:
            self._last_block_at = time.monotonic()
            if status.output_underflow:
                self.underflows += 1
            out.fill(0)
            playing = self._playing
            if not self._settling.took(frames, self._last_block_at):
                return
            if playing is not None and not self.failure and playing.next_frame < len(playing.samples):
                self._copy(playing, out, frames, when.outputBufferDacTime - when.currentTime)
        except Exception as error:
            self.failure = self.failure or f"{type(error).__name__}: {error}"

    def _copy(self, playing: _Playing, out: Any, frames: int, delay_seconds: float) -> None:
        first = playing.next_frame
        piece = playing.samples[first : first + frames]
        out[: len(piece)] = piece[:, None]
        playing.next_frame = first + len(piece)
        if not 0.0 <= delay_seconds <= LIKELY_DELAY_SECONDS:
            delay_seconds = LATENCY_SECONDS
        heard_at = self._last_block_at + delay_seconds
        if first == 0:
            self._notices.put(_Notice(heard_at, playing, is_end=False))
        if playing.next_frame == len(playing.samples):
            self._notices.put(_Notice(heard_at + len(piece) / self.rate_hz, playing, is_end=True))

    def _watch(self) -> None:
        """Passes on what the callback noticed when it is heard, and sees whether the stream still lives."""
        while not self._is_closed and not self.failure:
            try:
                notice = self._notices.get(timeout=LOOK_EVERY_SECONDS)
            except Empty:
                self._look()
                continue
            if notice is not None:
                time.sleep(max(0.0, notice.at - time.monotonic()))
                self._pass_on(notice)
        if self.failure and not self._is_closed:
            self._tell_failure()

    def _pass_on(self, notice: _Notice) -> None:
        playing = notice.playing
        if notice.is_end:
            self._last_end_at = notice.at
            playing.tell(Played(heard=True, seconds=len(playing.samples) / self.rate_hz))
        elif not playing.is_stopped:
            playing.on_start()

    def _look(self) -> None:
        now = time.monotonic()
        age_seconds = now - self._last_block_at
        if not self._stream.active:
            self.failure = f'"{self.name}" has stopped'
        elif age_seconds > BLOCK_WITHIN_SECONDS and now - self._opened_at > AT_LAST_SECONDS:
            self.failure = f'"{self.name}" has taken no sound for {age_seconds:.0f} seconds'

    def _tell_failure(self) -> None:
        log.warning("MI0226: The loudspeaker is lost: %s", self.failure)
        playing = self._playing
        if self.on_failure is not None:
            self.on_failure(self.failure)
        if playing is not None:
            playing.tell(Played(heard=False, seconds=playing.next_frame / self.rate_hz))
