"""A review as plain values for JSON, under keys that stay. Computes nothing that the review does not hold."""

from __future__ import annotations

from typing import Any

from simulator.interview.events import Transcript
from simulator.review import call_words, time_words
from simulator.review.ledger import SectionTime
from simulator.review.model import AlsoHeard, Coaching, Exchange, JudgedManners, Review, Take, Talk, Turn
from simulator.review.without import without
from simulator.scoring.as_json import item_as_json, receipt_as_json, score_as_json
from simulator.scoring.call_score import CallScore


def review_as_json(review: Review) -> dict[str, Any]:
    """Everything. `answers` are what was asked and may be answered; `said` the lines that nobody was to answer."""
    totals = call_words.totals(review)
    return {
        "session": review.session,
        "created": review.created,
        "program_version": review.program_version,
        "script": review.script_id,
        "title": review.title,
        "kind": review.script_kind.value,
        "company": review.company,
        "role": review.role,
        "interviewer": review.caller.name,
        "interviewers": [vars(speaker) for speaker in review.speakers],
        "candidate": review.candidate,
        "mode": review.mode.value,
        "seed": review.seed,
        "difficulties": [each.value for each in review.difficulties],
        "coach": review.is_coached,
        "minutes": review.minutes,
        "call_seconds": round(review.call_seconds, 3),
        "ended_by": review.ended_by or None,
        "over": review.is_over,
        "asked": review.asked,
        "answered": review.answered,
        "ideas_heard": totals.heard,
        "ideas": totals.of,
        **_call(review.call_score),
        "self_rating": review.self_rating,
        "answers": [_answer(exchange) for exchange in review.exchanges if not exchange.is_only_said],
        "said": [
            {"section": exchange.section_kind.value, "turn": turn.number, "text": turn.text}
            for exchange in review.exchanges
            if exchange.is_only_said
            for turn in exchange.turns
        ],
        "already_answered": [exchange.asked for exchange in review.credited],
        "time": _time(review),
        "talk": _talk(review.talk) if review.talk is not None else None,
        "judged_manners": _judged(review.judged_manners) if review.judged_manners is not None else None,
        "manners": [
            {"kind": manner.kind.value, "turn": manner.turn, "at_seconds": round(manner.at_seconds, 3)}
            for manner in review.manners
        ],
        "self_checks": [
            {"id": check.item_id, "text": check.text, "answer": check.answer or None} for check in review.checks
        ],
        "cut_short": [
            {
                "section": cut.section_kind.value,
                "questions": list(cut.questions),
                "seconds_left": cut.seconds_left,
                "at_seconds": round(cut.at_seconds, 3),
            }
            for cut in review.cut_short
        ],
        "breaks": [vars(each) for each in review.breaks],
        "failures": list(review.failures),
        "recordings": [vars(piece) for piece in review.recordings],
    }


def _time(review: Review) -> dict[str, Any]:
    """In interview time: pauses, self-checks and the coach are in `stopped_seconds`."""
    ledger = review.ledger
    return {
        "planned_seconds": ledger.planned_seconds,
        "used_seconds": round(ledger.used_seconds, 3),
        "stopped_seconds": round(ledger.stopped_seconds, 3),
        "sections": [_section_time(each) for each in ledger.sections],
        "sentences": time_words.sentences(review),
    }


def _talk(talk: Talk) -> dict[str, Any]:
    return {
        "candidate_seconds": talk.candidate_seconds,
        "interviewer_seconds": talk.interviewer_seconds,
        "candidate_share": None if talk.candidate_share is None else round(talk.candidate_share, 3),
        "longest_monologue_seconds": talk.longest_monologue_seconds,
    }


def _section_time(each: SectionTime) -> dict[str, Any]:
    return {
        "section": each.kind.value,
        "name": each.name,
        "planned_seconds": each.planned_seconds,
        "used_seconds": round(each.used_seconds, 3),
        "left_seconds": None if each.left_seconds is None else round(each.left_seconds, 3),
        "reached": each.was_reached,
    }


