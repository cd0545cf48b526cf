"""Word errors of what a call hears, by group of speakers, beside the same engine as it comes.

Every clip goes through the Listener of a call in blocks of 20 ms: the same detector, cuts and joins. "As it comes" is
the engine given the whole clip with its own options. Texts are compared after Whisper's English normaliser (numbers,
spelling, contractions; it also drops "um" and "uh" on both sides). WER is pooled: errors of a group / its words.

    python -m benchmarks.wer [--speech FOLDER] [--group notes] [--json]

FOLDER holds NAME.flac beside NAME.txt; the default is ../shared/data/speech beside the checkout.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import jiwer
import numpy as np
from whisper.normalizers import EnglishTextNormalizer

from simulator.listening.files import read_sound
from simulator.listening.moonshine import MoonshineTranscriber
from simulator.listening.transcribing import transcribe_file

SPEECH = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "speech"


@dataclass(frozen=True)
class Clip:
    group: str
    sound: Path
    words: str


@dataclass(frozen=True)
class Row:
    """One group. Seconds are of sound; RTF is processing time / sound, wall clock, everything included."""

    group: str
    clips: int
    seconds: float
    words: int
    wer: float
    wer_as_it_comes: float
    rtf: float
    rtf_as_it_comes: float

    @property
    def ratio(self) -> float:
        return self.wer / self.wer_as_it_comes if self.wer_as_it_comes else float("nan")


@dataclass(frozen=True)
class Heard:
    texts: list[str]
    wall_seconds: float
    cpu_seconds: float


def clips_in(folder: Path) -> list[Clip]:
    return [
        Clip(sound.stem.split("_")[0], sound, sound.with_suffix(".txt").read_text(encoding="utf-8"))
        for sound in sorted(folder.glob("*.flac"))
    ]


def as_it_comes() -> Callable[[Path], str]:
    """The engine with its own options, and the whole clip at once."""
    from moonshine_voice.moonshine_api import ModelArch
    from moonshine_voice.transcriber import Transcriber
    from moonshine_voice.utils import get_assets_path

    engine = Transcriber(str(get_assets_path() / "tiny-en"), ModelArch.TINY)

    def hear(path: Path) -> str:
        samples = np.concatenate(list(read_sound(path)))
        return " ".join(line.text for line in engine.transcribe_without_streaming(samples.tolist(), 16_000).lines)

    return hear


def hear_all(clips: list[Clip], hear: Callable[[Path], str]) -> Heard:
    wall, cpu = time.perf_counter(), time.process_time()
    texts = [hear(clip.sound) for clip in clips]
    return Heard(texts, time.perf_counter() - wall, time.process_time() - cpu)


def measure(clips: list[Clip]) -> tuple[list[Row], float]:
    """A row for each group in alphabetical order, and the CPU time of our side / sound over all."""
    engine = MoonshineTranscriber()
    theirs = as_it_comes()
    normal = EnglishTextNormalizer()
    rows: list[Row] = []
    cpu_seconds = 0.0
    for group in sorted({clip.group for clip in clips}):
        own = [clip for clip in clips if clip.group == group]
        seconds = sum(len(piece) for clip in own for piece in read_sound(clip.sound)) / 16_000
        spoken = [normal(clip.words) for clip in own]
        as_in_a_call = hear_all(own, lambda path: transcribe_file(path, engine).transcript.text)
        alone = hear_all(own, theirs)
        cpu_seconds += as_in_a_call.cpu_seconds
        rows.append(
            Row(
                group,
                len(own),
                round(seconds, 1),
                sum(len(text.split()) for text in spoken),
                jiwer.wer(spoken, [normal(text) for text in as_in_a_call.texts]),
                jiwer.wer(spoken, [normal(text) for text in alone.texts]),
                as_in_a_call.wall_seconds / seconds,
                alone.wall_seconds / seconds,
            )
        )
    return rows, cpu_seconds / sum(row.seconds for row in rows)


def machine() -> str:
    cpu = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.is_file():
        names = [
            line.split(":", 1)[1].strip() for line in info.read_text().splitlines() if line.startswith("model name")
        ]
        cpu = names[0] if names else cpu
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    system = f"{platform.system()} {platform.machine()}, {cpu}, {os.cpu_count()} cores{load}"
    return f"{system}, Python {platform.python_version()}"


HEAD = "group        clips  seconds  words     WER  as it comes  ratio    RTF  its RTF"


def print_table(rows: list[Row], cpu: float, folder: Path) -> None:
    clips = sum(row.clips for row in rows)
    print(f"machine: {machine()}")
    print(f"data:    {folder.name}, {clips} clips; engine moonshine tiny-en; Whisper's English normaliser")
    print(HEAD)
    for row in rows:
        print(
            f"{row.group:12} {row.clips:5} {row.seconds:8.1f} {row.words:6} {row.wer:7.3f} {row.wer_as_it_comes:12.3f} "
            f"{row.ratio:6.2f} {row.rtf:6.3f} {row.rtf_as_it_comes:8.3f}"
        )
    print(f"CPU time of the call's side, all groups: {cpu:.3f} of the sound")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--speech", type=Path, default=SPEECH, help="folder with NAME.flac and NAME.txt")
    parser.add_argument("--group", action="append", help="only this group (may be given again)")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of the table")
    options = parser.parse_args()
    clips = [clip for clip in clips_in(options.speech) if not options.group or clip.group in options.group]
    if not clips:
        parser.error(f"no clip in {options.speech}")
    rows, cpu = measure(clips)
    if options.json:
        groups = [asdict(row) | {"ratio": row.ratio} for row in rows]
        print(json.dumps({"machine": machine(), "cpu": cpu, "groups": groups}))
    else:
        print_table(rows, cpu, options.speech)


if __name__ == "__main__":
    main()
