"""Moving on: the next piece of the script, the next question, another interviewer, or the end. Pure."""

from __future__ import annotations

from simulator.interview import time_plan
from simulator.interview.events import Event, GoodbyeChosen, Part, SectionCutShort, SelfCheckOpened, TurnChosen
from simulator.interview.putting import first_name, seed_of, stock, turn
from simulator.interview.script import ASKING, Question, Script, SectionKind
from simulator.interview.state import State
from simulator.interview.wording import variant

MOST_REFERENCES = 2
"""Questions that refer back to something said earlier; more would sound like a trick."""

QUESTIONS_IN_A_ROW = 2
"""What one of a panel asks before handing over; after every question it would be a ceremony."""


def questions_to_come(state: State) -> tuple[str, ...]:
    """Drawn and neither asked nor settled."""
    drawn = state.drawn.question_ids if state.drawn else ()
    return tuple(question_id for question_id in drawn if question_id not in (*state.asked, *state.settled))


def move_on(script: Script, state: State, now_seconds: float, opening: str, index: int | None = None) -> Event:
    """The next thing from section `index` on; from the open section where none is named."""
    event = _next_piece(script, state, now_seconds, state.section_index if index is None else index, opening)
    return _handed_over(script, state, now_seconds, event)


def sign_off_index(script: Script) -> int | None:
    """The last section in which the interviewer says goodbye; None where the script has none."""
    places = [index for index, section in enumerate(script.sections) if section.kind is SectionKind.SIGN_OFF]
    return places[-1] if places else None


def _next_piece(script: Script, state: State, now_seconds: float, index: int, opening: str) -> Event:
    while index < len(script.sections):
        section = script.sections[index]
        said = state.said if index == state.section_index else 0
        if section.kind is SectionKind.SELF_CHECK and said == 0:
            return SelfCheckOpened(now_seconds, index)
        if section.kind in ASKING and not _has_time(script, state, now_seconds, index):
            dropped = waiting(state, index)
            if dropped:
                return SectionCutShort(now_seconds, index, dropped, time_plan.seconds_left(state, now_seconds))
        elif said < len(section.say):
            return _piece(script, state, now_seconds, index, said, opening)
        elif section.kind in ASKING:
            question = _next_question(script, state, now_seconds, index, opening)
            if question is not None:
                return question
        elif section.then and said == len(section.say):
            text = variant(seed_of(state), f"then/{index}", section.then)
            return turn(
                script,
                state,
                now_seconds,
                Part.SAY,
                text,
                "in reply",
                index=index,
                opening=opening,
                expects_answer=False,
            )
        index += 1
    return GoodbyeChosen(now_seconds, "everything is said")


def _piece(script: Script, state: State, now_seconds: float, index: int, said: int, opening: str) -> TurnChosen:
    section = script.sections[index]
    last = said == len(section.say) - 1
    expects_answer = last and section.kind is not SectionKind.BRIEFING and section.kind not in ASKING
    text = variant(seed_of(state), f"say/{index}/{said}", section.say[said])
    if opening in script.phrases.acknowledgements:
        opening = ""  # a section's own lines have their own courtesy
    return turn(
        script,
        state,
        now_seconds,
        Part.MAIN if expects_answer else Part.SAY,
        text,
        f"next in the {section.kind.value.replace('_', ' ')}",
        index=index,
        opening=opening,
        question_id="",
        expects_answer=expects_answer,
    )


# ---- questions ---------------------------------------------------------------------------------------------------


def waiting(state: State, index: int, spare: bool = False) -> tuple[str, ...]:
    """Questions of section `index` still to come: the planned ones, or the spares."""
    assert state.drawn is not None
    to_come = questions_to_come(state)
    return tuple(
        question_id
        for question_id in _drawn_in(state, index)
        if question_id in to_come and (question_id in state.drawn.spare_ids) == spare
    )


def _drawn_in(state: State, index: int) -> list[str]:
    """Questions drawn for section `index`, in order."""
    assert state.drawn is not None
    drawn = zip(state.drawn.section_indices, state.drawn.question_ids, strict=True)
    return [question_id for place, question_id in drawn if place == index]


def _has_time(script: Script, state: State, now_seconds: float, index: int) -> bool:
    """Whether any question of section `index` may be asked; without one its own lines are left out too."""
    if state.section_index == index and state.said >= len(script.sections[index].say):
        return True  # each question is looked at by itself
    left = time_plan.seconds_for_section(script, state, index, now_seconds)
    return bool(time_plan.fitting_by_priority(script, waiting(state, index), left))


def _next_question(script: Script, state: State, now_seconds: float, index: int, opening: str) -> Event | None:
    """The next planned question of section `index`. One that a more important one leaves no time for is dropped."""
    left = time_plan.seconds_for_section(script, state, index, now_seconds)
    planned = waiting(state, index)
    if planned:
        question_id = planned[0]
        if question_id in time_plan.fitting_by_priority(script, planned, left):
            return _put(script, state, now_seconds, index, question_id, "next in the plan", opening)
        return SectionCutShort(now_seconds, index, (question_id,), time_plan.seconds_left(state, now_seconds))
    for question_id in waiting(state, index, spare=True):
        if time_plan.question_seconds(script.questions[question_id]) <= left:
            return _put(script, state, now_seconds, index, question_id, "there is time for one more", opening)
    return None


def _put(
    script: Script, state: State, now_seconds: float, index: int, question_id: str, reason: str, opening: str
) -> TurnChosen:
    question = script.questions[question_id]
    text, term = _referring_back(state, question)
    if term:
        reason = f"{reason}; refers back to '{term}'"
    return turn(
        script,
        state,
        now_seconds,
        Part.MAIN,
        text,
        reason,
        index=index,
        opening=opening,
        question_id=question_id,
        concept_id=term,
        interviewer_id=_asker(script, state, index),
    )


def _referring_back(state: State, question: Question) -> tuple[str, str]:
    """The question, after a mention of what was said earlier where it fits, and the term that was taken up."""
    if len(state.taken_up) < MOST_REFERENCES:
        said = {mention.term for mention in state.mentions if mention.question_id != question.id}
        for reference in question.references:
            if reference.term in said and reference.term not in state.taken_up:
                return f"{reference.text} {question.text}", reference.term
    return question.text, ""


def _asker(script: Script, state: State, index: int) -> str:
    """Of a panel each asks in turn, a few questions at a time."""
    panel = script.sections[index].panel
    if not panel:
        return ""
    asked_here = sum(1 for question_id in _drawn_in(state, index) if question_id in state.asked)
    return panel[asked_here // QUESTIONS_IN_A_ROW % len(panel)]


# ---- from one interviewer to another -----------------------------------------------------------------------------


def _handed_over(script: Script, state: State, now_seconds: float, event: Event) -> Event:
    """The event, or first a line in which the one who spoke last gives the word to the one who speaks next."""
    before = state.turn
    if not isinstance(event, TurnChosen) or before is None or event.interviewer_id == before.interviewer_id:
        return event
    if script.sections[state.section_index].kind is SectionKind.SELF_CHECK:
        return event
    if before.part is Part.HANDOVER and before.concept_id == event.interviewer_id:
        return event
    to = script.interviewer(event.interviewer_id)
    return turn(
        script,
        state,
        now_seconds,
        Part.HANDOVER,
        stock(state, script.phrases.handover),
        f"{to.name} asks next",
        index=event.section_index,
        opening=event.opening if before.part is not Part.HANDOVER else "",
        concept_id=to.id,
        expects_answer=False,
        interviewer_id=before.interviewer_id,
        next_first=first_name(to),
    )
