"""Whether an idea comes early enough, and whether words of the trade go unexplained. Never judges what is said."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice, takewhile

from simulator.scoring.heard import Heard
from simulator.scoring.matching import Match
from simulator.scoring.phrases import find_phrases
from simulator.scoring.result import ConceptItem
from simulator.scoring.rubric import Concept, Rubric, Terms
from simulator.scoring.words import Word, words_of

_ALL = 99.9
"""Similarity of a phrasing of which every word was heard, as sums of weights round."""

_LONGEST_EXPLANATION = 8
"""Words of the longest phrase that explains; only how far back to look."""


@dataclass(frozen=True)
class Unexplained:
    """Terms, by their first and last position, that stand where nothing has explained them yet; in order."""

    places: tuple[tuple[int, int], ...]
    words: Sequence[Word]

    @property
    def first(self) -> int:
        """Position of the first of them; the number of words where there is none."""
        return self.places[0][0] if self.places else len(self.words)

    @property
    def in_hundred_words(self) -> float:
        said = sum(last - first + 1 for first, last in self.places)
        return 100 * said / len(self.words) if self.words else 0.0

    @property
    def named(self) -> tuple[str, ...]:
        """Each once, in lower case."""
        return tuple(dict.fromkeys(" ".join(word.text for word in self.words[a : b + 1]) for a, b in self.places))


def unexplained(heard: Heard, rubric: Rubric) -> Unexplained:
    """What the question itself names is no term: the answer cannot do without it."""
    if rubric.terms is None:
        return Unexplained((), heard.words)
    asked = frozenset(word.stem for word in words_of(rubric.asked))
    found = [place for place in _term_places(heard.words, rubric.terms) if not _stems(heard, place) <= asked]
    explaining = [(each.first, each.last) for each in find_phrases(heard.words, rubric.terms.explained_by)]
    known: set[tuple[str, ...]] = set()
    left = []
    for first, last in found:
        term = tuple(word.stem for word in heard.words[first : last + 1])
        if _is_near(explaining, first, last, rubric.terms.explained_within_words):
            known.add(term)
        if term not in known:
            left.append((first, last))
    return Unexplained(tuple(left), heard.words)


def counting(matches: Iterable[Match], concept: Concept, terms: Unexplained) -> Iterator[Match]:
    """The matches that come early enough; one that is whole by itself needs no clause around it."""
    for match in matches:
        is_late = bool(concept.within_words) and match.first >= concept.within_words
        has_all = match.similarity > _ALL
        if is_late or (concept.before_terms and match.first > terms.first) or (concept.all_words and not has_all):
            continue
        is_whole = concept.stands_alone and match.is_tight and has_all
        yield replace(match, in_clause=True) if is_whole else match


def with_plain(
    items: Sequence[ConceptItem], concepts: Sequence[Concept], terms: Unexplained, rubric: Rubric
) -> tuple[ConceptItem, ...]:
    """Plain words are earned beside another idea only: silence about the thing uses no terms either."""
    by_id = {concept.id: concept for concept in concepts}
    something = any(item.earned > 0 for item in items)
    most = rubric.terms.most_in_hundred_words if rubric.terms else 0.0
    told = f"{terms.in_hundred_words:.1f} of 100 words are terms that go unexplained, at most {most:g}"
    is_plain = something and terms.in_hundred_words <= most
    return tuple(
        replace(item, earned=float(is_plain), rule=told, earned_at_most=float(is_plain))
        if by_id[item.id].plain
        else item
        for item in items
    )


def _term_places(words: Sequence[Word], terms: Terms) -> Iterator[tuple[int, int]]:
    """The longest term at each place, none overlapping."""
    by_first = _by_first_stem(terms.words)
    free_from = 0
    for at, word in enumerate(words):
        if at < free_from:
            continue
        for stems in by_first.get(word.stem, ()):
            if tuple(each.stem for each in words[at : at + len(stems)]) == stems:
                yield at, at + len(stems) - 1
                free_from = at + len(stems)
                break


@lru_cache(maxsize=16)
def _by_first_stem(terms: tuple[str, ...]) -> dict[str, list[tuple[str, ...]]]:
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for term in terms:
        stems = tuple(word.stem for word in words_of(term))
        by_first.setdefault(stems[0], []).append(stems)
    for some in by_first.values():
        some.sort(key=len, reverse=True)
    return by_first


def _stems(heard: Heard, place: tuple[int, int]) -> frozenset[str]:
    return frozenset(word.stem for word in heard.words[place[0] : place[1] + 1])


def _is_near(explaining: Sequence[tuple[int, int]], first: int, last: int, within: int) -> bool:
    at = bisect_left(explaining, (first - within - _LONGEST_EXPLANATION, 0))
    near = takewhile(lambda place: place[0] <= last + within, islice(explaining, at, None))
    return any(0 < begin - last <= within or 0 < first - end <= within for begin, end in near)
