"""Characters of an answer to a quote with its seconds. Times within an utterance are spread over it evenly."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from simulator.scoring.answer import Answer, Utterance
from simulator.scoring.result import Span
from simulator.scoring.words import Word


def span_at(answer: Answer, start: int, end: int) -> Span:
    """The span of characters [start, end) of `answer.text`; seconds are None where an end lies in typed words."""
    return Span(
        answer.text[start:end],
        start,
        end,
        _seconds_at(answer, start, is_end=False),
        _seconds_at(answer, end, is_end=True),
    )


def were_typed(answer: Answer, words: Sequence[Word]) -> tuple[bool, ...]:
    """For each of `words`, which are words of `answer.text` in order, whether it was typed rather than recognised."""
    ends = list(accumulate(len(utterance.text) + 1 for utterance in answer.utterances))
    typed, at = [], 0
    for word in words:
        while word.start >= ends[at]:
            at += 1
        typed.append(answer.utterances[at].start_seconds is None)
    return tuple(typed)


def were_doubted(answer: Answer, words: Sequence[Word]) -> tuple[bool, ...]:
    """For each of `words`, which are words of `answer.text` in order, whether a second cut of its sound differs."""
    spans, begin = [], 0
    for utterance in answer.utterances:
        spans += [(begin + start, begin + end) for start, end in utterance.doubtful]
        begin += len(utterance.text) + 1
    ends = [end for _, end in spans]
    return tuple((at := bisect_right(ends, word.start)) < len(spans) and spans[at][0] < word.end for word in words)


def _seconds_at(answer: Answer, character: int, *, is_end: bool) -> float | None:
    begin = 0
    for utterance in answer.utterances:
        stop = begin + len(utterance.text)
        if character < stop or (is_end and character == stop):
            return _within(utterance, character - begin)
        begin = stop + 1
    return None


def _within(utterance: Utterance, character: int) -> float | None:
    if utterance.start_seconds is None or utterance.end_seconds is None:
        return None
    share = min(1.0, max(0, character) / max(1, len(utterance.text)))
    return round(utterance.start_seconds + share * (utterance.end_seconds - utterance.start_seconds), 2)
