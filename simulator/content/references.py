"""Checks that what a script or a question names exists: interviewers, questions, behaviour rubrics. Works on what was
written, so that a file with other mistakes has its references checked too."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Any

from simulator.content.schemas import ScriptFile
from simulator.content.validating import did_you_mean
from simulator.content.yaml_file import Loc, YamlFile
from simulator.errors import Diagnostic

_JUDGED_KINDS = ("greeting", "sign_off")
"""Sections that are scored by the behaviour rubric of the same name where they name no other."""

DrawFits = Callable[[dict[str, Any]], bool]
"""Whether any question fits what stands under `draw:`."""


def check_references(
    file: YamlFile, question_ids: Collection[str], rubric_ids: Collection[str], draw_fits: DrawFits
) -> list[Diagnostic]:
    """One diagnostic for each name in a script that leads nowhere."""
    value = file.value if isinstance(file.value, dict) else {}
    people = [person.get("id") for person in _dicts(value.get("interviewers"))]
    interviewer_ids = [name for name in people if isinstance(name, str)]
    problems: list[Diagnostic] = []

    def look_up(code: str, loc: Loc, name: Any, known: Collection[str], what: str) -> None:
        if isinstance(name, str) and name and name not in known:
            hint = did_you_mean(name, sorted(known), "There are")
            problems.append(file.problem(code, loc, f"There is no {what} '{name}'.", hint))

    look_up("MI0015", ("surprise",), value.get("surprise"), question_ids, "question")
    look_up("MI0017", ("manners",), value.get("manners"), rubric_ids, "behaviour rubric")
    for index, section in enumerate(_list(value.get("sections"))):
        if not isinstance(section, dict):
            continue
        loc = ("sections", index)
        look_up("MI0016", (*loc, "interviewer"), section.get("interviewer"), interviewer_ids, "interviewer")
        panel = section.get("panel")
        for position, name in enumerate([panel] if isinstance(panel, str) else _list(panel)):
            look_up("MI0016", (*loc, "panel", position), name, interviewer_ids, "interviewer")
        judged_by = section.get("rubric", section["kind"] if section.get("kind") in _JUDGED_KINDS else "")
        look_up("MI0017", (*loc, "rubric"), judged_by, rubric_ids, "behaviour rubric")
        named = section.get("questions")
        for position, name in enumerate([named] if isinstance(named, str) else _list(named)):
            look_up("MI0015", (*loc, "questions", position), name, question_ids, "question")
        draw = section.get("draw")
        if isinstance(draw, dict) and not draw_fits(draw):
            message = "No question fits what is to be drawn."
            hint = "Ask for fewer keys at once; mock-interview rubrics list shows what there is."
            problems.append(file.problem("MI0018", (*loc, "draw"), message, hint))
    return problems


def check_same_questions(file: YamlFile, question_ids: Collection[str]) -> list[Diagnostic]:
    """One diagnostic for each question that a question is said to be the same as, and that is not there."""
    value = file.value if isinstance(file.value, dict) else {}
    named: list[tuple[Loc, Any]] = []
    same = value.get("same_as")
    if isinstance(same, str):
        named.append((("same_as",), same))
    named += [(("same_as", position), name) for position, name in enumerate(_list(same))]
    for index, concept in enumerate(_list(value.get("concepts"))):
        follow_up = concept.get("follow_up") if isinstance(concept, dict) else None
        if isinstance(follow_up, dict):
            named.append((("concepts", index, "follow_up", "same_as"), follow_up.get("same_as")))
    return [
        file.problem("MI0015", loc, f"There is no question '{name}'.", did_you_mean(name, sorted(question_ids), ""))
        for loc, name in named
        if isinstance(name, str) and name and name not in question_ids
    ]


def check_also(file: YamlFile, rubric_ids: Collection[str]) -> list[Diagnostic]:
    """One diagnostic for each behaviour rubric that is to look at a question's answer, too, and that is not there."""
    also = file.value.get("also") if isinstance(file.value, dict) else None
    named: list[tuple[Loc, Any]] = [(("also",), also)] if isinstance(also, str) else []
    for index, each in enumerate(_list(also)):
        named.append(
            (("also", index, "rubric"), each.get("rubric")) if isinstance(each, dict) else (("also", index), each)
        )
    message = "There is no behaviour rubric '{}'."
    return [
        file.problem("MI0017", loc, message.format(name), did_you_mean(name, sorted(rubric_ids), "There are"))
        for loc, name in named
        if isinstance(name, str) and name and name not in rubric_ids
    ]


def check_minutes(file: YamlFile, script: ScriptFile) -> list[Diagnostic]:
    """The sections' minutes must fit into the default minutes, with some left for questions of no stated length."""
    stated = [section.minutes for section in script.sections if section.minutes is not None]
    open_ended = len(stated) < len(script.sections)
    total = sum(stated)
    if total < script.minutes.default or (total == script.minutes.default and not open_ended):
        return []
    message = f"The sections take {total:g} minutes; the whole call has {script.minutes.default}."
    return [file.problem("MI0020", ("sections",), message, "Shorten a section, or leave out the questions' minutes.")]


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _dicts(value: Any) -> Iterator[dict[str, Any]]:
    return (item for item in _list(value) if isinstance(item, dict))
