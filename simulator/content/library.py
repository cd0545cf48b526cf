"""The content that there is: scripts, questions, behaviour rubrics and rules, by id or by path.

Reads only what a script names or draws from, so that many files cost nothing at the start. Never prints.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from simulator.content import folders as places
from simulator.content.compiling import (
    LoadedScript,
    Source,
    SourceKind,
    behaviour_rubric,
    compile_rules,
    compile_sources,
    fits_draw,
    question_pools,
    question_rubric,
)
from simulator.content.folders import Found
from simulator.content.reading import Reader
from simulator.content.references import check_minutes, check_references
from simulator.content.rule_files import RULE_NAMES, rule_model
from simulator.content.schemas import (
    BehaviourFile,
    DrawFile,
    GreetingFile,
    QuestionFile,
    ScriptFile,
    SignOffFile,
)
from simulator.content.validating import check, nearest
from simulator.content.yaml_file import digest_of, parse_yaml, read_text
from simulator.errors import ContentError, Diagnostic, UsageError
from simulator.scoring.rubric import Rubric, Rules

_PHRASES = Path(__file__).with_name("phrases.yaml")


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
        self._folders = tuple(folders)
        self.reader = Reader(cache_folder)

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
        listed = [self._script_summary(found) for found in self._scripts.values()]
        self.reader.save()
        return tuple(sorted(listed, key=lambda summary: summary.id))

    def questions(self) -> tuple[QuestionSummary, ...]:
        """Every question, by id; one that cannot be used is listed with its problem."""
        listed = [self._question_summary(found) for found in self._questions.values()]
        self.reader.save()
        return tuple(sorted(listed, key=lambda summary: summary.id))

    def behaviours(self) -> tuple[str, ...]:
        """Ids of the behaviour rubrics."""
        return tuple(sorted(self._behaviours))

    def script(self, id_or_path: str | Path) -> LoadedScript:
        """A script, checked and compiled. Raises UsageError for an unknown id, ContentError for mistakes."""
        found = self._look_up(id_or_path, self._scripts, "script", "mock-interview scripts list")
        near = self._beside(found)
        if problems := near.script_problems(found):
            raise ContentError(problems)
        return near._load(found)

    def rubric(self, id_or_path: str | Path) -> Rubric:
        """A question's rubric or a behaviour rubric. Raises UsageError or ContentError."""
        both = {**self._behaviours, **self._questions}
        found = self._look_up(id_or_path, both, "rubric", "mock-interview rubrics list")
        text = read_text(found.path)
        if self._is_question(found, text):
            return question_rubric(found.id, self.reader.read(text, str(found.path), QuestionFile), digest_of(text))
        return behaviour_rubric(found.id, self.reader.read(text, str(found.path), BehaviourFile), digest_of(text))

    def rules(self) -> Rules:
        """What scoring needs besides a rubric. Raises ContentError for mistakes in its files."""
        return compile_rules({source.id: source for source in self._rule_sources()}, self.reader)

    # ---- mistakes ------------------------------------------------------------------------------------------------

    def script_files(self) -> tuple[Path, ...]:
        return tuple(found.path for found in self._scripts.values())

    def rubric_files(self) -> tuple[Path, ...]:
        """Questions, behaviour rubrics and rules."""
        return tuple(
            found.path for found in (*self._questions.values(), *self._behaviours.values(), *self._rules.values())
        )

    def check_script(self, path: Path) -> tuple[Diagnostic, ...]:
        """Every mistake of a script file, in the order of its lines."""
        found = places.found_at(path)
        return self._beside(found).script_problems(found)

    def check_rubric(self, path: Path) -> tuple[Diagnostic, ...]:
        """Every mistake of a question, behaviour rubric or rule file, in the order of its lines."""
        try:
            text = read_text(path)
            file = parse_yaml(text, str(path))
        except ContentError as error:
            return error.diagnostics
        if path.stem in RULE_NAMES:
            return check(file, rule_model(path.stem)).problems
        is_question = self._is_question(places.found_at(path), text)
        problems = check(file, QuestionFile if is_question else BehaviourFile).problems
        if is_question and path.stem in self._behaviours:
            message = f"The question '{path.stem}' has the name of a behaviour rubric."
            problems = (Diagnostic("MI0019", str(path), 0, message, "Give the file another name."), *problems)
        return (*_name_problems(path), *problems)

    def script_problems(self, found: Found) -> tuple[Diagnostic, ...]:
        try:
            file = parse_yaml(read_text(found.path), str(found.path))
        except ContentError as error:
            return error.diagnostics
        checked = check(file, ScriptFile)
        problems = [*_name_problems(found.path), *checked.problems]
        problems += check_references(file, self._questions, self._behaviours, self._any_fits)
        if checked.value is not None:
            problems += check_minutes(file, checked.value)
            if not problems:
                self.reader.keep(file.digest, checked.value)
        return tuple(sorted(problems, key=lambda problem: problem.line))

    # ---- inside --------------------------------------------------------------------------------------------------

    @cached_property
    def _scripts(self) -> dict[str, Found]:
        return places.find_scripts(self._folders)

    @cached_property
    def _questions(self) -> dict[str, Found]:
        return places.find_questions(self._folders)

    @cached_property
    def _behaviours(self) -> dict[str, Found]:
        return places.find_behaviours(self._folders)

    @cached_property
    def _rules(self) -> dict[str, Found]:
        return places.find_rules(self._folders)

    def _look_up(self, id_or_path: str | Path, known: dict[str, Found], what: str, command: str) -> Found:
        name = str(id_or_path)
        if isinstance(id_or_path, Path) or name.endswith((".yaml", ".yml")) or os.sep in name or "/" in name:
            return places.found_at(Path(name))
        for spelling in (name, name.strip().lower().replace("-", "_").replace(" ", "_")):
            if spelling in known:
                return known[spelling]
        near = nearest(name, known)
        hint = f"Did you mean '{near}'?" if near else f"See what there is: {command}"
        raise UsageError("MI0101", f"There is no {what} called '{name}'.", hint)

    def _beside(self, found: Found) -> Library:
        """This library, with the folder of a script named by path searched first."""
        folder = found.path.resolve().parent
        inside = [top for top in self._folders if folder.is_relative_to(top.resolve())]
        if inside:
            return self
        library = Library([folder, *self._folders])
        library.reader = self.reader
        return library

    def _load(self, found: Found) -> LoadedScript:
        script = self._source(SourceKind.SCRIPT, found)
        file = self.reader.read(script.text, str(found.path), ScriptFile)
        draws = any(getattr(section, "draw", None) is not None for section in file.sections)
        named = [name for section in file.sections for name in getattr(section, "questions", ())]
        questions = (
            self._usable_questions() if draws else {name: self._question(self._questions[name]) for name in named}
        )
        for name in named:
            questions[name] = self._question(self._questions[name])
        pooled = [name for pool in question_pools(file, questions) for name in pool]
        rubric_ids = [section.rubric for section in file.sections if isinstance(section, GreetingFile | SignOffFile)]
        for rubric_id in dict.fromkeys(rubric_ids):
            self.rubric(self._behaviours[rubric_id].path)
        sources = [
            script,
            self._source(SourceKind.PHRASES, places.found_at(_PHRASES)),
            *(self._source(SourceKind.QUESTION, self._questions[name]) for name in dict.fromkeys(pooled)),
            *(self._source(SourceKind.BEHAVIOUR, self._behaviours[name]) for name in dict.fromkeys(rubric_ids)),
            *self._rule_sources(),
        ]
        loaded = compile_sources(sources, self.reader)
        self.reader.save()
        return loaded

    def _rule_sources(self) -> list[Source]:
        missing = [name for name in RULE_NAMES if name not in self._rules]
        if missing:
            places_searched = ", ".join(str(folder / "rubrics") for folder in self._folders)
            raise UsageError("MI0101", f"There is no rule file {missing[0]}.yaml.", f"Looked in {places_searched}.")
        sources = [self._source(SourceKind.RULES, self._rules[name]) for name in RULE_NAMES]
        for name, source in zip(RULE_NAMES, sources, strict=True):
            self.reader.read(source.text, str(self._rules[name].path), rule_model(name))
        return sources

    def _source(self, kind: SourceKind, found: Found) -> Source:
        text = read_text(found.path)
        return Source(kind, found.id, found.name, digest_of(text), text)

    def _question(self, found: Found) -> QuestionFile:
        return self.reader.read(read_text(found.path), str(found.path), QuestionFile)

    def _usable_questions(self) -> dict[str, QuestionFile]:
        """What can be drawn from: a question with mistakes is not, and `rubrics check` says why."""
        usable = {}
        for name, found in self._questions.items():
            try:
                usable[name] = self._question(found)
            except ContentError:
                continue
        return usable

    def _any_fits(self, draw: dict[str, Any]) -> bool:
        try:
            wanted = DrawFile.model_validate(draw)
        except ValidationError:
            return True
        return any(fits_draw(question, wanted) for question in self._usable_questions().values())

    def _is_question(self, found: Found, text: str) -> bool:
        known = self._questions.get(found.id)
        if known is not None and known.path == found.path:
            return True
        return any(line.startswith("ask:") for line in text.splitlines())

    def _script_summary(self, found: Found) -> ScriptSummary:
        try:
            file = self.reader.read(read_text(found.path), str(found.path), ScriptFile)
        except ContentError as error:
            return ScriptSummary(found.id, "", found.id, 0, found.path, str(error))
        return ScriptSummary(found.id, file.kind, file.title, file.minutes.default, found.path)

    def _question_summary(self, found: Found) -> QuestionSummary:
        try:
            file = self._question(found)
        except ContentError as error:
            return QuestionSummary(found.id, "", "", (), "", 0, found.path, str(error))
        return QuestionSummary(
            found.id, file.kind, " ".join(file.ask.split()), file.topics, file.level, file.priority, found.path
        )


def _name_problems(path: Path) -> Iterable[Diagnostic]:
    if not places.is_id(path.stem):
        message = f"The file's name '{path.stem}' is not an id."
        hint = "Use small letters, digits and _, starting with a letter: first_call.yaml."
        yield Diagnostic("MI0021", str(path), 0, message, hint)
