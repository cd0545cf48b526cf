"""The options of the commands that place a call, each told once; a command takes a whole set of them as one value."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Annotated, Any, get_type_hints

import typer

from simulator.errors import UsageError
from simulator.interview.events import Mode


@dataclass(frozen=True)
class SoundOptions:
    """With what a call is heard and spoken."""

    answers: Annotated[
        Path | None, typer.Option(help="Take recordings in this folder as the microphone.", show_default=False)
    ] = None
    mute: Annotated[bool, typer.Option("--mute", help="The interviewer as text only.")] = False
    plain: Annotated[bool, typer.Option("--plain", help="Lines of text instead of a live screen.")] = False
    input_device: Annotated[
        str, typer.Option("--input", help="The microphone, by name or number.", show_default=False)
    ] = ""
    output_device: Annotated[
        str, typer.Option("--output", help="The loudspeaker, by name or number.", show_default=False)
    ] = ""

    @property
    def aloud(self) -> bool:
        return not self.mute


@dataclass(frozen=True)
class AnswerOptions(SoundOptions):
    """Who answers, and how."""

    name: Annotated[str | None, typer.Option(help="What the interviewer calls you.", show_default=False)] = None
    say_name: Annotated[
        str | None,
        typer.Option(help="How the voice says it, if it gets it wrong: Shiv-awn for Siobhan.", show_default=False),
    ] = None
    seed: Annotated[int | None, typer.Option(help="The same seed, the same call.", show_default=False)] = None
    typed: Annotated[bool, typer.Option("--type", help="Type the answers instead of speaking.")] = False
    quiet: Annotated[bool, typer.Option("--quiet", help="Nothing aloud: text and typing.")] = False

    @property
    def aloud(self) -> bool:
        return not (self.mute or self.quiet)

    @property
    def mode(self) -> Mode:
        """How the person answers. Raises UsageError where the options contradict each other."""
        typed = self.typed or self.quiet
        if typed and self.answers is not None:
            raise UsageError("MI0113", "--answers and --type both say how you answer.", "Give one of them.")
        return Mode.TYPED if typed else Mode.VOICE if self.answers is None else Mode.RECORDED


@dataclass(frozen=True)
class InterviewOptions(AnswerOptions):
    """What a whole interview is about, and how it is practised."""

    minutes: Annotated[int | None, typer.Option(help="How long it takes.", show_default=False)] = None
    company: Annotated[str, typer.Option(help="Who asks you.", show_default=False)] = ""
    role: Annotated[str, typer.Option(help="What you apply for.", show_default=False)] = ""
    interviewer: Annotated[str, typer.Option(help="One of the script's interviewers.", show_default=False)] = ""
    realtime: Annotated[bool, typer.Option("--realtime", help="With --answers: at the pace of speech.")] = False
    coach: Annotated[
        bool,
        typer.Option(
            "--coach", help="After each answer: what was heard, one advice, another try. The clock stands meanwhile."
        ),
    ] = False


def spread(command: Callable[..., None]) -> Callable[..., None]:
    """`command`, whose one parameter of a set above becomes an option for each field, in its place."""
    signature = inspect.signature(command, eval_str=True)
    taken = next(each for each in signature.parameters.values() if is_dataclass(each.annotation))
    kind: Any = taken.annotation
    options = _options_of(kind)

    @functools.wraps(command)
    def flat(**given: Any) -> None:
        chosen = {option.name: given.pop(option.name) for option in options}
        command(**given, **{taken.name: kind(**chosen)})

    parameters = [
        each.replace(kind=inspect.Parameter.KEYWORD_ONLY)  # so that one without a default may follow one with
        for own in signature.parameters.values()
        for each in (options if own.name == taken.name else [own])
    ]
    flat.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
    flat.__annotations__ = {each.name: each.annotation for each in parameters}
    return flat


def _options_of(kind: Any) -> list[inspect.Parameter]:
    """The fields of a set as parameters; what is special to the set stands before what it shares with others."""
    hints = get_type_hints(kind, include_extras=True)
    inherited = {field.name for base in kind.__bases__ if is_dataclass(base) for field in fields(base)}
    special_first = sorted(fields(kind), key=lambda field: field.name in inherited)
    return [
        inspect.Parameter(
            field.name, inspect.Parameter.KEYWORD_ONLY, default=field.default, annotation=hints[field.name]
        )
        for field in special_first
    ]
