from __future__ import annotations

import math
from collections.abc import Iterator
from concurrent.futures import Future
from itertools import pairwise
from queue import Queue
from threading import Event as Flag
from threading import Thread

import numpy as np
import pytest
from numpy.typing import NDArray

from simulator.interview.effects import Hear, Listen
from simulator.interview.events import AnswerEnded, AnswerHeard, DeviceFailed, EndReason, Event, SpeechStarted
from simulator.listening.endpointing import EndpointingRules
from simulator.listening.listener import EarlierAnswer, Listener
from tests.listening.sounds import FailingTranscriber, LoudnessDetector, ToneTranscriber, repeated, said, silence, word

RATE_HZ = 16_000


class KeptBlocks:
    def __init__(self) -> None:
        self.blocks: list[NDArray[np.int16]] = []

    def append(self, block: NDArray[np.int16]) -> None:
        self.blocks.append(block)


class Call:
    """A listener with an inbox, fed in blocks of 20 ms."""

    def __init__(self, transcriber: ToneTranscriber | None = None, rate_hz: int = RATE_HZ, **options: object) -> None:
        self.inbox: Queue[Event] = Queue()
        self.kept = KeptBlocks()
        self.transcriber = transcriber or ToneTranscriber()
        self.ear = Listener(
            self.inbox.put,
            lambda: self.ear.frames / rate_hz,
            rate_hz,
            self.transcriber,
            recording=self.kept,
            new_detector=LoudnessDetector,
            **options,  # type: ignore[arg-type]
        )

    def listen(self, turn: int = 1, hard_limit_seconds: float = 120.0, breath_after_seconds: float = math.inf) -> None:
        effect = Listen(f"t{turn}.listen", turn, "greeting", "How are you?", hard_limit_seconds, breath_after_seconds)
        self.ear.listen(effect)

    def feed(self, sound: NDArray[np.int16], block_frames: int = 320) -> None:
        for at in range(0, len(sound), block_frames):
            self.ear.feed(sound[at : at + block_frames])

    def events(self) -> list[Event]:
        """Everything posted, once the words that are under way are known."""
        self.ear._transcriber_thread.submit(lambda: None).result()
        events = []
        while not self.inbox.empty():
            events.append(self.inbox.get())
        return events


@pytest.fixture
def call() -> Iterator[Call]:
    made = Call()
    yield made
    made.ear.close()


def heard(events: list[Event]) -> list[str]:
    return [event.transcript.text for event in events if isinstance(event, AnswerHeard)]


def ended(events: list[Event]) -> AnswerEnded:
    (only,) = [event for event in events if isinstance(event, AnswerEnded)]
    return only


def test_an_answer_is_heard_from_speech_to_pause_to_words(call: Call) -> None:
    call.feed(silence(1))
    call.listen()
    call.feed(said(1.0, "one", 0.2, "two", 0.8, "three", 3.0))
    started, over, words = call.events()
    assert isinstance(started, SpeechStarted)
    assert started.frame == pytest.approx(2.0 * RATE_HZ, abs=512)
    assert isinstance(over, AnswerEnded)
    assert over.reason is EndReason.PAUSE
    assert over.start_frame == pytest.approx((2.0 - 0.4) * RATE_HZ, abs=512)
    assert over.end_frame == pytest.approx((4.5 + 0.25) * RATE_HZ, abs=512)
    assert over.speech_seconds == pytest.approx(1.5, abs=0.1)
    assert over.longest_pause_seconds == pytest.approx(0.8, abs=0.05)
    assert isinstance(words, AnswerHeard)
    assert words.transcript.text == "one two three"
    assert (words.transcript.engine, words.transcript.model) == ("tones", "ten-words")
    (stretch,) = words.transcript.stretches
    assert stretch.start_seconds == pytest.approx(1.6, abs=0.04)


def test_the_answer_ends_as_soon_as_patience_is_over(call: Call) -> None:
    call.listen()
    call.feed(said("one", 2.4))
    assert not [event for event in call.events() if isinstance(event, AnswerEnded)]
    call.feed(silence(0.2))
    assert ended(call.events()).at_seconds == pytest.approx(3.0, abs=0.06)


