"""The call as plain lines: minute and second, who, what was said, and in brackets why. No score, no layout."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from simulator.interview.events import Part
from simulator.review import call_words, wording
from simulator.review.model import Review, Turn

COACH = "Coach"


@dataclass(frozen=True)
class _Line:
    turn: int
    """The turn that it belongs to or follows."""
    rank: int
    """Among the lines of a turn: what was said, what it settled, what was decided next."""
    at_seconds: float
    text: str


def transcript_lines(review: Review) -> list[str]:
    """A line for whatever was said or decided, in the order of the call; times are interview time."""
    lines = sorted([*_said(review), *_settled(review), *_decided(review)], key=lambda line: (line.turn, line.rank))
    told = [f"{wording.clock(line.at_seconds)}  {line.text}" for line in lines]
    return told + ([f"{wording.clock(review.ledger.used_seconds)}  [{review.goodbye}]"] if review.goodbye else [])


def _said(review: Review) -> Iterator[_Line]:
    for exchange in review.exchanges:
        for turn in exchange.turns:
            yield from _said_in(turn, review)


def _said_in(turn: Turn, review: Review) -> Iterator[_Line]:
    name = COACH if turn.part is Part.GOOD_ANSWER else call_words.speaker_name(turn, review)
    prompt = "" if turn.is_silent else f"{name}: {turn.text} "
    yield _Line(turn.number, 0, turn.at_seconds, f"{prompt}[{turn.reason}]")
    take = turn.take
    at_seconds = take.began_seconds if take else turn.at_seconds
    if turn.shows_answer:
        no_words = wording.no_words(take, review.feedback.shown)
        said = take.text.replace("\n", " ") if take and take.text else f"({no_words})"
        meant = f" [{take.aside}]" if take and take.aside else ""
        yield _Line(turn.number, 0, at_seconds, f"{call_words.candidate_name(review)}: {said}{meant}")
    if turn.coaching is not None:
        yield _Line(turn.number, 0, at_seconds, f"{COACH}: {wording.coached(turn.coaching, review.feedback.shown)}")


def _settled(review: Review) -> Iterator[_Line]:
    began = {
        turn.number: turn.take.began_seconds
        for exchange in review.exchanges
        for turn in exchange.turns
        if turn.take is not None
    }
    for exchange in review.credited:
        assert exchange.credit is not None
        turn = exchange.credit.turn
        yield _Line(turn, 1, began[turn], f"[already answered, and not asked: {exchange.asked}]")


def _decided(review: Review) -> Iterator[_Line]:
    for cut in review.cut_short:
        questions = " ".join(cut.questions)
        yield _Line(cut.after_turn, 2, cut.at_seconds, f"[left out to keep the time: {questions}]")
    for check in review.checks:
        told = check.answer or "skipped"
        yield _Line(check.after_turn, 2, check.at_seconds, f"[the clock stands: {check.text} {told}]")
    for each in review.breaks:
        yield _Line(each.after_turn, 2, each.at_seconds, "[the call broke off, and went on later]")
