"""Puts together what a call needs: clock, ear and voice, for a microphone, for recorded answers or for typed ones.

Made in the session's thread, with devices that were found before anything rang.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simulator.cli.call_plan import CallPlan
from simulator.clock import MonotonicClock
from simulator.errors import DeviceError
from simulator.interview.events import CallAnswered, DeviceFailed, DeviceWarned, Event, Mode
from simulator.interview.script import ScriptKind
from simulator.listening.typed import TypedEar
from simulator.ports import Clock, Ear, Post, Voice

if TYPE_CHECKING:
    from simulator.listening.devices import Microphone
    from simulator.listening.listener import EarlierAnswer, Listener
    from simulator.listening.recording import Recording
    from simulator.speaking.loudspeaker import Loudspeaker

QUIETEST_DBFS = -100.0
RINGS_WITHOUT_KEYBOARD = 2
"""Where nobody is at the keyboard, the call is picked up after so many rings."""


@dataclass(frozen=True)
class Devices:
    """What there is to hear and to speak with, found before anything rings."""

    microphone: Microphone | None = None
    loudspeaker: Loudspeaker | None = None
    notes: tuple[str, ...] = ()
    """What is missing, and what that means."""


@dataclass(frozen=True)
class Place:
    """Where this run of the session stands in time and sound."""

    home: Path
    session_id: str
    run: int
    """1, and one more with each resume: every run has a recording of its own."""
    start_seconds: float = 0.0
    first_frame: int = 0
    first_seconds: float = 0.0
    """Of this run's recording: the frames of the runs before come first."""
    picked_up: bool = False
    """The call was answered in a run before."""
    earlier_answer: Callable[[int], EarlierAnswer | None] = lambda turn: None
    """The sound of an answer that ended in a run before."""


@dataclass
class CallParts:
    """A call's parts; `closing` gives them back."""

    clock: Clock
    ear: Ear
    voice: Voice
    closing: ExitStack
    post: Post
    """For keys: where picking up is noticed."""
    level_dbfs: Callable[[], float] = lambda: QUIETEST_DBFS
    recording: Recording | None = None
    recorded_from: str = ""
    """The device's name, for the journal."""


def find_devices(plan: CallPlan) -> Devices:
    """The microphone, where the answers come by voice, and the loudspeaker, where the interviewer speaks aloud.

    Raises DeviceError where there is no microphone. Without a loudspeaker the call goes on as text, and says so.
    """
    microphone, loudspeaker, notes = None, None, []
    if plan.mode is Mode.VOICE:
        from simulator.listening.devices import choose_microphone

        microphone = choose_microphone(plan.input_device)
    if plan.answers is not None:
        from simulator.listening.files import RecordedAnswers

        RecordedAnswers(plan.answers)  # says what is wrong with the files before a session begins
    if plan.aloud:
        from simulator.speaking.loudspeaker import Loudspeaker

        try:
            loudspeaker = Loudspeaker(plan.output_device or None)
        except DeviceError as error:
            if plan.output_device:
                raise
            notes.append(f"{error.message} The interviewer is text only.")
    return Devices(microphone, loudspeaker, tuple(notes))


def build(plan: CallPlan, devices: Devices, place: Place, post: Post, at_keyboard: bool) -> CallParts:
    """Clock, ear and voice for this plan. What is opened is closed by `CallParts.closing`, also after a failure."""
    with ExitStack() as closing:
        if devices.loudspeaker is not None:
            closing.callback(devices.loudspeaker.close)
        if plan.mode is Mode.TYPED:
            parts = _typed(plan, devices, place, post, closing)
        elif plan.mode is Mode.RECORDED:
            parts = _recorded(plan, devices, place, post, closing)
        else:
            parts = _live(plan, devices, place, post, at_keyboard, closing)
        parts.closing = closing.pop_all()
    return parts


def _typed(plan: CallPlan, devices: Devices, place: Place, post: Post, closing: ExitStack) -> CallParts:
    clock = MonotonicClock(place.start_seconds)
    ear = TypedEar(post, clock.now_seconds)
    # A line picks up, also from a pipe. Were it picked up besides, an empty first line would now and then be an answer.
    voice = _voice(plan, devices, place, post, clock, lambda: 0, _no_time, True, closing)
    return CallParts(clock, ear, voice, closing, post)


