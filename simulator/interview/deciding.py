"""What the interviewer does next, and why: `decide` looks at script, state and time and returns one decision event.

Pure. The decision carries all it rested on and is journaled, so this file may change without changing old sessions.
"""

from __future__ import annotations

import re

from simulator.interview import time_plan
from simulator.interview.deeper import deeper, open_question
from simulator.interview.events import (
    Choice,
    CoachingOpened,
    EndReason,
    Event,
    GoodbyeChosen,
    Part,
    QuestionsDrawn,
    TurnChosen,
)
from simulator.interview.intents import HOW_ARE_YOU, IntentKind
from simulator.interview.moving_on import move_on, sign_off_index
from simulator.interview.putting import is_asking, open_text, speaking_seconds, stock, turn
from simulator.interview.script import Script, ScriptKind, SectionKind
from simulator.interview.state import Again, State
from simulator.interview.staying import again, matching_reply, repeat_question, small_talk_statements, stay

YES = frozenset(["yes", "yeah", "yep", "please", "sure", "okay", "ok", "again", "repeat", "it", "thanks"])
NO = frozenset(["no", "nope", "nah", "thanks", "thank", "you"])
"""Answers to "shall I say it again, or shall we move on?": of such words alone."""

LATE_SHARE = 0.4
"""Of the minutes: with more left nobody says that the time is short, whatever was dropped."""


def decide(script: Script, state: State, now_seconds: float) -> Event:
    """The next decision in a state whose phase is DECIDING."""
    if state.leaving:
        return GoodbyeChosen(now_seconds, "the candidate hung up")
    if state.drawn is None:
        return _drawn(script, state, now_seconds)
    return _in_time(script, state, now_seconds, _decide(script, state, now_seconds))


def _decide(script: Script, state: State, now_seconds: float) -> Event:
    if state.turn is None or script.sections[state.section_index].kind is SectionKind.SELF_CHECK:
        return move_on(script, state, now_seconds, opening="")
    if state.asking_again is not Again.NO:
        return again(script, state, now_seconds)
    if state.choice is not None:
        return _coached(script, state, now_seconds, state.choice)
    if not state.turn_done:
        return stay(script, state, now_seconds)
    return _go_on(script, state, now_seconds)


def _drawn(script: Script, state: State, now_seconds: float) -> QuestionsDrawn:
    assert state.started is not None
    started = state.started
    planned = time_plan.draw(script, started.seed, started.minutes, started.difficulties)
    return QuestionsDrawn(
        now_seconds,
        question_ids=tuple(item.question_id for item in planned),
        section_indices=tuple(item.section_index for item in planned),
        spare_ids=tuple(item.question_id for item in planned if item.spare),
        planned_seconds=tuple(round(seconds, 1) for seconds in time_plan.budgets_seconds(script, started.minutes)),
    )


def _in_time(script: Script, state: State, now_seconds: float, event: Event) -> Event:
    """The event, or the sign-off where the minutes would be over before it is said."""
    last = sign_off_index(script)
    if last is None or script.kind is ScriptKind.DRILL or not isinstance(event, TurnChosen):
        return event
    if state.coaching and event.part not in (Part.MAIN, Part.SAY, Part.HANDOVER):
        return event  # the clock stands for another try
    if event.section_index >= last or speaking_seconds(event.text) <= time_plan.seconds_left(state, now_seconds):
        return event
    return move_on(script, state, now_seconds, stock(state, script.phrases.time_is_up), last)


# ---- going on ----------------------------------------------------------------------------------------------------


def _go_on(script: Script, state: State, now_seconds: float) -> Event:
    assert state.turn is not None
    if state.assessed is not None and not state.coached:
        event = _in_reply(script, state, now_seconds) if state.turn.expects_answer else None
        if event is None and _coach_is_due(script, state):
            event = CoachingOpened(now_seconds, state.turn.turn)
        if event is not None:
            return event
    return move_on(script, state, now_seconds, _opening(script, state, now_seconds))


def _in_reply(script: Script, state: State, now_seconds: float) -> Event | None:
    """What the answer itself calls for, before the interviewer moves on; None where that is nothing."""
    assert state.turn is not None
    assert state.assessed is not None
    section = script.sections[state.section_index]
    if section.rubric_id:
        courtesy = _courtesy(script, state, now_seconds)
        if courtesy is not None:
            return courtesy
    elif state.assessed.intent == IntentKind.GOODBYE:
        last = sign_off_index(script)
        return move_on(script, state, now_seconds, "", len(script.sections) if last is None else last)
    if state.turn.text in script.phrases.offer:
        words = set(re.findall(r"[a-z]+", state.answers[-1].lower())) if state.answers else set()
        if words and words <= YES:
            return repeat_question(script, state, now_seconds, "said yes to a repeat")
        if words and words <= NO:
            return move_on(script, state, now_seconds, stock(state, script.phrases.move_on))
    if not _ran_over(state):
        further = deeper(script, state, now_seconds)
        if further is not None:
            return further
    return None


