"""Short but informative: length, one-word answers, empty openings, repetition, hedges, trailing off.

Measures only what was said before any probe, and never calls honesty about not knowing a hedge.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from simulator.scoring.answer import Answer
from simulator.scoring.clauses import Clause, clauses_of
from simulator.scoring.heard import common_stems
from simulator.scoring.phrases import Found, find_phrases
from simulator.scoring.places import span_at
from simulator.scoring.result import ConcisenessScore, Span
from simulator.scoring.rubric import ConcisenessRules, Rules, TargetLength
from simulator.scoring.words import Word, texts_of, words_of


@dataclass(frozen=True)
class Cost:
    """Points (positive) that a rule takes from conciseness's 100."""

    rule: str
    points: float
    span: Span | None
    reason: str


@dataclass(frozen=True)
class ConcisenessHeard:
    words: int
    costs: tuple[Cost, ...]
    """Together at most 100: the last one that counts is cut to what is left."""

    @property
    def score(self) -> float:
        return max(0.0, 100 - sum(cost.points for cost in self.costs))

    def as_score(self, target: TargetLength) -> ConcisenessScore:
        notes = tuple(dict.fromkeys(cost.rule for cost in self.costs))
        return ConcisenessScore(round(self.score, 1), self.words, target.least_words, target.most_words, notes)


def conciseness_heard(answer: Answer, target: TargetLength, earned_share: float, rules: Rules) -> ConcisenessHeard:
    """`earned_share` (0-1) of the ideas heard: an answer that holds them all cannot be too short."""
    words = _main_words(answer, frozenset(rules.delivery.fillers))
    count = len({word.start for word in words})
    if count <= rules.conciseness.one_word_most_words:
        return ConcisenessHeard(count, (_one_word(answer, words),))
    costs = [
        *_short(_fresh_words(answer, words, rules), target, earned_share, rules.conciseness),
        *_over(count, target, rules.conciseness),
        *_preamble(answer, words, rules),
        *_repetitions(answer, words, rules),
        *_hedges(answer, words, rules.conciseness),
        *_trailing_off(answer, words, rules.conciseness),
    ]
    return ConcisenessHeard(count, tuple(_at_most_100(costs)))


def _main_words(answer: Answer, fillers: frozenset[str]) -> list[Word]:
    main: list[Word] = []
    begin = 0
    for utterance in answer.utterances:
        if not utterance.after_probe:
            main.extend(
                Word(word.text, word.stem, word.start + begin, word.end + begin)
                for word in words_of(utterance.text)
                if word.text not in fillers
            )
        begin += len(utterance.text) + 1
    return main


def _at_most_100(costs: Sequence[Cost]) -> Iterator[Cost]:
    """Each cut to what is left; once nothing is left a rule is still named, once."""
    left, named = 100.0, set()
    for cost in costs:
        points = min(cost.points, left)
        left -= points
        if points > 0 or cost.rule not in named:
            named.add(cost.rule)
            yield Cost(cost.rule, points, cost.span, cost.reason)


def _one_word(answer: Answer, words: Sequence[Word]) -> Cost:
    if not words:
        return Cost("short", 100, None, "I didn't hear an answer before the follow-up question.")
    count = len({word.start for word in words})
    reason = "One word explains nothing yet." if count == 1 else f"{count} words are too few to explain anything."
    return Cost("one_word", 100, _span(answer, words, 0, len(words) - 1), reason)


def _fresh_words(answer: Answer, words: Sequence[Word], rules: Rules) -> int:
    """Words in clauses that do not say the very same again: repeating oneself makes no answer longer."""
    common = common_stems(rules.common_words)
    seen: set[frozenset[str]] = set()
    fresh: set[int] = set()
    for clause in clauses_of(answer.text, words, rules.weights):
        said = words[clause.first : clause.last + 1]
        stems = frozenset(word.stem for word in said if word.stem not in common)
        if stems not in seen:
            fresh.update(word.start for word in said)
        seen.add(stems)
    return len(fresh)


