"""How a review words one exchange, the same on the terminal and on the page: "3 of 4 ideas heard", what counts.

Sentences about the person and their answer stand in rubrics/feedback.yaml; here they are chosen and filled.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from simulator.interview.events import EndReason, Part
from simulator.interview.intents import IntentKind
from simulator.review.model import Coaching, Exchange, Take, Turn
from simulator.scoring.feedback_rules import FeedbackRules, Pace, Shown, Sums, fill
from simulator.scoring.result import AnswerScore, ConceptItem, ConcisenessScore, Delivery, Receipt

PART_NAMES = {Part.PROBE: "asked further", Part.FOLLOW_UP: "asked deeper"}


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


def ideas(score: AnswerScore, sums: Sums) -> str:
    """ "3 of 4 ideas heard"; empty where the answer has no score."""
    if score.concepts is None:
        return ""
    items = score.concepts.items
    heard = sum(item.heard for item in items)
    if len(items) == 1:
        return fill(sums.of_one_idea, heard=heard)
    return fill(sums.ideas_heard, heard=heard, ideas=len(items))


def score_line(score: AnswerScore, sums: Sums) -> str:
    """The score with how far off it may be, and why; empty where there is none."""
    if score.score is None:
        return ""
    return f"{fill(sums.score, score=f'{score.score:.1f}')}{_between(score.interval, sums)}"


def call_line(score: float, interval: tuple[float, float] | None, sums: Sums) -> str:
    """The same of a whole call."""
    return f"{fill(sums.call, score=figure(score))}{_between(interval, sums)}"


def _between(interval: tuple[float, float] | None, sums: Sums) -> str:
    """In whole points that hold the interval; empty where there is no doubt to tell of."""
    if interval is None or interval[0] == interval[1]:
        return ""
    return " " + fill(sums.between, low=math.floor(interval[0]), high=math.ceil(interval[1]))


def length(score: AnswerScore, told: FeedbackRules) -> str:
    """How long the answer was, with what the rules noted: "41 words, long (10 to 30 would be right)"."""
    concise = score.conciseness
    if concise is None:
        return ""
    one, more = told.shown.one_word, fill(told.shown.words, words=concise.words)
    said = ", ".join([one if concise.words == 1 else more, *_notes(concise, told)])
    if {"short", "one_word", "over"} & set(concise.notes):
        least, most = concise.target_least_words, concise.target_most_words
        said += " " + fill(told.shown.would_be_right, least_words=least, most_words=most)
    return said


def _notes(concise: ConcisenessScore, told: FeedbackRules) -> list[str]:
    notes = told.notes
    named = {
        "one_word": notes.one_word,
        "short": notes.short,
        "over": notes.over,
        "over_time": notes.over_time,
        "preamble": notes.preamble,
        "repetition": notes.repetition,
        "hedge": notes.hedge,
        "trailing_off": notes.trailing_off,
    }
    return [named[note] for note in concise.notes]


def feedback_lines(exchange: Exchange) -> list[str]:
    """What to keep, what would help most, what next; without what a receipt already says, and nothing where honest
    not knowing has its own words."""
    score = exchange.score
    if score is None or score.score is None or is_said_not_to_be_known(exchange):
        return []
    said = {receipt.reason for receipt in score.receipts}
    feedback = score.feedback
    return [line for line in (feedback.keep, feedback.most, feedback.next) if line and line not in said]


@dataclass(frozen=True)
class Missing:
    """An idea that earned nothing. `sign` is ○ where it was not heard, ? where something like it was."""

    sign: str
    text: str


def not_scored(score: AnswerScore, sums: Sums) -> str:
    """Why there is no score, and what to do; empty where there is one."""
    if score.score is not None:
        return ""
    return fill(sums.not_scored, reason=score.not_scored, next_step=score.next_step).strip()


def missing(exchange: Exchange) -> tuple[Missing, ...]:
    """The ideas that earned nothing, in the scorer's own words, with what was heard in their place."""
    if exchange.score is None:
        return ()
    if is_said_not_to_be_known(exchange) and exchange.score.concepts is not None:
        return tuple(Missing("○", f"{item.idea}") for item in exchange.score.concepts.items)
    return tuple(
        Missing("?" if receipt.span else "○", receipt.reason + (f" “{receipt.span.quote}”" if receipt.span else ""))
        for receipt in exchange.score.receipts
        if receipt.points == 0 and receipt.rule.startswith("concept:")
    )


def also_lines(exchange: Exchange) -> list[str]:
    """What else was heard in the answer: "The story. Situation, task: heard; result: I didn't hear." Not scored."""
    if is_said_not_to_be_known(exchange):
        return []
    shown = exchange.rules.feedback.shown
    return [" ".join([f"{also.title}. {_heard_and_not(also.items, shown)}", *also.remarks]) for also in exchange.also]


