"""What a behaviour rubric has beyond a question's, compiled; and how one is taken into a question's own. Asks nothing
of files that only show a behaviour rubric beside the answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from simulator.content import schemas
from simulator.content.schemas import BehaviourConceptFile, BehaviourFile, QuestionFile
from simulator.scoring.rubric import Concept, InCall, Rubric, Terms, ToldAs


def with_behaviour(concept: Concept, file: BehaviourConceptFile) -> Concept:
    """`concept` was made of what questions have, too."""
    return replace(
        concept,
        all_words=file.all_words,
        stands_alone=file.stands_alone,
        within_words=file.within_words,
        before_terms=file.before_terms,
        plain=file.plain,
        in_call=_in_call(file.in_call) if file.in_call else None,
    )


def _in_call(file: schemas.InCallFile) -> InCall:
    return InCall(file.counts_from, file.intents, file.only_questions, file.to_each, file.to_all)


def terms_of(file: BehaviourFile) -> Terms | None:
    if file.terms is None:
        return None
    terms = file.terms
    return Terms(
        terms.words, terms.explained_by, terms.explained_within_words, terms.most_in_hundred_words, terms.remark
    )


def told_as_of(file: BehaviourFile) -> ToldAs | None:
    if file.told_as is None:
        return None
    return ToldAs(
        file.told_as.least_words, file.told_as.mostly_from, file.told_as.i, file.told_as.we, file.told_as.both
    )


def with_also(rubric: Rubric, file: QuestionFile, behaviours: Mapping[str, Rubric]) -> Rubric:
    """The question's rubric with what looks at the answer, too: shown beside it, or, with a weight, among its ideas.

    `behaviours` must hold what the question names with a weight.
    """
    concepts, terms = list(rubric.concepts), rubric.terms
    for also in file.also:
        if also.weight > 0:
            taken = behaviours[also.rubric]
            whole = sum(concept.weight for concept in taken.concepts)
            concepts += [
                replace(concept, id=f"{taken.id}_{concept.id}", weight=also.weight * concept.weight / whole)
                for concept in taken.concepts
            ]
            terms = terms or taken.terms
    beside = tuple(also.rubric for also in file.also if also.weight == 0)
    return replace(rubric, concepts=tuple(concepts), also=beside, terms=terms)


def behaviours_named(questions: Mapping[str, QuestionFile]) -> tuple[str, ...]:
    """The behaviour rubrics that the questions name, each once."""
    return tuple(dict.fromkeys(also.rubric for file in questions.values() for also in file.also))