def _short(count: int, target: TargetLength, earned_share: float, rules: ConcisenessRules) -> Iterator[Cost]:
    if count < target.least_words and earned_share < 1:
        all_missing = target.least_words * (1 - rules.short_in_full_at)
        missing = min(1.0, (target.least_words - count) / max(1.0, all_missing))
        reason = f"{count} words; {target.least_words} or more would leave room for the ideas I didn't hear."
        yield Cost("short", rules.short_costs_points * missing, None, reason)


def _over(count: int, target: TargetLength, rules: ConcisenessRules) -> Iterator[Cost]:
    if count > target.most_words:
        all_over = target.most_words * (rules.over_in_full_at - 1)
        over = (count - target.most_words) / max(1.0, all_over)
        reason = f"{count} words; the same can be said in {target.most_words} or fewer."
        yield Cost("over", rules.over_costs_points * over, None, reason)


def _preamble(answer: Answer, words: Sequence[Word], rules: Rules) -> Iterator[Cost]:
    common = common_stems(rules.common_words)
    begin, first, last = 0, None, 0
    for found in find_phrases(words, rules.conciseness.preambles):
        if not all(word.stem in common for word in words[begin : found.first]):
            break
        first = found.first if first is None else first
        last, begin = found.last, found.last + 1
    if first is not None:
        reason = "An opening that says nothing yet; begin with the answer."
        yield Cost("preamble", rules.conciseness.preamble_costs_points, _span(answer, words, first, last), reason)


def _repetitions(answer: Answer, words: Sequence[Word], rules: Rules) -> Iterator[Cost]:
    common, least = common_stems(rules.common_words), rules.conciseness.repetition_least_words
    before: list[frozenset[str]] = []
    for clause in clauses_of(answer.text, words, rules.weights):
        stems = frozenset(word.stem for word in words[clause.first : clause.last + 1] if word.stem not in common)
        if len(stems) < least:
            continue
        recent = before[-rules.conciseness.repetition_looks_back_clauses :]
        if any(_says_again(stems, earlier, rules.conciseness.repetition_similarity) for earlier in recent):
            yield _repetition(answer, words, clause, rules.conciseness)
        before.append(stems)


def _says_again(stems: frozenset[str], earlier: frozenset[str], least_alike: float) -> bool:
    """The token-set measure is symmetric; a clause that adds words to an earlier one is no repetition."""
    if 100 * len(stems & earlier) < least_alike * len(stems):
        return False
    return fuzz.token_set_ratio(" ".join(sorted(stems)), " ".join(sorted(earlier))) >= least_alike


def _repetition(answer: Answer, words: Sequence[Word], clause: Clause, rules: ConcisenessRules) -> Cost:
    span = _span(answer, words, clause.first, clause.last)
    return Cost("repetition", rules.repetition_costs_points, span, "This says again what came before it.")


def _hedges(answer: Answer, words: Sequence[Word], rules: ConcisenessRules) -> Iterator[Cost]:
    """A hedge within an honest phrase, or at the very end where it trails off, is not counted here."""
    tail = _tail(words, rules)
    hedges = frozenset(rules.hedges)
    left = rules.hedges_cost_at_most_points
    for found in find_phrases(words, rules.hedges + rules.honest_phrases):
        if found.phrase not in hedges or (tail is not None and found.last >= tail.first) or left <= 0:
            continue
        points = min(rules.hedge_costs_points, left)
        left -= points
        span = _span(answer, words, found.first, found.last)
        yield Cost("hedge", points, span, "This takes back some of what you say.")


def _trailing_off(answer: Answer, words: Sequence[Word], rules: ConcisenessRules) -> Iterator[Cost]:
    tail = _tail(words, rules)
    if tail is not None:
        span = _span(answer, words, tail.first, tail.last)
        yield Cost("trailing_off", rules.trailing_costs_points, span, "The ending trails off; stop at the last point.")


def _tail(words: Sequence[Word], rules: ConcisenessRules) -> Found | None:
    ends = [
        Found(phrase, len(words) - len(texts), len(words) - 1)
        for phrase in rules.trailing_off
        if (texts := texts_of(phrase)) and tuple(word.text for word in words[-len(texts) :]) == texts
    ]
    return min(ends, key=lambda found: found.first, default=None)


def _span(answer: Answer, words: Sequence[Word], first: int, last: int) -> Span:
    return span_at(answer, words[first].start, words[last].end)
