"""Assesses an answer for the course of the interview: what it meant, which ideas were heard, what fits a question.

Joins the interviewer's intents with scoring's matching; neither knows the other. It gives ids and words, never a score.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from simulator.interview.effects import Assess, Coach
from simulator.interview.events import AnswerAssessed, CoachingGiven
from simulator.interview.intents import Intent, IntentKind, besides, recognise, recognise_question
from simulator.interview.script import Script, SectionKind
from simulator.interview.wording import fill
from simulator.scoring.answer import Answer, typed
from simulator.scoring.assess import answered_in_full, best_reply, found_and_missing, terms_heard
from simulator.scoring.rubric import Rubric, Rules
from simulator.scoring.scorer import score_answer

THANKS = "thanks"
"""Among `besides` of an assessment: the person said thank you."""
_THANKING = re.compile(r"\bthank(s|\s+you)\b", re.IGNORECASE)


class RubricAssessor:
    """ports.Assessor over the rubrics of one script. `names` and `heard_as` fill the places in phrasings; where a
    section has an interviewer of its own, that one's name."""

    def __init__(
        self,
        script: Script,
        rubrics: Mapping[str, Rubric],
        rules: Rules,
        names: Mapping[str, str],
        heard_as: tuple[str, ...] = (),
    ) -> None:
        self._script = script
        self._rubrics = rubrics
        self._rules = rules
        self._names = dict(names)
        self._heard_as = heard_as
        self._asked = {reply.id: reply.asked for reply in script.replies}

    def assess(self, effect: Assess, at_seconds: float) -> AnswerAssessed:
        newest = effect.text.rsplit("\n", 1)[-1]
        intent = self._intent(newest, effect.section_index)
        is_noise = intent.kind is IntentKind.THINK and not intent.phrase
        found, missing = self._ideas(effect)
        held = besides(newest) + ((THANKS,) if _THANKING.search(newest) else ())
        is_asked = intent.kind is IntentKind.QUESTION or IntentKind.QUESTION in held
        return AnswerAssessed(
            at_seconds=at_seconds,
            turn=effect.turn,
            intent=intent.kind.value,
            found=found,
            missing=missing,
            also_answered=self._also_answered(effect, newest) if intent.kind is IntentKind.ANSWER else (),
            reply_id=best_reply(newest, self._asked, self._rules) if is_asked else "",
            word_count=0 if is_noise else len(newest.split()),
            besides=held,
            terms=terms_heard(newest, effect.terms, self._rules),
        )

    def coach(self, effect: Coach, at_seconds: float) -> CoachingGiven:
        """What was heard of an answer, one advice, and how a good answer sounds."""
        rubric = self._rubrics[effect.question_id or self._script.sections[effect.section_index].rubric_id]
        names = self._names_in(effect.section_index)
        answer = self._answer(effect.text, effect.section_index)
        found, missing = found_and_missing(rubric, self._rules, answer)
        ideas = {concept.id: fill(concept.idea, names) for concept in rubric.concepts}
        return CoachingGiven(
            at_seconds=at_seconds,
            turn=effect.turn,
            found=tuple(ideas[each] for each in found),
            missing=tuple(ideas[each] for each in missing),
            advice=score_answer(rubric, self._rules, answer).feedback.advice,
            good_answer=fill(rubric.model_answer, names),
        )

    def _answer(self, text: str, section_index: int) -> Answer:
        return replace(typed(text, **self._names_in(section_index)), heard_as=self._heard_as)

    def _names_in(self, section_index: int) -> dict[str, str]:
        own = self._script.sections[section_index].interviewer_id
        if not own:
            return self._names
        name = self._script.interviewer(own).name
        return {**self._names, "interviewer": name, "interviewer_first": name.split()[0]}

    def _intent(self, text: str, section_index: int) -> Intent:
        section = self._script.sections[section_index]
        if section.kind is SectionKind.CANDIDATE_QUESTIONS:
            return recognise_question(text)
        intent = recognise(text)
        if section.rubric_id and intent.kind not in _AT_A_GREETING and intent.phrase:
            return Intent(
                IntentKind.ANSWER, ""
            )  # in a greeting or a sign-off "how are you?" and "goodbye" are the task
        return intent

    def _ideas(self, effect: Assess) -> tuple[tuple[str, ...], tuple[str, ...]]:
        rubric = self._rubrics.get(effect.question_id)
        if rubric is None:
            return (), ()
        answer = self._answer(effect.text, effect.section_index)
        found, missing = found_and_missing(rubric, self._rules, answer)
        return tuple(found), tuple(missing)

    def _also_answered(self, effect: Assess, newest: str) -> tuple[str, ...]:
        """Later technical questions of which this answer holds every idea, heard with certainty."""
        answer = self._answer(newest, effect.section_index)
        return tuple(
            question_id
            for question_id in effect.later_question_ids
            if self._script.questions[question_id].kind == "technical"
            and answered_in_full(self._rubrics[question_id], self._rules, answer)
        )


_AT_A_GREETING = (IntentKind.REPEAT, IntentKind.MUTE)
"""What is about the conversation also where courtesies are the task."""
