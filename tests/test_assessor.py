"""What an answer means for the course of a call, over the rubrics that ship."""

from __future__ import annotations

import pytest

from simulator.assessor import RubricAssessor
from simulator.content.library import Library
from simulator.interview.effects import Assess, Coach
from simulator.interview.events import AnswerAssessed, CoachingGiven
from simulator.interview.script import SectionKind

NAMES = {"candidate": "Mike", "interviewer": "Cindy Park", "interviewer_first": "Cindy"}


@pytest.fixture(scope="module")
def library() -> Library:
    return Library.default()


def assess(
    library: Library, text: str, kind: SectionKind = SectionKind.QUESTIONS, question_id: str = "", later: str = ""
) -> AnswerAssessed:
    loaded = library.script("machine_learning_engineer" if not question_id else "demo")
    index = next(at for at, section in enumerate(loaded.script.sections) if section.kind is kind)
    assessor = RubricAssessor(loaded.script, loaded.rubrics, loaded.rules, NAMES)
    return assessor.assess(Assess("a", 3, index, question_id, text, (later,) if later else (), ()), 1.0)


def test_ideas_that_were_not_heard_are_named_heaviest_first(library: Library) -> None:
    told = assess(library, "The model is too complex.", question_id="overfitting")
    assert told.intent == "answer"
    assert "gap" in told.missing
    assert told.missing[0] == "gap"


def test_i_do_not_know_is_no_answer_to_probe(library: Library) -> None:
    assert assess(library, "I'm not sure about that one.", question_id="overfitting").intent == "dont_know"


def test_asking_to_repeat_is_told_from_saying_repeat(library: Library) -> None:
    assert assess(library, "Sorry, could you repeat that?", question_id="overfitting").intent == "repeat"
    said = "You repeat the split k times and average the scores."
    assert assess(library, said, question_id="overfitting").intent == "answer"


def test_question_of_the_candidate_finds_its_reply(library: Library) -> None:
    told = assess(library, "Yes, how big is the team?", SectionKind.CANDIDATE_QUESTIONS)
    assert told.intent == "question"
    assert told.reply_id


def test_how_are_you_is_the_task_in_a_greeting(library: Library) -> None:
    assert assess(library, "Hello Cindy. This is Mike. How are you today?", SectionKind.GREETING).intent == "answer"


def test_later_question_answered_in_full_is_named_and_a_half_one_is_not(library: Library) -> None:
    full = "A database is a container for objects. The core object is the table. A table holds structured data."
    told = assess(library, full, question_id="overfitting", later="what_is_a_database")
    assert told.also_answered == ("what_is_a_database",)
    half = assess(library, "A database has tables.", question_id="overfitting", later="what_is_a_database")
    assert half.also_answered == ()


def test_probe_sees_all_that_was_said_to_the_question(library: Library) -> None:
    text = "The model is too complex.\nIt is good on the training data and poor on new data."
    told = assess(library, text, question_id="overfitting")
    assert {"gap", "complex"} <= set(told.found) or "gap" in told.found
    assert told.word_count == 12


def coached(library: Library, script_id: str, kind: SectionKind, text: str, *heard_as: str) -> CoachingGiven:
    loaded = library.script(script_id)
    index = next(at for at, section in enumerate(loaded.script.sections) if section.kind is kind)
    assessor = RubricAssessor(loaded.script, loaded.rubrics, loaded.rules, NAMES, heard_as)
    return assessor.coach(Coach("c", 3, index, "", text), 1.0)


def test_coach_says_what_was_heard_what_was_not_one_advice_and_a_good_answer(library: Library) -> None:
    told = coached(library, "demo", SectionKind.GREETING, "Hello, this is Mike.")
    assert told.found == ("who is speaking", "a hello")
    assert "the caller's name" in told.missing
    assert told.advice
    assert told.good_answer == "Hello Cindy. This is Mike. How are you today?"


def test_coach_knows_who_speaks_in_a_section_of_its_own(library: Library) -> None:
    told = coached(library, "machine_learning_engineer_onsite", SectionKind.GREETING, "Good morning Nadia.")
    assert "Nadia" in told.good_answer
    assert "Cindy" not in told.good_answer


def test_what_the_recogniser_makes_of_the_name_is_heard_as_the_name(library: Library) -> None:
    said = "hello cindy i am trude"
    assert "who is speaking" not in coached(library, "demo", SectionKind.GREETING, said).found
    assert "who is speaking" in coached(library, "demo", SectionKind.GREETING, said, "trude").found


def test_thanks_are_noticed_beside_an_answer(library: Library) -> None:
    assert "thanks" in assess(library, "Thank you for your time, I enjoyed it.", SectionKind.SIGN_OFF).besides
    assert "thanks" not in assess(library, "It was thankless work.", question_id="overfitting").besides
