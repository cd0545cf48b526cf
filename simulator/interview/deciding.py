"""What the interviewer says next, and why: `decide` looks at script, state and time and returns one decision event.

Pure. The decision carries all it rested on and is journaled, so this file may change without changing old sessions.
"""

from __future__ import annotations

from simulator.interview import time_plan
from simulator.interview.events import (
    AnswerAssessed,
    Event,
    GoodbyeChosen,
    Part,
    QuestionsDrawn,
    SectionCutShort,
    TurnChosen,
)
from simulator.interview.script import Question, Reply, Script, Section, SectionKind
from simulator.interview.state import Again, State
from simulator.interview.wording import fill, seeded_number, variant

MOST_ASIDES = 5
"""Repeats and nudges within one question; then the interviewer moves on."""
SILENCES_UNTIL_MOVING_ON = 3
MOST_CANDIDATE_QUESTIONS = 3
ONE_WORD_MOST_WORDS = 2
"""Up to here an answer is met with "Can you say a little more?"."""
PROBE_SECONDS = 30.0
"""Time that a probe or a follow-up and its answer take."""
FOLLOW_UP_EVERY = 2
"""One in so many complete answers is followed up."""

_TURN_TAKING_INTENTS = {"repeat", "clarify", "think", "notes", "mute"}


def decide(script: Script, state: State, now_seconds: float) -> Event:
    """The next decision in a state whose phase is DECIDING."""
    if state.leaving:
        return GoodbyeChosen(now_seconds, "the candidate hung up")
    assert state.started is not None
    if state.drawn is None:
        drawn = time_plan.draw(script, state.started.seed, state.started.minutes)
        return QuestionsDrawn(now_seconds, tuple(item[1] for item in drawn), tuple(item[0] for item in drawn))
    if state.turn is None:
        return _next_piece(script, state, now_seconds, state.section_index, opening="")
    if state.asking_again is not Again.NO:
        return _again(script, state, now_seconds)
    if not state.turn_done:
        return _keep_waiting(script, state, now_seconds)
    return _go_on(script, state, now_seconds, _opening(script, state), answered=state.turn.expects_answer)


def is_an_answer(intent: str) -> bool:
    """False for words about the conversation itself ("could you repeat that?"), which answer nothing."""
    return intent not in _TURN_TAKING_INTENTS


def questions_to_come(state: State) -> tuple[str, ...]:
    """Drawn and neither asked nor settled."""
    drawn = state.drawn.question_ids if state.drawn else ()
    return tuple(question_id for question_id in drawn if question_id not in (*state.asked, *state.settled))


def asked_name(script: Script, state: State) -> str:
    """What the open turn asks for, by the name that recorded answers carry: greeting, ID, ID.probe, ID.again …"""
    question = state.question
    assert state.turn is not None
    assert question is not None
    section = script.sections[question.section_index]
    name = question.question_id or section.rubric_id or section.kind.value
    if question.part in (Part.PROBE, Part.FOLLOW_UP):
        name = f"{name}.{question.part.value}"
    number = state.said - len(section.say)
    if section.kind is SectionKind.CANDIDATE_QUESTIONS and number > 0:
        name = f"{name}.{number + 1}"
    return f"{name}.again" if state.turn.part in (Part.PATIENCE, Part.REPEAT) else name


def possible_assessments(script: Script, state: State) -> tuple[AnswerAssessed, ...]:
    """How the open answer may be assessed, as far as it changes what is said next: complete, or an idea missing."""
    assert state.turn is not None
    turn = state.turn.turn
    missing: list[tuple[str, ...]] = [()]
    question = script.questions.get(state.turn.question_id)
    if question is not None:
        missing += [(probe.concept_id,) for probe in question.probes]
    many_words = 2 * ONE_WORD_MOST_WORDS
    return tuple(AnswerAssessed(state.now_seconds, turn, "answer", (), ids, (), "", many_words) for ids in missing)


# ---- staying with the question -----------------------------------------------------------------------------------


def _again(script: Script, state: State, now_seconds: float) -> Event:
    """The open turn once more: because the person pressed the key, or came back."""
    turn = state.turn
    assert turn is not None
    open_turn = state.question if turn.expects_answer and state.question else turn
    phrases, reason = {
        Again.ASKED: (script.phrases.repeat, "asked for by key"),
        Again.PAUSED: ((), "asked again after a pause"),
        Again.BACK: (script.phrases.welcome_back, "asked again after a break"),
    }[state.asking_again]
    opening = _stock(state, phrases)
    text = open_turn.text.removeprefix(open_turn.opening).strip()
    return _turn(script, state, now_seconds, Part.REPEAT, text, reason, opening=opening, like=open_turn)


