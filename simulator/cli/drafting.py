"""`rubrics draft`: a rubric from a question and its model answer, to be edited. Prints it and keeps nothing."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from simulator.errors import UsageError


def draft(
    question: Annotated[str, typer.Option(help="The question, as it is asked.", show_default=False)],
    answer: Annotated[
        str,
        typer.Option(
            help="The model answer; @FILE reads it from a text file, - from stdin.",
            show_default=False,
        ),
    ],
) -> None:
    """Draft a rubric from a model answer: yours, your notebook's or a book's. Prints YAML and nothing else.

    Example: mock-interview rubrics draft --question "What is overfitting?" --answer @notes.txt > overfitting.yaml
    """
    from simulator.content.drafted import drafted_text
    from simulator.content.library import Library
    from simulator.scoring import drafting

    try:
        made = drafting.draft(question, _text(answer), Library.default().rules())
    except ValueError as error:
        hint = "Give both in whole sentences: --question and --answer."
        raise UsageError("MI0125", f"{error}, so there is nothing to draft a rubric from.", hint) from error
    sys.stdout.write(drafted_text(made))


def _text(answer: str) -> str:
    if answer == "-":
        return sys.stdin.read()
    if not answer.startswith("@"):
        return answer
    path = Path(answer[1:])
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise UsageError("MI0122", f"{path} cannot be read: {reason}.", "Name a text file after the @.") from error
