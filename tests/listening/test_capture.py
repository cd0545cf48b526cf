"""The capture's own threads over a stand-in for PortAudio; the real one is listened to in test_microphone.py."""

from __future__ import annotations

from collections.abc import Callable
from queue import Queue
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from simulator.errors import DeviceError, JournalError
from simulator.listening import capture as module
from simulator.listening.capture import Capture
from simulator.listening.devices import Microphone, choose_microphone
from simulator.listening.pulse_source import SourceChange

MICROPHONE = Microphone(1, "Built-in", 16_000)
SOON_SECONDS = 10.0


class PortAudio:
    """One stream, whose callback the test calls."""

    class PortAudioError(Exception):
        pass

    def __init__(self) -> None:
        self.active = True
        self.refuses = False
        self.aborted = 0
        self.callback: Callable[..., None] = lambda *arguments: None

    def RawInputStream(self, callback: Callable[..., None], **settings: Any) -> PortAudio:  # noqa: N802
        if self.refuses:
            raise self.PortAudioError("Invalid sample rate")
        self.settings, self.callback = settings, callback
        return self

    def start(self) -> None: ...

    def abort(self, ignore_errors: bool) -> None:
        self.aborted += 1

    def close(self, ignore_errors: bool) -> None: ...

    def give(self, *frames: int, overflow: bool = False) -> None:
        block = np.array(frames, np.int16)
        self.callback(block.tobytes(), len(block), None, SimpleNamespace(input_overflow=overflow))


class Heard:
    def __init__(self) -> None:
        self.blocks: Queue[list[int]] = Queue()
        self.failures: Queue[tuple[str, str]] = Queue()
        self.warnings: Queue[str] = Queue()

    def block(self, frames: NDArray[np.int16]) -> None:
        self.blocks.put(frames.tolist())

    def capture(self, on_block: Callable[[NDArray[np.int16]], None] | None = None) -> Capture:
        def failed(device: str, reason: str) -> None:
            self.failures.put((device, reason))

        return Capture(MICROPHONE, on_block or self.block, failed, self.warnings.put)


@pytest.fixture
def portaudio(monkeypatch: pytest.MonkeyPatch) -> PortAudio:
    made = PortAudio()
    monkeypatch.setattr(module, "microphones_library", lambda: made)
    monkeypatch.setattr(module, "LOOK_EVERY_SECONDS", 0.001)
    monkeypatch.setattr(module, "SOURCE_LOOK_EVERY_SECONDS", 1000.0)
    return made


def test_blocks_come_in_order_and_those_before_closing_are_all_handed_on(portaudio: PortAudio) -> None:
    heard = Heard()
    capture = heard.capture()
    for number in range(100):
        portaudio.give(number, number)
    capture.close()
    assert [heard.blocks.get_nowait() for _ in range(100)] == [[number, number] for number in range(100)]
    assert portaudio.aborted == 1
    assert heard.failures.empty()
    assert portaudio.settings["dtype"] == "int16"
    assert portaudio.settings["samplerate"] == 16_000


def test_closing_twice_is_closing_once(portaudio: PortAudio) -> None:
    capture = Heard().capture()
    capture.close()
    capture.close()


def test_hearing_begins_with_the_first_block(portaudio: PortAudio) -> None:
    capture = Heard().capture()
    with pytest.raises(DeviceError, match=r"MI0215.*Built-in"):
        capture.wait_until_hearing(0.01)
    portaudio.give(1)
    capture.wait_until_hearing(SOON_SECONDS)
    capture.close()


def test_a_stream_that_was_closed_by_the_system_is_told_once(portaudio: PortAudio) -> None:
    heard = Heard()
    capture = heard.capture()
    portaudio.give(1)
    portaudio.active = False
    device, reason = heard.failures.get(timeout=SOON_SECONDS)
    assert device == "microphone"
    assert "Built-in" in reason
    capture.close()
    assert heard.failures.empty()


