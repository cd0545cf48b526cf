"""The call as lines of text: for terminals without a live screen, for pipes and for `--plain`.

Lines typed into it answer (with --type) or are commands, of which `HELP` tells.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from typing import TextIO

from simulator.cli.controls import Controls
from simulator.cli.status_line import interviewer_name
from simulator.interview.events import (
    AnswerHeard,
    CallAnswered,
    CallEnded,
    DeviceFailed,
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
TYPED_HELP = "Type an answer and Enter · /r: repeat · /p: pause or go on · /q: hang up"


class PlainScreen:
    """A Display (see simulator.ports). `read` follows the keyboard in a thread of its own until the call is over."""

    def __init__(self, script: Script, mode: Mode, write: Callable[[str], None]) -> None:
        self._script = script
        self._mode = mode
        self._write = write
        self._state = State()
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
            case CallEnded(by=by):
                self._write("[hung up]" if by == "interviewer" else "[you hung up]")
            case _:
                pass

    def read(self, controls: Controls, lines: TextIO) -> None:
        """Follow the lines from now on; the end of them is no answer and no hang-up."""
        self._write(f"[{TYPED_HELP if controls.typed else HELP}]")
        threading.Thread(target=self._follow, args=(controls, lines), daemon=True, name="keyboard").start()

    def _follow(self, controls: Controls, lines: TextIO) -> None:
        for line in lines:
            self.take_line(controls, line.strip())
        if controls.typed:
            self._wait_for(Phase.LISTENING)
            controls.hang_up()  # nobody is left to type

    def _wait_for(self, *phases: Phase) -> None:
        with self._moved:
            self._moved.wait_for(lambda: self._state.phase in (*phases, Phase.ENDED))

    def take_line(self, controls: Controls, line: str) -> None:
        """One line of the keyboard. A typed answer that comes early is kept until its turn."""
        if controls.typed and not line.startswith("/"):
            self._wait_for(Phase.LISTENING, Phase.PAUSED, *([Phase.RINGING] if not line else []))
        phase = self._state.phase
        command = line.removeprefix("/").lower() if line.startswith("/") or not controls.typed else ""
        match command:
            case "q" | "quit":
                controls.hang_up()
            case "r" | "repeat":
                controls.repeat()
            case "p" | "pause" if phase is Phase.PAUSED:
                controls.go_on()
            case "p" | "pause":
                controls.pause()
            case _ if phase is Phase.RINGING:
                controls.pick_up()
            case _ if phase is Phase.PAUSED:
                controls.go_on()
            case _ if not controls.typed:
                controls.done()
            case _ if line.startswith("/"):
                self._write(f"[{TYPED_HELP}]")
            case _:
                controls.enter(line)


def print_line(line: str) -> None:
    """To stderr: what is said during a call is not the command's result."""
    sys.stderr.write(line + "\n")
    sys.stderr.flush()
