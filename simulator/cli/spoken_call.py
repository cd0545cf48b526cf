"""A call that is spoken: letters are keys, the microphone's level is shown, the question only if asked for."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import ProgressBar, Static

from simulator.cli.call_screen import BESIDE_THE_TALK, CallScreen
from simulator.cli.standing import standing_lines
from simulator.interview.events import AnswerHeard, DeviceFailed, Event, Part, PromptSpoken, TurnChosen

QUIETEST_SHOWN_DBFS = -60.0
"""The level bar runs from here to full scale; a quiet room lies about here."""


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
