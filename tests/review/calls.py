"""Calls told by hand: a small script with its texts, and a builder that writes the events of a call as it goes."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from simulator.content.compiling import LoadedScript, Source
from simulator.content.library import Library
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
    Difficulty,
    EndReason,
    Event,
    GoodbyeChosen,
    Mode,
    Part,
    PromptSpoken,
    QuestionsDrawn,
    RecordingStarted,
    SelfChecked,
    SelfCheckOpened,
    SelfRated,
    SessionResumed,
    SessionStarted,
    SpeechStarted,
    Stretch,
    Transcript,
    TranscriptRevised,
    TurnChosen,
)
from simulator.journal.store import SessionSummary

RATE_HZ = 16000
GREETING, BRIEFING, QUESTIONS, CANDIDATE, SIGN_OFF = range(5)

SCRIPT = """
title: A short call about data
kind: phone_screen
minutes: {default: 10, least: 5, most: 15}
company: Initech
role: machine-learning engineer
interviewers:
  - {id: cindy, name: Cindy Moss, title: Recruiter}
sections:
  - kind: greeting
    say: "Hello, this is {interviewer_first} from {company}. How are you today?"
    then: "Glad to hear it."
  - kind: briefing
    say: "We have about {minutes} minutes."
  - kind: questions
    questions: [database, overfitting, last_job]
  - kind: candidate_questions
    say: "What would you like to ask me?"
    replies:
      - {id: team, asked: ["how big is the team"], text: "We are six."}
    fallback: "I will find out for you."
  - kind: sign_off
    say: "Thank you for your time, {candidate}."
    then: "Goodbye."
"""

ON_SITE = """
title: An afternoon about data
kind: onsite
minutes: {default: 30, least: 20, most: 60}
company: Initech
role: machine-learning engineer
interviewers:
  - {id: cindy, name: Cindy Moss, title: Recruiter}
  - {id: raj, name: Raj Patel, title: Engineer}
  - {id: ida, name: Ida Berg, title: Analyst}
sections:
  - kind: self_check
    title: Before you go in
    checks:
      - {id: early, ask: "Are you 15 minutes early?"}
      - {id: phone, ask: "Is your phone off?"}
  - {kind: greeting, title: Reception, interviewer: cindy, say: "Hello, how are you?"}
  - {kind: whiteboard, interviewer: raj, questions: [overfitting]}
  - {kind: questions, title: Panel, panel: [raj, ida], questions: [database, last_job]}
  - {kind: candidate_questions, interviewer: raj, say: "What would you like to ask?", fallback: "I will find out."}
  - {kind: sign_off, interviewer: cindy, say: "Thank you for coming, {candidate}."}
"""
ON_SITE_SECTIONS = CHECK, RECEPTION, WHITEBOARD, PANEL, ASK_US, GOODBYE = range(6)

DATABASE = """
ask: What is a database?
kind: technical
expected_seconds: 40
target: {least_words: 10, most_words: 60}
concepts:
  - id: container
    idea: it is a container for objects
    phrasings: [container for objects, holds objects]
    probe: What does it hold?
  - id: table
    idea: the core object is the table
    phrasings: [core object is the table, main object is a table]
    probe: Which object matters most?
  - id: structured
    idea: a table holds structured data
    phrasings: [table holds structured data, structured data in tables]
  - id: query
    idea: it is asked with a query language
    phrasings: [asked with a query language, queried with sql]
model_answer: A database is a container for objects. The core object is the table. A table holds structured data.
"""

OVERFITTING = """
ask: What is overfitting?
kind: technical
expected_seconds: 40
target: {least_words: 8, most_words: 40}
concepts:
  - id: noise
    idea: the model learns the noise of the training data
    weight: 2
    phrasings: [learns the noise, memorises the training data]
    probe: What does it learn that it should not?
  - id: unseen
    idea: it does badly on data it has not seen
    phrasings: [does badly on unseen data, does not generalise]
model_answer: The model learns the noise of the training data and does badly on unseen data.
"""

LAST_JOB = """
ask: Why did you leave your last job?
kind: behavioural
expected_seconds: 40
target: {least_words: 8, most_words: 60}
concepts:
  - id: forward
    idea: what you are looking for next
    phrasings: [looking for, want to work on]
