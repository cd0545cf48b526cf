from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.scoring.call_score import MANNERS_PART, CallPart, score_call
from simulator.scoring.result import AnswerScore, Delivery
from tests.scoring.examples import rules

SILENT = Delivery()


def answered(score: float | None, best: float | None = None, rubric_id: str = "q") -> AnswerScore:
    interval = None if score is None else (score, score if best is None else best)
    reason = "nothing was heard" if score is None else ""
    return AnswerScore(rubric_id, score, interval, None, None, None, SILENT, (), reason)


def test_a_call_is_the_mean_of_its_parts_by_their_weights() -> None:
    call = score_call(
        [
            CallPart("greeting", 1, answered(100)),
            CallPart("questions", 1, answered(50)),
            CallPart("questions", 3, answered(70)),
            CallPart("sign_off", 1, answered(80)),
        ],
        rules(),
    )
    share = rules().weights.call_weights
    assert call.parts == {"greeting": 100, "questions": 65, "sign_off": 80}
    expected = 100 * share["greeting"] + 65 * share["questions"] + 80 * share["sign_off"]
    whole = share["greeting"] + share["questions"] + share["sign_off"]
    assert call.score == pytest.approx(expected / whole, abs=0.05)


def test_manners_are_a_part_and_a_call_without_them_loses_nothing() -> None:
    others = [CallPart("greeting", 1, answered(80)), CallPart("questions", 1, answered(80))]
    assert score_call(others, rules()).score == 80
    with_manners = score_call([*others, CallPart(MANNERS_PART, 1, answered(20))], rules())
    assert with_manners.score is not None
    assert with_manners.score < 80
    assert with_manners.parts[MANNERS_PART] == 20
    assert score_call([*others, CallPart(MANNERS_PART, 1, answered(None))], rules()).score == 80


@given(
    st.lists(
        st.tuples(st.sampled_from(["questions", "greeting", "sign_off", MANNERS_PART]), st.integers(0, 1000)),
        min_size=1,
    )
)
def test_every_part_has_a_receipt_and_they_add_up_to_the_call(parts: list[tuple[str, int]]) -> None:
    call = score_call([CallPart(part, 1, answered(tenths / 10)) for part, tenths in parts], rules())
    assert {receipt.rule for receipt in call.receipts} == {f"part:{part}" for part, _ in parts}
    assert round(sum(receipt.points for receipt in call.receipts), 1) == call.score


def test_an_answer_that_was_not_heard_is_left_out_and_named() -> None:
    call = score_call(
        [CallPart("questions", 1, answered(60)), CallPart("questions", 1, answered(None, rubric_id="overfitting"))],
        rules(),
    )
    assert call.score == 60
    assert call.not_scored == (("overfitting", "nothing was heard"),)


def test_a_call_without_any_answer_has_no_score() -> None:
    assert score_call([], rules()).score is None
    assert score_call([CallPart("greeting", 1, answered(None))], rules()).score is None


def test_the_doubt_of_the_answers_is_the_doubt_of_the_call() -> None:
    call = score_call([CallPart("questions", 1, answered(40, 60))], rules())
    assert call.interval == (40, 60)


def test_the_doubts_of_several_answers_do_not_cancel() -> None:
    call = score_call([CallPart("questions", 1, answered(40, 60)), CallPart("questions", 1, answered(40, 60))], rules())
    assert call.interval == (40, 60)


def test_a_part_without_a_weight_is_a_bug() -> None:
    with pytest.raises(KeyError):
        score_call([CallPart("small_talk", 1, answered(50))], rules())
