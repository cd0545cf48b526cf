"""`phone`, `demo` and `resume`: calls, and what all calls share."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from simulator.cli.content import open_library
from simulator.cli.keyboard import Keyboard
from simulator.cli.screen import messages, out
from simulator.cli.settings import Settings
from simulator.errors import DeviceError, UsageError
from simulator.interview.events import Mode

if TYPE_CHECKING:
    from simulator.cli.call_plan import CallPlan
    from simulator.cli.calling import Outcome
    from simulator.cli.worlds import Devices
    from simulator.review.model import Review

DEMO_SEED = 3
"""A seed with which only what there are recordings for is asked, and no follow-up: it is over sooner."""
DEMO_NAME = "Mike"
INTERRUPTED_EXIT = 130

ScriptArgument = Annotated[str, typer.Argument(help="A script's id or file; see 'scripts list'.", metavar="[SCRIPT]")]
MinutesOption = Annotated[int | None, typer.Option(help="How long the call takes.", show_default=False)]
NameOption = Annotated[str | None, typer.Option(help="What the interviewer calls you.", show_default=False)]
SeedOption = Annotated[int | None, typer.Option(help="The same seed, the same call.", show_default=False)]
CompanyOption = Annotated[str, typer.Option(help="Who calls.", show_default=False)]
RoleOption = Annotated[str, typer.Option(help="What you apply for.", show_default=False)]
InterviewerOption = Annotated[str, typer.Option(help="One of the script's interviewers.", show_default=False)]
TypeOption = Annotated[bool, typer.Option("--type", help="Type the answers instead of speaking.")]
AnswersOption = Annotated[
    Path | None, typer.Option(help="Take recordings in this folder as the microphone.", show_default=False)
]
RealtimeOption = Annotated[bool, typer.Option("--realtime", help="With --answers: at the pace of speech.")]
MuteOption = Annotated[bool, typer.Option("--mute", help="The interviewer as text only.")]
QuietOption = Annotated[bool, typer.Option("--quiet", help="Nothing aloud: text and typing.")]
PlainOption = Annotated[bool, typer.Option("--plain", help="Lines of text instead of a live screen.")]
InputOption = Annotated[str, typer.Option("--input", help="The microphone, by name or number.", show_default=False)]
OutputOption = Annotated[str, typer.Option("--output", help="The loudspeaker, by name or number.", show_default=False)]


def phone(
    context: typer.Context,
    script: ScriptArgument = "first_call",
    minutes: MinutesOption = None,
    name: NameOption = None,
    seed: SeedOption = None,
    company: CompanyOption = "",
    role: RoleOption = "",
    interviewer: InterviewerOption = "",
    typed: TypeOption = False,
    answers: AnswersOption = None,
    realtime: RealtimeOption = False,
    mute: MuteOption = False,
    quiet: QuietOption = False,
    plain: PlainOption = False,
    input_device: InputOption = "",
    output_device: OutputOption = "",
) -> None:
    """A timed phone screen, aloud: it rings, you pick up, you talk, and a scored transcript stays.

    Example: mock-interview phone --minutes 10 --name Mike
    """
    from simulator.cli.call_plan import CallPlan, checked_interviewer, checked_minutes, checked_name, new_seed
    from simulator.cli.config import persons_name

    settings: Settings = context.obj
    if realtime and answers is None:
        raise UsageError("MI0113", "--realtime paces recorded answers, and there are none.", "Give --answers FOLDER.")
    loaded = open_library(settings).script(script)
    plan = CallPlan(
        loaded=loaded,
        minutes=checked_minutes(loaded.script, minutes),
        seed=new_seed() if seed is None else seed,
        name=checked_name(name if name is not None else persons_name(settings.require_home())),
        mode=mode_of(typed or quiet, answers),
        company=company,
        role=role,
        interviewer_id=checked_interviewer(loaded.script, interviewer),
        answers=answers,
        realtime=realtime,
        aloud=not (mute or quiet),
        input_device=input_device,
        output_device=output_device,
    )
    outcome = place_call(settings, plan, plain)
    finish(settings, outcome)


def demo(context: typer.Context, plain: PlainOption = False) -> None:
    """Under a minute of a phone screen with a recorded candidate, then its scores. Needs no microphone.

    Example: mock-interview demo
    """
    from simulator.cli.call_plan import CallPlan

    settings: Settings = context.obj
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
    outcome = place_call(settings, plan, plain=True)
    finish(settings, outcome)
    messages().print("\nNow you: mock-interview phone --minutes 10", markup=False, highlight=False)


def resume(
    context: typer.Context,
    session: Annotated[str, typer.Argument(help="A session's id, or 'last'.", metavar="[SESSION]")] = "last",
    answers: AnswersOption = None,
    mute: MuteOption = False,
    plain: PlainOption = False,
    input_device: InputOption = "",
    output_device: OutputOption = "",
) -> None:
    """Go on where a session broke off. Its last question is asked again; the time away does not count.

    Example: mock-interview resume
    """
    from simulator.cli.resuming import resumable

    settings: Settings = context.obj
    session_id, plan = resumable(settings.require_home(), session, answers)
    plan = replace(plan, aloud=not mute, input_device=input_device, output_device=output_device)
    outcome = place_call(settings, plan, plain, resumed=session_id)
    finish(settings, outcome)


def mode_of(typed: bool, answers: Path | None) -> Mode:
    """How the person answers, from the options. Raises UsageError where they contradict each other."""
    if typed and answers is not None:
        raise UsageError("MI0113", "--answers and --type both say how you answer.", "Give one of them.")
    return Mode.TYPED if typed else Mode.VOICE if answers is None else Mode.RECORDED


def place_call(
    settings: Settings, plan: CallPlan, plain: bool, resumed: str = "", keyboard: Keyboard | None = None
) -> Outcome:
    """Find the devices and run the call on a screen that suits where it is shown.

    `keyboard` is where lines come from, for a caller that reads lines itself.
    """
    from simulator.cli.calling import Call, run_on_lines, run_on_screen

    home = settings.require_home()
    settings.start_log()
    at_keyboard = sys.stdin.isatty() and plan.mode is not Mode.RECORDED
    plan, devices = _devices(plan, at_keyboard)
    for note in devices.notes:
        messages().print(note, markup=False, soft_wrap=True)
    call = Call(home, plan, devices, at_keyboard, resumed)
    typed = plan.mode is Mode.TYPED
    live_screen = at_keyboard and sys.stdout.isatty() and not plain
    if live_screen:
        outcome = run_on_screen(call, typed)
    else:
        outcome = run_on_lines(call, (keyboard or Keyboard(sys.stdin)) if at_keyboard or typed else None)
    if outcome.is_interrupted:
        messages().print("Stopped; everything said is kept.", markup=False)
        messages().print(f"Go on with: mock-interview resume {call.session_id}", markup=False)
        raise typer.Exit(INTERRUPTED_EXIT)
    return outcome


def _devices(plan: CallPlan, at_keyboard: bool) -> tuple[CallPlan, Devices]:
    """The devices, or typing instead of speaking where there is no microphone and the person agrees."""
    from simulator.cli.worlds import find_devices

    try:
        return plan, find_devices(plan)
    except DeviceError as error:
        if plan.mode is not Mode.VOICE or not at_keyboard or plan.input_device:
            raise
        messages().print(f"{error.code}: {error.message}", markup=False, soft_wrap=True)
        if not typer.confirm("Type your answers instead?", default=True, err=True):
            raise
        plan = replace(plan, mode=Mode.TYPED)
        return plan, find_devices(plan)


def raise_failure(outcome: Outcome) -> None:
    """Raises DeviceError where a device ended the call."""
    if outcome.failure is not None:
        raise DeviceError(
            "MI0240",
            f"The {outcome.failure.device} stopped the call: {outcome.failure.reason}.",
            f"Everything said is kept. Go on with: mock-interview resume {outcome.session_id}",
        )


def read_back(settings: Settings, outcome: Outcome) -> Review:
    """The session as it stands in the journal, printed, read again by Whisper where that is there.

    Raises DeviceError where a device ended the call.
    """
    from simulator.cli.revising import revise_in_child
    from simulator.journal.store import Store
    from simulator.review.projection import read_review
    from simulator.review.terminal import rendered

    raise_failure(outcome)
    revise_in_child(settings, outcome.session_id)
    home = settings.require_home()
    with Store.open(home) as store:
        read = read_review(store, outcome.session_id, cache=home / "cache")
    out().print(rendered(read))
    return read


def finish(settings: Settings, outcome: Outcome) -> None:
    """Print the scored transcript, and where its page is."""
    from simulator.cli.review import write_page

    read = read_back(settings, outcome)
    messages().print(f"The page: {write_page(read, settings.home)}", markup=False, soft_wrap=True)
