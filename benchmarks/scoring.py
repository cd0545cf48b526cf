"""How fast answers are scored, on one core, with rubrics read: answers a second, a session, growth with the length.

Beside each figure stands what a person would otherwise use for a number: rapidfuzz' token-set ratio of the answer and
the model answer, and VADER's tone of the whole answer; neither says why. Times are processor time. No answer is scored
twice, so that nothing comes from a cache but the rubrics.

    python -m benchmarks.scoring
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from itertools import cycle, islice
from pathlib import Path

from rapidfuzz import fuzz
from ruamel.yaml import YAML

from benchmarks.wer import machine
from simulator.content.library import Library
from simulator.scoring.answer import Answer, Utterance
from simulator.scoring.rubric import Rubric, Rules
from simulator.scoring.scorer import score_answer
from simulator.scoring.tone import tone_of

PROJECT = Path(__file__).resolve().parent.parent
SPOKEN = PROJECT / "tests" / "content" / "spoken_answers.yaml"
GRADED = PROJECT.parent / "shared" / "data" / "grading"
NAMES = {"candidate": "Mike", "interviewer": "Cindy Park", "interviewer_first": "Cindy"}
AIMED_ANSWERS_A_SECOND = 300
AIMED_SESSION_SECONDS = 0.1
SESSION_ANSWERS = 30
LENGTHS_WORDS = (100, 1_000, 10_000)
REPEATS = 5
MODELS = ("torch", "whisper", "moonshine_voice", "onnxruntime", "sounddevice", "vaderSentiment.vaderSentiment")
"""Modules that must not be there after the scorer was imported."""

Pair = tuple[Rubric, Answer]
Job = Callable[[Rubric, Answer], object]


def spoken(text: str) -> Answer:
    return Answer((Utterance(text, 1.0, 1.0 + len(text) / 15),), NAMES, speech_seconds=len(text) / 15)


def to_their_questions(library: Library) -> list[Pair]:
    """The spoken answers of the tests, each to its own question."""
    written = YAML(typ="safe").load(SPOKEN)
    rubrics = {name: library.rubric(name) for name in written}
    return [(rubrics[name], spoken(text)) for name, levels in written.items() for text in texts_in(levels)]


def texts_in(value: object) -> list[str]:
    """Every text of an answer's entry, however deep; numbers are what it should earn."""
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for each in inner for text in texts_in(each)]


def graded(library: Library) -> list[Pair]:
    """Students' answers, each by the next of the rubrics that ship; empty where they are not beside the checkout."""
    lines = [line for file in sorted(GRADED.glob("*.jsonl")) for line in file.read_text("utf-8").splitlines()]
    rubrics = cycle([library.rubric(question.id) for question in library.questions()])
    return [(rubric, spoken(json.loads(line)["answer"])) for line, rubric in zip(lines, rubrics, strict=False)]


def seconds_of(job: Job, pairs: Sequence[Pair]) -> float:
    before = time.process_time()
    for rubric, answer in pairs:
        job(rubric, answer)
    return time.process_time() - before


def ratio_of_tokens(rubric: Rubric, answer: Answer) -> object:
    return fuzz.token_set_ratio(answer.text.lower(), rubric.model_answer.lower())


def tone(rubric: Rubric, answer: Answer) -> object:
    return tone_of(answer.text)


def print_rates(name: str, pairs: Sequence[Pair], score: Job) -> None:
    words = statistics.mean(len(answer.text.split()) for _, answer in pairs)
    print(f"\n{name}: {len(pairs)} answers, {words:.0f} words on average")
    ours = seconds_of(score, pairs)
    for job_name, seconds in (
        ("score_answer", ours),
        ("token-set ratio", seconds_of(ratio_of_tokens, pairs)),
        ("VADER", seconds_of(tone, pairs)),
    ):
        times = f"{ours / seconds:8.1f} times" if seconds and seconds != ours else " " * 14
        print(f"  {job_name:16} {len(pairs) / max(seconds, 1e-9):10.0f} a second {times}")
    verdict = "reached" if len(pairs) / ours >= AIMED_ANSWERS_A_SECOND else "NOT reached"
    print(f"  aim: {AIMED_ANSWERS_A_SECOND} a second, {verdict}")


