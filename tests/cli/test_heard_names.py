"""What the recogniser makes of a name: read out of its sentence, found with the real engines, never waited for long."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from simulator.cli.heard_names import heard_names, name_in
from simulator.errors import ModelError
from tests.needs import missing


class CannedTranscriber:
    """Hears the same every time."""

    engine, model, version = "canned", "", ""

    def __init__(self, text: str) -> None:
        self.text = text
        self.may_answer = threading.Event()
        self.may_answer.set()

    def transcribe(self, samples: Sequence[float]) -> str:
        assert len(samples) > 16_000 // 2
        self.may_answer.wait(10)
        return self.text


@pytest.mark.parametrize(
    ("text", "name", "heard"),
    [
        ("Hello, this is Chevonne.", "Siobhan", "chevonne"),
        ("Hello this is Mic", "Mike", "mic"),
        ("Hello, this is Niall. I mean.", "Xiaoming", "niall"),
        ("Hello, this is Mike.", "Mike", ""),
        ("Hello, listen to me.", "Siobhan", ""),
        ("Hello, this is Mike Chuck Woo.", "Ikechukwu", "mike chuck woo"),
        ("Hello, this is a song that never comes to its end.", "Ana", ""),
        ("", "Ana", ""),
    ],
)
def test_name_is_what_stands_after_this_is(text: str, name: str, heard: str) -> None:
    assert name_in(text, name) == heard


def test_each_variant_is_kept_once(tmp_path: Path) -> None:
    found = heard_names("Mike", "", tmp_path, new_transcriber=lambda: CannedTranscriber("Hello, this is Mic."))
    assert found == ("mic",)


def test_without_a_recogniser_nothing_is_found(tmp_path: Path) -> None:
    def none() -> CannedTranscriber:
        raise ModelError("MI0301", "There is none.")

    assert heard_names("Mike", "", tmp_path, new_transcriber=none) == ()


def test_nobody_waits_for_a_recogniser_that_hangs(tmp_path: Path) -> None:
    hanging = CannedTranscriber("Hello, this is Mic.")
    hanging.may_answer.clear()
    began = time.monotonic()
    assert heard_names("Mike", "", tmp_path, new_transcriber=lambda: hanging, wait_seconds=0.5) == ()
    assert time.monotonic() - began < 5
    hanging.may_answer.set()


def test_real_voices_and_the_real_recogniser_agree_that_something_was_said(tmp_path: Path) -> None:
    try:
        import moonshine_voice  # noqa: F401
    except ImportError:
        missing("moonshine-voice is not installed")
    found = heard_names("Saoirse", "", tmp_path, wait_seconds=30)
    assert found
    assert "saoirse" not in found
