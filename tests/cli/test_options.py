"""A set of options taken as one value becomes an option for each field."""

from __future__ import annotations

import inspect
from typing import Annotated

import pytest
import typer

from simulator.cli.options import AnswerOptions, InterviewOptions, SoundOptions, spread
from simulator.errors import UsageError
from simulator.interview.events import Mode

taken: list[tuple[AnswerOptions, str]] = []


@spread
def practise(options: AnswerOptions, what: Annotated[str, typer.Argument()]) -> None:
    """Does nothing but remember."""
    taken.append((options, what))


def test_each_field_is_an_option_and_the_command_gets_them_as_one() -> None:
    practise(**{name: each.default for name, each in inspect.signature(practise).parameters.items()} | {"what": "x"})
    assert taken.pop() == (AnswerOptions(), "x")


def test_what_is_special_to_a_set_stands_first() -> None:
    names = list(inspect.signature(practise).parameters)
    assert names.index("name") < names.index("answers") < names.index("what")


def test_every_interview_shares_the_options_of_a_drill_and_of_a_resumed_call() -> None:
    assert issubclass(InterviewOptions, AnswerOptions)
    assert issubclass(AnswerOptions, SoundOptions)


@pytest.mark.parametrize(
    ("options", "mode", "aloud"),
    [
        (AnswerOptions(), Mode.VOICE, True),
        (AnswerOptions(typed=True), Mode.TYPED, True),
        (AnswerOptions(quiet=True), Mode.TYPED, False),
        (AnswerOptions(mute=True), Mode.VOICE, False),
    ],
)
def test_options_say_how_is_answered_and_whether_anything_is_aloud(
    options: AnswerOptions, mode: Mode, aloud: bool
) -> None:
    assert (options.mode, options.aloud) == (mode, aloud)


def test_two_ways_to_answer_contradict_each_other() -> None:
    from pathlib import Path

    with pytest.raises(UsageError) as raised:
        _ = AnswerOptions(typed=True, answers=Path("folder")).mode
    assert raised.value.code == "MI0113"
