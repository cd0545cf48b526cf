"""A whole sound card for a test, built of PulseAudio in a folder of its own: a mouth that speaks into a microphone, and
a loudspeaker that can be listened to. It must never touch the sound of the machine it runs on.

`mouth` is a null sink; its monitor is the default microphone. `loudspeaker`, another null sink, is the default output.
ALSA's default, which PortAudio opens, is pointed at them by an .asoundrc in the card's own HOME. `norewinds` makes a
null sink take 50 ms at a time, as hardware does; without it, it takes two seconds at once after every underflow.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.needs import missing, need_program

CARD_RATE_HZ = 48_000
ASOUNDRC = "pcm.!default { type pulse }\nctl.!default { type pulse }\n"
ROOM_NOISE_VOLUME = 3500
"""Of 65,536; PulseAudio takes the cube: (3500 / 65536)^3 = -76 dB."""
ALSA_PULSE_PLUGIN = "libasound_module_pcm_pulse.so"


@dataclass(frozen=True)
class SoundCard:
    folder: Path
    environment: dict[str, str]
    """For the processes that are to hear and speak through the card."""
    server_pid: int

    def record(self, path: Path, rate_hz: int = 16_000) -> subprocess.Popen[bytes]:
        """Starts writing what the loudspeaker says into `path`: raw 16-bit mono. End it with `terminate`."""
        command = ["parec", "--device=loudspeaker.monitor", "--raw", "--format=s16le", "--channels=1"]
        command += [f"--rate={rate_hz}", "--latency-msec=20"]
        with path.open("wb") as file:
            return subprocess.Popen(command, stdout=file, env=self.environment)

    @contextlib.contextmanager
    def room_noise(self) -> Iterator[None]:
        """A microphone in a room is never digitally silent: noise of a few units in 32,768 into the mouth."""
        command = ["pacat", "--playback", "--device=mouth", "--raw", "--format=s16le", "--channels=1", "--rate=16000"]
        with Path("/dev/urandom").open("rb") as noise:
            player = subprocess.Popen([*command, f"--volume={ROOM_NOISE_VOLUME}"], stdin=noise, env=self.environment)
        try:
            yield
        finally:
            player.terminate()
            player.wait()

    def kill_server(self) -> None:
        """As if the sound server crashed. Returns when it is gone."""
        with contextlib.suppress(ProcessLookupError):
            ended = os.pidfd_open(self.server_pid)
            os.kill(self.server_pid, signal.SIGKILL)
            select.select([ended], [], [], 5)
            os.close(ended)


@contextlib.contextmanager
def sound_card(folder: Path) -> Iterator[SoundCard]:
    """Build the card in `folder` (empty) and take it down afterwards. Skips the test where PulseAudio is absent."""
    for program, package in (
        ("pulseaudio", "pulseaudio"),
        ("pactl", "pulseaudio-utils"),
        ("parec", "pulseaudio-utils"),
    ):
        need_program(program, package)
    if not any(Path("/usr/lib").rglob(f"alsa-lib/{ALSA_PULSE_PLUGIN}")):
        missing("ALSA cannot reach PulseAudio (Debian package: libasound2-plugins)")
    environment = _environment(folder)
    modules = [
        "module-native-protocol-unix",
        f"module-null-sink sink_name=mouth rate={CARD_RATE_HZ} channels=1 norewinds=1",
        "module-remap-source master=mouth.monitor source_name=microphone",
        f"module-null-sink sink_name=loudspeaker rate={CARD_RATE_HZ} channels=1 norewinds=1",
    ]
    start = ["pulseaudio", "-n", "--daemonize=yes", "--exit-idle-time=-1", f"--log-target=file:{folder / 'log'}"]
    for module in modules:
        start += ["-L", module]
    subprocess.run(start, env=environment, check=True, timeout=20, capture_output=True)  # returns once it is ready
    card = SoundCard(folder, environment, int((folder / "run" / "pulse" / "pid").read_text()))
    try:
        for command in (["set-default-source", "microphone"], ["set-default-sink", "loudspeaker"]):
            subprocess.run(["pactl", *command], env=environment, check=True, timeout=10)
        yield card
    finally:
        card.kill_server()


def _environment(folder: Path) -> dict[str, str]:
    home, run = folder / "home", folder / "run"
    for made in (home, run / "pulse"):
        made.mkdir(parents=True, mode=0o700)
    (home / ".asoundrc").write_text(ASOUNDRC)
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("PULSE_", "XDG_", "ALSA_"))}
    return inherited | {
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(run),
        "PULSE_RUNTIME_PATH": str(run / "pulse"),
        "PULSE_SERVER": f"unix:{run / 'pulse' / 'native'}",
    }
