"""Short but informative: length in words and in seconds of speaking, one-word answers, and words that say nothing.

Measures only what was said before any probe. Pauses to think never cost, nor do words that may have been misheard.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from simulator.scoring.answer import Answer
from simulator.scoring.clauses import clauses_of
from simulator.scoring.empty_words import Cost, empty_words
from simulator.scoring.feedback_rules import fill
from simulator.scoring.heard import common_stems
from simulator.scoring.main_words import MainWords
from simulator.scoring.quoting import shown_quote
from simulator.scoring.result import ConcisenessScore
from simulator.scoring.rubric import ConcisenessRules, Rules, TargetLength

SECONDS_A_MINUTE = 60


@dataclass(frozen=True)
class ConcisenessHeard:
    words: int
    costs: tuple[Cost, ...]
    """Together at most 100: the last one that counts is cut to what is left."""
    speech_seconds: float | None = None
    """Voiced. None where there was no sound."""
    target_most_seconds: float = 0.0

    @property
    def score(self) -> float:
        return max(0.0, 100 - sum(cost.points for cost in self.costs))

    def as_score(self, target: TargetLength) -> ConcisenessScore:
        notes = tuple(dict.fromkeys(cost.rule for cost in self.costs))
        return ConcisenessScore(
            round(self.score, 1),
            self.words,
            target.least_words,
            target.most_words,
            notes,
            self.speech_seconds,
            round(self.target_most_seconds, 1),
        )


def conciseness_heard(answer: Answer, target: TargetLength, earned_share: float, rules: Rules) -> ConcisenessHeard:
    """`earned_share` (0-1) of the ideas heard: an answer that holds them all cannot be too short."""
    said = MainWords.of(answer, frozenset(rules.delivery.fillers))
    costs = _one_word(said, rules) or [
        *_short(_fresh_words(said, rules), target, earned_share, rules),
        *_over(said, target, rules),
        *empty_words(said, rules),
    ]
    most_seconds = _most_seconds(target, rules.conciseness)
    return ConcisenessHeard(said.count, tuple(_at_most_100(costs)), said.speech_seconds, most_seconds)


def _at_most_100(costs: Sequence[Cost]) -> Iterator[Cost]:
    """Each cut to what is left; once nothing is left a rule is still named, once."""
    left, named = 100.0, set()
    for cost in costs:
        points = min(cost.points, left)
        left -= points
        if points > 0 or cost.rule not in named:
            named.add(cost.rule)
            yield Cost(cost.rule, points, cost.span, cost.reason)


def _one_word(said: MainWords, rules: Rules) -> list[Cost]:
    """Empty where there are more words, or they may have been others, or more."""
    form = rules.feedback.form
    if not said.words:
        return [Cost("short", 100, None, form.nothing_before_follow_up)]
    if said.count > rules.conciseness.one_word_most_words or said.sure_count < said.count:
        return []
    span = said.span(0, len(said.words) - 1)
    quote = shown_quote(span.quote, rules.feedback)
    if said.count == 1:
        return [Cost("one_word", 100, span, fill(form.one_word, quote=quote))]
    return [Cost("one_word", 100, span, fill(form.few_words, words=said.count, quote=quote))]


def _fresh_words(said: MainWords, rules: Rules) -> int:
    """Words in clauses that do not say the very same again: repeating oneself makes no answer longer."""
    common = common_stems(rules.common_words)
    seen: set[frozenset[str]] = set()
    fresh: set[int] = set()
    for clause in clauses_of(said.answer.text, said.words, rules.weights):
        words = said.words[clause.first : clause.last + 1]
        stems = frozenset(word.stem for word in words if word.stem not in common)
        if stems not in seen:
            fresh.update(word.start for word in words)
        seen.add(stems)
    return len(fresh)


def _short(count: int, target: TargetLength, earned_share: float, rules: Rules) -> Iterator[Cost]:
    if count < target.least_words and earned_share < 1:
        all_missing = target.least_words * (1 - rules.conciseness.short_in_full_at)
        missing = min(1.0, (target.least_words - count) / max(1.0, all_missing))
        reason = fill(rules.feedback.form.short, words=count, least_words=target.least_words)
        yield Cost("short", rules.conciseness.short_costs_points * missing, None, reason)


def _over(said: MainWords, target: TargetLength, rules: Rules) -> Iterator[Cost]:
    """Too long in words, and by how much more it is so in seconds of speaking; what is in both costs once."""
    conciseness, form = rules.conciseness, rules.feedback.form
    over = _share_over(said.sure_count, target.most_words, 1.0, conciseness)
    if over > 0:
        reason = fill(form.over, words=said.count, most_words=target.most_words)
        yield Cost("over", conciseness.over_costs_points * over, None, reason)
    most_seconds = _most_seconds(target, conciseness)
    over_time = _share_over(said.speech_seconds or 0.0, most_seconds, conciseness.over_time_from_times, conciseness)
    if over_time > over:
        reason = fill(form.over_time, seconds=f"{said.speech_seconds:.0f}", most_seconds=f"{most_seconds:.0f}")
        yield Cost("over_time", conciseness.over_costs_points * (over_time - over), None, reason)


def _share_over(length: float, most: float, from_times: float, rules: ConcisenessRules) -> float:
    """How far beyond `from_times` the most it is, as a share of the excess that costs in full; may be above 1."""
    return max(0.0, length - from_times * most) / max(1.0, most * (rules.over_in_full_at - 1))


def _most_seconds(target: TargetLength, rules: ConcisenessRules) -> float:
    return target.most_words * SECONDS_A_MINUTE / rules.ordinary_words_per_minute
