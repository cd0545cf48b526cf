"""Small stand-ins for what the session needs of the world. Time passes only when they say so; nothing sleeps."""

from __future__ import annotations

from collections.abc import Mapping
from queue import Empty, Queue

from simulator.interview.effects import Assess, Coach, Effect, Hear, Listen, Prepare, Ring, Speak
from simulator.interview.events import (
    AnswerAssessed,
    AnswerEnded,
    AnswerHeard,
    CallAnswered,
    CoachingGiven,
    Difficulty,
    EndReason,
    Event,
    Mode,
    PromptSpoken,
    SessionStarted,
    SpeechStarted,
    Transcript,
)
from simulator.interview.intents import HOW_ARE_YOU, recognise
from simulator.interview.script import Script
from simulator.interview.state import State
from simulator.session import Session, World

WORDS_PER_SECOND = 2.5


class ManualClock:
    """Session time that is set forward by hand, or to the moment that is waited for."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def now_seconds(self) -> float:
        return self.seconds

    def wait(self, inbox: Queue[Event], until_seconds: float | None) -> Event | None:
        try:
            event = inbox.get_nowait()
        except Empty:
            assert until_seconds is not None, "nothing is coming and nothing is waited for"
            self.seconds = max(self.seconds, until_seconds)
            return None
        return event


class ScriptedVoice:
    """Speaks in no time at all, but takes the time on the clock; remembers what it said."""

    def __init__(self, inbox: Queue[Event], clock: ManualClock) -> None:
        self.inbox, self.clock = inbox, clock
        self.spoken: list[str] = []
        self.prepared: list[str] = []
        self.stopped: list[str] = []
        self.hung_up = 0
        self.effects: list[Effect] = []

    def ring(self, effect: Ring) -> None:
        self.inbox.put(CallAnswered(self.clock.seconds))

    def prepare(self, effect: Prepare) -> None:
        self.prepared += effect.texts

    def speak(self, effect: Speak) -> None:
        self.effects.append(effect)
        self.spoken.append(effect.text)
        seconds = len(effect.text.split()) / WORDS_PER_SECOND
        self.clock.seconds += seconds
        self.inbox.put(PromptSpoken(self.clock.seconds, effect.turn, seconds, True, False, 0, 0))

    def stop(self, effect_id: str) -> None:
        self.stopped.append(effect_id)

    def hang_up(self) -> None:
        self.hung_up += 1

    def close(self) -> None:
        pass


class ScriptedEar:
    """Hears what the answers say, by the name of what was asked; nothing where there is no such answer."""

    def __init__(self, inbox: Queue[Event], clock: ManualClock, answers: Mapping[str, str]) -> None:
        self.inbox, self.clock, self.answers = inbox, clock, answers
        self.asked: list[str] = []
        self.finished = 0

    def listen(self, effect: Listen) -> None:
        self.asked.append(effect.asked)
        text = self.answers.get(effect.asked)
        if text is None:
            return
        self.inbox.put(SpeechStarted(self.clock.seconds, effect.turn, 0))
        seconds = len(text.split()) / WORDS_PER_SECOND
        self.clock.seconds += seconds
        self.inbox.put(AnswerEnded(self.clock.seconds, effect.turn, EndReason.PAUSE, 0, 0, seconds, 0.0))

    def hear(self, effect: Hear) -> None:
        text = self.answers[self.asked[-1]] if self.asked else ""
        self.inbox.put(AnswerHeard(self.clock.seconds, effect.turn, Transcript(text, "typed", "", "")))

    def stop(self, effect_id: str) -> None:
        pass

    def finish_answer(self) -> None:
        self.finished += 1

    def close(self) -> None:
        pass


class WordAssessor:
    """An idea counts as heard where its id stands in the answer."""

    def __init__(self, script: Script) -> None:
        self.script = script

    def assess(self, effect: Assess, at_seconds: float) -> AnswerAssessed:
        question = self.script.questions.get(effect.question_id)
        ideas = [probe.concept_id for probe in question.probes] if question else []
        found = tuple(idea for idea in ideas if idea in effect.text)
        missing = tuple(idea for idea in ideas if idea not in effect.text)
        newest = effect.text.rsplit("\n", 1)[-1]
        section = self.script.sections[effect.section_index]
        kind = recognise(newest).kind.value
        if section.rubric_id and kind not in ("repeat", "mute", "think"):
            kind = "answer"
        elif newest.endswith("?") and not question:
            kind = "question"
        word_count = 0 if kind == "think" and not recognise(newest).phrase else len(newest.split())
        held = ("small_talk", HOW_ARE_YOU) if "how are you" in newest.lower() else ()
        terms = tuple(term for term in effect.terms if term in newest)
        return AnswerAssessed(at_seconds, effect.turn, kind, found, missing, (), "", word_count, held, terms)

    def coach(self, effect: Coach, at_seconds: float) -> CoachingGiven:
        return CoachingGiven(at_seconds, effect.turn, (), (), "Say more.", f"A good answer to {effect.question_id}.")


class MemoryJournal:
    def __init__(self) -> None:
        self.events: list[Event] = []

    def append(self, event: Event) -> None:
        self.events.append(event)


class SilentDisplay:
    def show(self, event: Event, state: State) -> None:
        pass


class FakeCall:
    """A whole session over stand-ins. `run` takes it to its end; voice, ear and journal can be looked at after."""

    def __init__(self, script: Script, answers: Mapping[str, str], state: State | None = None) -> None:
        self.script = script
        self.inbox: Queue[Event] = Queue()
        self.clock = ManualClock()
        self.voice = ScriptedVoice(self.inbox, self.clock)
        self.ear = ScriptedEar(self.inbox, self.clock, answers)
        self.journal = MemoryJournal()
        world = World(self.clock, self.voice, self.ear, WordAssessor(script), self.journal, SilentDisplay())
        self.session = Session(script, world, self.inbox, state)

    def run(self, first: Event) -> FakeCall:
        self.session.run(first)
        return self

    @property
    def events(self) -> list[Event]:
        return self.journal.events

    def chosen(self, kind: type[Event]) -> list[Event]:
        return [event for event in self.events if isinstance(event, kind)]


def started(
    script: Script,
    minutes: int = 10,
    seed: int = 1,
    name: str = "Mike",
    coach: bool = False,
    difficulties: tuple[Difficulty, ...] = (),
) -> SessionStarted:
    """The first event of a session."""
    return SessionStarted(
        at_seconds=0.0,
        script_id=script.id,
        script_digest=script.digest,
        seed=seed,
        minutes=minutes,
        candidate_name=name,
        interviewer_id=script.interviewers[0].id,
        company=script.company,
        role=script.role,
        mode=Mode.VOICE,
        candidate_say_name=name,
        difficulties=difficulties,
        coach=coach,
    )
