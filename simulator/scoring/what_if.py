"""What an answer would score without some of its words, and which receipts that changes. Never alters the answer given:
the shortened one is a new answer, and what is quoted from it stands at its place in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from simulator.scoring.answer import Answer, Utterance
from simulator.scoring.clauses import sentences_of
from simulator.scoring.places import span_at
from simulator.scoring.result import AnswerScore, Receipt, Span
from simulator.scoring.rubric import Rubric, Rules
from simulator.scoring.scorer import score_answer
from simulator.scoring.words import words_of

_STOPS = (".", "!", "?", ";", ":")


@dataclass(frozen=True)
class Change:
    """One rule whose points are others, or that rests on other words."""

    dimension: str
    rule: str
    before: float
    """Points of all receipts of this rule, in tenths; 0 where there was none."""
    after: float
    quotes: tuple[str, ...]
    """What it rested on before and no longer does."""
    quotes_instead: tuple[str, ...]
    """What it rests on now and did not before."""
    reason: str
    """That of the first receipt that went, else of the first that came."""

    @property
    def points(self) -> float:
        return round(self.after - self.before, 1)


@dataclass(frozen=True)
class WhatIf:
    dropped: tuple[Span, ...]
    """In the answer as it was given."""
    answer: Answer
    """Without them."""
    before: AnswerScore
    after: AnswerScore
    """Its spans stand in the shortened answer. Not scored where nothing is left."""
    changes: tuple[Change, ...]
    """Their points add up exactly to the difference of the scores, where there are two."""

    @property
    def points(self) -> float | None:
        """What the score gains (or loses, negative) in tenths; None where one of the two is not scored."""
        if self.before.score is None or self.after.score is None:
            return None
        return round(self.after.score - self.before.score, 1)


def what_if(rubric: Rubric, rules: Rules, answer: Answer, drop: Span | Sequence[Span]) -> WhatIf:
    """The score as it would be without the stretches `drop`, which are places in `answer.text`."""
    spans = tuple(sorted([drop] if isinstance(drop, Span) else drop, key=lambda span: span.start))
    shortened = without(answer, spans)
    before, after = score_answer(rubric, rules, answer), score_answer(rubric, rules, shortened)
    return WhatIf(spans, shortened, before, after, changes(before.receipts, after.receipts))


def changes(before: Sequence[Receipt], after: Sequence[Receipt]) -> tuple[Change, ...]:
    """Rule by rule, in the order of the receipts; what stayed the same is left out."""
    rules = dict.fromkeys((receipt.dimension, receipt.rule) for receipt in (*before, *after))
    compared = (_compared(dimension, rule, before, after) for dimension, rule in rules)
    return tuple(change for change in compared if change.points or change.quotes != change.quotes_instead)


def _compared(dimension: str, rule: str, before: Sequence[Receipt], after: Sequence[Receipt]) -> Change:
    old = [receipt for receipt in before if receipt.rule == rule and receipt.dimension == dimension]
    new = [receipt for receipt in after if receipt.rule == rule and receipt.dimension == dimension]
    gone, came = _without_equals(old, new), _without_equals(new, old)
    told = [*gone, *came, *old, *new]
    return Change(
        dimension,
        rule,
        round(sum(receipt.points for receipt in old), 1),
        round(sum(receipt.points for receipt in new), 1),
        tuple(_quote(receipt) for receipt in gone if receipt.span is not None),
        tuple(_quote(receipt) for receipt in came if receipt.span is not None),
        told[0].reason,
    )


def _without_equals(some: Sequence[Receipt], others: Sequence[Receipt]) -> list[Receipt]:
    """Those of `some` whose quote no receipt of `others` has, each of which stands for one."""
    left = [_quote(receipt) for receipt in others]
    kept = []
    for receipt in some:
        if _quote(receipt) in left:
            left.remove(_quote(receipt))
        else:
            kept.append(receipt)
    return kept


def _quote(receipt: Receipt) -> str:
    return " ".join(receipt.span.quote.split()) if receipt.span is not None else ""


# ---- the answer without some of its words ------------------------------------------------------------------------


def without(answer: Answer, drop: Sequence[Span]) -> Answer:
    """A new answer without these stretches of `answer.text`. What stays keeps its seconds, as far as they are known;
    the seconds of speech shrink with the characters, since words are taken to be spread evenly within an utterance.
    """
    kept: list[Utterance] = []
    begin = 0
    for utterance in answer.utterances:
        end = begin + len(utterance.text)
        cuts = [(max(span.start, begin) - begin, min(span.end, end) - begin) for span in drop]
        kept += _cut(utterance, [(start, stop) for start, stop in cuts if start < stop])
        begin = end + 1
    seconds = answer.speech_seconds
    if seconds is not None:
        all_characters = sum(len(utterance.text) for utterance in answer.utterances)
        seconds = round(seconds * sum(len(utterance.text) for utterance in kept) / max(1, all_characters), 3)
    return replace(answer, utterances=tuple(kept), speech_seconds=seconds)


def _cut(utterance: Utterance, cuts: Sequence[tuple[int, int]]) -> Iterator[Utterance]:
    """What is left: one utterance, or several where a whole sentence was cut out of the middle. There the line break
    between them changes nothing, and each piece keeps its own seconds."""
    if not cuts:
        yield utterance
        return
    group: list[tuple[int, int]] = []
    for place in _left(utterance.text, cuts):
        if group and utterance.text[slice(*group[-1])].rstrip().endswith(_STOPS):
            yield _piece(utterance, group)
            group = []
        group.append(place)
    if group:
        yield _piece(utterance, group)


def _left(text: str, cuts: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The stretches of `text` between the cuts (in order) that hold anything."""
    at = 0
    for start, stop in (*cuts, (len(text), len(text))):
        if text[at:start].strip():
            yield at, start
        at = max(at, stop)


