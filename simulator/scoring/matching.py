"""Where in an answer a phrasing stands, how much of it, and whether it is said as so. Knows nothing of points.

Content words place the phrasing, in any order and with gaps; common words only add to how well it fits.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple

from simulator.scoring.heard import Heard
from simulator.scoring.names import may_be_a_name, may_be_misheard, sounds_like
from simulator.scoring.phrasing import ANY_NAME, Element, ElementKind, Phrasing
from simulator.scoring.polarity import Standing, standing_at, standing_in_part
from simulator.scoring.rubric import ScoreWeights
from simulator.scoring.synonyms import Stems, Synonyms

_EXACT = 1.0


class Certainty(IntEnum):
    """How surely a word was heard."""

    NEAR = 0
    EXACT = 1


class _Hit(NamedTuple):
    """An element of the phrasing heard at words [first, last]."""

    first: int
    last: int
    element: int
    alike: float
    certainty: Certainty


@dataclass(frozen=True)
class Match:
    """A phrasing in words [first, last] of what was heard."""

    phrasing: Phrasing
    similarity: float
    """0-100: how much of the phrasing's weight was heard there."""
    sure: float
    """0-100: the same without the words that a second cut of the sound heard otherwise."""
    standing: Standing
    first: int
    last: int
    in_order: bool
    in_clause: bool
    in_sentence: bool
    """No full stop within it."""

    @property
    def width(self) -> int:
        """In words."""
        return self.last - self.first + 1

    @property
    def is_tight(self) -> bool:
        """It holds no more words than the phrasing, in its order, all of one sentence."""
        return self.in_order and self.in_sentence and self.width <= len(self.phrasing.elements)


