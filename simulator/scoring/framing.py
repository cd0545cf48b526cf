"""Of whom something negative is said, and where warmth shows. Technical talk of losses and errors says nothing of tone.

Never judges whether the criticism is deserved: it is about how it sounds to an interviewer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from simulator.scoring.answer import Answer
from simulator.scoring.clauses import sentences_of, stop_between
from simulator.scoring.framing_reading import Reader
from simulator.scoring.framing_rules import FramingComplaint, FramingRules, FramingTarget
from simulator.scoring.phrases import Found, find_phrases
from simulator.scoring.places import span_at, were_doubted
from simulator.scoring.result import FramingFlag, FramingScore, Span
from simulator.scoring.rubric import Rules
from simulator.scoring.words import Word, words_of


@dataclass(frozen=True)
class SpokenIll:
    """Something negative said of a target."""

    target: FramingTarget
    complaint: FramingComplaint
    span: Span

    def as_flag(self) -> FramingFlag:
        own = (each.text for each in self.complaint.suggestions if each.target == self.target.id)
        suggestion = next(own, self.target.suggestion)
        quote = " ".join(self.span.quote.split())
        return FramingFlag(self.span, self.target.id, suggestion.replace("{quote}", quote))


@dataclass(frozen=True)
class FramingHeard:
    flags: tuple[SpokenIll, ...]
    warm: tuple[Span, ...]
    """The first of each different warm phrase, outside flagged sentences."""
    warmth: float
    """0-100: what warmth earned before flags; 100 where it is no part of the task."""

    def as_score(self) -> FramingScore:
        score = max(0.0, self.warmth - sum(flag.target.cost_points for flag in self.flags))
        return FramingScore(round(score, 1), tuple(flag.as_flag() for flag in self.flags), self.warm)


def framing_heard(answer: Answer, rules: Rules, warmth_earns: bool) -> FramingHeard:
    """Sentence by sentence: who is spoken of, with what tone; and warm phrases.

    What rests on a word that a second cut of the sound heard otherwise is not held against anybody.
    """
    fillers = frozenset(rules.delivery.fillers)
    words = tuple(word for word in words_of(answer.text) if word.text not in fillers)
    numbers = sentences_of(answer.text, words)
    doubted = were_doubted(answer, words)
    statements, may_be_ill = _reader(rules.framing).read(words, answer.text, numbers, doubted)
    targets = {target.id: target for target in rules.framing.targets}
    flags = tuple(
        SpokenIll(targets[said.target], said.complaint, span_at(answer, words[said.first].start, words[said.last].end))
        for said in statements
    )
    warm = [
        one
        for one in _warm(answer.text, words, numbers, may_be_ill, rules)
        if not any(doubted[one.first : one.last + 1])
    ]
    warmth = 100.0
    if warmth_earns:
        warmth = rules.framing.base_points_where_warmth_earns + rules.framing.warm_earns_points * len(warm)
    spans = tuple(span_at(answer, words[one.first].start, words[one.last].end) for one in warm)
    return FramingHeard(flags, spans, min(100.0, warmth))


_READERS: list[Reader] = []
_MOST_READERS = 8


def _reader(rules: FramingRules) -> Reader:
    """The rules made ready, kept for the next answer."""
    for reader in tuple(_READERS):
        if reader.rules is rules:
            return reader
    made = Reader(rules)
    _READERS.append(made)
    del _READERS[:-_MOST_READERS]
    return made


def _warm(
    text: str, words: Sequence[Word], sentences: Sequence[int], may_be_ill: set[int], rules: Rules
) -> list[Found]:
    """The first of each warm phrase; none from a sentence that also speaks ill, so that dropping it never costs."""
    warm: dict[str, Found] = {}
    for found in find_phrases(words, rules.framing.warm_phrases):
        if sentences[found.first] not in may_be_ill and not _is_negated(text, words, found.first, rules):
            warm.setdefault(found.phrase, found)
    return list(warm.values())


def _is_negated(text: str, words: Sequence[Word], first: int, rules: Rules) -> bool:
    """Whether a negation in the same clause stands a few words before `first`."""
    breaks = frozenset(rules.weights.clause_words) | frozenset(rules.weights.subject_words)
    begin = first
    while (
        begin > 0
        and first - begin < rules.framing.negation_reaches_words
        and words[begin - 1].text not in breaks
        and not stop_between(text, words[begin - 1], words[begin])
    ):
        begin -= 1
    return bool(find_phrases(words[begin:first], rules.weights.negations))
