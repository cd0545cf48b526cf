"""`scripts` and `rubrics`: what there is to practise with, whether a file is right, and a start for one's own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from simulator.cli.screen import out, print_json
from simulator.cli.settings import Settings, cache_folder
from simulator.errors import Diagnostic, UsageError

if TYPE_CHECKING:
    from simulator.content.library import Library
    from simulator.interview.script import Script, Section
    from simulator.scoring.rubric import Rubric

scripts_app = typer.Typer(help="Interviews: list, show, check, or start your own.", no_args_is_help=True)
rubrics_app = typer.Typer(help="Questions and what a good answer holds: list, show or check.", no_args_is_help=True)

FolderOption = Annotated[
    Path | None, typer.Option("--scripts", help="A folder of your own, searched first.", show_default=False)
]
JsonOption = Annotated[bool, typer.Option("--json", help="As JSON, for programs.")]
FilesArgument = Annotated[
    list[Path] | None, typer.Argument(help="Files to check; none: all that there are.", show_default=False)
]


def open_library(settings: Settings, folder: Path | None = None) -> Library:
    """What ships, a person's `content` folder in the home folder, and before both the folder given.

    Raises UsageError where the folder given is not there.
    """
    from simulator.content.library import Library

    if folder is not None and not folder.is_dir():
        raise UsageError("MI0103", f"There is no folder {folder}.", "Name the folder that holds your scripts.")
    own = [*([folder] if folder is not None else []), settings.home / "content"]
    cache = cache_folder(settings.home)
    return Library.default(own, cache_folder=cache if cache.parent.is_dir() else None)


# ---- scripts -----------------------------------------------------------------------------------------------------


@scripts_app.command("list")
def list_scripts(context: typer.Context, scripts: FolderOption = None, as_json: JsonOption = False) -> None:
    """List the interviews that there are.

    Example: mock-interview scripts list
    """
    summaries = open_library(context.obj, scripts).scripts()
    if as_json:
        print_json([{**asdict(summary), "file": str(summary.file)} for summary in summaries])
        return
    rows = [(s.id, s.kind, f"{s.minutes} min" if s.minutes else "", s.problem or s.title) for s in summaries]
    _print_table(("id", "kind", "length", "title"), rows)


@scripts_app.command("show")
def show_script(
    context: typer.Context,
    script: Annotated[str, typer.Argument(help="An interview's id or file.", show_default=False)],
    scripts: FolderOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show an interview: who calls, what is said, what is asked.

    Example: mock-interview scripts show first_call
    """
    loaded = open_library(context.obj, scripts).script(script).script
    if as_json:
        print_json(asdict(loaded))
        return
    for line in _script_lines(loaded):
        out().print(line, markup=False, soft_wrap=True)


@scripts_app.command("check")
def check_scripts(
    context: typer.Context, files: FilesArgument = None, scripts: FolderOption = None, as_json: JsonOption = False
) -> None:
    """Check interviews, and name every mistake with its file and line. Ends with 1 where there is one.

    Example: mock-interview scripts check my_interview.yaml
    """
    library = open_library(context.obj, scripts)
    checked = files or library.script_files()
    _report(checked, [problem for path in checked for problem in library.check_script(path)], as_json)


@scripts_app.command("new")
def new_script(file: Annotated[Path, typer.Argument(help="Where to write it: NAME.yaml.", show_default=False)]) -> None:
    """Write a small interview with remarks, ready to be changed.

    Example: mock-interview scripts new my_interview.yaml
    """
    from simulator.content.folders import is_id
    from simulator.content.starter import STARTER_SCRIPT

    if file.suffix != ".yaml" or not is_id(file.stem):
        hint = "Use small letters, digits and _, starting with a letter: my_interview.yaml."
        raise UsageError("MI0021", f"An interview cannot be called '{file.name}'.", hint)
    try:
        with file.open("x", encoding="utf-8") as opened:
            opened.write(STARTER_SCRIPT.read_text(encoding="utf-8"))
    except FileExistsError as error:
        raise UsageError("MI0104", f"{file} is there already.", "Give another name; nothing was changed.") from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError("MI0105", f"{file} cannot be written: {reason}.", "Name a folder you may write to.") from error
    out().print(f"Wrote {file}. Change it, then: mock-interview scripts check {file}", markup=False, soft_wrap=True)


# ---- rubrics -----------------------------------------------------------------------------------------------------


