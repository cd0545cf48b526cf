"""The database keeps sessions, events and texts, and only ever adds."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from simulator import __version__
from simulator.errors import UsageError
from simulator.interview.events import AnswerHeard, CallAnswered, Event, PauseAsked, PauseEnded, Transcript
from simulator.journal.store import FILE_NAME, KeptText, Store

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path, wall_clock=lambda: NOON) as opened:
        yield opened


def test_events_come_back_in_order_after_the_store_was_closed(tmp_path: Path) -> None:
    kept: list[Event] = [CallAnswered(0.5), PauseAsked(2.0), PauseEnded(2.0), PauseAsked(1.0)]
    with Store.open(tmp_path) as store:
        journal = store.begin()
        for event in kept:
            journal.append(event)
        assert journal.events() == kept
    with Store.open(tmp_path) as store:
        assert store.events(journal.session_id) == kept


def test_a_session_is_named_for_its_day_and_counts_within_it(tmp_path: Path) -> None:
    days = iter([NOON] * 11 + [NOON + timedelta(days=1)])
    with Store.open(tmp_path, wall_clock=lambda: next(days)) as store:
        ids = [store.begin().session_id for _ in range(12)]
    assert [ids[0], ids[9], ids[10], ids[11]] == ["2026-11-22-1", "2026-11-22-10", "2026-11-22-11", "2026-11-23-1"]


def test_two_sessions_do_not_see_each_other(store: Store) -> None:
    first, second = store.begin(), store.begin()
    first.append(PauseAsked(1.0))
    second.append(PauseAsked(2.0))
    first.append(PauseEnded(3.0))
    assert store.events(first.session_id) == [PauseAsked(1.0), PauseEnded(3.0)]
    assert store.events(second.session_id) == [PauseAsked(2.0)]


def test_a_session_can_be_appended_to_again_and_by_another_process(tmp_path: Path, store: Store) -> None:
    first = store.begin()
    first.append(PauseAsked(1.0))
    with Store.open(tmp_path) as other:
        other.journal("last").append(PauseEnded(2.0))
    first.append(PauseAsked(3.0))
    assert first.events() == [PauseAsked(1.0), PauseEnded(2.0), PauseAsked(3.0)]


def test_texts_come_back_in_order_and_stand_once_in_the_database(tmp_path: Path, store: Store) -> None:
    script = KeptText("script", "demo", "demo.yaml", "aa", "title: é\r\n")
    rubric = KeptText("question", "database", "database.yaml", "bb", "id: database\n")
    first = store.begin([script, rubric]).session_id
    second = store.begin([rubric, script]).session_id
    assert store.texts(first) == [script, rubric]
    assert store.texts(second) == [rubric, script]
    with sqlite3.connect(tmp_path / FILE_NAME) as raw:
        assert raw.execute("SELECT count(*) FROM texts").fetchone() == (2,)


def test_the_list_of_sessions_is_oldest_first_with_what_made_them(store: Store) -> None:
    store.begin()
    store.begin().append(PauseAsked(1.0))
    first, second = store.sessions()
    assert (first.id, first.event_count, first.program_version) == ("2026-11-22-1", 0, __version__)
    assert (second.id, second.event_count, second.created) == ("2026-11-22-2", 1, "2026-11-22T12:00:00.000+00:00")
    assert store.latest() == "2026-11-22-2"
    assert store.session("2026-11-22-2") == second


def test_each_event_is_labelled_with_the_wall_time(store: Store) -> None:
    store.begin().append(PauseAsked(1.0))
    assert store.wall_times("last") == ["2026-11-22T12:00:00.000+00:00"]


def test_last_and_a_prefix_that_fits_one_name_a_session(tmp_path: Path) -> None:
    days = iter([NOON] * 10 + [NOON + timedelta(days=9)])
    with Store.open(tmp_path, wall_clock=lambda: next(days)) as store:
        for _ in range(11):
            store.begin()
        assert store.resolve("last") == "2026-12-01-1"
        assert store.resolve("2026-12") == "2026-12-01-1"
        assert store.resolve("2026-11-22-1") == "2026-11-22-1"
        with pytest.raises(UsageError, match="fits 10 sessions") as caught:
            store.resolve("2026-11")
        assert caught.value.code == "MI0102"


def test_an_unknown_session_names_the_nearest(store: Store) -> None:
    store.begin()
    with pytest.raises(UsageError, match="The nearest is '2026-11-22-1'") as caught:
        store.events("2026-11-21-1")
    assert caught.value.code == "MI0102"
    for name in ("", "xyz"):
        with pytest.raises(UsageError, match="There is no session"):
            store.journal(name)


def test_where_there_is_no_session_one_is_told_how_to_begin(store: Store) -> None:
    assert store.latest() is None
    with pytest.raises(UsageError, match="no session yet"):
        store.events("last")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET payload = '{}'",
        "DELETE FROM events",
        "INSERT OR REPLACE INTO events SELECT session, 1, type, version, 9.0, wall_time, payload FROM events",
        "INSERT INTO events SELECT session, 7, type, version, 9.0, wall_time, payload FROM events",
    ],
)
def test_events_cannot_be_changed_deleted_replaced_or_skipped(tmp_path: Path, store: Store, statement: str) -> None:
    store.begin().append(PauseAsked(1.0))
    with sqlite3.connect(tmp_path / FILE_NAME) as raw, pytest.raises(sqlite3.IntegrityError, match="append-only"):
        raw.execute(statement)
    assert store.events("last") == [PauseAsked(1.0)]


def test_a_session_with_events_cannot_be_taken_away_beneath_them(store: Store) -> None:
    store.begin().append(PauseAsked(1.0))
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        store._connection.execute("DELETE FROM sessions")


def test_every_append_is_flushed_to_the_disk(store: Store) -> None:
    assert store._connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert store._connection.execute("PRAGMA synchronous").fetchone() == (2,)


def test_an_answer_of_an_hour_is_kept_whole(store: Store) -> None:
    text = "a container for objects \udcff " * 9000
    event = AnswerHeard(3600.0, 1, Transcript(text, "typed", "", ""))
    store.begin().append(event)
    assert store.events("last") == [event]


def test_a_store_belongs_to_the_thread_that_opened_it(store: Store) -> None:
    journal = store.begin()
    failures: list[BaseException] = []

    def elsewhere() -> None:
        try:
            journal.append(PauseAsked(1.0))
        except sqlite3.ProgrammingError as error:
            failures.append(error)

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert "thread" in str(failures[0])
    assert journal.events() == []
