"""Decides over the clauses of what was said: which of them tells what was meant; else it is an answer, or noise. Pure.

An aside tells where hardly anything is said of the matter beside it; how much is in ROOM. "Sorry, could you repeat
that? Oh, you mean overfitting, right: it is when …" has a request in it and is an answer.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from simulator.interview.clauses import CLARIFY, CONTENT, NEUTRAL, NOISE, QUESTION, Clause
from simulator.interview.likeness import likeness
from simulator.interview.phrasings import Force, phrasings


@dataclass(frozen=True)
class Room:
    """How many words about the matter may stand before and behind an aside."""

    before: int
    after: int


ROOM = {
    "goodbye": Room(8, 5),
    "repeat": Room(8, 2),
    CLARIFY: Room(6, 2),
    QUESTION: Room(8, 0),
    "notes": Room(5, 5),
    "mute": Room(4, 2),
    "dont_know": Room(2, 3),
    "think": Room(4, 0),
    "small_talk": Room(1, 1),
}
"""By kind; where several tell, the kind named first here. Found by trying on sentences of our own and on dev.toml."""
ROOM_OF_THE_JOB = Room(10, 6)
"""A question about the job is one whatever is told before it ("I read that …")."""
ROOM_OF_A_HINT = Room(2, 2)
ROOM_OF_A_GUESS = Room(2, 0)
MOST_WEIGHT_OF_NOISE = 2
MOST_STRAY_WORDS = 5
MOST_WORDS_BY_LIKENESS = 14
SURE_BY_LIKENESS = 0.7
SURE_AGAINST_A_GUESS = 0.9

_LATER_WINS = ("think", "dont_know")
""" "I don't know … let me think" asks for time, "let me think … no, I don't know" does not."""
_SAME = {"how_are_you": "small_talk"}


def kind_of(clause: Clause) -> str:
    """The kind of intent that a clause tells, "" for content, courtesies and noise."""
    name = _SAME.get(clause.name, clause.name)
    return name if name in ROOM else ""


def telling(cut: list[Clause]) -> Clause | None:
    """The clause that tells what was meant; one named NOISE for noise; None for an answer."""
    if any(each.name == "ghost" for each in cut) and sum(each.weight for each in cut) <= MOST_WEIGHT_OF_NOISE:
        return _noise(cut)
    own = _without_first_courtesies(cut)
    fitting = [(_rank(clause), index) for index, clause in enumerate(cut) if kind_of(clause) and _fits(cut, index)]
    if fitting:
        return _checked(cut[max(fitting)[1]], own)
    if not own:
        return _of_courtesies(cut)
    if _is_noise(cut, own):
        return _noise(own)
    return _by_likeness(own)


def _checked(best: Clause, own: list[Clause]) -> Clause:
    """The best of the clauses, where not something else speaks louder."""
    if best.force is Force.GUESS and any(each.name == NOISE for each in own):
        return _noise(own)
    if best.force is Force.GUESS and len(own) == 1:
        kind, certainty = likeness(best.words)
        is_sure = certainty >= SURE_AGAINST_A_GUESS and kind not in ("answer", NOISE)
        return replace(best, name=kind) if is_sure else best
    is_greeting = best.name == "small_talk" and best.force is not Force.PLAIN
    return _noise(own) if is_greeting and any(each.name == NOISE for each in own) else best


def is_left_open(cut: list[Clause], index: int) -> bool:
    """Whether the question `cut[index]` was left to the interviewer, and not answered by the person."""
    room = ROOM_OF_THE_JOB if cut[index].is_of_the_job else ROOM[QUESTION]
    return sum(each.weight for each in cut[index + 1 :]) <= room.after and not _is_self_answered(cut[index + 1 :])


def _rank(clause: Clause) -> tuple[bool, int]:
    kind = kind_of(clause)
    is_plain = clause.force is Force.PLAIN and kind != "small_talk"
    return is_plain, -list(ROOM).index(_LATER_WINS[-1] if kind in _LATER_WINS else kind)


def _fits(cut: list[Clause], index: int) -> bool:
    clause, behind = cut[index], cut[index + 1 :]
    kind = kind_of(clause)
    before, after = _weight(cut[:index], kind), _weight(behind, kind)
    room = _room(clause)
    if before > room.before or after > room.after:
        return False
    if clause.force is Force.GUESS and any(each.name == CONTENT for each in behind):
        return False
    match kind:
        case "question" | "clarify" | "repeat":
            return not _is_self_answered(behind)
        case "dont_know":
            return not after or not phrasings().is_in("attempt", _words(behind))
        case "small_talk":
            return _is_all_courtesy(cut, clause, before + after)
        case _:
            return True


def _room(clause: Clause) -> Room:
    if clause.is_of_the_job:
        return ROOM_OF_THE_JOB
    room = ROOM[kind_of(clause)]
    least = {Force.HINT: ROOM_OF_A_HINT, Force.GUESS: ROOM_OF_A_GUESS}.get(clause.force, room)
    return Room(min(room.before, least.before), min(room.after, least.after))


def _weight(cut: list[Clause], kind: str) -> int:
    """What "I've read about it" says of the matter is nothing where "but I don't know" goes with it."""
    left_out = "acquaintance" if kind == "dont_know" else ""
    return sum(each.weight for each in cut if each.name != left_out)


def _is_self_answered(behind: list[Clause]) -> bool:
    return phrasings().begins("self_answer", _words(behind))


def _is_all_courtesy(cut: list[Clause], clause: Clause, weight: int) -> bool:
    """ "Yes, thank you" is a yes; "Thank you. Postgres." is an answer."""
    if any(each.name == "nothing_more" for each in cut):
        return False
    if weight and clause.force is Force.HINT:
        return False
    return cut[0].words[0] not in ("yes", "no") or not (weight or clause.force is Force.ALONE)


def _without_first_courtesies(cut: list[Clause]) -> list[Clause]:
    """From the first clause that is more than a courtesy; so "sorry, …" before a sentence changes nothing."""
    return next((cut[index:] for index, each in enumerate(cut) if each.name != NEUTRAL), [])


def _of_courtesies(cut: list[Clause]) -> Clause | None:
    """Nothing else was said: "Sorry?" asks again, "okay, so, …" goes on some time, and "all right" is an answer."""
    words = _words(cut)
    if {"sorry", "pardon", "excuse"} & set(words):
        return replace(cut[-1], name="repeat")
    if phrasings().words("yes_or_no") & set(words):
        return None
    return _noise(cut) if words[-1] in phrasings().words("dangling") else None


def _is_noise(cut: list[Clause], own: list[Clause]) -> bool:
    if any(each.name in ("nothing_more", "rhetorical") or kind_of(each) not in ("", "think") for each in own):
        return False
    if any(each.name == NOISE for each in own):
        return sum(each.weight for each in own) <= MOST_WEIGHT_OF_NOISE
    words = _words(own)
    is_yes_or_no = bool(phrasings().words("yes_or_no") & set(_words(cut)))
    return not is_yes_or_no and len(words) <= MOST_STRAY_WORDS and set(words) <= phrasings().words("stray")


def _by_likeness(own: list[Clause]) -> Clause | None:
    """Where no phrasing tells anything of a short sentence."""
    words = _words(own)
    if not 2 <= len(words) <= MOST_WORDS_BY_LIKENESS or phrasings().words("tale") & set(words):
        return None
    if any(each.name not in (CONTENT, NEUTRAL, NOISE, "acquaintance") for each in own):
        return None
    kind, certainty = likeness(words)
    if kind == "answer" or certainty < SURE_BY_LIKENESS or not phrasings().words(f"{kind}_has") & set(words):
        return None
    if kind == "dont_know" and phrasings().is_in("attempt", words):
        return None
    is_statement = words[0] in phrasings().words("question_words") and words[1] not in phrasings().words(
        "behind_question_words"
    )
    if kind in (QUESTION, CLARIFY) and is_statement:
        return None  # "what matters is …"
    return Clause(kind, words, 0, Force.GUESS)


def _noise(cut: list[Clause]) -> Clause:
    return Clause(NOISE, _words(cut), 0)


def _words(cut: list[Clause]) -> tuple[str, ...]:
    return tuple(word for each in cut for word in each.words)
