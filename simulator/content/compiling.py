"""Texts to Script, Rubric and Rules. Everything a script is compiled from is a Source, and the sources alone are
enough: a session of last year is reviewed from the texts in its journal, whatever became of the files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum

from pydantic import BaseModel

from simulator.content import schemas
from simulator.content.also import terms_of, told_as_of, with_also, with_behaviour
from simulator.content.reading import Reader
from simulator.content.rule_files import RULE_NAMES, rules_from
from simulator.content.schemas import BehaviourFile, PhrasesFile, QuestionFile, ScriptFile
from simulator.interview.script import (
    FollowUp,
    Interviewer,
    Phrases,
    Probe,
    Question,
    Reference,
    Reply,
    Script,
    ScriptKind,
    Section,
    SectionKind,
    SelfCheck,
)
from simulator.scoring.rubric import Concept, Misconception, Rubric, RubricKind, Rules, TargetLength

MANNERS = "call_manners"
"""The rubric for the manners of a whole call where a script names no other."""


class SourceKind(StrEnum):
    SCRIPT = "script"
    PHRASES = "phrases"
    QUESTION = "question"
    BEHAVIOUR = "behaviour"
    RULES = "rules"


@dataclass(frozen=True)
class Source:
    """One text that a script was compiled from."""

    kind: str
    """A SourceKind."""
    id: str
    """The file's name without .yaml."""
    file_name: str
    """Within its content folder: rubrics/questions/overfitting.yaml."""
    digest: str
    """SHA-256 (hex) of the text."""
    text: str


@dataclass(frozen=True)
class LoadedScript:
    """A script with everything that asking and scoring it needs."""

    script: Script
    rubrics: Mapping[str, Rubric]
    """By id: one for each question, and the behaviour rubrics that the sections name."""
    rules: Rules
    sources: tuple[Source, ...]
    manners_id: str = ""
    """The rubric for the manners of the whole call; empty where none looks at them."""


def compile_sources(sources: Sequence[Source], reader: Reader | None = None) -> LoadedScript:
    """Build a script from texts alone. Raises ContentError where a text is not valid under today's rules."""
    reader = reader or Reader()
    by_kind = {kind: {source.id: source for source in sources if source.kind == kind} for kind in SourceKind}
    (script_source,) = by_kind[SourceKind.SCRIPT].values()
    (phrases_source,) = by_kind[SourceKind.PHRASES].values()
    script_file = reader.read(script_source.text, script_source.file_name, ScriptFile)
    stock = reader.read(phrases_source.text, phrases_source.file_name, PhrasesFile)
    questions = {
        source.id: reader.read(source.text, source.file_name, QuestionFile)
        for source in by_kind[SourceKind.QUESTION].values()
    }
    behaviours = {
        source.id: behaviour_rubric(source.id, reader.read(source.text, source.file_name, BehaviourFile), source.digest)
        for source in by_kind[SourceKind.BEHAVIOUR].values()
    }
    asked_about = {
        name: question_rubric(name, file, by_kind[SourceKind.QUESTION][name].digest, behaviours)
        for name, file in questions.items()
    }
    asked = [script_source, phrases_source, *by_kind[SourceKind.QUESTION].values()]
    script = compile_script(script_source.id, script_file, stock, questions, _digest_of_all(asked))
    rules = compile_rules(by_kind[SourceKind.RULES], reader)
    manners_id = manners_of(script_file)
    return LoadedScript(
        script,
        {**asked_about, **behaviours},
        rules,
        tuple(sources),
        manners_id if manners_id in behaviours else "",
    )


def manners_of(file: ScriptFile) -> str:
    """The id of the rubric for the whole call's manners; empty where none is to look at them."""
    if file.manners is not None:
        return file.manners
    return "" if ScriptKind(file.kind) is ScriptKind.DRILL else MANNERS


def compile_rules(sources: Mapping[str, Source], reader: Reader) -> Rules:
    """The rules from their texts, by name. Raises KeyError where one of RULE_NAMES is not given."""

    def read(name: str, model: type[BaseModel]) -> BaseModel:
        return reader.read(sources[name].text, sources[name].file_name, model)

    return rules_from(read, {name: sources[name].digest for name in RULE_NAMES})


