"""Text to sound through the real speech engine, in a child that is killed, stopped and starved."""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from simulator.errors import DeviceError
from simulator.speaking.sound import Sound
from simulator.speaking.synthesiser import Synthesiser
from tests.speaking.waiting import until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the real engine here is Linux's")

LONG_TEXT = ("What is overfitting, and how would you notice it in practice? " * 100)[:5000]
MISSING_ESPEAK_DATA = (
    "import espeakng_loader; espeakng_loader.get_data_path = lambda: '/nowhere'; "
    "from simulator.speaking import child; child.main()"
)
MakeSynthesiser = Callable[..., Synthesiser]


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MakeSynthesiser]:
    """Synthesisers with a cache and a folder for temporary files of their own, closed in the end."""
    working = tmp_path / "working"
    working.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(working))
    made: list[Synthesiser] = []

    def make_one(cache: str = "cache", **settings: object) -> Synthesiser:
        made.append(Synthesiser(tmp_path / cache, **settings))  # type: ignore[arg-type]
        return made[-1]

    yield make_one
    for synthesiser in made:
        synthesiser.close()
    assert list(working.glob("mock-interview-voice-*")) == []


@contextlib.contextmanager
def busy_machine() -> Iterator[None]:
    """Twice as many processes as cores, doing nothing as fast as they can."""
    spinning = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(2 * (os.cpu_count() or 1))]
    try:
        yield
    finally:
        for process in spinning:
            process.kill()
            process.wait()


def speak_meanwhile(synthesiser: Synthesiser, meanwhile: Callable[[], None]) -> Sound:
    """Speak a long text (0.4 s of work or more), do `meanwhile` once it is being spoken, and give what came of it."""
    with ThreadPoolExecutor(1) as pool:
        spoken = pool.submit(synthesiser.speak, LONG_TEXT[:2000])
        until(lambda: any(Path(tempfile.gettempdir()).rglob("utterance.wav")))
        meanwhile()
        return spoken.result(timeout=60)


