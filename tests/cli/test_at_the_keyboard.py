"""Calls with somebody at the keyboard: the coach, self-checks, names, and the person's own word before the scores."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

import pytest

from tests.cli.test_phone import SHORT_SCRIPT, TYPED, reviewed

if sys.platform == "win32":
    pytest.skip("a terminal of its own is POSIX's", allow_module_level=True)

from tests.cli.terminal import Terminal

VISIT = """\
title: A very short visit
kind: onsite
minutes: {default: 20, least: 20, most: 90}
company: Northwind
role: machine learning engineer
follow_ups: false
phrases: {small_talk: "I'm well, thank you.", handover: "{next_first}, your turn.", taking_over: "Thank you."}
interviewers:
  - {id: cindy, name: Cindy Park, title: Recruiter}
  - {id: tom, name: Tom Hale, title: Engineer}
sections:
  - kind: self_check
    title: Before you go in
    checks:
      - {id: early, ask: Are you early?}
      - {id: phone, ask: Is your phone off?}
      - {id: mirror, ask: Did you look into a mirror?}
  - {kind: greeting, interviewer: cindy, say: "Welcome, {candidate}.", then: "This way, please."}
  - {kind: whiteboard, interviewer: tom, questions: [what_is_a_database]}
  - {kind: sign_off, interviewer: tom, say: That was all. Thank you., then: Goodbye.}
