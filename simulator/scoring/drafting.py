"""A model answer to a rubric: its clauses are the ideas, weighed by their content words and earned in part.

Knows only the question and the model answer, never how anybody answered. What it makes is a start to be edited.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from simulator.scoring.heard import common_stems
from simulator.scoring.rubric import Rules, TargetLength
from simulator.scoring.words import holds_speech, words_of

_MARK_UP = re.compile(r"<[^<>\n]{1,40}>|[{}]|&nbsp;")
_ITEM = re.compile(r"\n+|[•●○▪]|(?:^|(?<=\s))(?:[-–—*]+|\(?\d{1,2}[.):]|\(?[ivx]{1,4}\))\s*(?=[^\W\d])")
_STOP = re.compile(r"(?<!\b[ei]\.[ge])(?<!\betc)[.!?;:]+(?=\s|$)")
_COMMA = re.compile(r",\s+")


@dataclass(frozen=True)
class DraftedConcept:
    id: str
    idea: str
    weight: float
    phrasing: str


@dataclass(frozen=True)
class Draft:
    """What a question file needs; see `simulator.content.schemas.QuestionFile`."""

    ask: str
    concepts: tuple[DraftedConcept, ...]
    enough: float
    """0-1: the share of the concepts' weight that earns everything."""
    target: TargetLength
    expected_seconds: float
    model_answer: str


def draft(question: str, model_answer: str, rules: Rules) -> Draft:
    """Raises ValueError where the question or the model answer holds no word."""
    model_answer = _plain(model_answer)
    question, model = (" ".join(text.split()) for text in (_plain(question), model_answer))
    for name, text in (("question", question), ("model answer", model)):
        if not holds_speech(text):
            raise ValueError(f"The {name} holds no word")
    words, drafting = len(words_of(model)), rules.drafting
    least = max(drafting.least_target_words, round(drafting.target_least_of_model * words))
    most = max(2 * drafting.least_target_words, least, round(drafting.target_most_of_model * words))
    return Draft(
        question,
        tuple(_concepts(question, model_answer, rules)),
        drafting.enough,
        TargetLength(least, most),
        max(5.0, round(words / drafting.words_per_second)),
        model,
    )


def _plain(text: str) -> str:
    """Without mark-up and what cannot be printed; line breaks stay."""
    return _MARK_UP.sub(" ", "".join(each if each.isprintable() or each == "\n" else " " for each in text))


def _concepts(question: str, model_answer: str, rules: Rules) -> Iterator[DraftedConcept]:
    clauses = [clause for piece in _pieces(model_answer) for clause in _clauses(piece, rules)]
    content = [_content(clause, rules) for clause in clauses]
    in_how_many = Counter(stem for stems in content for stem in stems)
    asked = {word.stem for word in words_of(question)}
    taken: set[str] = set()
    for clause, stems in zip(clauses, content, strict=True):
        weights = ((rules.weights.question_word_weight if stem in asked else 1.0) / in_how_many[stem] for stem in stems)
        concept_id = _id(clause, stems, taken)
        taken.add(concept_id)
        phrasing = _without_link(clause, rules)
        yield DraftedConcept(concept_id, _idea(phrasing, rules), max(0.1, round(sum(weights), 1)), phrasing)


def _pieces(text: str) -> Iterator[str]:
    """Sentences and items of lists."""
    for item in _ITEM.split(text):
        for sentence in _STOP.split(item):
            plain = " ".join(sentence.split()).strip(" ,-–—\"'“”")
            if holds_speech(plain):
                yield plain


def _clauses(sentence: str, rules: Rules) -> Iterator[str]:
    """At commas and where a clause word stands; too small a one goes with the one before it."""
    parts = [part for piece in _COMMA.split(sentence) for part in _at_clause_words(piece, rules)]
    clauses: list[str] = []
    open_text = ""
    for part in parts:
        open_text = f"{open_text} {part}".strip()
        if len(_content(open_text, rules)) >= rules.drafting.least_content_words:
            clauses.append(open_text)
            open_text = ""
    if open_text and clauses:
        clauses[-1] = f"{clauses[-1]} {open_text}"
    elif open_text:
        clauses.append(open_text)
    yield from clauses


def _at_clause_words(text: str, rules: Rules) -> Iterator[str]:
    breaks = frozenset(rules.weights.clause_words)
    begin = 0
    for word in words_of(text):
        if word.text in breaks and word.start > begin:
            yield text[begin : word.start].strip()
            begin = word.start
    yield text[begin:].strip()


def _without_link(clause: str, rules: Rules) -> str:
    """Without the "and" that joined it to the one before."""
    first, _, rest = clause.partition(" ")
    return rest if rest and first.lower() in (*rules.weights.links, "but") else clause


def _content(text: str, rules: Rules) -> tuple[str, ...]:
    """Stems that are not common, each once."""
    common = common_stems(rules.common_words)
    return tuple(dict.fromkeys(word.stem for word in words_of(text) if word.stem not in common))


def _idea(clause: str, rules: Rules) -> str:
    words = clause.split()
    most = rules.drafting.most_idea_words
    return clause if len(words) <= most else " ".join(words[:most]) + " …"


def _id(clause: str, stems: Sequence[str], taken: set[str]) -> str:
    """Of its first content words, as the content files ask for: small letters, digits and _."""
    named = [word.text for word in words_of(clause) if word.stem in stems and word.text.isascii()]
    name = "_".join(dict.fromkeys(named[:3])).lower()
    if not name or not name[0].isalpha():
        name = f"idea_{name}".rstrip("_")
    return name if name not in taken else next(f"{name}_{n}" for n in count(2) if f"{name}_{n}" not in taken)
