"""Run as a process of its own on a test's sound card: plays something through the real loudspeaker, prints what it was
told as JSON lines. `python -m tests.speaking.on_the_card SCENARIO SERVER_PID CACHE_FOLDER`
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from dataclasses import asdict
from pathlib import Path
from queue import Queue
from typing import Any

import numpy as np

from simulator.interview.effects import Ring, Speak
from simulator.interview.events import Event, PromptSpoken
from simulator.speaking.loudspeaker import Loudspeaker, Played
from simulator.speaking.sound import Sound, from_floats
from simulator.speaking.synthesiser import Synthesiser
from simulator.speaking.voice import SpokenVoice

SENTENCE = "Please come in and follow me along the corridor."
QUIET_DB = -12.0
LONG = "This sentence goes on for quite a while, because somebody has to be interrupted in the middle of it. " * 3


def chirp(seconds: float = 0.8, rate_hz: int = 16_000) -> Sound:
    """300 to 4,000 Hz: found again in a recording to the sample."""
    moments = np.arange(round(seconds * rate_hz)) / rate_hz
    return from_floats(0.5 * np.sin(2 * np.pi * (300 * moments + 3700 / (2 * seconds) * moments**2)), rate_hz)


def long_chirp() -> Sound:
    return chirp(seconds=20.0)


def say(**told: object) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


class Playing:
    """One sound through a loudspeaker, and when it was told what."""

    def __init__(self, loudspeaker: Loudspeaker, sound: Sound) -> None:
        self.started, self.done = threading.Event(), threading.Event()
        self.started_at = self.done_at = 0.0
        self.played: Played | None = None
        loudspeaker.play(sound, self._done, self._started)

    def _started(self) -> None:
        self.started_at = time.monotonic()
        self.started.set()

    def _done(self, played: Played) -> None:
        self.done_at, self.played = time.monotonic(), played
        self.done.set()


def play(server_pid: int, cache: Path) -> None:
    loudspeaker = Loudspeaker()
    playing = Playing(loudspeaker, chirp())
    playing.done.wait(20)
    assert playing.played is not None
    began = time.monotonic()
    loudspeaker.close()
    took_seconds = playing.done_at - playing.started_at
    say(took_seconds=took_seconds, close_seconds=time.monotonic() - began, **asdict(playing.played))


def stop(server_pid: int, cache: Path) -> None:
    loudspeaker = Loudspeaker()
    stopped = Playing(loudspeaker, long_chirp())
    stopped.started.wait(20)
    loudspeaker.stop()
    after = Playing(loudspeaker, chirp())
    after.done.wait(20)
    loudspeaker.close()
    say(stopped_was_told=stopped.done.is_set(), after_was_told=after.done.is_set())


def broken(server_pid: int, cache: Path) -> None:
    """A mistake within the audio callback."""
    loudspeaker = Loudspeaker()
    reasons: Queue[str] = Queue()
    loudspeaker.on_failure = reasons.put
    playing = Playing(loudspeaker, Sound(np.zeros((8000, 3), np.int16), loudspeaker.rate_hz))
    say(reason=reasons.get(timeout=20), heard=playing.done.wait(5) and playing.played and playing.played.heard)
    loudspeaker.close()


def kill(server_pid: int, cache: Path) -> None:
    loudspeaker = Loudspeaker()
    reasons: Queue[str] = Queue()
    loudspeaker.on_failure = reasons.put
    playing = Playing(loudspeaker, long_chirp())
    playing.started.wait(20)
    began = time.monotonic()
    os.kill(server_pid, signal.SIGKILL)
    playing.done.wait(20)
    assert playing.played is not None
    say(reason=reasons.get(timeout=5), after_seconds=time.monotonic() - began, **asdict(playing.played))
    later = Playing(loudspeaker, chirp())
    later.done.wait(5)
    assert later.played is not None
    say(later_heard=later.played.heard, failures_left=reasons.qsize())
    began = time.monotonic()
    loudspeaker.close()
    say(close_seconds=time.monotonic() - began)


def call(server_pid: int, cache: Path) -> None:
    """A voice rings once, speaks, is stopped, speaks again, and loses its loudspeaker."""
    events: Queue[Event] = Queue()
    zero = time.monotonic()
    loudspeaker = Loudspeaker()
    voice = SpokenVoice(
        events.put,
        lambda: time.monotonic() - zero,
        lambda: round(48_000 * (time.monotonic() - zero)),
        lambda seconds: None,
        Synthesiser(cache),
        loudspeaker,
        rings=1,
    )

    def tell() -> Event:
        event = events.get(timeout=20)
        say(event=type(event).__name__, **asdict(event))
        return event

    voice.ring(Ring("ring", "Cindy Park", "Recruiter", "Northwind", aloud=True))
    tell()
    voice.speak(Speak("s1", 1, "What is overfitting, and how would you notice it?", "", 165))
    spoken = tell()
    assert isinstance(spoken, PromptSpoken)
    voice.speak(Speak("s2", 2, LONG, "", 165))
    threading.Event().wait(1.0)
    voice.stop("s2")
    voice.speak(Speak("s3", 3, "Thank you.", "", 165))
    tell()
    voice.speak(Speak("s4", 4, LONG, "", 165))
    threading.Event().wait(1.0)
    os.kill(server_pid, signal.SIGKILL)
    tell()
    tell()
    voice.speak(Speak("s5", 5, "Are you still there?", "", 165))
    tell()
    voice.close()
    say(left=events.qsize())


def line(server_pid: int, cache: Path) -> None:
    """One sentence at a door: as it is, over a telephone, quietly; then nothing, where a telephone would tell."""
    events: Queue[Event] = Queue()
    voice = SpokenVoice(
        events.put, time.monotonic, lambda: 0, lambda seconds: None, Synthesiser(cache), Loudspeaker(), rings=2
    )
    voice.ring(Ring("ring", "Cindy Park", "Recruiter", "Northwind", aloud=False))
    say(event=type(events.get(timeout=20)).__name__)
    kinds: list[dict[str, Any]] = [{}, {"telephone": True}, {"gain_db": QUIET_DB}]
    for turn, kind in enumerate(kinds, 1):
        voice.speak(Speak(f"s{turn}", turn, SENTENCE, "", 165, **kind))
        spoken = events.get(timeout=20)
        say(event=type(spoken).__name__, **asdict(spoken))
        threading.Event().wait(1.0)
    voice.hang_up()
    voice.close()


if __name__ == "__main__":
    scenario = {"play": play, "stop": stop, "broken": broken, "kill": kill, "call": call, "line": line}[sys.argv[1]]
    scenario(int(sys.argv[2]), Path(sys.argv[3]))
