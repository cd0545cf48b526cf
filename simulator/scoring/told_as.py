"""Whether something is told as "I" or as "we". Reported, never judged: nothing here earns or costs."""

from __future__ import annotations

from simulator.scoring.rubric import ToldAs
from simulator.scoring.words import words_of

_I = frozenset("i me my mine myself".split())  # noqa: SIM905
_WE = frozenset("we us our ours ourselves".split())  # noqa: SIM905


def told_as(text: str, rules: ToldAs) -> str:
    """ "i", "we" or "both"; empty where too little of either was said to tell."""
    words = [word.text for word in words_of(text)]
    own, shared = sum(word in _I for word in words), sum(word in _WE for word in words)
    if own + shared < rules.least_words:
        return ""
    share = own / (own + shared)
    if share >= rules.mostly_from:
        return "i"
    return "we" if 1 - share >= rules.mostly_from else "both"


def told_as_sentence(text: str, rules: ToldAs) -> str:
    """How that is reported; empty where nothing can be told."""
    return {"i": rules.i, "we": rules.we, "both": rules.both, "": ""}[told_as(text, rules)]
