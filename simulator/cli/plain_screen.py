"""The call as lines of text: for terminals without a live screen, for pipes and for `--plain`.

Lines typed into it answer (with --type) or are commands, of which `HELP` tells.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator

from simulator.cli.controls import Controls
from simulator.cli.keyboard import Keyboard
from simulator.cli.standing import CHECK_HELP, CHOICE_HELP, coach_lines, is_choosing, standing_lines, take_key
from simulator.cli.status_line import is_onsite, speaker
from simulator.interview.events import (
    AnswerHeard,
    CallAnswered,
    CallEnded,
    CoachingGiven,
    DeviceFailed,
    DeviceWarned,
    Event,
    Mode,
    Part,
    PauseAsked,
    PromptSpoken,
    QuestionsDrawn,
    SectionCutShort,
    SelfChecked,
    SelfCheckOpened,
    SessionResumed,
    SessionStarted,
    TurnChosen,
)
from simulator.interview.script import Script
from simulator.interview.state import Phase, State
from simulator.review.section_names import section_name

HELP = "Enter: pick up, or done · r: repeat · p: pause or go on · q: hang up"
TYPED_HELP = "Enter picks up · type an answer and Enter · /r: repeat · /p: pause or go on · /q: hang up"

LOOK_SECONDS = 0.2
"""How often the keyboard's thread looks whether the call is over."""
MOVED_WITHIN_SECONDS = 1.0


