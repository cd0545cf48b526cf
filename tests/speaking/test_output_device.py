"""Choosing the loudspeaker, on the devices that this machine has (none, on most that run tests)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.needs import PROJECT
from tests.sound_card import sound_card

CHOOSE = "import sys; from simulator.speaking.output_device import choose_output as c; print(c(*sys.argv[1:]))"
OPEN = "from simulator.speaking.loudspeaker import Loudspeaker as L; L()"
NO_PORTAUDIO = "import ctypes.util; ctypes.util.find_library = lambda name: None; "


def run_python(
    code: str, *arguments: str, environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True, timeout=30)


@pytest.mark.sound_card
def test_the_default_and_a_part_of_a_name_and_a_number_choose_and_a_wrong_name_lists_what_there_is(
    tmp_path: Path,
) -> None:
    with sound_card(tmp_path / "card") as card:
        by_default = run_python(CHOOSE, environment=card.environment).stdout
        by_name = run_python(CHOOSE, "PUL", environment=card.environment).stdout
        by_number = run_python(CHOOSE, "0", environment=card.environment).stdout
        wrong = run_python(CHOOSE, "headset", environment=card.environment).stderr
    assert "name='default', channels=2" in by_default
    assert "name='pulse'" in by_name
    assert by_number == by_name
    assert 'MI0224: No loudspeaker is called "headset". There are: "pulse", "default".' in wrong


@pytest.mark.sound_card
def test_a_loudspeaker_that_does_not_open_is_an_error_with_its_name(tmp_path: Path) -> None:
    kill = "import os, signal, sys; from simulator.speaking.output_device import choose_output; choose_output(); "
    with sound_card(tmp_path / "card") as card:
        kill += f"os.kill({card.server_pid}, signal.SIGKILL); "
        refused = run_python(kill + OPEN, environment=card.environment)
    assert 'MI0225: The loudspeaker "default" does not open' in refused.stderr
    assert "ALSA lib" not in refused.stderr


def test_a_missing_sound_library_is_an_error_that_says_how_to_install_it() -> None:
    if sys.platform != "linux":
        pytest.skip("PortAudio comes with the package on this system")
    missing = run_python(NO_PORTAUDIO + OPEN)
    assert "MI0211: The sound library PortAudio is missing" in missing.stderr
    assert "libportaudio2" in missing.stderr
