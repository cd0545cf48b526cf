"""A recogniser that got stuck says the same words over and over. This takes the loop out and keeps what was said once.

It must never touch what people do: a stutter, "no, no, no", a phrase repeated for emphasis.
"""

from __future__ import annotations

import re

LONGEST_PHRASE_WORDS = 12
REPEATS_OF_A_PHRASE = 4
"""People say a phrase twice, rarely three times; a stuck recogniser goes on to the end of its buffer."""
REPEATS_OF_A_WORD = 8
"""Single words are stuttered: the same word this often in a row is no longer speech."""


def without_loops(text: str) -> str:
    """`text` where each loop stands once. Text without a loop comes back unchanged, spaces and all."""
    words = text.split()
    keys = [re.sub(r"\W+", "", word).casefold() for word in words]
    kept: list[str] = []
    at = 0
    while at < len(words):
        length, end = _loop_at(keys, at)
        kept.extend(words[at : at + length] if length else words[at : at + 1])
        at = end if length else at + 1
    return text if len(kept) == len(words) else " ".join(kept)


def _loop_at(keys: list[str], at: int) -> tuple[int, int]:
    """Length of the phrase that loops from `at`, and where its last copy (also a broken-off one) ends; 0 if none."""
    for length in range(1, LONGEST_PHRASE_WORDS + 1):
        end = at + length
        while end < len(keys) and keys[end] == keys[end - length]:
            end += 1
        repeats = (end - at) // length
        if repeats >= (REPEATS_OF_A_WORD if length == 1 else REPEATS_OF_A_PHRASE):
            whole = at + repeats * length
            broken_off_at_the_end = end == len(keys)
            return length, end if broken_off_at_the_end else whole
    return 0, at
