"""What the scoring tests share: the rules and rubrics that ship with the program, and one small rubric of their own."""

from __future__ import annotations

from functools import lru_cache

from simulator.content.library import Library
from simulator.scoring.answer import Answer, Utterance, typed
from simulator.scoring.result import AnswerScore
from simulator.scoring.rubric import Concept, Misconception, Rubric, RubricKind, Rules, TargetLength
from simulator.scoring.scorer import score_answer

GRADIENT = Rubric(
    id="gradient_descent",
    kind=RubricKind.QUESTION,
    asked="What is gradient descent?",
    concepts=(
        Concept("steps", "it takes small steps downhill", 3, ("small steps downhill", "moves against the slope")),
        Concept("loss", "it minimises a loss function", 2, ("minimises the loss function",)),
        Concept("rate", "the learning rate sets the step size", 1, ("learning rate sets the step size",)),
    ),
    misconceptions=(Misconception("best", ("always finds the global minimum",), 20, "It may end in a local minimum."),),
    target=TargetLength(10, 40),
    model_answer="It takes small steps downhill, minimises the loss function, and a learning rate sets the step size.",
    warmth_earns=False,
    weight=1,
    digest="",
)
WHOLE = GRADIENT.model_answer


@lru_cache(maxsize=1)
def library() -> Library:
    return Library.default()


@lru_cache(maxsize=1)
def rules() -> Rules:
    return library().rules()


@lru_cache(maxsize=64)
def rubric(rubric_id: str) -> Rubric:
    return library().rubric(rubric_id)


def scored(rubric_id: str, text: str, **names: str) -> AnswerScore:
    return score_answer(rubric(rubric_id), rules(), typed(text, **names))


def spoken(text: str, **names: str) -> Answer:
    """An answer as a recogniser gave it."""
    return Answer((Utterance(text, 1.0, 3.0),), names)


def on_gradient(text: str) -> AnswerScore:
    return score_answer(GRADIENT, rules(), typed(text))


def points(score: AnswerScore) -> float:
    assert score.score is not None, score.not_scored
    return score.score


def concept_points(score: AnswerScore) -> float:
    assert score.concepts is not None, score.not_scored
    return score.concepts.score


def heard(score: AnswerScore) -> set[str]:
    assert score.concepts is not None
    return {item.id for item in score.concepts.items if item.earned > 0}


def doubtful(score: AnswerScore) -> set[str]:
    assert score.concepts is not None
    return {item.id for item in score.concepts.items if item.doubtful}


def notes(score: AnswerScore) -> tuple[str, ...]:
    assert score.conciseness is not None
    return score.conciseness.notes


def flagged(score: AnswerScore) -> list[tuple[str, str]]:
    assert score.framing is not None
    return [(flag.target, flag.span.quote) for flag in score.framing.flags]
