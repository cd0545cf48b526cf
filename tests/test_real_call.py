"""A whole call through a sound card: `mock-interview phone` rings, speaks and listens, and a candidate who knows only
the loudspeaker answers into the microphone. What was heard and what was scored must be what was said.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jiwer
import numpy as np
import pytest
import soundfile
from rapidfuzz import fuzz

from simulator.listening.moonshine import MoonshineTranscriber
from tests.needs import PROJECT, need_program
from tests.sound_card import SoundCard, sound_card
from tests.virtual_candidate import is_tone

pytestmark = [pytest.mark.sound_card, pytest.mark.flite]

SCRIPT = PROJECT / "tests" / "real_call" / "two_questions.yaml"
DEMO_ANSWERS = PROJECT / "scripts_phone_screen" / "demo.answers"
CUES = {
    "greeting": "am I speaking with Mike",
    "define_machine_learning": "how would you define machine learning",
    "overfitting": "what is overfitting",
    "overfitting.probe": "how would you notice it in the numbers",
    "sign_off": "that was my last question you will hear from us",
}
"""What the interviewer says before each answer is due. The probe may not come; the others come in this order."""
BRIEFING = "I have two short questions"
"""After it there is room for a question of the candidate's own; this one has none."""
SHORT_DEFINITION = (
    "Machine learning is a part of artificial intelligence. It learns from examples, without explicit rules."
)
"""The demo's candidate rambles here for half a minute."""

Sound = np.ndarray[Any, np.dtype[np.float32]]

RING_EVERY_SECONDS = 6.0
LEAST_RING_SAMPLES = 4_000
MOST_WER = 0.2
"""The embedded engine reads this voice with 8 % errors."""
CALL_WITHIN_SECONDS = 240

PLAIN = jiwer.Compose(
    [jiwer.ToLowerCase(), jiwer.RemovePunctuation(), jiwer.RemoveMultipleSpaces(), jiwer.Strip()],
)


@dataclass(frozen=True)
class Call:
    screen: str
    review: dict[str, Any]
    loudspeaker: Sound
    """All that the interviewer said and rang, at 16 kHz."""
    candidate: list[dict[str, Any]]
    """What the candidate understood and played, in order."""

    @property
    def played(self) -> list[str]:
        return [Path(said["answered"]).stem for said in self.candidate if said.get("answered")]


@pytest.fixture(scope="module")
def call(tmp_path_factory: pytest.TempPathFactory) -> Call:
    folder = tmp_path_factory.mktemp("real_call")
    with sound_card(folder / "card") as card, card.room_noise():
        return hold_call(card, folder)


def hold_call(card: SoundCard, folder: Path) -> Call:
    plan, heard, home = folder / "plan.json", folder / "heard.wav", folder / "home"
    plan.write_text(json.dumps(planned(folder)))
    listen = [sys.executable, "-m", "tests.virtual_candidate", str(plan), str(heard)]
    candidate = subprocess.Popen(listen, cwd=PROJECT, env=card.environment, stdout=subprocess.PIPE, text=True)
    assert candidate.stdout is not None
    assert json.loads(candidate.stdout.readline()) == {"ready": True}
    program = [sys.executable, "-m", "simulator.cli.main", "--home", str(home)]
    phone = [*program, "phone", str(SCRIPT), "--plain", "--name", "Mike", "--seed", "1", "--minutes", "10", "--calm"]
    try:
        held = run(phone, card, CALL_WITHIN_SECONDS)
    finally:
        candidate.terminate()
        said = candidate.communicate(timeout=30)[0]
    assert held.returncode == 0, held.stdout + held.stderr + said
    reviewed = run([*program, "review", "last", "--json"], card, 60)
    assert reviewed.returncode == 0, reviewed.stderr
    loudspeaker, _ = soundfile.read(heard, dtype="float32")
    lines = [json.loads(line) for line in said.splitlines()]
    return Call(held.stdout + held.stderr, json.loads(reviewed.stdout), loudspeaker, lines)


def planned(folder: Path) -> list[dict[str, Any]]:
    """The candidate's plan: the demo's recordings, and one spoken for this test by the same voice."""
    definition = folder / "define_machine_learning.wav"
    subprocess.run([need_program("flite"), "-voice", "slt", "-t", SHORT_DEFINITION, "-o", definition], check=True)
    files = {name: DEMO_ANSWERS / f"{name}.flac" for name in CUES} | {"define_machine_learning": definition}
    answers = [{"cue": cue, "play": str(files[name]), "in_order": "." not in name} for name, cue in CUES.items()]
    return [{"cue": BRIEFING, "play": None, "in_order": False}, *answers]


