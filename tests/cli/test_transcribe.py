from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import pytest
import typer

from simulator.cli import transcribe as module
from simulator.cli.screen import print_error
from simulator.cli.settings import Settings
from simulator.errors import InterviewError
from simulator.listening.devices import SoundDevice
from tests.needs import PROJECT, need_shared_data

DEMO_ANSWERS = PROJECT / "scripts_phone_screen" / "demo.answers"


@dataclass(frozen=True)
class Ended:
    code: int
    out: str
    err: str

    def objects(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.out.splitlines()]


class Terminal:
    """The three commands in an application of their own, with a home folder of the test's."""

    def __init__(self, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.home, self.capsys = home, capsys
        self.app = typer.Typer()
        self.app.command("transcribe")(module.transcribe)
        self.app.command("devices")(module.devices)
        self.app.add_typer(module.models_app)

    def __call__(self, *arguments: str | Path) -> Ended:
        code = self._run([str(argument) for argument in arguments])
        captured = self.capsys.readouterr()
        return Ended(code, captured.out, captured.err)

    def _run(self, arguments: Sequence[str]) -> int:
        try:
            ended = self.app(list(arguments), obj=Settings(self.home), standalone_mode=False)
        except InterviewError as error:
            print_error(error)
            return error.exit_code
        return ended if isinstance(ended, int) else 0


@pytest.fixture
def terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(tmp_path / "home", capsys)


def test_each_file_is_one_json_object_on_stdout_and_nothing_else(terminal: Terminal) -> None:
    files = [DEMO_ANSWERS / "greeting.flac", DEMO_ANSWERS / "sign_off.flac"]
    ended = terminal("transcribe", *files, "--json")
    assert ended.code == 0
    greeting, sign_off = ended.objects()
    assert set(greeting) == {"file", "text", "engine", "model", "version", "seconds", "stretches"}
    assert greeting["file"] == str(files[0])
    assert "Cindy" in str(greeting["text"])
    assert (greeting["engine"], greeting["model"]) == ("moonshine", "tiny-en")
    assert "speaking with you" in str(sign_off["text"])
    stretches = greeting["stretches"]
    assert isinstance(stretches, list)
    assert set(stretches[0]) == {"start_seconds", "end_seconds", "text", "doubtful"}


def test_words_that_a_second_cut_hears_otherwise_are_named_by_their_place(terminal: Terminal) -> None:
    hard = need_shared_data() / "speech" / "learner_005600154.flac"
    (heard,) = terminal("transcribe", hard, "--engine", "moonshine", "--json").objects()
    stretch = cast(dict[str, Any], cast(list[Any], heard["stretches"])[0])
    doubtful = [stretch["text"][start:end] for start, end in stretch["doubtful"]]
    assert doubtful  # a learner of English whom the engine hears badly
    assert all(words == words.strip() and words for words in doubtful)
    assert len(" ".join(doubtful)) < len(stretch["text"])


def test_without_json_the_words_are_there_to_read(terminal: Terminal) -> None:
    ended = terminal("transcribe", DEMO_ANSWERS / "greeting.flac", "--engine", "moonshine")
    assert "greeting.flac" in ended.out
    assert "Cindy" in ended.out


def test_one_bad_file_does_not_stop_the_others_and_the_exit_code_is_2(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "notes.wav").write_text("Hello Cindy.")
    ended = terminal("transcribe", tmp_path / "notes.wav", "none.wav", DEMO_ANSWERS / "greeting.flac", "--json")
    assert ended.code == 2
    assert [Path(str(row["file"])).name for row in ended.objects()] == ["greeting.flac"]
    assert "MI0232" in ended.err
    assert "notes.wav" in ended.err
    assert "MI0231" in ended.err
    assert "Traceback" not in ended.err


def test_whisper_without_a_model_exits_with_3_and_the_next_step(terminal: Terminal) -> None:
    ended = terminal("transcribe", DEMO_ANSWERS / "greeting.flac", "--engine", "whisper")
    assert ended.code == 3
    assert "mock-interview models download base.en" in ended.err
    assert ended.out == ""


def test_models_are_listed_with_size_and_whether_they_are_here(terminal: Terminal) -> None:
    ended = terminal("models", "list")
    assert "base.en" in ended.out
    assert "148 MB" in ended.out
    assert "not here" in ended.out
    (rows,) = (json.loads(terminal("models", "list", "--json").out),)
    base = next(row for row in rows if row["name"] == "base.en")
    assert (base["bytes_on_disk"], base["verified"]) == (None, False)


def test_verifying_no_model_is_fine_and_a_wrong_one_ends_with_1(terminal: Terminal) -> None:
    assert terminal("models", "verify").code == 0
    (terminal.home / "models").mkdir(parents=True)
    (terminal.home / "models" / "base.en.pt").write_bytes(b"not the model")
    ended = terminal("models", "verify", "--json")
    assert ended.code == 1
    assert json.loads(ended.out) == [{"name": "base.en", "verified": False}]


def test_a_model_of_another_name_is_refused_with_the_names_there_are(terminal: Terminal) -> None:
    ended = terminal("models", "download", "bass.en")
    assert ended.code == 2
    assert "base.en" in ended.err


DEVICES = (
    SoundDevice(0, "Headset", "ALSA", 1, 2, 48_000, True, False),
    SoundDevice(1, "HDMI", "ALSA", 0, 8, 44_100, False, True),
)


def test_devices_are_listed_by_kind_with_the_defaults_marked(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("simulator.listening.devices.sound_devices", lambda: DEVICES)
    lines = terminal("devices").out.splitlines()
    assert lines == [
        "Microphones:",
        "*  0  Headset (ALSA, 48000 Hz)",
        "Loudspeakers:",
        "   0  Headset (ALSA, 48000 Hz)",
        "*  1  HDMI (ALSA, 44100 Hz)",
    ]
    (as_json,) = terminal("devices", "--json").objects()
    assert isinstance(as_json, list)
    assert as_json[0]["is_default_input"] is True


def test_the_module_is_imported_without_the_heavy_libraries() -> None:
    code = "import sys, simulator.cli.transcribe; print({'numpy', 'torch', 'soundfile'} & sys.modules.keys())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
