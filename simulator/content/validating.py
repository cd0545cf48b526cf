"""Holds a YAML file against its model and says every mistake with its line. Never stops at the first one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from rapidfuzz import fuzz, process

from simulator.content.yaml_file import Loc, YamlFile
from simulator.errors import Diagnostic

Model = TypeVar("Model", bound=BaseModel)

_WANTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "finite_number": "a number",
    "bool_type": "true or false",
    "tuple_type": "a list: each item on a line of its own, after '- '",
    "dict_type": "keys with values",
    "model_type": "keys with values",
    "model_attributes_type": "keys with values",
}
"""What should have stood there, by pydantic's name of the error."""


@dataclass(frozen=True)
class Checked(Generic[Model]):
    """`value` is None where `problems` leave nothing to go on with."""

    value: Model | None
    problems: tuple[Diagnostic, ...]


def check(file: YamlFile, model: type[Model]) -> Checked[Model]:
    """Validate a file; problems come in the order of their lines."""
    problems = list(file.problems)
    value: Model | None = None
    try:
        value = model.model_validate(file.value)
    except ValidationError as error:
        problems += [_diagnostic(file, model, mistake) for mistake in _without_echoes(model, error.errors())]
    problems += _same_ids(file, file.value, ())
    problems.sort(key=lambda problem: problem.line)
    return Checked(None if problems else value, tuple(problems))


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name most like this one, or "" where none is alike."""
    found = process.extractOne(name, sorted(known), scorer=fuzz.WRatio, score_cutoff=60)
    return str(found[0]) if found else ""


def did_you_mean(name: str, known: Sequence[str], what: str) -> str:
    """A hint: the nearest name, or all of them where there are few."""
    if near := nearest(name, known):
        return f"Did you mean '{near}'?"
    if not known:
        return ""
    return f"{what}: {', '.join(known)}." if len(known) <= 12 else ""


def _without_echoes(model: type[BaseModel], mistakes: Sequence[ErrorDetails]) -> list[ErrorDetails]:
    """Without what only follows from another mistake: a key missing because it is misspelled, a list too short because
    its one item is not valid."""
    misspelled = set()
    for mistake in mistakes:
        if mistake["type"] == "extra_forbidden":
            *around, name = mistake["loc"]
            misspelled.add((*around, nearest(str(name), _keys_at(model, around))))

    def follows(mistake: ErrorDetails) -> bool:
        if mistake["type"] == "too_short":
            return bool(mistake["input"])
        return mistake["type"] == "missing" and mistake["loc"] in misspelled

    return [mistake for mistake in mistakes if not follows(mistake)]


def _diagnostic(file: YamlFile, model: type[BaseModel], mistake: ErrorDetails) -> Diagnostic:
    loc, kind, context = mistake["loc"], mistake["type"], mistake.get("ctx", {})
    name = str(loc[-1]) if loc else "the file"
    if kind == "extra_forbidden":
        keys = _keys_at(model, loc[:-1])
        return file.problem("MI0008", loc, f"There is no key '{name}' here.", did_you_mean(name, keys, "The keys are"))
    if kind in ("missing", "union_tag_not_found"):
        missing = name if kind == "missing" else "kind"
        where = _named(loc[:-1] if kind == "missing" else loc)
        return file.problem("MI0009", loc, f"The key '{missing}' is missing{where}.", f"Add a line '{missing}: …'.")
    if kind == "MI0011":
        known = [f"{{{place}}}" for place in context["known"]]
        wrong = f"{{{context['name']}}}"
        return file.problem("MI0011", loc, f"The place {wrong} is not known.", did_you_mean(wrong, known, "There are"))
    if kind == "MI0013":
        return file.problem("MI0013", loc, mistake["msg"], "Put the numbers in order.")
    if kind == "MI0014":
        return file.problem(
            "MI0014", loc, mistake["msg"], "Give either 'questions:' (ids) or 'draw:' (topics, levels)."
        )
    if kind == "MI0022":
        return file.problem(
            "MI0022", loc, mistake["msg"], "Give it 'phrasings:', or 'plain: true' and the file 'terms:'."
        )
    if kind == "MI0023":
        hint = "See 'Scoring rules' in docs/formats.md for what a pattern holds."
        return file.problem("MI0023", context["at"], mistake["msg"], hint)
    if kind in _WANTED:
        message = f"{_place(loc)} must be {_WANTED[kind]}, and is {_shown(mistake['input'])}."
        return file.problem("MI0010", loc, message, _type_hint(kind, mistake["input"]))
    return _value_diagnostic(file, loc, mistake)


def _value_diagnostic(file: YamlFile, loc: Loc, mistake: ErrorDetails) -> Diagnostic:
    kind, context, value = mistake["type"], mistake.get("ctx", {}), mistake["input"]
    if kind == "union_tag_invalid":
        known = [tag.strip().strip("'") for tag in str(context["expected_tags"]).split(",")]
        tag = str(context["tag"])
        message = f"There is no kind of section called '{tag}'."
        return file.problem("MI0012", [*loc, "kind"], message, did_you_mean(tag, known, "The kinds are"))
    if kind == "literal_error":
        known = [choice.strip().strip("'") for choice in str(context["expected"]).replace(" or ", ",").split(",")]
        message = f"{_place(loc)} cannot be {_shown(value)}."
        return file.problem("MI0012", loc, message, f"It is one of: {', '.join(known)}.")
    if kind == "string_pattern_mismatch":
        message = f"{_place(loc)} is {_shown(value)}, which is not an id."
        return file.problem("MI0012", loc, message, "An id has small letters, digits and _, and starts with a letter.")
    if kind in ("too_short", "string_too_short"):
        return file.problem("MI0012", loc, f"{_place(loc)} holds nothing.", "Write at least one.")
    message = f"{_place(loc)} is {_shown(value)}: {mistake['msg'][0].lower()}{mistake['msg'][1:]}."
    return file.problem("MI0012", loc, message, "See docs/formats.md for what may stand here.")


def _same_ids(file: YamlFile, value: Any, loc: tuple[str | int, ...]) -> list[Diagnostic]:
    """Ids that stand twice in one list, wherever in the file."""
    problems: list[Diagnostic] = []
    if isinstance(value, dict):
        for key, inner in value.items():
            problems += _same_ids(file, inner, (*loc, key))
    elif isinstance(value, list):
        first_line: dict[str, int] = {}
        for index, item in enumerate(value):
            problems += _same_ids(file, item, (*loc, index))
            item_id = item.get("id") if isinstance(item, dict) else None
            if not isinstance(item_id, str):
                continue
            place = (*loc, index, "id")
            if item_id in first_line:
                message = f"The id '{item_id}' stands in this list already, on line {first_line[item_id]}."
                problems.append(file.problem("MI0019", place, message, "Give each its own id."))
            first_line.setdefault(item_id, file.line(place))
    return problems


@lru_cache
def _schema(model: type[BaseModel]) -> dict[str, Any]:
    return model.model_json_schema()


def _keys_at(model: type[BaseModel], loc: Loc) -> list[str]:
    """The keys that a mapping at this place may have, read off the model's JSON Schema."""
    schema = _schema(model)
    node = schema
    for part in loc:
        node = _resolved(schema, node)
        if isinstance(part, int):
            node = node.get("items") or (node.get("prefixItems") or [{}])[0]
        elif part in node.get("discriminator", {}).get("mapping", {}):
            node = {"$ref": node["discriminator"]["mapping"][part]}
        else:
            node = node.get("properties", {}).get(part, {})
    return list(_resolved(schema, node).get("properties", {}))