model_answer: I am looking for a team that works on models in production.
"""


@cache
def loaded(script: str = "short_call") -> LoadedScript:
    """A script and the questions above, with the behaviour rubrics, rules and stock lines that ship."""
    texts = {"database": DATABASE, "overfitting": OVERFITTING, "last_job": LAST_JOB}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "questions").mkdir()
        (folder / "short_call.yaml").write_text(SCRIPT, encoding="utf-8")
        (folder / "on_site.yaml").write_text(ON_SITE, encoding="utf-8")
        for question, text in texts.items():
            (folder / "questions" / f"{question}.yaml").write_text(text, encoding="utf-8")
        return Library.default([folder]).script(script)


def sources() -> tuple[Source, ...]:
    return loaded().sources


SUMMARY = SessionSummary("2026-11-22-1", "2026-11-22T13:05:00.000+00:00", "0.1.0", 0)

QUESTION_TEXTS = {
    "database": "What is a database?",
    "overfitting": "What is overfitting?",
    "last_job": "Why did you leave your last job?",
}


@dataclass
class Call:
    """Tells a call event by event. Each prompt takes 2 s, each answer a third of a second for every word."""

    mode: Mode = Mode.VOICE
    events: list[Event] = field(default_factory=list)
    at_seconds: float = 0.0
    turn: int = 0
    planned_seconds: tuple[float, ...] = ()
    difficulties: tuple[Difficulty, ...] = ()
    coach: bool = False
    script: str = "short_call"

    def began(self, record: bool = True) -> Call:
        self.add(
            SessionStarted(
                0.0,
                self.script,
                loaded(self.script).script.digest,
                7,
                10,
                "Mike",
                "cindy",
                "Initech",
                "machine-learning engineer",
                self.mode,
                "Mike",
                self.difficulties,
                self.coach,
            )
        )
        places = (QUESTIONS,) * 3 if self.script == "short_call" else (PANEL, WHITEBOARD, PANEL)
        self.add(QuestionsDrawn(0.0, ("database", "overfitting", "last_job"), places, (), self.planned_seconds))
        self.add(CallAnswered(0.0))
        if record and self.mode is not Mode.TYPED:
            self.add(RecordingStarted(0.0, "2026-11-22-1.pcm", RATE_HZ, "a microphone", 0))
        return self

    def add(self, event: Event) -> Call:
        self.events.append(event)
        return self

    @property
    def seconds_left(self) -> float:
        """Of ten minutes that never stand."""
        return 600.0 - self.at_seconds

    @property
    def frame(self) -> int:
        return round(self.at_seconds * RATE_HZ)

    def say(
        self,
        section: int,
        text: str,
        part: Part = Part.MAIN,
        question: str = "",
        reason: str = "next in the plan",
        concept: str = "",
        expects_answer: bool = True,
        interviewer: str = "cindy",
        room_seconds: float = 0.0,
    ) -> Call:
        self.turn += 1
        self.add(
            TurnChosen(
                self.at_seconds,
                self.turn,
                section,
                question,
                part,
                concept,
                text,
                "",
                interviewer,
                expects_answer,
                reason,
                self.seconds_left,
                room_seconds,
            )
        )
        if part is Part.WAIT:
            return self
        start = self.frame
        self.at_seconds += 2.0
        return self.add(PromptSpoken(self.at_seconds, self.turn, 2.0, True, False, start, self.frame))

    def ask(self, question: str, part: Part = Part.MAIN, text: str = "", concept: str = "", reason: str = "") -> Call:
        asked = "" if part is Part.WAIT else text or QUESTION_TEXTS[question]
        return self.say(QUESTIONS, asked, part, question, reason or "next in the plan", concept)

    def line(self, section: int, text: str) -> Call:
        return self.say(section, text, Part.SAY, expects_answer=False)

    def speak(self) -> Call:
        return self.add(SpeechStarted(self.at_seconds, self.turn, self.frame))

    def answer(
        self,
        text: str,
        intent: str = "answer",
        engine: str = "moonshine",
        also_answered: tuple[str, ...] = (),
        besides: tuple[str, ...] = (),
        words: int | None = None,
    ) -> Call:
        self.speak().ended(text).add(AnswerHeard(self.at_seconds, self.turn, self.transcript(text, engine)))
        count = len(text.split()) if words is None else words
        return self.add(
            AnswerAssessed(self.at_seconds, self.turn, intent, (), (), also_answered, "", count, besides, ())
        )

    def ended(self, text: str = "some words") -> Call:
        self.started_seconds = self.at_seconds
        speech_seconds = len(text.split()) / 3
        self.at_seconds += speech_seconds
        start = round(self.started_seconds * RATE_HZ)
        reason = EndReason.END_OF_INPUT if self.mode is Mode.TYPED else EndReason.PAUSE
        return self.add(AnswerEnded(self.at_seconds, self.turn, reason, start, self.frame, speech_seconds, 0.4, (0.4,)))

    def transcript(self, text: str, engine: str = "moonshine") -> Transcript:
        if self.mode is Mode.TYPED:
            return Transcript(text, "typed", "", "")
        stretch = Stretch(self.started_seconds, self.at_seconds, text)
        return Transcript(text, engine, "tiny", "1", (stretch,) if text else ())

    def revised(self, turn: int, text: str, engine: str = "whisper") -> Call:
        return self.add(TranscriptRevised(self.at_seconds, turn, Transcript(text, engine, "base.en", "1")))

    def coached(self, found: tuple[str, ...], missing: tuple[str, ...], advice: str, choice: Choice) -> Call:
        """The coach looks at the answer for ten seconds, and the person chooses."""
        self.add(CoachingOpened(self.at_seconds, self.turn))
        self.add(CoachingGiven(self.at_seconds, self.turn, found, missing, advice, "It holds objects."))
        return self.later(10.0).add(CoachingChosen(self.at_seconds, choice))

    def later(self, seconds: float) -> Call:
        """Time goes by."""
        self.at_seconds += seconds
        return self

    def resumed(self, away_seconds: float = 3600.0) -> Call:
        return self.add(SessionResumed(self.at_seconds, away_seconds))

    def over(self, by: str = "interviewer") -> Call:
        self.add(GoodbyeChosen(self.at_seconds, "everything is said"))
        return self.add(CallEnded(self.at_seconds, by))


def whole_call(mode: Mode = Mode.VOICE) -> Call:
    """Greeting, a good answer, one that needs a probe, one that speaks ill, a sign-off."""
    call = Call(mode).began()
    call.say(GREETING, "Hello, this is Cindy from Initech. How are you today?")
    call.answer("Hello Cindy. This is Mike. I'm well, thank you. How are you today?")
    call.line(GREETING, "Glad to hear it.")
    call.line(BRIEFING, "We have about 10 minutes.")
    call.ask("database").answer(
        "A database is a container for objects. The core object is the table. A table holds structured data."
    )
    call.ask("overfitting").answer("It is when a model does badly on unseen data, which happens quite often.")
    call.ask(
        "overfitting", Part.PROBE, "What does it learn that it should not?", "noise", "'noise' was not heard"
    ).answer("It learns the noise of the training data.")
    call.ask("last_job").answer("My last manager was a clueless idiot and the company was terrible.")
    call.say(CANDIDATE, "What would you like to ask me?").answer("How big is the team?", intent="question")
    call.line(CANDIDATE, "We are six.")
    call.say(SIGN_OFF, "Thank you for your time, Mike.")
    call.answer("I've enjoyed speaking with you, thanks for your time and for discussing your opportunity.")
    call.line(SIGN_OFF, "Goodbye.")
    return call.over()


def on_site_call() -> Call:
    """All that can stand in a review: self-check, panel, coach, another try, credit, honesty, asides, manners."""
    call = Call(
        script="on_site",
        coach=True,
        difficulties=(Difficulty.TELEPHONE, Difficulty.RUSHED),
        planned_seconds=(0.0, 10.0, 45.0, 60.0, 30.0, 10.0),
    ).began()
    call.add(SelfCheckOpened(0.0, CHECK)).later(20.0).add(SelfChecked(20.0, CHECK, "early", "yes"))
    call.later(20.0).add(SelfChecked(40.0, CHECK, "phone", ""))
    call.say(RECEPTION, "Hello, how are you?")
    call.answer("Hello Cindy. This is Mike. I'm well, and you?", besides=("small_talk",))
    call.say(WHITEBOARD, "What is overfitting?", question="overfitting", interviewer="raj")
    call.answer("May I take notes?", intent="notes")
    call.say(WHITEBOARD, "Please do.", Part.REPLY, "overfitting", interviewer="raj").answer(
        "um", intent="think", words=0
    )
    call.say(WHITEBOARD, "", Part.WAIT, "overfitting", interviewer="raj")
    call.answer("A model that does badly on unseen data.")
    call.coached(
        ("it does badly on data it has not seen",),
        ("it learns the noise",),
        "Say also: it learns the noise.",
        Choice.AGAIN,
    )
    call.say(WHITEBOARD, "What is overfitting?", Part.AGAIN, "overfitting", "another try", interviewer="raj")
    both = "It learns the noise, and does badly on unseen data. A database, by the way, is a container for objects, and"
    call.answer(f"{both} the core object is the table.", also_answered=("database",))
    call.coached(("it learns the noise",), (), "Keep this answer as it is.", Choice.GOOD_ANSWER)
    call.say(
        WHITEBOARD,
        "The model learns the noise of the training data.",
        Part.GOOD_ANSWER,
        "overfitting",
        "asked to hear a good answer",
        expects_answer=False,
        interviewer="raj",
    )
    call.add(CoachingChosen(call.at_seconds, Choice.GO_ON))
    call.say(WHITEBOARD, "Over to you, Ida.", Part.HANDOVER, "", expects_answer=False, interviewer="raj")
    call.say(PANEL, "Why did you leave your last job?", question="last_job", interviewer="ida")
    call.answer("I'm not sure how to say that.", intent="dont_know").later(80.0)
    call.say(ASK_US, "What would you like to ask?", interviewer="raj")
    call.answer("How big is the team?", intent="question")
    call.say(ASK_US, "I will find out. Anything else?", interviewer="raj").answer("No, thank you.", besides=("thanks",))
    call.say(GOODBYE, "Thank you for coming, Mike.").answer("Thank you for your time, I enjoyed it.")
    return call.over().add(SelfRated(call.at_seconds, 4))
