"""How a review speaks of the time: a row for each section, and what of it is worth a sentence. Never scolds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from simulator.interview.script import ScriptKind, SectionKind
from simulator.review.ledger import SECONDS_A_MINUTE, Ledger, SectionTime
from simulator.review.model import Review
from simulator.review.wording import clock

NOTABLE_SECONDS = 15.0
"""Less than this beside the plan is nobody's doing: about one sentence of either side."""
SPELLED_BELOW_SECONDS = 120
"""Up to here people say seconds ("40 seconds"); from here minutes ("3:20 minutes")."""


@dataclass(frozen=True)
class TimeRow:
    """A line of the ledger as it is shown. Lengths of bars are shares (0-1) of the longest in the ledger."""

    name: str
    told: str
    """ "0:40 of 1:50"; "0:40" where nothing was planned."""
    used_share: float
    planned_share: float
    is_over: bool
    """True where it took notably more than planned."""


def has_ledger(review: Review) -> bool:
    """A drill is one thing alone, and not timed."""
    return review.script_kind is not ScriptKind.DRILL and bool(review.ledger.sections)


def rows(ledger: Ledger) -> list[TimeRow]:
    """A row for each section."""
    longest = max((max(each.used_seconds, each.planned_seconds or 0.0) for each in ledger.sections), default=0.0)
    return [
        TimeRow(
            name=each.name,
            told=_told(each),
            used_share=each.used_seconds / longest if longest else 0.0,
            planned_share=(each.planned_seconds or 0.0) / longest if longest else 0.0,
            is_over=_ran_over(each),
        )
        for each in ledger.sections
    ]


def _told(each: SectionTime) -> str:
    used = clock(round(each.used_seconds))
    return used if each.planned_seconds is None else f"{used} of {clock(round(each.planned_seconds))}"


def together(ledger: Ledger) -> str:
    """ "9:40 of 10:00"."""
    return f"{clock(round(ledger.used_seconds))} of {clock(ledger.planned_seconds)}"


def sentences(review: Review) -> list[str]:
    """What stands out, in the order of the call; nothing about plans where none were kept."""
    if not has_ledger(review):
        return []
    ledger = review.ledger
    said = [sentence for each in ledger.sections for sentence in _about(each, review)]
    beyond = ledger.used_seconds - ledger.planned_seconds
    if beyond >= 1:
        minutes = round(ledger.planned_seconds / SECONDS_A_MINUTE)
        said.append(f"The call ran {spelled(beyond)} over its {minutes} minutes.")
    if ledger.stopped_seconds >= 1:
        said.append(f"Besides, the clock stood for {spelled(ledger.stopped_seconds)}.")
    return said


def _about(each: SectionTime, review: Review) -> Iterator[str]:
    planned = each.planned_seconds
    if planned is None or not review.is_over:
        return
    if each.kind is SectionKind.CANDIDATE_QUESTIONS:
        yield from _about_own_questions(each, planned, review.ended_by)
    elif _ran_over(each):
        yield f"{each.name} took {spelled(each.used_seconds)}; {_beside(planned, each.used_seconds)} were planned."


def _about_own_questions(each: SectionTime, planned: float, ended_by: str) -> Iterator[str]:
    """The time that belonged to the person: what the answers before had left of it, and what was made of it."""
    left = max(0.0, planned if each.left_seconds is None else each.left_seconds)
    is_short = left <= planned - NOTABLE_SECONDS
    if not each.was_reached:
        if ended_by == "interviewer":
            what = "No time was left for your own questions" if is_short else "Your own questions were passed over"
            yield f"{what}; {spelled(planned)} were planned."
    elif is_short:
        yield f"You left {spelled(left)} for your own questions; {_beside(planned, left)} were planned."
    elif each.used_seconds <= planned - NOTABLE_SECONDS:
        used = each.used_seconds
        yield f"Your own questions took {spelled(used)}; {_beside(planned, used)} were planned: there is room for more."


def _ran_over(each: SectionTime) -> bool:
    return each.planned_seconds is not None and each.used_seconds >= each.planned_seconds + NOTABLE_SECONDS


def spelled(seconds: float) -> str:
    """ "40 seconds", "3:20 minutes"."""
    whole = round(seconds)
    if whole >= SPELLED_BELOW_SECONDS:
        return f"{clock(whole)} minutes"
    return f"{whole} second{'s' * (whole != 1)}"


def _beside(seconds: float, other_seconds: float) -> str:
    """As `spelled`, without the unit where it is the same as that of the other."""
    same = (round(seconds) >= SPELLED_BELOW_SECONDS) == (round(other_seconds) >= SPELLED_BELOW_SECONDS)
    return spelled(seconds).split()[0] if same else spelled(seconds)
