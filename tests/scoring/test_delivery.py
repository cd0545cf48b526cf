"""How it was said: two rates, pauses, fillers; beside the score, and None where there was no sound."""

from __future__ import annotations

import pytest

from simulator.scoring.answer import Answer, Utterance, typed
from simulator.scoring.as_json import score_as_json
from simulator.scoring.delivery import delivery_of
from simulator.scoring.result import Delivery
from simulator.scoring.scorer import score_answer
from tests.scoring.examples import GRADIENT, WHOLE, rules


def said(
    text: str,
    speech_seconds: float | None,
    pauses_seconds: tuple[float, ...] | None = (),
    filled_pauses: int = 0,
    seconds_to_first_word: float | None = None,
) -> Delivery:
    answer = Answer(
        (Utterance(text),),
        {},
        speech_seconds,
        None if pauses_seconds is None else max(pauses_seconds, default=0.0),
        pauses_seconds,
        filled_pauses,
        seconds_to_first_word,
    )
    return delivery_of(answer, rules().delivery, rules().feedback.pace)


def test_the_speech_rate_has_the_pauses_in_it_and_the_articulation_rate_has_not() -> None:
    delivery = said("word " * 40, 10.0, (4.0, 6.0))
    assert delivery.words_per_minute == 120
    assert delivery.articulation_words_per_minute == 240
    assert (delivery.speech_seconds, delivery.answer_seconds) == (10.0, 20.0)


def test_only_silences_from_the_rules_length_on_are_pauses() -> None:
    assert rules().delivery.pause_from_seconds == 0.5
    delivery = said("some words", 3.0, (0.2, 0.5, 0.49, 1.4))
    assert (delivery.pauses, delivery.longest_pause_seconds) == (2, 1.4)


def test_without_sound_nothing_is_measured() -> None:
    delivery = delivery_of(typed("Um, some words"), rules().delivery, rules().feedback.pace)
    assert delivery == Delivery(fillers_at_least=1, fillers={"um": 1})


def test_where_pauses_were_not_kept_only_the_articulation_rate_is_known() -> None:
    delivery = said("word " * 40, 10.0, None)
    assert (delivery.words_per_minute, delivery.pauses, delivery.answer_seconds) == (None, None, None)
    assert delivery.articulation_words_per_minute == 240


def test_nothing_heard_has_no_rate() -> None:
    assert said("", 0.0).words_per_minute is None
    assert said("", 3.0).articulation_words_per_minute is None


@pytest.mark.parametrize(
    ("speech_seconds", "pauses_seconds", "word"),
    [(20.0, (2.0,), "a little faster"), (9.0, (1.0,), ""), (14.0, (2.0,), ""), (24.0, (8.0,), "a little faster")],
)
def test_a_word_is_said_only_of_a_sustained_slow_rate(
    speech_seconds: float, pauses_seconds: tuple[float, ...], word: str
) -> None:
    remark = said("word " * 32, speech_seconds, pauses_seconds).remark
    assert word in remark
    assert bool(remark) == bool(word)


def test_a_word_is_said_of_a_sustained_quick_rate() -> None:
    assert "a little slower" in said("word " * 70, 18.0, (1.0,)).remark


def test_quick_speech_between_long_pauses_is_not_called_quick() -> None:
    assert said("word " * 70, 18.0, (3.0, 4.0)).remark == ""


def test_fillers_are_told_by_word() -> None:
    delivery = said("Um, we had, um, like forty rows. Well, it worked well.", 5.0)
    assert delivery.fillers == {"um": 2, "like": 1, "well": 1}
    assert delivery.fillers_at_least == 4


def test_sound_adds_only_what_the_transcript_does_not_hold() -> None:
    assert said("Um, it is, uh, a tree.", 3.0, filled_pauses=2).fillers_by_sound == 0
    more = said("Um, it is a tree, like, a graph.", 3.0, filled_pauses=3)
    assert (more.fillers_by_sound, more.fillers_at_least) == (2, 4)


def test_how_it_was_said_never_changes_the_score() -> None:
    plain = Answer((Utterance(WHOLE),), {}, 10.0, 0.0, ())
    halting = Answer((Utterance(WHOLE),), {}, 10.0, 9.0, (9.0, 8.0), 7, 12.0)
    first, second = (score_answer(GRADIENT, rules(), answer) for answer in (plain, halting))
    assert (first.score, first.receipts) == (second.score, second.receipts)
    assert first.delivery != second.delivery


def test_json_holds_every_figure() -> None:
    answer = Answer((Utterance(f"Um, {WHOLE}"),), {}, 10.0, 1.0, (1.0, 0.1), 2, 0.8)
    assert score_as_json(score_answer(GRADIENT, rules(), answer))["delivery"] == {
        "words_per_minute": 97.3,
        "articulation_words_per_minute": 108.0,
        "answer_seconds": 11.1,
        "speech_seconds": 10.0,
        "pauses": 1,
        "longest_pause_seconds": 1.0,
        "seconds_to_first_word": 0.8,
        "fillers_at_least": 2,
        "fillers": {"um": 1},
        "fillers_by_sound": 1,
        "remark": "",
    }