def _call(call: CallScore | None) -> dict[str, Any]:
    return {
        "score": call.score if call else None,
        "interval": list(call.interval) if call and call.interval else None,
        "parts": dict(call.parts) if call else {},
        "receipts": [receipt_as_json(receipt) for receipt in call.receipts] if call else [],
        "not_scored": [{"rubric": rubric, "reason": reason} for rubric, reason in call.not_scored] if call else [],
    }


def _answer(exchange: Exchange) -> dict[str, Any]:
    return {
        "id": exchange.question_id or exchange.rubric_id or exchange.section_kind.value,
        "question_id": exchange.question_id or None,
        "section": exchange.section_kind.value,
        "section_name": exchange.section_name,
        "asked": exchange.asked,
        "transcript": exchange.transcript,
        "start_seconds": exchange.start_seconds,
        "end_seconds": exchange.end_seconds,
        "score": score_as_json(exchange.score) if exchange.score is not None else None,
        "also": [_also(each) for each in exchange.also],
        "without": _without(exchange),
        "already_answered_in": exchange.credit.turn if exchange.credit is not None else None,
        "said_not_to_be_known": exchange.is_said_not_to_be_known,
        "earlier_tries": list(exchange.earlier_tries),
        "turns": [_turn(turn) for turn in exchange.turns],
    }


def _also(also: AlsoHeard) -> dict[str, Any]:
    """Beside the score, never in it."""
    return {
        "rubric": also.rubric_id,
        "title": also.title,
        "items": [item_as_json(item) for item in also.items],
        "remarks": list(also.remarks),
    }


def _judged(manners: JudgedManners) -> dict[str, Any]:
    """`left_out` are ideas for which the call gave no chance."""
    return {**score_as_json(manners.score), "left_out": list(manners.left_out)}


def _without(exchange: Exchange) -> list[dict[str, Any]]:
    """Where leaving something out would help: the rule that costs, what to leave out, the score then."""
    told = [(receipt, without(exchange, receipt)) for receipt in (exchange.score.receipts if exchange.score else ())]
    return [
        {
            "rule": receipt.rule,
            "quote": better.dropped.quote,
            "start": better.dropped.start,
            "end": better.dropped.end,
            "score": better.score,
            "change": better.change,
        }
        for receipt, better in told
        if better is not None
    ]


def _turn(turn: Turn) -> dict[str, Any]:
    return {
        "turn": turn.number,
        "part": turn.part.value,
        "concept": turn.concept_id or None,
        "interviewer": turn.interviewer_id,
        "at_seconds": round(turn.at_seconds, 3),
        "text": turn.text,
        "reason": turn.reason,
        "heard": turn.heard,
        "interrupted": turn.interrupted,
        "take": _take(turn.take) if turn.take is not None else None,
        "coaching": _coaching(turn.coaching) if turn.coaching is not None else None,
    }


def _coaching(coaching: Coaching) -> dict[str, Any]:
    return {"found": list(coaching.found), "missing": list(coaching.missing), "advice": coaching.advice}


def _take(take: Take) -> dict[str, Any]:
    return {
        "text": take.text,
        **_made_by(take.transcript),
        "heard_at_once": take.heard_at_once.text if take.heard_at_once is not None else None,
        "start_frame": take.start_frame,
        "end_frame": take.end_frame,
        "start_seconds": take.start_seconds,
        "end_seconds": take.end_seconds,
        "speech_seconds": take.speech_seconds,
        "longest_pause_seconds": take.longest_pause_seconds,
        "end_reason": take.end_reason.value if take.end_reason is not None else None,
        "intent": take.intent or None,
        "besides": list(take.besides),
        "not_scored": take.aside or None,
    }


def _made_by(transcript: Transcript | None) -> dict[str, Any]:
    return {
        "engine": transcript.engine if transcript else None,
        "model": transcript.model if transcript else None,
        "version": transcript.version if transcript else None,
    }
