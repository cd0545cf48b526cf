"""What is scored: the words of one answer, and where in the recording they stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Utterance:
    """One stretch of speech. Times count in seconds from the recording's start; None where typed."""

    text: str
    start_seconds: float | None = None
    end_seconds: float | None = None
    after_probe: bool = False
    """True for what was said after a probe or a repeat: it can earn ideas, and does not lengthen the answer."""
    doubtful: tuple[tuple[int, int], ...] = ()
    """Characters [start, end) of `text`, in order and apart, where a second cut of the same sound heard otherwise."""


@dataclass(frozen=True)
class Answer:
    """All that was said to one question, oldest first.

    `names` fills the places in phrasings: candidate, interviewer, interviewer_first, company, role.
    """

    utterances: tuple[Utterance, ...]
    names: Mapping[str, str]
    speech_seconds: float | None = None
    longest_pause_seconds: float | None = None
    pauses_seconds: tuple[float, ...] | None = None
    """Every silence within the answer's sound, in order. None where nobody measured them."""
    filled_pauses: int = 0
    """How many "um" and "uh" were found by their sound alone; those of the transcript may be among them."""
    seconds_to_first_word: float | None = None
    """Of thinking: what the program itself took of the time is left out."""
    heard_as: tuple[str, ...] = ()
    """What a recogniser is known to make of the candidate's name; as good as the name itself."""

    @cached_property
    def text(self) -> str:
        """The utterances joined by line breaks; quotes and spans index into this."""
        return "\n".join(utterance.text for utterance in self.utterances)


def typed(text: str, **names: str) -> Answer:
    """An answer without sound."""
    return Answer((Utterance(text),), names)
