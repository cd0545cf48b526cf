"""A full disk, a folder that cannot be written, a damaged or held database, a kill: told plainly, and nothing lost."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from simulator.errors import JournalError
from simulator.interview.events import AnswerHeard, Event, PauseAsked, Transcript
from simulator.journal.store import FILE_NAME, Store

LONG = Transcript("a container for objects " * 200, "typed", "", "")


def append_until_it_fails(store: Store) -> tuple[list[Event], JournalError]:
    journal, acknowledged = store.begin(), list[Event]()
    for number in range(10_000):
        event = AnswerHeard(float(number), number, LONG)
        try:
            journal.append(event)
        except JournalError as error:
            return acknowledged, error
        acknowledged.append(event)
    raise AssertionError("the disk was never full")


def test_a_full_database_is_told_and_what_was_acknowledged_stays(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        store._connection.execute("PRAGMA max_page_count = 40")
        acknowledged, error = append_until_it_fails(store)
        assert error.code == "MI0403"
        assert "no room left" in error.message
        assert "resume" in error.hint
        assert len(acknowledged) > 3
        store._connection.execute("PRAGMA max_page_count = 4000")
        store.journal("last").append(PauseAsked(1.0))
    with Store.open(tmp_path) as store:
        assert store.events("last") == [*acknowledged, PauseAsked(1.0)]


def test_a_full_database_does_not_keep_half_a_session(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        append_until_it_fails_at(store, pages=30)
        before = store.sessions()
        with pytest.raises(JournalError, match="no room left"):
            store.begin([_Text(str(number)) for number in range(50)])
        assert store.sessions() == before


def append_until_it_fails_at(store: Store, pages: int) -> None:
    store._connection.execute(f"PRAGMA max_page_count = {pages}")
    append_until_it_fails(store)


class _Text:
    kind = "script"
    file_name = "a.yaml"
    text = "title: a\n" * 500

    def __init__(self, name: str) -> None:
        self.id = self.digest = name


WRITER = """
import resource, sys
from pathlib import Path
from simulator.errors import JournalError
from simulator.interview.events import PauseAsked
from simulator.journal.store import Store

if len(sys.argv) > 2:
    most_bytes = int(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))
journal = Store.open(Path(sys.argv[1])).begin()
for number in range(100_000):
    try:
        journal.append(PauseAsked(float(number)))
    except JournalError as error:
        print(error.code, flush=True)
        break
    print(number, flush=True)
"""


def test_a_writer_whose_file_may_not_grow_is_told_and_loses_nothing(tmp_path: Path) -> None:
    written = subprocess.run(
        [sys.executable, "-c", WRITER, str(tmp_path), "200000"], capture_output=True, text=True, check=True, timeout=60
    )
    *acknowledged, code = written.stdout.split()
    assert code in ("MI0403", "MI0409")
    assert len(acknowledged) > 5
    with Store.open(tmp_path) as store:
        assert [event.at_seconds for event in store.events("last")] == [float(number) for number in acknowledged]


def test_a_writer_killed_at_once_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        for line in writer.stdout:
            if int(line) == 60:
                break
        writer.send_signal(signal.SIGKILL)
        acknowledged = 61 + len(writer.stdout.read().split())
    with Store.open(tmp_path) as store:
        kept = [event.at_seconds for event in store.events("last")]
        # One more may have been committed than the writer lived to say.
        assert len(kept) in (acknowledged, acknowledged + 1)
        assert kept == [float(number) for number in range(len(kept))]
        store.journal("last").append(PauseAsked(1.0))


def test_a_folder_that_cannot_be_written_is_named(request: pytest.FixtureRequest) -> None:
    home = Path(tempfile.mkdtemp())
    request.addfinalizer(lambda: shutil.rmtree(home))
    home.chmod(0o555)
    if os.geteuid() == 0:
        # Root may write anywhere; for a moment the test is nobody.
        os.seteuid(65534)
        request.addfinalizer(lambda: os.seteuid(0))
    with pytest.raises(JournalError, match="cannot be written") as caught:
        Store.open(home)
    assert caught.value.code == "MI0402"
    assert str(home) in caught.value.message
    assert "--home" in caught.value.hint


def test_a_database_that_may_only_be_read_is_told_on_append(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        journal = store.begin()
        store._connection.execute("PRAGMA query_only = ON")
        with pytest.raises(JournalError, match="cannot be written") as caught:
            journal.append(PauseAsked(1.0))
        assert caught.value.code == "MI0402"


def test_a_home_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(JournalError) as caught:
        Store.open(tmp_path / "nowhere")
    assert caught.value.code == "MI0402"


def test_a_file_that_is_no_database_is_told_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text("dear diary, " * 1000)
    with pytest.raises(JournalError, match="damaged") as caught:
        Store.open(tmp_path)
    assert caught.value.code == "MI0404"
    assert (tmp_path / FILE_NAME).read_text() == "dear diary, " * 1000


@pytest.mark.parametrize("filler", [b"\x00", b"\xff", b"\x0d"])
def test_a_database_with_damaged_pages_is_told(tmp_path: Path, filler: bytes) -> None:
    with Store.open(tmp_path) as store:
        journal = store.begin()
        for number in range(50):
            journal.append(AnswerHeard(float(number), number, LONG))
    whole = bytearray((tmp_path / FILE_NAME).read_bytes())
    whole[4096 * 2 :] = filler * (len(whole) - 4096 * 2)
    (tmp_path / FILE_NAME).write_bytes(whole)
    with pytest.raises(JournalError) as caught, Store.open(tmp_path) as store:
        store.events("2026")
    assert caught.value.code == "MI0404"


def test_a_database_held_by_another_program_is_told_and_works_again_afterwards(tmp_path: Path) -> None:
    with Store.open(tmp_path, busy_seconds=0.01) as store:
        journal = store.begin()
        other = sqlite3.connect(tmp_path / FILE_NAME, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(JournalError, match="held by another program") as caught:
            journal.append(PauseAsked(1.0))
        assert caught.value.code == "MI0405"
        other.execute("ROLLBACK")
        journal.append(PauseAsked(2.0))
        assert journal.events() == [PauseAsked(2.0)]


def test_a_mistake_in_our_own_sql_is_a_bug_and_is_not_hidden(tmp_path: Path) -> None:
    from simulator.journal.failures import told

    with pytest.raises(sqlite3.OperationalError, match="syntax error"), told(tmp_path / FILE_NAME):
        sqlite3.connect(":memory:").execute("SELEKT 1")
