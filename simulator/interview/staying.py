"""Staying with the open question: silence, and words about the conversation itself ("could you repeat that?"). Pure."""

from __future__ import annotations

from simulator.interview.events import Event, Part, TurnChosen
from simulator.interview.intents import HOW_ARE_YOU, IntentKind
from simulator.interview.moving_on import move_on
from simulator.interview.putting import is_asking, open_text, stock, turn
from simulator.interview.script import Reply, Script, SectionKind
from simulator.interview.state import Again, State
from simulator.interview.time_plan import seconds_for_section

MOST_ASIDES = 8
"""Repeats, replies and noises within one question; then the interviewer moves on."""
MOST_CANDIDATE_QUESTIONS = 10
ANOTHER_QUESTION_SECONDS = 40.0
"""What one more question of the candidate and its answer take."""


def again(script: Script, state: State, now_seconds: float) -> Event:
    """The open turn once more: because the person pressed the key, or came back."""
    spoken = state.turn
    assert spoken is not None
    open_turn = state.question if spoken.expects_answer and state.question else spoken
    phrases, reason = {
        Again.ASKED: (script.phrases.repeat, "asked for by key"),
        Again.PAUSED: ((), "asked again after a pause"),
        Again.BACK: (script.phrases.welcome_back, "asked again after a break"),
    }[state.asking_again]
    return turn(
        script,
        state,
        now_seconds,
        spoken.part if spoken.part in (Part.GOOD_ANSWER, Part.HANDOVER) else Part.REPEAT,
        open_turn.text.removeprefix(open_turn.opening).strip(),
        reason,
        opening=stock(state, phrases),
        index=open_turn.section_index,
        question_id=open_turn.question_id,
        concept_id=open_turn.concept_id,
        expects_answer=open_turn.expects_answer,
        interviewer_id=open_turn.interviewer_id,
    )


def stay(script: Script, state: State, now_seconds: float) -> Event:
    """What to say, or to keep quiet, while the answer has not come."""
    assert state.turn is not None
    if state.asides >= MOST_ASIDES:
        return _give_up(script, state, now_seconds)
    assessed = state.assessed
    if assessed is None or assessed.turn != state.turn.turn or (assessed.word_count == 0 and state.ended_by_hand):
        return _silence(script, state, now_seconds)
    if assessed.word_count == 0:
        return turn(script, state, now_seconds, Part.WAIT, "", "a noise, or a stray word: the silence goes on")
    if assessed.intent == IntentKind.THINK and state.turn.part in (Part.PATIENCE, Part.WAIT):
        return turn(script, state, now_seconds, Part.WAIT, "", "still thinking")
    match assessed.intent:
        case IntentKind.REPEAT:
            return _repeat(script, state, now_seconds, script.phrases.repeat, "asked to repeat")
        case IntentKind.CLARIFY:
            return _clarify(script, state, now_seconds)
        case IntentKind.QUESTION:
            return _reply(script, state, now_seconds)
        case IntentKind.SMALL_TALK:
            return _small_talk(script, state, now_seconds)
        case IntentKind.NOTES:
            return _aside(script, state, now_seconds, Part.REPLY, script.phrases.notes, "asked to take notes")
        case IntentKind.MUTE:
            return _aside(script, state, now_seconds, Part.REPLY, script.phrases.muted, "was on mute")
        case _:
            return _aside(script, state, now_seconds, Part.PATIENCE, script.phrases.thinking, "asked for time to think")


# ---- silence -----------------------------------------------------------------------------------------------------


def _silence(script: Script, state: State, now_seconds: float) -> Event:
    nudges = [script.phrases.patience, script.phrases.offer]
    if not is_asking(script, state):
        asked_back = state.turn is not None and state.turn.part is Part.REPLY
        nudges = [] if asked_back else [script.phrases.still_there or script.phrases.patience]
    if state.silences > len(nudges):
        return _give_up(script, state, now_seconds)
    phrases = nudges[max(0, state.silences - 1)]
    return _aside(script, state, now_seconds, Part.PATIENCE, phrases, "nothing was heard")


def _give_up(script: Script, state: State, now_seconds: float) -> Event:
    """Go on without an answer."""
    if script.sections[state.section_index].kind is SectionKind.GREETING and not state.answers:
        return move_on(script, state, now_seconds, "", state.section_index + 1)  # nobody is there to be glad about
    opening = stock(state, script.phrases.move_on) if is_asking(script, state) else ""
    return move_on(script, state, now_seconds, opening)


# ---- words about the conversation --------------------------------------------------------------------------------