"""
WARM = "Hello Cindy. This is Mike. Nice to meet you."
PLAIN = ("--type", "--mute", "--plain", "--seed", "3")


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


def named(home: Path, name: str = "Mike") -> Path:
    """A home in which the name is known, so that nothing is asked."""
    home.mkdir(parents=True)
    (home / "config.toml").write_text(f'name = "{name}"\nsay_name = ""\nheard_as = []\n')
    return home


def test_person_is_asked_how_it_went_before_any_score_is_shown(home: Path, call: Path) -> None:
    with Terminal("phone", call, *PLAIN, "--calm", home=named(home)) as terminal:
        terminal.wait_for("[ringing]")
        terminal.enter()
        for line in TYPED:
            terminal.wait_for("[your turn]")
            terminal.enter(line)
        terminal.wait_for("how did it go? 1 (badly)")
        assert "ideas heard" not in terminal.shown
        terminal.enter("7")
        terminal.wait_for("A number from 1 to 5")
        terminal.enter("4")
        terminal.wait_for("ideas heard")
        assert terminal.end() == 0
    assert reviewed(home)["self_rating"] == 4


def test_enter_skips_the_question_how_it_went(home: Path, call: Path) -> None:
    with Terminal("phone", call, *PLAIN, home=named(home)) as terminal:
        terminal.wait_for("[ringing]")
        terminal.enter()
        terminal.wait_for("[your turn]")
        terminal.enter(TYPED[0])
        terminal.wait_for("[your turn]")
        terminal.enter("/q")
        terminal.wait_for("how did it go?")
        terminal.enter()
        assert terminal.end() == 0
    assert reviewed(home)["self_rating"] is None


def test_nobody_is_asked_how_a_call_went_in_which_nothing_was_said(home: Path, call: Path) -> None:
    with Terminal("phone", call, *PLAIN, home=named(home)) as terminal:
        terminal.wait_for("[ringing]")
        terminal.enter("/q")
        assert terminal.end() == 0
    assert "how did it go" not in terminal.shown


def test_coach_tells_what_was_heard_says_a_good_answer_and_lets_one_try_again(home: Path, call: Path) -> None:
    with Terminal("phone", call, *PLAIN, "--coach", "--calm", home=named(home)) as terminal:
        terminal.wait_for("[ringing]")
        terminal.enter()
        terminal.wait_for("[your turn]")
        terminal.enter("Hello, this is Mike.")
        terminal.wait_for("✓ who is speaking")
        terminal.wait_for("○ I didn't hear: the caller's name")
        terminal.wait_for("→ ")
        terminal.wait_for("[the clock stands still; g: hear a good answer")
        terminal.enter("what?")
        terminal.wait_for("[not taken: 'what?'")
        terminal.enter("g")
        terminal.wait_for("A good answer: Hello Cindy. This is Mike. How are you today?")
        terminal.wait_for("[the clock stands still")
        terminal.enter("t")
        terminal.wait_for("[your turn]")
        terminal.enter(WARM)
        terminal.wait_for("✓ the caller's name")
        terminal.enter("/q")
        terminal.wait_for("how did it go?")
        terminal.enter("2")
        assert terminal.end() == 0
    greeting = reviewed(home)["answers"][0]
    assert greeting["transcript"].endswith(WARM)
    assert greeting["score"]["score"] >= 90


def test_visit_begins_at_the_door_with_a_self_check_that_is_kept_and_hands_over(home: Path, visit: Path) -> None:
    with Terminal("onsite", visit, *PLAIN, home=named(home)) as terminal:
        terminal.wait_for("[at the door] Cindy Park, Recruiter, Northwind")
        terminal.enter()
        terminal.wait_for("[walked in]")
        terminal.wait_for("— Before you go in —")
        terminal.wait_for("1 of 3: Are you early?")
        terminal.wait_for("[the clock stands still; y: yes")
        terminal.enter("y")
        terminal.wait_for("2 of 3: Is your phone off?")
        terminal.enter("n")
        terminal.wait_for("3 of 3: Did you look into a mirror?")
        terminal.enter()
        terminal.wait_for("— Greeting —")
        terminal.wait_for("[your turn]")
        terminal.enter(TYPED[0])
        terminal.wait_for("Cindy: Tom, your turn.")
        terminal.wait_for("Tom: ")
        terminal.wait_for("[your turn]")
        assert terminal.shown.count("— Whiteboard —") == 1
        terminal.enter("/q")
        terminal.wait_for("[you left]")
        terminal.wait_for("how did it go?")
        terminal.enter()
        assert terminal.end() == 0
    assert "ring" not in terminal.shown
    checks = reviewed(home)["self_checks"]
    assert [item["answer"] for item in checks] == ["yes", "no", None]


def test_live_screen_coaches_by_key_and_asks_how_it_went_when_it_is_over(home: Path, call: Path) -> None:
    arguments = ("phone", call, "--type", "--mute", "--seed", "3", "--coach", "--calm")
    with Terminal(*arguments, home=named(home)) as terminal:
        terminal.wait_for("is calling")
        terminal.press(" ")
        terminal.wait_for("Your turn")
        terminal.enter("Hello, this is Mike.")
        terminal.wait_for("I didn't hear: the caller's name")
        terminal.press("t")
        terminal.wait_for("Your turn")
        terminal.press("\x11")
        terminal.wait_for("how did it go?")
        terminal.enter("3")
        assert terminal.end() == 0
    assert reviewed(home)["self_rating"] == 3


def test_name_and_how_it_is_said_are_asked_once_and_kept_with_what_is_heard_of_it(home: Path, call: Path) -> None:
    pytest.importorskip("moonshine_voice")
    with Terminal("phone", call, *PLAIN, home=home) as terminal:
        terminal.wait_for("What should the interviewer call you?")
        terminal.enter("Siobhan")
        terminal.wait_for("How should the voice say it? (Enter if as written)")
        terminal.enter("Shiv-awn")
        terminal.wait_for("Finding out how your name sounds to me")
        terminal.wait_for("[ringing]")
        terminal.enter("/q")
        assert terminal.end() == 0
    kept = tomllib.loads((home / "config.toml").read_text(encoding="utf-8"))
    assert (kept["name"], kept["say_name"]) == ("Siobhan", "Shiv-awn")
    assert all(variant == variant.lower() for variant in kept["heard_as"])
    with Terminal("phone", call, *PLAIN, home=home) as terminal:
        terminal.wait_for("[ringing]")
        terminal.enter("/q")
        assert terminal.end() == 0
    assert "What should" not in terminal.shown
    assert "Finding out" not in terminal.shown