def run(command: list[str], card: SoundCard, within_seconds: float) -> subprocess.CompletedProcess[str]:
    """Without a keyboard: then the call is picked up after two rings."""
    return subprocess.run(
        command,
        cwd=PROJECT,
        env=card.environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=within_seconds,
    )


def text_of(name: str) -> str:
    if name == "define_machine_learning":
        return SHORT_DEFINITION
    return (DEMO_ANSWERS / f"{name}.txt").read_text(encoding="utf-8").strip()


def test_it_rings_twice_before_the_interviewer_speaks(call: Call) -> None:
    """By what is heard, not by when or how long: a sound server may stand still, or swallow a second of a ring."""
    rings: list[float] = []
    for start, piece in audible_pieces(call.loudspeaker, above=0.01, gap_samples=2_400):
        if len(piece) < LEAST_RING_SAMPLES:
            continue
        if not is_tone((piece * 32_767).astype(np.int16)):
            break
        rings.append(start / 16_000)
    assert len(rings) >= 2
    assert rings[-1] - rings[0] >= RING_EVERY_SECONDS - 0.5


def test_the_questions_are_heard_in_the_recording_of_the_loudspeaker(call: Call) -> None:
    heard = transcribed(call.loudspeaker)
    asked = [answer["asked"] for answer in call.review["answers"]]
    assert any("define machine learning" in text for text in asked)
    assert any("overfitting" in text for text in asked)
    for text in asked:
        assert fuzz.partial_ratio(PLAIN(text), PLAIN(heard)) > 65, f"{text!r} was not heard in: {heard}"


def transcribed(sound: Sound) -> str:
    """The loudspeaker's words, prompt by prompt: whatever stands between silences of half a second."""
    transcriber = MoonshineTranscriber()
    pieces = audible_pieces(sound, above=0.005, margin_samples=4_000)
    return " ".join(transcriber.transcribe(piece.tolist()) for _, piece in pieces)


def audible_pieces(
    sound: Sound, above: float, gap_samples: int = 8_000, margin_samples: int = 0
) -> list[tuple[int, Sound]]:
    """What stands between silences of at least `gap_samples`, and the sample where it begins."""
    edges = np.flatnonzero(np.abs(sound) > above)
    breaks = np.flatnonzero(np.diff(edges) > gap_samples)
    starts, ends = edges[np.r_[0, breaks + 1]], edges[np.r_[breaks, len(edges) - 1]]
    return [
        (int(start), sound[max(0, start - margin_samples) : end + 1 + margin_samples])
        for start, end in zip(starts, ends, strict=True)
    ]


def test_every_answer_was_given_to_what_was_heard_of_the_question(call: Call) -> None:
    assert call.played == list(CUES)


def test_the_answers_as_scored_are_the_ones_played(call: Call) -> None:
    scored = {answer["id"]: answer for answer in call.review["answers"]}
    for first in ("greeting", "define_machine_learning", "overfitting", "sign_off"):
        played = " ".join(text_of(name) for name in call.played if name.split(".")[0] == first)
        wer = jiwer.wer(PLAIN(played), PLAIN(scored[first]["transcript"]))
        assert wer <= MOST_WER, f"{first}: {wer:.2f}\nplayed: {played}\nscored: {scored[first]['transcript']}"
        assert scored[first]["score"]["score"] is not None


def test_the_probe_was_asked_because_its_idea_was_not_heard_and_then_earned_it(call: Call) -> None:
    overfitting = next(answer for answer in call.review["answers"] if answer["id"] == "overfitting")
    earned = {item["id"]: item["earned"] for item in overfitting["score"]["concepts"]["items"]}
    assert earned["gap"] > 0
    assert earned["remedy"] > 0
    assert earned["learns_noise"] == 0


def test_the_call_ended_politely_and_within_its_minutes(call: Call) -> None:
    assert call.review["mode"] == "voice"
    assert call.review["ended_by"] == "interviewer"
    assert call.review["over"]
    assert call.review["call_seconds"] < 150
    assert "Goodbye, Mike." in call.screen
    assert "Traceback" not in call.screen
    assert "gives no sound" not in call.screen
