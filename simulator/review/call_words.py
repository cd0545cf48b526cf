"""How a review words the whole call, the same on the terminal and on the page: who, when, headings, courtesies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from simulator.interview.events import Difficulty, Mode
from simulator.interview.script import SectionKind
from simulator.review.model import MannerKind, Review, Turn
from simulator.review.wording import call_line as line_of_call
from simulator.review.wording import clock, points
from simulator.scoring.feedback_rules import ShownOfCall, fill

MODE_NAMES = {Mode.VOICE: "spoken", Mode.TYPED: "typed", Mode.RECORDED: "recorded answers"}
ENDINGS = {"interviewer": "the interviewer said goodbye", "candidate": "you hung up"}
DIFFICULTY_NAMES = {
    Difficulty.TELEPHONE: "a telephone line",
    Difficulty.RUSHED: "a hurried caller",
    Difficulty.QUIET: "a quiet caller",
    Difficulty.SURPRISE: "a question out of the blue",
}
CHECKS_HEADING = "What no microphone hears"
CHECKS_NOTE = "Your own word, kept and not scored."
MOST_STARS = 5
"""Of a self-rating."""


def date_of(created: str) -> str:
    """ "22 November 2026, 13:05" from the label in the journal."""
    moment = datetime.fromisoformat(created)
    return f"{moment.day} {moment:%B %Y, %H:%M}"


# ---- who ---------------------------------------------------------------------------------------------------------


def speakers_line(review: Review) -> str:
    """Everyone who asked something, with company and role."""
    people = [f"{each.name}, {each.title}" for each in review.speakers]
    return " · ".join([*people, review.company, review.role])


def speaker_name(turn: Turn, review: Review) -> str:
    """The first name; the whole name where two interviewers share it."""
    name = next(each.name for each in review.speakers if each.id == turn.interviewer_id)
    first_names = [each.name.split()[0] for each in review.speakers]
    return name if first_names.count(name.split()[0]) > 1 else name.split()[0]


def candidate_name(review: Review) -> str:
    return review.candidate or "You"


# ---- the head ----------------------------------------------------------------------------------------------------


def summary_line(review: Review) -> str:
    """When, how long, how: one line under the title."""
    parts = [
        date_of(review.created),
        f"{clock(round(review.ledger.used_seconds))} of {review.minutes} minutes",
        MODE_NAMES[review.mode],
        *(["with the coach"] if review.is_coached else []),
        ENDINGS.get(review.ended_by, "not over: it stopped before the goodbye"),
    ]
    return " · ".join(parts)


def difficulties_line(review: Review) -> str:
    """ "Made harder by a telephone line and a hurried caller."; empty for a calm line."""
    names = [DIFFICULTY_NAMES[each] for each in review.difficulties]
    if not names:
        return ""
    *before, last = names
    return f"Made harder by {', '.join(before)}{' and ' if before else ''}{last}."


def answered_line(review: Review) -> str:
    return f"{review.answered} of {review.asked} answered"


def call_line(review: Review) -> str:
    """ "The call: 74 of 100", with how far off that may be; empty where nothing was scored."""
    call = review.call_score
    return "" if call is None or call.score is None else line_of_call(call.score, call.interval, review.feedback.sums)


def self_rating_line(review: Review) -> str:
    """What the person thought before knowing; empty where they were not asked or did not say."""
    if review.self_rating is None:
        return ""
    return fill(review.feedback.call.self_rating, stars=review.self_rating, most_stars=MOST_STARS)


@dataclass(frozen=True)
class Totals:
    """Ideas heard in the whole call."""

    heard: int
    of: int


def totals(review: Review) -> Totals:
    """The ideas of the questions that were answered; in a drill without questions, of all that was answered."""
    scored = [exchange for exchange in review.exchanges if exchange.score and exchange.score.concepts]
    counted = [exchange for exchange in scored if exchange.question_id] or scored
    items = [
        item
        for exchange in counted
        if exchange.score and exchange.score.concepts
        for item in exchange.score.concepts.items
    ]
    return Totals(sum(item.heard for item in items), len(items))


# ---- headings ----------------------------------------------------------------------------------------------------


def headings(review: Review) -> dict[int, str]:
    """A heading for each exchange by its place: "Greeting", "Question 2 · Whiteboard". Lines that were only said have
    none."""
    found: dict[int, str] = {}
    question = 0
    for place, exchange in enumerate(review.exchanges):
        if exchange.is_only_said:
            continue
        if not exchange.question_id:
            found[place] = exchange.section_name
            continue
        question += 1
        is_special = exchange.section_title or exchange.section_kind is not SectionKind.QUESTIONS
        found[place] = f"Question {question}" + (f" · {exchange.section_name}" if is_special else "")
    return found


# ---- beside the scores -------------------------------------------------------------------------------------------


def manner_lines(review: Review) -> list[tuple[str, str]]:
    """What was courteous and when: ("Asked before taking notes", "1:12, 3:40")."""
    kinds = dict.fromkeys(manner.kind for manner in review.manners)
    names = manner_names(review.feedback.call)
    return [
        (
            names[kind],
            ", ".join(clock(manner.at_seconds) for manner in review.manners if manner.kind is kind),
        )
        for kind in kinds
    ]


def manner_names(call: ShownOfCall) -> dict[MannerKind, str]:
    return {
        MannerKind.ASKED_BEFORE_NOTES: call.asked_before_notes,
        MannerKind.RETURNED_SMALL_TALK: call.returned_small_talk,
        MannerKind.THANKED: call.thanked,
        MannerKind.ASKED_OWN_QUESTIONS: call.asked_own_questions,
        MannerKind.ASKED_FOR_TIME: call.asked_for_time,
        MannerKind.ASKED_TO_REPEAT: call.asked_to_repeat,
        MannerKind.ASKED_WHAT_WAS_MEANT: call.asked_what_was_meant,
    }


def judged_heading(review: Review) -> str:
    """Empty where manners are not judged."""
    return review.judged_manners.title if review.judged_manners is not None else ""


def judged_lines(review: Review, figures: bool = False) -> list[tuple[str, str]]:
    """What was heard of manners, with the words and the time; what the call gave no chance for, last."""
    judged = review.judged_manners
    if judged is None:
        return []
    lines = []
    for receipt in judged.score.receipts:
        told = ""
        if receipt.span is not None:
            at = "" if receipt.span.start_seconds is None else f" {clock(receipt.span.start_seconds)}"
            told = f"“{' '.join(receipt.span.quote.split())}”{at}"
        lines.append((f"{points(receipt.points)}  {receipt.reason}" if figures else receipt.reason, told))
    call = review.feedback.call
    return [*lines, *((fill(call.left_out, idea=idea), call.no_chance) for idea in judged.left_out)]


def part_lines(review: Review) -> list[str]:
    """What each part brings to the score of the call."""
    call = review.call_score
    return [f"{points(receipt.points)}  {receipt.reason}" for receipt in call.receipts] if call else []


def check_lines(review: Review) -> list[tuple[str, str]]:
    """Each item of the self-checks with its answer."""
    return [(check.text, check.answer or "skipped") for check in review.checks]


def talk_line(review: Review) -> str:
    """How the talk was shared and how long the person went on at most; empty where no voice was measured."""
    if review.talk is None:
        return ""
    call, longest = review.feedback.call, clock(round(review.talk.longest_monologue_seconds))
    share = review.talk.candidate_share
    if share is None:
        return fill(call.longest_talk, longest=longest)
    return fill(call.talk, share=f"{share:.0%}", longest=longest)


def failures(review: Review) -> list[str]:
    """Devices that failed during the call."""
    return [f"Failed during the call: {failure}." for failure in review.failures]


def closing_lines(review: Review) -> list[str]:
    """What else is to be known: questions left out, breaks, and rules that are not those of the day."""
    newer = "Scored under today's rules; those of its day are not complete in this version."
    return [
        *([newer] if review.todays_rules else []),
        *(f"Left out to keep the time: {question}" for cut in review.cut_short for question in cut.questions),
        *(f"The call broke off at {clock(each.at_seconds)} and went on later." for each in review.breaks),
    ]
