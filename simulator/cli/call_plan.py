"""What a call is to be: script, minutes, seed, names, and how the person answers. Checked before anything rings."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path

from simulator.content.compiling import LoadedScript
from simulator.errors import UsageError
from simulator.interview import difficulty
from simulator.interview.events import Mode, SessionStarted
from simulator.interview.script import Script, ScriptKind, SectionKind
from simulator.interview.wording import seeded_number

SEEDS = 1_000_000
DEFAULT_NAME = "Alex"
"""A name that the voice says well, where nobody gave one."""


@dataclass(frozen=True)
class CallPlan:
    loaded: LoadedScript
    minutes: int
    seed: int
    name: str
    mode: Mode
    say_name: str = ""
    """The name as it is said, where its spelling misleads the voice; empty: as written."""
    heard_as: tuple[str, ...] = ()
    """What the recogniser makes of the name."""
    coach: bool = False
    calm: bool = True
    """False: the seed may make the line difficult."""
    company: str = ""
    role: str = ""
    interviewer_id: str = ""
    answers: Path | None = None
    """The folder of recorded answers, for Mode.RECORDED."""
    realtime: bool = False
    aloud: bool = True
    """False: the interviewer is text only."""
    input_device: str = ""
    output_device: str = ""

    @property
    def script(self) -> Script:
        return self.loaded.script

    def started(self) -> SessionStarted:
        """The first event of the session."""
        script = self.script
        caller = script.interviewer(self.interviewer_id or drawn_interviewer(script, self.seed))
        return SessionStarted(
            at_seconds=0.0,
            script_id=script.id,
            script_digest=script.digest,
            seed=self.seed,
            minutes=self.minutes,
            candidate_name=self.name,
            interviewer_id=caller.id,
            company=self.company or caller.company or script.company,
            role=self.role or script.role,
            mode=self.mode,
            candidate_say_name=self.say_name or self.name,
            difficulties=() if self.calm else difficulty.draw(script, self.seed, self.aloud),
            coach=self.coach,
        )


def drawn_interviewer(script: Script, seed: int) -> str:
    """Who calls, by seed; on site who speaks first, where the script says who that is."""
    talking = [section for section in script.sections if section.kind is not SectionKind.SELF_CHECK]
    if script.kind is ScriptKind.ONSITE and talking and talking[0].interviewer_id:
        return talking[0].interviewer_id
    return script.interviewers[seeded_number(seed, "interviewer") % len(script.interviewers)].id


def new_seed() -> int:
    """A seed that nobody can foresee: no call is heard twice unless it is asked for."""
    return secrets.randbelow(SEEDS)


def checked_minutes(script: Script, minutes: int | None) -> int:
    """The minutes asked for, or the script's own. Raises UsageError outside the script's range."""
    if minutes is None:
        return script.minutes_default
    if not script.minutes_least <= minutes <= script.minutes_most:
        raise UsageError(
            "MI0110",
            f"'{script.id}' takes {script.minutes_least} to {script.minutes_most} minutes, not {minutes}.",
            f"Leave --minutes out for its usual {script.minutes_default}.",
        )
    return minutes


def checked_interviewer(script: Script, wanted: str) -> str:
    """The id of the interviewer meant by id or name; "" for none. Raises UsageError."""
    if not wanted:
        return ""
    for interviewer in script.interviewers:
        if wanted.lower() in (interviewer.id.lower(), interviewer.name.lower(), interviewer.name.split()[0].lower()):
            return interviewer.id
    names = ", ".join(f"{interviewer.name} ({interviewer.id})" for interviewer in script.interviewers)
    raise UsageError("MI0111", f"'{script.id}' has no interviewer '{wanted}'.", f"It has {names}.")


def clean_name(name: str) -> str:
    """A name without control characters, of a length that can be said; "" for none. Raises UsageError."""
    clean = " ".join("".join(letter for letter in name if letter.isprintable() or letter.isspace()).split())
    most_characters = 60
    if len(clean) > most_characters:
        raise UsageError(
            "MI0112", f"The name is {len(clean)} characters long; {most_characters} can be said.", "Give a shorter one."
        )
    return clean