def _coach_is_due(script: Script, state: State) -> bool:
    """After what was answered, courtesies included: where there is something to score."""
    assert state.started is not None
    assert state.turn is not None
    after_an_answer = state.turn.expects_answer or state.turn.part is Part.REPLY
    is_scored = bool(script.sections[state.section_index].rubric_id) or open_question(script, state) is not None
    return state.started.coach and after_an_answer and is_scored and bool(state.answers)


def _courtesy(script: Script, state: State, now_seconds: float) -> TurnChosen | None:
    """In a greeting "how are you?" is answered; notes may be taken; a question at the sign-off still gets its reply."""
    assert state.assessed is not None
    assert state.turn is not None
    if state.turn.part is Part.REPLY:
        return None
    prepared = matching_reply(script, state.assessed.reply_id)
    if prepared is not None:
        text = prepared.text or stock(state, script.phrases.deferred)
        reason = f"the question fits '{prepared.id}'"
        return turn(script, state, now_seconds, Part.REPLY, text, reason, concept_id=prepared.id, expects_answer=False)
    if IntentKind.NOTES in state.assessed.besides:
        line = stock(state, script.phrases.notes)
        return turn(
            script, state, now_seconds, Part.REPLY, "", "asked to take notes", opening=line, expects_answer=False
        )
    is_sign_off = script.sections[state.section_index].kind is SectionKind.SIGN_OFF
    if is_sign_off and IntentKind.QUESTION in state.assessed.besides:
        text, reason = stock(state, script.phrases.no_reply), "no prepared reply fits the question"
        return turn(script, state, now_seconds, Part.REPLY, text, reason, expects_answer=False)
    if HOW_ARE_YOU not in state.assessed.besides:
        return None
    lines = script.phrases.small_talk
    if script.kind is ScriptKind.DRILL or is_sign_off:
        lines = small_talk_statements(script)
    line = stock(state, lines)
    if not line:
        return None
    asks_back = line.endswith("?")
    return turn(
        script, state, now_seconds, Part.REPLY, "", "asked how they are", opening=line, expects_answer=asks_back
    )


def _opening(script: Script, state: State, now_seconds: float) -> str:
    """How the next line begins after an answer; nothing after a line that expected none."""
    assert state.turn is not None
    phrases = script.phrases
    if state.cut_short and _is_late(state, now_seconds):
        return stock(state, phrases.short_of_time)
    if state.turn.part is Part.HANDOVER:
        return stock(state, phrases.taking_over)
    kind = script.sections[state.section_index].kind
    if kind is SectionKind.GREETING:
        return stock(state, phrases.glad) if state.turn.part is Part.REPLY and state.turn.expects_answer else ""
    if not state.turn.expects_answer or state.coached:
        return ""
    if _ran_over(state):
        return stock(state, phrases.ran_over) if is_asking(script, state) else ""
    if state.assessed is not None and state.assessed.intent == IntentKind.DONT_KNOW and is_asking(script, state):
        return stock(state, phrases.not_known)
    return "" if kind is SectionKind.SIGN_OFF else stock(state, phrases.acknowledgements)


def _is_late(state: State, now_seconds: float) -> bool:
    """Whether it is true that the time is getting short."""
    assert state.started is not None
    return time_plan.seconds_left(state, now_seconds) < LATE_SHARE * state.started.minutes * 60


def _ran_over(state: State) -> bool:
    return state.end_reason in (EndReason.RAN_OVER, EndReason.HARD_LIMIT)


# ---- coach mode --------------------------------------------------------------------------------------------------


def _coached(script: Script, state: State, now_seconds: float, choice: Choice) -> TurnChosen:
    """What the person chose: to hear a good answer, or to try again."""
    if choice is Choice.GOOD_ANSWER:
        text = state.advice.good_answer if state.advice else ""
        reason = "asked to hear a good answer"
        return turn(script, state, now_seconds, Part.GOOD_ANSWER, text, reason, expects_answer=False)
    question = open_question(script, state)
    text = question.text if question else open_text(state)
    return turn(script, state, now_seconds, Part.AGAIN, text, "another try")
