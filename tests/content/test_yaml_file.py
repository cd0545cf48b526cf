from __future__ import annotations

from pathlib import Path

import pytest

from simulator.content.yaml_file import LARGEST_BYTES, parse_yaml, read_yaml
from simulator.errors import ContentError


def codes(error: ContentError) -> list[tuple[str, int]]:
    return [(problem.code, problem.line) for problem in error.diagnostics]


def test_values_and_their_lines() -> None:
    file = parse_yaml("a: 1\nb:\n  - x\n  - c: 2.5\n    d: 'true'\n", "f.yaml")
    assert file.value == {"a": 1, "b": ["x", {"c": 2.5, "d": "true"}]}
    assert [file.line(loc) for loc in (["a"], ["b"], ["b", 0], ["b", 1, "d"])] == [1, 2, 3, 5]


def test_line_of_a_place_that_is_not_there_is_that_of_what_is_around_it() -> None:
    file = parse_yaml("a:\n  b: 1\n", "f.yaml")
    assert file.line(["a", "missing", "deeper"]) == 1
    assert file.line(["a", "b", 7]) == 2


def test_yes_and_dates_stay_text() -> None:
    assert parse_yaml("a: yes\nb: 2026-01-31\n", "f.yaml").value == {"a": "yes", "b": "2026-01-31"}


def test_every_doubled_key_is_named_with_both_lines() -> None:
    file = parse_yaml("a: 1\na: 2\nb: {c: 1, c: 2}\n", "f.yaml")
    assert [(problem.code, problem.line) for problem in file.problems] == [("MI0006", 2), ("MI0006", 3)]
    assert "line 1" in file.problems[0].message


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "MI0005", 1),
        ("# nothing\n", "MI0005", 1),
        ("a: b: c\n", "MI0004", 1),
        ("a: 1\n\tb: 2\n", "MI0004", 2),
        ("a: [1, 2\n", "MI0004", 2),
        ("a: 1\n---\nb: 2\n", "MI0004", 2),
        ("a: &x [*x]\n", "MI0007", 1),
        ("[" * 20_000, "MI0004", 0),
    ],
)
def test_unreadable_text_is_one_diagnostic_with_its_line(text: str, code: str, line: int) -> None:
    with pytest.raises(ContentError) as raised:
        parse_yaml(text, "f.yaml")
    assert codes(raised.value) == [(code, line)]


def test_braces_without_quotation_marks_are_a_mistake_and_no_crash() -> None:
    file = parse_yaml("a: {{candidate}: x}\n", "f.yaml")
    assert [(problem.code, problem.line) for problem in file.problems] == [("MI0004", 1)]


def test_missing_large_and_undecodable_files_are_diagnostics(tmp_path: Path) -> None:
    large, latin = tmp_path / "large.yaml", tmp_path / "latin.yaml"
    large.write_bytes(b"a: " + b"x" * LARGEST_BYTES)
    latin.write_bytes("a: 1\nb: café\n".encode("latin-1"))
    for path, expected in ((tmp_path / "no.yaml", ("MI0001", 0)), (large, ("MI0002", 0)), (latin, ("MI0003", 2))):
        with pytest.raises(ContentError) as raised:
            read_yaml(path)
        assert codes(raised.value) == [expected]


def test_a_folder_in_place_of_a_file_is_a_diagnostic(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as raised:
        read_yaml(tmp_path)
    assert codes(raised.value) == [("MI0001", 0)]


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\n")
    assert read_yaml(path).value == {"a": 1}
