from __future__ import annotations

import hashlib
import os
import resource
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from simulator.errors import JournalError
from simulator.listening import recording as module
from simulator.listening.recording import Recording, find_recording, pack, read_frames

RATE_HZ = 44_100


@pytest.fixture
def noise() -> NDArray[np.int16]:
    return np.random.default_rng(3).integers(-32768, 32768, 200_001).astype(np.int16)


def record(path: Path, sound: NDArray[np.int16]) -> module.RecordingFacts:
    recording = Recording(path, RATE_HZ)
    for at in range(0, len(sound), 882):
        recording.append(sound[at : at + 882])
    return recording.close()


def whole(path: Path, start: int = 0, end: int | None = None) -> NDArray[np.int16]:
    return np.concatenate([np.zeros(0, np.int16), *read_frames(path, RATE_HZ, start, end)])


def test_what_is_recorded_is_there_to_the_last_sample_without_a_header(
    tmp_path: Path, noise: NDArray[np.int16]
) -> None:
    facts = record(tmp_path / "a.pcm", noise)
    raw = (tmp_path / "a.pcm").read_bytes()
    assert raw == noise.astype("<i2").tobytes()
    assert facts == module.RecordingFacts("a.pcm", RATE_HZ, 200_001, hashlib.sha256(raw).hexdigest())


def test_every_block_is_in_the_file_before_the_next_is_asked_for(tmp_path: Path) -> None:
    recording = Recording(tmp_path / "a.pcm", RATE_HZ)
    for blocks in range(1, 5):
        recording.append(np.ones(100, np.int16))
        assert (tmp_path / "a.pcm").stat().st_size == blocks * 200
        assert recording.frames == blocks * 100
    recording.close()


def test_the_disk_is_made_to_keep_it_every_half_second(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = [0.0]
    syncs: list[float] = []
    recording = Recording(tmp_path / "a.pcm", RATE_HZ, lambda: seconds[0])
    monkeypatch.setattr(os, "fsync", lambda descriptor: syncs.append(seconds[0]))
    for block in range(100):
        seconds[0] = block * 0.02
        recording.append(np.zeros(882, np.int16))
    assert syncs == pytest.approx([0.5, 1.0, 1.5], abs=0.021)
    recording.close()


def test_an_earlier_recording_is_never_written_over(tmp_path: Path) -> None:
    record(tmp_path / "a.pcm", np.ones(10, np.int16))
    with pytest.raises(JournalError, match="MI0411"):
        Recording(tmp_path / "a.pcm", RATE_HZ)
    assert len(whole(tmp_path / "a.pcm")) == 10


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(JournalError, match=r"MI0411.*nowhere"):
        Recording(tmp_path / "nowhere" / "a.pcm", RATE_HZ)


FULL = """
import resource, signal, sys
import numpy as np
from pathlib import Path
from simulator.errors import JournalError
from simulator.listening.recording import Recording
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
recording = Recording(Path(sys.argv[1]), 16000)
resource.setrlimit(resource.RLIMIT_FSIZE, (10_001, resource.RLIM_INFINITY))
try:
    while True:
        recording.append(np.arange(320, dtype=np.int16))
except JournalError as error:
    facts = recording.close()
    print(error.code, facts.frames, error.hint)
"""


@pytest.mark.skipif(not hasattr(resource, "RLIMIT_FSIZE"), reason="no limit on file sizes here")
def test_a_full_disk_is_said_and_everything_that_was_written_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.pcm"
    done = subprocess.run([sys.executable, "-c", FULL, str(path)], capture_output=True, text=True, check=True)
    code, frames, hint = done.stdout.strip().split(" ", 2)
    assert (code, frames) == ("MI0411", "5000")
    assert "mock-interview resume" in hint
    kept = whole(path)
    assert kept.tolist() == np.tile(np.arange(320, dtype=np.int16), 16)[:5000].tolist()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_device_without_room_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    recording = Recording.__new__(Recording)
    recording.path, recording.rate_hz, recording._bytes = Path("/dev/full"), RATE_HZ, 0
    recording._file = Path("/dev/full").open("wb", buffering=0)  # noqa: SIM115 - closed below
    with pytest.raises(JournalError, match="no room left"):
        recording.append(np.zeros(10, np.int16))
    recording._file.close()


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize(("start", "end"), [(0, None), (0, 10), (65_530, 65_540), (199_999, 300_000), (300_000, None)])
def test_any_range_reads_back_raw_or_packed(
    tmp_path: Path, noise: NDArray[np.int16], packed: bool, start: int, end: int | None
) -> None:
    record(tmp_path / "a.pcm", noise)
    if packed:
        pack(tmp_path / "a.pcm", RATE_HZ)
    assert whole(find_recording(tmp_path, "a.pcm"), start, end).tolist() == noise[start:end].tolist()


def test_packing_keeps_every_sample_and_then_removes_the_raw_file(tmp_path: Path, noise: NDArray[np.int16]) -> None:
    facts = record(tmp_path / "a.pcm", noise)
    packed = pack(tmp_path / "a.pcm", RATE_HZ)
    assert [path.name for path in tmp_path.iterdir()] == ["a.flac"]
    assert hashlib.sha256(whole(packed).astype("<i2").tobytes()).hexdigest() == facts.sha256
    assert soundfile.info(packed).samplerate == RATE_HZ


def test_a_copy_that_differs_is_thrown_away_and_the_raw_file_stays(
    tmp_path: Path, noise: NDArray[np.int16], monkeypatch: pytest.MonkeyPatch
) -> None:
    record(tmp_path / "a.pcm", noise)
    real = module._read_packed
    monkeypatch.setattr(module, "_read_packed", lambda *where: (piece + 1 for piece in real(*where)))
    with pytest.raises(JournalError, match="MI0413"):
        pack(tmp_path / "a.pcm", RATE_HZ)
    assert [path.name for path in tmp_path.iterdir()] == ["a.pcm"]


def test_packing_that_broke_off_is_done_again(tmp_path: Path, noise: NDArray[np.int16]) -> None:
    record(tmp_path / "a.pcm", noise)
    (tmp_path / "a.flac.part").write_bytes(b"half a copy")
    (tmp_path / "a.flac").write_bytes(b"written, and then the power went")
    pack(tmp_path / "a.pcm", RATE_HZ)
    assert [path.name for path in tmp_path.iterdir()] == ["a.flac"]
    assert whole(tmp_path / "a.flac").tolist() == noise.tolist()


def test_an_empty_recording_stays_as_it_is(tmp_path: Path) -> None:
    facts = record(tmp_path / "a.pcm", np.zeros(0, np.int16))
    assert facts.frames == 0
    assert pack(tmp_path / "a.pcm", RATE_HZ) == tmp_path / "a.pcm"


def test_half_a_sample_at_the_end_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.pcm").write_bytes(b"\x01\x00\x02\x00\x03")
    assert whole(tmp_path / "a.pcm").tolist() == [1, 2]


def test_a_recording_that_is_gone_is_said(tmp_path: Path) -> None:
    with pytest.raises(JournalError, match=r"MI0412.*a\.pcm"):
        find_recording(tmp_path, "a.pcm")


def test_a_damaged_recording_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.flac").write_bytes(b"no sound at all")
    with pytest.raises(JournalError, match="MI0412"):
        whole(find_recording(tmp_path, "a.pcm"))
