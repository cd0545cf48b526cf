"""What was said before any probe, by which conciseness is measured: its words, which of them are sure, and how long
speaking it took. Judges nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from simulator.scoring.answer import Answer
from simulator.scoring.places import span_at, were_doubted
from simulator.scoring.result import Span
from simulator.scoring.words import Word, words_of


@dataclass(frozen=True)
class MainWords:
    answer: Answer
    words: tuple[Word, ...]
    """Without fillers, at their places in `answer.text`."""
    doubted: tuple[bool, ...]
    """For each word, whether a second cut of its sound heard otherwise."""
    speech_seconds: float | None
    """Voiced, pauses left out; rather too little than too much. None where there was no sound."""

    @staticmethod
    def of(answer: Answer, fillers: frozenset[str]) -> MainWords:
        words: list[Word] = []
        begin = 0
        for utterance in answer.utterances:
            if not utterance.after_probe:
                words.extend(
                    Word(word.text, word.stem, word.start + begin, word.end + begin)
                    for word in words_of(utterance.text)
                    if word.text not in fillers
                )
            begin += len(utterance.text) + 1
        return MainWords(answer, tuple(words), were_doubted(answer, words), _main_seconds(answer))

    @cached_property
    def count(self) -> int:
        """Words as people count them: a contraction is one."""
        return len({word.start for word in self.words})

    @cached_property
    def sure_count(self) -> int:
        return len({word.start for word, doubted in zip(self.words, self.doubted, strict=True) if not doubted})

    def is_sure(self, first: int, last: int) -> bool:
        return not any(self.doubted[first : last + 1])

    def span(self, first: int, last: int) -> Span:
        return span_at(self.answer, self.words[first].start, self.words[last].end)


def _main_seconds(answer: Answer) -> float | None:
    """Of the voiced time, the share of the main utterances by their characters; at most as long as they last."""
    if answer.speech_seconds is None:
        return None
    main = [utterance for utterance in answer.utterances if not utterance.after_probe]
    if len(main) == len(answer.utterances):
        return answer.speech_seconds
    said = sum(len(utterance.text) for utterance in answer.utterances)
    share = answer.speech_seconds * sum(len(utterance.text) for utterance in main) / max(1, said)
    lasted = [
        utterance.end_seconds - utterance.start_seconds
        for utterance in main
        if utterance.start_seconds is not None and utterance.end_seconds is not None
    ]
    return min(share, sum(lasted)) if len(lasted) == len(main) else share
