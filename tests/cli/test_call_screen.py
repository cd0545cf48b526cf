"""The live screens, driven by keys as a person drives them; no session behind them, only what one would show."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from textual.widgets import Input, RichLog, Static

from simulator.cli.call_screen import CallScreen, SpokenCall, TypedCall
from simulator.cli.controls import Controls
from simulator.interview.effects import Listen
from simulator.interview.events import (
    AnswerHeard,
    CallAnswered,
    DeviceWarned,
    Event,
    HungUpByCandidate,
    PauseAsked,
    RepeatAsked,
    SpeechStarted,
    Transcript,
)
from simulator.interview.interviewer import step
from simulator.interview.pending import pending
from simulator.interview.script import Script
from simulator.interview.state import Phase, State
from simulator.listening.typed import TypedEar
from tests.fakes import FakeCall, ManualClock, started
from tests.interview.small_script import ANSWERS, small_script


class Shown:
    """A screen, and what its keys did."""

    def __init__(self, kind: type[CallScreen]) -> None:
        self.script: Script = small_script()
        self.posted: list[Event] = []
        self.finished = 0
        self.clock = ManualClock()
        self.ear: Any = TypedEar(self.posted.append, self.clock.now_seconds) if kind is TypedCall else self
        self.screen = kind(
            self.script, lambda screen: Controls(self.posted.append, self.clock, self.ear, lambda: -20.0)
        )
        self.state = State()
        self.to_come = iter(FakeCall(self.script, ANSWERS).run(started(self.script)).events)

    def finish_answer(self) -> None:
        self.finished += 1

    def tell(self, until: Phase) -> None:
        """Show what happens in a call until it is in this phase."""
        while self.state.phase is not until:
            self.show(next(self.to_come))

    def show(self, event: Event) -> None:
        if not isinstance(event, DeviceWarned):
            self.state = step(self.script, self.state, event)
        self.screen.show(event, self.state)

    def pending_listen(self) -> Listen:
        return next(effect for effect in pending(self.script, self.state) if isinstance(effect, Listen))

    def text(self, widget_id: str) -> str:
        return str(self.screen.query_one(f"#{widget_id}", Static).content)


def on_screen(kind: type[CallScreen], act: Callable[[Shown, Any], Awaitable[None]]) -> None:
    async def drive() -> None:
        shown = Shown(kind)
        async with shown.screen.run_test(size=(84, 30)) as pilot:
            await act(shown, pilot)

    asyncio.run(drive())


def test_ringing_says_who_calls_and_space_picks_up() -> None:
    async def act(shown: Shown, pilot: Any) -> None:
        shown.tell(Phase.RINGING)
        await pilot.pause()
        assert "Cindy Park" in shown.text("caller")
        assert "Space picks up" in shown.text("turn")
        await pilot.press("space")
        assert isinstance(shown.posted[-1], CallAnswered)

    on_screen(SpokenCall, act)


def test_whose_turn_it_is_is_said_in_words_and_marked() -> None:
    async def act(shown: Shown, pilot: Any) -> None:
        shown.tell(Phase.SPEAKING)
        await pilot.pause()
        assert "Cindy is speaking" in shown.text("turn")
        assert not shown.screen.query_one("#turn").has_class("yours")
        shown.tell(Phase.LISTENING)
        await pilot.pause()
        assert "Your turn" in shown.text("turn")
        assert shown.screen.query_one("#turn").has_class("yours")
        shown.show(SpeechStarted(1.0, 1, 0))
        await pilot.pause()
        assert "I am listening" in shown.text("turn")

    on_screen(SpokenCall, act)


@pytest.mark.parametrize(("key", "kind"), [("r", RepeatAsked), ("p", PauseAsked), ("q", HungUpByCandidate)])
def test_key_becomes_its_event(key: str, kind: type[Event]) -> None:
    async def act(shown: Shown, pilot: Any) -> None:
        shown.tell(Phase.LISTENING)
        await pilot.pause()
        await pilot.press(key)
        assert isinstance(shown.posted[-1], kind)

    on_screen(SpokenCall, act)


def test_space_finishes_the_answer_while_listening() -> None:
    async def act(shown: Shown, pilot: Any) -> None:
        shown.tell(Phase.LISTENING)
        await pilot.pause()
        await pilot.press("space")
        assert shown.finished == 1

    on_screen(SpokenCall, act)


def test_question_is_shown_only_when_asked_for() -> None:
    async def act(shown: Shown, pilot: Any) -> None:
        shown.tell(Phase.LISTENING)
        await pilot.pause()
        assert shown.text("prompt") == ""
        await pilot.press("s")
        assert "Is this Mike?" in shown.text("prompt")
        await pilot.press("s")
        assert shown.text("prompt") == ""

    on_screen(SpokenCall, act)


def test_words_with_brackets_are_shown_as_they_are() -> None:
    async def act(shown: Shown, pilot: Any) -> None:
        shown.tell(Phase.HEARING)
        assert shown.state.turn is not None
        shown.show(AnswerHeard(9.0, shown.state.turn.turn, Transcript("a list [0] and [/b]", "typed", "", "")))
        await pilot.pause()
        rendered = shown.screen.query_one("#heard", Static).render()
        assert "a list [0] and [/b]" in str(rendered)

    on_screen(SpokenCall, act)


def test_warning_stands_on_the_screen() -> None:
    async def act(shown: Shown, pilot: Any) -> None:
        shown.tell(Phase.LISTENING)
        shown.show(DeviceWarned(1.0, "microphone", "Is it muted?"))
        await pilot.pause()
        assert shown.text("note") == "Is it muted?"

    on_screen(SpokenCall, act)


def test_typed_answer_goes_to_the_ear_and_letters_are_letters() -> None:
    async def act(shown: Shown, pilot: Any) -> None:
        shown.tell(Phase.LISTENING)
        await pilot.pause()
        shown.ear.listen(shown.pending_listen())
        await pilot.press(*"prq", "enter")
        assert [type(event).__name__ for event in shown.posted] == ["SpeechStarted", "AnswerEnded", "AnswerHeard"]
        assert shown.screen.query_one("#answer", Input).value == ""

    on_screen(TypedCall, act)


def test_typed_talk_stays_on_the_screen() -> None:
    async def act(shown: Shown, pilot: Any) -> None:
        shown.tell(Phase.ASSESSING)
        await pilot.pause()
        lines = "\n".join(strip.text for strip in shown.screen.query_one("#talk", RichLog).lines)
        assert "Is this Mike?" in lines
        assert "Hello Cindy this is Mike" in lines

    on_screen(TypedCall, act)


def test_all_keys_are_named_within_eighty_columns() -> None:
    async def act(shown: Shown, pilot: Any) -> None:
        await pilot.resize_terminal(80, 24)
        shown.tell(Phase.LISTENING)
        await pilot.pause()
        picture = shown.screen.export_screenshot()
        for key in ("Done", "Repeat", "Question", "Pause", "Hang&#160;up"):
            assert key in picture, key

    on_screen(SpokenCall, act)


def test_typed_answer_cannot_be_entered_out_of_turn() -> None:
    async def act(shown: Shown, pilot: Any) -> None:
        shown.tell(Phase.SPEAKING)
        await pilot.pause()
        assert shown.screen.query_one("#answer", Input).disabled

    on_screen(TypedCall, act)
