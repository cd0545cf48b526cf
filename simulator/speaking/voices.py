"""Which of the machine's voices speaks: the one asked for, or an English one. Pure; knows no engine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

PREFERRED_LANGUAGES = ("en-us", "en-gb", "en")


@dataclass(frozen=True)
class VoiceName:
    """As the speech engine lists it: "gmw/en-us", "English (America)", ("en-us",)."""

    id: str
    name: str
    languages: tuple[str, ...]

    @property
    def is_english(self) -> bool:
        return any(_plain(language).startswith("en") for language in self.languages)


def choose(wanted: str, voices: Sequence[VoiceName], current: str, engine: str) -> tuple[str, bool]:
    """The id of the voice to use, and whether it is the one `wanted`; an empty wish is always granted.

    `wanted` is an id, a name or a language ("en-gb"), in any case; for espeak a variant may follow ("en-us+f3").
    Else the engine's `current` voice if it is English (on espeak that says nothing, so American English is preferred),
    else the first English one, else the current one, whatever it speaks.
    """
    if wanted:
        base, plus, variant = wanted.partition("+") if engine == "espeak" else (wanted, "", "")
        if found := _find(base, voices):
            return found.id + plus + variant, True
    return _default(voices, current, engine), not wanted


def _default(voices: Sequence[VoiceName], current: str, engine: str) -> str:
    english = [voice for voice in voices if voice.is_english]
    if engine != "espeak" and any(voice.id == current for voice in english):
        return current
    for language in PREFERRED_LANGUAGES:
        for voice in english:
            if language in map(_plain, voice.languages):
                return voice.id
    return english[0].id if english else current


def _find(wanted: str, voices: Sequence[VoiceName]) -> VoiceName | None:
    plain = _plain(wanted)
    for voice in voices:
        if plain in (_plain(voice.id), _plain(voice.name)):
            return voice
    for voice in voices:
        if plain in map(_plain, voice.languages):
            return voice
    return None


def _plain(text: str) -> str:
    return text.strip().lower().replace("_", "-")
