"""The house rules, held by their own programs: formatting, lint, types, and imports that point one way."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.needs import PROJECT

CHECKS = {
    "ruff check": ["-m", "ruff", "check", "."],
    "ruff format": ["-m", "ruff", "format", "--check", "."],
    "mypy strict": ["-m", "mypy"],
    "import-linter": ["-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
}


@pytest.mark.parametrize("name", CHECKS)
def test_house_rule_holds(name: str) -> None:
    run = subprocess.run(
        [sys.executable, *CHECKS[name]], cwd=PROJECT, capture_output=True, text=True, timeout=280, check=False
    )
    assert run.returncode == 0, f"{name}\n{run.stdout}\n{run.stderr}"
