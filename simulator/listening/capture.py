"""The live microphone: blocks from PortAudio to whoever hears them, and a watch that notices when it is lost.

The audio callback only copies; it must never wait, compute or raise. A device that stops, hangs or is exchanged for
another is a failure that is told once, never silence that looks like a person thinking.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from queue import Queue
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulator.errors import DeviceError, InterviewError, JournalError
from simulator.listening.devices import TYPE_INSTEAD, Microphone, microphones_library
from simulator.listening.mute_watch import MuteWatch
from simulator.listening.pulse_source import PulseSourceWatch

log = logging.getLogger(__name__)

OnBlock = Callable[[NDArray[np.int16]], None]
OnFailure = Callable[[str, str], None]
"""(device, reason): device is "microphone", "disk" or "listener", as in DeviceFailed."""

BLOCK_SECONDS = 0.02
LOOK_EVERY_SECONDS = 0.5
SILENT_DEVICE_SECONDS = 6.0
"""Blocks come every 20 ms; none for this long means that the device is gone. On a busy machine a sound server was seen
to stand still for 2.3 s and go on: a call must outlast that."""
SOURCE_LOOK_EVERY_SECONDS = 3.0
CLOSE_WITHIN_SECONDS = 2.0


@dataclass(frozen=True)
class _Block:
    frames: bytes
    position: int
    """Of its first frame, counted by the callback."""
    overflowed: bool


_END = object()


class Capture:
    """Opens `microphone` and hands its blocks, int16 of shape (frames,), to `on_block` on a thread of its own.

    `on_failure` is called at most once, from another thread; after it no block follows. `on_warning` is told what the
    person should know and can mend. Raises DeviceError (MI0213) where the microphone does not open.
    """

    def __init__(
        self,
        microphone: Microphone,
        on_block: OnBlock,
        on_failure: OnFailure,
        on_warning: Callable[[str], None] = lambda text: None,
    ) -> None:
        self.microphone = microphone
        self.overflows = 0
        """Times that PortAudio had to throw sound away."""
        self._on_block, self._on_failure, self._on_warning = on_block, on_failure, on_warning
        self._queue: Queue[Any] = Queue()
        self._position = 0
        self._mute_watch = MuteWatch(microphone.rate_hz)
        self._callback_failure: BaseException | None = None
        self._last_block_at: float | None = None
        self._hearing = threading.Event()
        self._stopping = threading.Event()
        self._failed = threading.Lock()
        self.source_known = threading.Event()
        """Set once it has been looked from which source the sound comes; a change is noticed from then on."""
        self._stream = self._open()
        self._listener_thread = threading.Thread(target=self._listen, name="listener", daemon=True)
        self._watch_thread = threading.Thread(target=self._watch, name="microphone watch", daemon=True)
        self._listener_thread.start()
        self._watch_thread.start()

    def wait_until_hearing(self, timeout_seconds: float = 6.0) -> None:
        """Return with the first block, which can take two seconds. Raises DeviceError (MI0215) if none comes."""
        if not self._hearing.wait(timeout_seconds):
            hint = "See that it is plugged in, switched on and allowed, then: mock-interview devices. " + TYPE_INSTEAD
            message = f'The microphone "{self.microphone.name}" gave no sound within {timeout_seconds:.0f} s.'
            raise DeviceError("MI0215", message, hint)

    def close(self) -> None:
        """Stop at once; blocks that have come are still handed on. May be called twice, and from `on_failure`."""
        self._stopping.set()
        # A dead sound server can hold the call for ever; nothing may wait for it.
        closing = threading.Thread(target=self._close_stream, name="microphone closing", daemon=True)
        closing.start()
        closing.join(CLOSE_WITHIN_SECONDS)
        self._queue.put(_END)
        for thread in (self._listener_thread, self._watch_thread):
            if thread is not threading.current_thread():
                thread.join(CLOSE_WITHIN_SECONDS)

    # ---- PortAudio's thread ---------------------------------------------------------------------------------------

    def _callback(self, frames: Any, count: int, times: Any, status: Any) -> None:
        try:
            self._queue.put_nowait(_Block(bytes(frames), self._position, bool(status.input_overflow)))
            self._position += count
        except BaseException as error:
            # PortAudio would print this and go quiet.
            self._callback_failure = error

    # ---- the listener thread ----------------------------------------------------------------------------------------

    def _listen(self) -> None:
        while (block := self._queue.get()) is not _END and not self._failed.locked():
            self._last_block_at = time.monotonic()
            self._hearing.set()
            self._notice_overflow(block)
            frames = np.frombuffer(block.frames, np.int16)
            try:
                self._on_block(frames)
            except JournalError as error:
                return self._fail("disk", str(error))
            except InterviewError as error:
                return self._fail("microphone", str(error))
            except Exception as error:
                log.exception("a block of sound was not taken")
                return self._fail("listener", f"{type(error).__name__}: {error}")
            if self._mute_watch.warns(frames):
                self._on_warning(f'The microphone "{self.microphone.name}" gives no sound at all. Is it muted?')
        return None

    def _notice_overflow(self, block: _Block) -> None:
        self.overflows += block.overflowed
        if block.overflowed and self.overflows == 1:
            self._on_warning("The computer is too busy to hear everything; close what else runs.")

    # ---- the watch --------------------------------------------------------------------------------------------------

    def _watch(self) -> None:
        source, looked_at = PulseSourceWatch(), 0.0
        while not self._stopping.wait(LOOK_EVERY_SECONDS):
            if reason := self._what_is_wrong():
                self._fail("microphone", reason)
                return
            if self._hearing.is_set() and time.monotonic() - looked_at >= SOURCE_LOOK_EVERY_SECONDS:
                looked_at = time.monotonic()
                change = source.change()
                self.source_known.set()
                if change is not None and change.removed:
                    self._fail("microphone", f"{change.before} was removed, and {change.now} took its place")
                    return
                if change is not None:
                    self._on_warning(f"The sound now comes from {change.now}.")

    def _what_is_wrong(self) -> str:
        if self._callback_failure is not None:
            return f"its callback failed: {self._callback_failure!r}"
        if not self._stream.active:
            return "the system closed it"
        if self._last_block_at is None:
            return ""
        age_seconds = time.monotonic() - self._last_block_at
        if age_seconds >= SILENT_DEVICE_SECONDS and self._queue.empty():
            return f"no sound has come from it for {age_seconds:.1f} s"
        return ""

    def _fail(self, device: str, reason: str) -> None:
        if self._stopping.is_set() or not self._failed.acquire(blocking=False):
            return
        self._on_failure(device, reason if device != "microphone" else f"{self.microphone.name}: {reason}")

    # ---- the stream -------------------------------------------------------------------------------------------------

    def _open(self) -> Any:
        sound = microphones_library()
        try:
            stream = sound.RawInputStream(
                device=self.microphone.index,
                samplerate=self.microphone.rate_hz,
                blocksize=round(BLOCK_SECONDS * self.microphone.rate_hz),
                channels=1,
                dtype="int16",
                callback=self._callback,
            )
            stream.start()
        except (sound.PortAudioError, ValueError) as error:
            hint = "Another program may hold it; close that one, or choose another: mock-interview devices. "
            message = f'The microphone "{self.microphone.name}" does not open: {error}.'
            raise DeviceError("MI0213", message, hint + TYPE_INSTEAD) from error
        return stream

    def _close_stream(self) -> None:
        # abort, not stop: through ALSA and PulseAudio stop takes more than a second.
        self._stream.abort(ignore_errors=True)
        self._stream.close(ignore_errors=True)
