"""The manners of a whole call, judged from all that was said in it. What the call gave no chance for is left out.

What the interviewer understood ("may I take notes?") counts as heard, whatever the words were."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from simulator.content.compiling import LoadedScript
from simulator.interview.intents import IntentKind
from simulator.interview.script import SectionKind
from simulator.review.answers import joined
from simulator.review.model import JudgedManners, Turn
from simulator.review.turns import BROKE_OFF, LEFT_OPEN, SET_ASIDE, STRAY
from simulator.scoring.answer import Answer, Utterance
from simulator.scoring.concepts import concepts_heard
from simulator.scoring.ideas_alone import score_ideas
from simulator.scoring.places import span_at
from simulator.scoring.result import ConceptItem
from simulator.scoring.rubric import Concept, InCall, Rubric

Names = Callable[[Turn], Mapping[str, str]]
"""What fills the places in phrasings where a turn's interviewer is spoken to."""

_NEVER_SAID = (BROKE_OFF, LEFT_OPEN, SET_ASIDE, STRAY)
_ANYWHERE = InCall((), (), False, False, ())
_BY_NAME, _TO_ALL = " by name", " to all"
"""Added to the id of an idea that is owed to each interviewer, where it is looked for in the whole call."""


def judged_manners(
    turns: Sequence[Turn], loaded: LoadedScript, names: Names, heard_as: tuple[str, ...]
) -> JudgedManners | None:
    """None where no rubric looks at manners, or nothing could be shown in what there was of the call."""
    if not loaded.manners_id:
        return None
    rubric = loaded.rubrics[loaded.manners_id]
    call = _Call.of(turns, loaded, names, heard_as)
    if call is None:
        return None
    left_out = tuple(concept.idea for concept in rubric.concepts if not call.gave_a_chance(concept))
    if len(left_out) == len(rubric.concepts):
        return None
    found = call.items(rubric)
    items = [found[concept.id] for concept in rubric.concepts if call.gave_a_chance(concept)]
    score = score_ideas(rubric.id, items, loaded.rules.feedback)
    return JudgedManners(rubric.title or rubric.id, rubric.weight, score, left_out)


def _for_anywhere(rubric: Rubric) -> list[Concept]:
    """The ideas as they are looked for in the whole call: one that is owed to each only with a name, or to all."""
    concepts = []
    for concept in rubric.concepts:
        where = concept.in_call or _ANYWHERE
        if not where.to_each:
            concepts.append(concept)
            continue
        with_name = tuple(phrasing for phrasing in concept.phrasings if "{interviewer" in phrasing)
        concepts.append(replace(concept, id=concept.id + _BY_NAME, phrasings=with_name, all_words=True))
        concepts.append(replace(concept, id=concept.id + _TO_ALL, phrasings=where.to_all))
    return concepts


def _best(item: ConceptItem) -> tuple[float, bool]:
    return item.earned, item.doubtful


@dataclass(frozen=True)
class _Said:
    """One thing that was said, at [start, end) of the whole call's text."""

    turn: Turn
    utterances: tuple[Utterance, ...]
    start: int
    end: int


