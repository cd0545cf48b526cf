"""Events to turns: whose words are of record, what counts, and what broke off."""

from __future__ import annotations

import pytest

from simulator.interview.events import (
    AnswerHeard,
    Mode,
    Part,
    PauseAsked,
    PauseEnded,
    PromptSpoken,
    RecordingStarted,
    RepeatAsked,
    TimePassed,
)
from simulator.interview.intents import NOT_ANSWERS, IntentKind
from simulator.review.model import Take
from simulator.review.turns import ABOUT_THE_CONVERSATION, BROKE_OFF, LEFT_OPEN, SET_ASIDE, STRAY, turns_of
from tests.review.calls import BRIEFING, CANDIDATE, QUESTIONS, RATE_HZ, Call


def takes(call: Call) -> list[Take | None]:
    return [turn.take for turn in turns_of(call.events).turns]


def only_take(call: Call) -> Take:
    (take,) = takes(call)
    assert take is not None
    return take


def test_an_answer_has_its_words_its_frames_and_its_seconds() -> None:
    take = only_take(Call().began().ask("database").answer("a container for objects, of course"))
    assert take.text == "a container for objects, of course"
    assert (take.start_frame, take.end_frame) == (2 * RATE_HZ, 4 * RATE_HZ)
    assert (take.start_seconds, take.end_seconds) == (2.0, 4.0)
    assert (take.speech_seconds, take.longest_pause_seconds) == (2.0, 0.4)
    assert take.aside == ""


def test_a_typed_answer_has_no_seconds() -> None:
    take = only_take(Call(Mode.TYPED).began().ask("database").answer("a container"))
    assert take.text == "a container"
    assert (take.start_frame, take.start_seconds, take.end_seconds, take.speech_seconds) == (None, None, None, None)


@pytest.mark.parametrize(
    ("revisions", "of_record"),
    [
        ([], "heard"),
        ([("whisper", "better")], "better"),
        ([("whisper", "better"), ("whisper", "best")], "best"),
        ([("hand", "by hand"), ("whisper", "later")], "by hand"),
        ([("hand", "by hand"), ("hand", "again")], "again"),
        ([("whisper", "better"), ("moonshine", "worse")], "better"),
        ([("moonshine", "another")], "another"),
    ],
)
def test_by_hand_beats_whisper_beats_what_was_heard_at_once(revisions: list[tuple[str, str]], of_record: str) -> None:
    call = Call().began().ask("database").answer("heard")
    for engine, text in revisions:
        call.revised(1, text, engine)
    take = only_take(call)
    assert take.text == of_record
    assert take.heard_at_once is not None
    assert take.heard_at_once.text == "heard"


def test_a_prompt_that_only_stood_on_the_screen_is_told_apart() -> None:
    call = Call().began().ask("database")
    assert isinstance(call.events[-1], PromptSpoken)
    call.events[-1] = PromptSpoken(2.0, 1, 0.0, False, False, 0, 0)
    (turn,) = turns_of(call.events).turns
    assert not turn.heard


def test_silence_leaves_no_take() -> None:
    call = Call().began().ask("database").add(TimePassed(10.0, "t1.wake"))
    call.ask("database", Part.PATIENCE, "Take your time.").answer("a container")
    first, second = takes(call)
    assert first is None
    assert second is not None
    assert second.text == "a container"


@pytest.mark.parametrize("intent", NOT_ANSWERS)
def test_words_about_the_conversation_do_not_count(intent: IntentKind) -> None:
    take = only_take(Call().began().ask("database").answer("could you say that again?", intent=intent))
    assert take.aside == ABOUT_THE_CONVERSATION[intent]
    assert take.text == "could you say that again?"


def test_a_question_is_what_was_asked_for_where_the_candidate_asks() -> None:
    call = Call().began().say(CANDIDATE, "What would you like to ask?").answer("How big is it?", intent="question")
    (turn,) = turns_of(call.events, {CANDIDATE}).turns
    assert turn.take is not None
    assert turn.take.aside == ""
    assert only_take(call).aside == ABOUT_THE_CONVERSATION[IntentKind.QUESTION]


def test_a_noise_is_called_a_noise_and_not_a_wish_for_time() -> None:
    take = only_take(Call().began().ask("database").answer("um", intent="think", words=0))
    assert take.aside == STRAY


@pytest.mark.parametrize("intent", sorted(set(IntentKind) - set(NOT_ANSWERS)))
def test_every_other_intent_counts(intent: str) -> None:
    assert only_take(Call().began().ask("database").answer("well", intent=intent)).aside == ""


def test_an_answer_broken_off_by_a_crash_is_shown_and_does_not_count() -> None:
    call = Call().began().ask("database").speak().resumed(away_seconds=90.0)
    call.ask("database", Part.REPEAT).answer("a container")
    told = turns_of(call.events)
    first, second = (turn.take for turn in told.turns)
    assert first is not None
    assert first.aside == BROKE_OFF
    assert first.text == ""
    assert second is not None
    assert second.aside == ""
    assert [(each.after_turn, each.away_seconds) for each in told.breaks] == [(1, 90.0)]


