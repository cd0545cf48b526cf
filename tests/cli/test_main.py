"""The command itself: help, version, where --home may stand, and words as they were typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.cli.main import app, home_first
from simulator.cli.screen import utf8_argument
from tests.cli.running import run


def test_home_may_stand_on_either_side_of_the_command() -> None:
    assert home_first(["demo", "--home", "x", "--plain"]) == ["--home", "x", "demo", "--plain"]
    assert home_first(["demo", "--home=x"]) == ["--home=x", "demo"]
    assert home_first(["--home", "x", "demo"]) == ["--home", "x", "demo"]
    assert home_first(["score", "--", "--home", "x"]) == ["score", "--", "--home", "x"]


def test_home_after_the_command_is_used(tmp_path: Path) -> None:
    done = run("history", "--home", tmp_path / "elsewhere")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "elsewhere").is_dir()


def test_words_that_python_took_for_bytes_are_words_again() -> None:
    assert utf8_argument("Zo\udcc3\udcab") == "Zoë"


@pytest.mark.parametrize("command", sorted(command.callback.__name__ for command in app.registered_commands))
def test_every_command_says_what_it_does_with_an_example(command: str) -> None:
    done = run(command, "--help")
    assert done.returncode == 0, done.stderr
    assert "Example: mock-interview" in done.stdout


def test_unknown_command_is_a_usage_error() -> None:
    done = run("phon")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_version_is_told() -> None:
    assert run("--version").stdout.startswith("mock-interview 0.")
