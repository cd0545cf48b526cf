"""Whisper after the call: every answer with sound is read again from the recording, and the older words stay."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from simulator.cli.revising import revise_session
from simulator.interview.events import AnswerHeard, TranscriptRevised
from simulator.journal.store import Store
from simulator.listening.moonshine import MoonshineTranscriber
from simulator.listening.whisper import WhisperTranscriber
from simulator.review.projection import read_review
from tests.cli.running import run
from tests.cli.test_phone import DEMO_ANSWERS


class SecondEngine(MoonshineTranscriber):
    """The embedded engine under another name: its words are known, and must come from the right sound."""

    engine = "whisper"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("revised")
    done = run("drill", "greeting", "--answers", DEMO_ANSWERS, "--mute", "--name", "Mike", "--seed", "1", home=folder)
    assert done.returncode == 0, done.stderr
    return folder


def test_answer_is_read_again_from_its_own_place_in_the_recording(home: Path) -> None:
    with Store.open(home) as store:
        session = store.resolve("last")
        heard = next(event for event in store.events(session) if isinstance(event, AnswerHeard))
        assert revise_session(store, session, home, SecondEngine()) == 1
        revised = next(event for event in store.events(session) if isinstance(event, TranscriptRevised))
        assert revised.turn == heard.turn
        assert revised.transcript.text == heard.transcript.text
        assert revised.transcript.stretches[0].start_seconds == pytest.approx(
            heard.transcript.stretches[0].start_seconds, abs=0.5
        )
        assert revise_session(store, session, home, SecondEngine()) == 0


def test_words_of_whisper_are_the_words_of_record(home: Path, random_whisper: Path) -> None:
    with Store.open(home) as store:
        session = store.resolve("last")
        assert revise_session(store, session, home, WhisperTranscriber(random_whisper, "tiny.en")) == 1
        read = read_review(store, session)
    takes = [turn.take for exchange in read.exchanges for turn in exchange.turns if turn.take is not None]
    assert takes[0].transcript is not None
    assert (takes[0].transcript.engine, takes[0].transcript.model) == ("whisper", "tiny.en")


def test_without_a_model_the_command_says_how_to_get_one(home: Path) -> None:
    done = run("revise", home=home)
    assert done.returncode == 3
    assert "mock-interview models download" in done.stderr
    assert json.loads(run("review", "--json", home=home).stdout)["over"]
