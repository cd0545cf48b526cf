"""Is it the misheard words that a second cut of the same sound hears otherwise?

Each clip is heard as in a call, then each of its stretches once more, cut closer around its speech. A word is misheard
where jiwer's alignment with what was really said has another or none (stems are compared, as scoring does). Recall is
the share of misheard words that are marked doubtful, precision the share of marked words that are misheard; what it
costs is the share of right words that are marked too. Words that were said and not heard at all stand nowhere, so
nothing can mark them.

    python -m benchmarks.doubt [--speech FOLDER] [--group notes]
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import jiwer

from benchmarks.wer import SPEECH, Clip, clips_in, machine
from simulator.listening.moonshine import MoonshineTranscriber
from simulator.listening.transcribing import transcribe_file, with_second_cut
from simulator.ports import Transcriber
from simulator.scoring.doubt import doubtful_spans
from simulator.scoring.words import words_of


@dataclass(frozen=True)
class Marks:
    """Words heard, by whether they are right and whether they are marked; processor seconds of both readings."""

    wrong_marked: int = 0
    wrong: int = 0
    right_marked: int = 0
    right: int = 0
    first_seconds: float = 0.0
    second_seconds: float = 0.0

    def __add__(self, other: Marks) -> Marks:
        return Marks(*(getattr(self, name) + getattr(other, name) for name in self.__dataclass_fields__))

    @property
    def recall(self) -> float:
        return self.wrong_marked / self.wrong if self.wrong else float("nan")

    @property
    def precision(self) -> float:
        marked = self.wrong_marked + self.right_marked
        return self.wrong_marked / marked if marked else float("nan")

    @property
    def right_share(self) -> float:
        return self.right_marked / self.right if self.right else float("nan")


def marks_of(said: str, heard: Iterable[tuple[str, str]]) -> Marks:
    """`heard`: the words of each stretch, and of its second cut."""
    stems: list[str] = []
    marked: list[bool] = []
    for first, second in heard:
        spans = doubtful_spans(first, second)
        for word in words_of(first):
            stems.append(word.stem)
            marked.append(any(start <= word.start < end for start, end in spans))
    wrong = [False] * len(stems)
    aligned = jiwer.process_words(" ".join(word.stem for word in words_of(said)), " ".join(stems))
    for chunk in aligned.alignments[0]:
        if chunk.type != "equal":
            for at in range(chunk.hyp_start_idx, chunk.hyp_end_idx):
                wrong[at] = True
    both = list(zip(wrong, marked, strict=True))
    return Marks(both.count((True, True)), wrong.count(True), both.count((False, True)), wrong.count(False))


def measured(clip: Clip, transcriber: Transcriber) -> Marks:
    began = time.process_time()
    heard = transcribe_file(clip.sound, transcriber)
    between = time.process_time()
    heard = with_second_cut(heard, clip.sound, transcriber)
    ended = time.process_time()
    texts = [stretch.text for stretch in heard.transcript.stretches]
    marks = marks_of(clip.words, zip(texts, heard.heard_again or (), strict=True))
    return replace(marks, first_seconds=between - began, second_seconds=ended - between)


HEAD = "group        heard  misheard  of them marked  right words marked  precision  time of the second / first"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--speech", type=Path, default=SPEECH, help="folder with NAME.flac and NAME.txt")
    parser.add_argument("--group", action="append", help="only this group (may be given again)")
    options = parser.parse_args()
    clips = [clip for clip in clips_in(options.speech) if not options.group or clip.group in options.group]
    if not clips:
        parser.error(f"no clip in {options.speech}")
    transcriber = MoonshineTranscriber()
    print(f"machine: {machine()}")
    print(f"data:    {options.speech.name}, {len(clips)} clips; engine moonshine tiny-en; time is processor time")
    print(HEAD)
    everything = Marks()
    for group in sorted({clip.group for clip in clips}):
        marks = sum((measured(clip, transcriber) for clip in clips if clip.group == group), Marks())
        everything += marks
        print_row(group, marks)
    print_row("all", everything)


def print_row(group: str, marks: Marks) -> None:
    print(
        f"{group:12} {marks.wrong + marks.right:5} {marks.wrong:9} {marks.recall:15.3f} {marks.right_share:19.3f} "
        f"{marks.precision:10.3f} {marks.second_seconds / marks.first_seconds:12.2f}",
        flush=True,
    )


if __name__ == "__main__":
    main()