def test_speech_before_the_turn_is_kept_and_not_heard(call: Call) -> None:
    call.feed(said("nine", "nine"))
    call.listen()
    call.feed(said("one", 3.0))
    events = call.events()
    assert heard(events) == ["one"]
    assert ended(events).start_frame == RATE_HZ
    assert np.concatenate(call.kept.blocks).tolist() == said("nine", "nine", "one", 3.0).tolist()


def test_with_no_turn_open_nothing_is_posted(call: Call) -> None:
    call.feed(said("one", 5.0, "two", 5.0))
    assert call.events() == []


def test_silence_ends_nothing_until_the_done_key(call: Call) -> None:
    call.listen()
    call.feed(silence(60))
    assert call.events() == []
    call.ear.finish_answer()
    over, words = call.events()
    assert isinstance(over, AnswerEnded)
    assert (over.reason, over.start_frame, over.end_frame) == (EndReason.DONE_KEY, 0, 60 * RATE_HZ)
    assert isinstance(words, AnswerHeard)
    assert words.transcript.text == ""
    assert call.transcriber.stretch_seconds == []


def test_the_done_key_ends_the_answer_in_the_middle_of_a_word(call: Call) -> None:
    call.listen()
    call.feed(said("one", 0.3, "two"))
    call.ear.finish_answer()
    events = call.events()
    assert ended(events).reason is EndReason.DONE_KEY
    assert heard(events) == ["one two"]


def test_the_done_key_with_no_turn_open_does_nothing(call: Call) -> None:
    call.ear.finish_answer()
    assert call.events() == []


def test_the_hard_limit_of_the_turn_ends_the_answer(call: Call) -> None:
    call.listen(hard_limit_seconds=3.0)
    call.feed(said("one", 0.5, "two", 0.5, "three", 0.5, "four", 0.5, "five"))
    events = call.events()
    assert ended(events).reason is EndReason.HARD_LIMIT
    assert heard(events) == ["one two three"]


def test_an_answer_that_runs_over_ends_at_a_breath_with_every_word_up_to_it(call: Call) -> None:
    call.listen(breath_after_seconds=3.0)
    call.feed(said(1.0, "one", 0.5, "two", 0.5, "three", 0.5, "four", 0.5, "five", 1.0, "six", 3.0))
    events = call.events()
    over = ended(events)
    assert over.reason is EndReason.RAN_OVER
    assert over.at_seconds == pytest.approx(1.0 + 4.5 + 0.8, abs=0.06)
    assert over.end_frame == pytest.approx((1.0 + 4.5 + 0.25) * RATE_HZ, abs=512)
    assert over.longest_pause_seconds == pytest.approx(0.5, abs=0.05)
    assert heard(events) == ["one two three four five"]


def test_the_tail_is_read_before_a_breath_is_over_and_only_once(call: Call) -> None:
    call.listen(breath_after_seconds=2.0)
    call.feed(said(*repeated(2), "two", "three", 0.7))
    assert [type(event) for event in call.events()] == [SpeechStarted]
    assert len(call.transcriber.stretch_seconds) == 1
    call.feed(silence(0.2))
    events = call.events()
    assert ended(events).reason is EndReason.RAN_OVER
    assert heard(events) == ["one one two three"]
    assert len(call.transcriber.stretch_seconds) == 1


def test_a_long_answer_that_runs_over_in_a_later_stretch_keeps_every_word_once(call: Call) -> None:
    call.listen(breath_after_seconds=25.0)
    call.feed(said(*repeated(30), "two", 1.0, "three", 3.0))
    events = call.events()
    assert ended(events).reason is EndReason.RAN_OVER
    assert heard(events) == [" ".join(["one"] * 30 + ["two"])]
    assert len(call.transcriber.stretch_seconds) == 2


def test_a_pause_that_lasts_when_the_limit_comes_ends_the_answer_with_its_tail_read_once(call: Call) -> None:
    call.listen(breath_after_seconds=3.0)
    call.feed(said("one", 0.5, "two", 3.0))
    events = call.events()
    assert ended(events).reason is EndReason.RAN_OVER
    assert ended(events).at_seconds == pytest.approx(3.0, abs=0.06)
    assert heard(events) == ["one two"]
    assert len(call.transcriber.stretch_seconds) == 1