def _keep_waiting(script: Script, state: State, now_seconds: float) -> Event:
    """The answer has not come: silence, or words about the conversation itself."""
    assert state.turn is not None
    assessed = state.assessed
    if assessed is not None and assessed.turn == state.turn.turn and assessed.word_count > 0:
        if state.asides >= MOST_ASIDES:
            return _go_on(script, state, now_seconds, _stock(state, script.phrases.move_on), answered=False)
        if assessed.intent in ("repeat", "clarify") and state.question is not None:
            text = state.question.text.removeprefix(state.question.opening).strip()
            opening = _stock(state, script.phrases.repeat)
            return _turn(script, state, now_seconds, Part.REPEAT, text, "asked to repeat", opening=opening)
        text = _stock(state, script.phrases.patience)
        return _turn(script, state, now_seconds, Part.PATIENCE, text, f"the person said: {assessed.intent}")
    if state.silences < SILENCES_UNTIL_MOVING_ON:
        asking = script.sections[state.section_index].kind is SectionKind.QUESTIONS
        phrases = script.phrases.offer if state.silences > 1 and asking else script.phrases.patience
        return _turn(script, state, now_seconds, Part.PATIENCE, _stock(state, phrases), "nothing was heard")
    return _go_on(script, state, now_seconds, _stock(state, script.phrases.move_on), answered=False)


# ---- going on ----------------------------------------------------------------------------------------------------


def _go_on(script: Script, state: State, now_seconds: float, opening: str, *, answered: bool) -> Event:
    section = script.sections[state.section_index]
    assert state.turn is not None
    if answered and state.assessed is not None and section.kind is not SectionKind.SIGN_OFF:
        if state.assessed.intent == "goodbye":
            return _next_piece(script, state, now_seconds, len(script.sections) - 1, opening="")
        if state.turn.part is Part.PATIENCE and state.assessed.word_count <= ONE_WORD_MOST_WORDS and state.question:
            text = state.question.text.removeprefix(state.question.opening).strip()  # "yes", to the offer to repeat
            opening = _stock(state, script.phrases.repeat)
            return _turn(script, state, now_seconds, Part.REPEAT, text, "said yes to a repeat", opening=opening)
    if section.kind is SectionKind.QUESTIONS and answered:
        deeper = _probe(script, state, now_seconds) or _follow_up(script, state, now_seconds)
        if deeper is not None:
            return deeper
    if section.kind is SectionKind.CANDIDATE_QUESTIONS and answered and state.said >= len(section.say):
        reply = _reply(script, state, now_seconds, section)
        if reply is not None:
            return reply
    return _next_piece(script, state, now_seconds, state.section_index, opening)


def _opening(script: Script, state: State) -> str:
    """How the next line begins after an answer; nothing after a line that expected none."""
    assert state.turn is not None
    if state.cut_short:
        return _stock(state, script.phrases.short_of_time)
    if not state.turn.expects_answer or script.sections[state.section_index].kind is SectionKind.GREETING:
        return ""
    if state.assessed is not None and state.assessed.intent == "dont_know":
        return _stock(state, script.phrases.not_known)
    return _stock(state, script.phrases.acknowledgements)


def _probe(script: Script, state: State, now_seconds: float) -> TurnChosen | None:
    question, assessed = _open_question(script, state), state.assessed
    if question is None or assessed is None or state.probed or state.followed_up or assessed.intent == "dont_know":
        return None
    if not _time_to_go_deeper(script, state, now_seconds):
        return None
    if assessed.word_count <= ONE_WORD_MOST_WORDS:
        text = _stock(state, script.phrases.say_more)
        return _turn(script, state, now_seconds, Part.PROBE, text, "a one-word answer")
    for probe in question.probes:
        if probe.concept_id in assessed.missing:
            reason = f"'{probe.concept_id}' was not heard"
            return _turn(script, state, now_seconds, Part.PROBE, probe.text, reason, concept_id=probe.concept_id)
    return None


