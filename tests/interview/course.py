"""One interview, driven event by event: what the world does next, keys at any moment, breaks. Checks as it goes.

Used by the stateful tests here and by benchmarks/sequences.py.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from simulator.interview.deciding import decide
from simulator.interview.effects import (
    AskSelfCheck,
    Assess,
    AwaitChoice,
    Coach,
    Decide,
    Effect,
    HangUp,
    Hear,
    Listen,
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
    Choice,
    CoachingChosen,
    CoachingGiven,
    EndReason,
    Event,
    Part,
    PauseEnded,
    PromptSpoken,
    SelfChecked,
    SessionStarted,
    SpeechStarted,
    TimePassed,
    Transcript,
    TurnChosen,
)
from simulator.interview.interviewer import step
from simulator.interview.moving_on import sign_off_index
from simulator.interview.pending import pending
from simulator.interview.putting import holds, speaking_seconds
from simulator.interview.script import Script, ScriptKind, SectionKind
from simulator.interview.state import Phase, State

PUT_ONCE = (Part.MAIN, Part.SAY, Part.PROBE, Part.FOLLOW_UP)
MOST_EVENTS = 5_000


@dataclass(frozen=True)
class Behaviour:
    """What the person does with one turn."""

    speaks: bool = True
    """False: says nothing until the interviewer stops waiting."""
    seconds: float = 10.0
    intent: str = "answer"
    missing: tuple[str, ...] = ()
    also_answered: bool = False
    words: int = 20
    reason: EndReason = EndReason.PAUSE
    besides: tuple[str, ...] = ()
    terms: bool = False
    choice: Choice = Choice.GO_ON
    checked: str = "yes"


POLITE = Behaviour()


@dataclass
class Course:
    """Every event that is taken is stepped on, kept, and held against what must always be true."""

    script: Script
    state: State = field(default_factory=State)
    events: list[Event] = field(default_factory=list)
    seconds: float = 0.0
    spoken: set[str] = field(default_factory=set)
    put: set[tuple[object, ...]] = field(default_factory=set)
    effects: tuple[Effect, ...] = ()
    """Pending now."""

    def begin(self, started: SessionStarted) -> None:
        self.take(started)

    def take(self, event: Event) -> None:
        before = self.state
        self.state = step(self.script, before, event)
        self.events.append(event)
        if isinstance(event, TurnChosen):
            self._check_chosen(before, event)
        self._check_effects()

    def break_off(self, resumed: Event) -> None:
        """The process dies; the journal is folded anew."""
        again = replayed(self.script, self.events)
        assert again == self.state
        self.spoken.discard(f"t{again.turn.turn}.speak" if again.turn else "")
        self.take(resumed)

    # ---- what the world does -------------------------------------------------------------------------------------

    def go_on(self, behaviour: Behaviour) -> None:
        """Answer one pending effect, as the world would."""
        effects = self.effects
        if not effects:
            return self.take(PauseEnded(self.seconds))
        for effect in effects:
            event = self._answer(effect, effects, behaviour)
            if event is not None:
                return self.take(event)
        raise AssertionError(f"nothing answers {effects}")

    def _answer(self, effect: Effect, effects: tuple[Effect, ...], behaviour: Behaviour) -> Event | None:
        match effect:
            case Decide():
                return decide(self.script, self.state, self.seconds)
            case Ring():
                return CallAnswered(self.seconds)
            case Speak(turn=turn, text=text):
                assert effect.id not in self.spoken, "spoken twice"
                self.spoken.add(effect.id)
                self.seconds += speaking_seconds(text)
                return PromptSpoken(self.seconds, turn, 1.0, True, False, 0, 0)
            case Listen():
                return self._listened(effect, effects, behaviour)
            case Hear(turn=turn):
                return AnswerHeard(self.seconds, turn, Transcript("words", "moonshine", "", ""))
            case Assess():
                return self._assessed(effect, behaviour)
            case AskSelfCheck(section_index=index, item_id=item_id):
                self.seconds += behaviour.seconds
                return SelfChecked(self.seconds, index, item_id, behaviour.checked)
            case Coach(turn=turn):
                return CoachingGiven(self.seconds, turn, (), (), "Say more.", "A good answer.")
            case AwaitChoice():
                self.seconds += behaviour.seconds
                return CoachingChosen(self.seconds, behaviour.choice)
            case HangUp(by=by):
                return CallEnded(self.seconds, by)
            case _:
                return None

    def _listened(self, effect: Listen, effects: tuple[Effect, ...], behaviour: Behaviour) -> Event:
        wake = next((item for item in effects if isinstance(item, WakeAt)), None)
        if wake is not None and not behaviour.speaks:
            self.seconds = max(self.seconds, wake.at_seconds)
            return TimePassed(self.seconds, wake.id)
        if not self.state.speech_started:
            return SpeechStarted(self.seconds, effect.turn, 0)
        seconds, reason = behaviour.seconds, behaviour.reason
        if seconds >= effect.hard_limit_seconds:
            seconds, reason = effect.hard_limit_seconds, EndReason.HARD_LIMIT
        elif seconds >= effect.breath_after_seconds:
            reason = EndReason.RAN_OVER
        self.seconds += seconds
        return AnswerEnded(self.seconds, effect.turn, reason, 0, 0, 1.0, 0.0)

    def _assessed(self, effect: Assess, behaviour: Behaviour) -> AnswerAssessed:
        section = self.script.sections[effect.section_index]
        is_courtesy = bool(section.rubric_id) and behaviour.intent not in ("repeat", "mute", "think")
        reply = section.replies[0].id if section.replies and behaviour.intent == "question" else ""
        return AnswerAssessed(
            self.seconds,
            effect.turn,
            "answer" if is_courtesy else behaviour.intent,
            (),
            behaviour.missing,
            effect.later_question_ids[-1:] if behaviour.also_answered else (),
            reply,
            behaviour.words,
            behaviour.besides,
            effect.terms if behaviour.terms else (),
        )

    # ---- what must always be true --------------------------------------------------------------------------------

    def _check_chosen(self, before: State, chosen: TurnChosen) -> None:
        last = sign_off_index(self.script)
        if chosen.part in PUT_ONCE and chosen.text != chosen.opening and not self._is_reply(chosen):
            key = (
                chosen.section_index,
                chosen.question_id,
                chosen.part,
                chosen.text.removeprefix(chosen.opening).strip(),
            )
            assert key not in self.put, f"put twice: {chosen.text}"
            self.put.add(key)
        for line in self._twice(before, chosen):
            raise AssertionError(f"twice in a row: {line}")
        if self.script.kind is not ScriptKind.DRILL and last is not None and not self.state.coaching:
            in_time = chosen.seconds_left > 0 or chosen.section_index >= last or chosen.part is Part.HANDOVER
            assert in_time, f"after the end of the minutes: {chosen}"

    def _is_reply(self, chosen: TurnChosen) -> bool:
        """What the candidate asked twice is answered twice."""
        return self.script.sections[chosen.section_index].kind is SectionKind.CANDIDATE_QUESTIONS

    def _twice(self, before: State, chosen: TurnChosen) -> list[str]:
        """Stock lines of several that stand in this line and in the one before."""
        last = before.last_texts[-1] if before.last_texts else ""
        if chosen.part in (Part.REPEAT, Part.HANDOVER) or self._is_put_again(chosen):
            return []
        lists = [lines for lines in vars(self.script.phrases).values() if len(lines) > 1]
        return [line for lines in lists for line in lines if holds(chosen.text, line) and holds(last, line)]

    def _is_put_again(self, chosen: TurnChosen) -> bool:
        """The open question, which may itself be a stock line ("can you say a little more?")."""
        return chosen.part is Part.REPLY and bool(self.state.question)

    def _check_effects(self) -> None:
        """An effect that stays pending stays the same; speaking and listening never go on together."""
        earlier = {effect.id: effect for effect in self.effects}
        self.effects = now = pending(self.script, self.state)
        for effect in now:
            if effect.id in earlier and isinstance(effect, Speak | Listen | Ring | WakeAt):
                assert effect == earlier[effect.id], f"{effect.id} changed while it was pending"
        kinds = {type(effect) for effect in now}
        assert not {Speak, Listen} <= kinds

    def check_sign_off_can_be_reached(self) -> None:
        """Somebody who is polite from here on is led to the sign-off and to the end."""
        ahead = Course(
            self.script, self.state, list(self.events), self.seconds, set(self.spoken), set(self.put), self.effects
        )
        leaving = self.state.leaving
        while ahead.state.phase is not Phase.ENDED:
            assert len(ahead.events) < MOST_EVENTS, "the call does not end"
            ahead.go_on(POLITE)
        last = sign_off_index(self.script)
        if last is not None and not leaving:
            chosen = [event for event in ahead.events if isinstance(event, TurnChosen)]
            assert any(event.section_index == last for event in chosen), "no sign-off"

    def check_end(self) -> None:
        """Of a course that has come to its end: limits held, and the journal gives the same state."""
        assert self.state.phase is Phase.ENDED
        assert replayed(self.script, self.events) == self.state
        self._check_length()

    def _check_length(self) -> None:
        """Not later than the minutes, the answer in progress then, and the sign-off."""
        last = sign_off_index(self.script)
        chosen = [event for event in self.events if isinstance(event, TurnChosen)]
        closing = next((event for event in chosen if event.section_index == last), None)
        coached = self.state.started is not None and self.state.started.coach
        if closing is None or closing.seconds_left >= 0 or coached:
            return  # with the coach the answer in progress may be followed by other tries, for which the clock stands
        before = self.events[: self.events.index(closing)]
        place, ended = next(
            (place, event)
            for place, event in reversed(list(enumerate(before)))
            if isinstance(event, AnswerEnded | TimePassed)
        )
        listened = next(event for event in reversed(before[:place]) if isinstance(event, PromptSpoken | TurnChosen))
        assert -closing.seconds_left <= ended.at_seconds - listened.at_seconds + 0.1, "later than it may be"


def replayed(script: Script, events: list[Event]) -> State:
    state = State()
    for event in events:
        state = step(script, state, event)
    return state


def all_kinds(turn: int, seconds: float) -> list[Event]:
    """An event of every kind that threads and keys can post, right or wrong for the state."""
    from simulator.interview import events as each

    return [
        each.CallAnswered(seconds),
        each.PromptSpoken(seconds, turn, 1.0, True, False, 0, 0),
        each.SpeechStarted(seconds, turn, 0),
        each.AnswerEnded(seconds, turn, EndReason.PAUSE, 0, 0, 1.0, 0.0),
        each.AnswerHeard(seconds, turn, Transcript("a secret", "typed", "", "")),
        each.AnswerAssessed(seconds, turn, "answer", (), (), (), "", 3, (), ()),
        each.TimePassed(seconds, f"t{turn}.wake"),
        each.RepeatAsked(seconds),
        each.PauseAsked(seconds),
        each.PauseEnded(seconds),
        each.HungUpByCandidate(seconds),
        each.SessionResumed(seconds, 1.0),
        each.CallEnded(seconds, "interviewer"),
        each.QuestionsDrawn(seconds, (), (), (), ()),
        each.SectionCutShort(seconds, 0, (), 0.0),
        each.GoodbyeChosen(seconds, "test"),
        each.SelfCheckOpened(seconds, 0),
        each.SelfChecked(seconds, 0, "nothing", "yes"),
        each.CoachingOpened(seconds, turn),
        each.CoachingGiven(seconds, turn, (), (), "", ""),
        each.CoachingChosen(seconds, Choice.GO_ON),
    ]
