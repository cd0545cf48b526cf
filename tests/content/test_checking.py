"""What is said of files with mistakes: all of them, each with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.content.library import Library
from tests.content.examples import QUESTION, SCRIPT, changed, own_folder, shipped


def script_problems(folder: Path, *changes: tuple[str, str]) -> list[str]:
    own = own_folder(folder / "own", script=changed(SCRIPT, *changes))
    problems = Library.open([own, shipped()]).check_script(own / "short.yaml")
    return [str(problem).removeprefix(f"{own}/") for problem in problems]


def question_problems(folder: Path, *changes: tuple[str, str]) -> list[str]:
    own = own_folder(folder / "own", question=changed(QUESTION, *changes))
    problems = Library.open([own, shipped()]).check_rubric(own / "questions" / "mean.yaml")
    return [str(problem).removeprefix(f"{own}/questions/") for problem in problems]


def test_the_examples_have_no_mistakes(tmp_path: Path) -> None:
    assert script_problems(tmp_path / "a") == []
    assert question_problems(tmp_path / "b") == []


def test_three_mistakes_are_three_messages_each_with_file_and_line(tmp_path: Path) -> None:
    problems = script_problems(
        tmp_path,
        ("title: A short call", "titel: A short call"),
        ("default: 10", "default: ten"),
        ("questions: [mean]", "questions: [maen]"),
    )
    assert problems == [
        "short.yaml:1: MI0008: There is no key 'titel' here. Did you mean 'title'?",
        "short.yaml:3: MI0010: 'default' must be a whole number, and is 'ten'. "
        "Write it without quotation marks, units or words.",
        "short.yaml:13: MI0015: There is no question 'maen'. Did you mean 'mean'?",
    ]


def test_three_mistakes_deep_in_a_question_are_three_messages(tmp_path: Path) -> None:
    problems = question_problems(
        tmp_path,
        ("    weight: 2\n", "    weight: heavy\n"),
        ("    probe: And with their sum?\n", "    probes: And with their sum?\n"),
        ("cost_points: 20, ", ""),
    )
    assert [problem.split(" ")[:2] for problem in problems] == [
        ["mean.yaml:10:", "MI0010:"],
        ["mean.yaml:17:", "MI0008:"],
        ["mean.yaml:20:", "MI0009:"],
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("kind: greeting", "kind: greting", "short.yaml:9: MI0012: There is no kind of section called 'greting'. "
         "Did you mean 'greeting'?"),
        ("  - kind: greeting\n    say", "  - say", "short.yaml:9: MI0009: The key 'kind' is missing in 'sections'. "
         "Add a line 'kind: …'."),
        ("{interviewer}", "{interviewers}", "short.yaml:10: MI0011: The place {interviewers} is not known. "
         "Did you mean '{interviewer}'?"),
        ("least: 10", "least: 11", "short.yaml:3: MI0013: default (10) is not between least (11) and most (30). "
         "Put the numbers in order."),
        ("    say: [[Goodbye., Bye.], See you.]", "    say: []", "short.yaml:15: MI0012: 'say' holds nothing. "
         "Write at least one."),
        ("name: Alex Morgan", "name: 7", "short.yaml:7: MI0010: 'name' must be text, and is 7. "
         'Put it in quotation marks: "7".'),
        ("company: Example Company", "company:", "short.yaml:4: MI0010: 'company' must be text, and is empty. "
         "Write something after the colon, or leave the line out."),
        ("role: data analyst", "role: data analyst\nsurprise: maen", "short.yaml:6: MI0015: There is no question "
         "'maen'. Did you mean 'mean'?"),
        ("questions: [mean]", "questions: [mean]\n    panel: [alex, alec]", "short.yaml:14: MI0016: There is no "
         "interviewer 'alec'. Did you mean 'alex'?"),
        ("  - kind: questions\n    questions: [mean]", "  - kind: self_check\n    checks: []", "short.yaml:13: MI0012: "
         "'checks' holds nothing. Write at least one."),
        ("  - kind: questions\n    questions: [mean]", "  - kind: self_check", "short.yaml:12: MI0009: The key "
         "'checks' is missing in 'self_check'. Add a line 'checks: …'."),
        ("then: [Hello.", "then: ['Over to you, {next_first}.'", "short.yaml:11: MI0011: The place {next_first} is not "
         "known. Did you mean '{interviewer_first}'?"),
        ("  - kind: questions\n", "  - kind: case_study\n    draw: {kinds: [case_study]}\n", "short.yaml:12: MI0014: A "
         "section of questions names them or draws them. Give either 'questions:' (ids) or 'draw:' (topics, levels)."),
    ],
)  # fmt: skip
def test_one_mistake_is_one_message(tmp_path: Path, old: str, new: str, expected: str) -> None:
    assert script_problems(tmp_path, (old, new)) == [expected]


def test_one_interviewer_gives_the_word_to_another_by_name(tmp_path: Path) -> None:
    own_line = "phrases: {handover: 'Over to you, {next_first}.', taking_over: 'Thanks, {previous_first}.'}"
    assert script_problems(tmp_path, ("role: data analyst", f"role: data analyst\n{own_line}")) == []


def test_a_question_that_is_the_same_as_one_that_is_not_there_is_a_mistake(tmp_path: Path) -> None:
    problems = question_problems(
        tmp_path,
        ("kind: technical\n", "kind: technical\nsame_as: [p_value, p_valeu]\n"),
        (
            "follow_up: When would you rather take the median?",
            "follow_up: {ask: And the median?, term: median, same_as: mean_or_median}",
        ),
    )
    assert [problem.split(" ")[:2] for problem in problems] == [
        ["mean.yaml:3:", "MI0015:"],
        ["mean.yaml:19:", "MI0015:"],
    ]
    assert "Did you mean 'p_value'?" in problems[0]


def test_a_question_may_be_the_same_as_its_neighbour_in_the_folder(tmp_path: Path) -> None:
    own = own_folder(tmp_path)
    path = own / "questions" / "average.yaml"
    path.write_text(changed(QUESTION, ("kind: technical", "same_as: mean\nkind: technical")), encoding="utf-8")
    assert Library.open([shipped()]).check_rubric(path) == ()


def test_a_file_that_is_a_list_or_a_text_is_a_mistake_and_no_crash(tmp_path: Path) -> None:
    for text in ("- a\n- b\n", "only words\n", "1\n", "sections: 3\ninterviewers: {a: 1}\n"):
        path = tmp_path / "odd.yaml"
        path.write_text(text, encoding="utf-8")
        library = Library.open([shipped()])
        assert library.check_script(path)
        assert library.check_rubric(path)


def test_a_question_named_like_a_behaviour_rubric_is_a_mistake(tmp_path: Path) -> None:
    own = own_folder(tmp_path)
    path = own / "questions" / "greeting.yaml"
    path.write_text(QUESTION, encoding="utf-8")
    assert [problem.code for problem in Library.open([own, shipped()]).check_rubric(path)] == ["MI0019"]


def test_rule_files_are_checked_against_what_scoring_needs(tmp_path: Path) -> None:
    text = (shipped() / "rubrics" / "delivery.yaml").read_text(encoding="utf-8")
    path = tmp_path / "delivery.yaml"
    path.write_text(text.replace("slow_below_words_per_minute", "slow_below"), encoding="utf-8")
    problems = Library.open([shipped()]).check_rubric(path)
    assert [problem.code for problem in problems] == ["MI0008"]
    assert "slow_below_words_per_minute" in problems[0].hint


def test_everything_that_ships_is_without_mistakes() -> None:
    library = Library.default()
    assert [problem for path in library.script_files() for problem in library.check_script(path)] == []
    assert [problem for path in library.rubric_files() for problem in library.check_rubric(path)] == []
