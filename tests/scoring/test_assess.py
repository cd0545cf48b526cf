from __future__ import annotations

import pytest

from simulator.scoring.answer import typed
from simulator.scoring.assess import best_reply, found_and_missing
from tests.scoring.examples import GRADIENT, rubric, rules

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
    answer = typed("Hello Cindy, this is Mica", candidate="Mike", interviewer_first="Cindy")
    found, missing = found_and_missing(rubric("greeting"), rules(), answer)
    assert "own_name" in found
    assert missing == ("courtesy",)


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