def test_a_lost_microphone_ends_the_answer_with_what_was_heard(call: Call) -> None:
    call.listen()
    call.feed(said("one", 0.3, "two"))
    call.ear.end_of_input()
    events = call.events()
    assert ended(events).reason is EndReason.END_OF_INPUT
    assert heard(events) == ["one two"]


def test_a_stopped_turn_is_closed_without_an_answer(call: Call) -> None:
    call.listen(turn=1)
    call.feed(said("one", 0.3))
    call.ear.stop("t1.listen")
    call.feed(said("two", 5.0))
    assert [type(event) for event in call.events()] == [SpeechStarted]
    assert call.ear.open_turn is None


def test_stopping_another_turn_leaves_this_one_open(call: Call) -> None:
    call.listen(turn=2)
    call.ear.stop("t1.listen")
    call.feed(said("one", 3.0))
    assert heard(call.events()) == ["one"]


def test_speech_that_returns_during_patience_is_part_of_the_answer(call: Call) -> None:
    call.listen()
    call.feed(said("one", 2.0, "two", 2.0, "three", 3.0))
    assert heard(call.events()) == ["one two three"]


def test_the_tail_is_read_during_patience_and_only_once_when_nothing_follows(call: Call) -> None:
    call.listen()
    call.feed(said("one", 1.5))
    call.events()
    assert len(call.transcriber.stretch_seconds) == 1
    call.feed(silence(2.0))
    assert heard(call.events()) == ["one"]
    assert len(call.transcriber.stretch_seconds) == 1


def test_closed_stretches_are_read_while_the_person_still_speaks(call: Call) -> None:
    call.listen()
    call.feed(said(*repeated(26)))
    call.events()
    assert len(call.transcriber.stretch_seconds) == 1
    call.feed(said("two", 3.0))
    (text,) = heard(call.events())
    assert text == " ".join(["one"] * 26 + ["two"])


def test_every_word_of_a_long_answer_is_heard_once_and_no_stretch_is_too_long(call: Call) -> None:
    words = [str(name) for name in np.random.default_rng(7).choice(["one", "two", "three", "four", "five"], 200)]
    pauses = np.random.default_rng(8).uniform(0.2, 2.0, 200)
    call.listen(hard_limit_seconds=1000)
    call.feed(said(*[part for pair in zip(words, map(float, pauses), strict=True) for part in pair], 3.0))
    events = call.events()
    assert heard(events) == [" ".join(words)]
    assert max(call.transcriber.stretch_seconds) <= 28.1
    (answer,) = [event for event in events if isinstance(event, AnswerHeard)]
    stretches = answer.transcript.stretches
    assert all(a.end_seconds <= b.start_seconds for a, b in pairwise(stretches))


@pytest.mark.parametrize("rate_hz", [8_000, 44_100, 48_000])
def test_any_rate_of_the_device_is_heard_and_frames_are_its_own(rate_hz: int) -> None:
    call = Call(rate_hz=rate_hz)
    call.feed(silence(1, rate_hz), 441)
    call.listen()
    call.feed(said(0.5, "one", 0.4, "two", 3.0, rate_hz=rate_hz), 441)
    events = call.events()
    assert heard(events) == ["one two"]
    assert ended(events).end_frame == pytest.approx((2.9 + 0.25) * rate_hz, abs=0.05 * rate_hz)
    assert call.ear.frames == len(np.concatenate(call.kept.blocks))
    call.ear.close()


@pytest.mark.parametrize("block_frames", [1, 37, 512, 16_000])
def test_the_size_of_the_blocks_changes_no_words(block_frames: int) -> None:
    call = Call()
    call.listen()
    call.feed(said(0.1, "one", 0.4, "two", 2.7), block_frames)
    assert heard(call.events()) == ["one two"]
    call.ear.close()


def test_an_answer_is_heard_the_same_whatever_came_before() -> None:
    stretches = []
    for before in (0.0, 0.333, 7.777):
        call = Call()
        call.ear.feed_silence(before)
        call.listen()
        call.feed(said(0.5, "one", 0.7, "two", 3.0))
        (answer,) = [event for event in call.events() if isinstance(event, AnswerHeard)]
        stretches.append(answer.transcript.stretches[0].end_seconds - before)
        call.ear.close()
    assert stretches == pytest.approx([stretches[0]] * 3, abs=0.002)


