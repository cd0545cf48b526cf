"""The review as one HTML file that fetches nothing: style, script and sound stand in it. What was said is untrusted.

Everything from the journal goes through Jinja's escaping; a content policy keeps any other script from running.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from simulator import __version__
from simulator.interview.events import Part
from simulator.review import call_words, time_words, wording
from simulator.review.cuttings import Sounds
from simulator.review.marks import Numbered, Words, numbered, turn_of, words_of
from simulator.review.model import Exchange, Review, Turn
from simulator.review.without import without
from simulator.scoring.result import AnswerScore

Values = dict[str, Any]
"""What the template is given for one thing."""

COACH = "Coach"


def page(review: Review, sounds: Sounds) -> str:
    """The whole file, UTF-8 to be."""
    style, script = _own_text("page.css"), _own_text("page.js")
    headings = call_words.headings(review)
    rendered: str = _template().render(
        review=review,
        date=call_words.date_of(review.created),
        speakers=call_words.speakers_line(review),
        summary=call_words.summary_line(review),
        difficulties=call_words.difficulties_line(review),
        totals=call_words.totals(review),
        answered=call_words.answered_line(review),
        part_lines=call_words.part_lines(review),
        call_lines=[line for line in (call_words.call_line(review), call_words.self_rating_line(review)) if line],
        notes=[*call_words.failures(review), *([sounds.note] if sounds.note else [])],
        glance=[_glance(place, headings[place], review.exchanges[place]) for place in headings],
        parts=[
            _part(place, headings.get(place, ""), exchange, review, sounds)
            for place, exchange in enumerate(review.exchanges)
        ],
        time=_time(review),
        beside=_beside(review),
        foot=call_words.closing_lines(review),
        version=__version__,
        style=Markup(style),
        script=Markup(script),
        style_hash=_policy_hash(style),
        script_hash=_policy_hash(script),
    )
    return rendered


@cache
def _template() -> Any:
    environment = Environment(autoescape=True, undefined=StrictUndefined)
    return environment.from_string(_own_text("page.html.j2"))


@cache
def _own_text(name: str) -> str:
    return files("simulator.review").joinpath(name).read_text(encoding="utf-8")


def _policy_hash(text: str) -> str:
    """How a Content-Security-Policy names an inline text that may stand."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")


def _glance(place: int, heading: str, exchange: Exchange) -> Values:
    ideas = wording.ideas(exchange.score, exchange.rules.feedback.sums) if exchange.score else ""
    return {
        "place": place,
        "heading": heading,
        "asked": exchange.asked if exchange.question_id else "",
        "ideas": "" if wording.is_said_not_to_be_known(exchange) else ideas,
        **_figure(exchange),
    }


def _figure(exchange: Exchange) -> Values:
    """A score, or in words why there is none."""
    beside = wording.figure_of(exchange)
    return {"figure": beside if beside.isdigit() else "", "no_figure": "" if beside.isdigit() else beside}


def _part(place: int, heading: str, exchange: Exchange, review: Review, sounds: Sounds) -> Values:
    part: Values = {
        "place": place,
        "heading": heading,
        **_figure(exchange),
        "credited": exchange.asked if exchange.credit is not None else "",
        "lines": [_line(place, turn, exchange, review, sounds) for turn in exchange.turns],
        "above": wording.above_findings(exchange),
        "not_scored": wording.not_scored(exchange.score, exchange.rules.feedback.sums) if exchange.score else "",
        "result": "",
        "receipts": [],
        "missing": [],
        "suggestions": [],
        "feedback": [],
        "score_line": "",
        "also": [],
        "remark": "",
        "figures": "",
        "delivery": "",
        "rows": [],
    }
    if exchange.score is not None and exchange.score.score is not None:
        part |= _findings(exchange, exchange.score, sounds)
    return part


def _time(review: Review) -> Values | None:
    """The ledger; bars are in hundredths of the longest. None where time does not matter."""
    if not time_words.has_ledger(review):
        return None
    return {
        "together": time_words.together(review.ledger),
        "has_plan": any(each.planned_seconds is not None for each in review.ledger.sections),
        "rows": [
            {
                "name": row.name,
                "told": row.told,
                "used": round(100 * row.used_share, 1),
                "planned": round(100 * row.planned_share, 1),
                "kind": "over" if row.is_over else "within",
            }
            for row in time_words.rows(review.ledger)
        ],
        "sentences": time_words.sentences(review),
        "talk": call_words.talk_line(review),
    }


