"""Which loudspeaker to open, as PortAudio sees them. It must never open one itself."""

from __future__ import annotations

import ctypes
import sys
from dataclasses import dataclass
from typing import Any

from simulator.errors import DeviceError

MUTE_INSTEAD = "Without a loudspeaker: --mute, and the interviewer stands on the screen."


@dataclass(frozen=True)
class OutputDevice:
    index: int
    name: str
    channels: int
    """1, or 2 where it has them: stereo is what every output can do."""
    rate_hz: int
    """Its own rate; PortAudio does not convert."""


def portaudio() -> Any:
    """The module sounddevice. Raises DeviceError MI0223 where the system has no PortAudio."""
    _keep_alsa_quiet()
    try:
        import sounddevice
    except OSError as error:
        hint = f"Install it (Debian, Ubuntu: sudo apt install libportaudio2), then try again. {MUTE_INSTEAD}"
        raise DeviceError("MI0223", f"The sound library PortAudio is missing ({error}).", hint) from error
    return sounddevice


def choose_output(wanted: str | int | None = None) -> OutputDevice:
    """The output with this number, or whose name holds `wanted`; None or "": the system's default.

    Raises DeviceError: MI0223 no PortAudio, MI0224 no output or none called so.
    """
    sound = portaudio()
    rows = [row for row in sound.query_devices() if row["max_output_channels"] > 0]
    if not rows:
        raise DeviceError("MI0224", "There is no loudspeaker.", MUTE_INSTEAD)
    row = _default(rows, sound.default.device[1]) if wanted in (None, "") else _named(rows, str(wanted))
    channels = min(2, int(row["max_output_channels"]))
    return OutputDevice(int(row["index"]), str(row["name"]), channels, round(row["default_samplerate"]))


def _default(rows: list[Any], index: int) -> Any:
    return next((row for row in rows if row["index"] == index), rows[0])


def _named(rows: list[Any], wanted: str) -> Any:
    exact = [row for row in rows if wanted in (str(row["index"]), row["name"])]
    within = [row for row in rows if wanted.casefold() in row["name"].casefold()]
    if not (found := exact or within):
        names = ", ".join(f'"{row["name"]}"' for row in rows)
        raise DeviceError("MI0224", f'No loudspeaker is called "{wanted}".', f"There are: {names}.")
    return found[0]


_quiet_error_callback: Any = None


def _keep_alsa_quiet() -> None:
    """ALSA writes about every device that is not there straight to the terminal, in the middle of a screen."""
    global _quiet_error_callback
    if _quiet_error_callback is not None or not sys.platform.startswith("linux"):
        return
    signature = ctypes.CFUNCTYPE(None, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p)
    _quiet_error_callback = signature(lambda file, line, function, code, text: None)
    try:
        ctypes.CDLL("libasound.so.2").snd_lib_error_set_handler(_quiet_error_callback)
    except (OSError, AttributeError):
        return
