"""The interviewer's mouth (the port Voice): aloud with SpokenVoice, on the screen only with ScreenVoice.

Whatever fails, the call goes on: a prompt that cannot be spoken is over at once, and said not to have been heard. It
must never keep the session's thread waiting, and never post anything for a prompt that was stopped.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from queue import SimpleQueue

from simulator.errors import DeviceError, JournalError
from simulator.interview.effects import Prepare, Ring, Speak
from simulator.interview.events import CallAnswered, DeviceFailed, PromptSpoken
from simulator.ports import Post
from simulator.speaking import ringing
from simulator.speaking.line import at_gain, over_telephone
from simulator.speaking.loudspeaker import Loudspeaker, Played
from simulator.speaking.sound import Sound
from simulator.speaking.spoken_text import reading_seconds
from simulator.speaking.synthesiser import Synthesiser

log = logging.getLogger(__name__)

MOST_RINGS = 30
"""Three minutes: a telephone that nobody picks up falls silent, and can still be answered."""
CLOSE_WITHIN_SECONDS = 2.0
HANG_UP = "hang up"
"""The id of the closing tone, which no effect asks for."""

Now = Callable[[], float]
Position = Callable[[], int]
Elapse = Callable[[float], None]


class SpokenVoice:
    """Speaks through `loudspeaker`; without one (None) every prompt is over as soon as its length is known.

    `now_seconds` is session time, `position` the recording's frame now. `elapse` is told how long a prompt took, for
    a clock that runs on recorded sound; for a live one it does nothing. With `rings` the call answers itself after so
    many, or at once where nothing rings; None: somebody else posts CallAnswered. `is_telephone` holds until a ring says
    otherwise, for a session that goes on after it rang: without a telephone no line is heard to close. `post` may be
    called from any of this object's threads. What it was given to speak with, it closes.
    """

    def __init__(
        self,
        post: Post,
        now_seconds: Now,
        position: Position,
        elapse: Elapse,
        synthesiser: Synthesiser,
        loudspeaker: Loudspeaker | None,
        rings: int | None,
        is_telephone: bool = True,
    ) -> None:
        self._post = post
        self._now_seconds = now_seconds
        self._position = position
        self._elapse = elapse
        self._synthesiser = synthesiser
        self._loudspeaker = loudspeaker
        self._rings = rings
        self._is_telephone = is_telephone
        self._voice_has_failed = False
        self._current: _Task | None = None
        self._by_effect: dict[str, _Task] = {}
        self._lock = threading.Lock()
        self._tasks: SimpleQueue[_Task | None] = SimpleQueue()
        self._ahead: SimpleQueue[Prepare | None] = SimpleQueue()
        self._may_prepare = threading.Event()
        """Cleared while a prompt is waited for: what comes later must not hold it up."""
        self._may_prepare.set()
        self._is_closed = False
        if loudspeaker is not None:
            loudspeaker.on_failure = self._loudspeaker_failed
        self._speaking = threading.Thread(target=self._run, name="voice", daemon=True)
        self._preparing = threading.Thread(target=self._prepare_ahead, name="voice-ahead", daemon=True)
        self._speaking.start()
        self._preparing.start()

    def ring(self, effect: Ring) -> None:
        self._is_telephone = effect.aloud
        self._start(effect.id, lambda task: self._ring(effect, task))

    def prepare(self, effect: Prepare) -> None:
        self._ahead.put(effect)

    def speak(self, effect: Speak) -> None:
        self._start(effect.id, lambda task: self._speak(effect, task), effect)

    def stop(self, effect_id: str) -> None:
        with self._lock:
            task = self._by_effect.pop(effect_id, None)
            if task is None:
                return
            task.is_stopped = True
            if task is self._current and self._loudspeaker is not None:
                self._loudspeaker.stop()
        task.over.set()

    def hang_up(self) -> None:
        """The short tone of a line that was closed, where there was one; `close` lets it end."""
        if self._is_telephone:
            self._start(HANG_UP, lambda task: self._play(ringing.line_closed(), task))

    def close(self) -> None:
        """Silence (but for a hang-up tone), and everything given back."""
        if self._is_closed:
            return
        self._is_closed = True
        for effect_id in list(self._by_effect):
            if effect_id != HANG_UP:
                self.stop(effect_id)
        self._tasks.put(None)
        self._ahead.put(None)
        self._synthesiser.close()  # before waiting for the thread: it may be waiting for a voice that hangs
        self._speaking.join(timeout=CLOSE_WITHIN_SECONDS)
        if self._loudspeaker is not None:
            self._loudspeaker.close()

    def _start(self, effect_id: str, work: Callable[[_Task], object], prompt: Speak | None = None) -> None:
        task = _Task(work, prompt)
        with self._lock:
            self._by_effect[effect_id] = task
        self._tasks.put(task)

    def _run(self) -> None:
        """The speaking thread: one thing after the other."""
        while (task := self._tasks.get()) is not None:
            if not task.is_stopped:
                self._current = task
                self._work(task)
            with self._lock:
                self._current = None
                self._by_effect = {key: kept for key, kept in self._by_effect.items() if kept is not task}

    def _work(self, task: _Task) -> None:
        """Whatever fails in it, the call goes on: a prompt that nobody else would end is over now."""
        try:
            task.work(task)
        except JournalError as error:
            self._post(DeviceFailed(self._now_seconds(), "disk", str(error)))  # the time of a prompt is recorded too
        except Exception as error:
            log.exception("the voice failed")
            self._post(DeviceFailed(self._now_seconds(), "voice", f"{type(error).__name__}: {error}"))
            if task.prompt is not None:
                unheard = self._spoken(task.prompt, task, 0.0, heard=False)
                self._finish(task, lambda: self._post(unheard))

    def _ring(self, effect: Ring, task: _Task) -> None:
        if effect.aloud:
            self._ring_aloud(task)
        if self._rings is not None:
            self._finish(task, lambda: self._post(CallAnswered(self._now_seconds())))

    def _ring_aloud(self, task: _Task) -> None:
        if self._rings is None and self._loudspeaker is None:
            return  # it rings on the screen, until somebody picks up
        rings = MOST_RINGS if self._rings is None else self._rings
        for left in range(rings, 0, -1):
            if not task.is_stopped:
                self._play(ringing.ring(with_pause=left > 1), task)

    def _speak(self, effect: Speak, task: _Task) -> None:
        sound = self._synthesised(effect)
        if task.is_stopped:
            return
        if sound is None:
            task.start_frame = self._position()
            seconds, heard = reading_seconds(effect.text), False
            self._elapse(seconds)
        else:
            seconds, heard = self._play(_over_the_line(sound, effect), task)
        self._finish(task, lambda: self._post(self._spoken(effect, task, seconds, heard)))

    def _spoken(self, effect: Speak, task: _Task, seconds: float, heard: bool) -> PromptSpoken:
        return PromptSpoken(
            at_seconds=self._now_seconds(),
            turn=effect.turn,
            seconds=seconds,
            heard=heard,
            interrupted=False,
            start_frame=task.start_frame,
            end_frame=self._position(),
        )

    def _finish(self, task: _Task, post: Callable[[], None]) -> None:
        """Under the lock, so that a `stop` that has returned is never followed by an event."""
        with self._lock:
            if not task.is_stopped:
                post()

    def _play(self, sound: Sound, task: _Task) -> tuple[float, bool]:
        """Seconds that it took and whether all of it was heard. Returns when it is over or stopped."""
        task.start_frame = self._position()
        played = Played(heard=False, seconds=sound.seconds)
        if self._loudspeaker is not None:
            played = self._play_aloud(sound, task, self._loudspeaker)
        if not task.is_stopped:
            self._elapse(played.seconds)
        return played.seconds, played.heard

    def _play_aloud(self, sound: Sound, task: _Task, loudspeaker: Loudspeaker) -> Played:
        outcome = [Played(heard=False, seconds=0.0)]

        def started() -> None:
            task.start_frame = self._position()

        def done(played: Played) -> None:
            outcome[0] = played
            task.over.set()

        sound = sound.at_rate(loudspeaker.rate_hz)
        with self._lock:
            if not task.is_stopped:
                task.over.clear()
                loudspeaker.play(sound, done, started)
        task.over.wait()
        return outcome[0]

    def _synthesised(self, effect: Speak) -> Sound | None:
        """None where there is no voice; that is posted once, and not tried again: each try may take half a minute."""
        if self._voice_has_failed:
            return None
        self._may_prepare.clear()
        try:
            return self._synthesiser.speak(effect.text, effect.voice, effect.rate_words_per_minute)
        except DeviceError as error:
            if self._is_closed:
                return None
            self._voice_has_failed = True
            log.warning("%s", error)
            self._post(DeviceFailed(self._now_seconds(), "voice", str(error)))
            return None
        finally:
            self._may_prepare.set()

    def _loudspeaker_failed(self, reason: str) -> None:
        self._post(DeviceFailed(self._now_seconds(), "loudspeaker", f"MI0226: {reason}"))

    def _prepare_ahead(self) -> None:
        while (effect := self._ahead.get()) is not None:
            for text in effect.texts:
                self._may_prepare.wait()
                if self._is_closed or self._voice_has_failed:
                    return
                try:
                    self._synthesiser.speak(text, effect.voice, effect.rate_words_per_minute)
                except DeviceError as error:
                    log.info("Not prepared: %s", error)  # it is said when the prompt's turn comes
                    break


def _over_the_line(sound: Sound, effect: Speak) -> Sound:
    """What the line makes of the voice. The cache keeps the plain voice, which serves every kind of line."""
    return at_gain(over_telephone(sound) if effect.telephone else sound, effect.gain_db)


class ScreenVoice:
    """No sound (--mute): the interviewer's words stand on the screen, and are over at once."""

    def __init__(self, post: Post, now_seconds: Now, position: Position, rings: int | None) -> None:
        self._post = post
        self._now_seconds = now_seconds
        self._position = position
        self._rings = rings

    def ring(self, effect: Ring) -> None:
        if self._rings is not None:
            self._post(CallAnswered(self._now_seconds()))

    def prepare(self, effect: Prepare) -> None:
        pass

    def speak(self, effect: Speak) -> None:
        frame = self._position()
        spoken = PromptSpoken(self._now_seconds(), effect.turn, 0.0, False, False, frame, frame)
        self._post(spoken)

    def stop(self, effect_id: str) -> None:
        pass

    def hang_up(self) -> None:
        pass

    def close(self) -> None:
        pass


class _Task:
    """Something to say or to ring, and how far it is."""

    def __init__(self, work: Callable[[_Task], object], prompt: Speak | None) -> None:
        self.work = work
        self.prompt = prompt
        self.over = threading.Event()
        self.is_stopped = False
        self.start_frame = 0
