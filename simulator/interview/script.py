"""What an interview is made of, compiled: Script, Section, Question. Plain values, read-only.

Texts may hold the places {candidate}, {interviewer}, {interviewer_first}, {company}, {role} and {minutes};
`simulator.interview.wording.fill` puts the session's own words there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class ScriptKind(StrEnum):
    PHONE_SCREEN = "phone_screen"
    ONSITE = "onsite"
    DRILL = "drill"


class SectionKind(StrEnum):
    GREETING = "greeting"
    BRIEFING = "briefing"
    QUESTIONS = "questions"
    WHITEBOARD = "whiteboard"
    """Questions: a complex idea in simple terms."""
    PROGRAMMING = "programming"
    """Questions: a small problem, talked through."""
    CASE_STUDY = "case_study"
    """Questions: how would you build it?"""
    CANDIDATE_QUESTIONS = "candidate_questions"
    SIGN_OFF = "sign_off"
    SELF_CHECK = "self_check"
    """No conversation: what no microphone can hear, asked on the screen while the clock stands."""


ASKING = (SectionKind.QUESTIONS, SectionKind.WHITEBOARD, SectionKind.PROGRAMMING, SectionKind.CASE_STUDY)
"""Sections that ask questions of the script."""


@dataclass(frozen=True)
class Interviewer:
    """Who calls. `say_name` is the name as the voice must be told to pronounce it."""

    id: str
    name: str
    title: str
    say_name: str
    voice: str = ""
    """A voice of the machine's speech engine; empty for the default English one."""
    rate_words_per_minute: int = 165
    company: str = ""
    """Where this interviewer calls from, if not from the script's company."""


@dataclass(frozen=True)
class Probe:
    """A follow-up question asked when the concept was not heard."""

    concept_id: str
    text: str


@dataclass(frozen=True)
class FollowUp:
    """A question that goes deeper, asked when the answer was complete."""

    concept_id: str
    text: str
    term: str = ""
    """Asked only where the person said this ("structured data"); empty: always fits."""
    same_as: str = ""
    """A question that asks the same; where it is planned or was asked, this is not asked."""


@dataclass(frozen=True)
class Reference:
    """How a question refers back to something said earlier."""

    term: str
    """What the person must have said, in an earlier question."""
    text: str
    """Said before the question: "Earlier you mentioned cross-validation."."""


@dataclass(frozen=True)
class Question:
    """What is asked and how to follow up. What a good answer holds is the Rubric's matter, found under the same id."""

    id: str
    text: str
    kind: str
    """technical, behavioural, introduction, motivation, logistics, whiteboard, programming, case_study or listening"""
    topics: tuple[str, ...]
    level: str
    """junior, mid or senior"""
    expected_seconds: float
    """How long a good answer takes; the time plan counts with it."""
    probes: tuple[Probe, ...] = ()
    """Heaviest concept first."""
    follow_ups: tuple[FollowUp, ...] = ()
    priority: int = 3
    """1 is kept longest when time runs short, 5 is dropped first."""
    clarification: str = ""
    """The question in other words, for a person who asks what is meant."""
    same_as: tuple[str, ...] = ()
    """Questions that ask the same; only one of them is asked in a session."""
    references: tuple[Reference, ...] = ()


@dataclass(frozen=True)
class Reply:
    """One thing that a candidate may ask, and what the interviewer answers."""

    id: str
    asked: tuple[str, ...]
    text: str
    """Empty: a detail for a later conversation; a stock line says so."""


@dataclass(frozen=True)
class SelfCheck:
    """One yes-or-no question about what no microphone can hear."""

    id: str
    text: str


