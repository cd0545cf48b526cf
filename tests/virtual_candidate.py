"""The other side of a call in the tests: a process that hears only what the loudspeaker says, and speaks into the mouth
of the test's sound card. It must never look at the journal, the screen or the script of the program it talks to.

`python -m tests.virtual_candidate PLAN HEARD` runs until it is terminated. PLAN is a JSON list of {"cue", "play",
"in_order"}: what the interviewer says before the answer in the sound file `play` is due; where no cue was understood,
the next answer that comes in order is given, as a person who only half understood would guess. All that was heard is
kept in HEARD, a WAV file; on stdout stands, as a JSON line each, what it understood and what it played.
"""

from __future__ import annotations

import contextlib
import json
import signal
import subprocess
import sys
import wave
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from simulator.listening.moonshine import MoonshineTranscriber

RATE_HZ = 16_000
FRAME_SAMPLES = 320
"""20 ms."""
FRAME_SECONDS = FRAME_SAMPLES / RATE_HZ

AUDIBLE_RMS = 150.0
"""The card is digital: between prompts there is exact silence."""
TONES_HZ = (440.0, 480.0, 620.0)
"""Of a telephone's ring and of a line that is closed."""
TONE_WIDTH_HZ = 10.0
TONE_SHARE = 0.7
"""Sound with more than this of its power right at the tones is no voice."""
FINISHED_AFTER_SECONDS = 1.0
"""Longer than any pause within a prompt, far shorter than the interviewer's patience."""
LEAST_VOICE_SECONDS = 0.2
BEFORE_VOICE_SECONDS = 0.3
UNDERSTOOD_FROM = 70.0
"""0-100: how much of a cue must be in what was heard. The recogniser reads this voice with many errors."""


class Hearing:
    """Fed frames; gives the interviewer's utterance once it is over."""

    def __init__(self) -> None:
        self._frames: list[NDArray[np.int16]] = []
        self._sound_seconds = 0.0
        self._silence_seconds = 0.0

    def take(self, frame: NDArray[np.int16]) -> NDArray[np.int16] | None:
        """The utterance that this frame ends (int16 at 16 kHz), or None."""
        if np.sqrt(np.mean(frame.astype(np.float64) ** 2)) >= AUDIBLE_RMS:
            self._sound_seconds += FRAME_SECONDS
            self._silence_seconds = 0.0
        else:
            self._silence_seconds += FRAME_SECONDS
        self._frames.append(frame)
        if self._silence_seconds < FINISHED_AFTER_SECONDS:
            return None
        utterance, sound_seconds = np.concatenate(self._frames), self._sound_seconds
        self._frames = self._frames[-round(BEFORE_VOICE_SECONDS / FRAME_SECONDS) :]
        self._sound_seconds = 0.0
        return utterance if sound_seconds >= LEAST_VOICE_SECONDS and not is_tone(utterance) else None


def is_tone(sound: NDArray[np.int16]) -> bool:
    power = np.abs(np.fft.rfft(sound.astype(np.float64))) ** 2
    frequencies = np.fft.rfftfreq(len(sound), 1 / RATE_HZ)
    at_tones = np.any([np.abs(frequencies - tone) < TONE_WIDTH_HZ for tone in TONES_HZ], axis=0)
    return bool(power[at_tones].sum() > TONE_SHARE * power.sum())


@dataclass
class Answers:
    """What is to be said to what; each once. What has no answer (`play` is None) is let pass, as often as it comes."""

    left: list[dict[str, Any]]

    def to(self, heard: str) -> str | None:
        """The file to play after `heard`; None where nothing is left to say."""
        scored = [(understood(answer["cue"].lower(), heard.lower()), answer) for answer in self.left]
        alike, best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
        if alike < UNDERSTOOD_FROM:
            best = next((answer for answer in self.left if answer["in_order"]), None)
        if best is None:
            return None
        if best["play"] is not None:
            self.left.remove(best)
        return best["play"]


def understood(cue: str, heard: str) -> float:
    """0-100: how much of the cue is in what was heard."""
    return fuzz.partial_ratio(cue, heard) if len(heard) > len(cue) else fuzz.ratio(cue, heard)


def say(**told: object) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


def main(plan: Path, heard: Path) -> None:
    answers = Answers(json.loads(plan.read_text(encoding="utf-8")))
    transcriber = MoonshineTranscriber()
    listen = ["parec", "--device=loudspeaker.monitor", "--raw", "--format=s16le", "--channels=1"]
    listen += [f"--rate={RATE_HZ}", "--latency-msec=20"]
    hearing, seconds = Hearing(), 0.0
    with subprocess.Popen(listen, stdout=subprocess.PIPE) as ears, wave.open(str(heard), "wb") as kept:
        assert ears.stdout is not None
        kept.setparams((1, 2, RATE_HZ, 0, "NONE", ""))
        signal.signal(signal.SIGTERM, lambda *_: ears.terminate())
        while len(block := ears.stdout.read(2 * FRAME_SAMPLES)) == 2 * FRAME_SAMPLES:
            if not seconds:
                say(ready=True)
            kept.writeframes(block)
            seconds += FRAME_SECONDS
            utterance = hearing.take(np.frombuffer(block, np.int16))
            if utterance is None:
                continue
            text = transcriber.transcribe((utterance.astype(np.float32) / 32768.0).tolist())
            play = answers.to(text)
            say(at_seconds=round(seconds, 2), heard=text, answered=play)
            if play is not None:
                subprocess.Popen(["paplay", "--device=mouth", play])


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        main(Path(sys.argv[1]), Path(sys.argv[2]))