def _heard_and_not(items: Sequence[ConceptItem], shown: Shown) -> str:
    left = [item for item in items if not item.heard]
    heard = ", ".join(item.idea for item in items if item.heard)
    in_part = ", ".join(item.idea for item in left if item.earned > 0)
    doubtful = ", ".join(item.idea for item in left if item.earned == 0 and item.doubtful)
    missing = ", ".join(item.idea for item in left if item.earned == 0 and not item.doubtful)
    told = (
        fill(shown.ideas_heard, ideas=heard) if heard else "",
        fill(shown.ideas_in_part, ideas=in_part) if in_part else "",
        fill(shown.ideas_doubtful, ideas=doubtful) if doubtful else "",
        fill(shown.ideas_missing, ideas=missing) if missing else "",
    )
    line = "; ".join(part for part in told if part)
    return f"{line[:1].upper()}{line[1:]}."


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
    """Why the interviewer said more than the question itself; empty for the question, and for a reply to what was
    said."""
    if turn.part in (Part.MAIN, Part.SAY, Part.HANDOVER, Part.REPLY, Part.WAIT):
        return ""
    name = PART_NAMES.get(turn.part)
    return f"{name}: {turn.reason}" if name else turn.reason


def no_words(take: Take | None, shown: Shown) -> str:
    """What stands where words would."""
    return shown.broken_off if take is not None and take.transcript is None else shown.nothing_heard


def below_take(take: Take, exchange: Exchange) -> str:
    """Where it stands in the recording, who heard it so, how it ended, and why it does not count if it does not."""
    parts, shown = [], exchange.rules.feedback.shown
    if take.start_seconds is not None and take.end_seconds is not None:
        parts.append(f"{clock(take.start_seconds)}–{clock(take.end_seconds)}")
    if take.heard_at_once is not None and take.transcript != take.heard_at_once:
        parts.append(engine_of(take))
    if take.end_reason in (EndReason.RAN_OVER, EndReason.HARD_LIMIT):
        parts.append(shown.ran_over if take.end_reason is EndReason.RAN_OVER else shown.hard_limit)
    if take.aside:
        parts.append(fill(shown.take_not_scored, reason=take.aside) if exchange.score is not None else take.aside)
    elif take.intent == IntentKind.DONT_KNOW:
        parts.append(shown.said_honestly)
    return " · ".join(parts)


def is_said_not_to_be_known(exchange: Exchange) -> bool:
    """True where "I don't know" is all there is to show: honest, and shown so."""
    concepts = exchange.score.concepts if exchange.score is not None else None
    heard = concepts is not None and any(item.heard for item in concepts.items)
    return concepts is not None and exchange.is_said_not_to_be_known and not heard


def figure_of(exchange: Exchange) -> str:
    """What stands beside the heading: the score, or why there is none; empty where nothing is scored."""
    if exchange.score is None:
        return ""
    if is_said_not_to_be_known(exchange):
        return exchange.rules.feedback.shown.said_honestly
    if exchange.score.score is None:
        return exchange.rules.feedback.shown.not_scored
    return figure(exchange.score.score)


def above_findings(exchange: Exchange) -> list[str]:
    """What is to be known before the findings: whence a credit comes, how earlier tries went, that honesty is good."""
    said, shown = [], exchange.rules.feedback.shown
    if exchange.credit is not None:
        said.append(fill(shown.not_asked, asked=exchange.credit.said_in_answer_to))
    if exchange.earlier_tries and exchange.score is not None:
        tries = (*exchange.earlier_tries, exchange.score.score)
        first, *others = [shown.try_unheard if score is None else figure(score) for score in tries]
        said.append(fill(shown.tries, first=first, others=", then ".join(others)))
    if is_said_not_to_be_known(exchange):
        said.append(shown.dont_know)
    return said


def coached(coaching: Coaching, shown: Shown) -> str:
    """All that the coach said of an answer."""
    heard = fill(shown.coach_heard, ideas="; ".join(coaching.found)) if coaching.found else ""
    missing = fill(shown.coach_missing, ideas="; ".join(coaching.missing)) if coaching.missing else ""
    return " ".join(part for part in (heard, missing, coaching.advice) if part)


def figures_line(score: AnswerScore) -> str:
    """The figures behind a score, 0-100 each."""
    named = (("concepts", score.concepts), ("conciseness", score.conciseness), ("framing", score.framing))
    return " · ".join(f"{name} {part.score:.1f}" for name, part in named if part is not None)


def delivery_line(delivery: Delivery, pace: Pace) -> str:
    """How it was said, beside the score; empty where there is nothing to tell."""
    parts = []
    if delivery.words_per_minute is not None:
        parts.append(fill(pace.rate, rate=f"{delivery.words_per_minute:.0f}"))
    if delivery.articulation_words_per_minute is not None:
        parts.append(fill(pace.articulation, rate=f"{delivery.articulation_words_per_minute:.0f}"))
    if delivery.pauses is not None:
        parts.append(pace.one_pause if delivery.pauses == 1 else fill(pace.pauses, count=delivery.pauses))
    if delivery.longest_pause_seconds:
        parts.append(fill(pace.longest_silence, seconds=f"{delivery.longest_pause_seconds:.1f}"))
    if delivery.seconds_to_first_word is not None:
        parts.append(fill(pace.first_word, seconds=f"{delivery.seconds_to_first_word:.1f}"))
    if delivery.fillers_at_least:
        fillers = fill(pace.fillers, count=delivery.fillers_at_least)
        parts.append(pace.one_filler if delivery.fillers_at_least == 1 else fillers)
    return " · ".join(parts)
