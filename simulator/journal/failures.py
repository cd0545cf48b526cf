"""SQLite's failures told as JournalErrors: what is wrong, and what to do. What is our own bug is let through."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from simulator.errors import JournalError

_PRIMARY_CODE = 0xFF
"""SQLite's extended result codes hold the primary one in their low byte."""


@contextmanager
def told(database: Path) -> Iterator[None]:
    """Turn the failures of the disk and the database file inside the block into JournalErrors."""
    try:
        yield
    except sqlite3.Error as error:
        known = _known(database, error)
        if known is None:
            raise
        raise known from error


def _known(database: Path, error: sqlite3.Error) -> JournalError | None:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK) & _PRIMARY_CODE
    match code:
        case sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_AUTH:
            return JournalError(
                "MI0402",
                f"The database {database} cannot be written ({error}).",
                "See that its folder exists and is yours to write, or name another with --home FOLDER.",
            )
        case sqlite3.SQLITE_FULL:
            return JournalError(
                "MI0403",
                f"There is no room left on the disk for {database}.",
                "Everything up to here is kept. Make room, then go on with: mock-interview resume",
            )
        case sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_CORRUPT:
            return JournalError(
                "MI0404",
                f"The database {database} is damaged ({error}).",
                "Move it aside to begin a new one, or restore it from a copy. It was not changed.",
            )
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return JournalError(
                "MI0405",
                f"The database {database} is held by another program.",
                "Close the other mock-interview (or the database browser) and try again.",
            )
        case sqlite3.SQLITE_IOERR:
            return JournalError(
                "MI0409",
                f"The disk refused to read or write {database} ({error}).",
                "Everything up to here is kept. Look at the disk, then go on with: mock-interview resume",
            )
    return None