def _resolved(schema: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    for option in node.get("anyOf", ()):
        if "$ref" in option:
            node = option
    while "$ref" in node:
        node = schema["$defs"][node["$ref"].rpartition("/")[2]]
    return node


def _place(loc: Loc) -> str:
    """The place as a person would say it: 'weight', or item 2 of 'say'."""
    if not loc:
        return "The file"
    if isinstance(loc[-1], int):
        names = [part for part in loc if isinstance(part, str)]
        return f"Item {loc[-1] + 1} of '{names[-1]}'" if names else f"Item {loc[-1] + 1}"
    return f"'{loc[-1]}'"


def _named(loc: Loc) -> str:
    names = [part for part in loc if isinstance(part, str)]
    return f" in '{names[-1]}'" if names else ""


def _shown(value: Any) -> str:
    match value:
        case None:
            return "empty"
        case bool():
            return str(value).lower()
        case dict():
            return "keys with values"
        case list():
            return "a list"
        case str():
            return f"'{value}'" if len(value) <= 40 else f"'{value[:40]}…'"
        case _:
            return str(value)


def _type_hint(kind: str, value: Any) -> str:
    if kind == "string_type" and isinstance(value, int | float):
        return f'Put it in quotation marks: "{_shown(value)}".'
    if kind in ("float_type", "int_type", "bool_type") and isinstance(value, str):
        return "Write it without quotation marks, units or words."
    if value is None:
        return "Write something after the colon, or leave the line out."
    return "See docs/formats.md for how it is written."
