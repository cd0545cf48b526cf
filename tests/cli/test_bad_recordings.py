"""Answer recordings of every kind that people have, through a whole call: heard, or refused with a reason."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import soundfile
import soxr
from numpy.typing import NDArray

from tests.cli.running import run
from tests.cli.test_phone import DEMO_ANSWERS, SHORT_SCRIPT

Write = Callable[[Path, NDArray[np.float32]], Path]


def _resampled(rate_hz: int) -> Write:
    def write(folder: Path, spoken: NDArray[np.float32]) -> Path:
        path = folder / "greeting.wav"
        soundfile.write(path, soxr.resample(spoken, 16_000, rate_hz), rate_hz)
        return path

    return write


def _stereo(folder: Path, spoken: NDArray[np.float32]) -> Path:
    path = folder / "greeting.flac"
    soundfile.write(path, np.stack([spoken, spoken], axis=1), 16_000)
    return path


def _twenty_four_bits(folder: Path, spoken: NDArray[np.float32]) -> Path:
    path = folder / "greeting.wav"
    soundfile.write(path, spoken, 16_000, subtype="PCM_24")
    return path


def _mp3(folder: Path, spoken: NDArray[np.float32]) -> Path:
    path = folder / "greeting.mp3"
    soundfile.write(path, spoken, 16_000)
    return path


GOOD: dict[str, Write] = {
    "8 kHz": _resampled(8_000),
    "44.1 kHz": _resampled(44_100),
    "48 kHz": _resampled(48_000),
    "stereo": _stereo,
    "24 bits": _twenty_four_bits,
    "MP3": _mp3,
}


@pytest.mark.parametrize("kind", GOOD)
def test_recording_of_this_kind_is_heard(kind: str, tmp_path: Path) -> None:
    spoken, rate_hz = soundfile.read(DEMO_ANSWERS / "greeting.flac", dtype="float32")
    assert rate_hz == 16_000
    folder = tmp_path / "answers"
    folder.mkdir()
    GOOD[kind](folder, spoken)
    done = run("drill", "greeting", "--answers", folder, "--mute", "--name", "Mike", "--seed", "1", home=tmp_path / "h")
    assert done.returncode == 0, done.stderr
    told = json.loads(run("review", "--json", home=tmp_path / "h").stdout)
    assert "this is mike" in told["answers"][0]["transcript"].lower()


BAD = {
    "empty": ("greeting.wav", b"", "MI0233"),
    "text": ("greeting.wav", b"Hello, this is not a sound file at all.\n" * 20, "MI0232"),
    "another format": ("greeting.m4a", b"\x00\x00\x00\x20ftypM4A ", "MI0232"),
}


@pytest.mark.parametrize("kind", BAD)
def test_file_that_is_no_answer_is_named_before_anything_rings(kind: str, tmp_path: Path) -> None:
    name, content, code = BAD[kind]
    (tmp_path / name).write_bytes(content)
    done = run("phone", "--answers", tmp_path, home=tmp_path / "h")
    assert done.returncode == 2, done.stderr
    assert code in done.stderr
    assert name in done.stderr
    assert "[ringing]" not in done.stderr
    assert "Traceback" not in done.stderr


def test_recording_of_one_sample_is_refused(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "greeting.wav", np.zeros(1, np.float32), 16_000)
    done = run("phone", "--answers", tmp_path, home=tmp_path / "h")
    assert done.returncode == 2, done.stderr
    assert "MI0233" in done.stderr


def test_hour_long_answer_is_cut_off_at_the_hard_limit(tmp_path: Path) -> None:
    """An hour of speech: the call goes on at the limit, and most of the file is never heard."""
    spoken, rate_hz = soundfile.read(DEMO_ANSWERS / "define_machine_learning.flac", dtype="int16")
    folder = tmp_path / "answers"
    folder.mkdir()
    with soundfile.SoundFile(folder / "what_is_a_database.flac", "w", rate_hz, 1) as file:
        for _ in range(3600 * rate_hz // len(spoken) + 1):
            file.write(spoken)
    script = tmp_path / "short_call.yaml"
    script.write_text(SHORT_SCRIPT, encoding="utf-8")
    done = run("phone", script, "--answers", folder, "--mute", "--minutes", "5", home=tmp_path / "h")
    assert done.returncode == 0, done.stderr
    told = json.loads(run("review", "--json", home=tmp_path / "h").stdout)
    long_answer = next(item for item in told["answers"] if item["question_id"] == "what_is_a_database")
    assert long_answer["turns"][0]["take"]["end_reason"] == "hard_limit"
    assert told["ended_by"] == "interviewer"
