"""What is to be done in a state: `pending`. An effect keeps its id for as long as it is pending. Pure."""

from __future__ import annotations

import re
from dataclasses import replace

from simulator.interview import deciding, difficulty
from simulator.interview.effects import (
    AskSelfCheck,
    Assess,
    AwaitChoice,
    Coach,
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
from simulator.interview.events import AnswerAssessed, Difficulty, Mode, Part, TurnChosen
from simulator.interview.moving_on import questions_to_come
from simulator.interview.names import asked_name
from simulator.interview.script import Script, ScriptKind
from simulator.interview.state import Phase, State
from simulator.interview.time_plan import (
    breath_after_seconds,
    hard_limit_seconds,
    patience_until_seconds,
)


def pending(script: Script, state: State) -> tuple[Effect, ...]:
    """The effects of a state."""
    turn = state.turn
    match state.phase:
        case Phase.DECIDING:
            return (Decide(f"decide.{state.steps}"),)
        case Phase.RINGING:
            assert state.started is not None
            caller = script.interviewer(state.started.interviewer_id)
            aloud = script.kind is not ScriptKind.ONSITE
            return (Ring("ring", caller.name, caller.title, state.started.company, aloud),)
        case Phase.SPEAKING:
            assert turn is not None
            return (_speak(script, state, turn),)
        case Phase.LISTENING:
            assert turn is not None
            return _while_listening(script, state, turn)
        case Phase.HEARING:
            assert turn is not None
            return (Hear(f"t{turn.turn}.hear", turn.turn),)
        case Phase.ASSESSING:
            assert turn is not None
            return (_assess(script, state, turn),)
        case Phase.CHECKING:
            index, check = state.section_index, script.sections[state.section_index].checks[state.checks_done]
            return (AskSelfCheck(f"check.{index}.{check.id}", index, check.id, check.text),)
        case Phase.COACHING:
            assert turn is not None
            if state.advice is not None:
                return (AwaitChoice(f"t{turn.turn}.choice"),)
            text = "\n".join(state.answers)
            return (Coach(f"t{turn.turn}.coach", turn.turn, turn.section_index, turn.question_id, text),)
        case Phase.HANGING_UP:
            return (HangUp("hang_up", "candidate" if state.leaving else "interviewer"),)
        case _:
            return ()


def _speak(script: Script, state: State, turn: TurnChosen) -> Speak:
    assert state.started is not None
    interviewer = script.interviewer(turn.interviewer_id)
    difficulties = state.started.difficulties
    return Speak(
        f"t{turn.turn}.speak",
        turn.turn,
        _as_said(script, turn.text, state),
        interviewer.voice,
        difficulty.rate_words_per_minute(interviewer.rate_words_per_minute, difficulties),
        telephone=Difficulty.TELEPHONE in difficulties,
        gain_db=difficulty.gain_db(difficulties),
    )


def _as_said(script: Script, text: str, state: State) -> str:
    """Names as the voice must be told to pronounce them."""
    assert state.started is not None
    said = {state.started.candidate_name: state.started.candidate_say_name}
    for person in script.interviewers:
        said[person.name] = person.say_name
        names, parts = person.name.split(), person.say_name.split()
        if len(names) == len(parts):
            said.setdefault(names[0], parts[0])
    for name in sorted(filter(None, said), key=len, reverse=True):
        text = re.sub(rf"\b{re.escape(name)}\b", (said[name] or name).replace("\\", r"\\"), text)
    return text


def _assess(script: Script, state: State, turn: TurnChosen) -> Assess:
    to_come = questions_to_come(state)
    follow_ups = script.questions[turn.question_id].follow_ups if turn.question_id in script.questions else ()
    terms = [item.term for item in follow_ups if item.term]
    terms += [item.term for question_id in to_come for item in script.questions[question_id].references]
    return Assess(
        f"t{turn.turn}.assess",
        turn.turn,
        turn.section_index,
        turn.question_id,
        text="\n".join(state.answers),
        later_question_ids=to_come,
        terms=tuple(dict.fromkeys(terms)),
    )


def _while_listening(script: Script, state: State, turn: TurnChosen) -> tuple[Effect, ...]:
    assert state.started is not None
    listen = Listen(
        f"t{turn.turn}.listen",
        turn.turn,
        asked=asked_name(script, state),
        text=turn.text or (state.question.text if state.question else ""),
        hard_limit_seconds=hard_limit_seconds(script, turn.question_id),
        breath_after_seconds=breath_after_seconds(script, state),
    )
    if state.leaving or state.pausing:
        return (listen, FinishAnswer(f"t{turn.turn}.finish"))
    interviewer = script.interviewer(turn.interviewer_id)
    prepare = Prepare(
        f"t{turn.turn}.prepare",
        tuple(_as_said(script, text, state) for text in likely_next_texts(script, state)),
        interviewer.voice,
        difficulty.rate_words_per_minute(interviewer.rate_words_per_minute, state.started.difficulties),
    )
    if state.speech_started or state.started.mode is Mode.TYPED:
        return (listen, prepare)
    return (listen, prepare, WakeAt(f"t{turn.turn}.wake", patience_until_seconds(script, state)))


def likely_next_texts(script: Script, state: State) -> tuple[str, ...]:
    """What the interviewer will say next if the answer is complete, lacks an idea, or does not come."""
    assert state.turn is not None
    now_seconds = state.now_seconds
    deciding_state = replace(state, phase=Phase.DECIDING)
    if state.turn.part is Part.WAIT or not state.turn.expects_answer:
        chances = [replace(deciding_state, turn_done=not state.turn.expects_answer)]
    else:
        chances = [replace(deciding_state, assessed=each, turn_done=True) for each in _possible(script, state)]
        chances.append(replace(deciding_state, silences=state.silences + 1))
    chosen = [deciding.decide(script, chance, now_seconds) for chance in chances]
    texts = [event.text for event in chosen if isinstance(event, TurnChosen)]
    return tuple(dict.fromkeys(text for text in texts if text))


def _possible(script: Script, state: State) -> list[AnswerAssessed]:
    """How the open answer may be assessed, as far as it changes what is said next: complete, or an idea missing."""
    assert state.turn is not None
    question = script.questions.get(state.turn.question_id)
    missing: list[tuple[str, ...]] = [(), *((probe.concept_id,) for probe in (question.probes if question else ()))]
    many_words = 100
    return [
        AnswerAssessed(state.now_seconds, state.turn.turn, "answer", (), ids, (), "", many_words, (), ())
        for ids in missing
    ]
