"""Which ideas of a rubric an answer holds, and which wrong statements. Earns nothing for what is denied or doubtful."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.scoring.answer import Answer
from simulator.scoring.compiled import CompiledRubric, compile_rubric
from simulator.scoring.heard import Heard, hear
from simulator.scoring.matching import Finder, Match
from simulator.scoring.phrasing import Phrasing
from simulator.scoring.places import span_at, were_typed
from simulator.scoring.polarity import Standing
from simulator.scoring.result import ConceptItem, Span
from simulator.scoring.rubric import Concept, Misconception, Rubric, Rules, ScoreWeights


@dataclass(frozen=True)
class WrongStatement:
    """A misconception that was heard."""

    misconception: Misconception
    span: Span


@dataclass(frozen=True)
class ConceptsHeard:
    items: tuple[ConceptItem, ...]
    """One for each concept of the rubric, in its order."""
    wrong: tuple[WrongStatement, ...]

    @property
    def earned_share(self) -> float:
        """Earned weight over all weight, 0-1."""
        return sum(item.earned * item.weight for item in self.items) / self._all_weight

    @property
    def share_with_doubtful(self) -> float:
        """The same if everything doubtful had been said."""
        return sum((1.0 if item.doubtful else item.earned) * item.weight for item in self.items) / self._all_weight

    @property
    def score(self) -> float:
        """0-100, less what misconceptions cost."""
        return max(0.0, 100 * self.earned_share - sum(wrong.misconception.cost_points for wrong in self.wrong))

    @property
    def _all_weight(self) -> float:
        return sum(item.weight for item in self.items) or 1.0


def concepts_heard(rubric: Rubric, rules: Rules, answer: Answer) -> ConceptsHeard:
    """Look every concept and misconception of the rubric up in the answer."""
    compiled = compile_rubric(rubric, rules, answer.names, answer.heard_as)
    words = hear(answer.text, rules)
    finder = Finder(words, compiled.stems, rules.weights, were_typed(answer, words.words))
    items = tuple(_item(concept, _best(finder, phrasings), answer, finder) for concept, phrasings in compiled.concepts)
    return ConceptsHeard(items, _wrong_statements(compiled, finder, answer))


def _item(concept: Concept, best: Match | None, answer: Answer, finder: Finder) -> ConceptItem:
    if best is None:
        return ConceptItem(concept.id, concept.idea, 0.0, concept.weight, False, None, "not heard")
    span = _span(best, finder.heard, answer)
    told = f"phrasing '{best.phrasing.shown}', {best.similarity:.0f}"
    if best.standing is Standing.DENIED:
        return ConceptItem(concept.id, concept.idea, 0.0, concept.weight, False, span, f"{told}, denied")
    earned = _earned(best, finder.weights)
    if earned == 0:
        return ConceptItem(concept.id, concept.idea, 0.0, concept.weight, True, span, f"{told}, doubtful")
    if not best.in_clause:
        told += ", without a clause around it"
    return ConceptItem(concept.id, concept.idea, earned, concept.weight, False, span, told)


def _best(finder: Finder, phrasings: tuple[Phrasing, ...]) -> Match | None:
    """The first of the surest and shortest matches, so that saying it again earns nothing more. One within a sentence
    goes before one across a full stop, and one in order before one that is not, whose quotes read oddly."""
    best: Match | None = None
    for phrasing in phrasings:
        for match in finder.matches(phrasing):
            if best is None or _rank(match, finder.weights) > _rank(best, finder.weights):
                best = match
            if best.similarity >= 100 and _earned(best, finder.weights) == 1 and best.is_tight:
                return best
    return best


def _rank(match: Match, weights: ScoreWeights) -> tuple[float, Standing, bool, float, bool, int]:
    earned = _earned(match, weights)
    return (earned, match.standing, match.in_sentence, match.similarity, match.in_order, -match.width)


def _earned(match: Match, weights: ScoreWeights) -> float:
    if match.standing is not Standing.SAID or match.similarity < weights.phrasing_similarity:
        return 0.0
    return 1.0 if match.in_clause else weights.without_clause_earns


def _wrong_statements(compiled: CompiledRubric, finder: Finder, answer: Answer) -> tuple[WrongStatement, ...]:
    found = []
    for misconception, phrasings in compiled.misconceptions:
        match = next(
            (match for phrasing in phrasings for match in finder.matches(phrasing) if _costs(match, finder)), None
        )
        if match is not None:
            found.append(WrongStatement(misconception, _span(match, finder.heard, answer)))
    return tuple(found)


def _costs(match: Match, finder: Finder) -> bool:
    """Nearly all of it, in its order, and surely said: taking points for a mishearing is the worse mistake."""
    return (
        match.standing is Standing.SAID
        and match.in_order
        and match.similarity >= finder.weights.misconception_similarity
    )


def _span(match: Match, heard: Heard, answer: Answer) -> Span:
    return span_at(answer, heard.words[match.first].start, heard.words[match.last].end)
