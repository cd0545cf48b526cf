from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from simulator.errors import UsageError
from simulator.listening.files import RecordedAnswers, read_blocks, read_sound, sound_facts
from simulator.listening.transcribing import transcribe_file
from tests.listening.sounds import FailingTranscriber, LoudnessDetector, ToneTranscriber, repeated, said


def write(path: Path, sound: NDArray[np.int16], rate_hz: int = 16_000, **how: str) -> Path:
    soundfile.write(path, sound, rate_hz, **how)
    return path


def stereo(left: NDArray[np.int16], right: NDArray[np.int16]) -> NDArray[np.int16]:
    return np.stack([left, right], axis=1)


@pytest.mark.parametrize(
    ("name", "rate_hz", "subtype"),
    [
        ("a.wav", 16_000, "PCM_16"),
        ("a.wav", 8_000, "PCM_16"),
        ("a.wav", 44_100, "PCM_24"),
        ("a.wav", 48_000, "FLOAT"),
        ("a.wav", 22_050, "PCM_U8"),
        ("a.flac", 48_000, "PCM_24"),
        ("a.ogg", 44_100, "VORBIS"),
        ("a.mp3", 44_100, "MPEG_LAYER_III"),
    ],
)
def test_every_usual_kind_of_file_is_heard(tmp_path: Path, name: str, rate_hz: int, subtype: str) -> None:
    path = write(tmp_path / name, said(0.5, "one", 0.4, "two", 1.0, rate_hz=rate_hz), rate_hz, subtype=subtype)
    heard = transcribe_file(path, ToneTranscriber(), new_detector=LoudnessDetector)
    assert heard.transcript.text == "one two"
    assert heard.seconds == pytest.approx(2.9, abs=0.1)


def test_both_sides_of_a_stereo_file_are_heard(tmp_path: Path) -> None:
    sound = stereo(said("one", 1.0, 0.5), said(0.5, 0.5, "two", 0.5)[: 16_000 * 2])
    path = write(tmp_path / "a.wav", sound)
    assert transcribe_file(path, ToneTranscriber(), new_detector=LoudnessDetector).transcript.text == "one two"


def test_blocks_are_those_of_a_microphone_and_hold_the_sound_itself(tmp_path: Path) -> None:
    sound = said("one", 0.111, "two")
    blocks = list(read_blocks(write(tmp_path / "a.flac", sound)))
    assert {len(block) for block in blocks[:-1]} == {320}
    assert blocks[0].dtype == np.int16
    joined = np.concatenate(blocks)
    assert len(joined) == len(sound)
    assert int(np.abs(joined.astype(int) - sound).max()) <= 1


def test_what_is_no_number_or_too_loud_becomes_sound_within_bounds(tmp_path: Path) -> None:
    wild = np.array([np.nan, np.inf, -np.inf, 7.0, -7.0] * 1000, np.float32)
    soundfile.write(tmp_path / "a.wav", wild, 16_000, subtype="FLOAT")
    sound = np.concatenate(list(read_sound(tmp_path / "a.wav")))
    assert np.isfinite(sound).all()
    assert float(np.abs(sound).max()) <= 1.0


def broken_file(kind: str, folder: Path) -> Path:
    path = folder / f"{kind}.wav"
    match kind:
        case "empty":
            path.write_bytes(b"")
        case "text":
            path.write_text("Hello Cindy. This is Mike.\n" * 50)
        case "header_only":
            soundfile.write(path, np.zeros(0, np.int16), 16_000)
        case "one_sample":
            soundfile.write(path, np.zeros(1, np.int16), 16_000)
        case "cut_off":
            whole = write(folder / "whole.flac", said("one", "two"))
            path.write_bytes(whole.read_bytes()[:60])
            whole.unlink()
        case "folder":
            path.mkdir()
    return path


