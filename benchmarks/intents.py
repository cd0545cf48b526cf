"""How often the interviewer's understanding of intents is right: accuracy, confusion table and time for a sentence.

`dev` was there to tune with; `held_out` is measured and not looked at (tests/interview/intents/README.md). No sentence
is printed. Answers that people gave elsewhere (../shared/data beside the checkout, where it is there) are nearly all
answers; what is taken for something else is counted as a false alarm.

    python -m benchmarks.intents [--file dev] [--file held_out]
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
import tomllib
from collections import Counter
from pathlib import Path

from benchmarks.wer import machine
from simulator.interview.intents import IntentKind, recognise

PROJECT = Path(__file__).resolve().parent.parent
SENTENCES = PROJECT / "tests" / "interview" / "intents"
ANSWERS = PROJECT.parent / "shared" / "data"
FILES = ("dev", "held_out", "held_out_2", "held_out_3")
KINDS = tuple(kind.value for kind in IntentKind)


def labelled(name: str) -> list[tuple[str, str, str]]:
    """Text, kind and style of each sentence."""
    listed = tomllib.loads((SENTENCES / f"{name}.toml").read_text(encoding="utf-8"))["sentence"]
    return [(each["text"], each["kind"], each["style"]) for each in listed]


def people_s_answers() -> list[tuple[str, list[str]]]:
    """Name of a collection, and its answers."""
    graded = [
        (path.stem, [json.loads(line)["answer"] for line in path.read_text(encoding="utf-8").splitlines()])
        for path in sorted((ANSWERS / "grading").glob("*.jsonl"))
    ]
    said = [path.read_text(encoding="utf-8") for path in sorted((ANSWERS / "speech").glob("*.txt"))]
    return [*graded, ("speech", said)]


def timed(texts: list[str]) -> tuple[list[str], list[float]]:
    """The kind of each text, and the seconds of processor time it took."""
    kinds, seconds = [], []
    for text in texts:
        before = time.process_time()
        kinds.append(recognise(text).kind.value)
        seconds.append(time.process_time() - before)
    return kinds, seconds


def print_table(name: str) -> None:
    sentences = labelled(name)
    found, seconds = timed([text for text, _, _ in sentences])
    right = Counter(style for (_, kind, style), each in zip(sentences, found, strict=True) if kind == each)
    of_style = Counter(style for _, _, style in sentences)
    by_style = ", ".join(f"{style} {right[style]}/{of_style[style]}" for style in sorted(of_style))
    print(f"\n{name}: {right.total()}/{len(sentences)} right = {right.total() / len(sentences):.3f} ({by_style})")
    print_times(seconds)
    cells = Counter((kind, each) for (_, kind, _), each in zip(sentences, found, strict=True))
    print("true \\ found " + "".join(f"{kind[:9]:>11}" for kind in KINDS) + "      all")
    for kind in KINDS:
        row = [cells[kind, each] for each in KINDS]
        print(f"{kind:12} " + "".join(f"{count or '.':>11}" for count in row) + f"{sum(row):9}")


def print_times(seconds: list[float]) -> None:
    ordered = sorted(seconds)
    late = ordered[int(0.95 * len(ordered))]
    print(f"processor time a sentence: median {statistics.median(ordered) * 1e3:.2f} ms, 95 % {late * 1e3:.2f} ms")


def print_false_alarms() -> None:
    print("\nanswers of other people: taken for something else")
    for name, texts in people_s_answers():
        found, seconds = timed(texts)
        others = Counter(kind for kind in found if kind != IntentKind.ANSWER)
        words = statistics.mean(len(text.split()) for text in texts)
        share = others.total() / len(texts)
        print(
            f"{name:18} {others.total():3} of {len(texts):5} = {share:.4f} {dict(others)}, {words:.0f} words on average"
        )
        print_times(seconds)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--file", action="append", choices=FILES, help="only this file (may be given again)")
    options = parser.parse_args()
    before = time.process_time()
    recognise("Which kind is this, would you say?")
    print(f"machine: {machine()}")
    print(f"reading the phrasings, once: {(time.process_time() - before) * 1e3:.0f} ms of processor time")
    for name in options.file or FILES:
        print_table(name)
    if (ANSWERS / "grading").is_dir():
        print_false_alarms()


if __name__ == "__main__":
    main()
