"""What a turn's answer is called: recorded answers are found by these names (`overfitting.probe.flac`). Pure."""

from __future__ import annotations

from simulator.interview.events import Part
from simulator.interview.script import Script, SectionKind
from simulator.interview.state import State

_ONCE_MORE = (Part.PATIENCE, Part.REPEAT, Part.WAIT, Part.REPLY, Part.AGAIN)


def asked_name(script: Script, state: State) -> str:
    """What the open turn asks for: greeting, briefing.2, ID, ID.probe, ID.again, candidate_questions.2, sign_off …"""
    assert state.turn is not None
    name = _said_name(script, state) if _is_room(state) else _question_name(script, state)
    return f"{name}.again" if state.turn.part in _ONCE_MORE else name


def _is_room(state: State) -> bool:
    return state.turn is not None and not state.turn.expects_answer


def _said_name(script: Script, state: State) -> str:
    section = script.sections[state.section_index]
    return section.kind.value if state.said <= 1 else f"{section.kind.value}.{state.said}"


def _question_name(script: Script, state: State) -> str:
    question = state.question
    assert question is not None
    section = script.sections[question.section_index]
    name = question.question_id or section.rubric_id or section.kind.value
    if question.part in (Part.PROBE, Part.FOLLOW_UP):
        return f"{name}.{question.part.value}"
    number = state.said - len(section.say)
    if section.kind is SectionKind.CANDIDATE_QUESTIONS and number > 0:
        return f"{name}.{number + 1}"
    return name
