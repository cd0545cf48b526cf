"""The database's tables, version by version. A migration that has been released is never edited; a new one follows it.

Each runs in one transaction together with the number that records it (`user_version`), so a database is always
wholly one version or the next.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from simulator.errors import JournalError

VERSION_1 = (
    """
    CREATE TABLE sessions (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        created TEXT NOT NULL,
        program_version TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE events (
        session TEXT NOT NULL REFERENCES sessions (id),
        seq INTEGER NOT NULL,
        type TEXT NOT NULL,
        version INTEGER NOT NULL,
        at_seconds REAL NOT NULL,
        wall_time TEXT NOT NULL,
        payload TEXT NOT NULL,
        PRIMARY KEY (session, seq)
    )
    """,
    """
    CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events
    BEGIN SELECT RAISE (ABORT, 'events are append-only: they are never changed'); END
    """,
    """
    CREATE TRIGGER events_are_never_deleted BEFORE DELETE ON events
    BEGIN SELECT RAISE (ABORT, 'events are append-only: they are never deleted'); END
    """,
    # Also keeps INSERT OR REPLACE from putting one event in another's place.
    """
    CREATE TRIGGER events_follow_one_another BEFORE INSERT ON events
    WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM events WHERE session = NEW.session)
    BEGIN SELECT RAISE (ABORT, 'events are append-only: each follows the one before'); END
    """,
    "CREATE TABLE texts (digest TEXT PRIMARY KEY, text TEXT NOT NULL)",
    """
    CREATE TABLE session_texts (
        session TEXT NOT NULL REFERENCES sessions (id),
        position INTEGER NOT NULL,
        kind TEXT NOT NULL,
        id TEXT NOT NULL,
        file_name TEXT NOT NULL,
        digest TEXT NOT NULL REFERENCES texts (digest),
        PRIMARY KEY (session, position)
    )
    """,
)

MIGRATIONS: tuple[tuple[str, ...], ...] = (VERSION_1,)
"""The statements that lead from version n to n + 1, at index n."""


def migrate(connection: sqlite3.Connection, migrations: tuple[tuple[str, ...], ...] = MIGRATIONS) -> None:
    """Bring the database up to the last version, one transaction each. The connection must be in autocommit mode.

    Raises JournalError (MI0406) for a database of a newer program; whatever sqlite raises is left to the caller,
    with the migration that failed undone.
    """
    if user_version(connection) > len(migrations):
        raise JournalError(
            "MI0406",
            f"The database of sessions is of version {user_version(connection)}, and this program knows only up to "
            f"version {len(migrations)}.",
            "A newer mock-interview has written it: upgrade this one, or name another folder with --home.",
        )
    while user_version(connection) < len(migrations):
        _one_step(connection, migrations)


def user_version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of the block or nothing of it. The connection must be in autocommit mode."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # SQLite ends the transaction itself after some failures, a full disk among them.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _one_step(connection: sqlite3.Connection, migrations: tuple[tuple[str, ...], ...]) -> None:
    with transaction(connection):
        # Read again under the lock: another process may have taken this step meanwhile.
        version = user_version(connection)
        if version < len(migrations):
            for statement in migrations[version]:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {version + 1}")
