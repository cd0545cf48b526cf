"""How well concept scores agree with people's: a rubric is drafted from each question and its reference alone.

For each collection of ../shared/data/grading (beside the checkout, where it is there): Pearson's r with what people
gave, the mean r within a question, and the partial r given the answer's length (log of its words): a scorer that
rewards talk is no better. In the same run what one would otherwise count: the reference's words in the answer, the same
weighted by rarity, and the length alone. Intervals (95 %) come from 2,000 draws of answers with replacement.

`--doubt` shows how far people's points lie from a score, made from half of the questions and tried on the other half;
`--worst 10` prints the answers on which people and the scorer differ most; `--tuning` what changing a constant changes,
on either half of the questions.

    python -m benchmarks.grading [--doubt] [--worst N] [--tuning]
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.wer import machine
from simulator.content.drafted import drafted_rubric
from simulator.content.library import Library
from simulator.scoring.answer import Answer, typed
from simulator.scoring.concepts import concepts_heard
from simulator.scoring.rubric import Rubric, Rules
from simulator.scoring.words import words_of

GRADING = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "grading"
COLLECTIONS = ("computer-science", "computer-networks")
GOALS = {"computer-science": 0.54, "computer-networks": 0.42}
DRAWS = 2_000
SEED = 4
INSIDE = (1 / 6, 5 / 6)
"""The middle two thirds of people's points near a score."""
KNOTS = (0, 20, 40, 60, 80, 100)

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Graded:
    question: str
    reference: str
    answer: str
    given: float
    """By people, 0-1."""


