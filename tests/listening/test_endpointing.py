import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.interview.events import EndReason
from simulator.listening.endpointing import Endpointer, EndpointingRules, FrameReport

FRAME = 0.032


def feed(endpointer: Endpointer, probability: float, seconds: float) -> list[FrameReport]:
    return [endpointer.frame(probability, FRAME) for _ in range(round(seconds / FRAME))]


def ends(reports: list[FrameReport]) -> list[EndReason]:
    return [report.ended for report in reports if report.ended is not None]


def test_silence_never_begins_nor_ends_an_answer() -> None:
    endpointer = Endpointer(EndpointingRules(), hard_limit_seconds=5)
    reports = feed(endpointer, 0.0, 60)
    assert not any(report.speech_started for report in reports)
    assert ends(reports) == []


def test_speech_starts_once_and_where_it_began() -> None:
    endpointer = Endpointer(EndpointingRules())
    feed(endpointer, 0.0, 1.6)
    reports = feed(endpointer, 0.9, 2) + feed(endpointer, 0.0, 1) + feed(endpointer, 0.9, 2)
    starts = [report for report in reports if report.speech_started]
    assert len(starts) == 1
    assert starts[0].speech is not None
    assert starts[0].speech.start_seconds == pytest.approx(1.6)


def test_a_click_is_not_speech() -> None:
    endpointer = Endpointer(EndpointingRules())
    assert not any(report.speech_started for report in feed(endpointer, 1.0, 0.128) + feed(endpointer, 0.0, 5))


def test_a_click_does_not_restart_patience() -> None:
    endpointer = Endpointer(EndpointingRules(patience_seconds=2.5))
    feed(endpointer, 1.0, 1.0)
    reports = feed(endpointer, 0.0, 1.5) + feed(endpointer, 1.0, 0.096) + feed(endpointer, 0.0, 1.0)
    assert ends(reports)[:1] == [EndReason.PAUSE]


def test_the_answer_ends_after_patience_and_not_a_frame_sooner() -> None:
    endpointer = Endpointer(EndpointingRules(patience_seconds=2.56))
    feed(endpointer, 1.0, 1.6)
    assert ends(feed(endpointer, 0.0, 2.56 - FRAME)) == []
    assert ends(feed(endpointer, 0.0, FRAME)) == [EndReason.PAUSE]


def test_a_pause_shorter_than_patience_is_remembered_and_ends_nothing() -> None:
    endpointer = Endpointer(EndpointingRules())
    reports = feed(endpointer, 1.0, 0.96) + feed(endpointer, 0.0, 2.4) + feed(endpointer, 1.0, 0.64)
    reports += feed(endpointer, 0.0, 0.8) + feed(endpointer, 1.0, 0.32)
    assert ends(reports) == []
    assert endpointer.longest_pause_seconds == pytest.approx(2.4, abs=FRAME)
    assert endpointer.speech_seconds == pytest.approx(0.96 + 0.64 + 0.32, abs=FRAME)


def test_between_the_two_thresholds_things_stay_as_they_are() -> None:
    rules = EndpointingRules(speech_on=0.5, speech_off=0.35)
    never_began = Endpointer(rules)
    assert not any(report.speech_started for report in feed(never_began, 0.4, 3))
    goes_on = Endpointer(rules)
    feed(goes_on, 0.6, 0.32)
    assert ends(feed(goes_on, 0.4, 10)) == []
    assert goes_on.pause_seconds == pytest.approx(0.0, abs=FRAME)


def test_the_hard_limit_counts_from_the_first_speech() -> None:
    endpointer = Endpointer(EndpointingRules(), hard_limit_seconds=10)
    assert ends(feed(endpointer, 0.0, 30)) == []
    reports = feed(endpointer, 1.0, 9.9)
    assert ends(reports) == []
    assert ends(feed(endpointer, 1.0, 0.16))[:1] == [EndReason.HARD_LIMIT]


@given(st.lists(st.tuples(st.floats(0, 1), st.integers(1, 40)), max_size=30))
def test_speech_and_pauses_never_exceed_the_time_that_passed(runs: list[tuple[float, int]]) -> None:
    endpointer = Endpointer(EndpointingRules(), math.inf)
    for probability, frames in runs:
        for _ in range(frames):
            endpointer.frame(probability, FRAME)
    passed = sum(frames for _, frames in runs) * FRAME
    assert endpointer.now_seconds == pytest.approx(passed)
    assert endpointer.speech_seconds + endpointer.longest_pause_seconds <= passed + 1e-6
    if endpointer.speech is not None:
        assert endpointer.speech_seconds <= endpointer.speech.seconds + 1e-6