@dataclass(frozen=True)
class Section:
    """A stretch of the interview. Which fields matter depends on `kind`."""

    kind: SectionKind
    interviewer_id: str
    """Empty: one of the script's interviewers is drawn by seed and stays for the session."""
    say: tuple[tuple[str, ...], ...] = ()
    """Spoken in this order; each piece is a choice of variants, of which the seed takes one."""
    then: tuple[str, ...] = ()
    """Variants of what is said after the person's answer (greeting, sign-off)."""
    budget_seconds: float = 0.0
    """Planned length at the script's default minutes; scaled to the minutes asked for."""
    question_ids: tuple[str, ...] = ()
    """The pool to ask from, most important first."""
    drawn: bool = False
    """True: take from the pool by seed. False: ask in the order given."""
    replies: tuple[Reply, ...] = ()
    fallback: tuple[str, ...] = ()
    """Variants of the answer to a question that no reply fits."""
    rubric_id: str = ""
    """The behaviour rubric by which the person's words in this section are scored (greeting, sign_off)."""
    title: str = ""
    """As shown: "Panel", "Whiteboard"; empty: its kind."""
    panel: tuple[str, ...] = ()
    """Interviewers who take turns in asking, by id; they hand over to each other."""
    checks: tuple[SelfCheck, ...] = ()


@dataclass(frozen=True)
class Phrases:
    """The interviewer's stock lines, each a choice of variants."""

    acknowledgements: tuple[str, ...]
    patience: tuple[str, ...]
    """Said once when a person has been silent for a while ("Take your time.")."""
    offer: tuple[str, ...]
    """Said when silence goes on: an offer to repeat or to move on."""
    move_on: tuple[str, ...]
    """Said before going on without an answer."""
    repeat: tuple[str, ...]
    """Said before a question is repeated ("Of course.")."""
    say_more: tuple[str, ...]
    """Asked after a one-word answer."""
    not_known: tuple[str, ...]
    """Said kindly after "I don't know"."""
    welcome_back: tuple[str, ...]
    """Said when a broken-off session goes on."""
    more_questions: tuple[str, ...]
    """Asked after a candidate's question was answered."""
    short_of_time: tuple[str, ...]
    """Said when questions are dropped for lack of time."""
    small_talk: tuple[str, ...] = ()
    """In answer to "how are you?"."""
    glad: tuple[str, ...] = ()
    """Said after the person answered the interviewer's own "and you?"."""
    notes: tuple[str, ...] = ()
    """In answer to "may I take notes?": always yes."""
    thinking: tuple[str, ...] = ()
    """In answer to "let me think"."""
    muted: tuple[str, ...] = ()
    """In answer to "sorry, I was on mute": please begin again."""
    clarify: tuple[str, ...] = ()
    """Said before a question is put again to somebody who asked what is meant."""
    deferred: tuple[str, ...] = ()
    """In answer to a detailed question that belongs into a later conversation."""
    no_reply: tuple[str, ...] = ()
    """In answer to a question that the script has no reply to, where its section has no fallback of its own."""
    back_to_question: tuple[str, ...] = ()
    """Said between a reply and the question that is still open."""
    ran_over: tuple[str, ...] = ()
    """Said when an answer was ended at a breath because it ran far past its time."""
    still_there: tuple[str, ...] = ()
    """Said in silence where nothing was asked that needs thought."""
    handover: tuple[str, ...] = ()
    """Said by an interviewer who gives the word to {next_first}."""
    taking_over: tuple[str, ...] = ()
    """Said by an interviewer to whom {previous_first} gave the word."""
    time_is_up: tuple[str, ...] = ()
    """Said before the sign-off where the minutes are over."""


@dataclass(frozen=True)
class Script:
    id: str
    kind: ScriptKind
    title: str
    minutes_default: int
    minutes_least: int
    minutes_most: int
    company: str
    role: str
    interviewers: tuple[Interviewer, ...]
    sections: tuple[Section, ...]
    phrases: Phrases
    digest: str
    """SHA-256 (hex) of the texts it was compiled from: script and questions."""
    questions: Mapping[str, Question] = field(default_factory=dict)
    surprise_id: str = ""
    """The question that a difficult line may bring up unexpectedly; empty for none."""
    follow_ups: bool = True
    """False: complete answers are not followed up, so that the interview stays short."""

    @property
    def replies(self) -> tuple[Reply, ...]:
        """All that a candidate may ask, whenever it is asked."""
        return tuple(reply for section in self.sections for reply in section.replies)

    def interviewer(self, interviewer_id: str) -> Interviewer:
        """Raises KeyError for an id that the script does not have."""
        for interviewer in self.interviewers:
            if interviewer.id == interviewer_id:
                return interviewer
        raise KeyError(interviewer_id)
