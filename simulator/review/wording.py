"""How a review says things, the same on the terminal and on the page: headings, dates, times, "3 of 4 ideas heard"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from simulator.interview.events import Mode, Part
from simulator.interview.script import SectionKind
from simulator.review.model import Exchange, Review, Take, Turn
from simulator.scoring.result import AnswerScore, Receipt

SECTION_NAMES = {
    SectionKind.GREETING: "Greeting",
    SectionKind.BRIEFING: "Briefing",
    SectionKind.QUESTIONS: "Questions",
    SectionKind.CANDIDATE_QUESTIONS: "Your questions",
    SectionKind.SIGN_OFF: "Sign-off",
}
MODE_NAMES = {Mode.VOICE: "spoken", Mode.TYPED: "typed", Mode.RECORDED: "recorded answers"}
PART_NAMES = {Part.PROBE: "asked further", Part.FOLLOW_UP: "asked deeper"}
ENDINGS = {"interviewer": "the interviewer said goodbye", "candidate": "you hung up"}
CONCISENESS_NOTES = {
    "one_word": "very short",
    "short": "short",
    "over": "long",
    "preamble": "a preamble first",
    "repetition": "says something twice",
    "hedge": "hedged",
    "trailing_off": "trails off",
}


def date_of(created: str) -> str:
    """ "22 November 2026, 13:05" from the label in the journal."""
    moment = datetime.fromisoformat(created)
    return f"{moment.day} {moment:%B %Y, %H:%M}"


def clock(seconds: float) -> str:
    """Minutes and seconds: "0:43"."""
    whole = int(seconds)
    return f"{whole // 60}:{whole % 60:02d}"


def figure(points: float) -> str:
    """A score as people read it: whole, without a decimal."""
    return f"{points:.0f}"


def points(value: float) -> str:
    """The points of a receipt, with their sign: "+20.0"."""
    return f"{value:+.1f}".replace("-", "−") if value else "0"


def headings(review: Review) -> dict[int, str]:
    """A heading for each exchange by its place in the review: "Greeting", "Question 2"; lines only said have none."""
    found: dict[int, str] = {}
    question = 0
    for place, exchange in enumerate(review.exchanges):
        if exchange.is_only_said:
            continue
        if exchange.question_id:
            question += 1
            found[place] = f"Question {question}"
        else:
            found[place] = SECTION_NAMES[exchange.section_kind]
    return found


def ideas(score: AnswerScore) -> str:
    """ "3 of 4 ideas heard"; empty where the answer has no score."""
    if score.concepts is None:
        return ""
    items = score.concepts.items
    heard = sum(1 for item in items if item.earned > 0)
    return f"{heard} of {len(items)} idea{'s' * (len(items) != 1)} heard"


def length(score: AnswerScore) -> str:
    """How long the answer was, with what the rules noted: "41 words, long (10 to 30 are enough)"."""
    if score.conciseness is None:
        return ""
    concise = score.conciseness
    notes = [CONCISENESS_NOTES.get(note, note.replace("_", " ")) for note in concise.notes]
    said = ", ".join([f"{concise.words} word{'s' * (concise.words != 1)}", *notes])
    if {"short", "one_word", "over"} & set(concise.notes):
        said += f" ({concise.target_least_words} to {concise.target_most_words} would be right)"
    return said


@dataclass(frozen=True)
class Missing:
    """An idea that earned nothing. `sign` is ○ where it was not heard, ? where something like it was."""

    sign: str
    text: str


def missing(score: AnswerScore) -> tuple[Missing, ...]:
    """The ideas that earned nothing, in the scorer's own words, with what was heard in their place."""
    return tuple(
        Missing("?" if receipt.span else "○", receipt.reason + (f" “{receipt.span.quote}”" if receipt.span else ""))
        for receipt in score.receipts
        if receipt.points == 0 and receipt.rule.startswith("concept:")
    )


