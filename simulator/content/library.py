"""The content that there is: scripts, questions, behaviour rubrics and rules, by id or by path.

Reads only what a script names or draws from, so that many files cost nothing at the start. Never prints.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from simulator.content import checking
from simulator.content import folders as places
from simulator.content.also import behaviours_named
from simulator.content.compiling import (
    LoadedScript,
    Source,
    SourceKind,
    behaviour_rubric,
    compile_rules,
    compile_sources,
    manners_of,
    question_pools,
    question_rubric,
)
from simulator.content.folders import Found
from simulator.content.reading import Reader
from simulator.content.schemas import BehaviourFile, GreetingFile, QuestionFile, QuestionsFile, ScriptFile, SignOffFile
from simulator.content.shelf import Shelf
from simulator.content.validating import nearest
from simulator.content.yaml_file import digest_of, read_text
from simulator.errors import ContentError, Diagnostic, UsageError
from simulator.scoring.rubric import Rubric, Rules


@dataclass(frozen=True)
class ScriptSummary:
    id: str
    kind: str
    """phone_screen, onsite or drill; empty where the file cannot be read."""
    title: str
    minutes: int
    file: Path
    problem: str = ""
    """The first mistake of a file that cannot be used."""


@dataclass(frozen=True)
class QuestionSummary:
    id: str
    kind: str
    ask: str
    topics: tuple[str, ...]
    level: str
    priority: int
    file: Path
    problem: str = ""


class Library:
    """Content of several folders, the first of which wins where two hold the same id.

    `cache_folder` may hold a small disposable file that spares parsing; without one everything works, slower.
    """

    def __init__(self, folders: Sequence[Path], cache_folder: Path | None = None) -> None:
        self.reader = Reader(cache_folder)
        self._shelf = Shelf(folders, self.reader)

    @classmethod
    def open(cls, folders: Sequence[Path], cache_folder: Path | None = None) -> Library:
        """Exactly these folders. Raises UsageError for one that is not there."""
        for folder in folders:
            if not folder.is_dir():
                raise UsageError("MI0103", f"There is no folder {folder}.", "Name the folder that holds your scripts.")
        return cls(folders, cache_folder)

    @classmethod
    def default(cls, extra: Sequence[Path] = (), cache_folder: Path | None = None) -> Library:
        """A person's own folders (where they exist), then what ships with the program."""
        own = [folder for folder in extra if folder.is_dir()]
        return cls.open([*own, places.shipped_folder()], cache_folder)

    # ---- what there is -------------------------------------------------------------------------------------------

    def scripts(self) -> tuple[ScriptSummary, ...]:
        """Every script, by id; one that cannot be used is listed with its problem."""
        listed = [self._script_summary(found) for found in self._shelf.scripts.values()]
        self.reader.save()
        return tuple(sorted(listed, key=lambda summary: summary.id))

    def questions(self) -> tuple[QuestionSummary, ...]:
        """Every question, by id; one that cannot be used is listed with its problem."""
        listed = [self._question_summary(found) for found in self._shelf.questions.values()]
        self.reader.save()
        return tuple(sorted(listed, key=lambda summary: summary.id))

    def behaviours(self) -> tuple[str, ...]:
        """Ids of the behaviour rubrics."""
        return tuple(sorted(self._shelf.behaviours))

    def script(self, id_or_path: str | Path) -> LoadedScript:
        """A script, checked and compiled. Raises UsageError for an unknown id, ContentError for mistakes."""
        found = _look_up(id_or_path, self._shelf.scripts, "script", "mock-interview scripts list")
        shelf = self._shelf.beside(found.path)
        if problems := checking.script_problems(shelf, found.path):
            raise ContentError(problems)
        loaded = compile_sources(self._sources(shelf, found), self.reader)
        self.reader.save()
        return loaded

    def script_file(self, id_or_path: str | Path) -> Path:
        """Where a script lies. Raises UsageError for an unknown id."""
        return _look_up(id_or_path, self._shelf.scripts, "script", "mock-interview scripts list").path

    def rubric(self, id_or_path: str | Path) -> Rubric:
        """A question's rubric or a behaviour rubric. Raises UsageError or ContentError."""
        both = {**self._shelf.behaviours, **self._shelf.questions}
        return self._rubric(_look_up(id_or_path, both, "rubric", "mock-interview rubrics list"))

    def rubric_file(self, id_or_path: str | Path) -> Path:
        """Where a rubric lies. Raises UsageError for an unknown id."""
        both = {**self._shelf.behaviours, **self._shelf.questions}
        return _look_up(id_or_path, both, "rubric", "mock-interview rubrics list").path

    def is_own(self, file: Path) -> bool:
        """Whether a file is the person's, rather than one that ships."""
        return not file.resolve().is_relative_to(places.shipped_folder().resolve())

    def rules(self) -> Rules:
        """What scoring needs besides a rubric. Raises ContentError for mistakes in its files."""
        return compile_rules({source.id: source for source in self._shelf.rule_sources()}, self.reader)

    def rule_sources(self) -> tuple[Source, ...]:
        """The texts of the rules."""
        return tuple(self._shelf.rule_sources())

    # ---- mistakes ------------------------------------------------------------------------------------------------

    def script_files(self) -> tuple[Path, ...]:
        return _paths(self._shelf.scripts.values())

    def rubric_files(self) -> tuple[Path, ...]:
        """Questions, behaviour rubrics and rules."""
        shelf = self._shelf
        return _paths([*shelf.questions.values(), *shelf.behaviours.values(), *shelf.rules.values()])

    def check_script(self, path: Path) -> tuple[Diagnostic, ...]:
        """Every mistake of a script file, in the order of its lines."""
        return checking.script_problems(self._shelf.beside(path), path)

    def check_rubric(self, path: Path) -> tuple[Diagnostic, ...]:
        """Every mistake of a question, behaviour rubric or rule file, in the order of its lines."""
        return checking.rubric_problems(self._shelf, path)

    # ---- inside --------------------------------------------------------------------------------------------------

    def _sources(self, shelf: Shelf, found: Found) -> list[Source]:
        """Every text that the script needs, each read and valid."""
        file = self.reader.read(read_text(found.path), str(found.path), ScriptFile)
        asking = [section for section in file.sections if isinstance(section, QuestionsFile)]
        questions = shelf.usable_questions() if any(section.draw for section in asking) else {}
        named = [name for section in asking for name in section.questions] + ([file.surprise] if file.surprise else [])
        questions |= {name: shelf.question(shelf.questions[name]) for name in named}
        pooled = dict.fromkeys([*(name for pool in question_pools(file, questions) for name in pool), *named])
        judged = dict.fromkeys(s.rubric for s in file.sections if isinstance(s, GreetingFile | SignOffFile))
        judged |= dict.fromkeys(behaviours_named({name: questions[name] for name in pooled}))
        judged |= dict.fromkeys([manners_of(file)] if manners_of(file) in shelf.behaviours else [])
        behaviours = {
            name: _look_up(name, shelf.behaviours, "behaviour rubric", "mock-interview rubrics list") for name in judged
        }
        for one in behaviours.values():
            self._rubric(one)
        return [
            shelf.source(SourceKind.SCRIPT, found),
            shelf.phrases_source(),
            *(shelf.source(SourceKind.QUESTION, shelf.questions[name]) for name in pooled),
            *(shelf.source(SourceKind.BEHAVIOUR, one) for one in behaviours.values()),
            *shelf.rule_sources(),
        ]

    def _rubric(self, found: Found) -> Rubric:
        text, name = read_text(found.path), str(found.path)
        if self._shelf.is_question(found.path, text):
            file = self.reader.read(text, name, QuestionFile)
            taken = {also.rubric: self.rubric(also.rubric) for also in file.also if also.weight > 0}
            return question_rubric(found.id, file, digest_of(text), taken)
        return behaviour_rubric(found.id, self.reader.read(text, name, BehaviourFile), digest_of(text))

    def _script_summary(self, found: Found) -> ScriptSummary:
        try:
            file = self.reader.read(read_text(found.path), str(found.path), ScriptFile)
        except ContentError as error:
            return ScriptSummary(found.id, "", found.id, 0, found.path, str(error.diagnostics[0]))
        return ScriptSummary(found.id, file.kind, file.title, file.minutes.default, found.path)

    def _question_summary(self, found: Found) -> QuestionSummary:
        try:
            file = self._shelf.question(found)
        except ContentError as error:
            return QuestionSummary(found.id, "", "", (), "", 0, found.path, str(error.diagnostics[0]))
        ask = " ".join(file.ask.split())
        return QuestionSummary(found.id, file.kind, ask, file.topics, file.level, file.priority, found.path)


def _look_up(id_or_path: str | Path, known: dict[str, Found], what: str, command: str) -> Found:
    """By id, spelled with - or spaces if you like, or by path. Raises UsageError naming the nearest id."""
    name = str(id_or_path)
    if isinstance(id_or_path, Path) or name.endswith((".yaml", ".yml")) or os.sep in name or "/" in name:
        return places.found_at(Path(name))
    for spelling in (name, name.strip().lower().replace("-", "_").replace(" ", "_")):
        if spelling in known:
            return known[spelling]
    near = nearest(name, known)
    hint = f"Did you mean '{near}'?" if near else f"See what there is: {command}"
    raise UsageError("MI0101", f"There is no {what} called '{name}'.", hint)


def _paths(found: Iterable[Found]) -> tuple[Path, ...]:
    return tuple(one.path for one in found)
