"""What was courteous in a call, with when it was said. Never scored, and never against anybody: asking is good."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from simulator.interview.intents import HOW_ARE_YOU, IntentKind
from simulator.review.model import Manner, MannerKind, Turn
from simulator.review.turns import STRAY

_TOLD_BY: Mapping[str, MannerKind] = {
    IntentKind.NOTES: MannerKind.ASKED_BEFORE_NOTES,
    IntentKind.SMALL_TALK: MannerKind.RETURNED_SMALL_TALK,
    HOW_ARE_YOU: MannerKind.RETURNED_SMALL_TALK,
    "thanks": MannerKind.THANKED,
    IntentKind.QUESTION: MannerKind.ASKED_OWN_QUESTIONS,
    IntentKind.THINK: MannerKind.ASKED_FOR_TIME,
    IntentKind.REPEAT: MannerKind.ASKED_TO_REPEAT,
    IntentKind.CLARIFY: MannerKind.ASKED_WHAT_WAS_MEANT,
}
"""By kind of intent, or of what an answer held besides."""


def manners_of(turns: Iterable[Turn]) -> Iterator[Manner]:
    """Each once for every answer in which it was heard, in the order of the call."""
    for turn in turns:
        take = turn.take
        if take is None or take.aside == STRAY:
            continue
        told = dict.fromkeys(_TOLD_BY[kind] for kind in (take.intent, *take.besides) if kind in _TOLD_BY)
        at_seconds = take.began_seconds if take.start_seconds is None else take.start_seconds
        for kind in told:
            yield Manner(kind, turn.number, at_seconds)
