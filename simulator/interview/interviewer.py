"""The interviewer as a state machine. Everything about which event is legal when stands in TRANSITIONS, below.

Pure: `step` folds an event into the state, `pending` says what is to be done in a state. What to say next is a
decision (`simulator.interview.deciding`), which comes back as an event like any other fact. This file must never touch
a clock, a file, a device or a random source.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from simulator.interview import deciding
from simulator.interview.effects import (
    Assess,
    Decide,
    Effect,
    FinishAnswer,
    HangUp,
    Hear,
    Listen,
    Prepare,
    Ring,
    Speak,
    WakeAt,
)
from simulator.interview.events import (
    AnswerAssessed,
    AnswerEnded,
    AnswerHeard,
    CallAnswered,
    CallEnded,
    Event,
    GoodbyeChosen,
    HungUpByCandidate,
    Mode,
    Part,
    PauseAsked,
    PauseEnded,
    PromptSpoken,
    QuestionsDrawn,
    RepeatAsked,
    SectionCutShort,
    SessionResumed,
    SessionStarted,
    SpeechStarted,
    TimePassed,
    TurnChosen,
)
from simulator.interview.script import Script
from simulator.interview.state import Again, Phase, State
from simulator.interview.time_plan import PATIENCE_AFTER_SECONDS, hard_limit_seconds


class IllegalEventError(Exception):
    """An event that cannot happen in this state: a bug in whoever sent it. Never caught, never journaled."""


@dataclass(frozen=True)
class Transition:
    """What an event does in a phase: `apply` makes the new state, whose phase is one of `to`."""

    to: frozenset[Phase]
    apply: Callable[[State, Any], State]


def step(script: Script, state: State, event: Event) -> State:
    """The state after `event`. Raises IllegalEventError and changes nothing where the event is not legal."""
    if not is_expected(script, state, event):
        turn = state.turn.turn if state.turn else 0
        raise IllegalEventError(f"{type(event).__name__} in {state.phase}, turn {turn}")  # never what was said
    transition = TRANSITIONS[state.phase, type(event)]
    moved = transition.apply(state, event)
    if moved.phase not in transition.to:
        raise AssertionError(f"{type(event).__name__} in {state.phase} must not lead to {moved.phase}")
    return replace(moved, steps=state.steps + 1, now_seconds=max(state.now_seconds, event.at_seconds))


def is_expected(script: Script, state: State, event: Event) -> bool:
    """Whether `step` would take the event. What threads post may come late: the session asks before it steps."""
    if (state.phase, type(event)) not in TRANSITIONS:
        return False
    if isinstance(event, TimePassed):
        return any(effect.id == event.effect_id for effect in pending(script, state))
    if isinstance(event, PromptSpoken | SpeechStarted | AnswerEnded | AnswerHeard | AnswerAssessed):
        return state.turn is not None and event.turn == state.turn.turn
    return True


# ---- what is to be done in a state -------------------------------------------------------------------------------


def pending(script: Script, state: State) -> tuple[Effect, ...]:
    """The effects of a state. An effect keeps its id for as long as it is pending."""
    turn = state.turn
    match state.phase:
        case Phase.DECIDING:
            return (Decide(f"decide.{state.steps}"),)
        case Phase.RINGING:
            assert state.started is not None
            caller = script.interviewer(state.started.interviewer_id)
            return (Ring("ring", caller.name, caller.title, state.started.company),)
        case Phase.SPEAKING:
            assert turn is not None
            interviewer = script.interviewer(turn.interviewer_id)
            text = turn.text.replace(interviewer.name, interviewer.say_name)
            return (
                Speak(f"t{turn.turn}.speak", turn.turn, text, interviewer.voice, interviewer.rate_words_per_minute),
            )
        case Phase.LISTENING:
            assert turn is not None
            return _while_listening(script, state, turn)
        case Phase.HEARING:
            assert turn is not None
            return (Hear(f"t{turn.turn}.hear", turn.turn),)
        case Phase.ASSESSING:
            assert turn is not None
            text = "\n".join(state.answers)
            later = deciding.questions_to_come(state)
            return (Assess(f"t{turn.turn}.assess", turn.turn, turn.section_index, turn.question_id, text, later),)
        case Phase.HANGING_UP:
            return (HangUp("hang_up", "candidate" if state.leaving else "interviewer"),)
        case _:
            return ()


def _while_listening(script: Script, state: State, turn: TurnChosen) -> tuple[Effect, ...]:
    assert state.started is not None
    listen = Listen(
        f"t{turn.turn}.listen",
        turn.turn,
        asked=deciding.asked_name(script, state),
        text=turn.text,
        hard_limit_seconds=hard_limit_seconds(script, turn.question_id),
    )
    if state.leaving or state.pausing:
        return (listen, FinishAnswer(f"t{turn.turn}.finish"))
    interviewer = script.interviewer(turn.interviewer_id)
    prepare = Prepare(
        f"t{turn.turn}.prepare",
        tuple(text.replace(interviewer.name, interviewer.say_name) for text in likely_next_texts(script, state)),
        interviewer.voice,
        interviewer.rate_words_per_minute,
    )
    if state.speech_started or state.started.mode is Mode.TYPED:
        return (listen, prepare)
    waited_for = PATIENCE_AFTER_SECONDS[min(state.silences, len(PATIENCE_AFTER_SECONDS) - 1)]
    return (listen, prepare, WakeAt(f"t{turn.turn}.wake", state.listening_since_seconds + waited_for))


def likely_next_texts(script: Script, state: State) -> tuple[str, ...]:
    """What the interviewer will say next if the answer is complete, lacks an idea, or does not come."""
    assert state.turn is not None
    now_seconds = state.now_seconds
    texts: list[str] = []
    for found in deciding.possible_assessments(script, state):
        assessed = replace(state, phase=Phase.ASSESSING)
        chosen = deciding.decide(script, _assessed(assessed, found), now_seconds)
        texts.append(chosen.text if isinstance(chosen, TurnChosen) else "")
    silent = deciding.decide(script, replace(state, phase=Phase.DECIDING, silences=state.silences + 1), now_seconds)
    texts.append(silent.text if isinstance(silent, TurnChosen) else "")
    return tuple(dict.fromkeys(text for text in texts if text))


# ---- what each event does ----------------------------------------------------------------------------------------


def _started(state: State, event: SessionStarted) -> State:
    return replace(state, phase=Phase.DECIDING, started=event)


def _drawn(state: State, event: QuestionsDrawn) -> State:
    return replace(state, phase=Phase.RINGING, drawn=event)


def _answered_call(state: State, event: CallAnswered) -> State:
    return replace(state, phase=Phase.DECIDING, call_began_seconds=event.at_seconds)


def _turn_chosen(state: State, event: TurnChosen) -> State:
    moved = replace(
        state,
        phase=Phase.SPEAKING,
        turn=event,
        turn_done=False,
        speech_started=False,
        asking_again=Again.NO,
        last_opening=event.opening or state.last_opening,
        cut_short=False,
    )
    if event.section_index != state.section_index:
        moved = replace(moved, section_index=event.section_index, said=0)
    if event.part in (Part.REPEAT, Part.PATIENCE):
        return replace(moved, asides=state.asides + 1)
    if event.part is Part.SAY:
        return replace(moved, said=moved.said + 1, silences=0)
    return _question_put(moved, event)


def _question_put(state: State, event: TurnChosen) -> State:
    """A main question, a probe or a follow-up is put."""
    state = replace(state, question=event, silences=0, asides=0)
    if event.part is Part.PROBE:
        return replace(state, probed=True)
    if event.part is Part.FOLLOW_UP:
        return replace(state, followed_up=True)
    asked = (*state.asked, event.question_id) if event.question_id else state.asked
    return replace(state, asked=asked, said=state.said + 1, answers=(), assessed=None, probed=False, followed_up=False)


def _cut_short(state: State, event: SectionCutShort) -> State:
    return replace(state, settled=(*state.settled, *event.dropped_question_ids), cut_short=True)


def _goodbye(state: State, event: GoodbyeChosen) -> State:
    return replace(state, phase=Phase.HANGING_UP)


def _spoken(state: State, event: PromptSpoken) -> State:
    assert state.turn is not None
    if not state.turn.expects_answer:
        return replace(state, phase=Phase.DECIDING, turn_done=True)
    return replace(state, phase=Phase.LISTENING, listening_since_seconds=event.at_seconds, speech_started=False)


def _speech_started(state: State, event: SpeechStarted) -> State:
    return replace(state, speech_started=True)


def _nothing_said(state: State, event: TimePassed) -> State:
    return replace(state, phase=Phase.DECIDING, silences=state.silences + 1)


def _answer_ended(state: State, event: AnswerEnded) -> State:
    return replace(state, phase=Phase.HEARING)


def _answer_heard(state: State, event: AnswerHeard) -> State:
    state = replace(state, answers=(*state.answers, event.transcript.text))
    if state.pausing:
        return replace(state, phase=Phase.PAUSED, pausing=False)
    return replace(state, phase=Phase.ASSESSING)


def _assessed(state: State, event: AnswerAssessed) -> State:
    state = replace(state, phase=Phase.DECIDING, assessed=event)
    if event.word_count == 0:
        return replace(state, silences=state.silences + 1)
    state = replace(state, settled=(*state.settled, *event.also_answered), silences=0)
    if not deciding.is_an_answer(event.intent):
        return replace(state, answers=state.answers[:-1])
    return replace(state, turn_done=True)


def _repeat_asked(state: State, event: RepeatAsked) -> State:
    if state.leaving:
        return state
    return replace(state, phase=Phase.DECIDING, asking_again=Again.ASKED, pausing=False)


def _pause(state: State, event: PauseAsked) -> State:
    if state.leaving:
        return state
    state = replace(state, paused_since_seconds=event.at_seconds)
    if state.phase is Phase.LISTENING and state.speech_started:
        return replace(state, pausing=True)
    return replace(state, phase=Phase.PAUSED)


def _pause_ended(state: State, event: PauseEnded) -> State:
    paused_seconds = state.paused_seconds + event.at_seconds - state.paused_since_seconds
    return replace(state, phase=Phase.DECIDING, asking_again=Again.PAUSED, paused_seconds=paused_seconds)


def _left(state: State, event: HungUpByCandidate) -> State:
    state = replace(state, leaving=True, pausing=False)
    if state.phase in (Phase.HEARING, Phase.ASSESSING) or (state.phase is Phase.LISTENING and state.speech_started):
        return state  # the words come first
    return replace(state, phase=Phase.DECIDING)


def _resumed(state: State, event: SessionResumed) -> State:
    """After a break: an open turn is asked again; anything else goes on, an answer's words from the recording."""
    state = replace(state, pausing=False)
    if state.phase is Phase.PAUSED:
        paused_seconds = state.paused_seconds + event.at_seconds - state.paused_since_seconds
        state = replace(state, paused_seconds=paused_seconds)
    if state.phase in (Phase.SPEAKING, Phase.LISTENING, Phase.PAUSED):
        return replace(state, phase=Phase.DECIDING, asking_again=Again.BACK)
    return state


