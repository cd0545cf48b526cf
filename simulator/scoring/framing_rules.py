"""What rubrics/framing.yaml holds: of whom something may be said ill, and in which turns of phrase."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class FramingTarget:
    """Who a sentence may speak ill of, in scoring terms: employer, manager, colleague, self."""

    id: str
    nouns: tuple[str, ...]
    """What names it: a word or a few."""
    cost_points: float
    suggestion: str
    """A template for what no complaint has its own words for; {quote} stands for what was said."""


@dataclass(frozen=True)
class FramingSuggestion:
    """Another way to say something of this target."""

    target: str
    text: str
    """A template; {quote} stands for what was said."""


@dataclass(frozen=True)
class FramingComplaint:
    """One kind of thing said of somebody, by its turns of phrase."""

    id: str
    patterns: tuple[str, ...]
    """In the language of `framing_patterns`."""
    of: tuple[str, ...] = ("manager", "employer", "colleague")
    """Targets that it can be said of, through the subject of the words."""
    otherwise: str = ""
    """Whom it is said of where the words name nobody ("I was never thanked"). Empty: nobody."""
    spares_speaker: bool = False
    """Names nobody where the speaker says it of themselves ("I had no idea")."""
    is_plain: bool = False
    """Speaks of work whatever stands around it; others that name nobody need a word of `speaks_of_work` near."""
    always: str = ""
    """Said of this target whatever the subject ("sinking ship")."""
    of_what_follows: bool = False
    """Said of what is named in or after it ("I could not stand my boss"), not of its subject."""
    describes: bool = False
    """Adjectives and their like: before a noun they speak of that noun ("bad data")."""
    stands_negated: bool = False
    """Holds its own negation, or cannot be negated: a "not" before it changes nothing."""
    denies_good: bool = False
    """Denies something; said ill only where what it denies is nothing bad ("never explained", not "never unfair")."""
    is_mild: bool = False
    """A lesson in the same sentence turns it into a hard time told well."""
    suggestions: tuple[FramingSuggestion, ...] = ()
    """Where it has its own."""


@dataclass(frozen=True)
class FramingRules:
    """rubrics/framing.yaml"""

    targets: tuple[FramingTarget, ...]
    kinds: Mapping[str, tuple[str, ...]]
    """Kinds of words and phrases, by name: those that patterns use, and those that sentences are read with."""
    complaints: tuple[FramingComplaint, ...]
    technical_terms: tuple[str, ...]
    """Say nothing about tone ("loss function", "error", "kill the process")."""
    denials: tuple[str, ...]
    """Patterns after which a clause denies, wishes or asks: nothing in it is said of anybody."""
    reports: tuple[str, ...]
    """Patterns after which somebody else is speaking."""
    agreements: tuple[str, ...]
    """Patterns by which the speaker makes such words their own."""
    turning_words: tuple[str, ...]
    """Patterns of contrast that turn a hard time into a lesson ("taught me", "learned")."""
    negation_reaches_words: int
    """How many words before a negative word a negation of it may stand."""
    denial_reaches_words: int
    """How many words after its beginning a denial or a report still reaches."""
    subject_reaches_words: int
    """How many words before a negative word its subject may stand."""
    merge_within_words: int
    """Two negative statements about one target with at most so many words between are one."""
    tone_from: float
    """VADER's valence of one word, -4 to 4, at or below which it is negative of whom it describes."""
    warm_phrases: tuple[str, ...]
    """Interest and enjoyment shown."""
    warm_earns_points: float
    """For each different one, where warmth is part of the task."""
    base_points_where_warmth_earns: float
    """Framing of a neutral answer where warmth is part of the task; elsewhere a neutral answer has 100."""
