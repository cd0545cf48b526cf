"""After a call each answer has a second reading of the very stretches that were heard; its doubts reach the score."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from simulator.cli.hearing_again import hear_again, hear_what_is_left
from simulator.cli.settings import Settings
from simulator.interview.events import AnswerHeard, AnswerHeardAgain, Stretch, Transcript, TranscriptRevised
from simulator.journal.store import Store
from simulator.listening.moonshine import MoonshineTranscriber
from simulator.review.projection import read_review
from simulator.scoring.answer import Utterance
from tests.cli.running import run
from tests.cli.test_phone import DEMO_ANSWERS


def utterances(store: Store, session: str) -> list[Utterance]:
    answers = [exchange.answer for exchange in read_review(store, session).exchanges if exchange.answer is not None]
    return [utterance for answer in answers for utterance in answer.utterances]


def without_second_readings(store: Store, session: str) -> str:
    """The same session once more, as one that broke off before anything was read again."""
    copy = store.begin(store.texts(session))
    for event in store.events(session):
        if not isinstance(event, AnswerHeardAgain):
            copy.append(event)
    return copy.session_id


@pytest.fixture(scope="module")
def after_a_call(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("heard_again")
    done = run("drill", "greeting", "--answers", DEMO_ANSWERS, "--mute", "--name", "Mike", "--seed", "1", home=folder)
    assert done.returncode == 0, done.stderr
    return folder


def test_every_answer_is_read_again_from_its_own_place_in_the_recording(after_a_call: Path) -> None:
    with Store.open(after_a_call) as store:
        session = store.resolve("last")
        events = store.events(session)
        heard = {event.turn: event.transcript for event in events if isinstance(event, AnswerHeard)}
        again = {event.turn: event.transcript for event in events if isinstance(event, AnswerHeardAgain)}
        assert again.keys() == {turn for turn, transcript in heard.items() if transcript.stretches}
        for turn, second in again.items():
            first = heard[turn]
            assert [s.start_seconds for s in second.stretches] == [s.start_seconds for s in first.stretches]
            assert "Cindy" in first.text
            assert "Cindy" in second.text
        assert hear_again(store.journal(session), after_a_call, MoonshineTranscriber()) == 0


def test_words_heard_otherwise_are_doubtful_until_a_hand_corrects_them(after_a_call: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(after_a_call, home)
    with Store.open(home) as store:
        session = store.resolve("last")
        journal = store.journal(session)
        heard = next(event for event in store.events(session) if isinstance(event, AnswerHeard))
        first = heard.transcript.stretches[0]
        again = Transcript("", "moonshine", "", "", (Stretch(first.start_seconds, first.end_seconds, "Yellow"),))
        journal.append(AnswerHeardAgain(heard.at_seconds, heard.turn, again))
        (utterance, *_) = utterances(store, session)
        assert utterance.text.startswith("Hello, Cindy.")
        assert utterance.doubtful == ((0, len(utterance.text.rstrip(".?"))),)
        corrected = Transcript(heard.transcript.text, "hand", "", "", heard.transcript.stretches)
        journal.append(TranscriptRevised(heard.at_seconds, heard.turn, corrected))
        assert not any(utterance.doubtful for utterance in utterances(store, session))


def test_person_who_does_not_wait_loses_nothing_but_the_doubts(
    after_a_call: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    shutil.copytree(after_a_call, home)

    def interrupted(*_: object) -> str:
        raise KeyboardInterrupt

    with Store.open(home) as store:
        session = without_second_readings(store, store.resolve("last"))
        with monkeypatch.context() as patch:
            patch.setattr(MoonshineTranscriber, "transcribe", interrupted)
            hear_what_is_left(Settings(home), session)
        assert read_review(store, session).call_score is not None
        assert not any(utterance.doubtful for utterance in utterances(store, session))
        hear_what_is_left(Settings(home), session)
        assert len([event for event in store.events(session) if isinstance(event, AnswerHeardAgain)]) == 1
        hear_what_is_left(Settings(home), session)
        assert len([event for event in store.events(session) if isinstance(event, AnswerHeardAgain)]) == 1


def test_where_whisper_reads_the_answers_they_are_not_read_again_for_doubts(after_a_call: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(after_a_call, home)
    (home / "models").mkdir(exist_ok=True)
    (home / "models" / "tiny.en.pt").write_bytes(b"a model")
    with Store.open(home) as store:
        session = without_second_readings(store, store.resolve("last"))
        hear_what_is_left(Settings(home), session)
        assert not [event for event in store.events(session) if isinstance(event, AnswerHeardAgain)]


def test_engine_of_another_version_does_not_judge_what_was_heard(after_a_call: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(after_a_call, home)
    newer = MoonshineTranscriber()
    newer.version = "9.9"
    with Store.open(home) as store:
        session = without_second_readings(store, store.resolve("last"))
        assert hear_again(store.journal(session), home, newer) == 0
