"""What a behaviour rubric hears in an answer stands beside it: in the terminal, the page and the JSON, in no score."""

from __future__ import annotations

import io

from rich.console import Console

from simulator.content.compiling import LoadedScript
from simulator.content.library import Library
from simulator.interview.events import Mode, QuestionsDrawn, SessionStarted
from simulator.review import wording
from simulator.review.as_json import review_as_json
from simulator.review.cuttings import Sounds
from simulator.review.model import Exchange, Review
from simulator.review.page import page
from simulator.review.projection import project
from simulator.review.terminal import rendered
from tests.review.calls import SUMMARY, Call

STORY = (
    "In my last job I sent a report with wrong figures. I had to put it right. I told my manager and I fixed the query."
)


def loaded() -> LoadedScript:
    return Library.default().script("first_call")


def answered(question: str, text: str, intent: str = "answer") -> Review:
    """A shipped question and one answer to it."""
    script = loaded().script
    assert question in script.questions
    call = Call(mode=Mode.TYPED)
    interviewer = script.interviewers[0].id
    call.add(
        SessionStarted(
            0.0,
            "first_call",
            script.digest,
            7,
            10,
            "Mike",
            interviewer,
            script.company,
            script.role,
            Mode.TYPED,
            "Mike",
            (),
            False,
        )
    )
    section = next(i for i, each in enumerate(script.sections) if question in each.question_ids)
    call.add(QuestionsDrawn(0.0, (question,), (section,), (), ()))
    call.say(section, script.questions[question].text, question=question, interviewer=interviewer)
    call.answer(text, intent=intent)
    return project(SUMMARY, call.events, loaded())


def exchange(question: str, text: str, intent: str = "answer") -> Exchange:
    return answered(question, text, intent).exchanges[0]


def test_a_behavioural_answer_is_told_as_a_story_with_what_i_did_not_hear() -> None:
    (line,) = wording.also_lines(exchange("biggest_mistake", STORY))
    assert line == "The story. Situation, task, action: heard; result: I didn't hear. Told mostly as “I”."


def test_it_is_not_in_the_score() -> None:
    with_it, without = exchange("biggest_mistake", STORY), loaded()
    score = with_it.score
    assert score is not None
    assert score.concepts is not None
    assert {item.id for item in score.concepts.items} == {
        concept.id for concept in without.rubrics["biggest_mistake"].concepts
    }
    assert not any(receipt.rule == "concept:situation" for receipt in score.receipts)


def test_an_idea_that_the_question_has_too_is_told_as_the_question_found_it() -> None:
    rubrics = loaded().rubrics
    shared = {concept.id for concept in rubrics["project_walk_through"].concepts} & {
        concept.id for concept in rubrics["project"].concepts
    }
    assert {"data", "model", "own_part", "result", "deployment"} <= shared
    read = exchange("project_walk_through", "The problem was late parcels. I trained a classifier on past orders.")
    assert read.score is not None
    assert read.score.concepts is not None
    judged = {item.id: item for item in read.score.concepts.items}
    (also,) = read.also
    for item in also.items:
        if item.id in shared:
            assert (item.earned, item.span) == (judged[item.id].earned, judged[item.id].span)


def test_nothing_stands_beside_what_was_not_heard_or_not_known() -> None:
    assert exchange("biggest_mistake", "").also == ()
    assert wording.also_lines(exchange("biggest_mistake", "I don't know.", "dont_know")) == []


def test_terminal_page_and_json_show_it() -> None:
    review = answered("biggest_mistake", STORY)
    console = Console(file=io.StringIO(), width=100, record=True)
    console.print(rendered(review))
    shown = console.export_text()
    assert "The story. Situation, task, action: heard; result: I didn't hear." in " ".join(shown.split())
    assert "result: I didn&#39;t hear." in page(review, Sounds())
    (also,) = review_as_json(review)["answers"][0]["also"]
    assert (also["rubric"], [item["id"] for item in also["items"] if item["earned"]]) == (
        "star",
        ["situation", "task", "action"],
    )
