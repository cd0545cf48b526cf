"""What every test gets: a home folder of its own, and at the end of the run the longest file and function."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.needs import PROJECT


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test touches the home of whoever runs it."""
    home = tmp_path / "home"
    monkeypatch.setenv("MOCK_INTERVIEW_HOME", str(home))
    return home


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
