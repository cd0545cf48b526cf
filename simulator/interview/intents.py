"""What a person means besides answering: "could you repeat that?", "I'm not sure about that one".

Phrasings stand in intents.toml beside this file and are read once. Pure otherwise; says nothing about right or wrong.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files


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
    """The phrase that told, as in intents.toml; empty for an answer."""


ANSWER = Intent(IntentKind.ANSWER, "")

MOST_OTHER_WORDS = 4
"""Besides phrase and courtesies; with more, the sentence says something of its own and is an answer."""

_CONTRACTIONS = {
    "don't": "do not",
    "didn't": "did not",
    "can't": "cannot",
    "i'm": "i am",
    "i'd": "i would",
    "let's": "let us",
    "that's": "that is",
    "what's": "what is",
    "how's": "how is",
    "couldn't": "could not",
    "you've": "you have",
}
_WHOLE = (
    IntentKind.REPEAT,
    IntentKind.CLARIFY,
    IntentKind.THINK,
    IntentKind.DONT_KNOW,
    IntentKind.NOTES,
    IntentKind.MUTE,
    IntentKind.GOODBYE,
    IntentKind.SMALL_TALK,
)


def recognise(text: str) -> Intent:
    """What `text`, one answer as transcribed, means for the conversation."""
    words = _words(text)
    sentence = f" {' '.join(words)} "
    for kind in _WHOLE:
        for phrase in _phrases(kind.value):
            if f" {phrase} " in sentence and _others(sentence.replace(f" {phrase} ", " ", 1)) <= MOST_OTHER_WORDS:
                return Intent(kind, phrase)
    return ANSWER


def recognise_question(text: str) -> Intent:
    """As `recognise`, where the person was invited to ask: a question to the interviewer, or that there is none."""
    general = recognise(text)
    if general.kind in (IntentKind.REPEAT, IntentKind.THINK, IntentKind.NOTES, IntentKind.MUTE):
        return general
    sentence = f" {' '.join(_words(text))} "
    if any(f" {phrase} " in sentence for phrase in _phrases("nothing_more")) and "?" not in text:
        return general
    for phrase in _phrases("question"):
        if any(clause.startswith(phrase + " ") for clause in _clauses(text)):
            return Intent(IntentKind.QUESTION, phrase)
    return Intent(IntentKind.QUESTION, "?") if "?" in text else general


def _clauses(text: str) -> list[str]:
    """Sentences, also without their opening courtesies ("Yes, thanks. What …")."""
    courtesies = _courtesies()
    clauses = []
    for part in re.split(r"[.!?,;:\n]", text):
        words = _words(part)
        while words and words[0] in courtesies and words[0] not in ("i", "can", "could", "would", "is", "do"):
            words = words[1:]
        clauses.append(" ".join(words) + " ")
    return clauses


def _words(text: str) -> list[str]:
    spoken = text.lower().replace("\u2019", "'")
    words: list[str] = []
    for word in re.findall(r"[a-z0-9']+", spoken):
        words += _CONTRACTIONS.get(word, word).replace("'", "").split()
    return words


def _others(sentence: str) -> int:
    courtesies = _courtesies()
    return sum(1 for word in sentence.split() if word not in courtesies)


@cache
def _file() -> dict[str, dict[str, list[str]]]:
    text = files("simulator.interview").joinpath("intents.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _phrases(kind: str) -> tuple[str, ...]:
    """Longest first, so that the most telling one is found."""
    return tuple(sorted(_file()[kind]["phrases"], key=len, reverse=True))


@cache
def _courtesies() -> frozenset[str]:
    return frozenset(_file()["courtesies"]["words"])


def besides(text: str) -> tuple[str, ...]:
    """What the words held besides an answer."""
    general = recognise(text).kind
    return (
        (general.value, HOW_ARE_YOU)
        if "how are you" in text.lower()
        else (() if general is IntentKind.ANSWER else (general.value,))
    )
