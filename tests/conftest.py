"""What every test gets: a home folder of its own, and at the end of the run the longest file and function."""

from __future__ import annotations

import ast
import os
from pathlib import Path

import pytest

from tests.needs import PROJECT

_IN_REAL_TIME = ("tests/test_real_call.py", "tests/cli/test_at_the_keyboard.py", "tests/listening/test_microphone.py")
"""Never two of these at once: each needs the machine to keep up with a clock."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of one file run one after another, in one process, with the fixtures of their module made once."""
    for item in items:
        file = item.nodeid.split("::", 1)[0]
        item.add_marker(pytest.mark.xdist_group("in real time" if file in _IN_REAL_TIME else file))


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test touches the home of whoever runs it."""
    home = tmp_path / "home"
    monkeypatch.setenv("MOCK_INTERVIEW_HOME", str(home))
    return home


@pytest.fixture(scope="session", autouse=True)
def one_content_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What ships is read once for all the homes of a run."""
    os.environ["MOCK_INTERVIEW_CACHE"] = str(tmp_path_factory.mktemp("content_cache"))


@pytest.fixture(scope="session")
def random_whisper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkpoint in Whisper's own format: a tiny architecture with random weights, which hears nonsense."""
    import torch
    import whisper

    torch.manual_seed(5)
    dimensions = whisper.model.ModelDimensions(
        n_mels=80,
        n_audio_ctx=1500,
        n_audio_state=64,
        n_audio_head=2,
        n_audio_layer=1,
        n_vocab=51864,
        n_text_ctx=64,
        n_text_state=64,
        n_text_head=2,
        n_text_layer=1,
    )
    path = tmp_path_factory.mktemp("models") / "tiny.en.pt"
    weights = whisper.model.Whisper(dimensions).state_dict()
    torch.save({"dims": dimensions.__dict__, "model_state_dict": weights}, path)
    return path


def longest(folder: Path) -> tuple[tuple[int, str], tuple[int, str]]:
    """(lines, name) of the longest file and of the longest function below `folder`."""
    files: list[tuple[int, str]] = []
    functions: list[tuple[int, str]] = []
    for path in folder.rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        name = str(path.relative_to(folder.parent))
        files.append((source.count("\n"), name))
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                functions.append(((node.end_lineno or 0) - node.lineno + 1, f"{name}:{node.name}"))
    return max(files), max(functions)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    file, function = longest(PROJECT / "simulator")
    terminalreporter.write_sep("-", "how long is too long")
    terminalreporter.write_line(f"longest file: {file[0]} lines, {file[1]}")
    terminalreporter.write_line(f"longest function: {function[0]} lines, {function[1]}")
