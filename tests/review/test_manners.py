"""Courtesies of a call: what is noticed, when, and that asking is never held against anybody."""

from __future__ import annotations

import pytest

from simulator.interview.events import Mode
from simulator.interview.intents import HOW_ARE_YOU
from simulator.review import call_words
from simulator.review.manners import manners_of
from simulator.review.model import MannerKind
from simulator.review.projection import project
from simulator.review.turns import turns_of
from tests.review.calls import CANDIDATE, GREETING, SUMMARY, Call, loaded
from tests.scoring.examples import rules


def manners(call: Call) -> list[tuple[MannerKind, int, float]]:
    return [(each.kind, each.turn, each.at_seconds) for each in manners_of(turns_of(call.events, {CANDIDATE}).turns)]


@pytest.mark.parametrize(
    ("intent", "kind"),
    [
        ("notes", MannerKind.ASKED_BEFORE_NOTES),
        ("small_talk", MannerKind.RETURNED_SMALL_TALK),
        ("question", MannerKind.ASKED_OWN_QUESTIONS),
        ("think", MannerKind.ASKED_FOR_TIME),
        ("repeat", MannerKind.ASKED_TO_REPEAT),
        ("clarify", MannerKind.ASKED_WHAT_WAS_MEANT),
    ],
)
def test_each_is_noticed_with_its_second(intent: str, kind: MannerKind) -> None:
    assert manners(Call().began().ask("database").answer("some words", intent=intent)) == [(kind, 1, 2.0)]


def test_what_an_answer_held_besides_counts_too_and_once() -> None:
    call = Call().began().say(GREETING, "Hello, how are you?")
    call.answer("I'm well, thank you. And you?", besides=("small_talk", HOW_ARE_YOU, "thanks"))
    assert [kind for kind, _, _ in manners(call)] == [MannerKind.RETURNED_SMALL_TALK, MannerKind.THANKED]


def test_an_answer_alone_a_noise_and_silence_are_no_manners() -> None:
    call = Call().began().ask("database").answer("A container.").ask("overfitting")
    call.answer("um", intent="think", words=0).ask("last_job")
    assert manners(call) == []


def test_without_sound_the_second_is_that_of_the_call() -> None:
    call = Call(Mode.TYPED).began().later(70.0).ask("database").answer("May I take notes?", intent="notes")
    assert manners(call) == [(MannerKind.ASKED_BEFORE_NOTES, 1, 72.0)]


def test_they_are_listed_by_kind_with_every_time() -> None:
    call = Call().began().ask("database").answer("Could you say that again?", intent="repeat").later(60.0)
    call.ask("database").answer("And again?", intent="repeat").say(CANDIDATE, "Well?")
    call.answer("How big is it?", intent="question")
    review = project(SUMMARY, call.events, loaded())
    assert call_words.manner_lines(review) == [
        ("Asked to hear something again", "0:02, 1:05"),
        ("Asked questions of your own", "1:08"),
    ]


def test_every_kind_has_its_words() -> None:
    assert set(call_words.manner_names(rules().feedback.call)) == set(MannerKind)
