"""Ill spoken of somebody, sentence by sentence: what the rules flag beside what people labelled.

Beside them, in the same run, what a person would otherwise use: VADER's own verdict on the sentence (compound -0.05 or
less), and any word at all from the rules' own lists of what is bad. A sentence counts as flagged or not; the target is
right where exactly the labelled ones were named.

    python -m benchmarks.framing [--held-out]

`development` and `more` were tuned on; `fresh` are 1,874 sentences by three other authors, most of them near the
border, that the rules have not been tuned on yet. The held-out sets are read only when asked for, and no sentence of
them is ever printed.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from simulator.content.library import Library
from simulator.scoring.answer import typed
from simulator.scoring.framing import framing_heard
from simulator.scoring.phrases import find_phrases
from simulator.scoring.rubric import Rules
from simulator.scoring.tone import tone_of
from simulator.scoring.words import words_of

SENTENCES = Path(__file__).resolve().parent.parent / "tests" / "scoring" / "framing"
TARGETS = ("manager", "employer", "colleague", "self")
VADER_NEGATIVE = -0.05
"""As VADER's authors draw the line (Hutto and Gilbert 2014)."""
BAD_KINDS = ("bad_person", "bad_place", "bad", "self_bad", "abuse")


@dataclass(frozen=True)
class Labelled:
    text: str
    targets: frozenset[str]
    """Whom it speaks ill of; empty where it does not."""


@dataclass(frozen=True)
class Row:
    """How sentences came out; precision and recall are read off it."""

    name: str
    right: int
    wrong: int
    missed: int
    rest: int

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.right + self.missed)


def sentences_of(name: str) -> list[Labelled]:
    """The sentences of NAME.yaml."""
    entries: Sequence[Mapping[str, Any]] = YAML(typ="safe").load((SENTENCES / f"{name}.yaml").read_text("utf-8"))
    return [Labelled(entry["text"], frozenset(flag["target"] for flag in entry["flags"])) for entry in entries]


def fresh_sentences() -> list[Labelled]:
    """Those of fresh_a.tsv, fresh_b.tsv and fresh_c.tsv."""
    rows = [
        line.split("\t", 1)
        for path in sorted(SENTENCES.glob("fresh_*.tsv"))
        for line in path.read_text("utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    return [
        Labelled(text.replace("[[", "").replace("]]", ""), frozenset(() if label == "fine" else (label,)))
        for label, text in rows
    ]


def targets_heard(text: str, rules: Rules) -> frozenset[str]:
    """Whom the rules take the sentence to speak ill of."""
    return frozenset(flag.target.id for flag in framing_heard(typed(text), rules, False).flags)


def compare(name: str, sentences: Sequence[Labelled], is_flagged: Callable[[str], bool]) -> Row:
    count = Counter((bool(one.targets), is_flagged(one.text)) for one in sentences)
    return Row(name, count[True, True], count[False, True], count[True, False], count[False, False])


def confusion(sentences: Sequence[Labelled], rules: Rules) -> Counter[tuple[str, str]]:
    """How often each labelled target came out as each; several of one sentence count as one, "a+b"."""
    return Counter((_joined(one.targets), _joined(targets_heard(one.text, rules))) for one in sentences)


def _joined(targets: frozenset[str]) -> str:
    return "+".join(target for target in TARGETS if target in targets) or "none"


def _print(name: str, sentences: Sequence[Labelled], rules: Rules) -> None:
    flagged = sum(bool(one.targets) for one in sentences)
    print(f"\n{name}: {len(sentences)} sentences, {flagged} of them flagged by people")
    listed = tuple(word for kind in BAD_KINDS for word in rules.framing.kinds[kind])
    rows = (
        compare("these rules", sentences, lambda text: bool(targets_heard(text, rules))),
        compare("VADER, compound -0.05", sentences, lambda text: tone_of(text) <= VADER_NEGATIVE),
        compare("any listed bad word", sentences, lambda text: bool(find_phrases(words_of(text), listed))),
    )
    print(f"{'':24}{'right':>7}{'wrong':>7}{'missed':>7}{'rest':>7}{'precision':>11}{'recall':>8}")
    for row in rows:
        counts = f"{row.right:7}{row.wrong:7}{row.missed:7}{row.rest:7}"
        print(f"{row.name:24}{counts}{row.precision:11.3f}{row.recall:8.3f}")
    _print_confusion(confusion(sentences, rules))


def _print_confusion(count: Counter[tuple[str, str]]) -> None:
    labels = sorted({label for label, _ in count}, key=_place)
    heard = sorted({one for _, one in count}, key=_place)
    print(f"\n{'labelled, below: heard':24}" + "".join(f"{one:>19}" for one in heard))
    for label in labels:
        print(f"{label:24}" + "".join(f"{count[label, one] or '.':>19}" for one in heard))
    both = {pair: times for pair, times in count.items() if "none" not in pair}
    right = sum(times for (label, one), times in both.items() if label == one)
    print(f"target right: {right} of {sum(both.values())}")


def _place(name: str) -> tuple[int, str]:
    order = ("none", *TARGETS)
    return (order.index(name) if name in order else len(order), name)


def _print_speed(sentences: Sequence[Labelled], rules: Rules) -> None:
    answers = [" ".join(one.text for one in sentences[at : at + 4]) for at in range(0, len(sentences) - 3, 4)]
    started = time.process_time()
    for answer in answers:
        framing_heard(typed(answer), rules, False)
    taken = (time.process_time() - started) / len(answers)
    words = sum(len(answer.split()) for answer in answers) / len(answers)
    print(f"\n{1000 * taken:.2f} ms for an answer of {words:.0f} words")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--held-out", action="store_true", help="also the sets that nobody may tune on")
    rules = Library.default().rules()
    held_out = ("held_out", "held_out_2") if parser.parse_args().held_out else ()
    for name in ("development", "more"):
        _print(name, sentences_of(name), rules)
    _print("fresh", fresh_sentences(), rules)
    for name in held_out:
        _print(name, sentences_of(name), rules)
    _print_speed(sentences_of("development"), rules)


if __name__ == "__main__":
    main()
