"""The graded answers spoken: how much worse a concept score agrees with people once a recogniser stands in between.

600 answers of ../shared/data/grading, as many of each collection and of each question as there are (fixed seed), are
spoken by flite's voice `slt` and heard by the embedded engine just as `mock-interview transcribe` hears a file. What
was heard is kept with its answer in a cache folder outside the checkout: the collections may not be passed on. Making
it takes about a tenth of the sound's three hours and can be broken off at any time; it goes on where it stood.

    python -m benchmarks.spoken_grading [--cache FOLDER] [--answers 600]
"""

from __future__ import annotations

import argparse
import hashlib
import html
import json
import os
import random
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

from simulator.listening.moonshine import MoonshineTranscriber
from simulator.listening.transcribing import transcribe_file
from simulator.ports import Transcriber

GRADING = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "grading"
VOICE = "slt"
ANSWERS = 600
SEED = 20110601
HEARD = "heard.jsonl"
TAG = re.compile(r"</?(?:br|p|div|span|font|b|i|u|em|strong|sub|sup|ul|ol|li|pre|code)\b[^<>]*>", re.IGNORECASE)


@dataclass(frozen=True)
class Graded:
    """An answer that people graded; `line` counts from 0 in the collection's file. The answer is free of HTML."""

    collection: str
    line: int
    id: str
    question: str
    reference: str
    score: float
    max: float
    answer: str

    @property
    def key(self) -> str:
        return f"{self.collection}.{self.line}"


def without_html(text: str) -> str:
    """Tags become spaces, entities their characters; "a<b" and line breaks stay."""
    return html.unescape(TAG.sub(" ", text)).strip()


def collection(path: Path) -> list[Graded]:
    """The answers of one file that hold a word."""
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    rows = [
        Graded(
            path.stem,
            number,
            str(row["id"]),
            without_html(row["question"]),
            without_html(row["reference"]),
            float(row["score"]),
            float(row["max"]),
            without_html(row["answer"]),
        )
        for number, row in enumerate(lines)
    ]
    return [row for row in rows if re.search(r"\w", row.answer)]


def chosen(folder: Path, count: int) -> list[Graded]:
    """`count` answers dealt in turn from the collections and, within each, from its questions: the same every time."""
    dealt = [_dealt(collection(path)) for path in sorted(folder.glob("*.jsonl"))]
    return [row for row, _ in zip(_in_turn(dealt), range(count), strict=False)]


def _dealt(rows: list[Graded]) -> list[Graded]:
    by_question: dict[tuple[str, str], list[Graded]] = {}
    for row in rows:
        by_question.setdefault((row.id, row.question), []).append(row)
    chance = random.Random(SEED)
    for answers in by_question.values():
        chance.shuffle(answers)
    return list(_in_turn(list(by_question.values())))


def _in_turn(piles: list[list[Graded]]) -> Iterator[Graded]:
    for depth in range(max(map(len, piles), default=0)):
        yield from (pile[depth] for pile in piles if depth < len(pile))


# ---- speaking and hearing ------------------------------------------------------------------------------------------


def speak(text: str, sound: Path) -> None:
    """The text as a WAV file at 16 kHz. Raises CalledProcessError where flite fails."""
    words = sound.with_suffix(".txt")
    words.write_text(text, encoding="utf-8")
    half_done = sound.with_suffix(".part")
    subprocess.run(["flite", "-voice", VOICE, "-f", str(words), "-o", str(half_done)], check=True, capture_output=True)
    half_done.replace(sound)


def heard_row(row: Graded, sound: Path, transcriber: Transcriber) -> dict[str, Any]:
    if not sound.is_file():
        speak(row.answer, sound)
    heard = transcribe_file(sound, transcriber)
    return {
        **asdict(row),
        "heard": heard.transcript.text,
        "stretches": [asdict(stretch) for stretch in heard.transcript.stretches],
        "seconds": heard.seconds,
        "engine": _engine_of(transcriber),
        "said": _digest(row.answer),
    }


def _engine_of(transcriber: Transcriber) -> str:
    return f"{transcriber.engine} {transcriber.model} {transcriber.version}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def kept(file: Path) -> dict[str, dict[str, Any]]:
    """What an earlier run heard, by key. A line that was broken off in the middle is taken out of the file."""
    if not file.is_file():
        return {}
    whole, lines = 0, {}
    for line in file.read_bytes().splitlines(keepends=True):
        if not line.endswith(b"\n"):
            os.truncate(file, whole)
            break
        whole += len(line)
        row = json.loads(line)
        lines[f"{row['collection']}.{row['line']}"] = row
    return lines


def spoken(answers: list[Graded], cache: Path) -> list[dict[str, Any]]:
    """Each answer with what is heard of it; what the cache lacks is spoken and heard now, and appended at once."""
    (cache / "sound").mkdir(parents=True, exist_ok=True)
    file = cache / HEARD
    known = kept(file)
    transcriber = MoonshineTranscriber()
    engine = _engine_of(transcriber)
    missing = [
        row
        for row in answers
        if (old := known.get(row.key)) is None or (old["engine"], old["said"]) != (engine, _digest(row.answer))
    ]
    began = time.monotonic()
    with file.open("a", encoding="utf-8") as lines:
        for done, row in enumerate(missing, start=1):
            known[row.key] = heard_row(row, cache / "sound" / f"{row.key}.wav", transcriber)
            lines.write(json.dumps(known[row.key], ensure_ascii=False) + "\n")
            lines.flush()
            left = (time.monotonic() - began) / done * (len(missing) - done) / 60
            print(f"\r{done} of {len(missing)} spoken and heard, {left:.0f} min left  ", end="", file=sys.stderr)
    if missing:
        print(file=sys.stderr)
    return [known[row.key] for row in answers]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--grading", type=Path, default=GRADING, help="folder with the graded collections")
    parser.add_argument("--cache", type=Path, default=user_cache_path("mock-interview") / "spoken_grading")
    parser.add_argument("--answers", type=int, default=ANSWERS, help="how many answers are spoken")
    options = parser.parse_args()
    answers = chosen(options.grading, options.answers)
    if not answers:
        parser.error(f"no answers in {options.grading}")
    try:
        rows = spoken(answers, options.cache)
    except KeyboardInterrupt:
        sys.exit("\nBroken off; what was heard is kept. The same command goes on from here.")
    seconds = sum(row["seconds"] for row in rows)
    print(f"{len(rows)} answers, {seconds / 60:.0f} minutes of sound, in {options.cache / HEARD}")


if __name__ == "__main__":
    main()
