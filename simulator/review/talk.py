"""Who talked, and how long: time to the first word, the longest monologue, the share of the talk. From frames alone.

Shown and never judged: the script decides how much either side has to say. None where there was no sound to measure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from simulator.interview.events import Part
from simulator.review.model import Take, Talk, Turn

_THINKING_GOES_ON = (Part.PATIENCE, Part.WAIT)
"""The interviewer says at most that there is time, and what was asked stays open."""


def seconds_to_first_word(turns: Sequence[Turn]) -> float | None:
    """From the end of what was asked to the first word of an answer to it, in the turns of one exchange.

    What the program itself took of that time is left out: the seconds of its nudges. Where it asked anew, or the
    person said something that is no answer ("could you repeat that?"), the time runs from there. None where nobody
    answered, or where the question was not heard aloud.
    """
    asked_until: float | None = None
    nudges_seconds = 0.0
    for turn in turns:
        if turn.part not in _THINKING_GOES_ON:
            asked_until, nudges_seconds = turn.prompt_end_seconds, 0.0
        elif turn.prompt_start_seconds is not None and turn.prompt_end_seconds is not None:
            nudges_seconds += turn.prompt_end_seconds - turn.prompt_start_seconds
        first_word = turn.take.first_word_seconds if turn.take is not None else None
        if turn.take is None or first_word is None:
            continue
        if not turn.take.aside:
            return None if asked_until is None else max(0.0, round(first_word - asked_until - nudges_seconds, 3))
        asked_until, nudges_seconds = _last_word_seconds(turn.take), 0.0
    return None


def talk_of(turns: Sequence[Turn]) -> Talk | None:
    """Of the whole call, answers that do not count included. None where the person's voice was not measured."""
    answers = list(_monologues(turns))
    if not answers:
        return None
    prompts = [
        turn.prompt_end_seconds - turn.prompt_start_seconds
        for turn in turns
        if turn.prompt_start_seconds is not None and turn.prompt_end_seconds is not None
    ]
    spoken = [seconds for turn in turns if turn.take is not None and (seconds := _spoken_seconds(turn.take))]
    return Talk(round(sum(spoken), 3), round(sum(prompts), 3), round(max(end - start for start, end in answers), 3))


def _monologues(turns: Sequence[Turn]) -> Iterator[tuple[float, float]]:
    """First and last word of each time the person spoke, in seconds of the recording; one goes on where the
    interviewer said nothing in between."""
    open_since: float | None = None
    until = 0.0
    for turn in turns:
        if not turn.is_silent and open_since is not None:
            yield open_since, until
            open_since = None
        first = turn.take.first_word_seconds if turn.take is not None else None
        last = _last_word_seconds(turn.take) if turn.take is not None else None
        if first is not None and last is not None:
            open_since = first if open_since is None else open_since
            until = last
    if open_since is not None:
        yield open_since, until


def _last_word_seconds(take: Take) -> float | None:
    seconds = _spoken_seconds(take)
    return None if seconds is None or take.first_word_seconds is None else take.first_word_seconds + seconds


def _spoken_seconds(take: Take) -> float | None:
    """From the first word to the last."""
    if take.speech_seconds is None or take.pauses_seconds is None:
        return None
    return take.speech_seconds + sum(take.pauses_seconds)
