"""Kinds of interviews and ways to practise them, from the command line with nobody at the keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.interview.events import Difficulty, NameHeardAs, SessionStarted
from simulator.journal.store import Store
from tests.cli.running import run
from tests.cli.test_phone import SHORT_SCRIPT, TYPED, assert_explained, reviewed

VISIT = SHORT_SCRIPT.replace("kind: phone_screen", "kind: onsite").replace(
    "sections:\n", "sections:\n  - {kind: self_check, checks: [{id: early, ask: Are you early?}]}\n"
)
PIPED = ("--type", "--mute", "--seed", "3", "--name", "Mike")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "kept"


@pytest.fixture
def call(tmp_path: Path) -> Path:
    path = tmp_path / "short_call.yaml"
    path.write_text(SHORT_SCRIPT, encoding="utf-8")
    return path


@pytest.fixture
def visit(tmp_path: Path) -> Path:
    path = tmp_path / "short_visit.yaml"
    path.write_text(VISIT, encoding="utf-8")
    return path


def begun(home: Path) -> SessionStarted:
    with Store.open(home) as store:
        latest = store.latest()
        assert latest is not None
        return next(event for event in store.events(latest) if isinstance(event, SessionStarted))


def test_visit_from_a_pipe_needs_no_line_for_its_self_checks(home: Path, visit: Path) -> None:
    done = run("onsite", visit, *PIPED, home=home, stdin="\n".join(TYPED))
    assert done.returncode == 0, done.stderr
    assert "[at the door] Cindy Park" in done.stderr
    assert "[the interview is over]" in done.stderr
    assert "Are you early?" not in done.stderr
    assert [item["transcript"] for item in reviewed(home)["answers"]] == TYPED


def test_each_kind_of_script_has_its_command(call: Path, visit: Path) -> None:
    as_call, as_visit = run("phone", visit, *PIPED), run("onsite", call, *PIPED)
    assert_explained(as_call, "MI0119")
    assert f"mock-interview onsite {visit}" in as_call.stderr
    assert_explained(as_visit, "MI0119")
    assert f"mock-interview phone {call}" in as_visit.stderr
    as_drill = run("phone", "sign_off", *PIPED)
    assert_explained(as_drill, "MI0119")
    assert "mock-interview drill sign-off" in as_drill.stderr


def test_minutes_on_site_have_their_own_range() -> None:
    done = run("onsite", "--minutes", "10", *PIPED)
    assert_explained(done, "MI0110")
    assert "20 to 90" in done.stderr


def test_coach_from_a_pipe_speaks_and_waits_for_nobody(home: Path, call: Path) -> None:
    lines = ["Hello, this is Mike.", *TYPED[1:]]
    done = run("phone", call, *PIPED, "--coach", "--calm", home=home, stdin="\n".join(lines))
    assert done.returncode == 0, done.stderr
    assert "○ I didn't hear: the caller's name" in done.stderr
    assert "how did it go" not in done.stderr
    assert [item["transcript"] for item in reviewed(home)["answers"]] == lines


def test_resumed_session_keeps_its_coach(home: Path, call: Path) -> None:
    from tests.cli.test_phone import DEMO_ANSWERS

    options = ("--answers", DEMO_ANSWERS, "--mute", "--name", "Mike", "--seed", "3", "--coach")
    assert run("phone", call, *options, home=home, largest_file_bytes=420_000).returncode == 3
    done = run("resume", "--answers", DEMO_ANSWERS, "--mute", home=home)
    assert done.returncode == 0, done.stderr
    assert "✓ " in done.stderr


def test_line_may_be_difficult_by_seed_and_is_not_where_it_is_to_be_calm(home: Path, call: Path) -> None:
    run("phone", call, *PIPED, home=home, stdin="Hello\n")
    assert begun(home).difficulties == (Difficulty.RUSHED,)
    run("phone", call, *PIPED, "--calm", home=home, stdin="Hello\n")
    assert begun(home).difficulties == ()


def test_name_is_said_as_the_person_says(home: Path, call: Path) -> None:
    run("phone", call, *PIPED[:-1], "Siobhan", "--say-name", "Shiv-awn", home=home, stdin="Hello\n")
    assert (begun(home).candidate_name, begun(home).candidate_say_name) == ("Siobhan", "Shiv-awn")


def test_what_is_heard_of_the_name_counts_as_the_name_for_good(home: Path, call: Path) -> None:
    home.mkdir()
    settings = home / "config.toml"
    settings.write_text('name = "Siobhan"\nsay_name = "Shiv-awn"\nheard_as = ["trude"]\n')
    said = "hello cindy i am trude, how are you"
    done = run("phone", call, "--type", "--mute", "--seed", "3", home=home, stdin="\n".join([said, *TYPED[1:]]))
    assert done.returncode == 0, done.stderr
    settings.unlink()
    items = reviewed(home)["answers"][0]["score"]["concepts"]["items"]
    assert {item["id"]: item["earned"] for item in items}["own_name"] == 1
    assert begun(home).candidate_say_name == "Shiv-awn"
    with Store.open(home) as store:
        latest = store.latest()
        assert latest is not None
        heard = [event for event in store.events(latest) if isinstance(event, NameHeardAs)]
    assert [event.variants for event in heard] == [("trude",)]


def test_another_name_for_one_call_is_not_heard_as_the_one_kept(home: Path, call: Path) -> None:
    home.mkdir()
    kept = 'name = "Siobhan"\nsay_name = "Shiv-awn"\nheard_as = ["trude"]\n'
    (home / "config.toml").write_text(kept)
    run("phone", call, *PIPED, home=home, stdin="Hello\n")
    assert (begun(home).candidate_name, begun(home).candidate_say_name) == ("Mike", "Mike")
    assert (home / "config.toml").read_text() == kept


def test_empty_first_line_of_a_pipe_picks_up_and_answers_nothing(home: Path, call: Path) -> None:
    done = run("phone", call, *PIPED, "--calm", home=home, stdin="\n".join(["", *TYPED]))
    assert done.returncode == 0, done.stderr
    assert [item["transcript"] for item in reviewed(home)["answers"]] == TYPED


def test_pipe_without_a_line_hangs_up_before_anybody_picks_up(home: Path, call: Path) -> None:
    done = run("phone", call, *PIPED, "--calm", home=home, stdin="")
    assert "[ringing]" in done.stderr
    assert "[picked up]" not in done.stderr
    assert "[you hung up]" in done.stderr


def test_what_lines_do_is_told_before_it_rings(home: Path, call: Path) -> None:
    done = run("phone", call, *PIPED, "--calm", home=home, stdin="\n".join(TYPED))
    assert done.stderr.startswith("[Enter picks up")
