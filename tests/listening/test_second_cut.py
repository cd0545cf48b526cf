"""A second cut reads the very same stretches, from wherever their sound comes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from simulator.interview.events import Stretch
from simulator.listening.second_cut import cut_closer, read_again
from simulator.listening.transcribing import transcribe_file, with_second_cut
from tests.listening.sounds import FailingTranscriber, LoudnessDetector, ToneTranscriber, said
from tests.listening.test_files import write


def blocks(sound: NDArray[np.int16], frames: int = 320) -> list[NDArray[np.int16]]:
    return [sound[at : at + frames] for at in range(0, len(sound), frames)]


@pytest.mark.parametrize("rate_hz", [16_000, 44_100])
def test_every_stretch_is_read_from_its_own_place(rate_hz: int) -> None:
    sound = said(1.0, "one", 1.0, "two", "three", 1.0, rate_hz=rate_hz)
    stretches = [Stretch(100.75, 101.75, "first"), Stretch(102.25, 103.75, "second")]
    again = read_again(ToneTranscriber(), stretches, blocks(sound), rate_hz, first_seconds=100.0)
    assert [stretch.text for stretch in again.stretches] == ["one", "two three"]
    assert [(s.start_seconds, s.end_seconds) for s in again.stretches] == [(100.75, 101.75), (102.25, 103.75)]
    assert (again.text, again.engine) == ("one two three", "tones")


def test_second_cut_is_another_sound_and_keeps_all_speech() -> None:
    transcriber = ToneTranscriber()
    read_again(transcriber, [Stretch(0.75, 1.75, "one")], blocks(said(1.0, "one", 1.0)), 16_000)
    assert transcriber.stretch_seconds == [pytest.approx(0.65, abs=0.01)]


def test_sound_too_short_to_cut_closer_stays_as_it_is() -> None:
    assert len(cut_closer(np.ones(1_000, np.float32))) == 1_000


def test_stretch_whose_sound_is_not_there_is_heard_as_nothing() -> None:
    again = read_again(
        ToneTranscriber(), [Stretch(0.0, 1.0, "one"), Stretch(5.0, 6.0, "two")], blocks(said("one")), 16_000
    )
    assert [stretch.text for stretch in again.stretches] == ["one", ""]


def test_failing_recogniser_is_said_not_taken_for_doubt() -> None:
    with pytest.raises(Exception, match="MI0303"):
        read_again(FailingTranscriber(1), [Stretch(0.0, 1.0, "one")], blocks(said(0.25, "one", 0.25)), 16_000)


def test_file_has_a_second_reading_for_each_of_its_stretches(tmp_path: Path) -> None:
    path = write(tmp_path / "a.wav", said("one", 4.0, "two", 1.0))
    transcriber = ToneTranscriber()
    heard = transcribe_file(path, transcriber, new_detector=LoudnessDetector)
    assert heard.heard_again is None
    assert len(heard.transcript.stretches) == 2
    assert with_second_cut(heard, path, transcriber).heard_again == ("one", "two")
