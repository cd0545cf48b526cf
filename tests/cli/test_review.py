"""`review` and `history` as commands, over a home folder with sessions in it."""

from __future__ import annotations

import json
import webbrowser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
import typer

from simulator.cli.review import history, review
from simulator.cli.settings import Settings
from simulator.errors import JournalError, UsageError
from simulator.interview.events import DeviceFailed, Mode
from simulator.journal.store import FILE_NAME, Store
from tests.review.calls import Call, sources, whole_call
from tests.review.sound_of_call import record

app = typer.Typer()
app.command()(review)
app.command()(history)


def run(home: Path, *arguments: str) -> None:
    """As the command line would, with errors left as they are."""
    app(list(arguments), obj=Settings(home), standalone_mode=False)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "sessions"
    keep(folder, whole_call())
    return folder


def keep(home: Path, call: Call) -> str:
    Settings(home).require_home()
    with Store.open(home) as store:
        journal = store.begin(sources())
        for event in call.events:
            journal.append(event)
    return journal.session_id


def test_the_last_session_is_read_in_the_terminal(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(home, "review")
    shown = capsys.readouterr()
    assert "What is a database?" in shown.out
    assert "ideas heard" in shown.out
    assert shown.err == ""


def test_the_transcript_is_the_call_alone(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(home, "review", "--transcript")
    shown = capsys.readouterr()
    lines = shown.out.splitlines()
    assert lines[0] == "0:00  Cindy: Hello, this is Cindy from Initech. How are you today? [next in the plan]"
    assert lines[1].startswith("0:02  Mike: Hello Cindy.")
    assert "What does it learn that it should not? [not heard yet: the model learns the noise" in shown.out
    assert "ideas heard" not in shown.out
    assert shown.err == ""


def test_json_is_all_that_stands_on_stdout(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(home, "review", "last", "--json", "--html", str(home / "out.html"))
    shown = capsys.readouterr()
    assert json.loads(shown.out)["script"] == "short_call"
    assert "out.html" in shown.err
    assert (home / "out.html").is_file()


def test_the_page_holds_the_sound_of_the_recording(home: Path) -> None:
    record(home / "recordings", whole_call().at_seconds + 1)
    run(home, "review", "--html", str(home / "new" / "out.html"))
    assert (home / "new" / "out.html").read_text(encoding="utf-8").count("<audio ") == 7


def test_a_page_that_cannot_be_written_is_told(home: Path) -> None:
    with pytest.raises(JournalError, match="cannot be written") as caught:
        run(home, "review", "--html", str(home / FILE_NAME / "out.html"))
    assert caught.value.code == "MI0415"


def test_an_unknown_session_names_the_nearest(home: Path) -> None:
    with pytest.raises(UsageError, match="The nearest is") as caught:
        run(home, "review", "2020-01-01-1")
    assert caught.value.code == "MI0102"


def test_without_a_session_one_is_told_how_to_begin(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(UsageError, match="no session yet"):
        run(tmp_path / "empty", "review")
    run(tmp_path / "empty", "history")
    assert "no session yet" in capsys.readouterr().err
    run(tmp_path / "empty", "history", "--json")
    assert json.loads(capsys.readouterr().out) == []


def test_history_lists_every_session_also_those_that_cannot_be_read(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keep(home, Call(Mode.TYPED).began().ask("database").answer("A container for objects."))
    keep(home, Call(events=[]))  # it never began: there is nothing to list
    keep(home, Call(events=[DeviceFailed(0.0, "microphone", "gone")]))
    run(home, "history", "--json")
    whole, open_one, empty = json.loads(capsys.readouterr().out)
    assert (whole["script"], whole["asked"], whole["answered"], whole["ended_by"]) == (
        "short_call",
        5,
        5,
        "interviewer",
    )
    assert 0 < whole["score"] < 100
    assert (open_one["mode"], open_one["answered"], open_one["ended_by"]) == ("typed", 1, None)
    assert empty["problem"].startswith("MI0410")
    assert empty.keys() == whole.keys()
    run(home, "history")
    shown = capsys.readouterr().out
    for session in (whole, open_one, empty):
        assert session["session"] in shown
    assert "5 of 5" in shown


def test_page_that_no_browser_opens_is_named_and_said_to_be_unopened(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webbrowser, "open", lambda url: False)
    run(home, "review", "--open")
    assert "No browser could be opened" in capsys.readouterr().err


def test_page_is_opened_from_its_file(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def open_one(url: str) -> bool:
        opened.append(url)
        return True

    monkeypatch.setattr(webbrowser, "open", open_one)
    run(home, "review", "--open")
    assert [Path(unquote(urlsplit(url).path)).parent for url in opened] == [home / "pages"]
    assert "No browser" not in capsys.readouterr().err
