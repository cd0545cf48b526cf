"""The loudspeaker really sounds, is really silent, and says so when it is lost: on a sound card built for the test."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.needs import PROJECT
from tests.sound_card import SoundCard, sound_card
from tests.speaking.on_the_card import QUIET_DB, chirp
from tests.speaking.test_sound import strongest_hz
from tests.speaking.waiting import until

pytestmark = pytest.mark.sound_card
RATE_HZ = 16_000


@pytest.fixture
def card(tmp_path: Path) -> Iterator[SoundCard]:
    with sound_card(tmp_path / "card") as built:
        yield built


def on_the_card(card: SoundCard, scenario: str) -> tuple[list[dict[str, Any]], NDArray[np.float64]]:
    """What the scenario was told, and what the loudspeaker said meanwhile (float samples at 16 kHz)."""
    heard = card.folder / "loudspeaker.raw"
    recorder = card.record(heard, RATE_HZ)
    until(lambda: heard.stat().st_size > 0)
    command = [sys.executable, "-m", "tests.speaking.on_the_card", scenario]
    command += [str(card.server_pid), str(card.folder / "cache")]
    done = subprocess.run(command, cwd=PROJECT, env=card.environment, capture_output=True, text=True, timeout=90)
    recorder.terminate()
    recorder.wait()
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()], np.fromfile(heard, np.int16).astype(np.float64)


def likeness(recording: NDArray[np.float64], wanted: NDArray[np.float64]) -> tuple[float, int]:
    """The best normalised cross-correlation of `wanted` in `recording`, and the sample where it begins."""
    size = 1 << (len(recording) + len(wanted)).bit_length()
    product = np.fft.rfft(recording, size) * np.conj(np.fft.rfft(wanted, size))
    correlation = np.fft.irfft(product, size)[: len(recording)]
    energy = np.convolve(recording**2, np.ones(len(wanted)), "full")[len(wanted) - 1 :]
    normal = correlation / np.sqrt(np.maximum(energy, 1.0) * np.sum(wanted**2))
    at = int(np.argmax(normal))
    return float(normal[at]), at


def loudness(recording: NDArray[np.float64]) -> list[int]:
    """The loudest sample of each tenth of a second: says what was heard instead, where a test fails."""
    return [int(np.abs(piece).max()) for piece in np.array_split(recording, max(1, len(recording) // 1600))]


def places(recording: NDArray[np.float64], wanted: NDArray[np.float64], pieces: int = 16) -> list[int]:
    """Where in the recording each piece of `wanted` begins, of the pieces that are clearly there. In pieces, because
    on a machine that is busy with other tests PulseAudio itself drops a few milliseconds now and then."""
    found = [likeness(recording, piece) for piece in np.array_split(wanted, pieces)]
    return [at for alike, at in found if alike > 0.9]


def test_a_sound_is_found_whole_in_what_the_loudspeaker_said(card: SoundCard) -> None:
    (told,), recording = on_the_card(card, "play")
    begins = places(recording, chirp().samples.astype(np.float64))
    assert len(begins) >= 14, (told, loudness(recording))
    assert begins == sorted(begins)
    assert begins[-1] - begins[0] == pytest.approx(0.75 * RATE_HZ, rel=0.2)
    assert told["heard"]
    assert told["seconds"] == pytest.approx(0.8, abs=0.01)
    assert told["took_seconds"] == pytest.approx(0.8, abs=0.15)
    assert told["close_seconds"] < 1.0


def test_stop_is_silence_at_once_and_the_next_sound_follows(card: SoundCard) -> None:
    (told,), recording = on_the_card(card, "stop")
    assert told == {"stopped_was_told": False, "after_was_told": True}
    after = places(recording, chirp().samples.astype(np.float64))
    assert len(after) >= 14, loudness(recording)
    begins = after[0]
    audible = np.flatnonzero(np.abs(recording) > 300)
    assert begins - audible[0] < 1.0 * RATE_HZ, "the stopped sound, 20 seconds long, was heard for longer"
    assert audible[-1] - begins < 0.9 * RATE_HZ


def test_a_killed_sound_server_is_told_and_what_was_playing_was_not_heard(card: SoundCard) -> None:
    (lost, later, closed), _ = on_the_card(card, "kill")
    assert "has stopped" in lost["reason"]
    assert not lost["heard"]
    assert 0.0 < lost["seconds"] < 5.0
    assert lost["after_seconds"] < 3.0
    assert later == {"later_heard": False, "failures_left": 0}
    assert closed["close_seconds"] < 1.0


def test_a_mistake_in_the_audio_callback_is_told_and_not_only_printed(card: SoundCard) -> None:
    (told,), _ = on_the_card(card, "broken")
    assert "ValueError" in told["reason"]
    assert told["heard"] is False


def test_a_voice_rings_speaks_stops_and_goes_on_as_text_when_the_loudspeaker_is_lost(card: SoundCard) -> None:
    told, recording = on_the_card(card, "call")
    events = [entry.get("event") for entry in told[:-1]]
    assert events[:3] == ["CallAnswered", "PromptSpoken", "PromptSpoken"]
    assert sorted(events[3:5]) == ["DeviceFailed", "PromptSpoken"]
    assert events[5:] == ["PromptSpoken"]
    spoken = {entry["turn"]: entry for entry in told if entry.get("event") == "PromptSpoken"}
    assert {turn: entry["heard"] for turn, entry in spoken.items()} == {1: True, 3: True, 4: False, 5: False}
    first = spoken[1]
    assert (first["end_frame"] - first["start_frame"]) / 48_000 == pytest.approx(first["seconds"], abs=0.2)
    lost = next(entry for entry in told if entry.get("event") == "DeviceFailed")
    assert lost["device"] == "loudspeaker"
    assert told[-1] == {"left": 0}
    ring_begins = int(np.flatnonzero(np.abs(recording) > 300)[0])
    ring = recording[ring_begins + RATE_HZ // 4 : ring_begins + RATE_HZ * 7 // 4]
    assert strongest_hz_of(ring) == pytest.approx([440.0, 480.0], abs=2), loudness(recording)


def test_at_a_door_nothing_rings_nor_closes_and_a_line_changes_how_the_voice_sounds(card: SoundCard) -> None:
    told, recording = on_the_card(card, "line")
    assert [entry["event"] for entry in told] == ["CallAnswered", *["PromptSpoken"] * 3]
    assert all(entry["heard"] for entry in told[1:])
    plain, telephone, quiet = audible_pieces(recording)
    for piece, spoken in zip((plain, telephone, quiet), told[1:], strict=True):
        assert len(piece) / RATE_HZ == pytest.approx(spoken["seconds"], abs=0.4), loudness(recording)
    for low_hz, high_hz in ((50.0, 270.0), (3_500.0, 7_000.0)):
        assert energy_db(plain, low_hz, high_hz) - energy_db(telephone, low_hz, high_hz) > 20
    assert energy_db(telephone, 400.0, 3_300.0) == pytest.approx(energy_db(plain, 400.0, 3_300.0), abs=1.0)
    assert energy_db(quiet, 50.0, 7_000.0) - energy_db(plain, 50.0, 7_000.0) == pytest.approx(QUIET_DB, abs=1.0)


def audible_pieces(recording: NDArray[np.float64], gap_seconds: float = 0.6) -> list[NDArray[np.float64]]:
    """What stands between silences."""
    edges = np.flatnonzero(np.abs(recording) > 40)
    breaks = np.flatnonzero(np.diff(edges) > gap_seconds * RATE_HZ)
    starts, ends = edges[np.r_[0, breaks + 1]], edges[np.r_[breaks, len(edges) - 1]]
    return [recording[start : end + 1] for start, end in zip(starts, ends, strict=True)]


def energy_db(samples: NDArray[np.float64], low_hz: float, high_hz: float) -> float:
    energy = np.abs(np.fft.rfft(samples)) ** 2
    frequencies = np.fft.rfftfreq(len(samples), 1 / RATE_HZ)
    return float(10 * np.log10(energy[(frequencies >= low_hz) & (frequencies < high_hz)].sum()))


def strongest_hz_of(samples: NDArray[np.float64]) -> list[float]:
    from simulator.speaking.sound import Sound

    return strongest_hz(Sound(samples.astype(np.int16), RATE_HZ), 2)
