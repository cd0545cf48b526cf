"""Every mistake of one content file, in the order of its lines. Reads; changes and prints nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from simulator.content.folders import is_id
from simulator.content.references import check_also, check_minutes, check_references, check_same_questions
from simulator.content.rule_files import RULE_NAMES, rule_model
from simulator.content.schemas import BehaviourFile, QuestionFile, ScriptFile
from simulator.content.shelf import Shelf
from simulator.content.validating import check
from simulator.content.yaml_file import parse_yaml, read_text
from simulator.errors import ContentError, Diagnostic


def script_problems(shelf: Shelf, path: Path) -> tuple[Diagnostic, ...]:
    """Of a script; what it names is looked for on the shelf."""
    try:
        file = parse_yaml(read_text(path), str(path))
    except ContentError as error:
        return error.diagnostics
    checked = check(file, ScriptFile)
    problems = [*_name_problems(path), *checked.problems]
    problems += check_references(file, shelf.questions, shelf.behaviours, shelf.any_fits)
    if checked.value is not None:
        problems += check_minutes(file, checked.value)
        if not problems:
            shelf.reader.keep(file.digest, checked.value)
    return tuple(sorted(problems, key=lambda problem: problem.line))


def rubric_problems(shelf: Shelf, path: Path) -> tuple[Diagnostic, ...]:
    """Of a question, a behaviour rubric or a rule file; which of them it is, name and contents tell."""
    try:
        text = read_text(path)
        file = parse_yaml(text, str(path))
    except ContentError as error:
        return error.diagnostics
    if path.stem in RULE_NAMES:
        return check(file, rule_model(path.stem)).problems
    if not shelf.is_question(path, text):
        return (*_name_problems(path), *check(file, BehaviourFile).problems)
    beside = {other.stem for other in path.parent.glob("*.yaml")}
    problems = [*check(file, QuestionFile).problems, *check_same_questions(file, {*shelf.questions, *beside})]
    problems += check_also(file, {*shelf.behaviours, *beside})
    problems = [*_name_problems(path), *sorted(problems, key=lambda problem: problem.line)]
    if path.stem in shelf.behaviours:
        message = f"The question '{path.stem}' has the name of a behaviour rubric."
        problems.insert(0, Diagnostic("MI0019", str(path), 0, message, "Give the file another name."))
    return tuple(problems)


def _name_problems(path: Path) -> Iterator[Diagnostic]:
    if not is_id(path.stem):
        message = f"The file's name '{path.stem}' is not an id."
        hint = "Use small letters, digits and _, starting with a letter: first_call.yaml."
        yield Diagnostic("MI0021", str(path), 0, message, hint)
