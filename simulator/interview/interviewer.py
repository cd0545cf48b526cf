"""The interviewer as a state machine. Everything about which event is legal when stands in TRANSITIONS, below.

Pure: `step` folds an event into the state. What is to be done in a state says `simulator.interview.pending`; what to
say next is a decision (`simulator.interview.deciding`), which comes back as an event like any other fact. This file
must never touch a clock, a file, a device or a random source.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from simulator.interview.effects import WakeAt
from simulator.interview.events import (
    AnswerAssessed,
    AnswerEnded,
    AnswerHeard,
    CallAnswered,
    CallEnded,
    Choice,
    CoachingChosen,
    CoachingGiven,
    CoachingOpened,
    Event,
    GoodbyeChosen,
    HungUpByCandidate,
    Part,
    PauseAsked,
    PauseEnded,
    PromptSpoken,
    QuestionsDrawn,
    RepeatAsked,
    SectionCutShort,
    SelfChecked,
    SelfCheckOpened,
    SessionResumed,
    SessionStarted,
    SpeechStarted,
    TimePassed,
    TurnChosen,
)
from simulator.interview.intents import IntentKind, is_an_answer
from simulator.interview.pending import pending
from simulator.interview.script import Script
from simulator.interview.state import Again, Mention, Phase, State

_BESIDE_THE_QUESTION = (Part.REPEAT, Part.PATIENCE, Part.WAIT, Part.REPLY)
"""Turns that leave the open question open."""
_MOVING_ON = (Part.MAIN, Part.SAY, Part.HANDOVER)
REMEMBERED_LINES = 2


class IllegalEventError(Exception):
    """An event that cannot happen in this state: a bug in whoever sent it. Never caught, never journaled."""


@dataclass(frozen=True)
class Transition:
    """What an event does in a phase: `apply` makes the new state, whose phase is one of `to`."""

    to: frozenset[Phase]
    apply: Callable[[Script, State, Any], State]


def step(script: Script, state: State, event: Event) -> State:
    """The state after `event`. Raises IllegalEventError and changes nothing where the event is not legal."""
    if not is_expected(script, state, event):
        turn = state.turn.turn if state.turn else 0
        raise IllegalEventError(f"{type(event).__name__} in {state.phase}, turn {turn}")  # never what was said
    transition = TRANSITIONS[state.phase, type(event)]
    moved = transition.apply(script, state, event)
    if moved.phase not in transition.to:
        raise AssertionError(f"{type(event).__name__} in {state.phase} must not lead to {moved.phase}")
    return replace(moved, steps=state.steps + 1, now_seconds=max(state.now_seconds, event.at_seconds))


def is_expected(script: Script, state: State, event: Event) -> bool:
    """Whether `step` would take the event. What threads post may come late: the session asks before it steps."""
    if (state.phase, type(event)) not in TRANSITIONS:
        return False
    match event:
        case TimePassed(effect_id=effect_id):
            return any(isinstance(effect, WakeAt) and effect.id == effect_id for effect in pending(script, state))
        case PromptSpoken() | SpeechStarted() | AnswerEnded() | AnswerHeard() | AnswerAssessed():
            return state.turn is not None and event.turn == state.turn.turn
        case SelfChecked(section_index=index, item_id=item_id):
            checks = script.sections[state.section_index].checks
            return index == state.section_index and checks[state.checks_done].id == item_id
        case CoachingGiven(turn=turn):
            return state.advice is None and state.turn is not None and turn == state.turn.turn
        case CoachingChosen():
            return state.advice is not None
        case _:
            return True


# ---- what each event does ----------------------------------------------------------------------------------------


def _started(script: Script, state: State, event: SessionStarted) -> State:
    return replace(state, phase=Phase.DECIDING, started=event)


def _drawn(script: Script, state: State, event: QuestionsDrawn) -> State:
    return replace(state, phase=Phase.RINGING, drawn=event)


def _answered_call(script: Script, state: State, event: CallAnswered) -> State:
    return replace(state, phase=Phase.DECIDING, call_began_seconds=event.at_seconds)


def _turn_chosen(script: Script, state: State, event: TurnChosen) -> State:
    if event.part in _MOVING_ON:
        state = _coach_left(state, event.at_seconds)
    moved = replace(
        state,
        phase=Phase.SPEAKING if event.text else Phase.LISTENING,
        turn=event,
        turn_done=False,
        listening_since_seconds=event.at_seconds,
        speech_started=False,
        end_reason=None,
        asking_again=Again.NO,
        choice=None,
        last_texts=(*state.last_texts, event.text)[-REMEMBERED_LINES:] if event.text else state.last_texts,
        cut_short=False,
    )
    if event.section_index != state.section_index:
        moved = replace(moved, section_index=event.section_index, said=0)
    if event.part in _BESIDE_THE_QUESTION:
        return replace(moved, asides=state.asides + 1)
    if event.part is Part.SAY:
        return replace(moved, said=moved.said + 1, silences=0, asides=0)
    if event.part in (Part.HANDOVER, Part.GOOD_ANSWER):
        return moved
    return _question_put(moved, event)


def _question_put(state: State, event: TurnChosen) -> State:
    """A main question, a probe, a follow-up, or the question from its beginning, is put."""
    state = replace(state, question=event, silences=0, asides=0, thinking=False)
    match event.part:
        case Part.PROBE:
            return replace(state, probed=(*state.probed, event.concept_id))
        case Part.FOLLOW_UP:
            return replace(state, followed_up=True)
        case Part.AGAIN:
            return replace(state, answers=(), assessed=None, coached=False, advice=None, followed_up=True)
    asked = (*state.asked, event.question_id) if event.question_id else state.asked
    taken_up = (*state.taken_up, event.concept_id) if event.question_id and event.concept_id else state.taken_up
    return replace(
        state,
        asked=asked,
        taken_up=taken_up,
        said=state.said + 1,
        answers=(),
        assessed=None,
        probed=(),
        followed_up=False,
        coached=False,
        advice=None,
    )


def _cut_short(script: Script, state: State, event: SectionCutShort) -> State:
    return replace(state, settled=(*state.settled, *event.dropped_question_ids), cut_short=True)


def _goodbye(script: Script, state: State, event: GoodbyeChosen) -> State:
    return replace(state, phase=Phase.HANGING_UP)


def _spoken(script: Script, state: State, event: PromptSpoken) -> State:
    assert state.turn is not None
    if state.turn.part is Part.GOOD_ANSWER:
        return replace(state, phase=Phase.COACHING)
    if not state.turn.expects_answer and state.turn.room_seconds <= 0:
        return replace(state, phase=Phase.DECIDING, turn_done=True)
    quiet_since = state.quiet_since_seconds if state.turn.part is Part.PATIENCE else event.at_seconds
    return replace(
        state, phase=Phase.LISTENING, listening_since_seconds=event.at_seconds, quiet_since_seconds=quiet_since
    )


def _speech_started(script: Script, state: State, event: SpeechStarted) -> State:
    return replace(state, speech_started=True)


def _nothing_said(script: Script, state: State, event: TimePassed) -> State:
    assert state.turn is not None
    if not state.turn.expects_answer:
        return replace(state, phase=Phase.DECIDING, turn_done=True)
    return replace(state, phase=Phase.DECIDING, silences=state.silences + 1)


def _answer_ended(script: Script, state: State, event: AnswerEnded) -> State:
    return replace(state, phase=Phase.HEARING, end_reason=event.reason)


def _answer_heard(script: Script, state: State, event: AnswerHeard) -> State:
    state = replace(state, answers=(*state.answers, event.transcript.text))
    if state.pausing:
        return replace(state, phase=Phase.PAUSED, pausing=False)
    return replace(state, phase=Phase.ASSESSING)


def _assessed(script: Script, state: State, event: AnswerAssessed) -> State:
    assert state.turn is not None
    question_id = state.turn.question_id
    state = replace(state, phase=Phase.DECIDING, assessed=event)
    if event.word_count == 0:
        return _nothing_meant(state)
    is_answer = event.intent == IntentKind.ANSWER  # who asks what a word means, or does not know, has not used it
    mentions = tuple(Mention(term, question_id) for term in event.terms if is_answer)
    state = replace(
        state,
        settled=(*state.settled, *event.also_answered),
        mentions=(*state.mentions, *mentions),
        silences=0,
        thinking=event.intent == IntentKind.THINK,
    )
    if not is_an_answer(event.intent):
        return replace(state, answers=state.answers[:-1])
    return replace(state, turn_done=True)


def _nothing_meant(state: State) -> State:
    """Noise, a stray word: the silence goes on. Where it was ended by a key, or typed, nothing was meant to be said."""
    assert state.turn is not None
    if not state.turn.expects_answer:
        return replace(state, turn_done=True)
    return replace(state, silences=state.silences + 1) if state.ended_by_hand else state


def _repeat_asked(script: Script, state: State, event: RepeatAsked) -> State:
    if state.leaving:
        return state
    state = replace(_clock_runs(state, event.at_seconds), pausing=False)
    return replace(state, phase=Phase.DECIDING, asking_again=Again.ASKED)


def _pause(script: Script, state: State, event: PauseAsked) -> State:
    if state.leaving:
        return state
    state = _clock_stopped(state, event.at_seconds)
    if state.phase is Phase.LISTENING and state.speech_started:
        return replace(state, pausing=True)
    return replace(state, phase=Phase.PAUSED)


def _pause_ended(script: Script, state: State, event: PauseEnded) -> State:
    return replace(_clock_runs(state, event.at_seconds), phase=Phase.DECIDING, asking_again=Again.PAUSED)


def _self_check_opened(script: Script, state: State, event: SelfCheckOpened) -> State:
    state = _clock_stopped(_coach_left(state, event.at_seconds), event.at_seconds)
    return replace(state, phase=Phase.CHECKING, section_index=event.section_index, said=0, checks_done=0)


def _self_checked(script: Script, state: State, event: SelfChecked) -> State:
    done = state.checks_done + 1
    if done < len(script.sections[state.section_index].checks):
        return replace(state, checks_done=done)
    return replace(_clock_runs(state, event.at_seconds), phase=Phase.DECIDING, said=1, checks_done=0)


def _coaching_opened(script: Script, state: State, event: CoachingOpened) -> State:
    return replace(_clock_stopped(state, event.at_seconds), phase=Phase.COACHING, coaching=True, advice=None)


def _coaching_given(script: Script, state: State, event: CoachingGiven) -> State:
    return replace(state, advice=event)


def _coaching_chosen(script: Script, state: State, event: CoachingChosen) -> State:
    if event.choice is Choice.GO_ON:
        state = _coach_left(state, event.at_seconds)
        return replace(state, phase=Phase.DECIDING, coached=True, turn_done=True)
    return replace(state, phase=Phase.DECIDING, choice=event.choice)


def _left(script: Script, state: State, event: HungUpByCandidate) -> State:
    state = replace(state, leaving=True, pausing=False)
    if state.phase in (Phase.HEARING, Phase.ASSESSING) or (state.phase is Phase.LISTENING and state.speech_started):
        return state  # the words come first
    return replace(state, phase=Phase.DECIDING)


def _resumed(script: Script, state: State, event: SessionResumed) -> State:
    """After a break: an open turn is asked again; anything else goes on, an answer's words from the recording."""
    state = replace(state, pausing=False)
    if state.phase not in (Phase.CHECKING, Phase.COACHING):
        state = _clock_runs(state, event.at_seconds)
    if state.phase in (Phase.SPEAKING, Phase.LISTENING, Phase.PAUSED):
        return replace(state, phase=Phase.DECIDING, asking_again=Again.BACK)
    return state


