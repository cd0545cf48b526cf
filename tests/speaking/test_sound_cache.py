"""Sentences kept between calls."""

from __future__ import annotations

import logging
import os
from pathlib import Path

import numpy as np
import pytest

from simulator.speaking.sound import Sound
from simulator.speaking.sound_cache import SoundCache


def noise(seed: int, count: int = 4000) -> Sound:
    return Sound(np.random.default_rng(seed).integers(-9000, 9000, count).astype(np.int16), 22_050)


def test_what_is_kept_comes_back_sample_for_sample(tmp_path: Path) -> None:
    cache = SoundCache(tmp_path / "new" / "folder")
    cache.put("a", noise(1))
    found = cache.get("a")
    assert found is not None
    assert found.rate_hz == 22_050
    assert np.array_equal(found.samples, noise(1).samples)
    assert cache.get("b") is None


def test_the_least_recently_used_goes_when_there_is_too_much(tmp_path: Path) -> None:
    cache = SoundCache(tmp_path, most_bytes=20_000)  # two of them fit, at some 7,500 bytes each
    for age, key in enumerate(["first", "second"]):
        cache.put(key, noise(age))
        os.utime(tmp_path / f"{key}.flac", (1000 + age, 1000 + age))
    assert cache.get("first")  # used again: now the youngest
    cache.put("third", noise(3))
    assert sorted(path.stem for path in tmp_path.iterdir()) == ["first", "third"]


@pytest.mark.parametrize("content", [b"", b"fLaC but not really", b"\x00" * 5000])
def test_a_damaged_file_is_no_sound_and_is_removed(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.flac").write_bytes(content)
    assert SoundCache(tmp_path).get("a") is None
    assert not (tmp_path / "a.flac").exists()


def test_a_file_cut_short_is_no_sound(tmp_path: Path) -> None:
    cache = SoundCache(tmp_path)
    cache.put("a", noise(1, count=40_000))
    path = tmp_path / "a.flac"
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert cache.get("a") is None


def test_a_folder_that_cannot_be_written_is_said_once_and_hinders_nobody(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("in the way")
    cache = SoundCache(tmp_path / "file" / "sounds")
    with caplog.at_level(logging.WARNING):
        for key in "abc":
            cache.put(key, noise(1))
            assert cache.get(key) is None
    assert len(caplog.records) == 1
    assert "cannot be kept" in caplog.text