def suggestions(score: AnswerScore) -> list[str]:
    """What to say rather, where no receipt says it already."""
    reasons = {receipt.reason for receipt in score.receipts}
    flags = score.framing.flags if score.framing else ()
    return [flag.suggestion for flag in flags if flag.suggestion not in reasons]


def is_quoted_in(receipt: Receipt) -> bool:
    """True where the reason holds the quote itself, which then need not stand beside it."""
    return receipt.span is not None and f"“{receipt.span.quote}”" in receipt.reason


def engine_of(take: Take) -> str:
    """What made the words of record: "moonshine tiny"; empty where they were typed."""
    transcript = take.transcript
    if transcript is None or transcript.engine == "typed":
        return ""
    return "corrected by hand" if transcript.engine == "hand" else f"{transcript.engine} {transcript.model}".strip()


def why_asked(turn: Turn) -> str:
    """Why the interviewer said more than the question itself; empty for the question."""
    if turn.part in (Part.MAIN, Part.SAY):
        return ""
    name = PART_NAMES.get(turn.part)
    return f"{name}: {turn.reason}" if name else turn.reason


def no_words(take: Take | None) -> str:
    """What stands where words would."""
    return "begun, and broken off" if take is not None and take.transcript is None else "nothing was heard"


def below_take(take: Take) -> str:
    """Where it stands in the recording, who heard it so, and why it does not count if it does not."""
    parts = []
    if take.start_seconds is not None and take.end_seconds is not None:
        parts.append(f"{clock(take.start_seconds)}–{clock(take.end_seconds)}")
    if take.heard_at_once is not None and take.transcript != take.heard_at_once:
        parts.append(engine_of(take))
    if take.aside:
        parts.append(f"not scored: {take.aside}")
    return " · ".join(parts)


def figures_line(score: AnswerScore) -> str:
    """Every figure of an answer that has a score."""
    parts = [f"score {score.score:.1f}"]
    if score.interval is not None and score.interval[0] != score.interval[1]:
        parts.append(f"between {score.interval[0]:.1f} and {score.interval[1]:.1f}")
    named = (("concepts", score.concepts), ("conciseness", score.conciseness), ("framing", score.framing))
    parts += [f"{name} {part.score:.1f}" for name, part in named if part is not None]
    delivery = score.delivery
    if delivery.words_per_minute is not None:
        parts.append(f"{delivery.words_per_minute:.0f} words a minute")
    if delivery.longest_pause_seconds is not None:
        parts.append(f"longest pause {delivery.longest_pause_seconds:.1f} s")
    if delivery.fillers_at_least:
        parts.append(f"at least {delivery.fillers_at_least} filler{'s' * (delivery.fillers_at_least != 1)}")
    return " · ".join(parts)


def failures(review: Review) -> list[str]:
    """Devices that failed during the call."""
    return [f"Failed during the call: {failure}." for failure in review.failures]


def closing_lines(review: Review) -> list[str]:
    """What else is to be known: questions left out, breaks, and rules that are not those of the day."""
    newer = "Scored under today's rules; those of its day are not complete in this version."
    return [
        *([newer] if review.todays_rules else []),
        *(f"Not asked, as you had answered it already: {question}" for question in review.already_answered),
        *(f"Left out to keep the time: {question}" for cut in review.cut_short for question in cut.questions),
        *(f"The call broke off at {clock(each.at_seconds)} and went on later." for each in review.breaks),
    ]


def summary_line(review: Review) -> str:
    """When, how long, how: one line under the title."""
    parts = [
        date_of(review.created),
        f"{clock(review.call_seconds)} of {review.minutes} minutes",
        MODE_NAMES[review.mode],
        ENDINGS.get(review.ended_by, "not over: it stopped before the goodbye"),
    ]
    return " · ".join(parts)


def answered_line(review: Review) -> str:
    return f"{review.answered} of {review.asked} answered"


def is_quiet(exchange: Exchange) -> bool:
    """True where something was asked and nothing that counts was heard."""
    return not exchange.is_only_said and not exchange.transcript


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
    return Totals(sum(1 for item in items if item.earned > 0), len(items))