def child_of(synthesiser: Synthesiser) -> int:
    assert synthesiser.child_pid is not None
    return synthesiser.child_pid


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_question_becomes_speech_of_a_likely_length_that_ends_when_the_voice_does(make: MakeSynthesiser) -> None:
    sound = make().speak("What is overfitting, and how would you notice it?")
    assert sound.samples.dtype == np.int16
    assert 2.0 < sound.seconds < 4.5
    assert np.abs(sound.samples[: sound.rate_hz // 5].astype(int)).max() > 1000
    assert sound.without_trailing_silence().seconds == pytest.approx(sound.seconds, abs=0.001)


def test_a_higher_rate_is_shorter(make: MakeSynthesiser) -> None:
    synthesiser = make()
    slow = synthesiser.speak("Thank you for taking the time to speak with me today.", "", 120)
    fast = synthesiser.speak("Thank you for taking the time to speak with me today.", "", 220)
    assert slow.seconds > 1.4 * fast.seconds


def test_the_same_words_are_the_same_sound_whatever_was_said_before(make: MakeSynthesiser) -> None:
    fresh = make("one").speak("Tell me about a project.")
    used = make("two")
    for text in ("Hello.", "Something else entirely, with numbers: 1, 2, 3.", "Sssh."):
        used.speak(text)
    assert np.array_equal(used.speak("Tell me about a project.").samples, fresh.samples)


def test_rate_and_words_are_kept_on_a_busy_machine(make: MakeSynthesiser) -> None:
    """pyttsx3 alone loses the rate of some 3 in 100 utterances while every core is busy."""
    synthesiser = make()
    with busy_machine():
        lengths = {len(synthesiser.speak("Hello there. What is it?" + "." * n).samples) for n in range(60)}
    assert max(lengths) - min(lengths) < 2500, lengths


def test_a_sentence_said_before_needs_no_child(make: MakeSynthesiser) -> None:
    first = make().speak("Tell me about yourself.")
    again = make()
    assert np.array_equal(again.speak("Tell me\n about yourself.").samples, first.samples)
    assert again.child_pid is None


def test_a_cache_that_cannot_be_written_costs_only_time(make: MakeSynthesiser, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("in the way")
    synthesiser = make()
    assert synthesiser.speak("Hello there.").seconds > 0.5
    assert synthesiser.speak("Hello there.").seconds > 0.5


def test_an_unknown_voice_is_replaced_and_said_once(make: MakeSynthesiser, caplog: pytest.LogCaptureFixture) -> None:
    synthesiser = make()
    with caplog.at_level(logging.WARNING):
        sounds = [synthesiser.speak("Good morning.", "Nobody of that name") for _ in range(2)]
        synthesiser.speak("Good evening.", "Nobody of that name")
    assert np.array_equal(sounds[0].samples, make("other").speak("Good morning.").samples)
    assert (
        [record.message for record in caplog.records].count(
            "There is no voice 'Nobody of that name' here; 'gmw/en-us' speaks instead."
        )
        == len(caplog.records)
        == 1
    )


def test_voices_differ_and_are_listed(make: MakeSynthesiser) -> None:
    synthesiser = make()
    names = {voice.id for voice in synthesiser.voices()}
    assert {"gmw/en-us", "gmw/en"} <= names
    american, scottish, woman = (
        synthesiser.speak("Good morning to you.", v) for v in ("en-us", "en-gb-scotland", "en-us+f3")
    )
    assert not np.array_equal(american.samples[:8000], scottish.samples[:8000])
    assert not np.array_equal(american.samples[:8000], woman.samples[:8000])


@pytest.mark.parametrize("text", ["", "...", "\x01\x03", "😀"])
def test_nothing_to_say_is_a_short_silence_without_a_child(make: MakeSynthesiser, text: str) -> None:
    synthesiser = make()
    sound = synthesiser.speak(text)
    assert sound.is_silent
    assert 0.1 < sound.seconds < 0.5
    assert synthesiser.child_pid is None


@pytest.mark.parametrize(
    "text",
    ["Zoë Müller naïve café", "日本語", "a < b & c > d", "<speak>hello</speak>", "-x --help", "\u202eright to left"],
)
def test_unusual_text_is_spoken(make: MakeSynthesiser, text: str) -> None:
    assert not make().speak(text).is_silent


def test_five_thousand_characters_are_spoken_to_the_end(make: MakeSynthesiser) -> None:
    words = len(LONG_TEXT.split())
    assert words / 165 * 60 * 0.6 < make().speak(LONG_TEXT).seconds < words / 165 * 60 * 1.4


def test_a_child_killed_in_mid_utterance_is_started_again_and_the_utterance_is_whole(make: MakeSynthesiser) -> None:
    synthesiser = make()
    synthesiser.speak("Hello.")
    first = child_of(synthesiser)
    sound = speak_meanwhile(synthesiser, lambda: os.kill(first, signal.SIGKILL))
    assert child_of(synthesiser) != first
    assert not is_alive(first)
    assert np.array_equal(sound.samples, make("other").speak(LONG_TEXT[:2000]).samples)


def test_a_child_that_hangs_is_killed_and_started_again(make: MakeSynthesiser) -> None:
    synthesiser = make(limit_seconds=1.0)
    synthesiser.speak("Hello.")
    first = child_of(synthesiser)
    os.kill(first, signal.SIGSTOP)
    assert synthesiser.speak("Are you still there?").seconds > 0.5
    assert child_of(synthesiser) != first
    assert not is_alive(first)


def test_a_child_that_always_hangs_is_an_error_within_its_time(make: MakeSynthesiser) -> None:
    command = [sys.executable, "-c", "import sys; sys.stdin.readlines()"]
    synthesiser = make(limit_seconds=0.2, start_seconds=0.2, command=command)
    with pytest.raises(DeviceError) as caught:
        synthesiser.speak("Hello.")
    assert caught.value.code == "MI0221"
    assert "twice" in caught.value.message
    assert synthesiser.child_pid is None


def test_missing_espeak_data_is_an_error_that_shows_what_the_engine_said(make: MakeSynthesiser) -> None:
    with pytest.raises(DeviceError) as caught:
        make(command=[sys.executable, "-c", MISSING_ESPEAK_DATA]).speak("Hello.")
    assert caught.value.code == "MI0220"
    assert "ended by itself" in caught.value.message
    assert "phontab" in caught.value.message
    assert "--mute" in caught.value.hint


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ([sys.executable, "-c", "raise SystemExit('no module named pyttsx3')"], "no module named pyttsx3"),
        ([sys.executable, "-c", "import os; os._exit(7)"], "exit status 7"),
        (["/nowhere/python"], "No such file"),
    ],
)
def test_a_child_that_does_not_start_is_an_error_with_its_reason(
    make: MakeSynthesiser, command: list[str], said: str
) -> None:
    with pytest.raises(DeviceError) as caught:
        make(command=command).speak("Hello.")
    assert caught.value.code == "MI0220"
    assert said in caught.value.message


def test_a_full_disk_under_the_utterance_is_an_error_and_not_a_hang(make: MakeSynthesiser) -> None:
    synthesiser = make()
    synthesiser.speak("Hello.")
    (folder,) = Path(tempfile.gettempdir()).glob("mock-interview-voice-*")
    (folder / "utterance.wav").symlink_to("/dev/full")
    with pytest.raises(DeviceError) as caught:
        synthesiser.speak("Is there room for this?")
    assert caught.value.code == "MI0222"
    assert synthesiser.speak("Is there room for this?").seconds > 0.5


def test_a_working_folder_that_was_cleaned_away_is_made_again(make: MakeSynthesiser) -> None:
    synthesiser = make()
    synthesiser.speak("Hello.")
    (folder,) = Path(tempfile.gettempdir()).glob("mock-interview-voice-*")
    folder.rmdir()
    assert synthesiser.speak("Where were we?").seconds > 0.5


def test_no_folder_for_temporary_files_is_an_error(make: MakeSynthesiser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", "/nowhere")
    with pytest.raises(DeviceError) as caught:
        make().speak("Hello.")
    monkeypatch.undo()
    assert caught.value.code == "MI0222"
    assert "TMPDIR" in caught.value.hint


def test_closing_in_mid_utterance_ends_the_child_and_whoever_waits(make: MakeSynthesiser) -> None:
    synthesiser = make()
    synthesiser.speak("Hello.")
    first = child_of(synthesiser)
    with pytest.raises(DeviceError, match="closed"):
        speak_meanwhile(synthesiser, synthesiser.close)
    assert not is_alive(first)
    assert synthesiser.child_pid is None


def test_several_threads_may_ask_at_once(make: MakeSynthesiser) -> None:
    synthesiser = make()
    texts = [f"Sentence number {n}." for n in range(8)]
    with ThreadPoolExecutor(4) as pool:
        sounds = list(pool.map(synthesiser.speak, texts))
    alone = make("other")
    assert all(np.array_equal(s.samples, alone.speak(t).samples) for s, t in zip(sounds, texts, strict=True))
