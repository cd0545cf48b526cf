"""Of whom something negative is said, and where warmth shows. Technical talk of losses and errors says nothing of tone.

Never judges whether the criticism is deserved: it is about how it sounds to an interviewer.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from simulator.scoring.answer import Answer
from simulator.scoring.clauses import sentences_of, stop_between
from simulator.scoring.phrases import Found, find_phrases
from simulator.scoring.places import span_at
from simulator.scoring.result import FramingFlag, FramingScore, Span
from simulator.scoring.rubric import FramingRules, FramingTarget, Rules
from simulator.scoring.tone import has_tone, tone_of
from simulator.scoring.words import Word, words_of


@dataclass(frozen=True)
class SpokenIll:
    """Something negative said of a target."""

    target: FramingTarget
    span: Span

    def as_flag(self) -> FramingFlag:
        return FramingFlag(self.span, self.target.id, self.target.suggestion.replace("{quote}", self.span.quote))


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


@dataclass(frozen=True)
class _Mention:
    """A target named, or a pronoun that stands for it, at words [first, last]."""

    target: FramingTarget
    first: int
    last: int
    by_pronoun: bool


@dataclass(frozen=True)
class _Said:
    """The answer as framing reads it."""

    text: str
    words: tuple[Word, ...]
    technical: frozenset[int]
    """Positions of technical terms, and of the adjective right before one ("a brutal outage")."""
    insults: Sequence[Found]
    """Listed negative phrases that are not negated."""
    turns: Sequence[int]
    """Where turning phrases begin."""


def framing_heard(answer: Answer, rules: Rules, warmth_earns: bool) -> FramingHeard:
    """Sentence by sentence: targets, tone, contrast; and warm phrases."""
    said = _read(answer.text, rules)
    flagged = _flagged(said, rules)
    flags = tuple(
        SpokenIll(target, span_at(answer, said.words[first].start, said.words[last].end))
        for target, first, last in flagged
    )
    warm = _warm(said, [(first, last) for _, first, last in flagged], rules)
    warmth = 100.0
    if warmth_earns:
        warmth = rules.framing.base_points_where_warmth_earns + rules.framing.warm_earns_points * len(warm)
    spans = tuple(span_at(answer, said.words[one.first].start, said.words[one.last].end) for one in warm)
    return FramingHeard(flags, spans, min(100.0, warmth))


def _read(text: str, rules: Rules) -> _Said:
    fillers = frozenset(rules.delivery.fillers)
    words = tuple(word for word in words_of(text) if word.text not in fillers)
    framing = rules.framing
    terms = {at for found in find_phrases(words, framing.technical_terms) for at in range(found.first, found.last + 1)}
    adjectives = {at for at in range(len(words) - 1) if at + 1 in terms and has_tone(words[at].text)}
    technical = frozenset(terms | adjectives)
    insults = [
        found
        for found in find_phrases(words, framing.negative_words)
        if not (found.last in adjectives or _is_negated(text, words, found.first, rules))
    ]
    turns = [found.first for found in find_phrases(words, framing.turning_words)]
    return _Said(text, words, technical, insults, turns)


def _is_negated(text: str, words: Sequence[Word], first: int, rules: Rules) -> bool:
    """Whether a negation in the same clause stands a few words before `first`."""
    breaks = frozenset(rules.weights.clause_words) | frozenset(rules.weights.subject_words)
    begin = first
    while (
        begin > 0
        and first - begin < rules.framing.words_before_target
        and words[begin - 1].text not in breaks
        and not stop_between(text, words[begin - 1], words[begin])
    ):
        begin -= 1
    return bool(find_phrases(words[begin:first], rules.weights.negations))


def _flagged(said: _Said, rules: Rules) -> list[tuple[FramingTarget, int, int]]:
    """Target and words [first, last] of each negative statement, none overlapping."""
    flagged: list[tuple[FramingTarget, int, int]] = []
    mentions = list(_mentions(said, rules.framing))
    for mention, following in zip_longest(mentions, mentions[1:]):
        first, last = _reach(said, mention, rules)
        if following is not None and not following.by_pronoun:
            last = max(mention.last, min(last, following.first - 1))
        first = max(first, flagged[-1][2] + 1) if flagged else first
        if first > mention.first:
            continue
        negative = _negative_words(said, mention, first, last, rules.framing)
        if negative is None:
            continue
        first, last = min(mention.first, negative[0]), max(mention.last, negative[1])
        first = _with_determiner(said, first, rules.framing)
        flagged.append((mention.target, first, last))
    return flagged


def _mentions(said: _Said, rules: FramingRules) -> Iterator[_Mention]:
    by_phrase: Mapping[str, FramingTarget] = {phrase: target for target in rules.targets for phrase in target.words}
    pronouns = frozenset(rules.pronouns)
    last: _Mention | None = None
    for found in find_phrases(said.words, tuple(by_phrase) + rules.pronouns):
        if found.last in said.technical:
            continue
        if found.phrase in pronouns:
            if last is None or found.first - last.last > rules.pronoun_reaches_words or last.target.listed_only:
                continue
            last = _Mention(last.target, found.first, found.last, True)
        else:
            last = _Mention(by_phrase[found.phrase], found.first, found.last, False)
        yield last


def _reach(said: _Said, mention: _Mention, rules: Rules) -> tuple[int, int]:
    """Words [first, last] around the mention that are said of it."""
    stops = frozenset(rules.framing.stops)
    stops_before = stops | frozenset(rules.weights.links)
    first, last = mention.first, mention.last
    while (
        first > 0
        and mention.first - first < rules.framing.words_before_target
        and said.words[first - 1].text not in stops_before
        and not stop_between(said.text, said.words[first - 1], said.words[first])
    ):
        first -= 1
    while (
        last + 1 < len(said.words)
        and last - mention.last < rules.framing.words_after_target
        and said.words[last + 1].text not in stops
        and not stop_between(said.text, said.words[last], said.words[last + 1])
    ):
        last += 1
    return first, last


def _negative_words(
    said: _Said, mention: _Mention, first: int, last: int, rules: FramingRules
) -> tuple[int, int] | None:
    """First and last of the words in [first, last] that make it negative; None where it is not."""
    begin = bisect_left(said.insults, first, key=lambda found: found.first)
    end = bisect_left(said.insults, last + 1, lo=begin, key=lambda found: found.last)
    insults = said.insults[begin:end]
    if insults:
        return insults[0].first, insults[-1].last
    if mention.target.listed_only or _turns(said, mention, rules):
        return None
    plain = [at for at in range(first, last + 1) if at not in said.technical]
    if tone_of(" ".join(said.words[at].text for at in plain)) > rules.negative_from:
        return None
    toned = [at for at in plain if tone_of(said.words[at].text) < 0]
    return (toned[0], toned[-1]) if toned else (first, last)


def _turns(said: _Said, mention: _Mention, rules: FramingRules) -> bool:
    begin = bisect_left(said.turns, mention.first)
    return begin < len(said.turns) and said.turns[begin] <= mention.last + rules.turning_reaches_words


def _with_determiner(said: _Said, first: int, rules: FramingRules) -> int:
    """Takes in "my old" before "manager", so that the quote reads as it was said."""
    for at in range(first, max(0, first - rules.words_before_target) - 1, -1):
        if said.words[at].text in ("my", "our", "the", "their", "that"):
            return at
        if at < first and (
            said.words[at].text in rules.stops or stop_between(said.text, said.words[at], said.words[at + 1])
        ):
            break
    return first


def _warm(said: _Said, flagged: Sequence[tuple[int, int]], rules: Rules) -> list[Found]:
    """The first of each warm phrase; none from a sentence that also speaks ill, so that dropping it never costs."""
    sentences = sentences_of(said.text, said.words)
    taken = {sentences[at] for first, last in flagged for at in range(first, last + 1)}
    warm: dict[str, Found] = {}
    for found in find_phrases(said.words, rules.framing.warm_phrases):
        if sentences[found.first] not in taken and not _is_negated(said.text, said.words, found.first, rules):
            warm.setdefault(found.phrase, found)
    return list(warm.values())
