from __future__ import annotations

from pathlib import Path

from simulator.content.json_schemas import published_schemas, write_schemas
from tests.needs import PROJECT


def test_the_published_schemas_are_those_of_the_models() -> None:
    published = {path.name: path.read_text(encoding="utf-8") for path in (PROJECT / "docs" / "schemas").iterdir()}
    assert published == published_schemas()


def test_schemas_are_written_into_a_new_folder(tmp_path: Path) -> None:
    write_schemas(tmp_path / "new")
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == sorted(published_schemas())