def test_a_device_that_goes_quiet_is_told(portaudio: PortAudio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SILENT_DEVICE_SECONDS", 0.05)
    heard = Heard()
    capture = heard.capture()
    portaudio.give(1)
    device, reason = heard.failures.get(timeout=SOON_SECONDS)
    assert device == "microphone"
    assert "no sound has come" in reason
    capture.close()


def test_an_exception_in_the_callback_is_told(portaudio: PortAudio) -> None:
    heard = Heard()
    capture = heard.capture()
    portaudio.give(1)
    portaudio.callback(None, 1, None, None)
    device, reason = heard.failures.get(timeout=SOON_SECONDS)
    assert device == "microphone"
    assert "callback failed" in reason
    capture.close()


@pytest.mark.parametrize(
    ("error", "device"),
    [(JournalError("MI0411", "There is no room left."), "disk"), (KeyError("a bug"), "listener")],
)
def test_a_block_that_cannot_be_taken_is_told_and_none_follows(
    portaudio: PortAudio, error: Exception, device: str
) -> None:
    heard = Heard()
    taken: list[int] = []

    def refuse(frames: NDArray[np.int16]) -> None:
        taken.append(len(frames))
        raise error

    capture = heard.capture(refuse)
    portaudio.give(1)
    portaudio.give(2)
    told, reason = heard.failures.get(timeout=SOON_SECONDS)
    assert told == device
    assert str(error) in reason
    capture.close()
    assert taken == [1]


def test_it_may_be_closed_from_the_failure_itself(portaudio: PortAudio) -> None:
    closed: Queue[bool] = Queue()
    captures: list[Capture] = []

    def failed(device: str, reason: str) -> None:
        captures[0].close()
        closed.put(True)

    captures.append(Capture(MICROPHONE, lambda block: None, failed))
    portaudio.give(1)
    portaudio.active = False
    assert closed.get(timeout=SOON_SECONDS)


def test_exact_zeros_are_a_warning_that_comes_once_until_sound_returns(portaudio: PortAudio) -> None:
    heard = Heard()
    capture = heard.capture()
    second_of_zeros = [0] * 16_000
    for _ in range(5):
        portaudio.give(*second_of_zeros)
    portaudio.give(1)
    for _ in range(4):
        portaudio.give(*second_of_zeros)
    portaudio.give(*([1] * 16_000))
    for _ in range(3):
        portaudio.give(*second_of_zeros)
    capture.close()
    assert "muted" in heard.warnings.get_nowait()
    assert "muted" in heard.warnings.get_nowait()
    assert heard.warnings.empty()
    assert heard.failures.empty()


def test_sound_that_portaudio_threw_away_is_counted(portaudio: PortAudio) -> None:
    capture = Heard().capture()
    portaudio.give(1, overflow=True)
    portaudio.give(2)
    capture.close()
    assert capture.overflows == 1


def test_a_microphone_that_does_not_open_is_an_error_with_its_name(portaudio: PortAudio) -> None:
    portaudio.refuses = True
    with pytest.raises(DeviceError, match=r"MI0213.*Built-in.*Invalid sample rate"):
        Heard().capture()


@pytest.mark.parametrize("removed", [True, False])
def test_another_source_in_place_of_a_removed_one_is_a_failure_a_chosen_one_a_warning(
    portaudio: PortAudio, monkeypatch: pytest.MonkeyPatch, removed: bool
) -> None:
    class Source:
        def change(self) -> SourceChange:
            return SourceChange("headset", "webcam", removed)

    monkeypatch.setattr(module, "PulseSourceWatch", Source)
    heard = Heard()
    capture = heard.capture()
    portaudio.give(1)
    said = heard.failures.get(timeout=SOON_SECONDS)[1] if removed else heard.warnings.get(timeout=SOON_SECONDS)
    assert "webcam" in said
    capture.close()


class DeviceTable(PortAudio):
    """PortAudio's table of devices."""

    def __init__(self, *names: str, opens_at: tuple[int, ...] = (16_000, 44_100, 48_000)) -> None:
        super().__init__()
        self.opens_at = opens_at
        self.default = SimpleNamespace(device=[len(names) - 1, 0])
        self.rows = [
            {
                "name": name,
                "hostapi": 0,
                "max_input_channels": 2,
                "max_output_channels": 0,
                "default_samplerate": 44_100.0,
            }
            for name in names
        ]

    def query_hostapis(self) -> list[dict[str, str]]:
        return [{"name": "ALSA"}]

    def query_devices(self) -> list[dict[str, Any]]:
        return self.rows

    def check_input_settings(self, samplerate: int, **settings: Any) -> None:
        if samplerate not in self.opens_at:
            raise self.PortAudioError("Invalid sample rate")


def choose(monkeypatch: pytest.MonkeyPatch, table: DeviceTable, wanted: str = "") -> Microphone:
    monkeypatch.setattr("simulator.listening.devices.microphones_library", lambda: table)
    return choose_microphone(wanted)


def test_the_default_microphone_is_taken_at_its_own_rate(monkeypatch: pytest.MonkeyPatch) -> None:
    assert choose(monkeypatch, DeviceTable("Webcam", "Headset")) == Microphone(1, "Headset", 44_100)


def test_a_microphone_that_refuses_its_own_rate_is_opened_at_another(monkeypatch: pytest.MonkeyPatch) -> None:
    assert choose(monkeypatch, DeviceTable("Webcam", opens_at=(16_000,))).rate_hz == 16_000


def test_a_microphone_is_found_by_part_of_its_name_or_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    table = DeviceTable("USB Webcam", "Headset")
    assert choose(monkeypatch, table, "webcam").index == 0
    assert choose(monkeypatch, table, "0").name == "USB Webcam"


@pytest.mark.parametrize(
    ("table", "wanted", "code"),
    [
        (DeviceTable(), "", "MI0212"),
        (DeviceTable("Webcam", opens_at=()), "", "MI0213"),
        (DeviceTable("Webcam"), "Headset", "MI0214"),
    ],
)
def test_no_microphone_is_an_error_that_offers_typing_or_names(
    monkeypatch: pytest.MonkeyPatch, table: DeviceTable, wanted: str, code: str
) -> None:
    with pytest.raises(DeviceError) as raised:
        choose(monkeypatch, table, wanted)
    assert raised.value.code == code
    assert raised.value.exit_code == 3
    assert "--type" in raised.value.hint or "Webcam" in raised.value.hint


def test_a_missing_portaudio_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    import builtins

    real = builtins.__import__

    def without_portaudio(name: str, *arguments: Any, **options: Any) -> Any:
        if name == "sounddevice":
            raise OSError("PortAudio library not found")
        return real(name, *arguments, **options)

    monkeypatch.setattr(builtins, "__import__", without_portaudio)
    with pytest.raises(DeviceError, match=r"MI0211.*libportaudio2"):
        choose_microphone()
