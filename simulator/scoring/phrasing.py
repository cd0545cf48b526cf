"""A phrasing of a rubric made ready for matching: its words with their weights, and the places that stand for names.

Knows nothing of any answer. {candidate} and the like become names where they are known and any name where not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from simulator.scoring.heard import common_stems, has_negation
from simulator.scoring.names import may_be_a_name
from simulator.scoring.rubric import Rubric, RubricKind, Rules, ScoreWeights
from simulator.scoring.synonyms import Stems, Synonyms, synonyms_of
from simulator.scoring.words import Word, stem_of, words_of

_PLACE = re.compile(r"\{(\w+)\}")
ANY_NAME = "any_name"
"""The place for a name that need not be the known one, because a recogniser makes anything of a name."""
_NAME_PLACES = ("candidate", "interviewer", "interviewer_first", "surname", ANY_NAME)
_OTHERS = ("interviewer", "interviewer_first", "company")
"""Whose names are not the candidate's."""


class ElementKind(StrEnum):
    WORD = "word"
    NAME = "name"
    CLASS = "class"
    """Any word of a kind: a day, a time, a number."""


@dataclass(frozen=True, slots=True)
class Element:
    """One word of a phrasing, or a place in it."""

    kind: ElementKind
    text: str
    stem: str
    weight: float
    is_content: bool
    """Decides where the phrasing stands; the others only add to how well it fits."""
    accepted: tuple[str, ...] = ()
    """For a name: its words (empty: any name). For a class: the stems that belong to it."""
    not_accepted: tuple[str, ...] = ()
    """For any name: the words of names that are somebody else's."""


@dataclass(frozen=True, slots=True)
class Several:
    """Neighbouring words of a phrasing that may be heard as others: "data base" as one, "mean squared error" as MSE."""

    elements: tuple[int, ...]
    """Which of the phrasing's, without the common ones."""
    heard_as: tuple[Stems, ...]
    alike: float
    """0-1"""


@dataclass(frozen=True)
class Phrasing:
    shown: str
    elements: tuple[Element, ...]
    several: tuple[Several, ...]
    weight: float
    small_weight: float
    """Of its common words alone."""
    is_lone_word: bool
    """It has one content word among common ones, which then tell as much."""
    negated: bool
    in_part: bool
    """Worth something from the first of its words on, not only as a whole."""
    word_for_word: bool
    """It holds only common words ("how are you"), so nothing less than all of them in order will do."""


@dataclass(frozen=True)
class Places:
    """What fills the places of a rubric's phrasings, and what its words weigh beside one another."""

    names: Mapping[str, str]
    known: Mapping[str, tuple[str, ...]]
    """The words that will do for each place."""
    question_stems: frozenset[str]
    """The question's own content words, which count little."""


def places_of(rubric: Rubric, names: Mapping[str, str], heard_as: Sequence[str], rules: Rules) -> Places:
    """`names` and `heard_as`: see `Answer`."""
    return Places(names, _known_names(names, heard_as, rules), _question_stems(rubric, rules))


def compile_phrasing(text: str, places: Places, rules: Rules, shared: Mapping[str, int] | None = None) -> Phrasing:
    """`shared`: for a phrasing that is earned in part, in how many ideas of its rubric each stem stands. A word of
    several ideas is shared out among them, so that naming the topic does not earn a little of everything."""
    names, known, question_stems = places.names, places.known, places.question_stems
    elements = _elements(text, names, known, question_stems, rules)
    if all(element.stem in question_stems for element in elements if element.is_content):
        elements = _elements(text, names, known, frozenset(), rules)
    if shared is not None:
        elements = tuple(replace(each, weight=each.weight / max(1, shared.get(each.stem, 1))) for each in elements)
    word_for_word = not any(element.is_content for element in elements)
    plain = words_of(_PLACE.sub(" ", text))
    shown = _PLACE.sub(lambda place: names.get(place[1], "") or f"({place[1].replace('_', ' ')})", text)
    return Phrasing(
        shown,
        elements,
        tuple(_several(elements, synonyms_of(rules.synonyms))),
        sum(element.weight for element in elements),
        sum(element.weight for element in elements if not element.is_content),
        [element.kind for element in elements if element.is_content] == [ElementKind.WORD] and len(elements) > 1,
        has_negation(plain, rules.weights) or (shared is not None and _says_no(plain, rules.weights)),
        shared is not None,
        word_for_word,
    )