@rubrics_app.command("list")
def list_rubrics(context: typer.Context, scripts: FolderOption = None, as_json: JsonOption = False) -> None:
    """List the questions and the behaviours that are scored.

    Example: mock-interview rubrics list
    """
    library = open_library(context.obj, scripts)
    rows: list[dict[str, Any]] = [
        {
            **asdict(question),
            "file": str(question.file),
            "topics": list(question.topics),
            "own": library.is_own(question.file),
        }
        for question in library.questions()
    ]
    for rubric_id in library.behaviours():
        file = library.rubric_file(rubric_id)
        row = {"id": rubric_id, "kind": "behaviour", "ask": library.rubric(rubric_id).asked, "topics": [], "level": ""}
        rows.append({**row, "problem": "", "file": str(file), "own": library.is_own(file)})
    if as_json:
        print_json(rows)
        return
    cells = [
        (row["id"], row["kind"], row["level"], row["problem"] or f"{row['ask']}{' (your own copy)' * row['own']}")
        for row in rows
    ]
    _print_table(("id", "kind", "level", "asked"), cells)


@rubrics_app.command("show")
def show_rubric(
    context: typer.Context,
    rubric: Annotated[str, typer.Argument(help="A question's or behaviour's id, or a file.", show_default=False)],
    scripts: FolderOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show what a good answer holds, and how long it is.

    Example: mock-interview rubrics show what_is_a_database
    """
    library = open_library(context.obj, scripts)
    loaded, file = library.rubric(rubric), library.rubric_file(rubric)
    if as_json:
        print_json({**asdict(loaded), "file": str(file), "own": library.is_own(file)})
        return
    for line in _rubric_lines(loaded):
        out().print(line, markup=False, soft_wrap=True)
    if library.is_own(file):
        out().print(f"\nYour own copy, used in place of any that ships: {file}", markup=False, soft_wrap=True)


@rubrics_app.command("check")
def check_rubrics(
    context: typer.Context, files: FilesArgument = None, scripts: FolderOption = None, as_json: JsonOption = False
) -> None:
    """Check questions, behaviour rubrics and rules. Ends with 1 where there is a mistake.

    Example: mock-interview rubrics check questions/my_question.yaml
    """
    library = open_library(context.obj, scripts)
    checked = files or library.rubric_files()
    _report(checked, [problem for path in checked for problem in library.check_rubric(path)], as_json)


# ---- on the screen -----------------------------------------------------------------------------------------------


def _report(checked: Sequence[Path], problems: Sequence[Diagnostic], as_json: bool) -> None:
    """Print what a check found, and end with 1 where that is anything."""
    if as_json:
        print_json([asdict(problem) for problem in problems])
    else:
        for problem in problems:
            out().print(str(problem), markup=False, soft_wrap=True)
        mistakes = "no mistakes" if not problems else _counted(len(problems), "mistake")
        out().print(f"{_counted(len(checked), 'file')} checked, {mistakes}.", markup=False)
    if problems:
        raise typer.Exit(1)


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _print_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for head in heads:
        table.add_column(head, overflow="fold", no_wrap=head == "id")
    for row in rows:
        table.add_row(*row)
    out().print(table)


def _script_lines(script: Script) -> Iterable[str]:
    minutes = f"{script.minutes_default} minutes ({script.minutes_least} to {script.minutes_most})"
    yield f"{script.title}: {script.role} at {script.company}, {minutes}"
    callers = [f"{person.name}, {person.title}" for person in script.interviewers]
    yield f"Calls: {'; '.join(callers)}"
    for section in script.sections:
        yield ""
        yield f"{section.kind.value.replace('_', ' ')} ({section.budget_seconds:.0f} s)"
        yield from _section_lines(script, section)


def _section_lines(script: Script, section: Section) -> Iterable[str]:
    for piece in section.say:
        more = f"  (and {len(piece) - 1} other ways to say it)" if len(piece) > 1 else ""
        yield f"  {piece[0]}{more}"
    if section.drawn:
        yield f"  drawn from {len(section.question_ids)}:"
    for question_id in section.question_ids:
        yield f"  - {question_id}: {script.questions[question_id].text}"
    for reply in section.replies:
        yield f"  - {reply.id}: {reply.text}"


def _rubric_lines(rubric: Rubric) -> Iterable[str]:
    yield rubric.asked
    yield f"  {rubric.target.least_words} to {rubric.target.most_words} words"
    for concept in rubric.concepts:
        yield ""
        yield f"  {concept.idea} (weight {concept.weight:g})"
        yield from (f'    "{phrasing}"' for phrasing in concept.phrasings)
    for wrong in rubric.misconceptions:
        yield ""
        yield f'  costs {wrong.cost_points:g}: "{wrong.phrasings[0]}"'
        yield f"    {wrong.instead}"
    yield ""
    yield f"  A good answer: {rubric.model_answer}"
