"""The microphone is really heard, and its loss is noticed: on a sound card built for the test."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.needs import PROJECT
from tests.sound_card import SoundCard, sound_card

pytestmark = pytest.mark.sound_card


@pytest.fixture
def card(tmp_path: Path) -> Iterator[SoundCard]:
    with sound_card(tmp_path / "card") as built:
        yield built


def on_the_microphone(card: SoundCard, scenario: str) -> dict[str, dict[str, Any]]:
    command = [sys.executable, "-m", "tests.listening.on_the_microphone", scenario]
    command += [str(card.folder), str(card.server_pid)]
    done = subprocess.run(command, cwd=PROJECT, env=card.environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return {line["told"]: line for line in map(json.loads, done.stdout.splitlines())}


def test_what_is_said_into_the_microphone_is_heard_word_for_word_and_kept(card: SoundCard) -> None:
    told = on_the_microphone(card, "hear")
    heard = [word.strip(".,?!").lower() for word in told["AnswerHeard"]["text"].split()]
    assert heard == ["hello", "cindy", "this", "is", "mike", "how", "are", "you", "today"]
    assert told["AnswerEnded"]["reason"] == "pause"
    assert told["closed"]["overflows"] == 0
    kept = np.fromfile(card.folder / "call.pcm", "<i2")
    assert told["recorded"]["frames"] == told["recorded"]["fed"] == len(kept)
    answer = kept[told["AnswerEnded"]["start_frame"] : told["AnswerEnded"]["end_frame"]]
    seconds = len(answer) / told["hearing"]["rate_hz"]
    assert 2.5 < seconds < 5.0
    assert np.abs(answer).max() > 3000
    before = kept[: told["AnswerEnded"]["start_frame"]]
    assert len(before) == 0 or np.abs(before).max() < 300


@pytest.mark.parametrize(("scenario", "reason"), [("kill", "default: "), ("remove", "took its place")])
def test_a_microphone_that_is_lost_is_told_and_what_was_heard_is_kept(
    card: SoundCard, scenario: str, reason: str
) -> None:
    told = on_the_microphone(card, scenario)
    device, why = told["failure"]["what"]
    assert device == "microphone"
    assert reason in why
    assert told["closed"]["after_seconds"] < 2.5
    assert told["recorded"]["frames"] == told["recorded"]["fed"] > 0
