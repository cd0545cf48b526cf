"""The ear of typed answers: no word is lost between a key and a turn."""

from __future__ import annotations

from simulator.interview.effects import Hear, Listen
from simulator.interview.events import AnswerEnded, AnswerHeard, Event, SpeechStarted
from simulator.listening.typed import TypedEar


def listen(turn: int) -> Listen:
    return Listen(
        f"t{turn}.listen", turn, asked="greeting", text="Hello?", hard_limit_seconds=90.0, breath_after_seconds=60.0
    )


def test_answer_and_its_words_come_in_one_go() -> None:
    posted: list[Event] = []
    ear = TypedEar(posted.append, lambda: 3.0)
    ear.listen(listen(1))
    assert ear.enter("  Hello Cindy ")
    assert [type(event) for event in posted] == [SpeechStarted, AnswerEnded, AnswerHeard]
    ear.hear(Hear("t1.hear", 1))
    assert len(posted) == 3
    assert isinstance(posted[2], AnswerHeard)
    assert posted[2].transcript.text == "Hello Cindy"


def test_nothing_is_taken_where_nothing_was_asked() -> None:
    posted: list[Event] = []
    assert not TypedEar(posted.append, lambda: 0.0).enter("Hello")
    assert posted == []


def test_answer_whose_turn_was_closed_on_its_way_answers_the_next_one() -> None:
    posted: list[Event] = []
    ear = TypedEar(posted.append, lambda: 0.0)
    ear.listen(listen(1))
    ear.enter("my answer")
    ear.stop("t1.listen")
    posted.clear()
    ear.listen(listen(2))
    assert [getattr(event, "turn", 0) for event in posted] == [2, 2, 2]
    assert isinstance(posted[2], AnswerHeard)
    assert posted[2].transcript.text == "my answer"


def test_draft_is_kept_when_the_person_hangs_up() -> None:
    posted: list[Event] = []
    ear = TypedEar(posted.append, lambda: 0.0)
    ear.listen(listen(1))
    ear.draft("half a sent")
    ear.finish_answer()
    assert isinstance(posted[-1], AnswerHeard)
    assert posted[-1].transcript.text == "half a sent"


def test_words_of_a_run_before_this_one_are_said_not_to_be_there() -> None:
    posted: list[Event] = []
    TypedEar(posted.append, lambda: 0.0).hear(Hear("t4.hear", 4))
    assert isinstance(posted[0], AnswerHeard)
    assert posted[0].transcript.text == ""
