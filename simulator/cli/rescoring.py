"""`rescore`: sessions of other days under today's rubrics, with what changed and why. Keeps nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from simulator.cli.content import FolderOption, open_library
from simulator.cli.score import change_line, printable
from simulator.cli.screen import messages, out, print_json
from simulator.cli.settings import Settings, cache_folder
from simulator.errors import JournalError, UsageError

if TYPE_CHECKING:
    from simulator.review.rescoring import Rescored, RescoredAnswer
    from simulator.scoring.result import AnswerScore


def rescore(
    context: typer.Context,
    session: Annotated[str | None, typer.Argument(help="A session's id, or 'last'.", show_default="last")] = None,
    every: Annotated[bool, typer.Option("--all", help="Every session.")] = False,
    scripts: FolderOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object for each session.")] = False,
) -> None:
    """Score a session again under today's rubrics and rules: what changes, and why. Nothing is kept of it.

    Example: mock-interview rescore last
    """
    from simulator.journal.store import Store
    from simulator.review.rescoring import rescore as rescored

    if every and session is not None:
        raise UsageError("MI0120", "Either one session or --all is scored again.", "Leave one of the two out.")
    settings: Settings = context.obj
    home = settings.require_home()
    library = open_library(settings, scripts)
    with Store.open(home) as store:
        wanted = [each.id for each in store.sessions() if each.event_count] if every else [session or "last"]
        for each in wanted:
            try:
                told = rescored(store, each, library, cache_folder(home))
            except JournalError as error:
                if not every:
                    raise
                messages().print(f"{each}: {error.code}: {error.message}", markup=False, soft_wrap=True)
                continue
            if as_json:
                print_json(_as_json(told))
            else:
                for line in _lines(told):
                    out().print(printable(line), markup=False, soft_wrap=True)


def _lines(told: Rescored) -> Iterator[str]:
    yield f"{told.session}  {told.title}: {_figures(told.before, told.after)}"
    if told.has_todays_rules_before:
        yield "  The rules of its day are not complete in this version; both scores are under today's."
    for rubric_id in told.gone:
        yield f"  There is no rubric '{rubric_id}' any more; the one of the day stands."
    changed = [answer for answer in told.answers if answer.is_changed]
    for answer in changed:
        yield f"  {answer.asked}"
        yield f"    {_figures(answer.before.score, answer.after.score)}{f': {answer.why}' if answer.why else ''}"
        for score in (answer.before, answer.after):
            if score.score is None:
                yield f"    Not scored {'then' if score is answer.before else 'now'}: {score.not_scored}."
        for change in sorted(answer.changes, key=lambda change: -abs(change.points)):
            yield f"    {change_line(change)}"
    same = len(told.answers) - len(changed)
    if same:
        yield f"  {same} answer{'s' * (same != 1)} as before."
    yield ""


def _figures(before: float | None, after: float | None) -> str:
    if before == after:
        return "not scored" if before is None else f"{before:.1f} as before"
    if before is None or after is None:
        return f"{_figure(before)}, now {_figure(after)}"
    return f"{before:.1f}, now {after:.1f} ({after - before:+.1f})"


def _figure(score: float | None) -> str:
    return "not scored" if score is None else f"{score:.1f}"


def _as_json(told: Rescored) -> dict[str, Any]:
    return {
        "session": told.session,
        "title": told.title,
        "before": told.before,
        "after": told.after,
        "rules_changed": list(told.rules_changed),
        "todays_rules_before": told.has_todays_rules_before,
        "gone": list(told.gone),
        "answers": [_answer_as_json(answer) for answer in told.answers],
    }


def _answer_as_json(answer: RescoredAnswer) -> dict[str, Any]:
    from simulator.scoring.as_json import change_as_json

    return {
        "asked": answer.asked,
        "rubric": answer.rubric_id,
        "before": _score_as_json(answer.before),
        "after": _score_as_json(answer.after),
        "why": answer.why or None,
        "receipts": [change_as_json(change) for change in answer.changes],
    }


def _score_as_json(score: AnswerScore) -> dict[str, Any]:
    return {"score": score.score, "not_scored": score.not_scored or None}
