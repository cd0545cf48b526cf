"""Which microphones and loudspeakers there are, as PortAudio sees them. It must never keep one open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from simulator.errors import DeviceError
from simulator.portaudio import portaudio

FALLBACK_RATES_HZ = (48_000, 44_100, 16_000)
"""Tried where the device refuses its own default rate; many refuse 16 kHz."""

TYPE_INSTEAD = "Without a microphone: mock-interview phone --type"


@dataclass(frozen=True)
class SoundDevice:
    """A row of PortAudio's table. `index` is good until devices change."""

    index: int
    name: str
    host_api: str
    input_channels: int
    output_channels: int
    rate_hz: int
    is_default_input: bool
    is_default_output: bool


@dataclass(frozen=True)
class Microphone:
    """An input that can be opened at `rate_hz`, 16 bits, one channel."""

    index: int
    name: str
    rate_hz: int


def microphones_library() -> Any:
    """PortAudio. Raises DeviceError (MI0211) where the system has none."""
    return portaudio(TYPE_INSTEAD)


def sound_devices() -> tuple[SoundDevice, ...]:
    """Every input and output. Raises DeviceError (MI0211)."""
    sound = microphones_library()
    default_input, default_output = sound.default.device[0], sound.default.device[1]
    host_apis = sound.query_hostapis()
    return tuple(
        SoundDevice(
            index,
            str(row["name"]),
            str(host_apis[row["hostapi"]]["name"]),
            int(row["max_input_channels"]),
            int(row["max_output_channels"]),
            round(row["default_samplerate"]),
            index == default_input,
            index == default_output,
        )
        for index, row in enumerate(sound.query_devices())
    )


def choose_microphone(wanted: str = "") -> Microphone:
    """The input whose name holds `wanted` (or has this number), else the system's default.

    Raises DeviceError: MI0211 no PortAudio, MI0212 no input, MI0213 none that opens, MI0214 no such input.
    """
    inputs = [device for device in sound_devices() if device.input_channels > 0]
    if not inputs:
        hint = "Plug one in or allow the terminal to use it, then: mock-interview devices. " + TYPE_INSTEAD
        raise DeviceError("MI0212", "There is no microphone.", hint)
    device = _named(inputs, wanted) if wanted else _default(inputs)
    return Microphone(device.index, device.name, _rate_that_opens(device))


def _default(inputs: list[SoundDevice]) -> SoundDevice:
    return next((device for device in inputs if device.is_default_input), inputs[0])


def _named(inputs: list[SoundDevice], wanted: str) -> SoundDevice:
    exact = [device for device in inputs if wanted in (str(device.index), device.name)]
    within = [device for device in inputs if wanted.casefold() in device.name.casefold()]
    if not (found := exact or within):
        names = ", ".join(f'"{device.name}"' for device in inputs)
        raise DeviceError("MI0214", f'No microphone is called "{wanted}".', f"There are: {names}.")
    return _default(found)


def _rate_that_opens(device: SoundDevice) -> int:
    sound = microphones_library()
    refused = ""
    for rate_hz in dict.fromkeys((device.rate_hz, *FALLBACK_RATES_HZ)):
        try:
            sound.check_input_settings(device=device.index, channels=1, dtype="int16", samplerate=rate_hz)
        except (sound.PortAudioError, ValueError) as error:
            refused = refused or str(error)
        else:
            return rate_hz
    hint = "Another program may hold it; close that one, or choose another: mock-interview devices. " + TYPE_INSTEAD
    raise DeviceError("MI0213", f'The microphone "{device.name}" does not open: {refused}.', hint)
