"""Reads one YAML file and remembers on which line everything stands. Knows nothing of scripts or rubrics.

Kept to plain YAML that a person writes by hand: mappings, lists, text, numbers, true and false. Anchors are refused,
so that what is read is never larger than what was written.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from simulator.errors import ContentError, Diagnostic

LARGEST_BYTES = 1024 * 1024
"""1 MB: a script is a few thousand words; whatever is larger is not one."""

Loc = Sequence[str | int]
"""A place in a file: the keys and list positions that lead there, from the top."""

_PLAIN_TAGS = tuple(f"tag:yaml.org,2002:{name}" for name in ("null", "bool", "int", "float"))


@dataclass(frozen=True)
class YamlFile:
    """One file as read: its exact text, its values, and the line of each.

    `problems` are what is wrong with the YAML itself without making it unreadable (a key that stands twice).
    """

    name: str
    text: str
    digest: str
    """SHA-256 (hex) of the text in UTF-8."""
    value: Any
    """dict, list, str, int, float, bool and None, as deep as the file goes."""
    problems: tuple[Diagnostic, ...]
    root: Node = field(repr=False, compare=False)

    def line(self, loc: Loc) -> int:
        """The line (from 1) of a place, or of the nearest thing around it that is there."""
        node, line = self.root, int(self.root.start_mark.line) + 1
        for part in loc:
            if isinstance(node, MappingNode):
                for key, value in node.value:
                    if key.value == part:
                        node, line = value, int(key.start_mark.line) + 1
                        break
            elif isinstance(node, SequenceNode) and isinstance(part, int) and part < len(node.value):
                node = node.value[part]
                line = int(node.start_mark.line) + 1
        return line

    def problem(self, code: str, loc: Loc, message: str, hint: str = "") -> Diagnostic:
        return Diagnostic(code, self.name, self.line(loc), message, hint)


def digest_of(text: str) -> str:
    """SHA-256 (hex) of a text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def read_text(path: Path) -> str:
    """The text of a file. Raises ContentError where it is absent, too large or not UTF-8."""
    name = str(path)
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_BYTES + 1)
    except OSError as error:
        reason = "There is no such file" if isinstance(error, FileNotFoundError) else error.strerror or str(error)
        raise _one("MI0001", name, 0, f"{reason}: {name}.", "Check the name and that it may be read.") from error
    if len(content) > LARGEST_BYTES:
        raise _one("MI0002", name, 0, "The file is larger than 1 MB.", "Split it: each question in a file of its own.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = "A character is not written in UTF-8."
        raise _one("MI0003", name, line, message, 'Save the file again with the encoding "UTF-8".') from error


def read_yaml(path: Path) -> YamlFile:
    """Read a file. Raises ContentError where there is no reading it at all."""
    return parse_yaml(read_text(path), str(path))


def parse_yaml(text: str, name: str) -> YamlFile:
    """Parse a text that came from the file `name`. Raises ContentError where it is not YAML or holds nothing."""
    try:
        root = YAML(typ="safe", pure=True).compose(text)
        if root is None:
            raise _one("MI0005", name, 1, "The file holds nothing.", "Write a new one with: mock-interview scripts new")
        builder = _Builder(name)
        value = builder.build(root)
        if anchors := [problem for problem in builder.problems if problem.code == "MI0007"]:
            raise ContentError(list(dict.fromkeys(anchors)))
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 0
        raise _one("MI0004", name, line, f"This is not valid YAML: {error.problem}.", _syntax_hint(error)) from error
    except RecursionError as error:
        raise _one("MI0004", name, 0, "This is nested too deeply to be read.", "Close the brackets.") from error
    except (YAMLError, ValueError) as error:
        first_line = str(error).splitlines()[0]
        raise _one("MI0004", name, 0, f"This is not valid YAML: {first_line}.", "Look for odd characters.") from error
    return YamlFile(name, text, digest_of(text), value, tuple(builder.problems), root)


class _Builder:
    """Turns nodes into plain values and notes what is wrong on the way."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[Diagnostic] = []
        self._scalars = YAML(typ="safe", pure=True).constructor

    def build(self, node: Node) -> Any:
        if node.anchor:
            hint = "Write out what is to stand here, and again where * stands."
            self._note("MI0007", node, f"An anchor (&{node.anchor}) stands here.", hint)
            return None
        if isinstance(node, MappingNode):
            return self._mapping(node)
        if isinstance(node, SequenceNode):
            return [self.build(item) for item in node.value]
        if isinstance(node, ScalarNode) and str(node.tag) in _PLAIN_TAGS:
            return self._scalars.construct_object(node)
        return str(node.value)

    def _mapping(self, node: MappingNode) -> dict[str, Any]:
        values: dict[str, Any] = {}
        lines: dict[str, int] = {}
        for key, value in node.value:
            name = str(key.value)
            line = key.start_mark.line + 1
            if not isinstance(key, ScalarNode):
                self._note("MI0004", key, "A key must be a word.", "Put curly braces in texts in quotation marks.")
            elif name in values:
                message = f"The key '{name}' stands here a second time; the first is on line {lines[name]}."
                self._note("MI0006", key, message, "Keep one of the two.")
            else:
                values[name] = self.build(value)
                lines[name] = line
        return values

    def _note(self, code: str, node: Node, message: str, hint: str) -> None:
        self.problems.append(Diagnostic(code, self.name, node.start_mark.line + 1, message, hint))


def _syntax_hint(error: MarkedYAMLError) -> str:
    problem = str(error.problem)
    if "mapping values are not allowed" in problem:
        return 'If the text itself holds a colon, put the text in quotation marks: ask: "One thing: why?"'
    if "\\t" in problem or "'\t'" in problem:
        return "Indent with spaces, not with tabs."
    return "Things on one level start in the same column; a list item starts with '- '."


def _one(code: str, name: str, line: int, message: str, hint: str) -> ContentError:
    return ContentError([Diagnostic(code, name, line, message, hint)])
