"""The live call as a Textual screen, what all kinds share: who calls, the time left, whose turn it is, the keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from rich.markup import escape
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Footer, Static

from simulator.cli.controls import Controls
from simulator.cli.standing import is_choosing, take_key
from simulator.cli.status_line import clock_words, is_onsite, speaker, whose_turn
from simulator.interview.events import (
    DeviceFailed,
    DeviceWarned,
    Event,
    TurnChosen,
)
from simulator.interview.script import Script
from simulator.interview.state import Phase, State
from simulator.review.section_names import section_name

TICK_SECONDS = 0.1


BESIDE_THE_TALK: tuple[BindingType, ...] = (
    Binding("space,enter", "pick_up", "Pick up"),
    Binding("space,enter", "walk_in", "Walk in"),
    Binding("space,enter", "go_on", "Go on"),
    Binding("enter", "skip", "Skip"),
    Binding("y", "take_key('y')", "Yes"),
    Binding("n", "take_key('n')", "No"),
    Binding("g", "coach_key('g')", "A good answer"),
    Binding("t", "coach_key('t')", "Try again"),
)
"""Keys of every call while nobody is talking; a screen whose own keys are the same ones must name both."""


class CallScreen(App[None]):
    """A Display (see simulator.ports). `start` is called once the screen stands; it starts the session's thread."""

    CSS = """
    Screen { align: center top; overflow: hidden; }
    #call { width: 100%; max-width: 84; height: 1fr; padding: 0 2; }
    #caller { text-style: bold; }
    #clock { color: $text-muted; }
    #turn { height: 3; content-align: center middle; margin: 1 0; background: $panel; text-style: bold; }
    #turn.yours { background: $success-darken-2; color: $text; }
    #prompt { min-height: 3; margin-bottom: 1; }
    #words { height: 1fr; scrollbar-size-vertical: 1; }
    #heard { color: $text-muted; }
    #call.standing #level-name, #call.standing #level, #call.standing #prompt { display: none; }
    #standing { display: none; margin-bottom: 1; }
    #call.standing #standing { display: block; }
    #talk { height: 1fr; min-height: 2; background: $background; }
    #talk { scrollbar-size-vertical: 1; scrollbar-background: $background; }
    #level Bar { width: 1fr; }
    #level { width: 100%; margin-bottom: 1; }
    #level-name { color: $text-muted; }
    #note { color: $warning; }
    """
    TITLE = "mock-interview"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
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

    typed: ClassVar[bool]

    def __init__(self, script: Script, start: Callable[[CallScreen], Controls | None]) -> None:
        super().__init__()
        self.script = script
        self.state = State()
        self.controls: Controls | None = None
        self._start = start

    def compose(self) -> ComposeResult:
        with Vertical(id="call"):
            yield Static("", id="caller")
            yield Static("", id="clock")
            yield Static("Getting ready …", id="turn")
            yield from self.compose_talk()
            yield Static("", id="note")
        yield Footer()

    def compose_talk(self) -> ComposeResult:
        """What stands between whose turn it is and the keys."""
        raise NotImplementedError

    def on_mount(self) -> None:
        self.controls = self._start(self)
        self.set_interval(TICK_SECONDS, self._tick)

    def happened(self, event: Event) -> None:
        """Show what concerns this kind of call."""
        raise NotImplementedError

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
            case DeviceFailed(device=device, reason=reason):
                self._write("note", f"The {device}: {reason}.")
                self.happened(message.event)
            case DeviceWarned(text=text):
                self._write("note", text)
            case event:
                if isinstance(event, TurnChosen):
                    self._write("note", "")  # a warning is of the turn in which it came
                self.happened(event)
        self.show_turn()
        if (begun := self.state.started) is not None:
            who = speaker(self.script, self.state)
            sign = "" if is_onsite(self.script) else "☎  "
            self._write("caller", f"{sign}{who.name}  ·  {who.title}, {begun.company}")
        self.refresh_bindings()

    def show_turn(self) -> None:
        turn = whose_turn(self.script, self.state, self.typed)
        self._write("turn", turn.words)
        self.query("#turn").set_class(turn.yours, "yours")

    def _tick(self) -> None:
        if self.controls is not None:
            clock = clock_words(self.state, self.controls.now_seconds())
            opened = self.state.turn is not None or self.state.phase is Phase.CHECKING
            section = section_name(self.script, self.state.section_index) if clock and opened else ""
            self._write("clock", f"{clock}  ·  {section}" if section else clock)

    def _write(self, widget_id: str, text: str) -> None:
        for widget in self.query(f"#{widget_id}").results(Static):  # none while the screen is taken down
            widget.update(escape(text))

    # ---- keys ----------------------------------------------------------------------------------------------------

    def action_repeat(self) -> None:
        if self.controls is not None:
            self.controls.repeat()

    def action_pause(self) -> None:
        if self.controls is None:
            return
        if self.state.phase is Phase.PAUSED:
            self.controls.go_on()
        else:
            self.controls.pause()

    def action_pick_up(self) -> None:
        if self.controls is not None:
            self.controls.pick_up()

    def action_walk_in(self) -> None:
        self.action_pick_up()

    def action_go_on(self) -> None:
        """After a pause, or after the coach."""
        if self.controls is not None and self.state.phase is Phase.PAUSED:
            self.controls.go_on()
        else:
            self.action_take_key("")

    def action_skip(self) -> None:
        self.action_take_key("")

    def action_coach_key(self, key: str) -> None:
        self.action_take_key(key)

    def action_take_key(self, key: str) -> None:
        """What is asked while the clock stands."""
        if self.controls is not None:
            take_key(self.script, self.state, self.controls, key)

    def action_hang_up(self) -> None:
        if self.controls is not None:
            self.controls.hang_up()

    def action_leave(self) -> None:
        self.action_hang_up()

    def action_interrupt(self) -> None:
        if self.controls is not None:
            self.controls.interrupt()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only keys that mean something now are shown and taken; one can always leave."""
        if action in ("hang_up", "leave"):
            return (action == "leave") == is_onsite(self.script)
        return action not in _SOMETIMES or action in self._meant_now()

    def _meant_now(self) -> tuple[str, ...]:
        match self.state.phase:
            case Phase.NEW | Phase.RINGING:
                return ("walk_in",) if is_onsite(self.script) else ("pick_up",)
            case Phase.PAUSED:
                return ("go_on", "repeat", "show", "pause")
            case Phase.CHECKING:
                return ("take_key", "skip")
            case Phase.COACHING:
                return ("coach_key", "go_on") if is_choosing(self.state) else ()
            case _:
                return ("done", "repeat", "show", "pause")


_SOMETIMES = (
    *("pick_up", "walk_in", "go_on", "done", "take_key", "skip", "coach_key"),
    *("repeat", "show", "pause"),
)
"""Actions whose keys mean something in some phases only."""