@dataclass(frozen=True)
class _Call:
    loaded: LoadedScript
    reached: frozenset[str]
    """Kinds of sections in which the interviewer came to speak."""
    said: tuple[_Said, ...]
    names: Names
    heard_as: tuple[str, ...]

    @staticmethod
    def of(turns: Sequence[Turn], loaded: LoadedScript, names: Names, heard_as: tuple[str, ...]) -> _Call | None:
        """None where the person said nothing."""
        said, at = [], 0
        for turn in turns:
            if turn.take is None or turn.take.aside in _NEVER_SAID or not turn.take.text.strip():
                continue
            alone = joined([replace(turn, take=replace(turn.take, aside=""))], {}).answer
            said.append(_Said(turn, alone.utterances, at, at + len(alone.text)))
            at += len(alone.text) + 1
        reached = frozenset(loaded.script.sections[turn.section_index].kind.value for turn in turns)
        return _Call(loaded, reached, tuple(said), names, heard_as) if said else None

    def gave_a_chance(self, concept: Concept) -> bool:
        counts_from = (concept.in_call or _ANYWHERE).counts_from
        return not counts_from or not self.reached.isdisjoint(counts_from)

    def items(self, rubric: Rubric) -> dict[str, ConceptItem]:
        """Each idea as it was best heard, by its id."""
        whom = self._one_turn_of_each()
        anywhere = [self._heard(rubric, _for_anywhere(rubric), self.said, turn) for turn in whom]
        asked = [each for each in self.said if self._asks(each.turn)]
        in_questions = [self._heard(rubric, rubric.concepts, asked, turn) for turn in whom]
        found = {}
        for concept in rubric.concepts:
            where = concept.in_call or _ANYWHERE
            if where.to_each:
                found[concept.id] = self._to_each(rubric, concept, whom, anywhere)
                continue
            heard = [items[concept.id] for items in (in_questions if where.only_questions else anywhere)]
            found[concept.id] = max([*heard, *self._understood(concept, where)], key=_best)
        return found

    def _to_each(
        self, rubric: Rubric, concept: Concept, whom: Sequence[Turn], anywhere: Sequence[Mapping[str, ConceptItem]]
    ) -> ConceptItem:
        """Earned by the share of the interviewers to whom it was said: in answer to one, or with the name anywhere."""
        to_all = anywhere[0][concept.id + _TO_ALL]
        if to_all.earned >= 1:
            return replace(to_all, id=concept.id)
        found: dict[str, ConceptItem] = {}
        for turn, everywhere in zip(whom, anywhere, strict=True):
            to_them = [each for each in self.said if each.turn.interviewer_id == turn.interviewer_id]
            in_answer = self._heard(rubric, (concept,), to_them, turn)[concept.id]
            by_name = replace(everywhere[concept.id + _BY_NAME], id=concept.id)
            found[turn.interviewer_id] = max(in_answer, by_name, key=_best)
        missed = [who for who, item in found.items() if item.earned == 0]
        idea = concept.idea
        if 0 < len(missed) < len(found):
            people = ", ".join(self.loaded.script.interviewer(who).name.split()[0] for who in missed)
            idea = f"{idea}; not heard: to {people}"
        share = sum(item.earned for item in found.values()) / len(found)
        at_most = sum(max(item.earned, item.earned_at_most) for item in found.values()) / len(found)
        return replace(max(found.values(), key=_best), idea=idea, earned=share, earned_at_most=at_most)

    def _understood(self, concept: Concept, where: InCall) -> list[ConceptItem]:
        told = [(each, {each.turn.take.intent, *each.turn.take.besides}) for each in self.said if each.turn.take]
        whole = self._answer(self.said, {})
        return [
            ConceptItem(
                concept.id,
                concept.idea,
                1.0,
                concept.weight,
                False,
                span_at(whole, each.start, each.end),
                "understood by the interviewer",
                1.0,
            )
            for each, understood in told
            if not understood.isdisjoint(where.intents)
        ]

    def _asks(self, turn: Turn) -> bool:
        section = self.loaded.script.sections[turn.section_index].kind
        take = turn.take
        is_question = take is not None and IntentKind.QUESTION in (take.intent, *take.besides)
        return section is SectionKind.CANDIDATE_QUESTIONS or is_question

    def _one_turn_of_each(self) -> list[Turn]:
        """A turn of every interviewer to whom something was said, in order."""
        return list({each.turn.interviewer_id: each.turn for each in reversed(self.said)}.values())[::-1]

    def _heard(
        self, rubric: Rubric, concepts: Sequence[Concept], among: Sequence[_Said], spoken_to: Turn
    ) -> dict[str, ConceptItem]:
        """By id. All at once, since reading a whole call takes longer than looking for one idea more."""
        these = replace(rubric, concepts=tuple(concepts), misconceptions=())
        answer = self._answer(among, self.names(spoken_to))
        return {item.id: item for item in concepts_heard(these, self.loaded.rules, answer).items}

    def _answer(self, among: Sequence[_Said], names: Mapping[str, str]) -> Answer:
        """The whole call, with blanks for what is not looked at, so that places stay what they are."""
        kept = {each.start for each in among}
        utterances = tuple(
            utterance if each.start in kept else replace(utterance, text=" " * len(utterance.text))
            for each in self.said
            for utterance in each.utterances
        )
        return Answer(utterances, names, heard_as=self.heard_as)
