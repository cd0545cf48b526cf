"""Whole interviews with a candidate who is a program: transcripts to read, seeds side by side, how long a step takes.

python -m benchmarks.interviews transcript first_call --minutes 10 --seed 1
python -m benchmarks.interviews seeds first_call --minutes 10
python -m benchmarks.interviews lengths
python -m benchmarks.interviews speed
"""

from __future__ import annotations

import statistics
import time
from dataclasses import replace
from datetime import UTC, datetime
from itertools import zip_longest
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from benchmarks.conversation import Conversation, converse
from simulator import __version__
from simulator.content.library import Library
from simulator.interview.effects import Assess
from simulator.interview.events import (
    AnswerAssessed,
    Part,
    SectionCutShort,
    TurnChosen,
)
from simulator.journal.store import SessionSummary
from simulator.review.projection import project
from simulator.review.transcript import transcript_lines
from tests.fakes import FakeCall, WordAssessor, started
from tests.interview.small_script import ANSWERS, question, small_script

app = typer.Typer(help=__doc__, no_args_is_help=True)

Minutes = Annotated[int, typer.Option(help="How long the interview is to be.")]
Script = Annotated[str, typer.Argument(help="A script's id.")]


@app.command()
def transcript(script: Script = "first_call", minutes: Minutes = 10, seed: int = 1, calm: bool = True) -> None:
    """One interview in full."""
    conversation = converse(Library.default().script(script), minutes, seed, calm=calm)
    print(f"{script}, {minutes} minutes, seed {seed}; {len(conversation.events)} events")
    summary = SessionSummary(f"{script}-{seed}", datetime.now(UTC).isoformat(), __version__, len(conversation.events))
    print("\n".join(transcript_lines(project(summary, conversation.events, conversation.loaded))))


@app.command()
def seeds(script: Script = "first_call", minutes: Minutes = 10, first: int = 1, count: int = 3) -> None:
    """What differs between seeds, side by side: caller, line, first and last words, all that is asked."""
    loaded = Library.default().script(script)
    table = Table(*(f"seed {seed}" for seed in range(first, first + count)), title=f"{script}, {minutes} minutes")
    columns = [_what_is_asked(converse(loaded, minutes, seed, calm=False)) for seed in range(first, first + count)]
    for row in zip_longest(*columns, fillvalue=""):
        table.add_row(*row)
    Console(width=150).print(table)


def _what_is_asked(conversation: Conversation) -> list[str]:
    started = conversation.state.started
    turns = [event for event in conversation.events if isinstance(event, TurnChosen)]
    assert started is not None
    asked = [turn for turn in turns if turn.question_id and turn.part in (Part.MAIN, Part.PROBE, Part.FOLLOW_UP)]
    marks = {Part.MAIN: "", Part.PROBE: "  probe: ", Part.FOLLOW_UP: "  follow-up: "}
    return [
        f"{started.interviewer_id}; line: {', '.join(started.difficulties) or 'clear'}",
        turns[0].text,
        *(marks[turn.part] + turn.text for turn in asked),
        turns[-1].text,
    ]


@app.command()
def lengths(count: int = 20) -> None:
    """How long interviews become, for the minutes asked for."""
    library = Library.default()
    print("script                          minutes  median end  latest end  questions  dropped  spare")
    for summary in library.scripts():
        if summary.kind == "drill" or summary.id == "demo":
            continue
        loaded = library.script(summary.id)
        script = loaded.script
        for minutes in sorted({script.minutes_least, script.minutes_default, script.minutes_most}):
            calls = [converse(loaded, minutes, seed) for seed in range(count)]
            ends = [call.seconds / 60 for call in calls]
            asked = statistics.mean(len(call.state.asked) for call in calls)
            dropped = statistics.mean(
                sum(len(e.dropped_question_ids) for e in call.events if isinstance(e, SectionCutShort))
                for call in calls
            )
            spare = statistics.mean(
                sum(1 for e in call.events if isinstance(e, TurnChosen) and e.reason.startswith("there is time"))
                for call in calls
            )
            print(
                f"{summary.id:32}{minutes:7}{statistics.median(ends):12.1f}{max(ends):12.1f}"
                f"{asked:11.1f}{dropped:9.1f}{spare:7.1f}"
            )


class Answering(WordAssessor):
    """Takes everything for an answer: what somebody means is not the interviewer's own time."""

    def assess(self, effect: Assess, at_seconds: float) -> AnswerAssessed:
        words = len(effect.text.split())
        return AnswerAssessed(at_seconds, effect.turn, "answer", (), (), (), "", words, (), ())


@app.command()
def speed(runs: int = 20) -> None:
    """A 30-minute interview: over stand-ins only, and with the real rubrics and intents."""
    script = small_script(*(question(f"topic{number}", "idea") for number in range(40)), drawn=True)
    answers = {**ANSWERS, **{f"topic{number}": "It has the idea in it surely " * 12 for number in range(40)}}
    fakes = []
    for _ in range(runs):
        began = time.perf_counter()
        call = FakeCall(script, answers)
        call.session.world = replace(call.session.world, assessor=Answering(script))
        call.run(started(script, 30))
        fakes.append((time.perf_counter() - began) * 1000)
    print(f"30 minutes over stand-ins: median {statistics.median(fakes):.0f} ms, longest {max(fakes):.0f} ms,", end=" ")
    print(f"{len(call.events)} events, {call.clock.seconds / 60:.1f} minutes on its clock")
    loaded = Library.default().script("machine_learning_engineer")
    real = []
    for seed in range(runs):
        began = time.perf_counter()
        conversation = converse(loaded, 30, seed)
        real.append((time.perf_counter() - began) * 1000)
    print(f"30 minutes with real intents and rubrics: median {statistics.median(real):.0f} ms,", end=" ")
    print(f"longest {max(real):.0f} ms, {len(conversation.events)} events")


if __name__ == "__main__":
    app()