def fits_draw(question: QuestionFile, draw: schemas.DrawFile) -> bool:
    """Whether a question may be drawn: it fits every key that is given."""
    return (
        (not draw.topics or bool(set(draw.topics) & set(question.topics)))
        and (not draw.levels or question.level in draw.levels)
        and (not draw.kinds or question.kind in draw.kinds)
    )


def question_pools(script: ScriptFile, questions: Mapping[str, QuestionFile]) -> list[tuple[str, ...]]:
    """For each section the ids it asks from. A question belongs to one section: where it is named, or first drawn."""
    taken = {
        name for section in script.sections if isinstance(section, schemas.QuestionsFile) for name in section.questions
    } | ({script.surprise} if script.surprise else set())
    pools: list[tuple[str, ...]] = []
    for section in script.sections:
        pool: tuple[str, ...] = ()
        if isinstance(section, schemas.QuestionsFile):
            pool = section.questions
            if section.draw is not None:
                fitting = [name for name in questions if name not in taken and fits_draw(questions[name], section.draw)]
                pool = tuple(sorted(fitting, key=lambda name: (questions[name].priority, name)))
                taken.update(pool)
        pools.append(pool)
    return pools


def compile_script(
    script_id: str, file: ScriptFile, stock: PhrasesFile, questions: Mapping[str, QuestionFile], digest: str
) -> Script:
    """The Script of validated files. `questions` must hold what the sections name."""
    pools = question_pools(file, questions)
    open_seconds = _open_budget_seconds(file)
    return Script(
        id=script_id,
        kind=ScriptKind(file.kind),
        title=file.title,
        minutes_default=file.minutes.default,
        minutes_least=file.minutes.least,
        minutes_most=file.minutes.most,
        company=file.company,
        role=file.role,
        interviewers=tuple(_interviewer(person) for person in file.interviewers),
        sections=tuple(
            _section(section, pool, open_seconds) for section, pool in zip(file.sections, pools, strict=True)
        ),
        phrases=_phrases(file.phrases, stock),
        digest=digest,
        questions={
            name: compile_question(name, questions[name])
            for name in dict.fromkeys([name for pool in pools for name in pool] + [file.surprise] * bool(file.surprise))
        },
        surprise_id=file.surprise,
        follow_ups=file.follow_ups,
    )


def compile_question(question_id: str, file: QuestionFile) -> Question:
    """What is asked. Probes and follow-ups come heaviest concept first."""
    concepts = sorted(file.concepts, key=lambda concept: -concept.weight)
    return Question(
        id=question_id,
        text=_spoken(file.ask),
        kind=file.kind,
        topics=file.topics,
        level=file.level,
        expected_seconds=file.expected_seconds,
        probes=tuple(Probe(concept.id, _spoken(concept.probe)) for concept in concepts if concept.probe),
        follow_ups=tuple(_follow_up(concept.id, concept.follow_up) for concept in concepts if concept.follow_up),
        priority=file.priority,
        clarification=_spoken(file.clarification or ""),
        same_as=file.same_as,
        references=tuple(Reference(item.term, _spoken(item.say)) for item in file.refers_to),
    )


def _follow_up(concept_id: str, file: schemas.FollowUpFile) -> FollowUp:
    return FollowUp(concept_id, _spoken(file.ask), file.term, file.same_as)


def question_rubric(
    question_id: str, file: QuestionFile, digest: str, behaviours: Mapping[str, Rubric] | None = None
) -> Rubric:
    """What a good answer holds. `behaviours` must hold what the question names with a weight."""
    warmth = file.warmth_earns
    rubric = Rubric(
        id=question_id,
        kind=RubricKind.QUESTION,
        asked=_spoken(file.ask),
        concepts=_concepts(file.concepts),
        misconceptions=_misconceptions(file.misconceptions),
        target=TargetLength(file.target.least_words, file.target.most_words),
        model_answer=_spoken(file.model_answer),
        warmth_earns=file.kind in ("behavioural", "motivation") if warmth is None else warmth,
        weight=file.weight,
        digest=digest,
        enough=file.enough,
    )
    return with_also(rubric, file, behaviours or {})


