"""A score and its evidence. The figures are read off the receipts: points are whole tenths and add up exactly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Span:
    """Words of the answer: characters [start, end) of `Answer.text`, and the seconds they stand at.

    Times within a stretch are spread over it evenly, so they are approximate; None where the answer was typed.
    """

    quote: str
    start: int
    end: int
    start_seconds: float | None
    end_seconds: float | None


@dataclass(frozen=True)
class Receipt:
    """Why points were given or taken: dimension, rule, words, place, points."""

    dimension: str
    """concepts, conciseness, framing or base; manners, or call for a part of one"""
    rule: str
    """Id of what applied, as it stands in the rubric file: "concept:table", "conciseness:over"."""
    points: float
    """Whole tenths, of the answer's 100; negative where taken."""
    span: Span | None
    """None where the rule speaks of the whole answer, or of what was not heard."""
    reason: str
    """One sentence for the person. Says "I didn't hear", never "you didn't say"."""


@dataclass(frozen=True)
class ConceptItem:
    id: str
    idea: str
    earned: float
    """0 or 1, or between where a phrasing is earned in part."""
    weight: float
    doubtful: bool
    span: Span | None
    rule: str
    """Which phrasing matched and how ("phrasing 'the core object is the table', 92"), or "not heard"."""
    earned_at_most: float = 0.0
    """What it would earn if every doubtful word had been said."""
    in_part: bool = False
    """Earned in proportion to the words heard, so that part of it is no bare list of words."""
    in_wrong: bool = False
    """Heard only within a statement that costs."""

    @property
    def heard(self) -> bool:
        """Counted among the ideas heard: at least half of it."""
        return self.earned >= 0.5


@dataclass(frozen=True)
class ConceptScore:
    score: float
    """0-100: earned weight over the weight that is enough, less what misconceptions cost."""
    items: tuple[ConceptItem, ...]


@dataclass(frozen=True)
class ConcisenessScore:
    score: float
    words: int
    target_least_words: int
    target_most_words: int
    notes: tuple[str, ...]
    """Ids of what applied: one_word, short, over, over_time, preamble, repetition, hedge, trailing_off."""
    speech_seconds: float | None = None
    """Voiced, before any probe. None where there was no sound."""
    target_most_seconds: float = 0.0


@dataclass(frozen=True)
class FramingFlag:
    span: Span
    target: str
    suggestion: str


@dataclass(frozen=True)
class FramingScore:
    score: float
    flags: tuple[FramingFlag, ...]
    warm: tuple[Span, ...]


@dataclass(frozen=True)
class Delivery:
    """Beside the scores, never inside. None where there was no sound to measure."""

    words_per_minute: float | None = None
    """Speech rate: over the whole answer, from its first word to its last, pauses included."""
    articulation_words_per_minute: float | None = None
    """Articulation rate: over the voiced time alone."""
    answer_seconds: float | None = None
    """From the first word to the last. Of several takes, together."""
    speech_seconds: float | None = None
    """Voiced."""
    pauses: int | None = None
    """How many silences within the answer are long enough to be called one (`pause_from_seconds`)."""
    longest_pause_seconds: float | None = None
    seconds_to_first_word: float | None = None
    """From the end of what was asked to the first word, less what the program took of it."""
    fillers_at_least: int = 0
    """Those of the words, and those that were found by sound beyond them."""
    fillers: Mapping[str, int] = field(default_factory=dict)
    """By word, the most frequent first."""
    fillers_by_sound: int = 0
    """How many "um" and "uh" the sound holds beyond those of the transcript."""
    remark: str = ""
    """Empty, or one sentence where a sustained rate is far out of the ordinary."""


@dataclass(frozen=True)
class Feedback:
    """At most three sentences for the person; each may be empty."""

    keep: str = ""
    """What earned most, quoted."""
    most: str = ""
    """What would help most."""
    next: str = ""
    """One thing to do now."""

    @property
    def advice(self) -> str:
        """The one sentence where there is room for one."""
        return self.most or self.keep or self.next


@dataclass(frozen=True)
class AnswerScore:
    """`score` is None, with a reason in `not_scored`, where it cannot be scored."""

    rubric_id: str
    score: float | None
    interval: tuple[float, float] | None
    concepts: ConceptScore | None
    conciseness: ConcisenessScore | None
    framing: FramingScore | None
    delivery: Delivery
    receipts: tuple[Receipt, ...]
    """Their points add up to `score` exactly (a closing "base" receipt holds the floor at 0)."""
    not_scored: str
    """Empty, or why: "nothing was heard"."""
    not_scored_kind: str = ""
    """Empty, or which of `not_scored.KINDS` it is."""
    next_step: str = ""
    """Where it is not scored: what to do now."""
    remarks: tuple[str, ...] = ()
    """Whole sentences, reported beside the score and never inside: whether it is told as "I" or as "we"."""
    feedback: Feedback = Feedback()
