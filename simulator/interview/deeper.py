"""Going deeper into one question: a probe for what was not heard, a follow-up on what was. Pure."""

from __future__ import annotations

from simulator.interview.events import Difficulty, Part, TurnChosen
from simulator.interview.moving_on import waiting
from simulator.interview.putting import is_asking, seed_of, stock, turn
from simulator.interview.script import FollowUp, Question, Script, SectionKind
from simulator.interview.state import State
from simulator.interview.time_plan import question_seconds, seconds_for_section
from simulator.interview.wording import seeded_number

MOST_PROBES = {SectionKind.WHITEBOARD: 2, SectionKind.PROGRAMMING: 3, SectionKind.CASE_STUDY: 3}
"""Where a problem is talked through together; one for any other question."""
ONE_WORD_MOST_WORDS = 2
"""Up to here an answer is met with "Can you say a little more?"."""
DEEPER_SECONDS = 30.0
"""Time that a probe or a follow-up and its answer take."""
FOLLOW_UP_EVERY = 2
"""One in so many complete answers is followed up; always where it takes up a term the person used, or where there is
time to spare."""
SPARE_SECONDS = 120.0
"""Left for a section beyond what its planned questions take."""


def deeper(script: Script, state: State, now_seconds: float) -> TurnChosen | None:
    """The probe or follow-up that the newest answer calls for; None where it calls for none, or there is no time."""
    question, assessed = open_question(script, state), state.assessed
    if question is None or assessed is None or state.followed_up or assessed.intent == "dont_know":
        return None
    if not is_asking(script, state):
        return None
    if seconds_for_section(script, state, state.section_index, now_seconds) < DEEPER_SECONDS:
        return None
    if assessed.word_count <= ONE_WORD_MOST_WORDS or assessed.missing:
        return _probe(script, state, now_seconds, question)
    return _follow_up(script, state, now_seconds, question)


def _probe(script: Script, state: State, now_seconds: float, question: Question) -> TurnChosen | None:
    assert state.assessed is not None
    most = MOST_PROBES.get(script.sections[state.section_index].kind, 1)
    if len(state.probed) >= most:
        return None
    if state.assessed.word_count <= ONE_WORD_MOST_WORDS and not state.probed:
        text = stock(state, script.phrases.say_more)
        return turn(script, state, now_seconds, Part.PROBE, text, "a one-word answer")
    for probe in question.probes:
        if probe.concept_id in state.assessed.missing and probe.concept_id not in state.probed:
            reason = f"'{probe.concept_id}' was not heard"
            opening = _opening(script, state)
            return turn(
                script,
                state,
                now_seconds,
                Part.PROBE,
                probe.text,
                reason,
                opening=opening,
                concept_id=probe.concept_id,
            )
    return None


def _follow_up(script: Script, state: State, now_seconds: float, question: Question) -> TurnChosen | None:
    assert state.started is not None
    if not script.follow_ups or state.probed or Difficulty.RUSHED in state.started.difficulties:
        return None
    fitting = [item for item in question.follow_ups if _fits(script, state, question, item)]
    on_a_term = [item for item in fitting if item.term]
    number = seeded_number(seed_of(state), f"follow_up/{question.id}")
    if not fitting or (not on_a_term and number % FOLLOW_UP_EVERY and not _time_to_spare(script, state, now_seconds)):
        return None
    among = on_a_term or fitting
    chosen = among[number // FOLLOW_UP_EVERY % len(among)]
    reason = f"the answer was complete, and took up '{chosen.term}'" if chosen.term else "the answer was complete"
    return turn(
        script,
        state,
        now_seconds,
        Part.FOLLOW_UP,
        chosen.text,
        reason,
        opening=_opening(script, state),
        concept_id=chosen.concept_id,
    )


def _fits(script: Script, state: State, question: Question, follow_up: FollowUp) -> bool:
    """It takes up what was said, and asks nothing that a question of this session asks."""
    drawn = state.drawn.question_ids if state.drawn else ()
    if follow_up.same_as and follow_up.same_as in (*drawn, *state.asked):
        return False
    said = [mention.term for mention in state.mentions if mention.question_id == question.id]
    return not follow_up.term or follow_up.term in said


def _time_to_spare(script: Script, state: State, now_seconds: float) -> bool:
    planned = waiting(state, state.section_index)
    needed = sum(question_seconds(script.questions[question_id]) for question_id in planned)
    return seconds_for_section(script, state, state.section_index, now_seconds) > needed + SPARE_SECONDS


def _opening(script: Script, state: State) -> str:
    return stock(state, script.phrases.acknowledgements)


def open_question(script: Script, state: State) -> Question | None:
    return script.questions.get(state.question.question_id) if state.question else None
