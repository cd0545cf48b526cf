"""A score as plain values for JSON, under the keys that `score --json` promises. Changes and rounds nothing."""

from __future__ import annotations

from typing import Any

from simulator.scoring.result import (
    AnswerScore,
    ConceptItem,
    ConceptScore,
    ConcisenessScore,
    Delivery,
    Feedback,
    FramingFlag,
    FramingScore,
    Receipt,
    Span,
)
from simulator.scoring.what_if import Change, WhatIf


def score_as_json(score: AnswerScore) -> dict[str, Any]:
    """Keys: rubric, score, interval, concepts, conciseness, framing, delivery, receipts, not_scored, not_scored_kind,
    next_step, remarks, feedback.

    What was not scored is null; `not_scored` is then the reason and `next_step` what to do, else those are null.
    """
    return {
        "rubric": score.rubric_id,
        "score": score.score,
        "interval": None if score.interval is None else list(score.interval),
        "concepts": None if score.concepts is None else _concepts(score.concepts),
        "conciseness": None if score.conciseness is None else _conciseness(score.conciseness),
        "framing": None if score.framing is None else _framing(score.framing),
        "delivery": _delivery(score.delivery),
        "receipts": [receipt_as_json(receipt) for receipt in score.receipts],
        "not_scored": score.not_scored or None,
        "not_scored_kind": score.not_scored_kind or None,
        "next_step": score.next_step or None,
        "remarks": list(score.remarks),
        "feedback": _feedback(score.feedback),
    }


def what_if_as_json(told: WhatIf) -> dict[str, Any]:
    """Keys: dropped, text (what is left), score, change (of the score), not_scored, receipts (those that changed)."""
    return {
        "dropped": [_place(span) for span in told.dropped],
        "text": told.answer.text,
        "score": told.after.score,
        "change": told.points,
        "not_scored": told.after.not_scored or None,
        "receipts": [change_as_json(change) for change in told.changes],
    }


def change_as_json(change: Change) -> dict[str, Any]:
    return {
        "dimension": change.dimension,
        "rule": change.rule,
        "before": change.before,
        "after": change.after,
        "points": change.points,
        "quotes": list(change.quotes),
        "quotes_instead": list(change.quotes_instead),
        "reason": change.reason,
    }


def _place(span: Span | None) -> dict[str, Any]:
    return {
        "quote": None if span is None else span.quote,
        "start": None if span is None else span.start,
        "end": None if span is None else span.end,
        "start_seconds": None if span is None else span.start_seconds,
        "end_seconds": None if span is None else span.end_seconds,
    }


def _concepts(concepts: ConceptScore) -> dict[str, Any]:
    return {"score": concepts.score, "items": [item_as_json(item) for item in concepts.items]}


def item_as_json(item: ConceptItem) -> dict[str, Any]:
    return {
        "id": item.id,
        "idea": item.idea,
        "earned": item.earned,
        "weight": item.weight,
        "doubtful": item.doubtful,
        **_place(item.span),
        "rule": item.rule,
    }


def _conciseness(conciseness: ConcisenessScore) -> dict[str, Any]:
    return {
        "score": conciseness.score,
        "words": conciseness.words,
        "target_least_words": conciseness.target_least_words,
        "target_most_words": conciseness.target_most_words,
        "speech_seconds": conciseness.speech_seconds,
        "target_most_seconds": conciseness.target_most_seconds,
        "notes": list(conciseness.notes),
    }


def _framing(framing: FramingScore) -> dict[str, Any]:
    return {
        "score": framing.score,
        "flags": [_flag(flag) for flag in framing.flags],
        "warm": [_place(span) for span in framing.warm],
    }


def _flag(flag: FramingFlag) -> dict[str, Any]:
    return {**_place(flag.span), "target": flag.target, "suggestion": flag.suggestion}


def _delivery(delivery: Delivery) -> dict[str, Any]:
    return {
        "words_per_minute": delivery.words_per_minute,
        "articulation_words_per_minute": delivery.articulation_words_per_minute,
        "answer_seconds": delivery.answer_seconds,
        "speech_seconds": delivery.speech_seconds,
        "pauses": delivery.pauses,
        "longest_pause_seconds": delivery.longest_pause_seconds,
        "seconds_to_first_word": delivery.seconds_to_first_word,
        "fillers_at_least": delivery.fillers_at_least,
        "fillers": dict(delivery.fillers),
        "fillers_by_sound": delivery.fillers_by_sound,
        "remark": delivery.remark,
    }


def _feedback(feedback: Feedback) -> dict[str, Any]:
    """Each a sentence for the person, or null."""
    return {"keep": feedback.keep or None, "most": feedback.most or None, "next": feedback.next or None}


def receipt_as_json(receipt: Receipt) -> dict[str, Any]:
    return {
        "dimension": receipt.dimension,
        "rule": receipt.rule,
        "points": receipt.points,
        **_place(receipt.span),
        "reason": receipt.reason,
    }