def test_a_failed_recogniser_is_said_and_the_other_words_stay() -> None:
    call = Call(FailingTranscriber(1))
    call.listen()
    call.feed(said(*repeated(26), "two", 3.0))
    events = call.events()
    (failure,) = [event for event in events if isinstance(event, DeviceFailed)]
    assert failure.device == "recogniser"
    assert "MI0303" in failure.reason
    (answer,) = [event for event in events if isinstance(event, AnswerHeard)]
    assert answer.transcript.text.endswith("two")
    assert [stretch.text == "" for stretch in answer.transcript.stretches] == [True, False]
    assert events.index(failure) < events.index(answer)
    call.ear.close()


def test_words_that_are_under_way_are_not_asked_for_twice(call: Call) -> None:
    call.listen(turn=4)
    call.feed(said("one", 3.0))
    call.ear.hear(Hear("t4.hear", 4))
    assert heard(call.events()) == ["one"]


def test_the_words_of_an_earlier_process_are_found_in_the_recording() -> None:
    sound = said("three", 0.5, "four")
    earlier = EarlierAnswer(5.0, RATE_HZ, [sound[:9000], sound[9000:]])
    call = Call(earlier_answer=lambda turn: earlier if turn == 2 else None)
    call.ear.hear(Hear("t2.hear", 2))
    (answer,) = [event for event in call.events() if isinstance(event, AnswerHeard)]
    assert answer.transcript.text == "three four"
    assert answer.transcript.stretches[0].start_seconds == pytest.approx(5.0, abs=0.1)
    call.ear.close()


def test_where_the_earlier_sound_is_lost_it_is_said_and_the_call_goes_on(call: Call) -> None:
    call.ear.hear(Hear("t2.hear", 2))
    failure, answer = call.events()
    assert isinstance(failure, DeviceFailed)
    assert isinstance(answer, AnswerHeard)
    assert answer.transcript.text == ""


def test_a_block_that_cannot_be_kept_is_not_swallowed(call: Call) -> None:
    class FullDisk:
        def append(self, block: NDArray[np.int16]) -> None:
            raise OSError("full")

    call.ear._recording = FullDisk()
    with pytest.raises(OSError, match="full"):
        call.feed(word("one"))


def test_the_level_follows_the_sound(call: Call) -> None:
    assert call.ear.level_dbfs == -100.0
    call.feed(word("one", amplitude=1.0))
    assert call.ear.level_dbfs == pytest.approx(-3.0, abs=0.1)
    call.feed(silence(0.1))
    assert call.ear.level_dbfs == -100.0


def test_a_resumed_session_counts_its_frames_on() -> None:
    call = Call(first_frame=1000)
    call.feed(silence(1))
    assert call.ear.frames == 1000 + RATE_HZ
    call.ear.close()


def test_a_resumed_session_with_another_microphone_tells_seconds_of_the_whole_recording() -> None:
    """Ten seconds at 48 kHz came before: frame 480,000 is second 10, whatever the rate now."""
    call = Call(first_frame=480_000, first_seconds=10.0)
    call.listen()
    call.feed(said("one"))
    call.feed(silence(4))
    answer = next(event for event in call.events() if isinstance(event, AnswerHeard))
    assert 10.0 <= answer.transcript.stretches[0].start_seconds < 11.0
    call.ear.close()


def test_patience_is_a_rule_that_can_be_set() -> None:
    call = Call(rules=EndpointingRules(patience_seconds=0.6))
    call.listen()
    call.feed(said("one", 0.8, "two"))
    assert heard(call.events()) == ["one"]
    call.ear.close()


def test_keys_and_sound_from_two_threads_lose_nothing_and_end_every_turn_once() -> None:
    call = Call()
    stop = Flag()
    done: Future[int] = Future()

    def press_keys() -> None:
        turn = 0
        while not stop.is_set():
            turn += 1
            call.listen(turn)
            call.ear.finish_answer()
        done.set_result(turn)

    presser = Thread(target=press_keys)
    presser.start()
    call.feed(said(*repeated(10)))
    stop.set()
    presser.join()
    events = call.events()
    ends = [event.turn for event in events if isinstance(event, AnswerEnded)]
    assert ends == list(range(1, done.result() + 1))
    assert len(heard(events)) == len(ends)
    assert call.ear.frames == 10 * RATE_HZ
    call.ear.close()
