"""`phone`, `onsite`, `demo` and `resume`: whole interviews."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from simulator.cli.content import open_library
from simulator.cli.keyboard import Keyboard
from simulator.cli.options import InterviewOptions, SoundOptions, spread
from simulator.cli.placing import ask_how_it_went, finish, place_call, planned
from simulator.cli.screen import messages
from simulator.cli.settings import Settings
from simulator.errors import UsageError
from simulator.interview.events import Mode
from simulator.interview.script import ScriptKind

if TYPE_CHECKING:
    from simulator.cli.call_plan import CallPlan
    from simulator.content.compiling import LoadedScript

DEMO_SEED = 3
"""A seed with which only what there are recordings for is asked, and no follow-up: it is over sooner."""
DEMO_NAME = "Mike"

ScriptArgument = Annotated[str, typer.Argument(help="A script's id or file; see 'scripts list'.", metavar="[SCRIPT]")]
CalmOption = Annotated[
    bool,
    typer.Option(
        "--calm",
        help="An easy line. Without it the seed decides whether the line is a telephone's, whether the interviewer is "
        "in a hurry or hard to hear, and whether a question comes that nobody expects.",
    ),
]


@spread
def phone(
    context: typer.Context, options: InterviewOptions, script: ScriptArgument = "first_call", calm: CalmOption = False
) -> None:
    """A timed phone screen, aloud: it rings, you pick up, you talk, and a scored transcript stays.

    Example: mock-interview phone --minutes 10 --name Mike
    """
    settings: Settings = context.obj
    loaded = _script_of_kind(settings, script, ScriptKind.PHONE_SCREEN)
    _interview(settings, replace(_plan(settings, options, loaded), calm=calm), options.plain)


@spread
def onsite(
    context: typer.Context, options: InterviewOptions, script: ScriptArgument = "machine_learning_engineer_onsite"
) -> None:
    """A day on site: reception, one or several interviewers, a whiteboard, a problem to talk through, a closing.

    Between the stages you are asked about what a microphone cannot hear; that is kept and never scored.

    Example: mock-interview onsite --minutes 45 --coach
    """
    settings: Settings = context.obj
    loaded = _script_of_kind(settings, script, ScriptKind.ONSITE)
    _interview(settings, _plan(settings, options, loaded), options.plain)


def demo(context: typer.Context) -> None:
    """Under a minute of a phone screen with a recorded candidate, then its scores. Needs no microphone.

    Example: mock-interview demo
    """
    from simulator.cli.call_plan import CallPlan

    settings: Settings = context.obj
    settings.require_home()  # what is read for the first time is remembered there
    content = open_library(settings)
    loaded = content.script("demo")
    plan = CallPlan(
        loaded=loaded,
        minutes=loaded.script.minutes_default,
        seed=DEMO_SEED,
        name=DEMO_NAME,
        mode=Mode.RECORDED,
        answers=content.script_file("demo").with_suffix(".answers"),
    )
    finish(settings, place_call(settings, plan, plain=True, keyboard=Keyboard(sys.stdin)))
    messages().print("\nNow you: mock-interview phone --minutes 10", markup=False, highlight=False)


@spread
def resume(
    context: typer.Context,
    options: SoundOptions,
    session: Annotated[str, typer.Argument(help="A session's id, or 'last'.", metavar="[SESSION]")] = "last",
) -> None:
    """Go on where a session broke off. Its last question is asked again; the time away does not count.

    Example: mock-interview resume
    """
    from simulator.cli.resuming import resumable

    settings: Settings = context.obj
    session_id, plan = resumable(settings.require_home(), session, options.answers)
    plan = replace(plan, aloud=options.aloud, input_device=options.input_device, output_device=options.output_device)
    _interview(settings, plan, options.plain, resumed=session_id)


def _script_of_kind(settings: Settings, script: str, kind: ScriptKind) -> LoadedScript:
    """Raises UsageError (MI0119) for a script of another kind, naming the command that takes it."""
    settings.require_home()  # what is read for the first time is remembered there
    loaded = open_library(settings).script(script)
    found = loaded.script.kind
    if found is not kind:
        named = {
            ScriptKind.PHONE_SCREEN: ("a phone screen", f"phone {script}"),
            ScriptKind.ONSITE: ("an on-site interview", f"onsite {script}"),
            ScriptKind.DRILL: ("a drill", f"drill {loaded.script.id.replace('_', '-')}"),
        }
        raise UsageError(
            "MI0119",
            f"'{script}' is {named[found][0]}, not {named[kind][0]}.",
            f"Begin it with: mock-interview {named[found][1]}",
        )
    return loaded


def _plan(settings: Settings, options: InterviewOptions, loaded: LoadedScript) -> CallPlan:
    """Everything that the options say, checked. Raises UsageError."""
    from simulator.cli.call_plan import checked_interviewer, checked_minutes

    if options.realtime and options.answers is None:
        raise UsageError("MI0113", "--realtime paces recorded answers, and there are none.", "Give --answers FOLDER.")
    minutes = checked_minutes(loaded.script, options.minutes)
    interviewer_id = checked_interviewer(loaded.script, options.interviewer)
    return replace(
        planned(settings, options, loaded),
        minutes=minutes,
        coach=options.coach,
        company=options.company,
        role=options.role,
        interviewer_id=interviewer_id,
        realtime=options.realtime,
    )


def _interview(settings: Settings, plan: CallPlan, plain: bool, resumed: str = "") -> None:
    """The call, the person's own word on it, then its scores."""
    keyboard = Keyboard(sys.stdin)
    outcome = place_call(settings, plan, plain, keyboard, resumed)
    if plan.mode is not Mode.RECORDED and plan.script.kind is not ScriptKind.DRILL:
        ask_how_it_went(settings, outcome, keyboard)
    finish(settings, outcome)
