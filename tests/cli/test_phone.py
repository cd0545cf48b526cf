"""Calls from the command line: typed, recorded, broken off and resumed, and everything that can be asked wrongly."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import run
from tests.needs import PROJECT

DEMO_ANSWERS = PROJECT / "scripts_phone_screen" / "demo.answers"

SHORT_SCRIPT = """\
title: A very short call
kind: phone_screen
minutes: {default: 2, least: 1, most: 10}
company: Northwind
role: machine learning engineer
follow_ups: false
phrases: {small_talk: "I'm well, thank you."}
interviewers:
  - {id: cindy, name: Cindy Park, title: Recruiter}
sections:
  - {kind: greeting, say: "Hello, this is {interviewer}. Is this {candidate}?", then: "I'm well, thank you."}
  - {kind: questions, questions: [what_is_a_database]}
  - {kind: sign_off, say: That was all. Thank you., then: Goodbye.}
"""

SEED = "3"

TYPED = [
    "Hello Cindy. This is Mike. How are you today?",
    "A container for objects. The core object is the table. A table holds structured data.",
    "I've enjoyed speaking with you, thanks for your time and for discussing your opportunity.",
]


@pytest.fixture
def short_script(tmp_path: Path) -> Path:
    path = tmp_path / "short_call.yaml"
    path.write_text(SHORT_SCRIPT, encoding="utf-8")
    return path


def started_call(script: Path, home: Path) -> subprocess.Popen[str]:
    """A typed call that was picked up; its lines go to `stdin` and come from `stderr`."""
    arguments = ["phone", str(script), "--type", "--mute", "--name", "Mike", "--seed", SEED]
    call = subprocess.Popen(
        [sys.executable, "-m", "simulator.cli.main", *arguments],
        cwd=PROJECT,
        env={**os.environ, "MOCK_INTERVIEW_HOME": str(home)},
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert call.stdin is not None
    call.stdin.write("\n")
    call.stdin.flush()
    return call


def reviewed(home: Path) -> Any:
    done = run("review", "--json", home=home)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def assert_explained(done: subprocess.CompletedProcess[str], code: str, exit_code: int = 2) -> None:
    """One message with its code, on stderr, no traceback, nothing on stdout."""
    assert done.returncode == exit_code, (done.returncode, done.stdout, done.stderr)
    assert code in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_typed_call_is_scored_and_kept(tmp_path: Path, short_script: Path) -> None:
    home = tmp_path / "kept"
    done = run(
        "phone", short_script, "--type", "--mute", "--name", "Mike", "--seed", SEED, home=home, stdin="\n".join(TYPED)
    )
    assert done.returncode == 0, done.stderr
    review = reviewed(home)
    assert review["ended_by"] == "interviewer"
    assert [item["score"]["score"] >= 90 for item in review["answers"]] == [True, True, True]
    assert [line["session"] for line in json.loads(run("history", "--json", home=home).stdout)] == [review["session"]]


def test_typed_call_says_who_calls_and_whose_turn_it_is(tmp_path: Path, short_script: Path) -> None:
    done = run(
        "phone",
        short_script,
        "--type",
        "--mute",
        "--name",
        "Mike",
        "--seed",
        SEED,
        home=tmp_path / "kept",
        stdin="\n".join(TYPED),
    )
    assert "[ringing] Cindy Park, Recruiter, Northwind" in done.stderr
    assert done.stderr.count("[your turn]") == 3


def test_keyboard_that_ends_hangs_up_and_keeps_what_was_said(tmp_path: Path, short_script: Path) -> None:
    home = tmp_path / "kept"
    run("phone", short_script, "--type", "--mute", home=home, stdin=TYPED[0] + "\n")
    review = reviewed(home)
    assert review["ended_by"] == "candidate"
    assert review["answers"][0]["transcript"] == TYPED[0]


def test_killed_call_is_resumed_where_it_broke_off(tmp_path: Path, short_script: Path) -> None:
    home = tmp_path / "kept"
    with started_call(short_script, home) as call:
        assert call.stdin is not None
        assert call.stderr is not None
        call.stdin.write(TYPED[0] + "\n")
        call.stdin.flush()
        for line in call.stderr:
            if "database" in line:
                call.send_signal(signal.SIGKILL)
                break
    done = run("resume", "--mute", home=home, stdin="\n".join(TYPED[1:]))
    assert done.returncode == 0, done.stderr
    assert "What is a database?" in done.stderr
    review = reviewed(home)
    assert [item["transcript"] for item in review["answers"]] == TYPED
    assert review["ended_by"] == "interviewer"
    assert_explained(run("resume", home=home), "MI0116")


def test_ctrl_c_keeps_everything_and_says_how_to_go_on(tmp_path: Path, short_script: Path) -> None:
    home = tmp_path / "kept"
    with started_call(short_script, home) as call:
        assert call.stdin is not None
        assert call.stderr is not None
        call.stdin.write(TYPED[0] + "\n")
        call.stdin.flush()
        told = ""
        for line in call.stderr:
            told += line
            if "database" in line:
                call.send_signal(signal.SIGINT)
    assert call.returncode == 130, told
    assert "mock-interview resume" in told
    assert "Traceback" not in told
    assert reviewed(home)["answers"][0]["transcript"] == TYPED[0]


def test_recorded_call_is_heard_scored_and_packed(tmp_path: Path, short_script: Path) -> None:
    home = tmp_path / "kept"
    done = run("phone", short_script, "--answers", DEMO_ANSWERS, "--name", "Mike", "--seed", SEED, home=home)
    assert done.returncode == 0, done.stderr
    review = reviewed(home)
    assert "container for objects" in review["answers"][1]["transcript"]
    assert [path.suffix for path in (home / "recordings").iterdir()] == [".flac"]
    assert review["answers"][1]["start_seconds"] > review["answers"][0]["end_seconds"]


@pytest.mark.skipif(sys.platform == "win32", reason="a limit on the size of files is POSIX's")
def test_full_disk_ends_the_call_keeps_what_was_said_and_can_be_resumed(tmp_path: Path, short_script: Path) -> None:
    home = tmp_path / "kept"
    call = ("phone", short_script, "--answers", DEMO_ANSWERS, "--mute", "--name", "Mike", "--seed", SEED)
    done = run(*call, home=home, largest_file_bytes=700_000)
    assert done.returncode == 3, done.stderr
    assert "MI0411" in done.stderr
    assert "mock-interview resume" in done.stderr
    assert "Traceback" not in done.stderr
    kept = reviewed(home)
    assert "Mike" in kept["answers"][0]["transcript"]
    resumed = run("resume", "--answers", DEMO_ANSWERS, "--mute", home=home)
    assert resumed.returncode == 0, resumed.stderr
    whole = reviewed(home)
    assert whole["ended_by"] == "interviewer"
    assert whole["answers"][0]["transcript"] == kept["answers"][0]["transcript"]
    assert len(whole["recordings"]) == 2


def test_answer_without_a_recording_is_silence_and_is_not_scored(tmp_path: Path, short_script: Path) -> None:
    answers = tmp_path / "answers"
    answers.mkdir()
    (answers / "greeting.flac").write_bytes((DEMO_ANSWERS / "greeting.flac").read_bytes())
    home = tmp_path / "kept"
    done = run("phone", short_script, "--answers", answers, "--name", "Mike", "--minutes", "5", home=home)
    assert done.returncode == 0, done.stderr
    review = reviewed(home)
    by_id = {item["question_id"] or item["section"]: item for item in review["answers"]}
    assert by_id["what_is_a_database"]["transcript"] == ""
    assert by_id["what_is_a_database"]["score"]["score"] is None
    assert "nothing was heard" in by_id["what_is_a_database"]["score"]["not_scored"]


def test_same_seed_gives_the_same_call_and_another_seed_another(tmp_path: Path) -> None:
    def prompts(seed: int) -> list[str]:
        done = run(
            "phone", "first_call", "--type", "--mute", "--seed", str(seed), home=tmp_path / "kept", stdin="Hi\nNo\n"
        )
        return [line for line in done.stderr.splitlines() if ": " in line and not line.startswith(("You", "The page"))]

    assert prompts(1) == prompts(1)
    assert len({tuple(prompts(seed)) for seed in (1, 2, 3)}) == 3


def test_worked_examples_score_from_the_command_line() -> None:
    done = run("score", "--rubric", "what_is_a_database", "--text", TYPED[1], "--json")
    told = json.loads(done.stdout)
    assert told["concepts"]["score"] == 100
    assert {
        "score",
        "interval",
        "concepts",
        "conciseness",
        "framing",
        "delivery",
        "receipts",
        "not_scored",
    } <= told.keys()


# ---- asked wrongly -----------------------------------------------------------------------------------------------


def test_unknown_script_names_the_nearest() -> None:
    done = run("phone", "first_cal", "--type")
    assert_explained(done, "MI0101")
    assert "first_call" in done.stderr


def test_unknown_rubric_names_the_nearest() -> None:
    done = run("score", "--rubric", "overfiting", "--text", "noise")
    assert_explained(done, "MI0101")
    assert "overfitting" in done.stderr


def test_unknown_session_names_the_nearest(tmp_path: Path, short_script: Path) -> None:
    home = tmp_path / "kept"
    run("phone", short_script, "--type", "--mute", home=home, stdin="Hello\n")
    session = reviewed(home)["session"]
    done = run("review", session[:-1] + "9", home=home)
    assert_explained(done, "MI0102")
    assert session in done.stderr


def test_script_with_three_faults_gives_three_messages_with_file_and_line(tmp_path: Path) -> None:
    broken = SHORT_SCRIPT.replace("minutes: {default: 2", "minutes: {default: many").replace(
        "kind: sign_off", "kind: sing_off"
    )
    broken = broken.replace("[what_is_a_database]", "[what_is_a_datebase]")
    path = tmp_path / "broken.yaml"
    path.write_text(broken, encoding="utf-8")
    done = run("phone", path, "--type")
    assert done.returncode == 2
    lines = [line for line in done.stderr.splitlines() if f"{path}:" in line]
    assert len(lines) == 3, done.stderr
    assert [int(line.removeprefix(f"{path}:").split(":")[0]) for line in lines] == [3, 12, 13]


@pytest.mark.parametrize("minutes", ["0", "9", "31", "-5"])
def test_minutes_outside_the_range_are_refused(minutes: str) -> None:
    done = run("phone", "first_call", "--type", "--minutes", minutes)
    assert_explained(done, "MI0110")
    assert "10 to 30" in done.stderr


def test_contradicting_options_are_refused() -> None:
    assert_explained(run("phone", "--type", "--answers", DEMO_ANSWERS), "MI0113")
    assert_explained(run("phone", "--type", "--realtime"), "MI0113")


def test_no_microphone_is_said_with_what_to_do_and_ends_with_3(tmp_path: Path, short_script: Path) -> None:
    done = run("phone", short_script, "--mute", home=tmp_path / "kept", env={"HOME": str(tmp_path)})
    assert done.returncode == 3, (done.stdout, done.stderr)
    assert "MI021" in done.stderr
    assert "--type" in done.stderr
    assert "Traceback" not in done.stderr


def test_home_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("not a folder")
    done = run("phone", "--type", home=in_the_way / "home")
    assert_explained(done, "MI0401", exit_code=3)


def test_posix_locale_still_writes_utf8(tmp_path: Path, short_script: Path) -> None:
    home = tmp_path / "kept"
    posix = {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": ""}
    done = run(
        "phone",
        short_script,
        "--type",
        "--mute",
        "--name",
        "Zoë",
        "--seed",
        SEED,
        home=home,
        stdin="\n".join(TYPED),
        env=posix,
    )
    assert done.returncode == 0, done.stderr
    assert "Is this Zoë?" in done.stderr
    assert "Zoë" in run("review", home=home, env=posix).stdout


def test_bad_settings_file_is_said(tmp_path: Path) -> None:
    home = tmp_path / "kept"
    home.mkdir()
    (home / "config.toml").write_text('nmae = "Mike"\n')
    done = run("phone", "--type", home=home)
    assert_explained(done, "MI0114")


def test_settings_give_the_name(tmp_path: Path, short_script: Path) -> None:
    home = tmp_path / "kept"
    home.mkdir()
    (home / "config.toml").write_text('name = "Ada"\n')
    assert "Is this Ada?" in run("phone", short_script, "--type", "--mute", home=home, stdin="Hello\n").stderr


def test_drill_repeats_with_another_caller_and_scores_each_time(tmp_path: Path) -> None:
    done = run(
        *("drill", "greeting", "--type", "--mute", "--times", "2", "--seed", "3", "--name", "Mike"),
        home=tmp_path / "kept",
        stdin="Hello, this is Mike. How are you?\nHi\n",
    )
    assert done.returncode == 0, done.stderr
    callers = [line for line in done.stderr.splitlines() if line.startswith("[ringing]")]
    assert len(set(callers)) == 2
    assert "Your 2 repetitions:" in done.stderr


def test_unknown_drill_names_those_there_are() -> None:
    done = run("drill", "hello")
    assert_explained(done, "MI0118")
    assert "sign-off" in done.stderr


def test_ctrl_c_before_the_ring_stops_and_leaves_nothing_running(tmp_path: Path, short_script: Path) -> None:
    with started_call(short_script, tmp_path / "kept") as call:
        assert call.stderr is not None
        time.sleep(0.9)  # somewhere between the first import and the first ring; each place must end well
        call.send_signal(signal.SIGINT)
        told = call.communicate(timeout=60)[1]
    assert call.returncode in (130, -signal.SIGINT), told


def test_end_of_the_keyboard_in_a_pause_hangs_up(tmp_path: Path, short_script: Path) -> None:
    home = tmp_path / "kept"
    with started_call(short_script, home) as call:
        assert call.stdin is not None
        assert call.stderr is not None
        call.stdin.write(TYPED[0] + "\n")
        call.stdin.flush()
        for line in call.stderr:
            if "database" in line:
                break
        for line in call.stderr:
            if "your turn" in line:
                break
        told = call.communicate("/p\n", timeout=60)[1]
    assert call.returncode == 0, told
    assert reviewed(home)["ended_by"] == "candidate"


def test_answer_right_behind_a_key_is_not_lost(tmp_path: Path, short_script: Path) -> None:
    home = tmp_path / "kept"
    with started_call(short_script, home) as call:
        assert call.stdin is not None
        assert call.stderr is not None
        for line in call.stderr:
            if "your turn" in line:
                break
        call.communicate("/r\n" + "\n".join(TYPED) + "\n", timeout=60)
    assert [item["transcript"] for item in reviewed(home)["answers"]] == TYPED


def test_session_whose_recording_could_not_begin_can_still_be_resumed(tmp_path: Path, short_script: Path) -> None:
    home = tmp_path / "kept"
    call = ("phone", short_script, "--answers", DEMO_ANSWERS, "--mute", "--name", "Mike", "--seed", SEED)
    assert run(*call, home=home, largest_file_bytes=700_000).returncode == 3
    session = reviewed(home)["session"]
    (home / "recordings" / f"{session}.2.pcm").touch()  # what a microphone that failed leaves behind
    done = run("resume", "--answers", DEMO_ANSWERS, "--mute", home=home)
    assert done.returncode == 0, done.stderr


def test_second_call_in_one_home_waits_for_the_first_to_end(tmp_path: Path, short_script: Path) -> None:
    home = tmp_path / "kept"
    with started_call(short_script, home) as call:
        assert call.stdin is not None
        assert call.stderr is not None
        for line in call.stderr:
            if "your turn" in line:
                break
        assert_explained(run("phone", short_script, "--type", "--mute", home=home), "MI0416", exit_code=3)
        call.communicate("Hello\n", timeout=60)
    assert call.returncode == 0


@pytest.mark.parametrize("command", [["phone", "--type", "--name", "M"], ["drill", "greeting", "--type"], ["history"]])
def test_closed_stdin_is_no_traceback(command: list[str], tmp_path: Path) -> None:
    shell = f"{sys.executable} -m simulator.cli.main {' '.join(command)} <&-"
    environment = {**os.environ, "MOCK_INTERVIEW_HOME": str(tmp_path / "kept"), "PULSE_SERVER": "unix:/nonexistent"}
    done = subprocess.run(
        ["/bin/sh", "-c", shell], cwd=PROJECT, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full is Linux's")
def test_output_that_cannot_be_written_is_said(tmp_path: Path, short_script: Path) -> None:
    home = tmp_path / "kept"
    run("phone", short_script, "--type", "--mute", home=home, stdin="Hello\n")
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "simulator.cli.main", "--home", str(home), "history"],
            cwd=PROJECT,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
            check=False,
        )
    assert done.returncode == 3, done.stderr
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr


def test_goodbye_in_the_middle_leads_to_the_sign_off(tmp_path: Path, short_script: Path) -> None:
    lines = [TYPED[0], "Sorry, I have to go. Goodbye.", TYPED[2]]
    done = run(
        *("phone", short_script, "--type", "--mute", "--name", "Mike", "--seed", SEED),
        home=tmp_path / "kept",
        stdin="\n".join(lines),
    )
    assert "Goodbye." in done.stderr
    assert reviewed(tmp_path / "kept")["ended_by"] == "interviewer"


def test_folder_of_answers_that_is_not_there_leaves_no_session(tmp_path: Path) -> None:
    home = tmp_path / "kept"
    assert run("phone", "--answers", tmp_path / "nowhere", home=home).returncode == 2
    assert json.loads(run("history", "--json", home=home).stdout) == []
