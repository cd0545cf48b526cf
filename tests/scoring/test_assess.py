from __future__ import annotations

import pytest

from simulator.scoring.answer import typed
from simulator.scoring.assess import answered_in_full, best_reply, found_and_missing
from tests.scoring.examples import GRADIENT, WHOLE, rubric, rules, spoken

ASKED = {
    "team": ["How big is the team?", "Who would I work with?", "What does the team look like?"],
    "next_steps": ["What are the next steps?", "When will I hear back?"],
    "tools": ["Which tools do you use?", "What is your technology stack?"],
    "remote": ["Can I work from home?", "Is remote work possible?"],
}


def test_what_is_missing_comes_heaviest_first() -> None:
    found, missing = found_and_missing(GRADIENT, rules(), typed("the learning rate sets the step size"))
    assert found == ("rate",)
    assert missing == ("steps", "loss")


def test_silence_is_missing_everything() -> None:
    assert found_and_missing(GRADIENT, rules(), typed("")) == ((), ("steps", "loss", "rate"))


def test_what_may_have_been_said_is_not_called_missing() -> None:
    answer = spoken("Hello Cindy, this is Mica", candidate="Mike", interviewer_first="Cindy")
    found, missing = found_and_missing(rubric("greeting"), rules(), answer)
    assert "own_name" in found
    assert missing == ("courtesy",)


def test_an_answer_is_full_where_every_idea_is_earned() -> None:
    assert answered_in_full(GRADIENT, rules(), typed(WHOLE))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "It takes small steps downhill and minimises the loss function",
        "small steps downhill, minimises loss function, learning rate sets step size",
    ],
)
def test_an_answer_is_not_full_where_an_idea_is_missing_or_only_listed(text: str) -> None:
    assert not answered_in_full(GRADIENT, rules(), typed(text))


def test_an_answer_is_not_full_where_an_idea_is_doubtful() -> None:
    names = {"candidate": "Mike", "interviewer_first": "Cindy"}
    said = "Hello {}, this is Mike, nice to meet you"
    assert answered_in_full(rubric("greeting"), rules(), typed(said.format("Cindy"), **names))
    misheard = spoken(said.format("Sandra"), **names)
    assert found_and_missing(rubric("greeting"), rules(), misheard)[1] == ()
    assert not answered_in_full(rubric("greeting"), rules(), misheard)


@pytest.mark.parametrize(
    ("question", "reply"),
    [
        ("So how large is the team, how big is it?", "team"),
        ("um what are the next steps after this call", "next_steps"),
        ("what tools are you using", "tools"),
        ("Is it possible to work remotely?", "remote"),
        ("Is remote work an option?", "remote"),
        (
            "Yes, thank you, I was wondering what you said earlier about growth, and what does the team look like?",
            "team",
        ),
        ("What do you like about your work?", ""),
        ("Do you have a dog?", ""),
        ("", ""),
    ],
)
def test_a_candidates_question_finds_its_reply(question: str, reply: str) -> None:
    assert best_reply(question, ASKED, rules()) == reply
