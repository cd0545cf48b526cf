"""How it was said, beside the scores and never inside: rates, pauses, fillers heard. Never judges accent or nerves."""

from __future__ import annotations

from collections import Counter

from simulator.scoring.answer import Answer
from simulator.scoring.delivery_rules import DeliveryRules
from simulator.scoring.feedback_rules import Pace, fill
from simulator.scoring.fillers import fillers_in
from simulator.scoring.result import Delivery
from simulator.scoring.words import words_of


def delivery_of(answer: Answer, rules: DeliveryRules, pace: Pace) -> Delivery:
    """What docs/delivery.md defines. None where there was no sound to measure, or nobody measured it."""
    words = len({word.start for word in words_of(answer.text)})
    speech_seconds = answer.speech_seconds or None
    answer_seconds = _answer_seconds(answer)
    rate = _a_minute(words, answer_seconds)
    fillers = Counter(filler.word for filler in fillers_in(answer.text, rules))
    hesitations = sum(count for word, count in fillers.items() if word in rules.fillers)
    by_sound = max(0, answer.filled_pauses - hesitations)
    return Delivery(
        words_per_minute=rate,
        articulation_words_per_minute=_a_minute(words, speech_seconds),
        answer_seconds=answer_seconds,
        speech_seconds=answer.speech_seconds,
        pauses=_pauses(answer, rules),
        longest_pause_seconds=answer.longest_pause_seconds,
        seconds_to_first_word=answer.seconds_to_first_word,
        fillers_at_least=fillers.total() + by_sound,
        fillers=dict(fillers.most_common()),
        fillers_by_sound=by_sound,
        remark=_remark(rate, answer_seconds or 0.0, rules, pace),
    )


def _answer_seconds(answer: Answer) -> float | None:
    if not answer.speech_seconds or answer.pauses_seconds is None:
        return None
    return round(answer.speech_seconds + sum(answer.pauses_seconds), 3)


def _pauses(answer: Answer, rules: DeliveryRules) -> int | None:
    if answer.pauses_seconds is None:
        return None
    return sum(seconds >= rules.pause_from_seconds for seconds in answer.pauses_seconds)


def _a_minute(words: int, seconds: float | None) -> float | None:
    return round(words * 60 / seconds, 1) if seconds and words else None


def _remark(rate: float | None, seconds: float, rules: DeliveryRules, pace: Pace) -> str:
    if rate is None or seconds < rules.rate_from_seconds:
        return ""
    if rate < rules.slow_below_words_per_minute:
        return fill(pace.slow, rate=f"{rate:.0f}")
    if rate > rules.fast_above_words_per_minute:
        return fill(pace.fast, rate=f"{rate:.0f}")
    return ""