def _aside(
    script: Script, state: State, now_seconds: float, part: Part, phrases: tuple[str, ...], reason: str
) -> TurnChosen:
    """A stock line alone; then the person goes on."""
    assert state.turn is not None
    line = stock(state, phrases)
    expects_answer = state.turn.expects_answer
    return turn(script, state, now_seconds, part, "", reason, opening=line, expects_answer=expects_answer)


def repeat_question(script: Script, state: State, now_seconds: float, reason: str) -> TurnChosen:
    """The open question once more, as it was put."""
    return _repeat(script, state, now_seconds, script.phrases.repeat, reason)


def _repeat(
    script: Script, state: State, now_seconds: float, phrases: tuple[str, ...], reason: str, text: str = ""
) -> TurnChosen:
    assert state.turn is not None
    if not state.turn.expects_answer:  # a piece of the briefing
        text = state.turn.text.removeprefix(state.turn.opening).strip()
    elif state.turn.text == state.turn.opening and state.turn.part is Part.REPLY:  # "and yourself?"
        text = state.turn.text
    return turn(
        script,
        state,
        now_seconds,
        Part.REPEAT,
        text or open_text(state),
        reason,
        opening=stock(state, phrases),
        expects_answer=state.turn.expects_answer,
    )


def _clarify(script: Script, state: State, now_seconds: float) -> TurnChosen:
    """In other words where the question has some and they were not said yet; else as it was put."""
    question = script.questions.get(state.turn.question_id) if state.turn else None
    asked_main = state.question is not None and state.question.part in (Part.MAIN, Part.AGAIN)
    clarification = question.clarification if question and asked_main else ""
    if clarification and state.turn is not None and clarification not in state.turn.text:
        return _repeat(script, state, now_seconds, (), "asked what is meant", clarification)
    return _repeat(script, state, now_seconds, script.phrases.clarify, "asked what is meant")


def _small_talk(script: Script, state: State, now_seconds: float) -> TurnChosen:
    assert state.assessed is not None
    asked_back = HOW_ARE_YOU in state.assessed.besides
    phrases = (small_talk_statements(script) if asked_back else ()) or script.phrases.acknowledgements
    return _reply_and_back(script, state, now_seconds, stock(state, phrases), "small talk")


def small_talk_statements(script: Script) -> tuple[str, ...]:
    """Answers to "how are you?" that do not ask back."""
    return tuple(line for line in script.phrases.small_talk if not line.endswith("?"))


def _reply(script: Script, state: State, now_seconds: float) -> TurnChosen:
    """To a question of the candidate: a prepared reply, or an honest one."""
    assert state.assessed is not None
    section = script.sections[state.section_index]
    prepared = matching_reply(script, state.assessed.reply_id)
    if prepared is not None:
        text = prepared.text or stock(state, script.phrases.deferred)
        reason = f"the question fits '{prepared.id}'" + ("" if prepared.text else ", which is for a later conversation")
    else:
        text = stock(state, section.fallback or script.phrases.no_reply)
        reason = "no prepared reply fits the question"
    reply_id = prepared.id if prepared else ""
    if section.kind is not SectionKind.CANDIDATE_QUESTIONS:
        return _reply_and_back(script, state, now_seconds, text, reason, reply_id)
    return _reply_and_more(script, state, now_seconds, text, reason, reply_id)


def _reply_and_more(
    script: Script, state: State, now_seconds: float, text: str, reason: str, reply_id: str
) -> TurnChosen:
    """Where the candidate was invited to ask: room for another question while there is time."""
    taken = state.said - len(script.sections[state.section_index].say) + 1
    left_seconds = seconds_for_section(script, state, state.section_index, now_seconds)
    another = taken < MOST_CANDIDATE_QUESTIONS and left_seconds >= ANOTHER_QUESTION_SECONDS
    if another:
        text = f"{text} {stock(state, script.phrases.more_questions)}"
    part = Part.MAIN if another else Part.SAY
    return turn(script, state, now_seconds, part, text, reason, concept_id=reply_id, expects_answer=another)


def _reply_and_back(
    script: Script, state: State, now_seconds: float, text: str, reason: str, reply_id: str = ""
) -> TurnChosen:
    """Elsewhere: the reply, and back to what is open."""
    assert state.turn is not None
    expects_answer = state.turn.expects_answer
    if expects_answer and open_text(state):
        back = stock(state, script.phrases.back_to_question)
        text = f"{text} {back} {open_text(state)}"
    return turn(
        script, state, now_seconds, Part.REPLY, text, reason, concept_id=reply_id, expects_answer=expects_answer
    )


def matching_reply(script: Script, reply_id: str) -> Reply | None:
    return next((reply for reply in script.replies if reply.id == reply_id), None)
