"""Makes any text safe to hand to a speech engine: one line, no control characters, nothing read as markup."""

from __future__ import annotations

import re
import unicodedata

READ_ALOUD = {"&": " and ", "<": " less than ", ">": " greater than "}
"""Windows' engine takes text between angle brackets as XML, so they are said in words."""

DROPPED_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "So"})
"""Unicode categories never handed on: controls (a Ctrl-A starts a command of espeak's), formats, lone surrogates
(they cannot be encoded), private and unassigned characters, and pictures (espeak names emojis aloud)."""

LONGEST_CHARACTERS = 20_000
"""About 20 minutes of speech; more is a mistake in the content, and is cut at a word."""

LETTER_OR_DIGIT = re.compile(r"[^\W_]")
WORDS_PER_MINUTE_READING = 200.0
"""Silent reading of English prose is about 238 words a minute (Brysbaert 2019); a screen in a call is read slower."""


def clean(text: str) -> str:
    """What can be spoken of `text`; "" where nothing can (no letter and no digit)."""
    said = unicodedata.normalize("NFC", text[:LONGEST_CHARACTERS])
    if len(text) > LONGEST_CHARACTERS:
        said = said.rsplit(" ", 1)[0]
    for sign, words in READ_ALOUD.items():
        said = said.replace(sign, words)
    # Double brackets start phonemes on espeak and commands on macOS.
    said = said.replace("[[", " ").replace("]]", " ")
    said = "".join(" " if character.isspace() else character for character in said)
    said = "".join(character for character in said if unicodedata.category(character) not in DROPPED_CATEGORIES)
    said = " ".join(said.split())
    return said if LETTER_OR_DIGIT.search(said) else ""


def reading_seconds(text: str) -> float:
    """How long a person takes to read the text on the screen, where it could not be spoken."""
    return max(1.0, len(text.split()) * 60.0 / WORDS_PER_MINUTE_READING)
