"""The graded answers spoken: how much worse a concept score agrees with people once a recogniser stands in between.

600 answers of ../shared/data/grading, as many of each collection and of each question as there are (fixed seed), are
spoken by flite's voice `slt` and heard by the embedded engine just as `mock-interview score --audio` hears a file, with
its second cut. What was heard is kept with its answer in a cache folder outside the checkout: the collections may not
be passed on. Making it takes about half the sound's three hours on one slow core and can be broken off at any time; it
goes on where it stood, and `--only-heard` measures what is there.

The score of an answer is that of benchmarks/grading.py: a rubric drafted from question and reference alone. r is
Pearson's, with people's scores as shares of the highest. The fall of r (typed less spoken, on the very same answers)
has a 95 % interval from 2,000 draws of answers with replacement.

    python -m benchmarks.spoken_grading [--cache FOLDER] [--answers 600] [--only-heard]
"""

from __future__ import annotations

import argparse
import hashlib
import html
import json
import random
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from platformdirs import user_cache_path

from benchmarks.grading import DRAWS, GRADING, Numbers, concept_score, r
from benchmarks.wer import machine
from simulator.interview.events import Stretch
from simulator.listening.files import read_blocks
from simulator.listening.moonshine import MoonshineTranscriber
from simulator.listening.resampling import RECOGNISER_RATE_HZ
from simulator.listening.second_cut import read_again
from simulator.listening.transcribing import transcribe_file
from simulator.ports import Transcriber
from simulator.scoring.answer import Answer, Utterance, typed
from simulator.scoring.doubt import doubtful_spans

VOICE = "slt"
ANSWERS = 600
SEED = 20110601
HEARD = "heard.jsonl"
HEARD_AGAIN = "heard_again.jsonl"
MOST_FALL = 0.03
LEAST_ANSWERS = 30
"""Of fewer a correlation says nothing."""
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
    """What an earlier run heard, by key; a line that was broken off is passed over, and heard anew."""
    rows: dict[str, dict[str, Any]] = {}
    for line in file.read_text(encoding="utf-8").splitlines() if file.is_file() else ():
        try:
            row = json.loads(line)
        except json.JSONDecodeError:
            continue
        rows[f"{row['collection']}.{row['line']}"] = row
    return rows


def heard_again_row(row: dict[str, Any], sound: Path, transcriber: Transcriber) -> dict[str, Any]:
    """`heard_again`: the second cut's words of each of the row's stretches."""
    stretches = [Stretch(**stretch) for stretch in row["stretches"]]
    again = read_again(transcriber, stretches, read_blocks(sound), RECOGNISER_RATE_HZ)
    kept_fields = {name: row[name] for name in ("collection", "line", "engine", "said")}
    return {**kept_fields, "heard_again": [stretch.text for stretch in again.stretches]}


def spoken(answers: list[Graded], cache: Path) -> None:
    """Each answer spoken, heard and heard again; what the cache lacks is made now, and appended at once."""
    sounds = cache / "sound"
    sounds.mkdir(parents=True, exist_ok=True)
    transcriber = MoonshineTranscriber()
    engine = _engine_of(transcriber)
    heard = _still_true(kept(cache / HEARD), answers, engine)
    unheard = [row for row in answers if row.key not in heard]
    _append(
        cache / HEARD,
        "spoken and heard",
        len(unheard),
        (heard_row(row, sounds / f"{row.key}.wav", transcriber) for row in unheard),
    )
    heard = _still_true(kept(cache / HEARD), answers, engine)
    again = _still_true(kept(cache / HEARD_AGAIN), answers, engine)
    once = [row.key for row in answers if row.key not in again]
    _append(
        cache / HEARD_AGAIN,
        "heard again",
        len(once),
        (heard_again_row(heard[key], sounds / f"{key}.wav", transcriber) for key in once),
    )


def _still_true(rows: dict[str, dict[str, Any]], answers: list[Graded], engine: str) -> dict[str, dict[str, Any]]:
    """Those that this engine heard of these very words."""
    said = {row.key: _digest(row.answer) for row in answers}
    return {key: row for key, row in rows.items() if (row["engine"], row["said"]) == (engine, said.get(key))}


