"""Places a call and reads it back: devices, the screen that suits where it is shown, the person's own word, scores."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import typer

from simulator.cli.keyboard import Keyboard
from simulator.cli.screen import messages, out
from simulator.cli.settings import Settings, cache_folder
from simulator.errors import DeviceError
from simulator.interview.events import Mode

if TYPE_CHECKING:
    from simulator.cli.call_plan import CallPlan
    from simulator.cli.calling import Outcome
    from simulator.cli.options import AnswerOptions
    from simulator.cli.worlds import Devices
    from simulator.content.compiling import LoadedScript
    from simulator.review.model import Review

INTERRUPTED_EXIT = 130


def planned(settings: Settings, options: AnswerOptions, loaded: LoadedScript) -> CallPlan:
    """Who answers `loaded`, how, and with which seed; the rest as its script has it. Raises UsageError."""
    from simulator.cli.call_plan import CallPlan, new_seed
    from simulator.cli.person import person_who_answers

    mode = options.mode
    person = person_who_answers(settings.require_home(), options.name, options.say_name)
    return CallPlan(
        loaded=loaded,
        minutes=loaded.script.minutes_default,
        seed=new_seed() if options.seed is None else options.seed,
        name=person.name,
        say_name=person.say_name,
        heard_as=person.heard_as,
        mode=mode,
        answers=options.answers,
        aloud=options.aloud,
        input_device=options.input_device,
        output_device=options.output_device,
    )


def place_call(settings: Settings, plan: CallPlan, plain: bool, keyboard: Keyboard, resumed: str = "") -> Outcome:
    """Find the devices and run the call on a screen that suits where it is shown.

    Lines typed into a plain screen come from `keyboard`. Ctrl-C ends the command; everything said is kept.
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
        outcome = run_on_lines(call, keyboard if at_keyboard or typed else None)
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
    """The session as it stands in the journal, printed; first its answers are read again by Whisper, where that is
    there, or by the embedded engine, for their doubts.

    Raises DeviceError where a device ended the call.
    """
    from simulator.cli.hearing_again import hear_what_is_left
    from simulator.cli.revising import revise_in_child
    from simulator.journal.store import Store
    from simulator.review.projection import read_review
    from simulator.review.terminal import rendered

    raise_failure(outcome)
    revise_in_child(settings, outcome.session_id)
    hear_what_is_left(settings, outcome.session_id)
    home = settings.require_home()
    with Store.open(home) as store:
        read = read_review(store, outcome.session_id, cache=cache_folder(home))
    out().print(rendered(read))
    return read


def finish(settings: Settings, outcome: Outcome) -> None:
    """Print the scored transcript, and where its page is."""
    from simulator.cli.review import write_page

    read = read_back(settings, outcome)
    messages().print(f"The page: {write_page(read, settings.home)}", markup=False, soft_wrap=True)


def ask_how_it_went(settings: Settings, outcome: Outcome, keyboard: Keyboard) -> None:
    """Before any score is shown: the person's own word on a call in which something was said, kept in the journal.

    Asks nobody where nobody is at the keyboard, and not about a call that a device ended. Enter skips.
    """
    if outcome.failure is not None or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return
    from simulator.interview.events import AnswerHeard, SelfRated
    from simulator.journal.store import Store

    home = settings.require_home()
    with Store.open(home) as store:
        events = store.events(outcome.session_id)
    if not any(isinstance(event, AnswerHeard) and event.transcript.text for event in events):
        return
    rating = _rating(keyboard)
    if rating is not None:
        with Store.open(home) as store:
            store.journal(outcome.session_id).append(SelfRated(max(event.at_seconds for event in events), rating))


def _rating(keyboard: Keyboard) -> int | None:
    """1 to 5; None where the person skips."""
    question = "Before you see the scores: how did it go? 1 (badly) … 5 (very well), Enter skips:"
    keyboard.forget()
    while True:
        messages().print(question, markup=False, end=" ")
        line = keyboard.take()
        if not line:
            return None
        if line in ("1", "2", "3", "4", "5"):
            return int(line)
        question = "A number from 1 to 5, or Enter:"
