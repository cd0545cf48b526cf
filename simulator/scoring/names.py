"""Names as recognisers spell them: "Cindy", "Sindy" and "Cyndi" are one. Never judges how a name is said."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import fuzz

from simulator.scoring.rubric import ScoreWeights
from simulator.scoring.tone import has_tone

# Spellings that sound the same in English names, in the order they are applied.
_SAME_SOUND = (
    (re.compile("ph"), "f"),
    (re.compile("ck|kh|ch(?=r)"), "k"),
    (re.compile("c(?=[eiy])"), "s"),
    (re.compile("c(?!h)|q"), "k"),
    (re.compile("th"), "t"),
    (re.compile("gh|(?<=[a-z])h"), ""),
    (re.compile("x"), "ks"),
    (re.compile("z"), "s"),
    (re.compile("w"), "v"),
    (re.compile("ie|ey|ee|ea|y|e$"), "i"),
    (re.compile(r"(.)\1+"), r"\1"),
)


def sounds_like(heard: str, name: str, least_alike: float) -> bool:
    """Whether `heard` may be a spelling of `name`; `least_alike` is 0-100, of the letters of their sounds."""
    return heard == name or fuzz.ratio(sound_of(heard), sound_of(name)) >= least_alike


def may_be_misheard(heard: str, name: str, least_alike: float) -> bool:
    """Whether a recogniser might have made `heard` of `name`; `least_alike` is 0-100, of letters or of their sounds."""
    return max(fuzz.ratio(heard, name), fuzz.ratio(sound_of(heard), sound_of(name))) >= least_alike


def may_be_a_name(word: str, rules: ScoreWeights, capital: bool = False) -> bool:
    """Whether a lower-case word that is not common may be a name; `capital`: it was written as names are ("Grace")."""
    return not (word in rules.not_names or word.isdigit() or (has_tone(word) and not capital))


@lru_cache(maxsize=4096)
def sound_of(name: str) -> str:
    """A rough English sound key of one lower-case word; vowels within are kept."""
    for pattern, sound in _SAME_SOUND:
        name = pattern.sub(sound, name)
    return name
