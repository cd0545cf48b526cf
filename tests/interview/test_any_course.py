"""Whatever a person does in whatever order, the interviewer stays polite, keeps its table and comes to an end."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.interview.deciding import decide
from simulator.interview.effects import Assess, Decide, HangUp, Hear, Listen, Ring, Speak, WakeAt
from simulator.interview.events import (
    AnswerAssessed,
    AnswerEnded,
    AnswerHeard,
    CallAnswered,
    CallEnded,
    EndReason,
    Event,
    HungUpByCandidate,
    PauseAsked,
    PauseEnded,
    PromptSpoken,
    RepeatAsked,
    SessionResumed,
    SpeechStarted,
    TimePassed,
    Transcript,
)
from simulator.interview.interviewer import is_expected, step
from simulator.interview.pending import pending
from simulator.interview.script import Script
from simulator.interview.state import Phase, State
from tests.fakes import started
from tests.interview.small_script import question, small_script

SCRIPT = small_script(
    question("overfitting", "noise", "gap", follow_up="And how would you see it?"),
    question("recall", "positives"),
    question("joins", "keys", expected_seconds=90.0),
    drawn=True,
)
INTENTS = ("answer", "repeat", "clarify", "think", "dont_know", "question", "notes", "mute", "small_talk", "goodbye")
KEYS = (RepeatAsked, PauseAsked, PauseEnded, HungUpByCandidate)
MOST_EVENTS = 5_000
LONGEST_PROMPT_SECONDS = 10.0


@dataclass
class Course:
    """One call, driven by `draw`; every event is stepped on and kept."""

    script: Script
    draw: st.DataObject
    state: State = field(default_factory=State)
    events: list[Event] = field(default_factory=list)
    seconds: float = 0.0
    spoken: set[str] = field(default_factory=set)

    def take(self, event: Event) -> None:
        self.state = step(self.script, self.state, event)
        self.events.append(event)

    def run(self, keys: bool) -> None:
        while self.state.phase is not Phase.ENDED:
            assert len(self.events) < MOST_EVENTS, "the call does not end"
            if keys and self.draw.draw(st.integers(0, 9)) == 0:
                self.press_a_key()
            else:
                self.go_on()

    def press_a_key(self) -> None:
        kind = self.draw.draw(st.sampled_from([*KEYS, SessionResumed]))
        event = kind(self.seconds, 60.0) if kind is SessionResumed else kind(self.seconds)
        if is_expected(self.script, self.state, event):
            self.take(event)

    def go_on(self) -> None:
        """What the world does next with what is pending."""
        effects = pending(self.script, self.state)
        if not effects:
            return self.take(PauseEnded(self.seconds))
        for effect in effects:
            match effect:
                case Decide():
                    return self.take(decide(self.script, self.state, self.seconds))
                case Ring():
                    return self.take(CallAnswered(self.seconds))
                case Speak(id=effect_id, turn=turn):
                    assert effect_id not in self.spoken or self.events[-1].__class__ is SessionResumed
                    self.spoken.add(effect_id)
                    self.seconds += self.draw.draw(st.floats(0.1, LONGEST_PROMPT_SECONDS))
                    return self.take(PromptSpoken(self.seconds, turn, 1.0, True, False, 0, 0))
                case Listen(turn=turn):
                    return self.listen(turn)
                case Hear(turn=turn):
                    return self.take(AnswerHeard(self.seconds, turn, Transcript("words", "typed", "", "")))
                case Assess(turn=turn):
                    return self.take(self.assessed(turn))
                case HangUp(by=by):
                    return self.take(CallEnded(self.seconds, by))
        return None

    def listen(self, turn: int) -> None:
        wake = next((item for item in pending(self.script, self.state) if isinstance(item, WakeAt)), None)
        if wake is not None and self.draw.draw(st.booleans()):
            self.seconds = max(self.seconds, wake.at_seconds)
            return self.take(TimePassed(self.seconds, wake.id))
        if not self.state.speech_started:
            return self.take(SpeechStarted(self.seconds, turn, 0))
        self.seconds += self.draw.draw(st.floats(0.5, 200.0))
        return self.take(AnswerEnded(self.seconds, turn, EndReason.PAUSE, 0, 0, 1.0, 0.0))

    def assessed(self, turn: int) -> AnswerAssessed:
        ideas = ["noise", "gap", "positives", "keys"]
        missing = tuple(self.draw.draw(st.sets(st.sampled_from(ideas))))
        found = tuple(idea for idea in ideas if idea not in missing)
        intent = self.draw.draw(st.sampled_from(INTENTS))
        return AnswerAssessed(
            self.seconds, turn, intent, found, missing, (), "", self.draw.draw(st.integers(0, 40)), (), ()
        )


@settings(max_examples=300, deadline=None)
@given(st.data(), st.integers(0, 1000), st.booleans())
def test_every_course_ends_and_replays_to_the_same_state(data: st.DataObject, seed: int, keys: bool) -> None:
    course = Course(SCRIPT, data)
    course.take(started(SCRIPT, minutes=10, seed=seed))
    course.run(keys)
    again = State()
    for event in course.events:
        again = step(SCRIPT, again, event)
    assert again == course.state
    by_candidate = any(isinstance(event, HungUpByCandidate) for event in course.events)
    assert course.state.ended_by == ("candidate" if by_candidate else "interviewer")


@settings(max_examples=100, deadline=None)
@given(st.data(), st.integers(0, 1000))
def test_without_a_hang_up_the_sign_off_is_always_reached(data: st.DataObject, seed: int) -> None:
    course = Course(SCRIPT, data)
    course.take(started(SCRIPT, minutes=10, seed=seed))
    course.run(keys=False)
    sign_off = len(SCRIPT.sections) - 1
    assert any(getattr(event, "section_index", None) == sign_off for event in course.events)
