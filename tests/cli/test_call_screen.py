"""The live screens, driven by keys as a person drives them; no session behind them, only what one would show."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest
from textual.widgets import Input, RichLog, Static

from simulator.cli.call_screen import CallScreen
from simulator.cli.controls import Controls
from simulator.cli.spoken_call import SpokenCall
from simulator.cli.typed_call import TypedCall
from simulator.interview.effects import Listen
from simulator.interview.events import (
    AnswerHeard,
    CallAnswered,
    Choice,
    CoachingChosen,
    CoachingGiven,
    DeviceWarned,
    Event,
    HungUpByCandidate,
    Part,
    PauseAsked,
    PromptSpoken,
    RepeatAsked,
    SelfChecked,
    SpeechStarted,
    Transcript,
    TurnChosen,
)
from simulator.interview.interviewer import step
from simulator.interview.pending import pending
from simulator.interview.script import Script
from simulator.interview.state import Phase, State
from simulator.listening.typed import TypedEar
from tests.fakes import FakeCall, ManualClock, started
from tests.interview.small_script import ANSWERS, onsite_script, small_script


class Shown:
    """A screen, and what its keys did."""

    def __init__(self, kind: type[CallScreen], script: Script | None = None, coach: bool = False) -> None:
        self.script: Script = script or small_script()
        self.posted: list[Event] = []
        self.finished = 0
        self.clock = ManualClock()
        self.ear: Any = TypedEar(self.posted.append, self.clock.now_seconds) if kind is TypedCall else self
        self.screen = kind(
            self.script, lambda screen: Controls(self.posted.append, self.clock, self.ear, lambda: -20.0)
        )
        self.state = State()
        call = FakeCall(self.script, ANSWERS)
        call.session.world = replace(call.session.world, attended=False)
        self.to_come = iter(call.run(started(self.script, coach=coach)).events)

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

    def wait(self) -> None:
        """Until Enter is no longer what ended the answer before."""
        self.clock.seconds = self.state.now_seconds + 1

    @property
    def turn(self) -> TurnChosen:
        assert self.state.turn is not None
        return self.state.turn

    def told(self) -> str:
        """What the coach said, and on the typed screen all of the talk."""
        if isinstance(self.screen, TypedCall):
            return "\n".join(strip.text for strip in self.screen.query_one("#talk", RichLog).lines)
        return self.text("standing")

    def shown_keys(self) -> set[str]:
        return {active.binding.description for active in self.screen.active_bindings.values() if active.binding.show}

    def pending_listen(self) -> Listen:
        return next(effect for effect in pending(self.script, self.state) if isinstance(effect, Listen))

    def text(self, widget_id: str) -> str:
        return str(self.screen.query_one(f"#{widget_id}", Static).content)


def on_screen(
    kind: type[CallScreen],
    act: Callable[[Shown, Any], Awaitable[None]],
    script: Script | None = None,
    coach: bool = False,
) -> None:
    async def drive() -> None:
        shown = Shown(kind, script, coach)
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


# ---- on site, self-checks, the coach -----------------------------------------------------------------------------


def test_on_site_one_stands_at_the_door_and_space_walks_in() -> None:
    async def act(shown: Shown, pilot: Any) -> None:
        shown.tell(Phase.RINGING)
        await pilot.pause()
        assert "You are at the door, and Ann expects you. Space walks in." in shown.text("turn")
        assert "☎" not in shown.text("caller")
        assert "Walk in" in shown.shown_keys()
        assert shown.shown_keys().isdisjoint({"Pick up", "Hang up"})
        assert "Leave" in shown.shown_keys()
        await pilot.press("space")
        assert isinstance(shown.posted[-1], CallAnswered)

    on_screen(SpokenCall, act, onsite_script())


@pytest.mark.parametrize("kind", [SpokenCall, TypedCall])
@pytest.mark.parametrize(("key", "answer"), [("y", "yes"), ("n", "no"), ("enter", "")])
def test_self_check_asks_one_item_at_a_time_by_key(kind: type[CallScreen], key: str, answer: str) -> None:
    async def act(shown: Shown, pilot: Any) -> None:
        shown.tell(Phase.CHECKING)
        shown.wait()
        await pilot.pause()
        assert "clock stands still" in shown.text("turn")
        assert "clock stands still" in shown.text("clock")
        assert {"Yes", "No", "Skip"} <= shown.shown_keys()
        await pilot.press(key)
        assert shown.posted == [SelfChecked(shown.clock.seconds, 0, "early", answer)]
        shown.show(shown.posted[-1])
        await pilot.pause()
        await pilot.press("y")
        assert isinstance(shown.posted[-1], SelfChecked)
        assert shown.posted[-1].item_id == "phone_off"

    on_screen(kind, act, onsite_script())


def test_item_of_a_self_check_stands_on_the_spoken_screen_and_goes_again() -> None:
    async def act(shown: Shown, pilot: Any) -> None:
        shown.tell(Phase.CHECKING)
        await pilot.pause()
        assert shown.text("standing") == "1 of 2: Are you 15 minutes early?"
        shown.tell(Phase.LISTENING)
        await pilot.pause()
        assert shown.text("standing") == ""

    on_screen(SpokenCall, act, onsite_script())


def advice(shown: Shown) -> CoachingGiven:
    assert shown.state.turn is not None
    return CoachingGiven(
        shown.state.now_seconds,
        shown.state.turn.turn,
        ("who is speaking", "a hello"),
        ("the caller's name",),
        "Say also: the caller's name.",
        "Hello Cindy. This is Mike.",
    )


@pytest.mark.parametrize("kind", [SpokenCall, TypedCall])
@pytest.mark.parametrize(
    ("key", "choice"),
    [("g", Choice.GOOD_ANSWER), ("t", Choice.AGAIN), ("space", Choice.GO_ON), ("enter", Choice.GO_ON)],
)
def test_coach_tells_what_was_heard_and_takes_a_choice_by_key(kind: type[CallScreen], key: str, choice: Choice) -> None:
    async def act(shown: Shown, pilot: Any) -> None:
        shown.tell(Phase.COACHING)
        await pilot.pause()
        assert "Looking at your answer" in shown.text("turn")
        shown.show(advice(shown))
        shown.wait()
        await pilot.pause()
        told = shown.told()
        assert "✓ who is speaking" in told
        assert "○ I didn't hear: the caller's name" in told
        assert "→ Say also: the caller's name." in told
        assert "clock stands still" in shown.text("clock")
        assert {"A good answer", "Try again", "Go on"} <= shown.shown_keys()
        await pilot.press(key)
        assert shown.posted == [CoachingChosen(shown.clock.seconds, choice)]

    on_screen(kind, act, coach=True)


def test_key_that_ended_the_answer_does_not_go_past_the_coach() -> None:
    async def act(shown: Shown, pilot: Any) -> None:
        shown.tell(Phase.COACHING)
        shown.show(advice(shown))
        shown.clock.seconds = shown.state.now_seconds + 0.1
        await pilot.pause()
        await pilot.press("space")
        assert shown.posted == []

    on_screen(SpokenCall, act, coach=True)


def test_good_answer_stands_on_the_screen_while_it_is_said_and_after() -> None:
    async def act(shown: Shown, pilot: Any) -> None:
        shown.tell(Phase.COACHING)
        given = advice(shown)
        shown.show(given)
        shown.show(CoachingChosen(given.at_seconds, Choice.GOOD_ANSWER))
        said = replace(shown.turn, turn=shown.turn.turn + 1, part=Part.GOOD_ANSWER, text=given.good_answer)
        shown.show(replace(said, expects_answer=False))
        await pilot.pause()
        assert "how a good answer sounds" in shown.text("turn")
        assert "A good answer: Hello Cindy. This is Mike." in shown.told()
        shown.show(PromptSpoken(given.at_seconds, said.turn, 1.0, True, False, 0, 0))
        await pilot.pause()
        assert "A good answer: Hello Cindy. This is Mike." in shown.told()
        assert "Try again" in shown.shown_keys()

    on_screen(SpokenCall, act, coach=True)


def test_section_is_named_beside_the_clock_and_where_it_begins() -> None:
    async def on_the_clock(shown: Shown, pilot: Any) -> None:
        shown.tell(Phase.LISTENING)
        shown.wait()
        await pilot.pause(0.2)
        assert shown.text("clock").endswith("left  ·  Greeting")

    async def in_the_talk(shown: Shown, pilot: Any) -> None:
        shown.tell(Phase.ASSESSING)
        await pilot.pause()
        assert "— Greeting —" in shown.told()

    on_screen(SpokenCall, on_the_clock)
    on_screen(TypedCall, in_the_talk)


def test_who_speaks_now_is_named_not_who_began() -> None:
    async def act(shown: Shown, pilot: Any) -> None:
        while shown.state.turn is None or shown.state.turn.interviewer_id != "bob":
            shown.show(next(shown.to_come))
        await pilot.pause()
        assert shown.text("caller").startswith("Bob Park")
        assert "Bob is speaking" in shown.text("turn")

    on_screen(SpokenCall, act, onsite_script())