def _recorded(plan: CallPlan, devices: Devices, place: Place, post: Post, closing: ExitStack) -> CallParts:
    from simulator.listening.files import RecordedAnswers
    from simulator.listening.resampling import RECOGNISER_RATE_HZ
    from simulator.listening.sound_clock import SoundClock

    assert plan.answers is not None
    clock = SoundClock(RecordedAnswers(plan.answers), realtime=plan.realtime)
    # At more than the pace of speech there is no time in which nobody speaks: all is read again afterwards.
    recording, listener = _listener(place, RECOGNISER_RATE_HZ, post, clock, plan.realtime, closing)
    clock.attach(listener)
    voice = _voice(plan, devices, place, post, clock, lambda: listener.frames, clock.elapse, False, closing)
    device = f"recorded answers in {plan.answers.name}"
    return CallParts(clock, listener, voice, closing, post, lambda: listener.level_dbfs, recording, device)


def _live(
    plan: CallPlan, devices: Devices, place: Place, post: Post, at_keyboard: bool, closing: ExitStack
) -> CallParts:
    from simulator.listening.capture import Capture

    assert devices.microphone is not None
    clock = MonotonicClock(place.start_seconds)
    recording, listener = _listener(place, devices.microphone.rate_hz, post, clock, True, closing)
    gate = _PickUp(listener, post, open_now=place.picked_up)
    capture = Capture(
        devices.microphone,
        gate.on_block,
        on_failure=lambda device, reason: post(DeviceFailed(clock.now_seconds(), device, reason)),
        on_warning=lambda text: post(DeviceWarned(clock.now_seconds(), "microphone", text)),
    )
    closing.callback(capture.close)
    capture.wait_until_hearing()
    voice = _voice(plan, devices, place, gate.post, clock, lambda: listener.frames, _no_time, at_keyboard, closing)
    name = devices.microphone.name
    return CallParts(clock, listener, voice, closing, gate.post, lambda: listener.level_dbfs, recording, name)


class _PickUp:
    """Lets the microphone through from the moment of picking up: what is said while it rings is nobody's business."""

    def __init__(self, listener: Listener, post: Post, open_now: bool) -> None:
        self._listener = listener
        self._post = post
        self._open = open_now

    def on_block(self, block: NDArray[np.int16]) -> None:
        if self._open:
            self._listener.feed(block)

    def post(self, event: Event) -> None:
        if isinstance(event, CallAnswered):
            self._open = True
        self._post(event)


def _listener(
    place: Place, rate_hz: int, post: Post, clock: Clock, reads_again: bool, closing: ExitStack
) -> tuple[Recording, Listener]:
    from simulator.listening.listener import Listener
    from simulator.listening.moonshine import MoonshineTranscriber
    from simulator.listening.recording import Recording

    recording = Recording(place.home / "recordings" / f"{place.session_id}.{place.run}.pcm", rate_hz)
    listener = Listener(
        post,
        clock.now_seconds,
        rate_hz,
        MoonshineTranscriber(),
        recording,
        first_frame=place.first_frame,
        first_seconds=place.first_seconds,
        earlier_answer=place.earlier_answer,
        reads_again=reads_again,
    )
    closing.callback(listener.close)
    return recording, listener


def _voice(
    plan: CallPlan,
    devices: Devices,
    place: Place,
    post: Post,
    clock: Clock,
    position: Callable[[], int],
    elapse: Callable[[float], None],
    at_keyboard: bool,
    closing: ExitStack,
) -> Voice:
    from simulator.speaking.voice import ScreenVoice, SpokenVoice

    voice: Voice
    rings = None if at_keyboard else RINGS_WITHOUT_KEYBOARD
    if not plan.aloud:
        voice = ScreenVoice(post, clock.now_seconds, position, rings)
    else:
        from simulator.speaking.synthesiser import Synthesiser

        synthesiser = Synthesiser(place.home / "voice_cache")
        closing.callback(synthesiser.close)
        if plan.mode is Mode.RECORDED and not plan.realtime:
            rings = 1
        voice = SpokenVoice(
            post,
            clock.now_seconds,
            position,
            elapse,
            synthesiser,
            devices.loudspeaker,
            rings,
            is_telephone=plan.script.kind is not ScriptKind.ONSITE,
        )
    closing.callback(voice.close)
    return voice


def _no_time(seconds: float) -> None:
    """On a live clock time passes by itself."""