def _ended(script: Script, state: State, event: CallEnded) -> State:
    return replace(state, phase=Phase.ENDED, ended_by=event.by)


def _coach_left(state: State, at_seconds: float) -> State:
    """The interview goes on, and with it the clock, if it stood for the coach."""
    return _clock_runs(replace(state, coaching=False), at_seconds) if state.coaching else state


def _clock_stopped(state: State, at_seconds: float) -> State:
    return state if state.stopped_since_seconds is not None else replace(state, stopped_since_seconds=at_seconds)


def _clock_runs(state: State, at_seconds: float) -> State:
    """Unless it stands for the coach."""
    if state.coaching or state.stopped_since_seconds is None:
        return state
    stopped_seconds = state.stopped_seconds + at_seconds - state.stopped_since_seconds
    return replace(state, stopped_seconds=stopped_seconds, stopped_since_seconds=None)


# ---- the table ---------------------------------------------------------------------------------------------------


def _to(*phases: Phase) -> frozenset[Phase]:
    return frozenset(phases)


_TALKING = (Phase.DECIDING, Phase.RINGING, Phase.SPEAKING, Phase.LISTENING, Phase.HEARING, Phase.ASSESSING)
_STANDING = (Phase.PAUSED, Phase.CHECKING, Phase.COACHING)