def behaviour_rubric(rubric_id: str, file: BehaviourFile, digest: str) -> Rubric:
    return Rubric(
        id=rubric_id,
        kind=RubricKind.BEHAVIOUR,
        asked=_spoken(file.asked),
        concepts=tuple(with_behaviour(*each) for each in zip(_concepts(file.concepts), file.concepts, strict=True)),
        misconceptions=_misconceptions(file.misconceptions),
        target=TargetLength(file.target.least_words, file.target.most_words),
        model_answer=_spoken(file.model_answer),
        warmth_earns=file.warmth_earns,
        weight=file.weight,
        digest=digest,
        enough=file.enough,
        title=file.title,
        terms=terms_of(file),
        told_as=told_as_of(file),
    )


def _interviewer(file: schemas.InterviewerFile) -> Interviewer:
    return Interviewer(
        id=file.id,
        name=file.name,
        title=file.title,
        say_name=file.say_name or file.name,
        voice=file.voice,
        rate_words_per_minute=file.rate_words_per_minute,
        company=file.company,
    )


def _section(file: schemas.SectionFile, pool: tuple[str, ...], open_seconds: float) -> Section:
    minutes = file.minutes
    return Section(
        kind=SectionKind(file.kind),
        interviewer_id=file.interviewer,
        say=tuple(_all_spoken(piece) for piece in file.say),
        then=_all_spoken(file.then) if isinstance(file, schemas.GreetingFile | schemas.SignOffFile) else (),
        budget_seconds=open_seconds if minutes is None else minutes * 60,
        question_ids=pool,
        drawn=isinstance(file, schemas.QuestionsFile) and file.draw is not None,
        replies=_replies(file) if isinstance(file, schemas.CandidateQuestionsFile) else (),
        fallback=_all_spoken(file.fallback) if isinstance(file, schemas.CandidateQuestionsFile) else (),
        rubric_id=file.rubric if isinstance(file, schemas.GreetingFile | schemas.SignOffFile) else "",
        title=file.title,
        panel=file.panel if isinstance(file, schemas.QuestionsFile) else (),
        checks=_checks(file) if isinstance(file, schemas.SelfCheckSectionFile) else (),
    )


def _checks(file: schemas.SelfCheckSectionFile) -> tuple[SelfCheck, ...]:
    return tuple(SelfCheck(check.id, _spoken(check.ask)) for check in file.checks)


def _replies(file: schemas.CandidateQuestionsFile) -> tuple[Reply, ...]:
    return tuple(Reply(reply.id, _all_spoken(reply.asked), _spoken(reply.text or "")) for reply in file.replies)


def _phrases(own: PhrasesFile, stock: PhrasesFile) -> Phrases:
    """A line that neither has is left out: texts kept by older versions know fewer."""
    chosen = {item.name: getattr(own, item.name) or getattr(stock, item.name) or () for item in fields(Phrases)}
    return Phrases(**{name: _all_spoken(lines) for name, lines in chosen.items()})


def _concepts(files: Sequence[schemas.ConceptFile]) -> tuple[Concept, ...]:
    return tuple(
        Concept(file.id, _spoken(file.idea), file.weight, _all_spoken(file.phrasings), file.in_part) for file in files
    )


def _misconceptions(files: Sequence[schemas.MisconceptionFile]) -> tuple[Misconception, ...]:
    return tuple(
        Misconception(file.id, _all_spoken(file.phrasings), file.cost_points, _spoken(file.instead)) for file in files
    )


def _open_budget_seconds(file: ScriptFile) -> float:
    """What each section of no stated length gets: an even share of what the others leave of the default minutes."""
    stated = [section.minutes for section in file.sections if section.minutes is not None]
    open_sections = len(file.sections) - len(stated)
    return max(0.0, (file.minutes.default - sum(stated)) * 60 / open_sections) if open_sections else 0.0


def _digest_of_all(sources: Iterable[Source]) -> str:
    lines = sorted(f"{source.kind} {source.id} {source.digest}" for source in sources)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _spoken(text: str) -> str:
    """Line breaks of the file are spaces in speech."""
    return " ".join(text.split())


def _all_spoken(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(_spoken(text) for text in texts)