class PlainScreen:
    """A Display (see simulator.ports). `follow` lets it take lines.

    `attended`: somebody is at the keyboard, and is asked what no microphone can hear. `takes_lines`: it will be
    followed, so what lines do is told before anything else.
    """

    def __init__(
        self,
        script: Script,
        mode: Mode,
        write: Callable[[str], None],
        attended: bool = True,
        takes_lines: bool = False,
    ) -> None:
        self._script = script
        self._mode = mode
        self._write = write
        self._attended = attended
        self._takes_lines = takes_lines
        self._help = TYPED_HELP if mode is Mode.TYPED else HELP
        self._state = State()
        self._section_shown = -1
        self._answered_turn = 0
        """The turn whose typed answer was handed over; the session may not have moved on yet."""
        self._moved = threading.Condition()
        """Held while a step is written: what a line is told never stands among it."""

    def show(self, event: Event, state: State) -> None:
        with self._moved:
            self._state = state
            self._write_step(event, state)
            self._moved.notify_all()

    def _write_step(self, event: Event, state: State) -> None:
        if isinstance(event, SessionStarted | SessionResumed) and self._takes_lines:
            self._write(f"[{self._help}]")
        if isinstance(event, TurnChosen) or (isinstance(event, SelfCheckOpened) and self._attended):
            self._show_section(event.section_index)
        for line in self._lines_of(event, state):
            self._write(line)
        if isinstance(event, SelfCheckOpened | SelfChecked | CoachingGiven | PromptSpoken | SessionResumed):
            self._tell_what_is_asked(event, state)

    def _show_section(self, index: int) -> None:
        """The title of a section, where it begins."""
        if index != self._section_shown:
            self._section_shown = index
            self._write(f"— {section_name(self._script, index)} —")

    def _lines_of(self, event: Event, state: State) -> Iterator[str]:
        onsite = is_onsite(self._script)
        match event:
            case QuestionsDrawn() if state.started is not None:
                caller = speaker(self._script, state)
                begins = "at the door" if onsite else "ringing"
                yield f"[{begins}] {caller.name}, {caller.title}, {state.started.company}"
            case CallAnswered():
                yield "[walked in]" if onsite else "[picked up]"
            case TurnChosen(part=Part.GOOD_ANSWER, text=text):
                yield f"A good answer: {text}"
            case TurnChosen(text=text) if text:
                yield f"{speaker(self._script, state).name.split()[0]}: {text}"
            case PromptSpoken() if self._is_waited_for(state):
                yield "[your turn]"
            case AnswerHeard(transcript=transcript):
                yield f"You: {transcript.text or '(nothing was heard)'}"
            case SectionCutShort(dropped_question_ids=dropped):
                yield f"[{len(dropped)} question{'s' * (len(dropped) != 1)} dropped for lack of time]"
            case CoachingGiven() if not self._attended:
                yield from coach_lines(event)
            case PauseAsked():
                yield "[paused]"
            case DeviceFailed(device=device, reason=reason):
                yield f"[{device}: {reason}]"
            case DeviceWarned(text=text):
                yield f"[{text}]"
            case CallEnded(by=by):
                yield _ended(onsite, by)
            case _:
                pass

    def _is_waited_for(self, state: State) -> bool:
        expected = state.turn is not None and state.turn.expects_answer
        return state.phase is Phase.LISTENING and expected and self._mode is not Mode.RECORDED

    def _tell_what_is_asked(self, event: Event, state: State) -> None:
        """While the clock stands: what there is to read, if it is new, and the keys."""
        if not self._attended or not (is_choosing(state) or state.phase is Phase.CHECKING):
            return
        if not isinstance(event, PromptSpoken):
            for line in standing_lines(self._script, state):
                self._write(line)
        if not isinstance(event, SelfChecked):
            self._write(f"[the clock stands still; {self._standing_help()}]")

    def _standing_help(self) -> str:
        return CHECK_HELP if self._state.phase is Phase.CHECKING else CHOICE_HELP

    def follow(self, controls: Controls, keyboard: Keyboard) -> None:
        """Follow the keyboard, on a thread of its own, until the call is over."""
        threading.Thread(target=self._follow, args=(controls, keyboard), daemon=True, name="lines").start()

    def _follow(self, controls: Controls, keyboard: Keyboard) -> None:
        while not self._is_over():
            line = keyboard.take(LOOK_SECONDS)
            if line is not None:
                if not self.take_line(controls, line):
                    keyboard.put_back(line)
            elif keyboard.at_end:
                if controls.typed:
                    self._wait_until(lambda: self._is_asked() or self._is_for_a_key())
                    controls.hang_up()  # nobody is left to type
                return

    def take_line(self, controls: Controls, line: str) -> bool:
        """One line of the keyboard; False where the call was over before its turn came."""
        if line.startswith("/") or not controls.typed:
            self._take_command(controls, line.removeprefix("/").lower())
        elif not self._take_answer(controls, line):
            return False
        return not self._is_over()

    def _take_command(self, controls: Controls, command: str) -> None:
        steps = self._state.steps
        match command, self._state.phase:
            case (("q" | "quit"), _):
                controls.hang_up()
            case _, (Phase.CHECKING | Phase.COACHING):
                self._take_key(controls, command)
                return
            case _, Phase.RINGING:
                controls.pick_up()
            case (("r" | "repeat"), _):
                controls.repeat()
            case (("p" | "pause" | "" | "done"), Phase.PAUSED):
                controls.go_on()
            case (("p" | "pause"), _):
                controls.pause()
            case (("" | "done"), _):
                controls.done()
                return
            case _:
                self._write(f"[{self._help}]")
                return
        # The next line must not meet the state before this one; a key without meaning now moves nothing.
        self._wait_until(lambda: self._state.steps != steps, MOVED_WITHIN_SECONDS)

    def _take_key(self, controls: Controls, line: str) -> None:
        """A line while the clock stands; what answers nothing is said not to have been taken."""
        steps = self._state.steps
        if take_key(self._script, self._state, controls, line.strip().lower()):
            self._wait_until(lambda: self._state.steps != steps, MOVED_WITHIN_SECONDS)
        else:
            with self._moved:
                self._write(f"[not taken: {line!r}; {self._standing_help()}]")

    def _take_answer(self, controls: Controls, line: str) -> bool:
        """A typed answer. One that comes early waits for its turn; whatever is typed while it rings picks up."""
        while not self._is_asked():
            self._wait_until(lambda: self._is_asked() or self._is_for_a_key())
            match self._state.phase:
                case Phase.RINGING:
                    controls.pick_up()
                case Phase.PAUSED:
                    controls.go_on()
                case Phase.CHECKING | Phase.COACHING if self._attended:
                    self._take_key(controls, line)
                    return True
                case _ if self._is_over():
                    return False
                case _:
                    continue
            if not line:
                return True
            self._wait_until(lambda: self._state.phase not in (Phase.RINGING, Phase.PAUSED))
        turn = self._state.turn
        assert turn is not None
        self._answered_turn = turn.turn
        controls.enter(line)
        return True

    def _is_for_a_key(self) -> bool:
        """Something other than an answer is waited for."""
        if self._state.phase is Phase.CHECKING or is_choosing(self._state):
            return self._attended
        return self._state.phase in (Phase.RINGING, Phase.PAUSED)

    def _is_over(self) -> bool:
        return self._state.phase is Phase.ENDED

    def _is_asked(self) -> bool:
        turn = self._state.turn
        return self._state.phase is Phase.LISTENING and turn is not None and turn.turn != self._answered_turn

    def _wait_until(self, reached: Callable[[], bool], timeout_seconds: float | None = None) -> None:
        """Until `reached`, or the end of the call."""
        with self._moved:
            self._moved.wait_for(lambda: reached() or self._is_over(), timeout_seconds)


def _ended(onsite: bool, by: str) -> str:
    if onsite:
        return "[the interview is over]" if by == "interviewer" else "[you left]"
    return "[hung up]" if by == "interviewer" else "[you hung up]"


def print_line(line: str) -> None:
    """To stderr: what is said during a call is not the command's result."""
    sys.stderr.write(line + "\n")
    sys.stderr.flush()