def _beside(review: Review) -> list[Values]:
    """Manners, courtesies and self-checks, where there are any."""
    call = review.feedback.call
    blocks = (
        ("judged", call_words.judged_heading(review), call.judged_note, call_words.judged_lines(review)),
        ("manners", call.courteous, call.courteous_note, call_words.manner_lines(review)),
        ("checks", call_words.CHECKS_HEADING, call_words.CHECKS_NOTE, call_words.check_lines(review)),
    )
    return [{"id": key, "heading": heading, "note": note, "rows": rows} for key, heading, note, rows in blocks if rows]


def _findings(exchange: Exchange, score: AnswerScore, sounds: Sounds) -> Values:
    receipts = numbered(exchange)
    is_honest, told = wording.is_said_not_to_be_known(exchange), exchange.rules.feedback
    return {
        "result": not is_honest,
        "ideas": wording.ideas(score, told.sums),
        "length": wording.length(score, told),
        "score_line": wording.score_line(score, told.sums),
        "receipts": [_receipt(each, exchange, sounds) for each in receipts if each.is_shown and not is_honest],
        "missing": wording.missing(exchange),
        "suggestions": wording.suggestions(score),
        "feedback": wording.feedback_lines(exchange),
        "also": wording.also_lines(exchange),
        "remark": score.delivery.remark,
        "figures": wording.figures_line(score),
        "delivery": wording.delivery_line(score.delivery, told.pace),
        "rows": [
            {"points": wording.points(each.receipt.points), "rule": each.receipt.rule, "reason": each.receipt.reason}
            for each in receipts
        ],
    }


def _line(place: int, turn: Turn, exchange: Exchange, review: Review, sounds: Sounds) -> Values:
    take = turn.take
    is_coach = turn.part is Part.GOOD_ANSWER
    return {
        "number": turn.number,
        "interviewer": COACH if is_coach else call_words.speaker_name(turn, review),
        "candidate": call_words.candidate_name(review),
        "text": "" if turn.is_silent else turn.text,
        "is_coach": is_coach,
        "why": wording.why_asked(turn),
        "shows_answer": turn.shows_answer,
        "aside": bool(take and take.aside),
        "words": [_words(place, words) for words in words_of(take, exchange)] if take else [],
        "no_words": "" if take and take.text else wording.no_words(take, review.feedback.shown),
        "below": wording.below_take(take, exchange) if take else "",
        "coaching": wording.coached(turn.coaching, review.feedback.shown) if turn.coaching else "",
        "sound": sounds.by_turn.get(turn.number, ""),
        "start_seconds": take.start_seconds if take and take.start_seconds is not None else 0,
    }


def _words(place: int, words: Words) -> Values:
    first = next((each for each in words.receipts if each.costs == words.costs), None)
    return {
        "text": words.text,
        "kind": "cost" if words.costs else "earned",
        "link": f"e{place}r{first.number}" if first else "",
        "numbers": [each.number for each in words.ending],
    }


def _receipt(each: Numbered, exchange: Exchange, sounds: Sounds) -> Values:
    span = each.receipt.span
    turn = _turn_heard(each, exchange)
    at_seconds = span.start_seconds if span else None
    return {
        "number": each.number,
        "kind": "earned" if each.earns else "cost",
        "sign": "+" if each.earns else "−",
        "spoken_sign": "earned" if each.earns else "cost",
        "reason": each.receipt.reason,
        "quote": span.quote if span else "",
        "is_quoted": wording.is_quoted_in(each.receipt),
        "time": "" if at_seconds is None else wording.clock(at_seconds),
        "at_seconds": at_seconds,
        "sound": f"sound{turn}" if turn in sounds.by_turn else "",
        "without": better.told(exchange.rules.feedback.shown) if (better := without(exchange, each.receipt)) else "",
    }


def _turn_heard(each: Numbered, exchange: Exchange) -> int:
    """The turn whose sound holds the quoted words; 0 where there is none."""
    span = each.receipt.span
    if span is None:
        return 0
    if exchange.credit is not None:
        return exchange.credit.turn
    turn = turn_of(span, exchange)
    return turn.number if turn else 0
