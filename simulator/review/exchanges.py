"""Turns to scored exchanges: what is scored by which rubric, which try counts, what is credited without being asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from simulator.content.compiling import LoadedScript
from simulator.interview.events import AnswerAssessed, Event, NameHeardAs, Part, QuestionsDrawn, SessionStarted
from simulator.interview.script import SectionKind
from simulator.review.answers import Joined, grouped, joined, set_aside, tries
from simulator.review.beside_answer import also_heard
from simulator.review.model import AlsoHeard, Credit, Exchange, Turn
from simulator.review.section_names import section_name
from simulator.scoring.answer import Answer
from simulator.scoring.result import AnswerScore
from simulator.scoring.rubric import Rubric
from simulator.scoring.scorer import score_answer

_SCORED_BY_SECTION = (SectionKind.GREETING, SectionKind.SIGN_OFF)


def sections_to_ask_in(loaded: LoadedScript) -> frozenset[int]:
    """Where the person asks, and the interviewer answers."""
    sections = enumerate(loaded.script.sections)
    return frozenset(index for index, section in sections if section.kind is SectionKind.CANDIDATE_QUESTIONS)


def exchanges_of(
    turns: Sequence[Turn], events: Sequence[Event], started: SessionStarted, loaded: LoadedScript
) -> tuple[Exchange, ...]:
    """All exchanges in order, each credited question after the one in whose answer it was said."""
    scoring = Scoring(started, loaded, names_heard_as(events))
    put = [scoring.exchange(group) for group in grouped(turns, sections_to_ask_in(loaded))]
    asked = {exchange.question_id for exchange in put if exchange.question_id}
    credited = _credited(events, asked)
    found: list[Exchange] = []
    for exchange in put:
        found.append(exchange)
        for turn in exchange.turns:
            found += scoring.credits(turn, exchange, credited.get(turn.number, ()), _sections_of(events))
    return tuple(found)


def names_heard_as(events: Sequence[Event]) -> tuple[str, ...]:
    """What the recogniser makes of the candidate's name."""
    return next((event.variants for event in events if isinstance(event, NameHeardAs)), ())


def _credited(events: Sequence[Event], asked: set[str]) -> dict[int, tuple[str, ...]]:
    """By turn, the questions that its answer answered in full and that were therefore not asked; each once."""
    named = set(asked)
    credited: dict[int, tuple[str, ...]] = {}
    for event in events:
        if isinstance(event, AnswerAssessed):
            new = tuple(each for each in event.also_answered if each not in named)
            named |= set(new)
            if new:
                credited[event.turn] = new
    return credited


def _sections_of(events: Sequence[Event]) -> dict[str, int]:
    """Where each question was to be asked."""
    drawn = next((event for event in events if isinstance(event, QuestionsDrawn)), None)
    return dict(zip(drawn.question_ids, drawn.section_indices, strict=True)) if drawn else {}


@dataclass(frozen=True)
class Scoring:
    started: SessionStarted
    loaded: LoadedScript
    heard_as: tuple[str, ...]
    """What the recogniser makes of the candidate's name."""

    def exchange(self, turns: Sequence[Turn]) -> Exchange:
        first = turns[0]
        section = self.loaded.script.sections[first.section_index]
        is_answered = any(turn.expects_answer for turn in turns)
        by_section = section.rubric_id if section.kind in _SCORED_BY_SECTION else ""
        rubric = self.loaded.rubrics.get((first.question_id or by_section) if is_answered else "")
        *before, last = tries([_with_idea(turn, rubric) for turn in turns])
        counted = [*(turn for piece in before for turn in set_aside(piece)), *last]
        together = self._joined(counted, first)
        score = score_answer(rubric, self.loaded.rules, together.answer) if rubric else None
        earlier = [
            score_answer(rubric, self.loaded.rules, self._joined(piece, first).answer) for piece in before if rubric
        ]
        also = self._also(rubric, together.answer, score) if rubric and score else ()
        return Exchange(
            section_index=first.section_index,
            section_kind=section.kind,
            section_name=section_name(self.loaded.script, first.section_index),
            section_title=section.title,
            question_id=first.question_id if is_answered else "",
            rubric_id=rubric.id if rubric else "",
            turns=together.turns,
            answer=together.answer if rubric else None,
            score=score,
            earlier_tries=tuple(each.score for each in earlier),
            also=also,
            rubric=rubric,
            rules=self.loaded.rules,
        )

    def _also(self, rubric: Rubric, answer: Answer, score: AnswerScore) -> tuple[AlsoHeard, ...]:
        return tuple(also_heard(rubric, self.loaded.rubrics, self.loaded.rules, answer, score))

    def credits(
        self, turn: Turn, exchange: Exchange, question_ids: Sequence[str], sections: Mapping[str, int]
    ) -> Iterator[Exchange]:
        """Each of the questions as if it had been asked, scored by the one answer in which it was said."""
        if turn.take is None:
            return
        said = replace(turn, answers_to=Part.MAIN, take=replace(turn.take, aside=""))
        answer = self._joined([said], turn).answer
        for question_id in question_ids:
            rubric = self.loaded.rubrics[question_id]
            index = sections.get(question_id, turn.section_index)
            section = self.loaded.script.sections[index]
            score = score_answer(rubric, self.loaded.rules, answer)
            yield Exchange(
                section_index=index,
                section_kind=section.kind,
                section_name=section_name(self.loaded.script, index),
                section_title=section.title,
                question_id=question_id,
                rubric_id=rubric.id,
                turns=(),
                answer=answer,
                score=score,
                also=self._also(rubric, answer, score),
                rubric=rubric,
                rules=self.loaded.rules,
                credit=Credit(self.loaded.script.questions[question_id].text, turn.number, exchange.asked),
            )

    def _joined(self, turns: Sequence[Turn], first: Turn) -> Joined:
        return joined(turns, self.names(first), self.heard_as)

    def names(self, turn: Turn) -> Mapping[str, str]:
        interviewer = self.loaded.script.interviewer(turn.interviewer_id)
        return {
            "candidate": self.started.candidate_name,
            "interviewer": interviewer.name,
            "interviewer_first": interviewer.name.split()[0],
            "company": self.started.company,
            "role": self.started.role,
        }


def _with_idea(turn: Turn, rubric: Rubric | None) -> Turn:
    """A probe's reason names the idea as people know it, not by its id."""
    if rubric is None or turn.part is not Part.PROBE:
        return turn
    idea = next((concept.idea for concept in rubric.concepts if concept.id == turn.concept_id), "")
    return replace(turn, reason=f"not heard yet: {idea}") if idea else turn