def _ended(state: State, event: CallEnded) -> State:
    return replace(state, phase=Phase.ENDED, ended_by=event.by)


# ---- the table ---------------------------------------------------------------------------------------------------


def _to(*phases: Phase) -> frozenset[Phase]:
    return frozenset(phases)


_TALKING = (Phase.DECIDING, Phase.RINGING, Phase.SPEAKING, Phase.LISTENING, Phase.HEARING, Phase.ASSESSING)

TRANSITIONS: dict[tuple[Phase, type[Event]], Transition] = {
    (Phase.NEW, SessionStarted): Transition(_to(Phase.DECIDING), _started),
    (Phase.DECIDING, QuestionsDrawn): Transition(_to(Phase.RINGING), _drawn),
    (Phase.DECIDING, TurnChosen): Transition(_to(Phase.SPEAKING), _turn_chosen),
    (Phase.DECIDING, SectionCutShort): Transition(_to(Phase.DECIDING), _cut_short),
    (Phase.DECIDING, GoodbyeChosen): Transition(_to(Phase.HANGING_UP), _goodbye),
    (Phase.RINGING, CallAnswered): Transition(_to(Phase.DECIDING), _answered_call),
    (Phase.SPEAKING, PromptSpoken): Transition(_to(Phase.LISTENING, Phase.DECIDING), _spoken),
    (Phase.LISTENING, SpeechStarted): Transition(_to(Phase.LISTENING), _speech_started),
    (Phase.LISTENING, TimePassed): Transition(_to(Phase.DECIDING), _nothing_said),
    (Phase.LISTENING, AnswerEnded): Transition(_to(Phase.HEARING), _answer_ended),
    (Phase.HEARING, AnswerHeard): Transition(_to(Phase.ASSESSING, Phase.PAUSED), _answer_heard),
    (Phase.ASSESSING, AnswerAssessed): Transition(_to(Phase.DECIDING), _assessed),
    # By key. What is half said is heard out before a pause or a hang-up takes effect; who asks for the question again
    # begins again, and what was begun stays in the recording.
    (Phase.LISTENING, RepeatAsked): Transition(_to(Phase.DECIDING, Phase.LISTENING), _repeat_asked),
    (Phase.SPEAKING, RepeatAsked): Transition(_to(Phase.DECIDING), _repeat_asked),
    (Phase.SPEAKING, PauseAsked): Transition(_to(Phase.PAUSED), _pause),
    (Phase.LISTENING, PauseAsked): Transition(_to(Phase.PAUSED, Phase.LISTENING), _pause),
    (Phase.PAUSED, PauseEnded): Transition(_to(Phase.DECIDING), _pause_ended),
    **{
        (phase, HungUpByCandidate): Transition(_to(Phase.DECIDING, phase), _left)
        for phase in (Phase.RINGING, Phase.SPEAKING, Phase.LISTENING, Phase.HEARING, Phase.ASSESSING, Phase.PAUSED)
    },
    # After a break. A session that broke off while hanging up has nothing left to ask.
    **{
        (phase, SessionResumed): Transition(_to(Phase.DECIDING, phase), _resumed)
        for phase in (*_TALKING, Phase.PAUSED, Phase.HANGING_UP)
    },
    (Phase.HANGING_UP, CallEnded): Transition(_to(Phase.ENDED), _ended),
}
"""(phase, event) -> what it does. What does not stand here is illegal."""