def print_session(pairs: Sequence[Pair], rules: Rules) -> None:
    step = max(1, len(pairs) // SESSION_ANSWERS)
    chosen = list(islice(pairs, 0, None, step))[:SESSION_ANSWERS]
    runs = [
        seconds_of(lambda rubric, answer: score_answer(rubric, rules, answer), fresh(chosen, run))
        for run in range(REPEATS)
    ]
    median = statistics.median(runs)
    verdict = "reached" if median < AIMED_SESSION_SECONDS else "NOT reached"
    words = statistics.mean(len(answer.text.split()) for _, answer in chosen)
    told = f"{words:.0f} words on average: {median * 1e3:.0f} ms (median of {REPEATS})"
    print(f"\na session of {len(chosen)} answers, {told}")
    print(f"  aim: under {AIMED_SESSION_SECONDS * 1e3:.0f} ms, {verdict}")


def fresh(pairs: Sequence[Pair], run: int) -> list[Pair]:
    """The same answers, each with a word of its own at its end, so that no cache knows them."""
    return [(rubric, spoken(f"{answer.text} Run{'abcdefghij'[run]}.")) for rubric, answer in pairs]


def print_lengths(pairs: Sequence[Pair], rules: Rules) -> None:
    rubric = pairs[0][0]
    pool = " ".join(answer.text for _, answer in pairs).split()
    print(f"\nlength, by the rubric {rubric.id}: milliseconds, and microseconds a word")
    for words in LENGTHS_WORDS:
        some = [spoken(" ".join(islice(cycle(pool), run, run + words))) for run in range(REPEATS)]
        row = []
        for job in (lambda rubric, answer: score_answer(rubric, rules, answer), ratio_of_tokens, tone):
            median = statistics.median(seconds_of(job, [(rubric, answer)]) for answer in some)
            row.append(f"{median * 1e3:9.2f} ms {median * 1e6 / words:7.2f} us")
        print(f"  {words:6} words   score_answer {row[0]}   token-set ratio {row[1]}   VADER {row[2]}")


def print_import() -> None:
    """In a process of its own; what Python itself takes to start is told apart."""
    code = (
        "import sys, time; before = time.process_time(); import simulator.scoring.scorer; "
        f"print(time.process_time() - before, [name for name in {MODELS!r} if name in sys.modules])"
    )
    told = [
        subprocess.run([sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True).stdout
        for _ in range(REPEATS)
    ]
    median = statistics.median(float(each.split(" ", 1)[0]) for each in told)
    print(f"import of the scorer: {median * 1e3:.0f} ms; models loaded by it: {told[0].split(' ', 1)[1].strip()}")


def main() -> None:
    print(f"machine: {machine()}")
    print_import()
    before = time.process_time()
    library = Library.default()
    rules = library.rules()
    own, others = to_their_questions(library), graded(library)
    print(f"reading rules and rubrics, no cache: {(time.process_time() - before) * 1e3:.0f} ms")

    def score(rubric: Rubric, answer: Answer) -> object:
        return score_answer(rubric, rules, answer)

    before = time.process_time()
    rubrics = {rubric.id: rubric for rubric, _ in (*own, *others)}.values()
    seconds_of(score, [(rubric, spoken("It is ready.")) for rubric in rubrics])
    print(f"making {len(rubrics)} rubrics ready, once: {(time.process_time() - before) * 1e3:.0f} ms")
    print_rates("spoken answers, each to its own question", own, score)
    if others:
        print_rates("students' answers, by the rubrics in turn", others, score)
    print_session(own, rules)
    print_lengths(own, rules)


if __name__ == "__main__":
    main()
