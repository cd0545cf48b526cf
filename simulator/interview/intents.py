"""What a person means besides answering: "could you repeat that?", "I'm not sure about that one".

Phrasings stand in intents.toml beside this file and are read once. Pure otherwise; says nothing about right or wrong.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from simulator.interview.clauses import CLARIFY, CONTENT, NOISE, QUESTION, Clause, clauses
from simulator.interview.weighing import is_left_open, kind_of, telling


class IntentKind(StrEnum):
    ANSWER = "answer"
    REPEAT = "repeat"
    CLARIFY = "clarify"
    THINK = "think"
    DONT_KNOW = "dont_know"
    NOTES = "notes"
    QUESTION = "question"
    SMALL_TALK = "small_talk"
    GOODBYE = "goodbye"
    MUTE = "mute"


HOW_ARE_YOU = "how_are_you"
"""Among `besides` of an assessment: the person asked how the interviewer is."""

NOT_ANSWERS = (
    IntentKind.REPEAT,
    IntentKind.CLARIFY,
    IntentKind.THINK,
    IntentKind.NOTES,
    IntentKind.QUESTION,
    IntentKind.SMALL_TALK,
    IntentKind.MUTE,
)
"""Words about the conversation itself, which answer nothing: the question stays open."""


def is_an_answer(kind: str) -> bool:
    """Whether words of this kind (an IntentKind, as journaled) close the question. "I don't know" does, and so does
    "goodbye"."""
    return kind not in NOT_ANSWERS


@dataclass(frozen=True)
class Intent:
    kind: IntentKind
    phrase: str
    """The words that told, as understood (without "um", "don't" as "do not"); empty for an answer, and for noise."""


ANSWER = Intent(IntentKind.ANSWER, "")
NOISE_ALONE = Intent(IntentKind.THINK, "")
"""A stray word, what a recogniser makes of silence, words to somebody else in the room; also no words at all."""


def recognise(text: str) -> Intent:
    """What `text`, one answer as transcribed, means for the conversation. Case and final punctuation do not matter."""
    return _intent(clauses(text))


def recognise_question(text: str) -> Intent:
    """As `recognise`, where the person was invited to ask: nearly any question is one to the interviewer."""
    cut = clauses(text)
    intent = _intent(cut)
    if intent.kind not in _MAY_BE_QUESTIONS:
        return intent
    for clause in cut:
        if clause.name in (QUESTION, CLARIFY) or (clause.name == CONTENT and clause.words[0] in _QUESTION_WORDS):
            return Intent(IntentKind.QUESTION, " ".join(clause.words))
    if any(clause.name == "nothing_more" for clause in cut):
        return ANSWER
    if "?" in text and intent.kind is not IntentKind.SMALL_TALK:
        return Intent(IntentKind.QUESTION, "?")
    return intent


_QUESTION_WORDS = frozenset({"what", "which", "who", "where", "when", "why", "how"})
_MAY_BE_QUESTIONS = (IntentKind.ANSWER, IntentKind.CLARIFY, IntentKind.QUESTION, IntentKind.SMALL_TALK)


def besides(text: str) -> tuple[str, ...]:
    """What else the words hold, for text that is an answer as a whole ("Sure. Is it okay if I take notes?").

    Kinds other than answer in the order in which they come, each once, and HOW_ARE_YOU behind small talk that asks how
    the interviewer is. Thanks alone count as nothing, and so does a question that the person answers at once.
    """
    cut = clauses(text)
    held: list[str] = []
    for index, clause in enumerate(cut):
        kind = kind_of(clause)
        if not kind or clause.words[0] in ("thank", "thanks"):
            continue
        if kind in (QUESTION, CLARIFY) and not is_left_open(cut, index):
            continue
        held.append(kind)
        if clause.name == HOW_ARE_YOU:
            held.append(HOW_ARE_YOU)
    return tuple(dict.fromkeys(held))


def _intent(cut: list[Clause]) -> Intent:
    if not cut:
        return NOISE_ALONE
    clause = telling(cut)
    if clause is None:
        return ANSWER
    if clause.name == NOISE:
        return NOISE_ALONE
    return Intent(IntentKind(kind_of(clause)), " ".join(clause.words))
