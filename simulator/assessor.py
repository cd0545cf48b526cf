"""Assesses an answer for the course of the interview: what it meant, which ideas were heard, what fits a question.

Joins the interviewer's intents with scoring's matching; neither knows the other. It gives ids only, never a score.
"""

from __future__ import annotations

from collections.abc import Mapping

from simulator.interview.effects import Assess
from simulator.interview.events import AnswerAssessed
from simulator.interview.intents import IntentKind, recognise, recognise_question
from simulator.interview.script import Script, SectionKind
from simulator.scoring.answer import typed
from simulator.scoring.assess import answered_in_full, best_reply, found_and_missing
from simulator.scoring.rubric import Rubric, Rules


class RubricAssessor:
    """ports.Assessor over the rubrics of one script. `names` fills the places in phrasings."""

    def __init__(self, script: Script, rubrics: Mapping[str, Rubric], rules: Rules, names: Mapping[str, str]) -> None:
        self._script = script
        self._rubrics = rubrics
        self._rules = rules
        self._names = dict(names)

    def assess(self, effect: Assess, at_seconds: float) -> AnswerAssessed:
        newest = effect.text.rsplit("\n", 1)[-1]
        section = self._script.sections[effect.section_index]
        invited = section.kind is SectionKind.CANDIDATE_QUESTIONS
        intent = recognise_question(newest) if invited else recognise(newest)
        kind = intent.kind
        if section.rubric_id and kind is not IntentKind.REPEAT:
            kind = IntentKind.ANSWER  # in a greeting or a sign-off "how are you?" and "goodbye" are the task
        reply_id = ""
        if kind is IntentKind.QUESTION:
            reply_id = best_reply(newest, {reply.id: reply.asked for reply in section.replies}, self._rules)
        found, missing = self._ideas(effect.question_id, effect.text)
        return AnswerAssessed(
            at_seconds=at_seconds,
            turn=effect.turn,
            intent=kind.value,
            found=found,
            missing=missing,
            also_answered=self._also_answered(effect, newest) if kind is IntentKind.ANSWER else (),
            reply_id=reply_id,
            word_count=len(newest.split()),
        )

    def _ideas(self, question_id: str, text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        rubric = self._rubrics.get(question_id)
        if rubric is None:
            return (), ()
        found, missing = found_and_missing(rubric, self._rules, typed(text, **self._names))
        return tuple(found), tuple(missing)

    def _also_answered(self, effect: Assess, newest: str) -> tuple[str, ...]:
        """Later technical questions of which this answer holds every idea, heard with certainty."""
        answer = typed(newest, **self._names)
        return tuple(
            question_id
            for question_id in effect.later_question_ids
            if self._script.questions[question_id].kind == "technical"
            and answered_in_full(self._rubrics[question_id], self._rules, answer)
        )
