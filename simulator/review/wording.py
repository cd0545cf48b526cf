"""How a review words one exchange, the same on the terminal and on the page: "3 of 4 ideas heard", what counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from simulator.interview.events import EndReason, Part
from simulator.interview.intents import IntentKind
from simulator.review.model import Coaching, Exchange, Take, Turn
from simulator.scoring.result import AnswerScore, ConceptItem, Delivery, Receipt

PART_NAMES = {Part.PROBE: "asked further", Part.FOLLOW_UP: "asked deeper"}
LONG_ENDINGS = {
    EndReason.RAN_OVER: "ended at a breath, as it ran long",
    EndReason.HARD_LIMIT: "ended at the limit",
}
CONCISENESS_NOTES = {
    "one_word": "very short",
    "short": "short",
    "over": "long",
    "preamble": "a preamble first",
    "repetition": "says something twice",
    "hedge": "hedged",
    "trailing_off": "trails off",
}


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


def not_scored(score: AnswerScore) -> str:
    """Why there is no score, and what to do; empty where there is one."""
    return f"Not scored: {score.not_scored}. {score.next_step}".strip() if score.score is None else ""


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
    return [" ".join([f"{also.title}. {_heard_and_not(also.items)}", *also.remarks]) for also in exchange.also]


def _heard_and_not(items: Sequence[ConceptItem]) -> str:
    told = (
        ("heard", [item.idea for item in items if item.earned > 0]),
        ("I may have heard", [item.idea for item in items if item.earned == 0 and item.doubtful]),
        ("I didn't hear", [item.idea for item in items if item.earned == 0 and not item.doubtful]),
    )
    line = "; ".join(f"{', '.join(ideas)}: {how}" for how, ideas in told if ideas)
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


def no_words(take: Take | None) -> str:
    """What stands where words would."""
    return "begun, and broken off" if take is not None and take.transcript is None else "nothing was heard"


def below_take(take: Take, exchange: Exchange) -> str:
    """Where it stands in the recording, who heard it so, how it ended, and why it does not count if it does not."""
    parts = []
    if take.start_seconds is not None and take.end_seconds is not None:
        parts.append(f"{clock(take.start_seconds)}–{clock(take.end_seconds)}")
    if take.heard_at_once is not None and take.transcript != take.heard_at_once:
        parts.append(engine_of(take))
    if take.end_reason in LONG_ENDINGS:
        parts.append(LONG_ENDINGS[take.end_reason])
    if take.aside:
        parts.append(f"not scored: {take.aside}" if exchange.score is not None else take.aside)
    elif take.intent == IntentKind.DONT_KNOW:
        parts.append("said honestly")
    return " · ".join(parts)


def is_said_not_to_be_known(exchange: Exchange) -> bool:
    """True where "I don't know" is all there is to show: honest, and shown so."""
    concepts = exchange.score.concepts if exchange.score is not None else None
    earned = concepts is not None and any(item.earned > 0 for item in concepts.items)
    return concepts is not None and exchange.is_said_not_to_be_known and not earned


def figure_of(exchange: Exchange) -> str:
    """What stands beside the heading: the score, or why there is none; empty where nothing is scored."""
    if exchange.score is None:
        return ""
    if is_said_not_to_be_known(exchange):
        return "said honestly"
    return "not scored" if exchange.score.score is None else figure(exchange.score.score)


def above_findings(exchange: Exchange) -> list[str]:
    """What is to be known before the findings: whence a credit comes, how earlier tries went, that honesty is good."""
    said = []
    if exchange.credit is not None:
        said.append(f"Not asked: already answered in “{exchange.credit.said_in_answer_to}”.")
    if exchange.earlier_tries and exchange.score is not None:
        first, *others = [_try(score) for score in (*exchange.earlier_tries, exchange.score.score)]
        said.append(f"First try {first}, then {', then '.join(others)}.")
    if is_said_not_to_be_known(exchange):
        said.append("An honest “I don't know” is better than a wrong answer. Worth having ready for the next time:")
    return said


def _try(score: float | None) -> str:
    return "nothing heard" if score is None else figure(score)


def coached(coaching: Coaching) -> str:
    """All that the coach said of an answer."""
    heard = f"I heard: {'; '.join(coaching.found)}." if coaching.found else ""
    missing = f"Not yet: {'; '.join(coaching.missing)}." if coaching.missing else ""
    return " ".join(part for part in (heard, missing, coaching.advice) if part)


def figures_line(score: AnswerScore) -> str:
    """Every figure of an answer that has a score."""
    parts = [f"score {score.score:.1f}"]
    if score.interval is not None and score.interval[0] != score.interval[1]:
        parts.append(f"between {score.interval[0]:.1f} and {score.interval[1]:.1f}")
    named = (("concepts", score.concepts), ("conciseness", score.conciseness), ("framing", score.framing))
    parts += [f"{name} {part.score:.1f}" for name, part in named if part is not None]
    return " · ".join(parts)


def delivery_line(delivery: Delivery) -> str:
    """How it was said, beside the score; empty where there is nothing to tell."""
    parts = []
    if delivery.words_per_minute is not None:
        parts.append(f"{delivery.words_per_minute:.0f} words a minute")
    if delivery.articulation_words_per_minute is not None:
        parts.append(f"{delivery.articulation_words_per_minute:.0f} a minute without the pauses")
    if delivery.pauses is not None:
        parts.append(f"{delivery.pauses} pause{'s' * (delivery.pauses != 1)}")
    if delivery.longest_pause_seconds:
        parts.append(f"longest silence {delivery.longest_pause_seconds:.1f} s")
    if delivery.seconds_to_first_word is not None:
        parts.append(f"first word after {delivery.seconds_to_first_word:.1f} s")
    if delivery.fillers_at_least:
        parts.append(f"at least {delivery.fillers_at_least} filler{'s' * (delivery.fillers_at_least != 1)}")
    return " · ".join(parts)
