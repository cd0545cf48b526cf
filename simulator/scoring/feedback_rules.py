"""The sentences about a person or their answer, as rubrics/feedback.yaml words them. Words only: what is said when is
decided elsewhere, and nothing here earns or costs.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

PLACES = "places"
"""Key of a template field's metadata: the names of its places."""


def template(*places: str) -> Any:
    """A field for a sentence in which {name} stands for each of these places; a file may leave some out, and may name
    no others."""
    return field(metadata={PLACES: frozenset(places)})


def fill(text: str, **places: object) -> str:
    """`text` with each {name} replaced; line breaks become spaces. What is filled in is not filled again."""
    pieces = text.split("{")
    filled = [pieces[0]]
    for piece in pieces[1:]:
        name, closing, rest = piece.partition("}")
        known = closing and name in places
        filled.append(f"{' '.join(str(places[name]).split())}{rest}" if known else "{" + piece)
    return "".join(filled)


@dataclass(frozen=True)
class Keep:
    """What earned most."""

    idea: str = template("quote", "idea")
    idea_and_length: str = template("quote", "idea", "words")
    """Where nothing was lost for its form either."""
    family: str = template("quote")
    own_work: str = template("quote")
    warmth: str = template("quote")
    whole: str = template("words")
    """Where nothing at all was lost."""


@dataclass(frozen=True)
class Most:
    """What would help most; `advice.py` decides which."""

    nothing_heard: str = template("idea")
    flag: str = template("suggestion")
    misconception: str = template("quote", "instead")
    much_too_long: str = template("words", "most_words")
    doubtful: str = template("idea", "quote")
    denied: str = template("idea", "quote")
    listed: str = template("idea", "quote")
    in_part: str = template("idea", "quote")
    missing: str = template("idea")
    one_word: str = template("quote")
    short: str = template("words", "least_words")
    after_follow_up: str = template()
    """All of it came after a follow-up question."""
    over: str = template("words", "most_words")
    over_time: str = template("seconds", "most_seconds")
    preamble: str = template("quote")
    repetition: str = template("quote")
    hedge: str = template("quote")
    trailing_off: str = template("quote")
    warmth: str = template()


@dataclass(frozen=True)
class Next:
    """One thing to do now."""

    new_words: str = template()
    truth: str = template()
    shorter: str = template("most_words", "most_seconds")
    idea_first: str = template()
    idea_or_mark: str = template("rubric", "concept")
    plain_sentence: str = template("rubric", "concept")
    whole_sentence: str = template("least_words")
    before_follow_up: str = template()
    without_words: str = template()
    warmth: str = template()
    drill: str = template("drill")
    """Instead of saying it again by oneself, where there is a drill for it."""
    whole: str = template()


@dataclass(frozen=True)
class IdeaReasons:
    """Why an idea earned what it did."""

    heard: str = template("idea")
    in_part: str = template("idea")
    listed: str = template("idea")
    doubtful: str = template("idea")
    denied: str = template("idea")
    in_wrong: str = template("idea")
    missing: str = template("idea")
    family: str = template()
    own_work: str = template()


@dataclass(frozen=True)
class FormReasons:
    """Why length and wording earned what they did."""

    length: str = template("words")
    length_of_one: str = template()
    length_in_proportion: str = template("words")
    length_of_one_in_proportion: str = template()
    nothing_before_follow_up: str = template()
    one_word: str = template("quote")
    few_words: str = template("words", "quote")
    short: str = template("words", "least_words")
    over: str = template("words", "most_words")
    over_time: str = template("seconds", "most_seconds")
    preamble: str = template()
    repetition: str = template()
    hedge: str = template()
    trailing_off: str = template()


@dataclass(frozen=True)
class ToneReasons:
    warm: str = template()
    neutral: str = template()


@dataclass(frozen=True)
class Sums:
    """Of a score as a whole."""

    ideas_heard: str = template("heard", "ideas")
    of_one_idea: str = template("heard")
    score: str = template("score")
    between: str = template("low", "high")
    """Follows `score`: how far off it may be, for both reasons."""
    not_scored: str = template("reason", "next_step")
    floor: str = template()
    ceiling: str = template()
    call: str = template("score")
    call_part: str = template("part", "score", "share")
    part_questions: str = template()
    part_greeting: str = template()
    part_sign_off: str = template()
    part_manners: str = template()


@dataclass(frozen=True)
class Pace:
    """How it was said: remarks, and figures as they are named."""

    slow: str = template("rate")
    fast: str = template("rate")
    rate: str = template("rate")
    articulation: str = template("rate")
    pauses: str = template("count")
    one_pause: str = template()
    longest_silence: str = template("seconds")
    first_word: str = template("seconds")
    fillers: str = template("count")
    one_filler: str = template()


@dataclass(frozen=True)
class Notes:
    """What was noted of an answer's form, after its length."""

    one_word: str = template()
    short: str = template()
    over: str = template()
    over_time: str = template()
    preamble: str = template()
    repetition: str = template()
    hedge: str = template()
    trailing_off: str = template()


@dataclass(frozen=True)
class Shown:
    """How a review speaks of an answer."""

    words: str = template("words")
    one_word: str = template()
    would_be_right: str = template("least_words", "most_words")
    nothing_heard: str = template()
    broken_off: str = template()
    ran_over: str = template()
    hard_limit: str = template()
    said_honestly: str = template()
    dont_know: str = template()
    """Above the ideas, where all that was said is that it is not known."""
    not_scored: str = template()
    take_not_scored: str = template("reason")
    not_asked: str = template("asked")
    tries: str = template("first", "others")
    try_unheard: str = template()
    ideas_heard: str = template("ideas")
    """Of what stands beside the score, as the next three."""
    ideas_in_part: str = template("ideas")
    ideas_doubtful: str = template("ideas")
    ideas_missing: str = template("ideas")
    coach_heard: str = template("ideas")
    coach_missing: str = template("ideas")
    without_sentence: str = template("score")
    without_phrase: str = template("score")


@dataclass(frozen=True)
class ShownOfCall:
    """How a review speaks of the whole call."""

    judged_note: str = template()
    left_out: str = template("idea")
    no_chance: str = template()
    courteous: str = template()
    courteous_note: str = template()
    asked_before_notes: str = template()
    returned_small_talk: str = template()
    thanked: str = template()
    asked_own_questions: str = template()
    asked_for_time: str = template()
    asked_to_repeat: str = template()
    asked_what_was_meant: str = template()
    self_rating: str = template("stars", "most_stars")
    talk: str = template("share", "longest")
    longest_talk: str = template("longest")


@dataclass(frozen=True)
class FeedbackRules:
    """rubrics/feedback.yaml"""

    quote_most_words: int
    """A quote in a sentence of feedback is cut after so many words."""
    quote_most_characters: int
    much_too_long_from_times: float
    """An answer of at least so many times the target's most words is told so before anything else is asked for."""
    drills: tuple[str, ...]
    """Behaviour rubrics that a drill of the same name practises."""
    keep: Keep
    most: Most
    next: Next
    ideas: IdeaReasons
    form: FormReasons
    tone: ToneReasons
    sums: Sums
    pace: Pace
    notes: Notes
    shown: Shown
    call: ShownOfCall
