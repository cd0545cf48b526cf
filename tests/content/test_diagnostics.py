"""Each page in docs/diagnostics is definition, documentation and test at once: its example provokes its message."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from simulator.content.library import Library
from simulator.content.yaml_file import LARGEST_BYTES
from simulator.errors import UsageError
from tests.needs import PROJECT

PAGES = PROJECT / "docs" / "diagnostics"
CONTENT_PAGES = sorted(PAGES.glob("MI00??.md"))
EXAMPLE = re.compile(
    r"For example `(?P<name>[^`]+)`:\n\n```yaml\n(?P<text>.*?)```\n\n```\n(?P<said>.*?)\n```", re.DOTALL
)
SAID = re.compile(r"```\n(?P<said>.*?)\n```", re.DOTALL)


def file_for(page: Path, folder: Path) -> tuple[Path, str]:
    """The page's example as a file, and what the page says is said of it."""
    text = page.read_text(encoding="utf-8")
    match = EXAMPLE.search(text)
    if match:
        path = folder / match["name"]
        path.write_text(match["text"], encoding="utf-8")
        return path, match["said"]
    said = SAID.search(text)
    assert said, f"{page.name} shows no message"
    path = folder / said["said"].split(":")[0]
    if page.stem == "MI0002":
        path.write_bytes(b"#" * (LARGEST_BYTES + 1))
    elif page.stem == "MI0003":
        path.write_bytes("ask: Qu'est-ce qu'une médiane?\n".encode("latin-1"))
    else:
        assert page.stem == "MI0001", f"{page.name} has no example"
    return path, said["said"]


@pytest.mark.parametrize("page", CONTENT_PAGES, ids=lambda page: page.stem)
def test_the_example_of_the_page_provokes_its_message(page: Path, tmp_path: Path) -> None:
    path, said = file_for(page, tmp_path)
    library = Library.default()
    is_script = path.exists() and b"sections:" in path.read_bytes()
    problems = library.check_script(path) if is_script else library.check_rubric(path)
    assert "\n".join(str(problem).replace(f"{tmp_path}/", "") for problem in problems) == said
    assert {problem.code for problem in problems} == {page.stem}


def test_the_page_on_unknown_names_shows_the_message() -> None:
    with pytest.raises(UsageError) as raised:
        Library.default().script("frist_call")
    error = raised.value
    assert f"{error.code}: {error.message}\n{error.hint}" in (PAGES / "MI0101.md").read_text(encoding="utf-8")


def test_every_code_that_the_program_raises_has_a_page_and_every_page_a_code() -> None:
    files = [path for path in (PROJECT / "simulator").rglob("*.py") if path.name != "errors.py"]  # names an example
    raised = {code for path in files for code in re.findall(r"MI\d{4}", path.read_text(encoding="utf-8"))}
    assert raised == {page.stem for page in PAGES.glob("MI*.md")}


def test_every_page_begins_with_its_code() -> None:
    for page in PAGES.glob("MI*.md"):
        assert page.read_text(encoding="utf-8").startswith(f"# {page.stem}: "), page.name
