"""A candidate who is a program: answers every prompt of an interview in text, by seed, on a clock that is set forward.

No sound. The interviewer, the intents and the rubrics are the real ones; only the voice and the ear are stand-ins.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from queue import Queue

from simulator.assessor import RubricAssessor
from simulator.cli.call_plan import CallPlan
from simulator.content.compiling import LoadedScript
from simulator.interview.effects import Hear, Listen
from simulator.interview.events import (
    AnswerEnded,
    AnswerHeard,
    EndReason,
    Event,
    Mode,
    SpeechStarted,
    Transcript,
)
from simulator.interview.state import State
from simulator.session import Session, World
from tests.fakes import ManualClock, MemoryJournal, ScriptedVoice, SilentDisplay

WORDS_PER_SECOND = 2.4
"""144 words a minute, in the middle of what is ordinary."""
PAUSE_SECONDS = 2.5
"""The patience after an answer."""

QUESTIONS = (
    "How big is the team?",
    "What are the next steps?",
    "What would my first project be?",
    "Which tools do you use?",
    "Do you have a works council?",
    "No, thank you, that was everything.",
)


@dataclass
class Candidate:
    """An Ear (see simulator.ports) that also speaks. `quality`: how likely an answer holds all that it should."""

    loaded: LoadedScript
    name: str
    seed: int
    inbox: Queue[Event]
    clock: ManualClock
    quality: float = 0.6
    asides: float = 0.15
    said: dict[int, str] = field(default_factory=dict)
    own_questions: int = 0
    aside_on: set[str] = field(default_factory=set)

    def listen(self, effect: Listen) -> None:
        text = self._answer(effect)
        if not text:
            return  # silence
        self.said[effect.turn] = text
        self.inbox.put(SpeechStarted(self.clock.seconds + 0.5, effect.turn, 0))
        seconds = len(text.split()) / WORDS_PER_SECOND
        reason = EndReason.PAUSE
        if seconds > effect.breath_after_seconds:
            seconds, reason = effect.breath_after_seconds + 3.0, EndReason.RAN_OVER
            self.said[effect.turn] = " ".join(text.split()[: round(seconds * WORDS_PER_SECOND)])
        self.clock.seconds += 0.5 + seconds + (PAUSE_SECONDS if reason is EndReason.PAUSE else 0.8)
        self.inbox.put(AnswerEnded(self.clock.seconds, effect.turn, reason, 0, 0, seconds, 0.5))

    def hear(self, effect: Hear) -> None:
        transcript = Transcript(self.said.get(effect.turn, ""), "moonshine", "", "")
        self.inbox.put(AnswerHeard(self.clock.seconds, effect.turn, transcript))

    def stop(self, effect_id: str) -> None:
        pass

    def finish_answer(self) -> None:
        pass

    def close(self) -> None:
        pass

    # ---- what is said --------------------------------------------------------------------------------------------

    def _answer(self, effect: Listen) -> str:
        name = effect.asked.removesuffix(".again")
        chance = random.Random(f"{self.seed}/{effect.asked}/{len(self.said)}")
        again = effect.asked.endswith(".again")
        base = name.split(".")[0]
        if base in ("greeting", "reception"):
            return "I'm good, thanks." if again else f"Hello, this is {self.name}. How are you today?"
        if base == "briefing":
            return "" if again or chance.random() < 1 - self.asides else "Sorry, how big is the team?"
        if base == "candidate_questions":
            self.own_questions += 1
            return QUESTIONS[min(self.own_questions, len(QUESTIONS)) - 1]
        if base in ("sign_off", "closing"):
            return "Thank you for your time. I really enjoyed our conversation, and I look forward to hearing from you."
        if not again and "." not in name and name not in self.aside_on and chance.random() < self.asides:
            self.aside_on.add(name)
            return chance.choice(
                ["Sorry, could you repeat that?", "Let me think for a second.", "May I take notes?", "Um."]
            )
        return self._content(name, chance)

    def _content(self, name: str, chance: random.Random) -> str:
        rubric = self.loaded.rubrics.get(name.split(".")[0])
        if rubric is None:
            return "Yes, I think so."
        sentences = [sentence.strip() + "." for sentence in rubric.model_answer.split(".") if sentence.strip()]
        if "." in name:  # a probe or a follow-up
            return " ".join(sentences[len(sentences) // 2 :])
        draw = chance.random()
        if draw < self.quality:
            return self._at_length(name, sentences)
        if draw < self.quality + 0.2:
            return " ".join(sentences[: max(1, len(sentences) // 2)])
        if draw < self.quality + 0.27:
            return "I'm not sure about that one, sorry."
        if draw < self.quality + 0.32:
            return ""
        return " ".join(sentences) + " " + " ".join(["And to give you one more example, that was a long story."] * 25)

    def _at_length(self, name: str, sentences: list[str]) -> str:
        """Problems talked through take their time: model answers of these are only a summary."""
        question = self.loaded.script.questions[name]
        text = " ".join(sentences)
        if question.kind not in ("whiteboard", "programming", "case_study", "introduction"):
            return text
        words = round(0.8 * question.expected_seconds * WORDS_PER_SECOND)
        padding = "And to go through that step once more, a little more slowly, so that it is clear."
        while len(text.split()) < words:
            text += " " + padding
        return text


@dataclass(frozen=True)
class Conversation:
    """A whole interview, as its journal has it."""

    loaded: LoadedScript
    events: list[Event]
    state: State
    seconds: float


def converse(loaded: LoadedScript, minutes: int, seed: int, name: str = "Alex", calm: bool = True) -> Conversation:
    """Run one interview from ring to hang-up."""
    plan = CallPlan(loaded, minutes, seed, name, Mode.VOICE, calm=calm)
    started = plan.started()
    inbox: Queue[Event] = Queue()
    clock = ManualClock()
    caller = loaded.script.interviewer(started.interviewer_id)
    names = {
        "candidate": name,
        "interviewer": caller.name,
        "interviewer_first": caller.name.split()[0],
        "company": started.company,
        "role": started.role,
    }
    candidate = Candidate(loaded, name, seed, inbox, clock)
    assessor = RubricAssessor(loaded.script, loaded.rubrics, loaded.rules, names)
    journal = MemoryJournal()
    world = World(clock, ScriptedVoice(inbox, clock), candidate, assessor, journal, SilentDisplay(), attended=False)
    session = Session(loaded.script, world, inbox)
    session.run(started)
    return Conversation(loaded, journal.events, session.state, clock.seconds)