def _append(file: Path, done_so_far: str, count: int, rows: Iterator[dict[str, Any]]) -> None:
    began = time.monotonic()
    with file.open("a", encoding="utf-8") as lines:
        if lines.tell() and not file.read_bytes().endswith(b"\n"):
            lines.write("\n")  # the line before was broken off
        for done, row in enumerate(rows, start=1):
            lines.write(json.dumps(row, ensure_ascii=False) + "\n")
            lines.flush()
            left = (time.monotonic() - began) / done * (count - done) / 60
            print(f"\r{done} of {count} {done_so_far}, {left:.0f} min left  ", end="", file=sys.stderr)
    if count:
        print(file=sys.stderr)


# ---- measuring -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Measured:
    """One answer: people's score as a share of the highest, and the program's 0-100."""

    collection: str
    people: float
    typed: float
    heard: float
    """Every word taken as it was heard."""
    doubted: float | None
    """As the program has it: words that a second cut heard otherwise neither earn nor cost. None where it was not
    heard again yet."""


def measured(answers: list[Graded], cache: Path) -> list[Measured]:
    """The answers that the cache holds."""
    heard, again = kept(cache / HEARD), kept(cache / HEARD_AGAIN)
    rows = []
    for row in answers:
        if row.key not in heard:
            continue
        texts = [stretch["text"] for stretch in heard[row.key]["stretches"]]

        def score(answer: Answer, row: Graded = row) -> float:
            return concept_score(row.question, row.reference, answer)

        by_hand, aloud = score(typed(row.answer)), score(Answer(tuple(map(Utterance, texts)), {}))
        doubted = None
        if row.key in again:
            others = again[row.key]["heard_again"]
            doubts = [doubtful_spans(text, other) for text, other in zip(texts, others, strict=True)]
            said = (Utterance(text, doubtful=spans) for text, spans in zip(texts, doubts, strict=True))
            doubted = score(Answer(tuple(said), {}))
        rows.append(Measured(row.collection, row.score / row.max, by_hand, aloud, doubted))
    return rows


def fall_interval(people: Numbers, by_hand: Numbers, aloud: Numbers) -> tuple[float, float]:
    """The ends of the 95 % interval of r typed less r spoken."""
    draws = np.random.default_rng(SEED).integers(0, len(people), size=(DRAWS, len(people)))
    falls = [r(people[drawn], by_hand[drawn]) - r(people[drawn], aloud[drawn]) for drawn in draws]
    low, high = np.quantile(falls, (0.025, 0.975))
    return float(low), float(high)


def print_table(rows: list[Measured]) -> None:
    """`heard`: every word taken as it was heard; `doubted`: as the program scores it."""
    print("answers             count  r typed  words     r spoken    fall  95 % interval")
    for name in (*sorted({row.collection for row in rows}), "together"):
        for words in ("heard", "doubted"):
            own = [row for row in rows if name in (row.collection, "together") and getattr(row, words) is not None]
            if len(own) < LEAST_ANSWERS:
                continue
            people, by_hand, aloud = (
                np.array([getattr(row, field) for row in own]) for field in ("people", "typed", words)
            )
            low, high = fall_interval(people, by_hand, aloud)
            r_typed, r_spoken = r(people, by_hand), r(people, aloud)
            print(
                f"{name:18} {len(own):6} {r_typed:8.3f}  {words:8} {r_spoken:9.3f} {r_typed - r_spoken:7.3f}  "
                f"{low:.3f} to {high:.3f}"
            )
    print(f"wanted: a fall of at most {MOST_FALL}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--grading", type=Path, default=GRADING, help="folder with the graded collections")
    parser.add_argument("--cache", type=Path, default=user_cache_path("mock-interview") / "spoken_grading")
    parser.add_argument("--answers", type=int, default=ANSWERS, help="how many answers are spoken")
    parser.add_argument("--only-heard", action="store_true", help="speak nothing more; measure what was heard")
    options = parser.parse_args()
    answers = chosen(options.grading, options.answers)
    if not answers:
        parser.error(f"no answers in {options.grading}")
    try:
        if not options.only_heard:
            spoken(answers, options.cache)
    except KeyboardInterrupt:
        sys.exit("\nBroken off; what was heard is kept. The same command goes on from here.")
    rows = measured(answers, options.cache)
    if len(rows) < LEAST_ANSWERS:
        sys.exit(f"{options.cache} holds {len(rows)} answers that were heard, too few to measure.")
    seconds = sum(row["seconds"] for row in kept(options.cache / HEARD).values())
    print(f"machine: {machine()}")
    print(f"data:    {seconds / 60:.0f} minutes of flite {VOICE}, kept in {options.cache}")
    print_table(rows)


if __name__ == "__main__":
    main()
