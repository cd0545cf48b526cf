"""A database of any earlier version becomes one of today, wholly or not at all."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from simulator.errors import JournalError
from simulator.journal.migrations import MIGRATIONS, migrate, user_version
from simulator.journal.store import FILE_NAME, Store


def connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None)


def tables(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    return connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()


def put_a_session_of_version_1(connection: sqlite3.Connection) -> None:
    """As every version since the first can hold it; later versions bring it along."""
    connection.execute("INSERT INTO sessions (id, created, program_version) VALUES ('2026-11-22-1', '2026', '0.1.0')")
    connection.execute(
        "INSERT INTO events VALUES ('2026-11-22-1', 1, 'PauseAsked', 1, 2.5, '2026', '{\"at_seconds\":2.5}')"
    )
    connection.execute("INSERT INTO texts (digest, text) VALUES ('d', 'title: a')")
    connection.execute("INSERT INTO session_texts VALUES ('2026-11-22-1', 0, 'script', 'a', 'a.yaml', 'd')")


@pytest.mark.parametrize("earlier", range(1, len(MIGRATIONS) + 1))
def test_a_session_kept_by_an_earlier_version_is_read_by_this_one(tmp_path: Path, earlier: int) -> None:
    connection = connect(tmp_path / FILE_NAME)
    migrate(connection, MIGRATIONS[:1])
    put_a_session_of_version_1(connection)
    migrate(connection, MIGRATIONS[:earlier])
    assert user_version(connection) == earlier
    connection.close()
    with Store.open(tmp_path) as store:
        assert [event.at_seconds for event in store.events("last")] == [2.5]
        assert [(text.kind, text.id, text.text) for text in store.texts("last")] == [("script", "a", "title: a")]


@pytest.mark.parametrize("earlier", range(len(MIGRATIONS) + 1))
def test_every_earlier_version_ends_with_the_tables_of_a_new_database(tmp_path: Path, earlier: int) -> None:
    new, old = connect(tmp_path / "new"), connect(tmp_path / "old")
    migrate(new)
    migrate(old, MIGRATIONS[:earlier])
    migrate(old)
    assert tables(old) == tables(new)
    assert user_version(old) == len(MIGRATIONS)


def test_a_later_migration_keeps_what_is_there() -> None:
    connection = connect(Path(":memory:"))
    migrate(connection)
    put_a_session_of_version_1(connection)
    migrate(connection, (*MIGRATIONS, ("ALTER TABLE sessions ADD COLUMN mood TEXT NOT NULL DEFAULT 'calm'",)))
    assert user_version(connection) == len(MIGRATIONS) + 1
    assert connection.execute("SELECT id, mood FROM sessions").fetchall() == [("2026-11-22-1", "calm")]
    assert connection.execute("SELECT count(*) FROM events").fetchone() == (1,)


def test_a_migration_that_fails_halfway_leaves_the_version_before_and_all_its_rows() -> None:
    connection = connect(Path(":memory:"))
    migrate(connection)
    put_a_session_of_version_1(connection)
    before = tables(connection)
    failing = ("CREATE TABLE moods (session TEXT)", "INSERT INTO no_such_table VALUES (1)")
    with pytest.raises(sqlite3.OperationalError, match="no_such_table"):
        migrate(connection, (*MIGRATIONS, failing))
    assert tables(connection) == before
    assert user_version(connection) == len(MIGRATIONS)
    assert connection.execute("SELECT count(*) FROM events").fetchone() == (1,)
    assert not connection.in_transaction


def test_a_database_of_a_newer_program_is_refused_and_not_touched(tmp_path: Path) -> None:
    connection = connect(tmp_path / FILE_NAME)
    migrate(connection)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(JournalError, match="version 99") as caught:
        Store.open(tmp_path)
    assert caught.value.code == "MI0406"
    assert user_version(connect(tmp_path / FILE_NAME)) == 99
