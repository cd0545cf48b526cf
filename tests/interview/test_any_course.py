"""Whatever a person does in whatever order, the interviewer stays polite, keeps its table and comes to an end."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from simulator.interview.events import (
    Choice,
    Difficulty,
    EndReason,
    Event,
    HungUpByCandidate,
    PauseAsked,
    PauseEnded,
    RepeatAsked,
    SessionResumed,
)
from simulator.interview.intents import HOW_ARE_YOU, IntentKind
from simulator.interview.interviewer import IllegalEventError, is_expected, step
from simulator.interview.state import Phase
from tests.fakes import started
from tests.interview.course import POLITE, Behaviour, Course, all_kinds
from tests.interview.small_script import large_script, onsite_script

SCRIPTS = (large_script(), onsite_script())
SEQUENCES = 500
STEPS = 20

behaviours = st.builds(
    Behaviour,
    speaks=st.integers(0, 4).map(bool),
    seconds=st.one_of(st.floats(0.3, 60.0), st.floats(0.3, 400.0)),
    intent=st.one_of(st.just("answer"), st.sampled_from([kind.value for kind in IntentKind])),
    missing=st.sampled_from([(), ("noise",), ("gap", "noise"), ("keys", "positives", "noise")]),
    also_answered=st.booleans(),
    words=st.sampled_from([0, 1, 2, 3, 40, 40, 40]),
    reason=st.sampled_from([EndReason.PAUSE, EndReason.PAUSE, EndReason.DONE_KEY, EndReason.END_OF_INPUT]),
    besides=st.sampled_from([(), ("notes",), ("small_talk", HOW_ARE_YOU), ("question",)]),
    terms=st.booleans(),
    choice=st.sampled_from(list(Choice)),
    checked=st.sampled_from(["yes", "no", ""]),
)
seeds = st.integers(0, 10_000)


class AnyInterview(RuleBasedStateMachine):
    """A person who does anything at any moment, a world that goes on, and keys, breaks and wrong events in between."""

    course: Course

    @initialize(
        script=st.sampled_from(SCRIPTS),
        seed=seeds,
        minutes=st.sampled_from([10, 20, 30]),
        coach=st.booleans(),
        difficulties=st.sets(st.sampled_from(list(Difficulty))).map(tuple),
    )
    def begin(self, script, seed, minutes, coach, difficulties) -> None:  # type: ignore[no-untyped-def]
        self.course = Course(script)
        self.course.begin(started(script, minutes, seed, coach=coach, difficulties=difficulties))

    def is_going(self) -> bool:
        return self.course.state.phase is not Phase.ENDED

    @precondition(is_going)
    @rule(behaviour=behaviours, times=st.integers(1, 8))
    def the_world_goes_on(self, behaviour: Behaviour, times: int) -> None:
        for _ in range(times):
            if self.is_going():
                self.course.go_on(behaviour)

    @precondition(is_going)
    @rule(times=st.integers(1, 8))
    def all_goes_well(self, times: int) -> None:
        for _ in range(times):
            if self.is_going():
                self.course.go_on(POLITE)

    @precondition(is_going)
    @rule(kind=st.sampled_from([RepeatAsked, PauseAsked, PauseEnded]))
    def a_key_is_pressed(self, kind: type[Event]) -> None:
        event = kind(self.course.seconds)
        if is_expected(self.course.script, self.course.state, event):
            self.course.take(event)

    @precondition(is_going)
    @rule(really=st.integers(0, 9))
    def the_person_hangs_up(self, really: int) -> None:
        event = HungUpByCandidate(self.course.seconds)
        if really == 0 and is_expected(self.course.script, self.course.state, event):
            self.course.take(event)

    @precondition(is_going)
    @rule(away_seconds=st.floats(0.0, 1e6))
    def the_process_dies_and_is_resumed(self, away_seconds: float) -> None:
        event = SessionResumed(self.course.seconds, away_seconds)
        if is_expected(self.course.script, self.course.state, event):
            self.course.break_off(event)

    @precondition(is_going)
    @rule(number=st.integers(0, 20), turn_offset=st.sampled_from([0, -1, 1]))
    def a_wrong_event_changes_nothing(self, number: int, turn_offset: int) -> None:
        state = self.course.state
        turn = (state.turn.turn if state.turn else 0) + turn_offset
        event = all_kinds(turn, self.course.seconds)[number]
        if not is_expected(self.course.script, state, event):
            with pytest.raises(IllegalEventError) as caught:
                step(self.course.script, state, event)
            assert "secret" not in str(caught.value)
        assert self.course.state is state

    @precondition(is_going)
    @rule()
    def the_sign_off_can_be_reached(self) -> None:
        self.course.check_sign_off_can_be_reached()

    @precondition(lambda self: not self.is_going())
    @rule()
    def nothing_follows_the_end(self) -> None:
        for event in all_kinds(1, self.course.seconds):
            assert not is_expected(self.course.script, self.course.state, event)

    @invariant()
    def every_question_is_put_once(self) -> None:
        asked = self.course.state.asked if hasattr(self, "course") else ()
        assert len(asked) == len(set(asked))

    def teardown(self) -> None:
        if hasattr(self, "course"):
            while self.is_going():
                self.course.go_on(POLITE)
            self.course.check_end()


AnyInterview.TestCase.settings = settings(max_examples=SEQUENCES, stateful_step_count=STEPS, deadline=None)
TestAnyInterview = AnyInterview.TestCase


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(SCRIPTS), seeds, st.lists(behaviours, min_size=1, max_size=30))
def test_same_seed_and_answers_give_the_same_interview(script, seed, answers) -> None:  # type: ignore[no-untyped-def]
    runs = []
    for _ in range(2):
        course = Course(script)
        course.begin(started(script, 10, seed))
        for number in range(400):
            if course.state.phase is not Phase.ENDED:
                course.go_on(answers[number % len(answers)])
        runs.append(course.events)
    assert runs[0] == runs[1]