def test_an_answer_that_ended_but_was_never_heard_keeps_its_place_in_the_sound() -> None:
    call = Call().began().ask("database").speak().ended("three words here").resumed()
    call.ask("database", Part.REPEAT).answer("a container").revised(1, "three words here")
    first, _ = takes(call)
    assert first is not None
    assert (first.start_seconds, first.end_seconds) == (2.0, 3.0)
    assert first.text == "three words here"
    assert first.aside == BROKE_OFF


def test_an_answer_that_was_heard_before_the_break_counts() -> None:
    call = Call().began().ask("database").answer("a container")
    call.resumed().ask("overfitting").answer("noise")
    assert [take.aside for take in takes(call) if take] == ["", ""]


def test_an_answer_whose_words_are_heard_only_after_the_break_counts() -> None:
    call = Call().began().ask("database").speak().ended("a container")
    call.resumed().add(AnswerHeard(call.at_seconds, 1, call.transcript("a container")))
    take = only_take(call)
    assert (take.text, take.aside) == ("a container", "")


def test_what_was_half_said_when_a_repeat_was_asked_for_by_key_is_set_aside() -> None:
    call = Call().began().ask("database").speak()
    call.add(RepeatAsked(call.at_seconds)).ask("database", Part.REPEAT).answer("a container")
    first, second = takes(call)
    assert first is not None
    assert first.aside == SET_ASIDE
    assert second is not None
    assert second.aside == ""


def test_a_session_that_is_not_over_shows_what_was_open() -> None:
    assert only_take(Call().began().ask("database").speak()).aside == LEFT_OPEN
    assert takes(Call().began().ask("database")) == [None]
    assert turns_of([]).turns == ()


def test_a_nudge_belongs_to_the_turn_before_it() -> None:
    call = Call().began().ask("overfitting").answer("it does badly")
    call.ask("overfitting", Part.PROBE, "What does it learn?", "noise")
    call.ask("overfitting", Part.PATIENCE, "Take your time.").answer("the noise")
    call.ask("database").ask("database", Part.REPEAT).answer("a container")
    assert [turn.answers_to for turn in turns_of(call.events).turns] == [
        Part.MAIN,
        Part.PROBE,
        Part.PROBE,
        Part.MAIN,
        Part.MAIN,
    ]


def test_after_a_wait_or_a_reply_the_answer_belongs_to_the_turn_before_and_after_a_new_try_to_the_question() -> None:
    call = Call().began().ask("overfitting").ask("overfitting", Part.PROBE, "What does it learn?", "noise")
    call.ask("overfitting", Part.WAIT).ask("overfitting", Part.REPLY, "I'm well, thank you. Back to it.")
    call.ask("overfitting", Part.AGAIN)
    assert [turn.answers_to for turn in turns_of(call.events).turns] == [
        Part.MAIN,
        Part.PROBE,
        Part.PROBE,
        Part.PROBE,
        Part.MAIN,
    ]


def test_what_was_said_in_the_room_after_a_line_of_the_briefing_is_kept() -> None:
    call = Call().began().say(BRIEFING, "We have ten minutes.", Part.SAY, expects_answer=False, room_seconds=1.2)
    call.answer("Is this recorded?", intent="question")
    call.say(BRIEFING, "First some basics.", Part.SAY, expects_answer=False, room_seconds=1.2).speak()
    first, second = turns_of(call.events).turns
    assert first.take is not None
    assert (first.take.text, first.shows_answer) == ("Is this recorded?", True)
    assert second.take is not None
    assert (second.take.aside, second.shows_answer) == (LEFT_OPEN, False)


def test_a_wait_that_nothing_came_of_is_not_shown() -> None:
    call = Call().began().ask("database").ask("database", Part.WAIT).ask("database", Part.PATIENCE, "Take your time.")
    asked, waited, nudged = turns_of(call.events).turns
    assert (asked.shows_answer, waited.shows_answer, nudged.shows_answer) == (True, False, True)
    assert (asked.is_silent, waited.is_silent) == (False, True)


def test_turns_and_takes_stand_in_interview_time() -> None:
    call = Call().began().ask("database").answer("one two three")
    call.add(PauseAsked(call.at_seconds)).later(60.0).add(PauseEnded(call.at_seconds))
    call.ask("database", Part.REPEAT).answer("one two three")
    first, second = turns_of(call.events).turns
    assert first.take is not None
    assert second.take is not None
    assert (first.at_seconds, first.take.began_seconds) == (0.0, 2.0)
    assert (second.at_seconds, second.take.began_seconds) == (3.0, 5.0)


def test_seconds_go_on_where_a_resumed_recording_has_another_rate() -> None:
    call = Call().began().ask("database").answer("one two three")
    first_frame = call.frame
    call.resumed().add(RecordingStarted(call.at_seconds, "second.pcm", 48000, "another microphone", first_frame))
    call.say(QUESTIONS, "What is overfitting?", question="overfitting").speak().ended("x")
    ended = call.events[-1]
    call.events[-1] = type(ended)(
        **{**vars(ended), "start_frame": first_frame + 48000, "end_frame": first_frame + 2 * 48000}
    )
    take = takes(call)[-1]
    assert take is not None
    assert (take.start_seconds, take.end_seconds) == (4.0, 5.0)
