"""Run as a process of its own on a test's sound card: hears the real microphone, prints what came of it as JSON lines.

`python -m tests.listening.on_the_microphone hear|kill|remove FOLDER SERVER_PID`
"""

from __future__ import annotations

import json
import math
import os
import signal
import subprocess
import sys
import time
from dataclasses import asdict
from pathlib import Path
from queue import Queue

from simulator.interview.effects import Listen
from simulator.interview.events import AnswerHeard, Event
from simulator.listening.capture import Capture
from simulator.listening.devices import choose_microphone
from simulator.listening.listener import Listener
from simulator.listening.moonshine import MoonshineTranscriber
from simulator.listening.recording import Recording
from tests.listening.sounds import ToneTranscriber
from tests.needs import PROJECT

ANSWER = PROJECT / "scripts_phone_screen" / "demo.answers" / "greeting.flac"
LONGEST_SECONDS = 60.0


def say(**told: object) -> None:
    sys.stdout.write(json.dumps(told, default=str) + "\n")
    sys.stdout.flush()


def main(scenario: str, folder: Path, server_pid: int) -> None:
    microphone = choose_microphone()
    inbox: Queue[Event] = Queue()
    failures: Queue[tuple[str, str]] = Queue()
    recording = Recording(folder / "call.pcm", microphone.rate_hz)
    transcriber = MoonshineTranscriber() if scenario == "hear" else ToneTranscriber()
    listener = Listener(inbox.put, time.monotonic, microphone.rate_hz, transcriber, recording)
    asked_at = time.monotonic()
    capture = Capture(microphone, listener.feed, lambda device, reason: failures.put((device, reason)))
    capture.wait_until_hearing(20.0)
    say(told="hearing", after_seconds=time.monotonic() - asked_at, rate_hz=microphone.rate_hz)
    if scenario == "hear":
        listener.listen(Listen("t1.listen", 1, "greeting", "", 60.0, math.inf))
        subprocess.run(["paplay", "--device=mouth", str(ANSWER)], check=True)
        while not isinstance(event := inbox.get(timeout=LONGEST_SECONDS), AnswerHeard):
            say(told=type(event).__name__, **asdict(event))
        say(told="AnswerHeard", text=event.transcript.text)
    elif scenario == "kill":
        os.kill(server_pid, signal.SIGKILL)
        say(told="failure", what=failures.get(timeout=LONGEST_SECONDS))
    elif scenario == "remove":
        # The capture must first have seen where its sound comes from.
        capture.source_known.wait(LONGEST_SECONDS)
        modules = subprocess.run(["pactl", "list", "short", "modules"], capture_output=True, text=True, check=True)
        number = next(line.split()[0] for line in modules.stdout.splitlines() if "module-remap-source" in line)
        subprocess.run(["pactl", "unload-module", number], check=True)
        say(told="failure", what=failures.get(timeout=LONGEST_SECONDS))
    asked_at = time.monotonic()
    capture.close()
    say(told="closed", after_seconds=time.monotonic() - asked_at, overflows=capture.overflows)
    say(told="recorded", fed=listener.frames, **asdict(recording.close()))
    listener.close()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
