"""One SQLite database, home/sessions.sqlite: sessions, their events, and the texts that they rest on.

It only ever adds. A Store belongs to the thread that opened it (sqlite enforces that).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path
from types import TracebackType
from typing import Protocol

from simulator import __version__
from simulator.errors import UsageError
from simulator.interview.events import Event
from simulator.journal.codec import Encoded, decode, encode
from simulator.journal.failures import told
from simulator.journal.migrations import migrate, transaction

FILE_NAME = "sessions.sqlite"

WallClock = Callable[[], datetime]


class SourceText(Protocol):
    """A content file as it was read. `simulator.content` has its own class of this shape."""

    @property
    def kind(self) -> str: ...
    @property
    def id(self) -> str: ...
    @property
    def file_name(self) -> str: ...
    @property
    def digest(self) -> str: ...
    @property
    def text(self) -> str: ...


@dataclass(frozen=True)
class KeptText:
    """A content file as the journal gives it back."""

    kind: str
    id: str
    file_name: str
    digest: str
    """SHA-256 (hex) of the file; each text is kept once under it."""
    text: str


@dataclass(frozen=True)
class SessionSummary:
    """A session as a list shows it, without its events."""

    id: str
    created: str
    """Wall-clock time with its offset, ISO 8601: a label."""
    program_version: str
    event_count: int


class Store:
    """Open with `Store.open`; close it or use it as a context. Every method may raise JournalError."""

    def __init__(self, connection: sqlite3.Connection, path: Path, wall_clock: WallClock) -> None:
        self._connection = connection
        self._path = path
        self._wall_clock = wall_clock

    @classmethod
    def open(cls, home: Path, wall_clock: WallClock | None = None, busy_seconds: float = 5.0) -> Store:
        """The database in this folder (which must exist), made or brought up to date if need be.

        Waits up to `busy_seconds` for another process that is writing. `wall_clock` gives the labels of sessions
        and events; the local time if left out.
        """
        path = home / FILE_NAME
        with told(path):
            connection = sqlite3.connect(path, timeout=busy_seconds, isolation_level=None)
            try:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("PRAGMA synchronous = FULL")
                connection.execute("PRAGMA foreign_keys = ON")
                migrate(connection)
            except BaseException:
                connection.close()
                raise
        return cls(connection, path, wall_clock or _local_time)

    def close(self) -> None:
        self._connection.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def begin(self, sources: Iterable[SourceText] = ()) -> SessionJournal:
        """A new session, named for its day, that rests on these texts."""
        now = self._wall_clock()
        with told(self._path), transaction(self._connection):
            session_id = self._next_id(f"{now:%Y-%m-%d}")
            self._connection.execute(
                "INSERT INTO sessions (id, created, program_version) VALUES (?, ?, ?)",
                (session_id, _label(now), __version__),
            )
            for position, source in enumerate(sources):
                self._connection.execute(
                    "INSERT INTO texts (digest, text) VALUES (?, ?) ON CONFLICT (digest) DO NOTHING",
                    (source.digest, source.text),
                )
                self._connection.execute(
                    "INSERT INTO session_texts (session, position, kind, id, file_name, digest) VALUES (?,?,?,?,?,?)",
                    (session_id, position, source.kind, source.id, source.file_name, source.digest),
                )
        return SessionJournal(self, session_id)

    def journal(self, session: str) -> SessionJournal:
        """To append to a session that exists: its id, a prefix that fits only it, or "last"."""
        return SessionJournal(self, self.resolve(session))

    def events(self, session: str) -> list[Event]:
        """All events of a session, oldest first."""
        return [decode(Encoded(*row[:3])) for row in self._event_rows(session)]

    def wall_times(self, session: str) -> list[str]:
        """When each event was kept, in the order of `events`: labels, ISO 8601."""
        return [row[3] for row in self._event_rows(session)]

    def texts(self, session: str) -> list[KeptText]:
        """The content files that a session rests on, as they were, in the order in which they were given."""
        with told(self._path):
            rows = self._connection.execute(
                "SELECT kind, id, file_name, digest, text FROM session_texts JOIN texts USING (digest)"
                " WHERE session = ? ORDER BY position",
                (self.resolve(session),),
            )
            return [KeptText(*row) for row in rows]

    def sessions(self) -> list[SessionSummary]:
        """All sessions, oldest first."""
        with told(self._path):
            rows = self._connection.execute(
                "SELECT id, created, program_version, (SELECT count(*) FROM events WHERE session = sessions.id)"
                " FROM sessions ORDER BY number"
            )
            return [SessionSummary(*row) for row in rows]

    def session(self, session: str) -> SessionSummary:
        session_id = self.resolve(session)
        return next(summary for summary in self.sessions() if summary.id == session_id)

    def latest(self) -> str | None:
        """The id of the newest session; None where there is none."""
        with told(self._path):
            row = self._connection.execute("SELECT id FROM sessions ORDER BY number DESC LIMIT 1").fetchone()
        return None if row is None else str(row[0])

    def resolve(self, session: str) -> str:
        """The id that is meant by an id, a prefix that fits only one, or "last". Raises UsageError (MI0102)."""
        with told(self._path):
            ids = [row[0] for row in self._connection.execute("SELECT id FROM sessions ORDER BY number")]
        if not ids:
            raise UsageError(
                "MI0102", "There is no session yet.", "Begin one with: mock-interview demo, or: mock-interview phone"
            )
        if session in ids:
            return session
        fitting = [ids[-1]] if session == "last" else [each for each in ids if session and each.startswith(session)]
        if len(fitting) == 1:
            return str(fitting[0])
        raise _no_such_session(session, ids, fitting)

    def _event_rows(self, session: str) -> list[tuple[str, int, str, str]]:
        with told(self._path):
            return self._connection.execute(
                "SELECT type, version, payload, wall_time FROM events WHERE session = ? ORDER BY seq",
                (self.resolve(session),),
            ).fetchall()

    def _append(self, session_id: str, event: Event) -> None:
        encoded = encode(event)
        with told(self._path):
            # One statement is one transaction; with synchronous=FULL it is on the disk when it returns.
            self._connection.execute(
                "INSERT INTO events (session, seq, type, version, at_seconds, wall_time, payload)"
                " SELECT ?1, coalesce(max(seq), 0) + 1, ?2, ?3, ?4, ?5, ?6 FROM events WHERE session = ?1",
                (
                    session_id,
                    encoded.type,
                    encoded.version,
                    event.at_seconds,
                    _label(self._wall_clock()),
                    encoded.payload,
                ),
            )

    def _next_id(self, day: str) -> str:
        taken = self._connection.execute("SELECT id FROM sessions WHERE id LIKE ? || '-%'", (day,)).fetchall()
        return f"{day}-{max((int(row[0].rsplit('-', 1)[1]) for row in taken), default=0) + 1}"


class SessionJournal:
    """The journal of one session: `simulator.ports.Journal`."""

    def __init__(self, store: Store, session_id: str) -> None:
        self._store = store
        self.session_id = session_id

    def append(self, event: Event) -> None:
        """Durable when it returns. Raises JournalError, and then the event was not kept."""
        self._store._append(self.session_id, event)

    def events(self) -> list[Event]:
        return self._store.events(self.session_id)


def _no_such_session(session: str, ids: list[str], fitting: list[str]) -> UsageError:
    if fitting:
        named = ", ".join(fitting[-3:])
        return UsageError(
            "MI0102", f"{session!r} fits {len(fitting)} sessions, the last of them {named}.", "Give more of its name."
        )
    nearest = get_close_matches(session, ids, n=1, cutoff=0.0)[0]
    return UsageError(
        "MI0102",
        f"There is no session {session!r}. The nearest is {nearest!r}.",
        "See them all with: mock-interview history",
    )


def _local_time() -> datetime:
    return datetime.now().astimezone()


def _label(now: datetime) -> str:
    return now.isoformat(timespec="milliseconds")
