"""The content files of some folders: what is there, and each read on demand. Knows texts, compiles nothing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from simulator.content import folders as places
from simulator.content.compiling import Source, SourceKind, fits_draw
from simulator.content.folders import Found
from simulator.content.reading import Reader
from simulator.content.rule_files import RULE_NAMES, rule_model
from simulator.content.schemas import DrawFile, QuestionFile
from simulator.content.yaml_file import digest_of, read_text
from simulator.errors import ContentError, UsageError

PHRASES_FILE = Path(__file__).with_name("phrases.yaml")


class Shelf:
    """Of two files with one id the one in the earlier folder counts."""

    def __init__(self, folders: Sequence[Path], reader: Reader) -> None:
        self.folders = tuple(folders)
        self.reader = reader

    @cached_property
    def scripts(self) -> dict[str, Found]:
        return places.find_scripts(self.folders)

    @cached_property
    def questions(self) -> dict[str, Found]:
        return places.find_questions(self.folders)

    @cached_property
    def behaviours(self) -> dict[str, Found]:
        return places.find_behaviours(self.folders)

    @cached_property
    def rules(self) -> dict[str, Found]:
        return places.find_rules(self.folders)

    def beside(self, path: Path) -> Shelf:
        """This shelf, with the content folder that `path` lies in searched first."""
        folder = path.resolve().parent
        top = folder.parent if folder.name in places.SCRIPT_FOLDERS else folder
        if any(folder.is_relative_to(known.resolve()) for known in self.folders):
            return self
        return Shelf([top, *self.folders], self.reader)

    def question(self, found: Found) -> QuestionFile:
        """Raises ContentError with every mistake of the file."""
        return self.reader.read(read_text(found.path), str(found.path), QuestionFile)

    def usable_questions(self) -> dict[str, QuestionFile]:
        """What can be drawn from: a question with mistakes is not, and `rubrics check` says why."""
        usable = {}
        for name, found in self.questions.items():
            try:
                usable[name] = self.question(found)
            except ContentError:
                continue
        return usable

    def any_fits(self, draw: dict[str, Any]) -> bool:
        """Whether there is a question to draw; True where `draw` itself is not valid, which is another mistake."""
        try:
            wanted = DrawFile.model_validate(draw)
        except ValidationError:
            return True
        return any(fits_draw(question, wanted) for question in self.usable_questions().values())

    def is_question(self, path: Path, text: str) -> bool:
        """Whether a file holds a question rather than a behaviour rubric."""
        known = self.questions.get(path.stem)
        return (known is not None and known.path == path) or any(line.startswith("ask:") for line in text.splitlines())

    def source(self, kind: SourceKind, found: Found) -> Source:
        text = read_text(found.path)
        return Source(kind, found.id, found.name, digest_of(text), text)

    def phrases_source(self) -> Source:
        return self.source(SourceKind.PHRASES, places.found_at(PHRASES_FILE))

    def rule_sources(self) -> list[Source]:
        """Every rule file, valid. Raises ContentError for mistakes, UsageError where one is not there."""
        for name in RULE_NAMES:
            if name not in self.rules:
                searched = ", ".join(str(folder / "rubrics") for folder in self.folders)
                raise UsageError("MI0101", f"There is no rule file called '{name}.yaml'.", f"Looked in {searched}.")
        sources = [self.source(SourceKind.RULES, self.rules[name]) for name in RULE_NAMES]
        for source in sources:
            self.reader.read(source.text, str(self.rules[source.id].path), rule_model(source.id))
        return sources
