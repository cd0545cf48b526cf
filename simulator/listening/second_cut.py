"""The same sound once more, cut otherwise: where the recogniser then hears other words, it was guessing.

It must never be taken for a better reading, nor keep the sound that it has read.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from simulator.interview.events import Stretch, Transcript
from simulator.listening.open_turn import KeptSound
from simulator.listening.resampling import RECOGNISER_RATE_HZ, StreamResampler
from simulator.ports import Transcriber

CLOSER_AT_START_SECONDS = 0.2
CLOSER_AT_END_SECONDS = 0.15
"""Taken off the 0.25 s that a stretch keeps on either side of its speech, so that no speech is lost. Against more
silence around it, and against two halves, this marked the most misheard words for the fewest that were right
(benchmarks/doubt.py measures it)."""


def cut_closer(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """A stretch at 16 kHz, shape (samples,), cut closer around its speech."""
    first = round(CLOSER_AT_START_SECONDS * RECOGNISER_RATE_HZ)
    last = len(samples) - round(CLOSER_AT_END_SECONDS * RECOGNISER_RATE_HZ)
    return samples[first:last] if last > first else samples


def read_closer(transcriber: Transcriber, stretch: Stretch, samples: NDArray[np.float32]) -> Stretch:
    """The words of the second cut, where `samples` are the sound of `stretch`. Raises what the recogniser raises."""
    text = transcriber.transcribe(array("f", cut_closer(samples).tobytes()))
    return Stretch(stretch.start_seconds, stretch.end_seconds, text)


def second_reading(transcriber: Transcriber, stretches: Sequence[Stretch]) -> Transcript:
    """What is kept of a second cut."""
    text = " ".join(stretch.text for stretch in stretches if stretch.text)
    return Transcript(text, transcriber.engine, transcriber.model, transcriber.version, tuple(stretches))


def read_again(
    transcriber: Transcriber,
    stretches: Sequence[Stretch],
    blocks: Iterable[NDArray[np.int16]],
    rate_hz: int,
    first_seconds: float = 0.0,
) -> Transcript:
    """Each of `stretches` with the words of its second cut, the same seconds, in the same order.

    `blocks` of 16 bits are the sound from `first_seconds` of the recording on. Raises what the recogniser raises, and
    whatever comes of reading the blocks.
    """
    sounds = _sounds(stretches, blocks, rate_hz, first_seconds)
    again = [read_closer(transcriber, stretch, samples) for stretch, samples in zip(stretches, sounds, strict=True)]
    return second_reading(transcriber, again)


def _sounds(
    stretches: Sequence[Stretch], blocks: Iterable[NDArray[np.int16]], rate_hz: int, first_seconds: float
) -> Iterator[NDArray[np.float32]]:
    """The sound of each stretch; shorter where the blocks end before it does."""
    resampler, sound = StreamResampler(rate_hz), KeptSound()
    waiting = list(stretches)
    for block in chain(blocks, [None]):
        sound.append(resampler.flush() if block is None else resampler.feed(block))
        while waiting and (block is None or sound.end_seconds >= waiting[0].end_seconds - first_seconds):
            stretch = waiting.pop(0)
            yield sound.between(stretch.start_seconds - first_seconds, stretch.end_seconds - first_seconds)
        if waiting:
            sound.drop_before(waiting[0].start_seconds - first_seconds)
