"""The live call as a Textual screen: who calls, the time left, whose turn it is, the level of the voice, the keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Footer, Input, ProgressBar, Static

from simulator.cli.controls import Controls
from simulator.cli.status_line import clock_words, whose_turn
from simulator.interview.events import (
    AnswerHeard,
    CallEnded,
    DeviceFailed,
    Event,
    QuestionsDrawn,
    TurnChosen,
)
from simulator.interview.script import Script
from simulator.interview.state import Phase, State

TICK_SECONDS = 0.1
QUIETEST_SHOWN_DBFS = -60.0
"""The level bar runs from here to full scale; a quiet room lies about here."""


class CallScreen(App[None]):
    """A Display (see simulator.ports). `start` is called once the screen stands; it starts the session's thread."""

    CSS = """
    Screen { align: center top; }
    #call { width: 100%; max-width: 84; height: auto; padding: 1 2; }
    #caller { text-style: bold; }
    #clock { color: $text-muted; }
    #turn { height: 3; content-align: center middle; margin: 1 0; background: $panel; text-style: bold; }
    #turn.yours { background: $success-darken-2; color: $text; }
    #prompt { min-height: 3; margin-bottom: 1; }
    #heard { color: $text-muted; min-height: 2; }
    #level Bar { width: 1fr; }
    #level { width: 100%; }
    #note { color: $warning; }
    """
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "done", "Pick up / done", priority=False),
        Binding("enter", "done", "Pick up / done", show=False),
        Binding("r", "repeat", "Repeat"),
        Binding("s", "show", "Show question"),
        Binding("p", "pause", "Pause / go on"),
        Binding("q", "hang_up", "Hang up"),
        # While an answer is being typed letters are letters: the same with Ctrl.
        Binding("ctrl+r", "repeat", "Repeat", show=False),
        Binding("ctrl+p", "pause", "Pause", show=False),
        Binding("ctrl+q", "hang_up", "Hang up", show=False, priority=True),
        Binding("ctrl+c", "interrupt", "Stop (kept)", show=False, priority=True),
    ]

    class Happened(Message):
        """Something happened in the session's thread."""

        def __init__(self, event: Event, state: State) -> None:
            super().__init__()
            self.event = event
            self.state = state

    class Over(Message):
        """The session's thread has ended."""

    def __init__(self, script: Script, typed: bool, start: Callable[[CallScreen], Controls | None]) -> None:
        super().__init__()
        self.script = script
        self.typed = typed
        self.state = State()
        self.controls: Controls | None = None
        self._start = start
        self._prompt_shown = typed

    def compose(self) -> ComposeResult:
        with Vertical(id="call"):
            yield Static("", id="caller")
            yield Static("", id="clock")
            yield Static("Getting ready …", id="turn")
            yield Static("", id="prompt")
            yield Static("", id="heard")
            if self.typed:
                yield Input(placeholder="Your answer, then Enter", id="answer", disabled=True)
            else:
                yield ProgressBar(total=-QUIETEST_SHOWN_DBFS, show_eta=False, show_percentage=False, id="level")
            yield Static("", id="note")
        yield Footer()

    def on_mount(self) -> None:
        self.controls = self._start(self)
        self.set_interval(TICK_SECONDS, self._tick)

    # ---- told by the session's thread ----------------------------------------------------------------------------

    def show(self, event: Event, state: State) -> None:
        self.post_message(self.Happened(event, state))

    def over(self) -> None:
        self.post_message(self.Over())

    # ---- on the screen's own thread ------------------------------------------------------------------------------

    def on_call_screen_over(self, message: Over) -> None:
        self.exit()

    def on_call_screen_happened(self, message: Happened) -> None:
        self.state = message.state
        match message.event:
            case QuestionsDrawn() if self.state.started is not None:
                caller = self.script.interviewer(self.state.started.interviewer_id)
                company = self.state.started.company
                self._write("caller", f"☎  {caller.name}  ·  {caller.title}, {company}")
            case TurnChosen(text=text):
                self._write("prompt", text if self._prompt_shown else "")
                self._write("heard", "")
            case AnswerHeard(transcript=transcript):
                self._write("heard", f"You: {transcript.text}" if transcript.text else "I didn't hear words there.")
            case DeviceFailed(device=device, reason=reason):
                self._write("note", f"The {device}: {reason}.")
            case CallEnded():
                self._write("prompt", "")
            case _:
                pass
        self._show_turn()

    def _show_turn(self) -> None:
        turn = whose_turn(self.script, self.state, self.typed)
        widget = self.query_one("#turn", Static)
        widget.update(turn.words)
        widget.set_class(turn.yours, "yours")
        if self.typed:
            answer = self.query_one("#answer", Input)
            answer.disabled = self.state.phase is not Phase.LISTENING
            if not answer.disabled:
                answer.focus()

    def _tick(self) -> None:
        if self.controls is None:
            return
        self._write("clock", clock_words(self.state, self.controls.now_seconds()))
        if not self.typed:
            level_dbfs = max(QUIETEST_SHOWN_DBFS, self.controls.level_dbfs())
            self.query_one("#level", ProgressBar).progress = level_dbfs - QUIETEST_SHOWN_DBFS

    def _write(self, widget_id: str, text: str) -> None:
        self.query_one(f"#{widget_id}", Static).update(text.replace("[", "\\["))

    # ---- keys ----------------------------------------------------------------------------------------------------

    def on_input_changed(self, event: Input.Changed) -> None:
        if self.controls is not None:
            self.controls.draft(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        if self.controls is not None and self.controls.enter(event.value):
            event.input.value = ""

    def action_done(self) -> None:
        if self.controls is None:
            return
        if self.state.phase is Phase.RINGING:
            self.controls.pick_up()
        elif self.state.phase is Phase.PAUSED:
            self.controls.go_on()
        elif not self.typed:
            self.controls.done()

    def action_repeat(self) -> None:
        if self.controls is not None:
            self.controls.repeat()

    def action_show(self) -> None:
        self._prompt_shown = not self._prompt_shown
        turn = self.state.turn
        self._write("prompt", turn.text if self._prompt_shown and turn is not None else "")

    def action_pause(self) -> None:
        if self.controls is None:
            return
        if self.state.phase is Phase.PAUSED:
            self.controls.go_on()
        else:
            self.controls.pause()

    def action_hang_up(self) -> None:
        if self.controls is not None:
            self.controls.hang_up()

    def action_interrupt(self) -> None:
        if self.controls is not None:
            self.controls.interrupt()