def _several(elements: Sequence[Element], synonyms: Synonyms) -> Iterator[Several]:
    for first in range(len(elements) - 1):
        pair = elements[first : first + 2]
        if all(element.kind is ElementKind.WORD for element in pair):
            joined = stem_of(pair[0].text + pair[1].text)
            yield from _heard_together(elements, first, 2, ((joined,),), 1.0)
        for length in synonyms.lengths:
            term = tuple(element.stem for element in elements[first : first + length])
            if len(term) == length > 1 and term in synonyms.others:
                yield from _heard_together(elements, first, length, synonyms.others[term], synonyms.alike)


def _heard_together(
    elements: Sequence[Element], first: int, length: int, heard_as: tuple[Stems, ...], alike: float
) -> Iterator[Several]:
    which = tuple(index for index in range(first, first + length) if elements[index].is_content)
    if which:
        yield Several(which, heard_as, alike)


def _says_no(words: Sequence[Word], weights: ScoreWeights) -> bool:
    return any(word.text in weights.negating_words for word in words)


def _question_stems(rubric: Rubric, rules: Rules) -> frozenset[str]:
    """The question's own content words; what a behaviour rubric is called is no question."""
    if rubric.kind is not RubricKind.QUESTION:
        return frozenset()
    return frozenset(word.stem for word in words_of(rubric.asked)) - common_stems(rules.common_words)


def _elements(
    text: str,
    names: Mapping[str, str],
    known_names: Mapping[str, tuple[str, ...]],
    question_stems: frozenset[str],
    rules: Rules,
) -> tuple[Element, ...]:
    elements: list[Element] = []
    for index, piece in enumerate(_PLACE.split(text)):
        if index % 2 == 0:
            elements.extend(_word_elements(piece, question_stems, rules))
        elif piece in rules.weights.word_classes:
            elements.append(_class_element(piece, rules.weights))
        elif piece in _NAME_PLACES:
            elements.append(_name_element(piece, known_names))
        else:
            elements.extend(_word_elements(names.get(piece, ""), question_stems, rules))
    return tuple(elements)


def _word_elements(text: str, question_stems: frozenset[str], rules: Rules) -> list[Element]:
    common = common_stems(rules.common_words)
    elements = []
    for word in words_of(text):
        if word.stem in common:
            weight, is_content = rules.weights.common_word_weight, False
        elif word.stem in question_stems:
            weight, is_content = rules.weights.question_word_weight, True
        else:
            weight, is_content = 1.0, True
        elements.append(Element(ElementKind.WORD, word.text, word.stem, weight, is_content))
    return elements


def _class_element(name: str, weights: ScoreWeights) -> Element:
    stems = tuple(word.stem for text in weights.word_classes[name] for word in words_of(text))
    return Element(ElementKind.CLASS, name, "", 1.0, True, stems)


def _name_element(place: str, known_names: Mapping[str, tuple[str, ...]]) -> Element:
    others = known_names["others"] if place == ANY_NAME else ()
    return Element(ElementKind.NAME, place, "", 1.0, True, known_names[place], others)


def _known_names(names: Mapping[str, str], heard_as: Sequence[str], rules: Rules) -> Mapping[str, tuple[str, ...]]:
    """The words that will do for each place; the surname is the last of the candidate's several names."""
    own = _words(names.get("candidate", ""))
    caller = names.get("interviewer", "")
    return {
        "candidate": own + _as_heard(heard_as, rules) if own else (),
        "surname": own[-1:] if len(own) > 1 else (),
        "interviewer": _words(caller),
        "interviewer_first": _words(names.get("interviewer_first", "") or caller),
        ANY_NAME: (),
        "others": tuple(word for place in _OTHERS for word in _words(names.get(place, ""))),
    }


def _as_heard(heard_as: Sequence[str], rules: Rules) -> tuple[str, ...]:
    """Of what a recogniser made of a name only what cannot be another word: "on" stands in every answer."""
    common = common_stems(rules.common_words)
    words = [word for variant in heard_as for word in words_of(variant)]
    return tuple(word.text for word in words if word.stem not in common and may_be_a_name(word.text, rules.weights))


def _words(name: str) -> tuple[str, ...]:
    return tuple(word.text for word in words_of(name))
