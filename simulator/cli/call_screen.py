"""The live call as a Textual screen: who calls, the time left, whose turn it is, the level of the voice, the keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from rich.markup import escape
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.message import Message
from textual.widgets import Footer, Input, ProgressBar, RichLog, Static

from simulator.cli.controls import Controls
from simulator.cli.standing import is_choosing, standing_lines, take_key
from simulator.cli.status_line import clock_words, is_onsite, speaker, whose_turn
from simulator.interview.events import (
    AnswerHeard,
    CoachingGiven,
    DeviceFailed,
    DeviceWarned,
    Event,
    Part,
    PromptSpoken,
    SelfChecked,
    SelfCheckOpened,
    SessionResumed,
    TurnChosen,
)
from simulator.interview.script import Script
from simulator.interview.state import Phase, State
from simulator.review.section_names import section_name

TICK_SECONDS = 0.1
QUIETEST_SHOWN_DBFS = -60.0
"""The level bar runs from here to full scale; a quiet room lies about here."""


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


class SpokenCall(CallScreen):
    """Answers are spoken: letters are keys, the microphone's level is shown, the question only if asked for."""

    typed = False
    BINDINGS: ClassVar[list[BindingType]] = [
        *BESIDE_THE_TALK,
        Binding("space,enter", "done", "Done"),
        Binding("r", "repeat", "Repeat"),
        Binding("s", "show", "Question"),
        Binding("p", "pause", "Pause"),
        Binding("q", "hang_up", "Hang up"),
        Binding("q", "leave", "Leave"),
    ]

    def compose_talk(self) -> ComposeResult:
        self._prompt_shown = False
        yield Static("Your microphone", id="level-name")
        yield ProgressBar(total=-QUIETEST_SHOWN_DBFS, show_eta=False, show_percentage=False, id="level")
        yield Static("", id="prompt")
        with VerticalScroll(id="words"):
            yield Static("", id="standing")
            yield Static("", id="heard")

    def happened(self, event: Event) -> None:
        lines = standing_lines(self.script, self.state)
        self._write("standing", "\n".join(lines))
        self.query("#call").set_class(bool(lines), "standing")
        match event:
            case TurnChosen(part=Part.GOOD_ANSWER):
                pass  # it stands with what the coach said
            case TurnChosen(text=text):
                self._write("prompt", text if self._prompt_shown else "")
                self._write("heard", "")
            case PromptSpoken(heard=False) | DeviceFailed(device="voice" | "loudspeaker"):
                self._write("prompt", self.state.turn.text if self.state.turn else "")  # unheard, it must be read
            case AnswerHeard(transcript=transcript):
                self._write("heard", f"You: {transcript.text}" if transcript.text else "I didn't hear words there.")
            case _:
                pass

    def _tick(self) -> None:
        super()._tick()
        if self.controls is not None:
            level_dbfs = max(QUIETEST_SHOWN_DBFS, self.controls.level_dbfs())
            for bar in self.query("#level").results(ProgressBar):
                bar.progress = level_dbfs - QUIETEST_SHOWN_DBFS

    def action_done(self) -> None:
        if self.controls is not None:
            self.controls.done()

    def action_show(self) -> None:
        self._prompt_shown = not self._prompt_shown
        turn = self.state.turn
        self._write("prompt", turn.text if self._prompt_shown and turn is not None else "")


class TypedCall(CallScreen):
    """Answers are typed: letters are letters, keys take Ctrl, and the talk stands on the screen."""

    typed = True
    BINDINGS: ClassVar[list[BindingType]] = [
        *BESIDE_THE_TALK,
        Binding("ctrl+r", "repeat", "Repeat", priority=True),
        Binding("ctrl+p", "pause", "Pause / go on", priority=True),
        Binding("ctrl+q", "hang_up", "Hang up", priority=True),
        Binding("ctrl+q", "leave", "Leave", priority=True),
    ]

    def compose_talk(self) -> ComposeResult:
        self._section_shown = -1
        yield RichLog(id="talk", wrap=True, markup=True, min_width=20)
        yield Input(placeholder="Your answer, then Enter", id="answer", disabled=True)

    def happened(self, event: Event) -> None:
        talk = self.query_one("#talk", RichLog)
        if isinstance(event, TurnChosen | SelfCheckOpened) and event.section_index != self._section_shown:
            self._section_shown = event.section_index
            talk.write(f"[dim]— {escape(section_name(self.script, event.section_index))} —[/dim]")
        match event:
            case TurnChosen(part=Part.GOOD_ANSWER, text=text):
                talk.write(f"[b]A good answer[/b]  {escape(text)}\n")
            case TurnChosen(text=text) if text:
                talk.write(f"[b]{speaker(self.script, self.state).name.split()[0]}[/b]  {escape(text)}")
            case AnswerHeard(transcript=transcript):
                talk.write(f"[b]You[/b]  {escape(transcript.text) or '(nothing)'}\n")
            case SelfCheckOpened() | SelfChecked() | CoachingGiven() | SessionResumed():
                for line in standing_lines(self.script, self.state):
                    talk.write(escape(line))
            case _:
                pass

    def show_turn(self) -> None:
        super().show_turn()
        answer = self.query_one("#answer", Input)
        answer.disabled = self.state.phase not in (Phase.LISTENING, Phase.PAUSED)
        if not answer.disabled:
            answer.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        if self.controls is not None:
            self.controls.draft(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        if self.controls is None:
            return
        if self.state.phase is Phase.PAUSED:
            self.controls.go_on()
        elif self.controls.enter(event.value):
            event.input.value = ""

    def action_hang_up(self) -> None:
        self._keep_draft()
        super().action_hang_up()

    def action_interrupt(self) -> None:
        self._keep_draft()
        super().action_interrupt()

    def _keep_draft(self) -> None:
        """A key may overtake the last letters."""
        if self.controls is not None:
            self.controls.draft(self.query_one("#answer", Input).value)
