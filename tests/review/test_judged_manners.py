"""Manners of the whole call: judged from all that was said, left out where a call gave no chance."""

from __future__ import annotations

from simulator.review import call_words
from simulator.review.as_json import review_as_json
from simulator.review.model import JudgedManners, Review
from simulator.review.projection import project
from simulator.scoring.result import ConceptItem
from tests.review.calls import (
    ASK_US,
    BRIEFING,
    CANDIDATE,
    GOODBYE,
    GREETING,
    PANEL,
    RECEPTION,
    SIGN_OFF,
    SUMMARY,
    WHITEBOARD,
    Call,
    loaded,
    whole_call,
)


def reviewed(call: Call) -> Review:
    return project(SUMMARY, call.events, loaded(call.script))


def judged(call: Call) -> JudgedManners:
    manners = reviewed(call).judged_manners
    assert manners is not None
    return manners


def items(call: Call) -> dict[str, ConceptItem]:
    concepts = judged(call).score.concepts
    assert concepts is not None
    return {item.id: item for item in concepts.items}


def short_call(
    hello: str = "Hello, this is Mike.",
    notes: str = "Okay.",
    question: str = "No, nothing.",
    goodbye: str = "Okay, bye.",
    intent: str = "answer",
) -> Call:
    call = Call().began().say(GREETING, "Hello, this is Cindy.").answer(hello)
    call.say(BRIEFING, "We have about 10 minutes.").answer(notes, intent=intent)
    call.ask("database").answer("A container for objects.")
    call.say(CANDIDATE, "What would you like to ask me?").answer(question, intent="question")
    return call.say(SIGN_OFF, "Thank you, Mike.").answer(goodbye).over()


COURTEOUS = short_call(
    "Hello Cindy, this is Mike.",
    "Do you mind if I take notes?",
    "What would success look like in the first six months?",
    "Thank you so much for your time.",
)


def test_a_courteous_call_has_all_its_ideas_each_with_the_words_and_their_second() -> None:
    heard = items(COURTEOUS)
    assert {idea: item.earned for idea, item in heard.items()} == dict.fromkeys(
        ("notes", "question", "name", "thanks"), 1.0
    )
    said = "\n".join(
        turn.take.text for each in reviewed(COURTEOUS).exchanges for turn in each.turns if turn.take is not None
    )
    for item in heard.values():
        assert item.span is not None
        assert said[item.span.start : item.span.end] == item.span.quote
        assert item.span.start_seconds is not None
    assert judged(COURTEOUS).score.score == 100


def test_receipts_add_up_and_say_what_was_not_heard() -> None:
    score = judged(short_call(question="What would I work on first?")).score
    assert round(sum(receipt.points for receipt in score.receipts), 1) == score.score
    assert [receipt.reason for receipt in score.receipts if receipt.points == 0] == [
        "I didn't hear: asking before you take notes.",
        "I didn't hear: the interviewer's name.",
        "I didn't hear: thanks to everyone.",
    ]


def test_what_the_interviewer_understood_counts_whatever_the_words_were() -> None:
    assert items(short_call(notes="I'd scribble along if you let me."))["notes"].earned == 0
    understood = items(short_call(notes="I'd scribble along if you let me.", intent="notes"))["notes"]
    assert understood.earned == 1
    assert understood.span is not None
    assert understood.span.quote == "I'd scribble along if you let me."


def test_a_question_about_pay_or_holidays_is_not_one_about_the_work() -> None:
    for question in ("How much does the role pay?", "How many days of vacation do I get with the team?"):
        assert items(short_call(question=question))["question"].earned == 0, question


def test_words_of_an_answer_are_no_question() -> None:
    call = short_call()
    call.events = short_call(notes="On my first project I asked them what a typical day is.").events
    assert items(call)["question"].earned == 0


def test_a_call_that_broke_off_early_is_not_judged() -> None:
    call = Call().began().say(GREETING, "Hello, this is Cindy.").answer("Hello, this is Mike.")
    review = reviewed(call.ask("database").answer("A container for objects."))
    assert review.judged_manners is None
    assert review.call_score is not None
    assert "manners" not in review.call_score.parts


def test_without_a_time_for_questions_the_question_is_left_out_and_costs_nothing() -> None:
    call = Call().began().say(GREETING, "Hello, this is Cindy.").answer("Hello Cindy, this is Mike.")
    call.ask("database").answer("May I take notes? It is a container for objects.")
    call.say(SIGN_OFF, "Thank you, Mike.").answer("Thank you for your time.").over()
    manners = judged(call)
    assert set(items(call)) == {"notes", "name", "thanks"}
    assert manners.left_out == ("a question about the role, the team or the product",)
    assert manners.score.score == 100
    assert (
        "Left out: a question about the role, the team or the product.",
        "the call did not come to it",
    ) in call_words.judged_lines(reviewed(call))


def panel_call(whiteboard_end: str, panel_end: str, goodbye: str) -> Call:
    call = Call(script="on_site").began()
    call.say(RECEPTION, "Hello, how are you?").answer("Hello Cindy, I'm Mike.")
    call.say(WHITEBOARD, "What is overfitting?", question="overfitting", interviewer="raj").answer(
        f"It learns the noise. {whiteboard_end}"
    )
    call.say(PANEL, "Why did you leave your last job?", question="last_job", interviewer="ida").answer(
        f"I am looking for more responsibility. {panel_end}"
    )
    call.say(ASK_US, "What would you like to ask?", interviewer="raj").answer("How is the team organised?")
    return call.say(GOODBYE, "Thank you for coming, Mike.").answer(goodbye).over()


def test_everyone_of_a_panel_is_thanked_by_name_in_person_or_all_at_once() -> None:
    for call in (
        panel_call("Thank you so much, Raj.", "Thank you for your questions.", "Thank you for your time, Cindy."),
        panel_call("", "", "Thank you for your time, and please thank everyone I met."),
        panel_call("", "", "Thank you for the day, Cindy. Thank you, Raj. And thank you, Ida."),
    ):
        assert items(call)["thanks"].earned == 1


def test_whoever_of_a_panel_was_not_thanked_is_named() -> None:
    item = items(panel_call("Thank you so much.", "", "Thank you for your time, Cindy."))["thanks"]
    assert round(item.earned, 3) == 0.667
    assert item.idea == "thanks to everyone; not heard: to Ida"


def test_the_name_of_any_interviewer_will_do() -> None:
    call = panel_call("Thank you, Raj.", "", "Bye.")
    assert items(call)["name"].earned == 1


def test_manners_enter_the_score_of_the_call() -> None:
    review = reviewed(whole_call())
    assert review.call_score is not None
    assert review.judged_manners is not None
    assert review.call_score.parts["manners"] == review.judged_manners.score.score
    assert any(line.split("  ")[1].startswith("Manners: ") for line in call_words.part_lines(review))


def test_they_stand_in_the_json_with_what_was_left_out() -> None:
    read = review_as_json(reviewed(COURTEOUS))["judged_manners"]
    assert (read["rubric"], read["score"], read["left_out"]) == ("call_manners", 100, [])
    assert [item["id"] for item in read["concepts"]["items"]] == ["notes", "question", "name", "thanks"]