def _follow_up(script: Script, state: State, now_seconds: float) -> TurnChosen | None:
    question, assessed = _open_question(script, state), state.assessed
    if question is None or assessed is None or assessed.missing or state.probed or state.followed_up:
        return None
    if not question.follow_ups or assessed.intent == "dont_know":
        return None
    assert state.started is not None
    number = seeded_number(state.started.seed, f"follow_up/{question.id}")
    if number % FOLLOW_UP_EVERY or not _time_to_go_deeper(script, state, now_seconds):
        return None
    chosen = question.follow_ups[number // FOLLOW_UP_EVERY % len(question.follow_ups)]
    reason = "the answer was complete"
    return _turn(script, state, now_seconds, Part.FOLLOW_UP, chosen.text, reason, concept_id=chosen.concept_id)


def _reply(script: Script, state: State, now_seconds: float, section: Section) -> TurnChosen | None:
    """The answer to a candidate's question, and room for another while there is time."""
    assessed = state.assessed
    if assessed is None or assessed.intent != "question":
        return None
    taken = state.said - len(section.say) + 1
    reply = _matching_reply(section, assessed.reply_id)
    answer = reply.text if reply else _stock(state, section.fallback)
    another = taken < MOST_CANDIDATE_QUESTIONS and _time_to_go_deeper(script, state, now_seconds)
    text = f"{answer} {_stock(state, script.phrases.more_questions)}" if another else answer
    reason = f"the question fits '{reply.id}'" if reply else "no prepared reply fits the question"
    part = Part.MAIN if another else Part.SAY
    return _turn(
        script, state, now_seconds, part, text, reason, concept_id=reply.id if reply else "", expects_answer=another
    )


def _matching_reply(section: Section, reply_id: str) -> Reply | None:
    return next((reply for reply in section.replies if reply.id == reply_id), None)


def _next_piece(script: Script, state: State, now_seconds: float, index: int, opening: str) -> Event:
    """The next thing in the script from section `index` on: a piece of it, a question, or the end."""
    while index < len(script.sections):
        section = script.sections[index]
        said = state.said if index == state.section_index else 0
        if said < len(section.say):
            return _piece(script, state, now_seconds, index, said, opening)
        if section.kind is SectionKind.QUESTIONS:
            question = _next_question(script, state, now_seconds, index, opening)
            if question is not None:
                return question
        if section.kind in (SectionKind.GREETING, SectionKind.SIGN_OFF) and section.then and said == len(section.say):
            text = variant(_seed(state), f"then/{index}", section.then)
            return _turn(script, state, now_seconds, Part.SAY, text, "in reply", index=index, expects_answer=False)
        index += 1
    return GoodbyeChosen(now_seconds, "everything is said")


def _piece(script: Script, state: State, now_seconds: float, index: int, said: int, opening: str) -> TurnChosen:
    section = script.sections[index]
    last = said == len(section.say) - 1
    expects_answer = last and section.kind not in (SectionKind.BRIEFING, SectionKind.QUESTIONS)
    text = variant(_seed(state), f"say/{index}/{said}", section.say[said])
    part = Part.MAIN if expects_answer else Part.SAY
    if opening not in script.phrases.short_of_time:
        opening = ""  # a section's own lines have their own courtesy
    reason = f"next in the {section.kind.value.replace('_', ' ')}"
    return _turn(
        script, state, now_seconds, part, text, reason, index=index, opening=opening, expects_answer=expects_answer
    )


def _next_question(script: Script, state: State, now_seconds: float, index: int, opening: str) -> Event | None:
    """The first planned question of section `index` that there is time for; where none fits, they are dropped."""
    assert state.drawn is not None
    planned = zip(state.drawn.section_indices, state.drawn.question_ids, strict=True)
    to_come = questions_to_come(state)
    waiting = [question_id for place, question_id in planned if place == index and question_id in to_come]
    left = time_plan.seconds_for_section(script, state, index, now_seconds)
    for question_id in waiting:
        question = script.questions[question_id]
        if time_plan.question_seconds(question) <= left:
            reason = "next in the plan" if question_id == waiting[0] else "the next in the plan that there is time for"
            return _turn(
                script,
                state,
                now_seconds,
                Part.MAIN,
                question.text,
                reason,
                index=index,
                opening=opening,
                question_id=question_id,
            )
    if waiting:
        return SectionCutShort(now_seconds, index, tuple(waiting), time_plan.seconds_left(state, now_seconds))
    return None


# ---- putting a turn together -------------------------------------------------------------------------------------


def _turn(
    script: Script,
    state: State,
    now_seconds: float,
    part: Part,
    text: str,
    reason: str,
    *,
    index: int | None = None,
    opening: str = "",
    question_id: str | None = None,
    concept_id: str = "",
    expects_answer: bool = True,
    like: TurnChosen | None = None,
) -> TurnChosen:
    """A TurnChosen with the session's own words filled in. What is not named stays as in the open turn."""
    assert state.started is not None
    section_index = state.section_index if index is None else index
    if like is not None:
        section_index, concept_id, expects_answer = like.section_index, like.concept_id, like.expects_answer
    if question_id is None:
        open_here = state.question is not None and state.question.section_index == section_index
        question_id = state.question.question_id if state.question is not None and open_here else ""
    interviewer = script.interviewer(script.sections[section_index].interviewer_id or state.started.interviewer_id)
    places = {
        "candidate": state.started.candidate_name,
        "interviewer": interviewer.name,
        "interviewer_first": interviewer.name.split()[0],
        "company": state.started.company,
        "role": state.started.role,
        "minutes": str(state.started.minutes),
    }
    opening = fill(opening, places)
    return TurnChosen(
        at_seconds=now_seconds,
        turn=state.turn.turn + 1 if state.turn else 1,
        section_index=section_index,
        question_id=question_id,
        part=part,
        concept_id=concept_id,
        text=f"{opening} {fill(text, places)}".strip(),
        opening=opening,
        interviewer_id=interviewer.id,
        expects_answer=expects_answer,
        reason=reason,
        seconds_left=round(time_plan.seconds_left(state, now_seconds), 1),
    )


def _time_to_go_deeper(script: Script, state: State, now_seconds: float) -> bool:
    return time_plan.seconds_for_section(script, state, state.section_index, now_seconds) >= PROBE_SECONDS


def _open_question(script: Script, state: State) -> Question | None:
    return script.questions.get(state.question.question_id) if state.question else None


def _seed(state: State) -> int:
    return state.started.seed if state.started else 0


def _stock(state: State, options: tuple[str, ...]) -> str:
    """A stock line by seed and turn, not the one said last."""
    turn = state.turn.turn if state.turn else 0
    return variant(_seed(state), f"stock/{turn}", options, avoid=state.last_opening)
