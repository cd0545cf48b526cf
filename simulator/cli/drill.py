"""`drill`: one thing, again and again, scored each time; caller, opening and mood vary with every repetition."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from simulator.cli.content import open_library
from simulator.cli.keyboard import Keyboard
from simulator.cli.options import AnswerOptions, spread
from simulator.cli.placing import place_call, planned, read_back
from simulator.cli.screen import messages
from simulator.cli.settings import Settings
from simulator.errors import UsageError

if TYPE_CHECKING:
    from simulator.content.compiling import LoadedScript
    from simulator.content.library import Library


@spread
def drill(
    context: typer.Context,
    options: AnswerOptions,
    what: Annotated[str, typer.Argument(help="greeting, sign-off, voicemail or scheduling.")],
    times: Annotated[int, typer.Option(min=1, max=100, help="How often.")] = 1,
) -> None:
    """Practise one thing alone: the greeting, the sign-off. Each time it is scored at once.

    Example: mock-interview drill greeting --times 5
    """
    settings: Settings = context.obj
    first = planned(settings, options, drill_script(open_library(settings), what))
    scores: list[float | None] = []
    keyboard = Keyboard(sys.stdin)
    for repetition in range(times):
        plan = replace(first, seed=first.seed + repetition)
        outcome = place_call(settings, plan, options.plain, keyboard)
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