@dataclass
class Finder:
    """Looks phrasings up in one answer. `known` are the stems of the whole rubric: none is a mishearing of another."""

    heard: Heard
    known: frozenset[str]
    weights: ScoreWeights
    synonyms: Synonyms
    typed: Sequence[bool]
    """For each word heard: it was typed, so it is no mishearing of another name."""
    doubted: Sequence[bool]
    """For each word heard: a second cut of the same sound heard otherwise."""
    _by_stem: dict[str, list[tuple[int, int, float, Certainty]]] = field(default_factory=dict)

    def matches(self, phrasing: Phrasing) -> Iterator[Match]:
        """Every way in which at least the doubtful share of the phrasing was heard, left to right."""
        if phrasing.word_for_word:
            yield from self._word_for_word(phrasing)
            return
        if not self._may_suffice(phrasing):
            return
        hits = self._hits(phrasing)
        denied: set[int] = set()
        for seed in range(len(hits)):
            if hits[seed].first in denied:
                continue
            chain = self._chain(phrasing, hits, seed)
            match = self._judged(phrasing, chain)
            if match is not None:
                if phrasing.in_part and match.standing is Standing.DENIED:
                    denied.update(hit.first for hit in chain)
                yield match

    # ---- words ---------------------------------------------------------------------------------------------------

    def _hits(self, phrasing: Phrasing) -> list[_Hit]:
        hits: list[_Hit] = []
        for index, element in enumerate(phrasing.elements):
            if element.kind is ElementKind.NAME:
                hits.extend(self._name_hits(phrasing.elements, index, hits))
            elif element.kind is ElementKind.CLASS:
                hits.extend(self._class_hits(index, element))
            elif element.is_content:
                hits.extend(_Hit(*place[:2], index, *place[2:]) for place in self._stem_places(element.stem))
        for several in phrasing.several:
            for first, last in self._places_of(several.heard_as):
                hits.extend(_Hit(first, last, index, several.alike, Certainty.EXACT) for index in several.elements)
        hits.sort()
        return hits

    def _may_suffice(self, phrasing: Phrasing) -> bool:
        """Whether all its words that were heard at all would be enough of the phrasing, wherever they stand."""
        heard = phrasing.small_weight
        for element in phrasing.elements:
            if element.is_content and (element.kind is not ElementKind.WORD or self._stem_places(element.stem)):
                heard += element.weight
        enough = self._least_similarity(phrasing) * phrasing.weight / 100
        return heard >= enough or any(True for several in phrasing.several for _ in self._places_of(several.heard_as))

    def _stem_places(self, stem: str) -> list[tuple[int, int, float, Certainty]]:
        if stem not in self._by_stem:
            heard = self.heard
            places = [(at, at, _EXACT, Certainty.EXACT) for at in heard.places.get(stem, ())]
            places += [(at, at + 1, _EXACT, Certainty.EXACT) for at in heard.joined_places.get(stem, ())]
            exact = {word for at, last, *_ in places for word in (at, last)}
            for other, ratio in heard.near(stem, self.weights, self.known).items():
                near = [(at, at) for at in heard.places.get(other, ())]
                near += [(at, at + 1) for at in heard.joined_places.get(other, ())]
                places += [(*at, ratio / 100, Certainty.NEAR) for at in near if exact.isdisjoint(at)]
            others = self.synonyms.others.get((stem,), ())
            places += [(*at, self.synonyms.alike, Certainty.EXACT) for at in self._places_of(others)]
            self._by_stem[stem] = places
        return self._by_stem[stem]

    def _places_of(self, groups: Sequence[Stems]) -> Iterator[tuple[int, int]]:
        """First and last position of every place where one of these groups of words stands."""
        for group in groups:
            for at in self.heard.places.get(group[0], ()):
                last = at + len(group) - 1
                if last == at or tuple(word.stem for word in self.heard.words[at : last + 1]) == group:
                    yield at, last

    def _class_hits(self, index: int, element: Element) -> list[_Hit]:
        heard = self.heard
        digits = element.text not in self.weights.counted_classes
        return [
            _Hit(at, at, index, _EXACT, Certainty.EXACT)
            for at, word in enumerate(heard.words)
            if word.stem in element.accepted or (digits and word.text.isdigit())
        ]

    # ---- names ---------------------------------------------------------------------------------------------------

    def _name_hits(self, elements: Sequence[Element], index: int, earlier: Sequence[_Hit]) -> list[_Hit]:
        """The name itself anywhere, and a word that stands where the name belongs: any that may be a name where we do
        not know it; doubtfully one that a recogniser might have made of it where we know another."""
        element = elements[index]
        least = self.weights.near_sound_similarity
        hits = []
        for at, word in enumerate(self.heard.words):
            if any(sounds_like(word.text, name, least) for name in element.accepted):
                hits.append(_Hit(at, at, index, _EXACT, Certainty.EXACT))
                continue
            certainty = self._as_name(at, element)
            if certainty is not None and self._in_place(elements, index, at, earlier):
                hits.append(_Hit(at, at, index, _EXACT, certainty))
        return hits

    def _as_name(self, at: int, element: Element) -> Certainty | None:
        """How surely the word would be the name if it stands in its place; None where it cannot be."""
        word, capital = self.heard.words[at], self.heard.capital[at]
        if self.heard.is_common[at] or word.stem in self.known:
            return None
        if element.accepted:
            may_be = not self.typed[at] and may_be_a_name(word.text, self.weights)
            least = self.weights.misheard_name_similarity
            misheard = may_be and any(may_be_misheard(word.text, name, least) for name in element.accepted)
            return Certainty.NEAR if misheard else None
        least = self.weights.near_sound_similarity
        if any(sounds_like(word.text, name, least) for name in element.not_accepted):
            return None
        if not may_be_a_name(word.text, self.weights, capital is True):
            return None
        small = capital is False and element.text == ANY_NAME
        return Certainty.NEAR if small else Certainty.EXACT

    def _in_place(self, elements: Sequence[Element], index: int, at: int, earlier: Sequence[_Hit]) -> bool:
        """Whether the neighbouring words of the phrasing stand beside position `at`."""
        if index > 0:
            before = elements[max(0, index - self.weights.name_after_words) : index]
            return all(
                self._stands(element, which, at - index + which, earlier)
                for which, element in enumerate(before, start=index - len(before))
            )
        return len(elements) > 1 and self._stands(elements[1], 1, at + 1, earlier)

    def _stands(self, element: Element, index: int, at: int, earlier: Sequence[_Hit]) -> bool:
        if not 0 <= at < len(self.heard.words):
            return False
        if element.kind is ElementKind.WORD:
            return self.heard.words[at].stem == element.stem
        return any(hit.element == index and hit.first == at for hit in earlier)

    # ---- windows -------------------------------------------------------------------------------------------------

    def _chain(self, phrasing: Phrasing, hits: Sequence[_Hit], seed: int) -> list[_Hit]:
        """Hits from `seed` on, each element once, with no more than the allowed gap between one and the next."""
        chain = [hits[seed]]
        filled = {hits[seed].element}
        wanted = sum(element.is_content for element in phrasing.elements)
        for following in range(seed + 1, len(hits)):
            hit = hits[following]
            if len(filled) == wanted:
                break
            last = chain[-1].last
            if hit.first > last and self.heard.content_between(last, hit.first) > self.weights.phrasing_gap_words:
                break
            if hit.element not in filled and not self._taken(phrasing, chain, hit):
                chain.append(hit)
                filled.add(hit.element)
        return chain

    def _taken(self, phrasing: Phrasing, chain: Sequence[_Hit], hit: _Hit) -> bool:
        """One word cannot be heard as two equal words, or two names, of a phrasing."""
        mine = phrasing.elements[hit.element].stem
        return any(other.last >= hit.first and phrasing.elements[other.element].stem == mine for other in chain)

    def _lacks_a_counted(self, phrasing: Phrasing, chain: Sequence[_Hit]) -> bool:
        """Whether fewer words of a kind were heard than a phrasing asks for that counts them ("{day} ... {day}")."""
        filled = {hit.element for hit in chain}
        counted = self.weights.counted_classes
        return any(
            element.kind is ElementKind.CLASS and element.text in counted and index not in filled
            for index, element in enumerate(phrasing.elements)
        )

    def _judged(self, phrasing: Phrasing, chain: Sequence[_Hit]) -> Match | None:
        if self._lacks_a_counted(phrasing, chain):
            return None
        first, last = chain[0].first, max(hit.last for hit in chain)
        weight = self._weight(phrasing, chain) + self._small_words(phrasing, first, last)
        similarity = min(100.0, 100 * weight / phrasing.weight)
        if similarity < self._least_similarity(phrasing):
            return None
        doubted = self._weight(phrasing, [hit for hit in chain if self._is_doubted(hit)])
        sure = similarity - 100 * doubted / phrasing.weight
        standing = self._standing(phrasing, chain, first, last)
        order = [hit.element for hit in chain]
        if standing is None:
            return None
        if standing is Standing.SAID and not phrasing.in_part:
            rests_on_doubt = similarity >= self.weights.phrasing_similarity > sure
            if rests_on_doubt or self._is_unsure(phrasing, chain):
                standing = Standing.DOUBTFUL
        first, last = self._widened(phrasing, first, last, min(order), max(order))
        in_order, in_clause = order == sorted(order), self._in_clause(first, last)
        in_sentence = self._in_sentence(first, last)
        return Match(phrasing, similarity, sure, standing, first, last, in_order, in_clause, in_sentence)

    def _standing(self, phrasing: Phrasing, chain: Sequence[_Hit], first: int, last: int) -> Standing | None:
        matched = frozenset(at for hit in chain for at in range(hit.first, hit.last + 1))
        standing: Standing | None
        if phrasing.in_part:
            standing = standing_in_part(self.heard, first, last, matched, not phrasing.negated, self.weights)
        else:
            standing = standing_at(self.heard, first, last, matched, phrasing.negated, self.weights)
        return Standing.DOUBTFUL if standing is Standing.DENIED and self._denial_is_doubted(first, last) else standing

    def _denial_is_doubted(self, first: int, last: int) -> bool:
        """Whether every negation that may deny words [first, last] was heard otherwise by a second cut."""
        around = self.heard.negations_within(max(0, first - self.weights.denial_reaches_words), last)
        return bool(around) and all(self.doubted[at] for begin, end in around for at in range(begin, end + 1))

    def _least_similarity(self, phrasing: Phrasing) -> float:
        if phrasing.in_part:
            return self.weights.in_part_from_similarity
        return self.weights.lone_word_similarity if phrasing.is_lone_word else self.weights.doubtful_similarity

    def _weight(self, phrasing: Phrasing, chain: Sequence[_Hit]) -> float:
        return sum(phrasing.elements[hit.element].weight * hit.alike for hit in chain)

    def _is_doubted(self, hit: _Hit) -> bool:
        return any(self.doubted[at] for at in range(hit.first, hit.last + 1))

    def _is_unsure(self, phrasing: Phrasing, chain: Sequence[_Hit]) -> bool:
        """Where too many content words are not heard exactly, or a name only by its place: it may be another word. Also
        where other words stand in another order: "a table holds" is not "stored in tables"."""
        near = [hit for hit in chain if hit.certainty is Certainty.NEAR]
        by_place = any(phrasing.elements[hit.element].kind is ElementKind.NAME for hit in near)
        order = [hit.element for hit in chain]
        is_turned = order != sorted(order) and any(hit.alike < 1 for hit in chain)
        return by_place or is_turned or len(near) >= self.weights.unsure_near_share * len(chain)

    def _small_words(self, phrasing: Phrasing, first: int, last: int) -> float:
        """Weight of the phrasing's common words that stand in or about [first, last]."""
        reach = len(phrasing.elements)
        weight = 0.0
        for element in phrasing.elements:
            if element.is_content:
                continue
            places = self.heard.places.get(element.stem, ())
            at = bisect_left(places, first - reach)
            if at < len(places) and places[at] <= last + reach:
                weight += element.weight
        return weight

    def _widened(self, phrasing: Phrasing, first: int, last: int, lowest: int, highest: int) -> tuple[int, int]:
        """With the small words that the phrasing has at either end, so that the quote reads as it was said."""
        words, elements = self.heard.words, phrasing.elements
        while (
            first > 0
            and lowest > 0
            and words[first - 1].stem == elements[lowest - 1].stem
            and self._in_sentence(first - 1, first)
        ):
            first, lowest = first - 1, lowest - 1
        while (
            last + 1 < len(words)
            and highest + 1 < len(elements)
            and words[last + 1].stem == elements[highest + 1].stem
            and self._in_sentence(last, last + 1)
        ):
            last, highest = last + 1, highest + 1
        return first, last

    def _in_sentence(self, first: int, last: int) -> bool:
        return self.heard.sentence[first] == self.heard.sentence[last]

    def _in_clause(self, first: int, last: int) -> bool:
        reach = self.weights.clause_within_words
        around = range(max(0, first - reach), min(len(self.heard.words), last + 1 + reach))
        return any(self.heard.makes_clause[at] for at in around)

    def _word_for_word(self, phrasing: Phrasing) -> Iterator[Match]:
        stems = [element.stem for element in phrasing.elements]
        for first in self.heard.places.get(stems[0], ()) if stems else ():
            last = first + len(stems) - 1
            if last < len(self.heard.words) and [word.stem for word in self.heard.words[first : last + 1]] == stems:
                matched = frozenset(range(first, last + 1))
                standing = standing_at(self.heard, first, last, matched, phrasing.negated, self.weights)
                if standing is not None:
                    sure = 100.0
                    if any(self.doubted[at] for at in matched):
                        sure, standing = 0.0, min(standing, Standing.DOUBTFUL)
                    yield Match(
                        phrasing, 100.0, sure, standing, first, last, True, True, self._in_sentence(first, last)
                    )
