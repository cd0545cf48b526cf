"""`review` and `history`: what was said and how it scored, from the journal alone. Changes nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from simulator.cli.screen import messages, out, print_json
from simulator.cli.settings import Settings, cache_folder
from simulator.errors import JournalError

if TYPE_CHECKING:
    from simulator.content.reading import Reader
    from simulator.journal.store import SessionSummary, Store
    from simulator.review.model import Review


def review(
    context: typer.Context,
    session: Annotated[
        str, typer.Argument(help="A session's id, the beginning of one, or 'last'.", metavar="[SESSION]")
    ] = "last",
    open_page: Annotated[bool, typer.Option("--open", help="Open the page in a browser.")] = False,
    html: Annotated[Path | None, typer.Option(help="Write the page to this file.", show_default=False)] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Everything as one JSON object.")] = False,
    figures: Annotated[bool, typer.Option("--figures", help="Show each receipt's points and rule.")] = False,
    transcript: Annotated[
        bool, typer.Option("--transcript", help="The call alone, a line a turn, with the reasons in brackets.")
    ] = False,
) -> None:
    """Read a session again: what was asked, what you said, and what it earned and why.

    Example: mock-interview review last --open
    """
    from simulator.journal.store import Store
    from simulator.review.projection import read_review

    settings: Settings = context.obj
    home = settings.require_home()
    with Store.open(home) as store:
        read = read_review(store, session, cache=cache_folder(home))
    if as_json:
        from simulator.review.as_json import review_as_json

        print_json(review_as_json(read))
    elif transcript:
        from simulator.review.transcript import transcript_lines

        for line in transcript_lines(read):
            out().print(line, markup=False, highlight=False, soft_wrap=True)
    elif html is None and not open_page:
        from simulator.review.terminal import rendered

        out().print(rendered(read, figures))
    if html is not None or open_page:
        path = write_page(read, home, html)
        messages().print(f"The page: {path}", markup=False, soft_wrap=True)
        if open_page:
            _open_in_browser(path)


def _open_in_browser(path: Path) -> None:
    """Open the page, or say that nothing here opens one."""
    import webbrowser  # not typer.launch: on Linux that cannot tell whether anything was opened

    if not webbrowser.open(path.resolve().as_uri()):
        messages().print("No browser could be opened; open that file in one.", markup=False)


def write_page(read: Review, home: Path, path: Path | None = None) -> Path:
    """Write a session's page, with its sound, to `path` or to home/pages/SESSION.html; the path.

    Raises JournalError (MI0415) where the file cannot be written.
    """
    from simulator.review.cuttings import sounds_of
    from simulator.review.page import page

    path = path or home / "pages" / f"{read.session}.html"
    text = page(read, sounds_of(read, home / "recordings"))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", errors="replace")
    except OSError as error:
        raise JournalError(
            "MI0415",
            f"The page {path} cannot be written: {error.strerror or error}.",
            "Name another file with --html FILE. The session itself is kept.",
        ) from error
    return path


def history(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="An array of objects.")] = False,
) -> None:
    """List your sessions, newest last, with what was answered and how it scored.

    Example: mock-interview history
    """
    from simulator.content.reading import Reader
    from simulator.journal.store import Store

    settings: Settings = context.obj
    home = settings.require_home()
    reader = Reader(cache_folder(home))
    with Store.open(home) as store:
        rows = [_row(store, summary, reader) for summary in store.sessions() if summary.event_count]
    if as_json:
        print_json(rows)
    elif not rows:
        messages().print("There is no session yet. Begin with: mock-interview demo, or: mock-interview phone")
    else:
        out().print(_table(rows))


_READ_KEYS = (
    "script",
    "title",
    "mode",
    "minutes",
    "call_seconds",
    "interview_seconds",
    "asked",
    "answered",
    "score",
)


def _row(store: Store, summary: SessionSummary, reader: Reader) -> dict[str, Any]:
    """One session for the list; one that cannot be read says why in `problem`."""
    from simulator.review.projection import read_review

    row: dict[str, Any] = {"session": summary.id, "created": summary.created}
    try:
        read = read_review(store, summary.id, reader=reader)
    except JournalError as error:
        empty = dict.fromkeys(_READ_KEYS)
        return row | empty | {"ended_by": None, "problem": f"{error.code}: {error.message}"}
    return row | {
        "script": read.script_id,
        "title": read.title,
        "mode": read.mode.value,
        "minutes": read.minutes,
        "call_seconds": round(read.call_seconds, 3),
        "interview_seconds": round(read.ledger.used_seconds, 3),
        "asked": read.asked,
        "answered": read.answered,
        "score": read.call_score.score if read.call_score else None,
        "ended_by": read.ended_by or None,
        "problem": None,
    }


_ENDED = {"interviewer": "goodbye", "candidate": "you hung up", None: "open: resume"}


def _table(rows: list[dict[str, Any]]) -> Any:
    from rich.table import Table
    from rich.text import Text

    from simulator.review import wording

    table = Table(box=None, pad_edge=False, header_style="dim")
    for name in ("Session", "Began"):
        table.add_column(name, no_wrap=True)
    table.add_column("Script", overflow="fold")
    for name in ("Minutes", "Answered", "Score"):
        table.add_column(name, justify="right")
    table.add_column("Ended")
    for row in rows:
        began = row["created"][11:16]
        if row["problem"] is not None:
            table.add_row(row["session"], began, Text(row["problem"], style="dim"))
            continue
        score = "–" if row["score"] is None else wording.figure(row["score"])
        minutes = f"{wording.clock(row['interview_seconds'])} of {row['minutes']}"
        answered = f"{row['answered']} of {row['asked']}"
        table.add_row(row["session"], began, Text(row["title"]), minutes, answered, score, _ENDED[row["ended_by"]])
    return table
