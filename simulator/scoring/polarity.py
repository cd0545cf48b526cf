"""Whether words are said as so, denied, or only reported. Works on words alone, since full stops mean nothing here."""

from __future__ import annotations

from enum import IntEnum

from simulator.scoring.heard import Heard
from simulator.scoring.rubric import ScoreWeights


class Standing(IntEnum):
    """Ordered: what is said as so is best."""

    DENIED = 0
    """Negated, or put in the mouths of those who are wrong."""
    DOUBTFUL = 1
    SAID = 2


def standing_at(
    heard: Heard, first: int, last: int, matched: frozenset[int], wants_negation: bool, weights: ScoreWeights
) -> Standing | None:
    """How words [first, last] are meant, of which `matched` belong to the phrasing.

    None where the phrasing itself holds a negation and none was heard.
    """
    if _is_attributed(heard, first, last, weights):
        return Standing.DENIED
    before = _negation_before(heard, first, weights)
    if wants_negation:
        return Standing.SAID if before is not None or heard.negations_within(first, last) else None
    if before is not None:
        return Standing.DENIED if before == 0 else Standing.DOUBTFUL
    return min((_inner(heard, end, matched) for _, end in heard.negations_within(first, last)), default=Standing.SAID)


def standing_in_part(
    heard: Heard, first: int, last: int, matched: frozenset[int], minds_negation: bool, weights: ScoreWeights
) -> Standing:
    """The same where only some words belong to the phrasing: a negation right before one of them denies them all, and
    one that speaks of another word nothing."""
    if _is_attributed(heard, first, last, weights):
        return Standing.DENIED
    if not minds_negation:
        return Standing.SAID
    inner = (_inner(heard, end, matched) for _, end in heard.negations_within(first, last))
    denied = _negation_before(heard, first, weights) == 0 or Standing.DENIED in inner
    return Standing.DENIED if denied else Standing.SAID


def _negation_before(heard: Heard, first: int, weights: ScoreWeights) -> int | None:
    """How many content words stand between the words at `first` and a negation of theirs; None without one."""
    earliest = max(0, first - weights.denial_reaches_words)
    ends = {end for _, end in heard.negations_within(earliest, first - 1)}
    content, in_same_item = 0, True
    for at in range(first - 1, earliest - 1, -1):
        if at in ends:
            return content
        if heard.words[at].text in weights.negated_links and not _is_subject(heard, at + 1, weights):
            in_same_item = False
        elif heard.words[at].text in weights.clause_words or _is_subject(heard, at, weights):
            return None
        elif in_same_item:
            content += not heard.is_common[at]
            if content > weights.denial_passes_content_words:
                return None
    return None


def _is_subject(heard: Heard, at: int, weights: ScoreWeights) -> bool:
    """Whether the word begins a clause of its own; an "it" or "you" before one of `after_objects` is an object."""
    word = heard.words[at].text
    if word not in weights.subject_words:
        return False
    following = heard.words[at + 1].text if at + 1 < len(heard.words) else ""
    return word not in weights.object_words or following not in weights.after_objects


def _inner(heard: Heard, negation_end: int, matched: frozenset[int]) -> Standing:
    """A negation amid the words denies them if the next content word is one of them; else it may speak of another."""
    for at in range(negation_end + 1, len(heard.words)):
        if at in matched:
            return Standing.DENIED
        if not heard.is_common[at]:
            return Standing.DOUBTFUL
    return Standing.DOUBTFUL


def _is_attributed(heard: Heard, first: int, last: int, weights: ScoreWeights) -> bool:
    for begin, end in heard.attributions_within(first - weights.attribution_reaches_words, last):
        if begin >= first:
            return True
        if end < first <= end + weights.denial_reaches_words:
            between = {heard.words[at].text for at in range(end + 1, first)}
            if between.isdisjoint(weights.clause_words):
                return True
    return False
