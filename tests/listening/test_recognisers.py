"""The real voice detector and the real recognisers."""

from __future__ import annotations

import builtins
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from simulator.errors import ModelError, UsageError
from simulator.listening.engines import Engine, open_engine
from simulator.listening.files import read_sound
from simulator.listening.models import ModelSource, ModelStore
from simulator.listening.moonshine import MoonshineTranscriber
from simulator.listening.transcribing import transcribe_file
from simulator.listening.vad import FrameCutter, SileroDetector
from simulator.listening.whisper import WhisperTranscriber
from tests.listening.sounds import ToneTranscriber
from tests.needs import PROJECT, need_shared_data

DEMO_ANSWERS = PROJECT / "scripts_phone_screen" / "demo.answers"


@pytest.fixture(scope="module")
def moonshine() -> MoonshineTranscriber:
    return MoonshineTranscriber()


def plain(text: str) -> str:
    return " ".join(re.findall(r"[a-z']+", text.lower()))


def speech_seconds(path: Path) -> float:
    detector, cutter = SileroDetector(), FrameCutter()
    frames = [frame for piece in read_sound(path) for frame in cutter.feed(piece)]
    return sum(detector.probability(frame) > 0.5 for frame in frames) * 512 / 16_000


def test_the_detector_hears_speech_and_no_speech_in_noise_or_silence() -> None:
    assert speech_seconds(DEMO_ANSWERS / "greeting.flac") > 1.5
    detector, cutter = SileroDetector(), FrameCutter()
    noise = np.random.default_rng(1).normal(0, 0.02, 16_000 * 3).astype(np.float32)
    silence = np.zeros(16_000 * 3, np.float32)
    for sound in (noise, silence):
        assert max(detector.probability(frame) for frame in cutter.feed(sound)) < 0.35


def test_the_demos_greeting_is_heard_word_for_word(moonshine: MoonshineTranscriber) -> None:
    heard = transcribe_file(DEMO_ANSWERS / "greeting.flac", moonshine)
    words = heard.transcript.text.lower().replace(",", "").replace(".", "").rstrip("?").split()
    assert words == ["hello", "cindy", "this", "is", "mike", "how", "are", "you", "today"]
    assert (heard.transcript.engine, heard.transcript.model) == ("moonshine", "tiny-en")
    assert heard.transcript.version


@pytest.mark.shared_data
def test_a_stereo_file_of_a_real_voice_is_heard_without_an_error(moonshine: MoonshineTranscriber) -> None:
    import jiwer

    speech = need_shared_data() / "speech"
    heard = transcribe_file(speech / "jfk.flac", moonshine).transcript.text
    spoken = (speech / "jfk.txt").read_text(encoding="utf-8")
    assert jiwer.wer(plain(spoken), plain(heard)) <= 0.05


def test_an_answer_of_several_stretches_keeps_its_words_at_the_cut(moonshine: MoonshineTranscriber) -> None:
    heard = transcribe_file(DEMO_ANSWERS / "define_machine_learning.flac", moonshine)
    assert len(heard.transcript.stretches) >= 2
    text = heard.transcript.text.lower()
    assert text.count("learns from the data") == 2
    assert "without explicit rules" in text
    assert all(stretch.end_seconds - stretch.start_seconds <= 28.05 for stretch in heard.transcript.stretches)


def test_in_silence_no_word_is_heard(moonshine: MoonshineTranscriber, tmp_path: Path) -> None:
    import soundfile

    quiet = np.random.default_rng(2).normal(0, 0.001, 16_000 * 10).astype(np.float32)
    soundfile.write(tmp_path / "quiet.wav", quiet, 16_000)
    heard = transcribe_file(tmp_path / "quiet.wav", moonshine)
    assert heard.transcript.text == ""
    assert heard.transcript.stretches == ()


def test_no_samples_are_no_words(moonshine: MoonshineTranscriber, random_whisper: Path) -> None:
    assert moonshine.transcribe([]) == ""
    assert WhisperTranscriber(random_whisper, "tiny.en").transcribe([]) == ""


def test_without_the_embedded_engine_whisper_is_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without_moonshine(name: str, *arguments: Any, **options: Any) -> Any:
        if name.startswith("moonshine_voice"):
            raise ImportError("No module named 'moonshine_voice'")
        return real(name, *arguments, **options)

    monkeypatch.setattr(builtins, "__import__", without_moonshine)
    with pytest.raises(ModelError, match=r"MI0301.*models download") as raised:
        MoonshineTranscriber()
    assert raised.value.exit_code == 3


def test_whisper_loads_a_checkpoint_from_disk_and_reads_a_stretch(random_whisper: Path) -> None:
    transcriber = WhisperTranscriber(random_whisper, "tiny.en")
    samples = np.concatenate(list(read_sound(DEMO_ANSWERS / "greeting.flac")))
    first = transcriber.transcribe(samples.tolist())
    assert first == transcriber.transcribe(samples.tolist())
    assert (transcriber.engine, transcriber.model) == ("whisper", "tiny.en")
    assert transcriber.version


def test_a_file_that_is_no_checkpoint_is_said(tmp_path: Path) -> None:
    (tmp_path / "base.en.pt").write_bytes(b"no checkpoint")
    with pytest.raises(ModelError, match=r"MI0306.*base\.en"):
        WhisperTranscriber(tmp_path / "base.en.pt", "base.en")


def test_auto_takes_whisper_where_its_model_is_here_and_whole(random_whisper: Path) -> None:
    import hashlib

    sha256 = hashlib.sha256(random_whisper.read_bytes()).hexdigest()
    store = ModelStore(random_whisper.parent, lambda: {"tiny.en": ModelSource("http://127.0.0.1:1/", sha256)})
    assert open_engine(Engine.AUTO, store).engine == "whisper"
    assert open_engine(Engine.WHISPER, store, "tiny.en").model == "tiny.en"
    assert open_engine(Engine.MOONSHINE, store).engine == "moonshine"


def test_auto_takes_the_embedded_engine_where_no_model_is_here(tmp_path: Path) -> None:
    def asked() -> dict[str, ModelSource]:
        raise AssertionError("torch must not be imported for this")

    assert open_engine(Engine.AUTO, ModelStore(tmp_path / "none", asked)).engine == "moonshine"


def test_whisper_without_a_model_says_how_to_fetch_it(tmp_path: Path) -> None:
    store = ModelStore(tmp_path, lambda: {"base.en": ModelSource("http://127.0.0.1:1/", "0" * 64)})
    with pytest.raises(ModelError, match=r"MI0311.*base\.en"):
        open_engine(Engine.WHISPER, store)


def test_a_whisper_model_is_none_of_the_embedded_engine(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="MI0317"):
        open_engine(Engine.MOONSHINE, ModelStore(tmp_path, dict), "base.en")


def test_a_transcriber_of_a_test_is_one_of_the_programs() -> None:
    from simulator.ports import Transcriber

    tones: Transcriber = ToneTranscriber()
    assert tones.transcribe([]) == ""
