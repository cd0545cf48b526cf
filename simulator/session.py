"""The imperative shell: the one loop that runs an interview. Small on purpose; what to do is the interviewer's matter.

Its order is the promise that nothing is lost: step (pure), append the event durably, adopt the state, then start and
stop effects. An illegal event raises in `step` and never reaches the disk.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from queue import Queue

from simulator.interview.deciding import decide
from simulator.interview.effects import (
    AskSelfCheck,
    Assess,
    AwaitChoice,
    Coach,
    Decide,
    Effect,
    FinishAnswer,
    HangUp,
    Hear,
    Listen,
    Prepare,
    Ring,
    Speak,
    WakeAt,
)
from simulator.interview.events import (
    BESIDE,
    AnswerEnded,
    CallEnded,
    Choice,
    CoachingChosen,
    DeviceFailed,
    Event,
    PromptSpoken,
    SelfChecked,
    TimePassed,
)
from simulator.interview.interviewer import is_expected, step
from simulator.interview.pending import pending
from simulator.interview.script import Script
from simulator.interview.state import Phase, State
from simulator.ports import Assessor, Clock, Display, Ear, Journal, Voice

log = logging.getLogger(__name__)

ENDING_DEVICES = ("microphone", "listener", "disk", "program")
"""Without these a call cannot go on; it is kept and can be resumed. "listener" is what
hears the microphone's blocks, "program" is Ctrl-C. Without a voice or a
loudspeaker it goes on as text."""


@dataclass(frozen=True)
class World:
    """Everything a session touches."""

    clock: Clock
    voice: Voice
    ear: Ear
    assessor: Assessor
    journal: Journal
    display: Display
    attended: bool = True
    """False: nobody is at the keyboard, so what is asked on the screen is passed over."""


class Session:
    """Runs one interview from `state` to its end. Owns state and journal; lives in one thread."""

    def __init__(self, script: Script, world: World, inbox: Queue[Event], state: State | None = None) -> None:
        self.script = script
        self.world = world
        self.inbox = inbox
        self.state = state or State()
        self._running: dict[str, Effect] = {}

    def run(self, first: Event) -> DeviceFailed | None:
        """Take `first` (SessionStarted or SessionResumed) and go on until the call has ended.

        Returns the failure where a device without which the call cannot go on has stopped; else None.
        """
        self._take(first)
        while self.state.phase is not Phase.ENDED:
            event = self._next()
            if isinstance(event, DeviceFailed) and event.device in ENDING_DEVICES:
                self._take(event)
                return event
            self._take(event)
        return None

    def _next(self) -> Event:
        """The next event: what a pure part decides at once, else what the world reports, else the time."""
        now_seconds = self.world.clock.now_seconds()
        wake: WakeAt | None = None
        for effect in self._running.values():
            match effect:
                case Decide():
                    return decide(self.script, self.state, now_seconds)
                case Assess():
                    return self.world.assessor.assess(effect, now_seconds)
                case Coach():
                    return self.world.assessor.coach(effect, now_seconds)
                case AskSelfCheck() if not self.world.attended:
                    return SelfChecked(now_seconds, effect.section_index, effect.item_id, "")
                case AwaitChoice() if not self.world.attended:
                    return CoachingChosen(now_seconds, Choice.GO_ON)
                case HangUp():
                    return CallEnded(now_seconds, effect.by)
                case WakeAt():
                    wake = effect
        while True:
            event = self.world.clock.wait(self.inbox, wake.at_seconds if wake else None)
            if event is None:
                assert wake is not None
                return TimePassed(self.world.clock.now_seconds(), wake.id)
            if isinstance(event, BESIDE) or is_expected(self.script, self.state, event):
                return event
            # It answers an effect that is no longer pending, or is a key without meaning in this phase.
            log.info("late: %s in %s", type(event).__name__, self.state.phase)

    def _take(self, event: Event) -> None:
        """Step, append, adopt, start and stop."""
        if isinstance(event, BESIDE):
            self.world.journal.append(event)
        else:
            state = step(self.script, self.state, event)
            self.world.journal.append(event)
            self.state = state
            self._start_and_stop(event)
        self.world.display.show(event, self.state)

    def _start_and_stop(self, event: Event) -> None:
        now_pending = {effect.id: effect for effect in pending(self.script, self.state)}
        for effect in self._running.values():
            if effect.id not in now_pending and not _has_come_to_its_end(effect, event):
                self._stop(effect)
        started = [effect for effect in now_pending.values() if effect.id not in self._running]
        self._running = now_pending
        for effect in started:
            self._start(effect)

    def _start(self, effect: Effect) -> None:
        match effect:
            case Ring():
                self.world.voice.ring(effect)
            case Speak():
                self.world.voice.speak(effect)
            case Prepare():
                self.world.voice.prepare(effect)
            case Listen():
                self.world.ear.listen(effect)
            case FinishAnswer():
                self.world.ear.finish_answer()
            case Hear():
                self.world.ear.hear(effect)
            case HangUp():
                self.world.voice.hang_up()
            case _:
                pass  # answered in `_next`, or on the screen

    def _stop(self, effect: Effect) -> None:
        match effect:
            case Ring() | Speak():
                self.world.voice.stop(effect.id)
            case Listen():
                self.world.ear.stop(effect.id)
            case _:
                pass


def _has_come_to_its_end(effect: Effect, event: Event) -> bool:
    """True where `event` is what the effect was started for, so that there is nothing to stop."""
    match effect, event:
        case (Speak(turn=turn), PromptSpoken(turn=spoken)):
            return turn == spoken
        case (Listen(turn=turn), AnswerEnded(turn=ended)):
            return turn == ended
        case _:
            return False
