"""`drill`: one thing, again and again, scored each time; caller, opening and mood vary with every repetition."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from simulator.cli.content import open_library
from simulator.cli.keyboard import Keyboard
from simulator.cli.phone import (
    AnswersOption,
    InputOption,
    MuteOption,
    NameOption,
    OutputOption,
    PlainOption,
    QuietOption,
    SeedOption,
    TypeOption,
    mode_of,
    place_call,
    read_back,
)
from simulator.cli.screen import messages
from simulator.cli.settings import Settings
from simulator.errors import UsageError

if TYPE_CHECKING:
    from simulator.content.compiling import LoadedScript
    from simulator.content.library import Library


def drill(
    context: typer.Context,
    what: Annotated[str, typer.Argument(help="greeting, sign-off, voicemail or scheduling.")],
    times: Annotated[int, typer.Option(min=1, max=100, help="How often.")] = 1,
    name: NameOption = None,
    seed: SeedOption = None,
    typed: TypeOption = False,
    answers: AnswersOption = None,
    mute: MuteOption = False,
    quiet: QuietOption = False,
    plain: PlainOption = False,
    input_device: InputOption = "",
    output_device: OutputOption = "",
) -> None:
    """Practise one thing alone: the greeting, the sign-off. Each time it is scored at once.

    Example: mock-interview drill greeting --times 5
    """
    from simulator.cli.call_plan import CallPlan, checked_name, new_seed
    from simulator.cli.config import persons_name

    settings: Settings = context.obj
    loaded = drill_script(open_library(settings), what)
    first_seed = new_seed() if seed is None else seed
    persons = checked_name(name if name is not None else persons_name(settings.require_home()))
    scores: list[float | None] = []
    keyboard = Keyboard(sys.stdin)
    for repetition in range(times):
        plan = CallPlan(
            loaded=loaded,
            minutes=loaded.script.minutes_default,
            seed=first_seed + repetition,
            name=persons,
            mode=mode_of(typed or quiet, answers),
            answers=answers,
            aloud=not (mute or quiet),
            input_device=input_device,
            output_device=output_device,
        )
        outcome = place_call(settings, plan, plain, keyboard=keyboard)
        read = read_back(settings, outcome)
        scores.append(read.call_score.score if read.call_score else None)
        if repetition + 1 < times and sys.stdin.isatty():
            messages().print("Enter for the next one, Ctrl-C to stop.", markup=False)
            keyboard.take()
    if times > 1:
        figures = "  ".join("–" if score is None else f"{score:.0f}" for score in scores)
        messages().print(f"Your {times} repetitions: {figures}", markup=False, highlight=False)


def drill_script(content: Library, what: str) -> LoadedScript:
    """The drill of that name. Raises UsageError for what is none, naming the drills."""
    from simulator.interview.script import ScriptKind

    drills = [summary.id for summary in content.scripts() if summary.kind == ScriptKind.DRILL]
    wanted = what.strip().lower().replace("-", "_")
    if wanted not in drills:
        names = ", ".join(drill_id.replace("_", "-") for drill_id in drills)
        raise UsageError("MI0118", f"There is no drill called '{what}'.", f"There are: {names}.")
    return content.script(wanted)
