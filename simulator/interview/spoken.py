"""What was said as bare words: without fillers, stutters, contractions and words that add little. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from simulator.interview.phrasings import phrasings

QUOTED = "quotation"
"""Stands for words between quotation marks: they are somebody's, not said to the interviewer."""
LONGEST_STUTTER_WORDS = 4

_BRACKETED = re.compile(r"(?<!\w)(?:\[[^\]]*\]|\([^)]*\)|\*[^*]*\*|♪[^♪]*♪?)")
_QUOTATION = re.compile(r'["“„][^"“”„]*["”“]')
_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[.!?;…](?=\s|$)|\n|,|:(?=\s)|[—–]|\s-\s")
_FILLER = re.compile(r"u+h*m+|u+h+|e+r+m*|h+m+|m+h*m*|e+h+|a+h+|hu+m*")
_BEHIND_APOSTROPHE = {"m": "am", "re": "are", "ll": "will", "ve": "have", "d": "would"}
_NOT = {"can't": "cannot", "won't": "will not", "shan't": "shall not", "ain't": "is not"}
_COMMAS = frozenset({",", ":", "—", "–", "-"})


@dataclass(frozen=True)
class Spoken:
    """A sentence, as far as punctuation tells; without any, all of what was said."""

    words: tuple[str, ...]
    commas: frozenset[int]
    """Before which words a comma stood."""


def spoken(text: str) -> list[Spoken]:
    tokens = [word for token in _TOKEN.findall(_own_words(text)) for word in _words(token)]
    tokens = _replaced(_without_stutters(_with_single_marks(tokens)))
    light = phrasings().words("light")
    if not all(token in ",." or token in light for token in tokens):
        tokens = [token for token in tokens if token not in light]
    tokens = _replaced(_without_stutters(_with_single_marks(tokens)))
    return [_sentence(part.split()) for part in " ".join(tokens).split(".") if part.strip(" ,")]


def _own_words(text: str) -> str:
    """Without what describes a noise ("[music]") and what quotes somebody, unless there is nothing else."""
    text = text.lower().replace("’", "'").replace("‘", "'").replace("`", "'")
    outside = _BRACKETED.sub(" ", text)
    if any(each.isalnum() for each in outside):
        text = outside
    unquoted = _QUOTATION.sub(f" {QUOTED} ", text)
    return unquoted if any(each.isalnum() for each in unquoted.replace(QUOTED, "")) else text


def _words(token: str) -> list[str]:
    """One token as words; punctuation as "," or "."."""
    if not token[0].isalnum():
        return ["," if token.strip() in _COMMAS else "."]
    if _FILLER.fullmatch(token):
        return []
    if token in _NOT:
        return _NOT[token].split()
    if token.endswith("n't"):
        return [token.removesuffix("n't"), "not"]
    head, _, behind = token.partition("'")
    if token == "let's":
        return ["let", "us"]
    if behind in _BEHIND_APOSTROPHE:
        return [head, _BEHIND_APOSTROPHE[behind]]
    if behind == "s":
        return [head, "is"] if head in phrasings().words("can_be") else [head]  # else: "my daughter's school"
    bare = token.replace("'", "")
    spelled: str = phrasings().part("replacements")["spellings"].get(bare, bare)
    return spelled.split()


def _with_single_marks(tokens: list[str]) -> list[str]:
    """No mark at either end, and no two side by side; of two the stronger."""
    kept: list[str] = []
    for token in tokens:
        if token in ",." and (not kept or kept[-1] in ",."):
            if kept and token == ".":
                kept[-1] = "."
            continue
        kept.append(token)
    while kept and kept[-1] in ",.":
        kept.pop()
    return kept


def _without_stutters(tokens: list[str]) -> list[str]:
    """What is said twice in a row ("may i may i"), once."""
    kept: list[str] = []
    for token in tokens:
        kept.append(token)
        for length in range(LONGEST_STUTTER_WORDS, 0, -1):
            if kept[-length:] == kept[-2 * length : -length] and not {",", "."} & set(kept[-length:]):
                del kept[-length:]
                break
    return kept


def _replaced(tokens: list[str]) -> list[str]:
    phrases: dict[str, str] = phrasings().part("replacements")["phrases"]
    return _phrases().sub(lambda match: f"{phrases[match[0].strip()]} ", " ".join([*tokens, ""])).split()


def _sentence(tokens: list[str]) -> Spoken:
    words: list[str] = []
    commas: set[int] = set()
    for token in tokens:
        if token == ",":
            commas.add(len(words))
        else:
            words.append(token)
    return Spoken(tuple(words), frozenset(commas - {0, len(words)}))


@cache
def _phrases() -> re.Pattern[str]:
    longest_first = sorted(phrasings().part("replacements")["phrases"], key=len, reverse=True)
    return re.compile(rf"(?<!\S)(?:{'|'.join(re.escape(each) for each in longest_first)}) ")
