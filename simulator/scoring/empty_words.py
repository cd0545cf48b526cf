"""Words that say nothing, or say it again: empty openings, repetition, hedges, trailing off. What a second cut of the
sound heard otherwise never costs, and honesty about not knowing is no hedge.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from simulator.scoring.clauses import clauses_of, stop_between
from simulator.scoring.feedback_rules import FormReasons
from simulator.scoring.heard import common_stems
from simulator.scoring.main_words import MainWords
from simulator.scoring.phrases import Found, find_phrases
from simulator.scoring.result import Span
from simulator.scoring.rubric import ConcisenessRules, Rules
from simulator.scoring.words import texts_of


@dataclass(frozen=True)
class Cost:
    """Points (positive) that a rule takes from conciseness's 100."""

    rule: str
    points: float
    span: Span | None
    reason: str


def empty_words(said: MainWords, rules: Rules) -> Iterator[Cost]:
    """Every cost, in this order: preamble, repetition, hedge, trailing_off."""
    form = rules.feedback.form
    yield from _preamble(said, rules)
    yield from _repetitions(said, rules)
    tail = _tail(said, rules.conciseness)
    yield from _hedges(said, tail, rules.conciseness, form)
    if tail is not None:
        span = said.span(tail.first, tail.last)
        yield Cost("trailing_off", rules.conciseness.trailing_costs_points, span, form.trailing_off)


def _preamble(said: MainWords, rules: Rules) -> Iterator[Cost]:
    """The phrases that an answer opens with, as far as nothing but small words stands between them."""
    common = common_stems(rules.common_words)
    begin, first, last = 0, None, 0
    for found in find_phrases(said.words, rules.conciseness.preambles):
        is_opening = all(word.stem in common for word in said.words[begin : found.first])
        if not is_opening or not said.is_sure(found.first, found.last):
            break
        first = found.first if first is None else first
        last, begin = found.last, found.last + 1
    if first is not None:
        reason = rules.feedback.form.preamble
        yield Cost("preamble", rules.conciseness.preamble_costs_points, said.span(first, last), reason)


def _repetitions(said: MainWords, rules: Rules) -> Iterator[Cost]:
    common, conciseness = common_stems(rules.common_words), rules.conciseness
    before: list[frozenset[str]] = []
    for clause in clauses_of(said.answer.text, said.words, rules.weights):
        words = said.words[clause.first : clause.last + 1]
        stems = frozenset(word.stem for word in words if word.stem not in common)
        if len(stems) < conciseness.repetition_least_words:
            continue
        if not said.is_sure(clause.first, clause.last):
            before.append(frozenset())  # what may not have been said is not said again, and says nothing again
            continue
        recent = before[-conciseness.repetition_looks_back_clauses :]
        if any(_says_again(stems, earlier, conciseness.repetition_similarity) for earlier in recent):
            span = said.span(clause.first, clause.last)
            yield Cost("repetition", conciseness.repetition_costs_points, span, rules.feedback.form.repetition)
        before.append(stems)


def _says_again(stems: frozenset[str], earlier: frozenset[str], least_alike: float) -> bool:
    """The token-set measure is symmetric; a clause that adds words to an earlier one is no repetition."""
    if 100 * len(stems & earlier) < least_alike * len(stems):
        return False
    return fuzz.token_set_ratio(" ".join(sorted(stems)), " ".join(sorted(earlier))) >= least_alike


def _hedges(said: MainWords, tail: Found | None, rules: ConcisenessRules, form: FormReasons) -> Iterator[Cost]:
    """A hedge at the very end, where it trails off, is not counted here."""
    left = rules.hedges_cost_at_most_points
    for found in _hedges_without_honesty(said, rules):
        if (tail is not None and found.last >= tail.first) or left <= 0 or not said.is_sure(found.first, found.last):
            continue
        points = min(rules.hedge_costs_points, left)
        left -= points
        yield Cost("hedge", points, said.span(found.first, found.last), form.hedge)


def _hedges_without_honesty(said: MainWords, rules: ConcisenessRules) -> Iterator[Found]:
    """None within an honest phrase, nor soon after one in the same sentence ("I don't know that one, I guess ...")."""
    hedges = frozenset(rules.hedges)
    honest: Found | None = None
    for found in find_phrases(said.words, rules.hedges + rules.honest_phrases):
        if found.phrase not in hedges:
            honest = found
        elif honest is None or not _is_soon_after(said, honest, found, rules):
            yield found


def _is_soon_after(said: MainWords, honest: Found, hedge: Found, rules: ConcisenessRules) -> bool:
    if hedge.first - honest.last > rules.honest_reaches_words:
        return False
    words, text = said.words, said.answer.text
    return not any(stop_between(text, words[at], words[at + 1]) for at in range(honest.last, hedge.first))


def _tail(said: MainWords, rules: ConcisenessRules) -> Found | None:
    """The longest listed ending, unless it is doubtful, or a hedge that belongs to an honest phrase."""
    words = said.words
    ends = [
        Found(phrase, len(words) - len(texts), len(words) - 1)
        for phrase in rules.trailing_off
        if (texts := texts_of(phrase)) and tuple(word.text for word in words[-len(texts) :]) == texts
    ]
    tail = min(ends, key=lambda found: found.first, default=None)
    if tail is None or not said.is_sure(tail.first, tail.last):
        return None
    if tail.phrase in rules.hedges and not any(
        found.last == tail.last for found in _hedges_without_honesty(said, rules)
    ):
        return None
    return tail
