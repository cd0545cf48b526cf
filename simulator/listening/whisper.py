"""Whisper, for afterwards and for sound files: slower than the embedded engine. It must never fetch anything.

It invents words on silence, so only stretches in which the voice detector found speech may reach it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from simulator.errors import ModelError
from simulator.listening.loops import without_loops


class WhisperTranscriber:
    """A Transcriber (see simulator.ports) from a checkpoint on disk, as `ModelStore.verified` gives it.

    Raises ModelError (MI0306) where the checkpoint does not load.
    """

    engine = "whisper"

    def __init__(self, checkpoint: Path, model: str) -> None:
        import whisper

        self.model = model
        self.version = str(whisper.__version__)
        try:
            # A path, not a name: given a name, whisper itself downloads, also over a file that differs.
            self._whisper = whisper.load_model(str(checkpoint), device="cpu")
        except Exception as error:  # torch and pickle raise nearly anything on a file that is no checkpoint
            hint = f"Load it again: mock-interview models download {model}"
            raise ModelError("MI0306", f"The Whisper model {checkpoint} does not load: {error}.", hint) from error

    def transcribe(self, samples: Sequence[float]) -> str:
        import numpy as np

        if len(samples) == 0:
            return ""
        try:
            heard = self._whisper.transcribe(
                np.asarray(samples, np.float32),
                language="en",
                temperature=0.0,
                condition_on_previous_text=False,
                fp16=False,
            )
        except RuntimeError as error:
            raise ModelError("MI0303", f"Whisper failed on a stretch of sound: {error}.") from error
        return without_loops(str(heard["text"]).strip())
