"""Finds out by machine what the embedded recogniser makes of a person's name: the computer's voices say it, it listens.

Nothing depends on it: without a voice or a recogniser nothing is found, and nobody waits longer than three seconds.
"""

from __future__ import annotations

import logging
import re
import threading
from array import array
from collections.abc import Callable, Iterator
from pathlib import Path

from simulator.errors import InterviewError
from simulator.ports import Transcriber
from simulator.speaking.synthesiser import Synthesiser

log = logging.getLogger(__name__)

WAIT_SECONDS = 2.8
"""Two voices and the engine's start take 1 to 2 s on a laptop; what is not found by then is left."""
MOST_EXTRA_WORDS = 2
"""A name of one word may be heard as three ("Ikechukwu" as "Mike Chuck Woo"); more is another sentence."""

_NAME = re.compile(r"\bthis is\s+([^.,;:!?]+)", re.IGNORECASE)


def heard_names(
    name: str,
    say_name: str,
    cache_folder: Path,
    *,
    new_transcriber: Callable[[], Transcriber] | None = None,
    wait_seconds: float = WAIT_SECONDS,
) -> tuple[str, ...]:
    """What was heard where the name was said, in small letters, without the name itself; () where nothing can be done.

    Each of a few voices says "Hello, this is NAME." The child that speaks is closed before this returns.
    """
    found: dict[str, None] = {}
    synthesiser = Synthesiser(cache_folder)

    def find_out() -> None:
        try:
            for text in _texts(f"Hello, this is {say_name or name}.", synthesiser, new_transcriber or _embedded):
                if variant := name_in(text, name):
                    found[variant] = None
        except InterviewError as error:
            log.info("what the name sounds like is not known: %s", error.code)

    finding = threading.Thread(target=find_out, name="name", daemon=True)
    finding.start()
    finding.join(wait_seconds)
    variants = tuple(found)
    synthesiser.close()
    return variants


def name_in(text: str, name: str) -> str:
    """What stands after "this is", in small letters; "" where it is the name itself, or more than a name."""
    match = _NAME.search(text)
    heard = " ".join(match[1].lower().split()) if match else ""
    if heard == name.lower() or len(heard.split()) > len(name.split()) + MOST_EXTRA_WORDS:
        return ""
    return heard


def _texts(sentence: str, synthesiser: Synthesiser, new_transcriber: Callable[[], Transcriber]) -> Iterator[str]:
    """What the recogniser hears when different voices say the sentence."""
    from simulator.listening.resampling import FULL_SCALE, RECOGNISER_RATE_HZ

    transcriber = new_transcriber()
    for voice in _voices(synthesiser):
        sound = synthesiser.speak(sentence, voice).at_rate(RECOGNISER_RATE_HZ)
        yield transcriber.transcribe(array("f", (sound.samples / FULL_SCALE).astype("float32").tobytes()))


def _voices(synthesiser: Synthesiser) -> list[str]:
    """The usual voice and two other English ones, as unlike as their places in the list."""
    english = [voice.id for voice in synthesiser.voices() if voice.is_english]
    return ["", *dict.fromkeys([*english[:1], *english[-1:]])]


def _embedded() -> Transcriber:
    from simulator.listening.moonshine import MoonshineTranscriber

    return MoonshineTranscriber()
