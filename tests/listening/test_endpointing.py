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


def test_an_answer_that_runs_over_ends_at_its_next_breath_and_not_a_frame_sooner() -> None:
    endpointer = Endpointer(EndpointingRules(), breath_after_seconds=9.6)
    assert ends(feed(endpointer, 1.0, 16.0)) == []
    assert ends(feed(endpointer, 0.0, 0.8 - FRAME)) == []
    assert ends(feed(endpointer, 0.0, FRAME)) == [EndReason.RAN_OVER]
    assert endpointer.now_seconds == pytest.approx(16.8)


def test_a_breath_before_the_limit_ends_nothing_and_the_limit_itself_counts() -> None:
    endpointer = Endpointer(EndpointingRules(), breath_after_seconds=9.6)
    assert ends(feed(endpointer, 1.0, 3.2) + feed(endpointer, 0.0, 2.4) + feed(endpointer, 1.0, 3.2)) == []
    assert ends(feed(endpointer, 0.0, 0.8 - FRAME)) == []
    assert endpointer.now_seconds == pytest.approx(9.6 - FRAME)
    assert ends(feed(endpointer, 0.0, FRAME)) == [EndReason.RAN_OVER]


def test_a_pause_that_already_lasted_longer_when_the_limit_is_reached_ends_there() -> None:
    endpointer = Endpointer(EndpointingRules(), breath_after_seconds=9.6)
    feed(endpointer, 1.0, 8.0)
    assert ends(feed(endpointer, 0.0, 1.6 - FRAME)) == []
    assert ends(feed(endpointer, 0.0, FRAME)) == [EndReason.RAN_OVER]
    assert endpointer.pause_seconds == pytest.approx(1.6)


def test_a_pause_that_is_still_short_when_the_limit_is_reached_may_become_a_breath() -> None:
    endpointer = Endpointer(EndpointingRules(), breath_after_seconds=9.6)
    feed(endpointer, 1.0, 9.28)
    assert ends(feed(endpointer, 0.0, 0.8 - FRAME)) == []
    assert ends(feed(endpointer, 0.0, FRAME)) == [EndReason.RAN_OVER]


def test_pauses_shorter_than_a_breath_never_end_an_answer_before_the_hard_limit() -> None:
    endpointer = Endpointer(EndpointingRules(), hard_limit_seconds=48.0, breath_after_seconds=9.6)
    reports: list[FrameReport] = []
    while not ends(reports):
        reports += feed(endpointer, 1.0, 1.6) + feed(endpointer, 0.0, 0.8 - FRAME)
    assert ends(reports)[0] is EndReason.HARD_LIMIT
    assert reports[round(48.0 / FRAME) - 1].ended is EndReason.HARD_LIMIT


def test_thinking_before_the_first_word_brings_no_answer_nearer_to_its_limits() -> None:
    endpointer = Endpointer(EndpointingRules(), breath_after_seconds=9.6)
    feed(endpointer, 0.0, 32.0)
    assert ends(feed(endpointer, 1.0, 6.4) + feed(endpointer, 0.0, 2.4)) == []


def test_a_click_does_not_make_a_breath_longer() -> None:
    endpointer = Endpointer(EndpointingRules(), breath_after_seconds=3.2)
    feed(endpointer, 1.0, 6.4)
    reports = feed(endpointer, 0.0, 0.64) + feed(endpointer, 1.0, 0.128) + feed(endpointer, 0.0, FRAME)
    assert ends(reports) == [EndReason.RAN_OVER]


def test_whoever_is_patient_for_less_than_a_breath_has_not_cut_the_answer_short() -> None:
    endpointer = Endpointer(EndpointingRules(patience_seconds=0.64), breath_after_seconds=3.2)
    feed(endpointer, 1.0, 6.4)
    assert ends(feed(endpointer, 0.0, 0.64)) == [EndReason.PAUSE]


RUNS = st.lists(st.tuples(st.sampled_from([0.0, 0.4, 1.0]), st.integers(1, 60)), max_size=30)


@given(RUNS, st.floats(0.5, 20.0), st.floats(1.0, 40.0))
def test_a_limit_changes_nothing_before_it_is_reached_and_never_makes_an_answer_longer(
    runs: list[tuple[float, int]], breath_after_seconds: float, hard_limit_seconds: float
) -> None:
    without = Endpointer(EndpointingRules(), hard_limit_seconds)
    limited = Endpointer(EndpointingRules(), hard_limit_seconds, breath_after_seconds)
    for probability in [probability for probability, frames in runs for _ in range(frames)]:
        expected, report = without.frame(probability, FRAME), limited.frame(probability, FRAME)
        if report.ended is EndReason.RAN_OVER:
            assert limited.speech is not None
            assert limited.now_seconds - limited.speech.start_seconds >= breath_after_seconds - 1e-6
            assert 0.8 - 1e-6 <= limited.pause_seconds < 2.5
            return
        assert report == expected
        if report.ended is not None:
            return


@given(RUNS, st.floats(0.5, 20.0))
def test_past_the_limit_no_silence_goes_on_for_more_than_a_breath(
    runs: list[tuple[float, int]], breath_after_seconds: float
) -> None:
    endpointer = Endpointer(EndpointingRules(), math.inf, breath_after_seconds)
    for probability in [probability for probability, frames in runs for _ in range(frames)]:
        if endpointer.frame(probability, FRAME).ended is not None:
            return
        if endpointer.speech is None or not endpointer.may_have_ended:
            continue
        is_over = endpointer.now_seconds - endpointer.speech.start_seconds >= breath_after_seconds
        assert endpointer.pause_seconds < (0.8 if is_over else 2.5)


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
