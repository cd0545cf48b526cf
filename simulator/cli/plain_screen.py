"""The call as lines of text: for terminals without a live screen, for pipes and for `--plain`.

Lines typed into it answer (with --type) or are commands, of which `HELP` tells.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable

from simulator.cli.controls import Controls
from simulator.cli.keyboard import Keyboard
from simulator.cli.status_line import interviewer_name
from simulator.interview.events import (
    AnswerHeard,
    CallAnswered,
    CallEnded,
    DeviceFailed,
    DeviceWarned,
    Event,
    Mode,
    PauseAsked,
    PromptSpoken,
    QuestionsDrawn,
    SectionCutShort,
    TurnChosen,
)
from simulator.interview.script import Script
from simulator.interview.state import Phase, State

HELP = "Enter: pick up, or done · r: repeat · p: pause or go on · q: hang up"
TYPED_HELP = "Enter picks up · type an answer and Enter · /r: repeat · /p: pause or go on · /q: hang up"

LOOK_SECONDS = 0.2
"""How often the keyboard's thread looks whether the call is over."""
MOVED_WITHIN_SECONDS = 1.0


class PlainScreen:
    """A Display (see simulator.ports). `follow` lets it take lines."""

    def __init__(self, script: Script, mode: Mode, write: Callable[[str], None]) -> None:
        self._script = script
        self._mode = mode
        self._write = write
        self._state = State()
        self._answered_turn = 0
        """The turn whose typed answer was handed over; the session may not have moved on yet."""
        self._moved = threading.Condition()

    def show(self, event: Event, state: State) -> None:
        with self._moved:
            self._state = state
            self._moved.notify_all()
        name = interviewer_name(self._script, state).split()[0]
        match event:
            case QuestionsDrawn() if state.started is not None:
                caller = self._script.interviewer(state.started.interviewer_id)
                self._write(f"[ringing] {caller.name}, {caller.title}, {state.started.company}")
            case CallAnswered():
                self._write("[picked up]")
            case TurnChosen(text=text):
                self._write(f"{name}: {text}")
            case PromptSpoken() if state.phase is Phase.LISTENING and self._mode is not Mode.RECORDED:
                self._write("[your turn]")
            case AnswerHeard(transcript=transcript):
                self._write(f"You: {transcript.text or '(nothing was heard)'}")
            case SectionCutShort(dropped_question_ids=dropped):
                self._write(f"[{len(dropped)} questions dropped for lack of time]")
            case PauseAsked():
                self._write("[paused]")
            case DeviceFailed(device=device, reason=reason):
                self._write(f"[{device}: {reason}]")
            case DeviceWarned(text=text):
                self._write(f"[{text}]")
            case CallEnded(by=by):
                self._write("[hung up]" if by == "interviewer" else "[you hung up]")
            case _:
                pass

    def follow(self, controls: Controls, keyboard: Keyboard) -> None:
        """Follow the keyboard, on a thread of its own, until the call is over."""
        self._write(f"[{TYPED_HELP if controls.typed else HELP}]")
        threading.Thread(target=self._follow, args=(controls, keyboard), daemon=True, name="lines").start()

    def _follow(self, controls: Controls, keyboard: Keyboard) -> None:
        while not self._is_over():
            line = keyboard.take(LOOK_SECONDS)
            if line is not None:
                if not self.take_line(controls, line):
                    keyboard.put_back(line)
            elif keyboard.at_end:
                if controls.typed:
                    self._wait_until(lambda: self._is_asked() or self._state.phase in (Phase.RINGING, Phase.PAUSED))
                    controls.hang_up()  # nobody is left to type
                return

    def take_line(self, controls: Controls, line: str) -> bool:
        """One line of the keyboard; False where the call was over before its turn came."""
        command = ""
        if line.startswith("/") or not controls.typed:
            command = line.removeprefix("/").lower() or "done"
        if command:
            self._take_command(controls, command)
        elif not self._take_answer(controls, line):
            return False
        return not self._is_over()

    def _take_command(self, controls: Controls, command: str) -> None:
        steps = self._state.steps
        match command, self._state.phase:
            case (("q" | "quit"), _):
                controls.hang_up()
            case _, Phase.RINGING:
                controls.pick_up()
            case (("r" | "repeat"), _):
                controls.repeat()
            case (("p" | "pause" | "done"), Phase.PAUSED):
                controls.go_on()
            case (("p" | "pause"), _):
                controls.pause()
            case "done", _:
                controls.done()
                return
            case _:
                self._write(f"[{TYPED_HELP if controls.typed else HELP}]")
                return
        # The next line must not meet the state before this one; a key without meaning now moves nothing.
        self._wait_until(lambda: self._state.steps != steps, MOVED_WITHIN_SECONDS)

    def _take_answer(self, controls: Controls, line: str) -> bool:
        """A typed answer. One that comes early waits for its turn; whatever is typed while it rings picks up."""
        waited_for = (Phase.RINGING, Phase.PAUSED)
        self._wait_until(lambda: self._is_asked() or self._state.phase in waited_for)
        if self._state.phase is Phase.RINGING:
            controls.pick_up()
            if not line:
                return True
            self._wait_until(self._is_asked)
        elif self._state.phase is Phase.PAUSED:
            controls.go_on()
            if not line:
                return True
            self._wait_until(self._is_asked)
        turn = self._state.turn
        if self._is_over() or turn is None:
            return False
        self._answered_turn = turn.turn
        controls.enter(line)
        return True

    def _is_over(self) -> bool:
        return self._state.phase is Phase.ENDED

    def _is_asked(self) -> bool:
        turn = self._state.turn
        return self._state.phase is Phase.LISTENING and turn is not None and turn.turn != self._answered_turn

    def _wait_until(self, reached: Callable[[], bool], timeout_seconds: float | None = None) -> None:
        """Until `reached`, or the end of the call."""
        with self._moved:
            self._moved.wait_for(lambda: reached() or self._is_over(), timeout_seconds)


def print_line(line: str) -> None:
    """To stderr: what is said during a call is not the command's result."""
    sys.stderr.write(line + "\n")
    sys.stderr.flush()
