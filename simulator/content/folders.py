"""Where content lies: a person's own folders first, then what ships with the program. Finds files, reads none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from simulator.content.rule_files import RULE_NAMES

SCRIPT_FOLDERS = ("scripts_phone_screen", "scripts_onsite")
PLAN_SUFFIX = ".plan.yaml"
"""A script's test plan lies beside it and is no script."""

_ID = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True)
class Found:
    """A content file. `name` is its place within the content folder, and all that a journal learns of where it lay."""

    id: str
    path: Path
    name: str


def shipped_folder(package: Path | None = None) -> Path:
    """The folder with the content that ships: inside the package in a wheel, the checkout's top in an editable
    install. `package` is the folder of the package simulator."""
    package = package or Path(__file__).resolve().parent.parent
    inside = package / "_content"
    return inside if inside.is_dir() else package.parent


def is_id(name: str) -> bool:
    return _ID.fullmatch(name) is not None


def find_scripts(folders: Sequence[Path]) -> dict[str, Found]:
    """By id; of two with one id the earlier folder's."""
    return _by_id(folders, _script_files)


def find_questions(folders: Sequence[Path]) -> dict[str, Found]:
    return _by_id(folders, lambda folder: [*_yaml(folder / "rubrics" / "questions"), *_yaml(folder / "questions")])


def find_behaviours(folders: Sequence[Path]) -> dict[str, Found]:
    return _by_id(folders, lambda folder: [path for path in _yaml(folder / "rubrics") if path.stem not in RULE_NAMES])


def find_rules(folders: Sequence[Path]) -> dict[str, Found]:
    return _by_id(folders, lambda folder: [path for path in _yaml(folder / "rubrics") if path.stem in RULE_NAMES])


def found_at(path: Path) -> Found:
    """A file named by path rather than found."""
    return Found(path.stem, path, path.name)


def _script_files(folder: Path) -> list[Path]:
    named = [folder / name for name in SCRIPT_FOLDERS if (folder / name).is_dir()]
    if not named:
        return list(_yaml(folder))
    return [path for name in named for path in (*_yaml(name), *_yaml(name / "drills"))]


def _yaml(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.glob("*.yaml")) if not path.name.endswith(PLAN_SUFFIX))


def _by_id(folders: Sequence[Path], files: Callable[[Path], Sequence[Path]]) -> dict[str, Found]:
    found: dict[str, Found] = {}
    for folder in folders:
        for path in files(folder):
            found.setdefault(path.stem, Found(path.stem, path, path.relative_to(folder).as_posix()))
    return found
