"""The wheel, installed outside the checkout: it carries its content, and nothing with a common name at the top."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.needs import PROJECT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=PROJECT, check=True, capture_output=True, timeout=120)
    return next(folder.glob("*.whl"))


def test_only_the_package_stands_at_the_top_of_the_wheel(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"simulator"}
    assert "simulator/_content/scripts_phone_screen/demo.answers/greeting.flac" in names
    assert "simulator/_content/rubrics/score.yaml" in names
    assert "simulator/interview/intents.toml" in names


def test_installed_wheel_runs_the_demo_outside_the_checkout(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(site)
    environment = {
        **os.environ,
        "PYTHONPATH": str(site),
        "MOCK_INTERVIEW_HOME": str(tmp_path / "home"),
        "PULSE_SERVER": "unix:/nonexistent",
    }
    where = "import simulator; print(simulator.__file__)"
    found = subprocess.run(
        [sys.executable, "-c", where], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    assert found.stdout.startswith(str(site))
    done = subprocess.run(
        [sys.executable, "-m", "simulator.cli.main", "demo"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "ideas heard" in done.stdout
    assert "Now you:" in done.stderr
