"""A call from the first ring to the last word kept: the session runs in its own thread, the screen in the main one.

The thread owns state and journal. Whatever ends the call, what was said is on the disk before `join` returns.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import Queue

from filelock import FileLock, Timeout

from simulator.assessor import RubricAssessor
from simulator.cli import earlier
from simulator.cli.call_plan import CallPlan
from simulator.cli.controls import INTERRUPTED, Controls
from simulator.cli.keyboard import Keyboard
from simulator.cli.plain_screen import PlainScreen, print_line
from simulator.cli.worlds import CallParts, Devices, Place, build
from simulator.errors import JournalError
from simulator.interview.events import DeviceFailed, Event, Mode, NameHeardAs, RecordingEnded, RecordingStarted
from simulator.interview.intents import recognise
from simulator.interview.script import Script
from simulator.journal.store import SessionJournal, Store
from simulator.ports import Display
from simulator.session import Session, World

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Outcome:
    """How a run of a session ended. `failure` is None where the call came to its end."""

    session_id: str
    failure: DeviceFailed | None

    @property
    def is_interrupted(self) -> bool:
        """The person pressed Ctrl-C."""
        return self.failure is not None and self.failure.device == INTERRUPTED


class Call:
    """One run of a session. `start` it with a screen, then `join` it."""

    def __init__(self, home: Path, plan: CallPlan, devices: Devices, at_keyboard: bool, resumed: str = "") -> None:
        self._home, self._plan, self._devices = home, plan, devices
        self.at_keyboard = at_keyboard
        self._resumed = resumed
        self._inbox: Queue[Event] = Queue()
        self._ready = threading.Event()
        self._controls: Controls | None = None
        self._outcome: Outcome | None = None
        self._error: BaseException | None = None
        self._over = threading.Event()
        self._interrupted = threading.Event()
        self._thread = threading.Thread(target=self._run_and_tell, name="session")
        self.session_id = resumed

    @property
    def script(self) -> Script:
        return self._plan.script

    @property
    def mode(self) -> Mode:
        return self._plan.mode

    def start(self, screen: Display) -> Controls | None:
        """Start the session's thread. None where it could not begin: `join` raises why."""
        self._screen = screen
        self._thread.start()
        self._ready.wait()
        return self._controls

    def join(self) -> Outcome:
        """Wait for the end. Raises what went wrong in the session's thread."""
        if self._thread.ident is None:
            raise RuntimeError("the call was never started: its screen did not come up")
        while not self._over.wait(timeout=0.2):
            pass  # in slices, so that Ctrl-C is heard; a thread's join does not bear it
        if self._error is not None:
            raise self._error
        assert self._outcome is not None
        return self._outcome

    def wait(self) -> None:
        """Until the session's thread is over, however it ended."""
        self._over.wait()

    def interrupt(self) -> None:
        """Stop where it is, also where it is still being set up."""
        self._interrupted.set()
        if self._controls is not None:
            self._controls.interrupt()

    @property
    def is_over(self) -> bool:
        return self._over.is_set()

    # ---- the session's thread ------------------------------------------------------------------------------------

    def _run_and_tell(self) -> None:
        try:
            with only_call_of(self._home), Store.open(self._home) as store:
                self._outcome = self._run(store)
        except BaseException as error:
            log.exception("the session stopped")
            self._error = error
        finally:
            self._ready.set()
            self._over.set()

    def _run(self, store: Store) -> Outcome:
        if self._resumed:
            journal = store.journal(self._resumed)
            events = journal.events()
        else:
            journal = store.begin(self._plan.loaded.sources)
            events = []
        self.session_id = journal.session_id
        before = earlier.told_by(events, self.script, self._home)
        away_seconds = earlier.seconds_since(store.wall_times(journal.session_id))
        place = Place(
            self._home,
            journal.session_id,
            run=_free_run(self._home, journal.session_id, before.runs + 1),
            start_seconds=before.state.now_seconds,
            first_frame=before.frames,
            first_seconds=before.seconds,
            picked_up=before.state.call_began_seconds is not None,
            earlier_answer=before.answer,
        )
        parts = build(self._plan, self._devices, place, self._inbox.put, self.at_keyboard)
        with parts.closing:
            failure = self._talk(parts, journal, before, place, away_seconds)
        self._keep_recording(parts, journal, over=failure is None)
        return Outcome(journal.session_id, failure)

    def _talk(
        self, parts: CallParts, journal: SessionJournal, before: earlier.Earlier, place: Place, away_seconds: float
    ) -> DeviceFailed | None:
        started = before.state.started or self._plan.started()
        caller = self.script.interviewer(started.interviewer_id)
        names = {
            "candidate": started.candidate_name,
            "interviewer": caller.name,
            "interviewer_first": caller.name.split()[0],
            "company": started.company,
            "role": started.role,
        }
        heard_as = before.heard_as if before.runs_before else self._plan.heard_as
        threading.Thread(target=recognise, args=("A short sentence.",), daemon=True).start()  # reads its phrasings
        assessor = RubricAssessor(self.script, self._plan.loaded.rubrics, self._plan.loaded.rules, names, heard_as)
        world = World(parts.clock, parts.voice, parts.ear, assessor, journal, self._screen, self.at_keyboard)
        session = Session(self.script, world, self._inbox, before.state)
        now_seconds = parts.clock.now_seconds()
        if heard_as and not before.runs_before:
            journal.append(NameHeardAs(now_seconds, heard_as))
        if parts.recording is not None:
            file, rate_hz = parts.recording.path.name, parts.recording.rate_hz
            journal.append(RecordingStarted(now_seconds, file, rate_hz, parts.recorded_from, place.first_frame))
        self._controls = Controls(parts.post, parts.clock, parts.ear, parts.level_dbfs)
        if self._interrupted.is_set():
            self._controls.interrupt()
        self._ready.set()
        return session.run(before.resumed(now_seconds, away_seconds) if before.runs_before else started)

    def _keep_recording(self, parts: CallParts, journal: SessionJournal, over: bool) -> None:
        """Facts of the recording to the journal; once the call is over it is packed, and checked sample by sample."""
        if parts.recording is None:
            return
        from simulator.listening.recording import pack

        facts = parts.recording.close()
        ended = RecordingEnded(parts.clock.now_seconds(), facts.file, facts.frames, facts.sha256)
        journal.append(ended)
        if over:
            try:
                pack(parts.recording.path, facts.rate_hz)
            except JournalError as error:
                log.warning("the recording stays as it is: %s", error)


