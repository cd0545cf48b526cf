"""Each answer's own sound is cut out of the one recording."""

from __future__ import annotations

import base64
import io
from pathlib import Path

import numpy as np
import pytest
import soundfile

from simulator.interview.events import Mode
from simulator.review.cuttings import PAGE_RATE_HZ, sounds_of
from simulator.review.model import Review
from simulator.review.projection import project
from tests.review.calls import SUMMARY, Call, loaded, whole_call
from tests.review.sound_of_call import hum, record


def review_of(call: Call) -> Review:
    return project(SUMMARY, call.events, loaded())


def samples_of(uri: str) -> np.ndarray:
    head, encoded = uri.split(",", 1)
    assert head == "data:audio/flac;base64"
    samples, rate_hz = soundfile.read(io.BytesIO(base64.b64decode(encoded)), dtype="int16")
    assert rate_hz == PAGE_RATE_HZ
    return samples


@pytest.mark.parametrize("packed", [False, True])
def test_a_turns_sound_is_its_own_frames_of_the_recording(tmp_path: Path, packed: bool) -> None:
    call = whole_call()
    record(tmp_path, call.at_seconds + 1, packed=packed)
    read = review_of(call)
    sounds = sounds_of(read, tmp_path)
    assert sounds.note == ""
    answered = [turn for exchange in read.exchanges for turn in exchange.turns if turn.take is not None]
    assert sounds.by_turn.keys() == {turn.number for turn in answered}
    whole = hum(call.at_seconds + 1)
    for turn in answered:
        assert turn.take is not None
        expected = whole[turn.take.start_frame : turn.take.end_frame]
        assert np.array_equal(samples_of(sounds.by_turn[turn.number]), expected)


def test_a_typed_session_has_no_sound_and_says_so(tmp_path: Path) -> None:
    sounds = sounds_of(review_of(whole_call(Mode.TYPED)), tmp_path)
    assert sounds.by_turn == {}
    assert "no recording" in sounds.note


def test_a_recording_that_is_gone_is_told_and_the_rest_of_the_page_stays(tmp_path: Path) -> None:
    sounds = sounds_of(review_of(whole_call()), tmp_path)
    assert sounds.by_turn == {}
    assert "2026-11-22-1.pcm is not in" in sounds.note


def test_a_recording_that_ends_early_is_told(tmp_path: Path) -> None:
    record(tmp_path, 1.0)
    assert "ends before this answer" in sounds_of(review_of(whole_call()), tmp_path).note


def test_sounds_too_large_for_a_page_are_left_out_with_the_place_where_they_are(tmp_path: Path) -> None:
    call = whole_call()
    record(tmp_path, call.at_seconds + 1)
    sounds = sounds_of(review_of(call), tmp_path, most_bytes=50_000)
    assert sounds.by_turn == {}
    assert str(tmp_path) in sounds.note


def test_a_take_without_an_end_has_no_sound(tmp_path: Path) -> None:
    call = Call().began().ask("database").speak()
    record(tmp_path, 5.0)
    assert sounds_of(review_of(call), tmp_path).by_turn == {}
