"""The interviewer: what is legal, what is pending, and how a call runs from ring to hang-up."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from simulator.interview.effects import Listen, Speak, WakeAt
from simulator.interview.events import (
    AnswerAssessed,
    AnswerEnded,
    AnswerHeard,
    CallAnswered,
    CallEnded,
    EndReason,
    Event,
    HungUpByCandidate,
    Part,
    PauseAsked,
    PauseEnded,
    PromptSpoken,
    QuestionsDrawn,
    RepeatAsked,
    SectionCutShort,
    SessionResumed,
    SpeechStarted,
    Transcript,
    TurnChosen,
)
from simulator.interview.interviewer import IllegalEventError, step
from simulator.interview.pending import pending
from simulator.interview.script import Script
from simulator.interview.state import Phase, State
from simulator.interview.staying import MOST_ASIDES
from tests.fakes import FakeCall, started
from tests.interview.small_script import ANSWERS, question, small_script


def replay(script: Script, events: list[Event]) -> State:
    state = State()
    for event in events:
        state = step(script, state, event)
    return state


def call(answers: dict[str, str], script: Script | None = None, minutes: int = 10, seed: int = 1) -> FakeCall:
    script = script or small_script()
    return FakeCall(script, answers).run(started(script, minutes, seed))


def texts(run: FakeCall) -> str:
    return " | ".join(run.voice.spoken)


def test_call_goes_from_greeting_to_goodbye_in_order() -> None:
    run = call(ANSWERS)
    said = texts(run)
    places = [
        said.index(part)
        for part in (
            "Hello, this is",
            "Good to have you",
            "We have 10",
            "What is overfitting",
            "What is recall",
            "What would",
        )
    ]
    assert places == sorted(places)
    assert run.voice.spoken[-1] == "Goodbye."
    assert isinstance(run.events[-1], CallEnded)
    assert run.events[-1].by == "interviewer"


def test_interviewers_name_is_spoken_as_it_must_be_pronounced() -> None:
    run = call(ANSWERS)
    assert "Sindy Park" in run.voice.spoken[0]
    first = next(event for event in run.events if isinstance(event, TurnChosen))
    assert "Cindy Park" in first.text


def test_probe_is_asked_once_when_an_idea_is_missing() -> None:
    answers = {**ANSWERS, "overfitting": "It is something bad I think", "overfitting.probe": "Still not that word"}
    run = call(answers)
    probes = [
        event for event in run.chosen(TurnChosen) if event.part is Part.PROBE and event.question_id == "overfitting"
    ]
    assert [probe.concept_id for probe in probes] == ["noise"]
    assert "overfitting.probe" in run.ear.asked


def test_no_probe_is_asked_when_nothing_is_missing() -> None:
    assert not [event for event in call(ANSWERS).chosen(TurnChosen) if event.part is Part.PROBE]


def test_one_word_answer_is_met_with_say_more() -> None:
    run = call({**ANSWERS, "overfitting": "Bad", "overfitting.probe": "It learns the noise"})
    assert "Can you say a little more?" in run.voice.spoken


def test_dont_know_moves_on_kindly_without_a_probe() -> None:
    run = call({**ANSWERS, "overfitting": "I'm not sure about that one, sorry."})
    after = run.voice.spoken[run.voice.spoken.index("What is overfitting?") + 1]
    assert after == "That's quite all right. What is recall?"


def test_asking_to_repeat_repeats_the_question_and_counts_as_no_answer() -> None:
    run = call({**ANSWERS, "overfitting": "Sorry, could you repeat that?", "overfitting.again": "It learns the noise"})
    assert "Of course. What is overfitting?" in run.voice.spoken
    parts = [event.part for event in run.chosen(TurnChosen) if event.question_id == "overfitting"]
    assert parts == [Part.MAIN, Part.REPEAT]


def test_silence_is_met_with_patience_then_an_offer_then_moving_on() -> None:
    answers = {name: text for name, text in ANSWERS.items() if name != "overfitting"}
    run = call(answers)
    place = run.voice.spoken.index("What is overfitting?")
    assert run.voice.spoken[place + 1 : place + 4] == [
        "Take your time.",
        "Shall I say it again, or shall we go on?",
        "Let's go on. What is recall?",
    ]


def test_nothing_is_said_into_a_silence_of_twelve_seconds() -> None:
    script = small_script()
    state = listening(script)
    wake = next(effect for effect in pending(script, state) if isinstance(effect, WakeAt))
    assert 12 <= wake.at_seconds - state.listening_since_seconds <= 15


def test_candidates_question_is_answered_and_another_invited() -> None:
    answers = {**ANSWERS, "candidate_questions": "How big is the team?"}
    run = FakeCall(small_script(), answers)
    run.run(started(run.script))
    replies = [event for event in run.chosen(TurnChosen) if "I would have to find out." in event.text]
    assert replies, texts(run)
    assert replies[0].text.endswith("What else would you like to know?")


def test_no_stock_line_is_said_twice_in_a_row() -> None:
    script = small_script(*(question(f"topic{number}", "idea") for number in range(8)))
    answers = {**ANSWERS, **{f"topic{number}": "It has the idea in it surely" for number in range(8)}}
    for seed in range(20):
        openings = [event.opening for event in call(answers, script, 20, seed).chosen(TurnChosen) if event.opening]
        assert all(one != next_one for one, next_one in pairwise(openings)), openings


def test_more_minutes_ask_more_questions() -> None:
    script = small_script(*(question(f"topic{number}", "idea") for number in range(60)), drawn=True)
    answers = {**ANSWERS, **{f"topic{number}": "It has the idea in it surely" for number in range(60)}}
    asked = [len(call(answers, script, minutes).session.state.asked) for minutes in (10, 20, 30)]
    assert asked[0] < asked[1] < asked[2]


def test_long_answers_drop_questions_so_that_the_end_keeps_its_time() -> None:
    script = small_script(*(question(f"topic{number}", "idea") for number in range(9)))
    rambling = "the idea " + "and so on " * 150
    answers = {**ANSWERS, **{f"topic{number}": rambling for number in range(9)}}
    run = call(answers, script)
    cut = run.chosen(SectionCutShort)
    assert cut
    assert "Thank you for your time, Mike." in texts(run)
    assert "What would you like to ask me?" in texts(run)
    assert run.clock.seconds <= 10 * 60 + 200


def test_same_seed_same_call_and_another_seed_another() -> None:
    script = small_script(*(question(f"topic{number}", "idea") for number in range(12)), drawn=True)
    answers = {**ANSWERS, **{f"topic{number}": "It has the idea in it surely" for number in range(12)}}
    assert call(answers, script, seed=3).events == call(answers, script, seed=3).events
    assert call(answers, script, seed=3).voice.spoken != call(answers, script, seed=4).voice.spoken


def test_replaying_the_journal_gives_the_same_state() -> None:
    run = call(ANSWERS)
    assert replay(run.script, run.events) == run.session.state


def test_every_prompt_is_spoken_once() -> None:
    run = call(ANSWERS)
    ids = [effect.id for effect in run.voice.effects]
    assert len(ids) == len(set(ids))


def test_what_is_said_next_was_prepared_while_the_person_talked() -> None:
    run = call(ANSWERS)
    place = run.voice.spoken.index("We have 10 minutes.")
    followed_an_answer = [text for text in run.voice.spoken[place + 2 :] if text != "Goodbye."]
    prepared = [text for text in followed_an_answer if text in run.voice.prepared]
    assert len(prepared) >= len(followed_an_answer) - 1, (followed_an_answer, run.voice.prepared)


def test_illegal_event_raises_and_changes_nothing() -> None:
    script = small_script()
    state = listening(script)
    before = replace(state)
    for event in (
        CallAnswered(99.0),
        QuestionsDrawn(99.0, (), (), (), ()),
        PromptSpoken(99.0, 99, 0, True, False, 0, 0),
    ):
        with pytest.raises(IllegalEventError):
            step(script, state, event)
    assert state == before


def test_late_event_is_left_aside_and_not_journaled() -> None:
    script = small_script()
    run = FakeCall(script, ANSWERS)
    run.inbox.put(PromptSpoken(0.0, 77, 1.0, True, False, 0, 0))
    run.run(started(script))
    assert not [event for event in run.events if isinstance(event, PromptSpoken) and event.turn == 77]


def listening(script: Script) -> State:
    """A state in which the person is listened to, at the first question of the call."""
    run = FakeCall(script, ANSWERS).run(started(script))
    events = []
    for event in run.events:
        events.append(event)
        if isinstance(event, PromptSpoken) and replay(script, events).phase is Phase.LISTENING:
            return replay(script, events)
    raise AssertionError("never listened")


def test_hanging_up_while_speaking_hears_the_words_first() -> None:
    script = small_script()
    state = step(script, listening(script), SpeechStarted(20.0, 1, 0))
    state = step(script, state, HungUpByCandidate(21.0))
    assert state.phase is Phase.LISTENING
    kinds = {type(effect).__name__ for effect in pending(script, state)}
    assert kinds == {"Listen", "FinishAnswer"}
    state = step(script, state, AnswerEnded(21.1, 1, EndReason.DONE_KEY, 0, 1, 1.0, 0.0))
    state = step(script, state, AnswerHeard(21.2, 1, Transcript("Hello", "typed", "", "")))
    state = step(script, state, AnswerAssessed(21.2, 1, "answer", (), (), (), "", 1, (), ()))
    assert pending(script, state)[0].id.startswith("decide")


def test_pause_stops_the_clock_and_asks_again_after_it() -> None:
    script = small_script()
    state = step(script, listening(script), PauseAsked(20.0))
    assert pending(script, state) == ()
    state = step(script, state, PauseEnded(80.0))
    assert state.stopped_seconds == 60.0
    run = FakeCall(script, {**ANSWERS, "greeting.again": ANSWERS["greeting"]}, state)
    run.clock.seconds = 80.0
    run.run(SessionResumed(80.0, 0.0))
    assert run.voice.spoken[0].startswith("Hello, this is")


def test_pause_in_the_middle_of_an_answer_keeps_its_words() -> None:
    script = small_script()
    state = step(script, listening(script), SpeechStarted(20.0, 1, 0))
    state = step(script, state, PauseAsked(21.0))
    state = step(script, state, AnswerEnded(21.1, 1, EndReason.DONE_KEY, 0, 1, 1.0, 0.0))
    state = step(script, state, AnswerHeard(21.2, 1, Transcript("Hello Cindy", "typed", "", "")))
    assert state.phase is Phase.PAUSED
    assert state.answers == ("Hello Cindy",)


def speaking_up(script: Script) -> State:
    """The person is in the middle of an answer."""
    return step(script, listening(script), SpeechStarted(20.0, 1, 0))


def test_pause_then_repeat_puts_the_question_again_and_listens_in_peace() -> None:
    script = small_script()
    state = step(script, speaking_up(script), PauseAsked(21.0))
    state = step(script, state, RepeatAsked(22.0))
    run = FakeCall(script, {**ANSWERS, "greeting.again": ANSWERS["greeting"]}, state)
    run.clock.seconds = 22.0
    run.run(SessionResumed(22.0, 0.0))
    assert run.ear.finished == 0
    assert run.session.state.ended_by == "interviewer"


@pytest.mark.parametrize("key", [PauseAsked, RepeatAsked])
def test_hang_up_is_not_forgotten_for_another_key(key: type[Event]) -> None:
    script = small_script()
    state = step(script, speaking_up(script), HungUpByCandidate(21.0))
    state = step(script, state, key(22.0))
    assert {type(effect).__name__ for effect in pending(script, state)} == {"Listen", "FinishAnswer"}


def test_thinking_aloud_for_ever_does_not_hold_the_call_for_ever() -> None:
    thinking = {f"overfitting{again}": "Let me think." for again in ("", ".again")}
    run = call({**ANSWERS, **thinking})
    asides = [event for event in run.chosen(TurnChosen) if event.question_id == "overfitting"]
    assert [event.part for event in asides[:4]] == [Part.MAIN, Part.PATIENCE, Part.WAIT, Part.WAIT]
    assert len(asides) == 1 + MOST_ASIDES
    assert "What is recall?" in texts(run)


def test_dropped_questions_are_spoken_of() -> None:
    script = small_script(*(question(f"topic{number}", "idea") for number in range(9)))
    answers = {**ANSWERS, **{f"topic{number}": "the idea " + "and so on " * 150 for number in range(9)}}
    assert "We are a little short of time." in texts(call(answers, script))


def test_line_is_heard_to_close() -> None:
    assert call(ANSWERS).voice.hung_up == 1


def test_error_of_an_illegal_event_does_not_hold_what_was_said() -> None:
    script = small_script()
    with pytest.raises(IllegalEventError) as caught:
        step(script, listening(script), AnswerHeard(9.0, 1, Transcript("a secret", "typed", "", "")))
    assert "secret" not in str(caught.value)


def test_repeat_key_says_the_question_again() -> None:
    script = small_script()
    state = step(script, listening(script), RepeatAsked(20.0))
    run = FakeCall(script, ANSWERS, state)
    run.session.run(SessionResumed(20.0, 0.0))
    assert run.voice.spoken[0].startswith("Of course. Hello, this is Sindy Park")


@pytest.mark.parametrize("after", range(1, 60))
def test_session_broken_off_anywhere_goes_on_to_the_sign_off(after: int) -> None:
    script = small_script()
    whole = call(ANSWERS, script)
    events = whole.events[:after]
    state = replay(script, events)
    if state.phase is Phase.ENDED:
        return
    again = {f"{name}.again": text for name, text in ANSWERS.items()}
    run = FakeCall(script, {**ANSWERS, **again}, state)
    run.clock.seconds = state.now_seconds
    run.run(SessionResumed(state.now_seconds, 3600.0))
    assert run.session.state.ended_by == "interviewer"
    assert replay(script, [*events, *run.events]) == run.session.state
    if state.phase in (Phase.LISTENING, Phase.SPEAKING):
        assert run.voice.spoken[0].startswith("Welcome back."), run.voice.spoken[0]


def test_listening_names_what_is_asked_as_recorded_answers_are_named() -> None:
    run = call(
        {**ANSWERS, "overfitting": "It fits the training set too well", "overfitting.probe": "noise of course it is"}
    )
    assert run.ear.asked[:5] == ["greeting", "briefing", "overfitting", "overfitting.probe", "recall"]
    assert run.ear.asked[-1] == "sign_off"


def test_speak_and_listen_are_never_pending_together() -> None:
    run = call(ANSWERS)
    state = State()
    for event in run.events:
        state = step(run.script, state, event)
        kinds = {type(effect) for effect in pending(run.script, state)}
        assert not {Speak, Listen} <= kinds