def graded(collection: str) -> list[Graded]:
    lines = (GRADING / f"{collection}.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return [Graded(row["question"], row["reference"], row["answer"], row["score"] / row["max"]) for row in rows]


# ---- scores --------------------------------------------------------------------------------------------------------


@cache
def rules() -> Rules:
    return Library.default().rules()


@cache
def _rubric(question: str, reference: str) -> Rubric:
    return drafted_rubric(question, reference, rules())


def concept_score(question: str, reference: str, answer: Answer) -> float:
    """0-100, under a rubric drafted from question and reference."""
    return concepts_heard(_rubric(question, reference), rules(), answer).score


def scores(rows: Sequence[Graded], under: Rules) -> Numbers:
    """0-100 for each answer, with the rubrics drafted and the answers read under the given rules."""
    rubrics = {(row.question, row.reference): None for row in rows}
    drafted = {key: drafted_rubric(*key, under) for key in rubrics}
    return np.array(
        [concepts_heard(drafted[row.question, row.reference], under, typed(row.answer)).score for row in rows]
    )


def _stems(text: str) -> set[str]:
    return {word.stem for word in words_of(text)}


def counted(rows: Sequence[Graded], weight: Callable[[str], float]) -> Numbers:
    """Share of the reference's words, by weight, that stand in the answer."""

    def share(row: Graded) -> float:
        wanted, said = _stems(row.reference), _stems(row.answer)
        return sum(map(weight, wanted & said)) / max(1e-9, sum(map(weight, wanted)))

    return np.array([share(row) for row in rows])


def by_rarity(rows: Sequence[Graded]) -> Numbers:
    """The same, words weighted by how few of the collection's answers and references hold them."""
    texts = {row.answer for row in rows} | {row.reference for row in rows}
    held = Counter(stem for text in texts for stem in _stems(text))
    return counted(rows, lambda stem: math.log(len(texts) / held[stem]))


def lengths(rows: Sequence[Graded]) -> Numbers:
    return np.array([math.log(1 + len(words_of(row.answer))) for row in rows])


# ---- agreement -----------------------------------------------------------------------------------------------------


def r(x: Numbers, y: Numbers) -> float:
    """Pearson's; nan where one of them does not vary."""
    return float(np.corrcoef(x, y)[0, 1]) if x.std() > 0 and y.std() > 0 else math.nan


def within(x: Numbers, y: Numbers, questions: Sequence[str]) -> float:
    """Mean of r within each question where both vary."""
    places = [np.array([at for at, each in enumerate(questions) if each == one]) for one in dict.fromkeys(questions)]
    return float(np.nanmean([r(x[at], y[at]) for at in places]))


def partial(x: Numbers, y: Numbers, given: Numbers) -> float:
    xy, xg, yg = r(x, y), r(x, given), r(y, given)
    return (xy - xg * yg) / math.sqrt((1 - xg**2) * (1 - yg**2))


def interval(x: Numbers, y: Numbers) -> tuple[float, float]:
    draws = np.random.default_rng(SEED).integers(0, len(x), size=(DRAWS, len(x)))
    low, high = np.quantile([r(x[at], y[at]) for at in draws], (0.025, 0.975))
    return float(low), float(high)


def print_agreement(collection: str) -> None:
    rows = graded(collection)
    given = np.array([row.given for row in rows])
    questions, length = [row.question for row in rows], lengths(rows)
    print(f"\n{collection}: {len(rows)} answers to {len(set(questions))} questions, goal r {GOALS[collection]}")
    print(f"  {'':34}{'r':>6}  {'95 %':>14}  {'within':>6}  {'partial':>7}")
    for name, x in (
        ("this scorer", scores(rows, rules())),
        ("reference's words counted", counted(rows, lambda _: 1.0)),
        ("the same, rare words more", by_rarity(rows)),
        ("length alone (log of words)", length),
    ):
        low, high = interval(x, given)
        apart = f"{partial(x, given, length):7.3f}" if x is not length else f"{'-':>7}"
        print(f"  {name:34}{r(x, given):6.3f}  {low:6.3f}-{high:.3f}  {within(x, given, questions):6.3f}  {apart}")


# ---- doubt ---------------------------------------------------------------------------------------------------------


def print_doubt() -> None:
    """How far people's points lie from a score, and whether the shipped intervals hold on questions left out."""
    rows = [row for collection in COLLECTIONS for row in graded(collection)]
    x, given = scores(rows, rules()), 100 * np.array([row.given for row in rows])
    first = _first_half(rows)
    print(f"\nPeople's points near a score (quantiles {INSIDE[0]:.2f} and {INSIDE[1]:.2f} within 10 points of it)")
    for name, half, other in (("half of the questions", first, ~first), ("the other half", ~first, first)):
        low, high = _near(x[half], given[half])
        shown = "  ".join(f"{knot}: {a:.0f}-{b:.0f}" for knot, a, b in zip(KNOTS, low, high, strict=True))
        own, left_out = _held(x[half], given[half], low, high), _held(x[other], given[other], low, high)
        print(f"  {name}: {shown}; hold {own:.2f} of these, {left_out:.2f} of those left out")
    known = rules().weights.matcher_doubt.in_part
    at = [each.score for each in known]
    below, above = (np.interp(x, at, [getattr(each, side) for each in known]) for side in ("below", "above"))
    inside = (given >= x - below) & (given <= x + above)
    held = {name: inside[half].mean() for name, half in (("first half", first), ("other half", ~first))}
    print("  the shipped intervals hold " + ", ".join(f"{share:.3f} ({name})" for name, share in held.items()))
    for collection in COLLECTIONS:
        part = graded(collection)
        points, people = scores(part, rules()), 100 * np.array([row.given for row in part])
        line = np.polyval(np.polyfit(points, people, 1), points)
        print(f"  {collection}: two thirds lie within {np.quantile(abs(people - line), 2 / 3):.0f} of the best line")


def _first_half(rows: Sequence[Graded]) -> NDArray[np.bool_]:
    questions = sorted({row.question for row in rows})
    chosen = set(questions[::2])
    return np.array([row.question in chosen for row in rows])


def _near(x: Numbers, given: Numbers) -> tuple[list[float], list[float]]:
    near = [np.quantile(given[abs(x - knot) <= 10], INSIDE) for knot in KNOTS]
    return [float(min(low, knot)) for (low, _), knot in zip(near, KNOTS, strict=True)], [
        float(high) for _, high in near
    ]


def _held(x: Numbers, given: Numbers, low: Sequence[float], high: Sequence[float]) -> float:
    """Share of people's points between the knots' lines, widened to hold the score itself."""
    least, most = np.minimum(np.interp(x, KNOTS, low), x), np.maximum(np.interp(x, KNOTS, high), x)
    return float(((given >= least) & (given <= most)).mean())


# ---- tuning and disagreement ---------------------------------------------------------------------------------------


def print_tuning() -> None:
    """r on each half of the questions when one constant is another; the shipped ones stand first."""
    base = rules()
    variants: dict[str, Rules] = {"as shipped": base}
    for enough in (0.4, 0.6, 0.8, 1.0):
        variants[f"enough {enough}"] = replace(base, drafting=replace(base.drafting, enough=enough))
    for name, values in (
        ("question_word_weight", (0.25, 1.0)),
        ("common_word_weight", (0.0, 0.3)),
        ("phrasing_gap_words", (2, 6)),
        ("near_sound_similarity", (75.0, 100.0)),
        ("in_part_from_similarity", (0.0, 20.0)),
        ("without_clause_earns", (1.0,)),
        ("negations", ((),)),
    ):
        for value in values:
            weights = replace(base.weights, **{name: value})  # type: ignore[arg-type]
            variants[f"{name} {value}"] = replace(base, weights=weights)
    variants["no synonyms"] = replace(base, synonyms=replace(base.synonyms, groups=()))
    rows = {collection: graded(collection) for collection in COLLECTIONS}
    print(f"\n{'r on each half of the questions':34}" + "".join(f"{name:>28}" for name in COLLECTIONS))
    for name, under in variants.items():
        shown = ""
        for some in rows.values():
            x, given, half = scores(some, under), np.array([row.given for row in some]), _first_half(some)
            shown += f"{r(x[half], given[half]):10.3f}{r(x[~half], given[~half]):9.3f}{r(x, given):9.3f}"
        print(f"{name:34}{shown}", flush=True)


def print_worst(count: int) -> None:
    """Where people and the scorer differ most, in standard scores of each."""
    for collection in COLLECTIONS:
        rows = graded(collection)
        x, given = scores(rows, rules()), np.array([row.given for row in rows])
        apart = (x - x.mean()) / x.std() - (given - given.mean()) / given.std()
        print(f"\n{collection}: the {count} answers on which people and this scorer differ most")
        for at in np.argsort(-abs(apart))[:count]:
            row = rows[at]
            print(f"  people {row.given:.2f}, here {x[at] / 100:.2f}  {' '.join(row.question.split())[:110]}")
            print(f"    reference: {' '.join(row.reference.split())[:200]}")
            print(f"    answer:    {' '.join(row.answer.split())[:300]}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--doubt", action="store_true", help="how far people's points lie from a score")
    parser.add_argument("--tuning", action="store_true", help="what other constants would give")
    parser.add_argument("--worst", type=int, default=0, metavar="N", help="print the N worst disagreements")
    chosen = parser.parse_args()
    if not GRADING.is_dir():
        raise SystemExit(f"The graded answers are not at {GRADING}; there is nothing to measure with.")
    print(f"Measured on {machine()}.")
    for collection in COLLECTIONS:
        print_agreement(collection)
    if chosen.doubt:
        print_doubt()
    if chosen.tuning:
        print_tuning()
    if chosen.worst:
        print_worst(chosen.worst)


if __name__ == "__main__":
    main()
