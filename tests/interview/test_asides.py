"""Words about the conversation itself, and silence: what the interviewer says, and that the question stays open."""

from __future__ import annotations

import pytest

from simulator.interview.events import Part, TurnChosen
from simulator.interview.script import Script
from tests.fakes import FakeCall, started
from tests.interview.small_script import ANSWERS, PHRASES, large_script, small_script


def call(answers: dict[str, str], script: Script | None = None, seed: int = 1) -> FakeCall:
    script = script or small_script()
    return FakeCall(script, {**ANSWERS, **answers}).run(started(script, seed=seed))


def turns(run: FakeCall, question_id: str) -> list[TurnChosen]:
    return [event for event in run.events if isinstance(event, TurnChosen) and event.question_id == question_id]


def test_notes_may_always_be_taken_and_the_question_stays_open() -> None:
    run = call({"overfitting": "May I take notes?", "overfitting.again": "It learns the noise of its data"})
    main, reply = turns(run, "overfitting")[:2]
    assert (main.part, reply.part) == (Part.MAIN, Part.REPLY)
    assert reply.text in PHRASES.notes
    assert run.session.state.asked == ("overfitting", "recall")


def test_somebody_who_was_on_mute_begins_again() -> None:
    run = call({"overfitting": "Sorry, I was on mute.", "overfitting.again": "It learns the noise of its data"})
    assert turns(run, "overfitting")[1].text in PHRASES.muted
    assert not [turn for turn in turns(run, "overfitting") if turn.part is Part.PROBE]


def test_question_in_the_middle_is_answered_and_the_open_question_put_again() -> None:
    run = call({"overfitting": "How big is the team?", "overfitting.again": "It learns the noise of its data"})
    reply = turns(run, "overfitting")[1]
    assert reply.part is Part.REPLY
    assert reply.text.endswith("What is overfitting?")
    assert any(line in reply.text for line in PHRASES.no_reply)  # the stand-in assessor matches no reply


def test_question_during_the_briefing_is_answered_before_it_goes_on() -> None:
    run = call({"briefing": "How big is the team?"})
    parts = [(turn.part, turn.expects_answer) for turn in run.chosen(TurnChosen) if turn.section_index == 1]
    assert parts == [(Part.SAY, False), (Part.REPLY, False)]
    assert "What is overfitting?" in run.voice.spoken


def test_briefing_leaves_room_and_goes_on_where_nobody_speaks() -> None:
    run = call({})
    briefing = next(turn for turn in run.chosen(TurnChosen) if turn.section_index == 1)
    assert 0.8 <= briefing.room_seconds <= 2.0
    assert "briefing" in run.ear.asked


def test_noise_is_no_answer_and_is_met_with_silence() -> None:
    run = call({"overfitting": "Um.", "overfitting.again": "It learns the noise of its data"})
    quiet = turns(run, "overfitting")[1]
    assert (quiet.part, quiet.text) == (Part.WAIT, "")
    assert not [text for text in run.voice.spoken if text in PHRASES.patience]
    assert not [turn for turn in turns(run, "overfitting") if turn.part is Part.PROBE]


def test_who_asks_what_is_meant_hears_it_in_other_words() -> None:
    script = large_script()
    names = [*script.questions, *(f"{name}.follow_up" for name in script.questions)]
    said = dict.fromkeys(names, "It has noise and gap and positives and keys and trees")
    for seed in range(40):
        run = call({**said, "recall": "What do you mean?", "recall.again": "It is about positives"}, script, seed)
        if turns(run, "recall"):
            assert turns(run, "recall")[1].text.endswith("What does recall measure?")
            return
    raise AssertionError("recall was never drawn")


def test_thinking_is_left_in_peace_for_a_minute() -> None:
    thinking = call({"overfitting": "Let me think for a moment."})
    first, second = turns(thinking, "overfitting")[1:3]
    assert first.text in PHRASES.thinking
    assert second.at_seconds - first.at_seconds >= 60


def test_silence_at_the_greeting_asks_whether_somebody_is_there() -> None:
    script = small_script()
    answers = {name: text for name, text in ANSWERS.items() if name != "greeting"}
    run = FakeCall(script, answers).run(started(script))
    assert run.voice.spoken[1] in PHRASES.still_there


@pytest.mark.parametrize("seed", range(12))
def test_small_talk_in_the_greeting_is_answered_and_returned_now_and_then(seed: int) -> None:
    run = call({"greeting.again": "I'm good thanks"}, seed=seed)
    reply = next(turn for turn in run.chosen(TurnChosen) if turn.turn == 2)
    assert reply.text in PHRASES.small_talk
    if reply.expects_answer:
        assert any(run.voice.spoken[2].startswith(line) for line in PHRASES.glad)


def test_no_how_are_you_no_answer_to_it() -> None:
    run = call({"greeting": "Hello Cindy this is Mike"})
    assert run.voice.spoken[1] == "Good to have you on the line."


def test_who_leaves_small_talk_unanswered_is_not_pressed() -> None:
    for seed in range(12):
        run = call({}, seed=seed)
        reply = next(turn for turn in run.chosen(TurnChosen) if turn.turn == 2)
        if reply.expects_answer:
            assert run.voice.spoken[2] == "Good to have you on the line."
            return
    raise AssertionError("nobody asked back")
