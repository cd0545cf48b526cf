"""Words and receipts point to each other: the transcript is cut where quotes begin and end, and nothing is lost."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.review.marks import Numbered, cut, numbered, turn_of, words_of
from simulator.review.projection import project
from simulator.scoring.result import Receipt, Span
from tests.review.calls import SUMMARY, loaded, whole_call

TEXT = "one two three four five"


def receipt(number: int, start: int, end: int, points: float = 10.0) -> Numbered:
    span = Span(TEXT[start:end], start, end, None, None)
    return Numbered(number, Receipt("concepts", f"concept:{number}", points, span, "I heard it."))


def test_words_outside_every_quote_are_plain() -> None:
    plain, marked, rest = cut(TEXT, 0, [receipt(1, 4, 7)])
    assert (plain.text, plain.receipts) == ("one ", ())
    assert (marked.text, [each.number for each in marked.receipts], marked.earns) == ("two", [1], True)
    assert [each.number for each in marked.ending] == [1]
    assert (rest.text, rest.receipts, rest.ending) == (" three four five", (), ())


def test_quotes_that_overlap_share_their_words_and_what_costs_shows() -> None:
    pieces = cut(TEXT, 0, [receipt(1, 0, 13), receipt(2, 4, 18, points=-5.0)])
    assert [(piece.text, piece.earns, piece.costs) for piece in pieces] == [
        ("one ", True, False),
        ("two three", False, True),
        (" four", False, True),
        (" five", False, False),
    ]


def test_a_receipt_without_points_marks_nothing() -> None:
    assert [piece.text for piece in cut(TEXT, 0, [receipt(1, 4, 7, points=0.0)])] == [TEXT]


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 23), st.integers(0, 23)), max_size=6), st.integers(0, 10), st.integers(11, 23))
def test_however_quotes_lie_every_word_is_there_once(places: list[tuple[int, int]], start: int, end: int) -> None:
    receipts = [receipt(number, min(place), max(place)) for number, place in enumerate(places, start=1)]
    pieces = cut(TEXT[start:end], start, receipts)
    assert "".join(piece.text for piece in pieces) == TEXT[start:end]
    for piece in pieces:
        for each in piece.receipts:
            assert each.receipt.span is not None
            assert piece.text in each.receipt.span.quote


def test_receipts_are_numbered_from_one_what_earned_first_and_each_by_its_place_in_the_answer() -> None:
    read = project(SUMMARY, whole_call().events, loaded())
    for exchange in read.exchanges:
        receipts = numbered(exchange)
        assert [each.number for each in receipts] == list(range(1, len(receipts) + 1))
        shown = [each for each in receipts if each.is_shown]
        assert receipts[: len(shown)] == tuple(shown)
        places = [(each.costs, each.receipt.span.start) for each in shown if each.receipt.span]
        assert places == sorted(places)


def test_a_quote_is_found_in_the_turn_that_holds_it() -> None:
    read = project(SUMMARY, whole_call().events, loaded())
    (exchange,) = [exchange for exchange in read.exchanges if exchange.rubric_id == "overfitting"]
    spoken_in = {
        each.receipt.rule: turn_of(each.receipt.span, exchange) for each in numbered(exchange) if each.receipt.span
    }
    assert spoken_in["concept:unseen"] == exchange.turns[0]
    assert spoken_in["concept:noise"] == exchange.turns[1]


def test_every_take_is_shown_whole() -> None:
    read = project(SUMMARY, whole_call().events, loaded())
    for exchange in read.exchanges:
        for turn in exchange.turns:
            if turn.take is not None:
                assert "".join(words.text for words in words_of(turn.take, exchange)) == turn.take.text