TRANSITIONS: dict[tuple[Phase, type[Event]], Transition] = {
    (Phase.NEW, SessionStarted): Transition(_to(Phase.DECIDING), _started),
    (Phase.DECIDING, QuestionsDrawn): Transition(_to(Phase.RINGING), _drawn),
    (Phase.DECIDING, TurnChosen): Transition(_to(Phase.SPEAKING, Phase.LISTENING), _turn_chosen),
    (Phase.DECIDING, SectionCutShort): Transition(_to(Phase.DECIDING), _cut_short),
    (Phase.DECIDING, SelfCheckOpened): Transition(_to(Phase.CHECKING), _self_check_opened),
    (Phase.DECIDING, CoachingOpened): Transition(_to(Phase.COACHING), _coaching_opened),
    (Phase.DECIDING, GoodbyeChosen): Transition(_to(Phase.HANGING_UP), _goodbye),
    (Phase.RINGING, CallAnswered): Transition(_to(Phase.DECIDING), _answered_call),
    (Phase.SPEAKING, PromptSpoken): Transition(_to(Phase.LISTENING, Phase.DECIDING, Phase.COACHING), _spoken),
    (Phase.LISTENING, SpeechStarted): Transition(_to(Phase.LISTENING), _speech_started),
    (Phase.LISTENING, TimePassed): Transition(_to(Phase.DECIDING), _nothing_said),
    (Phase.LISTENING, AnswerEnded): Transition(_to(Phase.HEARING), _answer_ended),
    (Phase.HEARING, AnswerHeard): Transition(_to(Phase.ASSESSING, Phase.PAUSED), _answer_heard),
    (Phase.ASSESSING, AnswerAssessed): Transition(_to(Phase.DECIDING), _assessed),
    # On the screen, while the clock stands.
    (Phase.CHECKING, SelfChecked): Transition(_to(Phase.CHECKING, Phase.DECIDING), _self_checked),
    (Phase.COACHING, CoachingGiven): Transition(_to(Phase.COACHING), _coaching_given),
    (Phase.COACHING, CoachingChosen): Transition(_to(Phase.DECIDING), _coaching_chosen),
    # By key. What is half said is heard out before a pause or a hang-up takes effect; who asks for the question again
    # begins again, and what was begun stays in the recording.
    (Phase.LISTENING, RepeatAsked): Transition(_to(Phase.DECIDING, Phase.LISTENING), _repeat_asked),
    (Phase.SPEAKING, RepeatAsked): Transition(_to(Phase.DECIDING), _repeat_asked),
    (Phase.SPEAKING, PauseAsked): Transition(_to(Phase.PAUSED), _pause),
    (Phase.LISTENING, PauseAsked): Transition(_to(Phase.PAUSED, Phase.LISTENING), _pause),
    (Phase.PAUSED, PauseEnded): Transition(_to(Phase.DECIDING), _pause_ended),
    **{
        (phase, HungUpByCandidate): Transition(_to(Phase.DECIDING, phase), _left)
        for phase in (
            Phase.RINGING,
            Phase.SPEAKING,
            Phase.LISTENING,
            Phase.HEARING,
            Phase.ASSESSING,
            *_STANDING,
        )
    },
    # After a break. A session that broke off while hanging up has nothing left to ask.
    **{
        (phase, SessionResumed): Transition(_to(Phase.DECIDING, phase), _resumed)
        for phase in (*_TALKING, *_STANDING, Phase.HANGING_UP)
    },
    (Phase.HANGING_UP, CallEnded): Transition(_to(Phase.ENDED), _ended),
}
"""(phase, event) -> what it does. What does not stand here is illegal."""
