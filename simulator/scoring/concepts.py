"""Which ideas of a rubric an answer holds, and which wrong statements. Earns nothing for what is denied or doubtful."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from simulator.scoring.answer import Answer
from simulator.scoring.compiled import CompiledRubric, compile_rubric
from simulator.scoring.heard import Heard, hear
from simulator.scoring.matching import Finder, Match
from simulator.scoring.phrasing import Phrasing
from simulator.scoring.places import span_at, were_doubted, were_typed
from simulator.scoring.plainness import Unexplained, counting, unexplained, with_plain
from simulator.scoring.polarity import Standing
from simulator.scoring.result import ConceptItem, Span
from simulator.scoring.rubric import Concept, Misconception, Rubric, Rules, ScoreWeights
from simulator.scoring.synonyms import synonyms_of


@dataclass(frozen=True)
class WrongStatement:
    """A misconception that was heard."""

    misconception: Misconception
    span: Span
    """The first place; it costs once."""
    spans: tuple[Span, ...]
    """Every place where it was said."""


@dataclass(frozen=True)
class ConceptsHeard:
    items: tuple[ConceptItem, ...]
    """One for each concept of the rubric, in its order."""
    wrong: tuple[WrongStatement, ...]
    enough_weight: float
    """Weight that earns everything."""

    @property
    def earned_share(self) -> float:
        """Earned weight over the weight that is enough, 0-1."""
        return min(1.0, sum(item.earned * item.weight for item in self.items) / self.enough_weight)

    @property
    def share_with_doubtful(self) -> float:
        """The same if everything doubtful had been said."""
        return min(1.0, sum(item.earned_at_most * item.weight for item in self.items) / self.enough_weight)

    @property
    def score(self) -> float:
        """0-100, less what misconceptions cost."""
        return max(0.0, 100 * self.earned_share - sum(wrong.misconception.cost_points for wrong in self.wrong))


def concepts_heard(rubric: Rubric, rules: Rules, answer: Answer) -> ConceptsHeard:
    """Look every concept and misconception of the rubric up in the answer."""
    compiled = compile_rubric(rubric, rules, answer.names, answer.heard_as)
    words = hear(answer.text, rules)
    typed, doubted = were_typed(answer, words.words), were_doubted(answer, words.words)
    weights = rules.weights
    if words.is_list(weights):
        weights = replace(weights, without_clause_earns=weights.list_earns)
    finder = Finder(words, compiled.stems, weights, synonyms_of(rules.synonyms), typed, doubted)
    terms = unexplained(words, rubric)
    items = [
        _item(concept, _best(finder, concept, phrasings, terms), answer, finder)
        for concept, phrasings in compiled.concepts
    ]
    enough = rubric.enough * sum(concept.weight for concept in rubric.concepts)
    wrong = _wrong_statements(compiled, finder, answer)
    heard = with_plain([_unless_wrong(item, wrong) for item in items], rubric.concepts, terms, rubric)
    return ConceptsHeard(heard, wrong, enough or 1.0)


def _unless_wrong(item: ConceptItem, wrong: Sequence[WrongStatement]) -> ConceptItem:
    """What lies within a statement that costs earns nothing: the words are there, the thought is not."""
    span = item.span
    spans = [each for statement in wrong for each in statement.spans]
    if span is None or not any(each.start <= span.start and span.end <= each.end for each in spans):
        return item
    told = f"{item.rule}, in a statement that costs"
    return replace(item, earned=0.0, earned_at_most=0.0, doubtful=False, rule=told, in_wrong=True)


def _item(concept: Concept, best: Match | None, answer: Answer, finder: Finder) -> ConceptItem:
    def heard(earned: float, at_most: float, told: str, span: Span | None) -> ConceptItem:
        is_doubtful = at_most > earned and not (concept.in_part and earned > 0)
        return ConceptItem(
            concept.id, concept.idea, earned, concept.weight, is_doubtful, span, told, at_most, concept.in_part
        )

    if best is None:
        return heard(0.0, 0.0, "not heard", None)
    span = _span(best, finder.heard, answer)
    told = f"phrasing '{best.phrasing.shown}', {best.similarity:.0f}"
    if best.standing is Standing.DENIED:
        return heard(0.0, 0.0, f"{told}, denied", span)
    earned, at_most = _earned(best, finder.weights), _earned_at_most(best, finder.weights)
    if earned == 0:
        return heard(0.0, at_most, f"{told}, doubtful", span)
    if not best.in_clause:
        told += ", without a clause around it"
    return heard(earned, at_most, told, span)


def _best(finder: Finder, concept: Concept, phrasings: tuple[Phrasing, ...], terms: Unexplained) -> Match | None:
    """The first of the surest and shortest matches, so that saying it again earns nothing more. One within a sentence
    goes before one across a full stop, and one in order before one that is not, whose quotes read oddly."""
    best: Match | None = None
    for phrasing in phrasings:
        for match in counting(finder.matches(phrasing), concept, terms):
            if best is None or _rank(match, finder.weights) > _rank(best, finder.weights):
                best = match
            if best.similarity >= 100 and _earned(best, finder.weights) == 1 and best.is_tight:
                return best
    return best


def _rank(match: Match, weights: ScoreWeights) -> tuple[float, Standing, bool, float, bool, int]:
    earned = _earned(match, weights)
    return (earned, match.standing, match.in_sentence, match.similarity, match.in_order, -match.width)


def _earned(match: Match, weights: ScoreWeights) -> float:
    """0-1: all or nothing, or the share of the words heard for an idea that is earned in part."""
    if match.standing is not Standing.SAID:
        return 0.0
    part = match.sure / 100 if match.phrasing.in_part else float(match.sure >= weights.phrasing_similarity)
    return part * (1.0 if match.in_clause else weights.without_clause_earns)


def _earned_at_most(match: Match, weights: ScoreWeights) -> float:
    """The same if every doubtful word had been said."""
    part = match.similarity / 100 if match.phrasing.in_part else 1.0
    return part * (1.0 if match.in_clause else weights.without_clause_earns)


def _wrong_statements(compiled: CompiledRubric, finder: Finder, answer: Answer) -> tuple[WrongStatement, ...]:
    found = []
    for misconception, phrasings in compiled.misconceptions:
        matches = [match for phrasing in phrasings for match in finder.matches(phrasing) if _costs(match, finder)]
        spans = tuple(_span(match, finder.heard, answer) for match in matches)
        if spans:
            found.append(WrongStatement(misconception, spans[0], spans))
    return tuple(found)


def _costs(match: Match, finder: Finder) -> bool:
    """Nearly all of it, in its order, and surely said: taking points for a mishearing is the worse mistake."""
    return (
        match.standing is Standing.SAID
        and not any(finder.doubted[match.first : match.last + 1])
        and match.in_order
        and match.similarity >= finder.weights.misconception_similarity
    )


def _span(match: Match, heard: Heard, answer: Answer) -> Span:
    return span_at(answer, heard.words[match.first].start, heard.words[match.last].end)