@pytest.mark.parametrize(
    ("kind", "code", "words"),
    [
        ("missing", "MI0231", "There is no file"),
        ("folder", "MI0231", "is a folder"),
        ("empty", "MI0233", "is empty"),
        ("header_only", "MI0233", "no sound"),
        ("one_sample", "MI0233", "0.000 s"),
        ("text", "MI0232", "not a sound file"),
        ("cut_off", "MI0232", "not a sound file"),
    ],
)
def test_a_file_that_cannot_be_heard_is_named_with_the_reason(tmp_path: Path, kind: str, code: str, words: str) -> None:
    path = broken_file(kind, tmp_path)
    with pytest.raises(UsageError, match=words) as raised:
        transcribe_file(path, ToneTranscriber())
    assert raised.value.code == code
    assert path.name in raised.value.message
    assert raised.value.hint


def test_a_recogniser_that_fails_on_a_file_is_an_error_not_an_empty_text(tmp_path: Path) -> None:
    path = write(tmp_path / "a.wav", said("one", 1.0))
    with pytest.raises(Exception, match="MI0303") as raised:
        transcribe_file(path, FailingTranscriber(1), new_detector=LoudnessDetector)
    assert getattr(raised.value, "code", "") == "MI0304"


def test_an_hour_is_heard_piece_by_piece_and_never_held_whole(tmp_path: Path) -> None:
    """Five minutes stand for the hour: less is held than three quarters of their sound."""
    import tracemalloc

    minute = said(*repeated(60), rate_hz=8_000)
    path = tmp_path / "long.flac"
    with soundfile.SoundFile(path, "w", 8_000, 1) as file:
        for _ in range(5):
            file.write(minute)
    transcriber = ToneTranscriber()
    told: list[float] = []
    tracemalloc.start()
    heard = transcribe_file(path, transcriber, told.append, new_detector=LoudnessDetector)
    peak_bytes = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert heard.transcript.text.split() == ["one"] * 300
    assert told[0] == pytest.approx(1.0, abs=0.03)
    assert told[-1] > 298
    whole_bytes = 300 * 16_000 * 4
    assert peak_bytes < whole_bytes * 3 / 4


def test_a_folder_of_answers_is_read_by_what_they_answer(tmp_path: Path) -> None:
    write(tmp_path / "greeting.flac", said("one"))
    write(tmp_path / "overfitting.probe.wav", said("two"))
    (tmp_path / "greeting.txt").write_text("Hello Cindy.")
    answers = RecordedAnswers(tmp_path)
    assert set(answers.names) == {"greeting", "overfitting.probe"}
    assert sum(map(len, answers.blocks("greeting"))) == 8_000
    assert list(answers.blocks("sign_off")) == []


def test_every_bad_answer_of_a_folder_is_named_at_once(tmp_path: Path) -> None:
    write(tmp_path / "good.flac", said("one"))
    broken_file("empty", tmp_path)
    broken_file("text", tmp_path)
    broken_file("one_sample", tmp_path)
    (tmp_path / "phone.m4a").write_bytes(b"not for libsndfile")
    with pytest.raises(UsageError) as raised:
        RecordedAnswers(tmp_path)
    assert raised.value.code == "MI0235"
    for name in ("empty.wav", "text.wav", "one_sample.wav", "phone.m4a"):
        assert name in raised.value.message
    assert "good" not in raised.value.message


def test_two_files_for_one_answer_are_refused(tmp_path: Path) -> None:
    write(tmp_path / "greeting.flac", said("one"))
    write(tmp_path / "greeting.wav", said("two"))
    with pytest.raises(UsageError, match=r"greeting\.flac and greeting\.wav"):
        RecordedAnswers(tmp_path)


@pytest.mark.parametrize("there", [True, False])
def test_a_folder_without_answers_says_how_to_name_them(tmp_path: Path, there: bool) -> None:
    with pytest.raises(UsageError) as raised:
        RecordedAnswers(tmp_path if there else tmp_path / "none")
    assert raised.value.code == "MI0234"
    assert "greeting.flac" in raised.value.hint


def test_what_a_file_says_of_itself(tmp_path: Path) -> None:
    facts = sound_facts(write(tmp_path / "a.wav", stereo(said("one"), said("two")), 44_100))
    assert (facts.rate_hz, facts.channels) == (44_100, 2)
    assert facts.seconds == pytest.approx(8_000 / 44_100)
