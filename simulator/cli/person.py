"""Who answers: the person's name, how it is said, and what the recogniser makes of it. Entered once, then kept."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import typer

from simulator.cli.call_plan import DEFAULT_NAME, clean_name
from simulator.cli.config import Config, read_config, write_config
from simulator.cli.screen import messages


@dataclass(frozen=True)
class Person:
    name: str
    say_name: str = ""
    """As the voice must be told to say it; empty: as written."""
    heard_as: tuple[str, ...] = ()
    """What the recogniser makes of the name."""


def person_who_answers(home: Path, name: str | None, say_name: str | None) -> Person:
    """From the options (None: not given) and the settings; on a terminal what is not known yet is asked and kept.

    A name given that is not the one kept holds for this call only. Raises UsageError for a name that cannot be said,
    ContentError for mistakes in the settings.
    """
    kept = read_config(home)
    can_ask = sys.stdin.isatty() and sys.stderr.isatty()
    if name is None and not kept.name and can_ask:
        name = _asked("What should the interviewer call you? ")
        if clean_name(name) and say_name is None:
            say_name = _asked("How should the voice say it? (Enter if as written) ")
    name = clean_name(name if name is not None else kept.name)
    if not name:
        return Person(DEFAULT_NAME, clean_name(say_name or ""))
    if kept.name not in ("", name):
        return Person(name, clean_name(say_name or ""))
    known = kept if kept.name else Config(name=name, heard_as=None)
    if say_name is not None and clean_name(say_name) != known.say_name:
        known = known.model_copy(update={"say_name": clean_name(say_name), "heard_as": None})
    if can_ask and known.heard_as is None:
        known = known.model_copy(update={"heard_as": _find_out(known, home)})
    if can_ask and known != kept:
        write_config(home, known)
    return Person(known.name, known.say_name, known.heard_as or ())


def _asked(question: str) -> str:
    return str(typer.prompt(question, prompt_suffix="", default="", show_default=False, err=True))


def _find_out(known: Config, home: Path) -> tuple[str, ...]:
    from simulator.cli.heard_names import heard_names

    messages().print("Finding out how your name sounds to me …", markup=False)
    return heard_names(known.name, known.say_name, home / "voice_cache")
