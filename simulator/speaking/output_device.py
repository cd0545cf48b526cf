"""Which loudspeaker to open, as PortAudio sees them. It must never open one itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from simulator.errors import DeviceError
from simulator.portaudio import portaudio

MUTE_INSTEAD = "Without a loudspeaker: --mute, and the interviewer stands on the screen."


@dataclass(frozen=True)
class OutputDevice:
    index: int
    name: str
    channels: int
    """1, or 2 where it has them: stereo is what every output can do."""
    rate_hz: int
    """Its own rate; PortAudio does not convert."""


def loudspeakers_library() -> Any:
    """PortAudio. Raises DeviceError MI0211 where the system has none."""
    return portaudio(MUTE_INSTEAD)


def choose_output(wanted: str | int | None = None) -> OutputDevice:
    """The output with this number, or whose name holds `wanted`; None or "": the system's default.

    Raises DeviceError: MI0211 no PortAudio, MI0224 no output or none called so.
    """
    sound = loudspeakers_library()
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
