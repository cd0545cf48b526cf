"""The embedded engine: Moonshine's tiny English model, which comes in the wheel. It must never be given silence.

It hears "You" where nobody speaks, so only stretches in which the voice detector found speech may reach it.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from typing import Any

from simulator.errors import ModelError
from simulator.listening.loops import without_loops
from simulator.listening.resampling import RECOGNISER_RATE_HZ

USE_WHISPER = "Use Whisper there: mock-interview models download base.en"


class MoonshineTranscriber:
    """A Transcriber (see simulator.ports). Loads in about 0.4 s; one thread at a time."""

    engine = "moonshine"
    model = "tiny-en"

    def __init__(self) -> None:
        self._recogniser = _load()
        self.version = version("moonshine-voice")

    def transcribe(self, samples: Sequence[float]) -> str:
        if len(samples) == 0:
            return ""
        from moonshine_voice.errors import MoonshineError

        try:
            lines = self._recogniser.transcribe_without_streaming(samples, RECOGNISER_RATE_HZ).lines
        except MoonshineError as error:
            raise ModelError("MI0303", f"The embedded recogniser failed on a stretch of sound: {error}.") from error
        return without_loops(" ".join(line.text.strip() for line in lines).strip())


def _load() -> Any:
    try:
        from moonshine_voice.moonshine_api import ModelArch
        from moonshine_voice.transcriber import Transcriber
        from moonshine_voice.utils import get_assets_path
    except ImportError as error:
        message = "The embedded recogniser (moonshine-voice) is not installed; it has no build for some machines, "
        raise ModelError("MI0301", message + "among them Macs with an Intel processor.", USE_WHISPER) from error
    # Its own voice detector cuts at 10 s and drops quiet starts; ours has already cut.
    try:
        return Transcriber(str(get_assets_path() / "tiny-en"), ModelArch.TINY, options={"vad_threshold": 0})
    except Exception as error:  # the library raises its own errors, OSError and others on a damaged installation
        raise ModelError("MI0302", f"The embedded recogniser does not load: {error}.", USE_WHISPER) from error
