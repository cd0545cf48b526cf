"""A call that is typed: letters are letters, keys take Ctrl, and the talk stands on the screen."""

from __future__ import annotations

from typing import ClassVar

from rich.markup import escape
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, RichLog

from simulator.cli.call_screen import BESIDE_THE_TALK, CallScreen
from simulator.cli.standing import standing_lines
from simulator.cli.status_line import speaker
from simulator.interview.events import (
    AnswerHeard,
    CoachingGiven,
    Event,
    Part,
    SelfChecked,
    SelfCheckOpened,
    SessionResumed,
    TurnChosen,
)
from simulator.interview.state import Phase
from simulator.review.section_names import section_name


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
