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
from simulator.review import wording
from simulator.review.cuttings import Sounds
from simulator.review.marks import Numbered, Words, numbered, turn_of, words_of
from simulator.review.model import Exchange, Review, Turn
from simulator.scoring.result import AnswerScore

Values = dict[str, Any]
"""What the template is given for one thing."""


def page(review: Review, sounds: Sounds) -> str:
    """The whole file, UTF-8 to be."""
    style, script = _own_text("page.css"), _own_text("page.js")
    headings = wording.headings(review)
    scored = review.call_score.score if review.call_score is not None else None
    rendered: str = _template().render(
        review=review,
        date=wording.date_of(review.created),
        summary=wording.summary_line(review),
        totals=wording.totals(review),
        answered=wording.answered_line(review),
        call_figure="" if scored is None else wording.figure(scored),
        notes=[*wording.failures(review), *([sounds.note] if sounds.note else [])],
        glance=[_glance(place, headings[place], review.exchanges[place]) for place in headings],
        parts=[
            _part(place, headings.get(place, ""), exchange, review, sounds)
            for place, exchange in enumerate(review.exchanges)
        ],
        foot=wording.closing_lines(review),
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
    return {
        "place": place,
        "heading": heading,
        "asked": exchange.asked if exchange.question_id else "",
        "ideas": wording.ideas(exchange.score) if exchange.score else "",
        "figure": _figure(exchange),
        "not_scored": exchange.score is not None and exchange.score.score is None,
    }


def _figure(exchange: Exchange) -> str:
    """Empty where there is no score."""
    score = exchange.score.score if exchange.score is not None else None
    return "" if score is None else wording.figure(score)


def _part(place: int, heading: str, exchange: Exchange, review: Review, sounds: Sounds) -> Values:
    part: Values = {
        "place": place,
        "heading": heading,
        "figure": _figure(exchange),
        "lines": [_line(place, turn, exchange, review, sounds) for turn in exchange.turns],
        "not_scored": exchange.score.not_scored if exchange.score else "",
        "result": "",
        "receipts": [],
        "missing": [],
        "suggestions": [],
        "remark": "",
        "figures": "",
        "rows": [],
    }
    if exchange.score is not None and exchange.score.score is not None:
        part |= _findings(exchange, exchange.score, sounds)
    return part


def _findings(exchange: Exchange, score: AnswerScore, sounds: Sounds) -> Values:
    receipts = numbered(exchange)
    return {
        "result": True,
        "ideas": wording.ideas(score),
        "length": wording.length(score),
        "receipts": [_receipt(each, exchange, sounds) for each in receipts if each.is_shown],
        "missing": wording.missing(score),
        "suggestions": wording.suggestions(score),
        "remark": score.delivery.remark,
        "figures": wording.figures_line(score),
        "rows": [
            {"points": wording.points(each.receipt.points), "rule": each.receipt.rule, "reason": each.receipt.reason}
            for each in receipts
        ],
    }


def _line(place: int, turn: Turn, exchange: Exchange, review: Review, sounds: Sounds) -> Values:
    take = turn.take
    return {
        "number": turn.number,
        "interviewer": review.interviewer.split()[0],
        "candidate": review.candidate or "You",
        "text": turn.text,
        "why": wording.why_asked(turn),
        "expects_answer": turn.expects_answer,
        "aside": bool(take and take.aside),
        "words": [_words(place, words) for words in words_of(take, exchange)] if take else [],
        "no_words": "" if take and take.text else wording.no_words(take),
        "below": wording.below_take(take) if take else "",
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
    turn = turn_of(span, exchange) if span else None
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
        "sound": f"sound{turn.number}" if turn and turn.number in sounds.by_turn else "",
    }
