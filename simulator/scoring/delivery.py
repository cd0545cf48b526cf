"""How it was said, beside the scores and never inside: rate, pauses, fillers heard. Never judges accent or nerves."""

from __future__ import annotations

from simulator.scoring.answer import Answer
from simulator.scoring.result import Delivery
from simulator.scoring.rubric import DeliveryRules
from simulator.scoring.words import words_of


def delivery_of(answer: Answer, rules: DeliveryRules) -> Delivery:
    """Words per minute count over `speech_seconds`; recognisers drop fillers, so theirs is a least number."""
    fillers = frozenset(rules.fillers)
    words = words_of(answer.text)
    said = len({word.start for word in words})
    seconds = answer.speech_seconds
    rate = round(said * 60 / seconds, 1) if seconds and said else None
    heard = sum(word.text in fillers for word in words)
    return Delivery(rate, seconds, answer.longest_pause_seconds, heard, _remark(rate, seconds or 0.0, rules))


def _remark(rate: float | None, seconds: float, rules: DeliveryRules) -> str:
    if rate is None or seconds < rules.rate_from_seconds:
        return ""
    if rate < rules.slow_below_words_per_minute:
        return f"At {rate:.0f} words a minute a listener has time to wander off; a little faster holds them."
    if rate > rules.fast_above_words_per_minute:
        return f"At {rate:.0f} words a minute a listener may miss some of it; a little slower lets it land."
    return ""