def _piece(utterance: Utterance, places: Sequence[tuple[int, int]]) -> Utterance:
    """One utterance of these stretches of another. A comma stays once where the words between two were cut."""
    text, doubtful = "", []
    for start, end in places:
        bare = utterance.text[start:end]
        begin = start + len(bare) - len(bare.lstrip(" ," if text.endswith(",") else None))
        moved = len(text) + bool(text) - begin
        text = f"{text} {utterance.text[begin:end].rstrip()}".lstrip()
        for first, last in utterance.doubtful:
            if first < end and begin < last:
                doubtful.append((max(first, begin) + moved, min(last, end) + moved))
    start_seconds, end_seconds = utterance.start_seconds, utterance.end_seconds
    if start_seconds is not None and end_seconds is not None:
        a_character = (end_seconds - start_seconds) / max(1, len(utterance.text))
        end_seconds = round(start_seconds + a_character * places[-1][1], 3)
        start_seconds = round(start_seconds + a_character * places[0][0], 3)
    return replace(utterance, text=text, start_seconds=start_seconds, end_seconds=end_seconds, doubtful=tuple(doubtful))


# ---- finding what to drop ----------------------------------------------------------------------------------------


def sentences(answer: Answer) -> tuple[Span, ...]:
    """The sentences of an answer, as its full stops and line breaks have them, each with its punctuation."""
    words = words_of(answer.text)
    numbers = sentences_of(answer.text, words)
    firsts = [at for at in range(len(words)) if at == 0 or numbers[at] != numbers[at - 1]]
    starts = [words[at].start for at in firsts]
    ends = pairwise([*starts, len(answer.text)])
    return tuple(span_at(answer, start, start + len(answer.text[start:end].rstrip())) for start, end in ends)


def sentence_around(answer: Answer, span: Span) -> Span:
    """The sentence that holds a span, or all those that it reaches into."""
    held = [each for each in sentences(answer) if each.start < span.end and span.start < each.end]
    return span_at(answer, held[0].start, held[-1].end) if held else span


def find_quote(answer: Answer, quote: str) -> Span | None:
    """Where these words first stand in the answer, one after the other, whatever their case and punctuation; the whole
    sentence, with its full stop, where they are all of it. None where they do not."""
    wanted = [word.text for word in words_of(quote)]
    words = words_of(answer.text)
    texts = [word.text for word in words]
    for at in range(len(texts) - len(wanted) + 1) if wanted else ():
        if texts[at : at + len(wanted)] == wanted:
            span = span_at(answer, words[at].start, words[at + len(wanted) - 1].end)
            whole = sentence_around(answer, span)
            inside = [word for word in words if whole.start <= word.start < whole.end]
            return whole if len(inside) == len(wanted) else span
    return None