def _free_run(home: Path, session_id: str, run: int) -> int:
    """The first number from `run` on whose recording does not exist: a run whose microphone failed left one."""
    while any((home / "recordings").glob(f"{session_id}.{run}.*")):
        run += 1
    return run


@contextmanager
def only_call_of(home: Path) -> Iterator[None]:
    """One call at a time in a home folder: two that resume one session would mix their events.

    Raises JournalError (MI0416) while another runs.
    """
    lock = FileLock(home / "call.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise JournalError(
            "MI0416",
            f"Another call is running with the home folder {home}.",
            "End that one first, or give another --home.",
        ) from error
    except OSError as error:
        raise JournalError(
            "MI0401",
            f"The home folder {home} cannot be used: {error.strerror or error}.",
            "Name another with --home FOLDER.",
        ) from error
    try:
        yield
    finally:
        lock.release()


def run_on_lines(call: Call, keyboard: Keyboard | None) -> Outcome:
    """The call as lines of text, with answers and commands from `keyboard`; Ctrl-C stops it where it is."""
    screen = PlainScreen(call.script, call.mode, print_line, call.at_keyboard, takes_lines=keyboard is not None)
    try:
        controls = call.start(screen)
        if controls is not None and keyboard is not None:
            screen.follow(controls, keyboard)
        return call.join()
    except KeyboardInterrupt:
        call.interrupt()
        return call.join()


def run_on_screen(call: Call, typed: bool) -> Outcome:
    """The call on a live screen."""
    from simulator.cli.call_screen import CallScreen
    from simulator.cli.spoken_call import SpokenCall
    from simulator.cli.typed_call import TypedCall

    watching: list[threading.Thread] = []

    def start(screen: CallScreen) -> Controls | None:
        controls = call.start(screen)

        def tell_when_over() -> None:
            call.wait()
            screen.over()

        watching.append(threading.Thread(target=tell_when_over, name="call-end", daemon=True))
        watching[0].start()
        return controls

    screen = (TypedCall if typed else SpokenCall)(call.script, start)
    screen.run()
    if not call.is_over:
        call.interrupt()  # the screen is gone before the call: nobody could speak to it any more
    return call.join()
