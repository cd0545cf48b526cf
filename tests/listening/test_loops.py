import pytest

from simulator.listening.loops import without_loops


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A table holds structured data.",
        "No, no, no, that is not what I meant.",
        "the the the model",
        "very very very very very important",
        "it fits  the noise, it fits the noise, it fits the noise",
    ],
)
def test_what_people_say_stays_as_it_is(text: str) -> None:
    assert without_loops(text) == text


def test_a_phrase_that_loops_stands_once() -> None:
    assert (
        without_loops("I think that " + "the table is, " * 6 + "a container")
        == "I think that the table is, a container"
    )


def test_a_loop_that_breaks_off_in_the_middle_stands_once() -> None:
    assert without_loops("So we train " + "and we test " * 5 + "and we") == "So we train and we test"


def test_a_word_that_loops_stands_once() -> None:
    assert without_loops("It was " + "so, " * 40).split() == ["It", "was", "so,"]


def test_case_and_punctuation_do_not_hide_a_loop() -> None:
    assert without_loops("Thank you. thank you, Thank you! THANK YOU") == "Thank you."
