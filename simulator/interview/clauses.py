"""Cuts what was said into clauses, also where a recogniser left out the punctuation, and names what each does. Pure.

Must never decide what the whole means: that is weighing.py.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from simulator.interview.likeness import likeness
from simulator.interview.phrasings import QUESTIONS, Force, Found, Said, phrasings
from simulator.interview.spoken import spoken

CONTENT = "content"
NEUTRAL = "neutral"
NOISE = "noise"
QUESTION = "question"
CLARIFY = "clarify"

_FAR_BACK_WORDS = 6
_SURE_BY_LIKENESS = 0.9
_MOST_WORDS_OF_AN_ORDER = 12
_MOST_WORDS_TO_SOMEBODY = 6
_INSIDE_ONLY = (NEUTRAL, "rhetorical", "acquaintance", "nothing_more")
"""They do not cut a clause of content in two."""
_TIES = (
    *("notes", "mute", "goodbye", "how_are_you", "repeat", CLARIFY, "dont_know", "ghost", NOISE, "think", "small_talk"),
    *("acquaintance", "rhetorical", "nothing_more", "asking", "interrogative", NEUTRAL),
)
"""Which table is believed where two fit the same words."""


@dataclass(frozen=True)
class Clause:
    name: str
    """A kind, "how_are_you", or one of the names above."""
    words: tuple[str, ...]
    weight: int
    """How many of its words say something of the matter."""
    force: Force = Force.PLAIN
    is_of_the_job: bool = False
    """Of a question: it asks for the job, the company, the process or the call."""


def clauses(text: str) -> list[Clause]:
    cut: list[Clause] = []
    for each in spoken(text):
        cut += _cut(phrasings().said(each.words, each.commas))
    return _settled(cut)


def _cut(said: Said) -> list[Clause]:
    """One sentence. Content runs on until something else begins; behind anything else a clause begins anew."""
    cut: list[Clause] = []
    start = 0
    is_fresh = True
    while start < len(said.words):
        found = None if not is_fresh and _is_told(said, start) else _found(said, start)
        end = found.end if found else _content_end(said, start)
        words = said.words[start:end]
        cut.append(_named(found, words) if found else _content(words))
        is_fresh = found is not None
        start = end
    return cut


def _found(said: Said, start: int) -> Found | None:
    """The longest phrasing here; a mere question only where nothing plainer fits."""
    every = list(phrasings().found_at(said, start))
    if _is_statement(said.words[start : start + 2]):
        every = [each for each in every if each.table != "interrogative"]
    ended = len(said.words)
    plain = [
        each for each in every if each.table not in QUESTIONS and (each.force is not Force.ALONE or each.end == ended)
    ]
    if any(each.table == "asking" for each in every):
        plain = [each for each in plain if each.table != NEUTRAL]
    questions = [each for each in every if each.table in QUESTIONS]
    return max(plain or questions or every, key=_preference, default=None)


def _preference(found: Found) -> tuple[int, bool, Force, int]:
    return found.end, found.table != NEUTRAL, found.force, -_TIES.index(found.table)


def _is_statement(words: tuple[str, ...]) -> bool:
    """ "How i handle conflict is …" asks nothing."""
    return len(words) == 2 and words[0] in _words("question_words") and words[1] in _words("pronouns")


def _content_end(said: Said, start: int) -> int:
    """Where another clause may begin: at a comma, at a word like "but", or at a phrasing in the middle."""
    for at in range(start + 1, len(said.words)):
        if at in said.commas or said.words[at] in _words("restarts"):
            return at
        if not _is_told(said, at) and _cuts_content(said, start, at):
            return at
    return len(said.words)


def _cuts_content(said: Said, content_start: int, start: int) -> bool:
    found = _found(said, start)
    if found is None or found.force < Force.OPENER or found.table in _INSIDE_ONLY:
        return False
    if said.words[start] in _words("verbs") and said.words[start + 1] not in _words("pronouns"):
        return False  # "the caller / cannot hear it"
    if found.table == NOISE and _words("pronouns") & set(said.words[content_start:start]):
        return False  # "i wanted / to go to bed"
    if found.table not in QUESTIONS:
        return True
    question = _named(found, said.words[start : found.end])
    return phrasings().begins("clear", question.words) and (question.is_of_the_job or question.name == NOISE)


def _is_told(said: Said, start: int) -> bool:
    """Behind "when …" or "i asked him …" words are not said to the interviewer."""
    before = list(said.words[:start])
    since_comma = max((at for at in said.commas if at < start), default=0)
    if len(before) > 1 and before[-1] in _words("pronouns"):
        before.pop()
    if before and start not in said.commas and before[-1] in _words("subordinators"):
        return True
    return bool(_words("reporting") & {*said.words[since_comma:start], *before[-_FAR_BACK_WORDS:]})


def _content(words: tuple[str, ...]) -> Clause:
    return Clause(CONTENT, words, weight(words))


def weight(words: tuple[str, ...]) -> int:
    """How many of `words` say something of the matter."""
    return sum(1 for word in words if word not in _words("function_words"))


def _named(found: Found, words: tuple[str, ...]) -> Clause:
    if found.table not in QUESTIONS:
        counts = found.table in ("rhetorical", "acquaintance")
        return Clause(found.table, words, weight(words) if counts else 0, found.force)
    is_of_the_job = phrasings().is_in("job", words)
    if phrasings().is_in("home", words) and not is_of_the_job:
        return Clause(NOISE, words, 0)
    is_announced = found.table == "asking"
    if phrasings().is_in("about_the_task", words) or (not is_of_the_job and _is_of_the_task(is_announced, words)):
        return Clause(CLARIFY, words, 0, Force.HINT)
    if is_of_the_job or is_announced:
        return Clause(QUESTION, words, 0, is_of_the_job=is_of_the_job)
    kind, certainty = likeness(words, (QUESTION, CLARIFY))
    if certainty < _SURE_BY_LIKENESS:
        kind = QUESTION if _words("people") & set(words) else CLARIFY
    return Clause(kind, words, 0, Force.GUESS)


def _is_of_the_task(is_announced: bool, words: tuple[str, ...]) -> bool:
    if is_announced:
        return "explain" in words
    return phrasings().is_in("task", words) and not phrasings().begins("asks_you", words)


def _settled(cut: list[Clause]) -> list[Clause]:
    """What a clause is among the others."""
    settled: list[Clause] = []
    for index, clause in enumerate(cut):
        others = cut[:index] + cut[index + 1 :]
        if clause.force is Force.ALONE and any(
            each.name not in (NEUTRAL, clause.name) and not _is_greeting(each) for each in others
        ):
            clause = _content(clause.words)
        if clause.name == CONTENT and _is_an_order_at_home(clause.words):
            clause = replace(clause, name=NOISE, weight=0)
        if clause.name == CONTENT and clause.words[0] == "or" and settled and settled[-1].name in (QUESTION, CLARIFY):
            clause = replace(clause, name=NEUTRAL, weight=0)  # "…, or something simpler?"
        if clause.force is Force.GUESS and settled and _goes_on(settled[-1], clause):
            clause = _content(clause.words)
        settled.append(clause)
    return settled


def _goes_on(question: Clause, clause: Clause) -> bool:
    """ "What is meant by it / is that …" """
    return question.name in (QUESTION, CLARIFY) and phrasings().begins("self_answer", clause.words)


def _is_greeting(clause: Clause) -> bool:
    return clause.name == "small_talk" and clause.force is Force.HINT


def _is_an_order_at_home(words: tuple[str, ...]) -> bool:
    if len(words) <= _MOST_WORDS_TO_SOMEBODY and _words("at_home") & set(words):
        return True
    at = next((at for at, word in enumerate(words[:3]) if word in _words("orders")), None)
    begins_as_one = (
        at is not None and not _words("pronouns") & set(words[:at]) and not _is_statement(words[at : at + 2])
    )
    return begins_as_one and len(words) <= _MOST_WORDS_OF_AN_ORDER and phrasings().is_in("home", words)


@cache
def _words(name: str) -> frozenset[str]:
    return phrasings().words(name)
