"""What leaving out a sentence that cost points would give, as a review shows it."""

from __future__ import annotations

import pytest

from simulator.review.as_json import review_as_json
from simulator.review.cuttings import Sounds
from simulator.review.model import Exchange, Review
from simulator.review.page import page
from simulator.review.projection import project
from simulator.review.without import without
from simulator.scoring.scorer import score_answer
from simulator.scoring.what_if import without as answer_without
from tests.review.calls import SUMMARY, Call, loaded
from tests.review.test_terminal import shown

STATEMENT = "A database is a container for objects, and the core object is the table."
COMPLAINT = "My last manager was a clueless idiot."


def asked(answer: str) -> Call:
    return Call().began().ask("database").answer(answer)


def reviewed(call: Call) -> tuple[Review, Exchange]:
    read = project(SUMMARY, call.events, loaded(call.script))
    return read, next(exchange for exchange in read.exchanges if exchange.question_id == "database")


def test_leaving_a_flagged_sentence_out_is_offered_with_the_score_it_would_give() -> None:
    _, exchange = reviewed(asked(f"{STATEMENT} {COMPLAINT}"))
    assert exchange.score is not None
    assert exchange.score.score is not None
    assert exchange.answer is not None
    (flag,) = (receipt for receipt in exchange.score.receipts if receipt.rule.startswith("framing:"))
    better = without(exchange, flag)
    assert better is not None
    assert (better.dropped.quote, better.is_sentence) == (COMPLAINT, True)
    assert exchange.rubric is not None
    assert exchange.rules is not None
    again = score_answer(exchange.rubric, exchange.rules, answer_without(exchange.answer, [better.dropped]))
    assert better.score == again.score
    assert better.change == pytest.approx(better.score - exchange.score.score)


def test_where_the_sentence_also_earns_only_the_words_are_left_out() -> None:
    _, exchange = reviewed(asked(f"{STATEMENT[:-1]}, or something like that. It goes well."))
    assert exchange.score is not None
    costs = [receipt for receipt in exchange.score.receipts if receipt.points < 0 and receipt.span is not None]
    found = [better for receipt in costs if (better := without(exchange, receipt)) is not None]
    assert found
    assert all(not better.is_sentence for better in found)


def test_nothing_is_offered_where_nothing_cost() -> None:
    _, exchange = reviewed(asked(STATEMENT))
    assert exchange.score is not None
    assert [without(exchange, receipt) for receipt in exchange.score.receipts if receipt.points >= 0] == [None] * sum(
        receipt.points >= 0 for receipt in exchange.score.receipts
    )


def test_terminal_page_and_json_show_it() -> None:
    call = asked(f"{STATEMENT} {COMPLAINT}")
    read, exchange = reviewed(call)
    assert exchange.score is not None
    better = next(
        found for receipt in exchange.score.receipts if (found := without(exchange, receipt)) and found.is_sentence
    )
    line = f"Without this sentence: {better.score:.0f}."
    assert line in shown(call)
    assert line in page(read, Sounds())
    (answer,) = (each for each in review_as_json(read)["answers"] if each["question_id"] == "database")
    assert [(each["quote"], each["score"]) for each in answer["without"]] == [(COMPLAINT, better.score)]
