"""How the interviewer words things: places filled in, and one of several variants taken by seed. Pure."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence

_PLACE = re.compile(r"\{(\w+)\}")
_NUMBER_BYTES = 8


def fill(text: str, places: Mapping[str, str]) -> str:
    """`text` with {candidate}, {company} … replaced. A place without a word is left out, never shown as braces."""
    filled = _PLACE.sub(lambda place: places.get(place.group(1), ""), text)
    return " ".join(filled.split())


def seeded_number(seed: int, key: str) -> int:
    """A number that depends on seed and key alone, and is the same on every machine and Python version."""
    digest = hashlib.sha256(f"{seed}/{key}".encode()).digest()
    return int.from_bytes(digest[:_NUMBER_BYTES], "big")


def variant(seed: int, key: str, options: Sequence[str]) -> str:
    """One of `options` by seed; "" where there are none."""
    return options[seeded_number(seed, key) % len(options)] if options else ""


def seeded_unit(seed: int, key: str) -> float:
    """A number above 0 and up to 1 that depends on seed and key alone."""
    return (seeded_number(seed, key) + 1) / float(1 << 8 * _NUMBER_BYTES)
