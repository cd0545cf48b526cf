"""Which recogniser reads a sound file: the one asked for, or the best that is on this machine."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from simulator.errors import UsageError

if TYPE_CHECKING:  # the command line reads this module for its choices, also where nothing is transcribed
    from simulator.listening.models import ModelStore
    from simulator.ports import Transcriber


class Engine(StrEnum):
    AUTO = "auto"
    """Whisper where one of its models is here, else the embedded engine."""
    MOONSHINE = "moonshine"
    WHISPER = "whisper"


def open_engine(engine: Engine, models: ModelStore, model: str = "") -> Transcriber:
    """`model` names one of Whisper's; otherwise the largest that is here is taken.

    Raises ModelError (MI030x, MI031x) where it is not here or does not load, UsageError (MI0317) for a model that
    belongs to another engine.
    """
    if engine is Engine.MOONSHINE or (engine is Engine.AUTO and not model and not models.on_disk()):
        if model:
            raise UsageError(
                "MI0317", f'The embedded engine has no model "{model}".', "Leave --model out, or use --engine whisper."
            )
        from simulator.listening.moonshine import MoonshineTranscriber

        return MoonshineTranscriber()
    from simulator.listening.models import ADVISED
    from simulator.listening.whisper import WhisperTranscriber

    name = model or (models.on_disk() or (ADVISED,))[-1]
    return WhisperTranscriber(models.verified(name), name)
