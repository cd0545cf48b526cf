"""The scoring rules in rubrics/: score, conciseness, framing, delivery and so on. Each file's keys are the field
names of its dataclass in `simulator.scoring.rubric`, so the models are made from those and cannot drift from them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Annotated, Any, Self, get_args, get_origin, get_type_hints

from pydantic import AfterValidator, BaseModel, Field, create_model, model_validator
from pydantic_core import PydanticCustomError

from simulator.content.written import Number, Written
from simulator.scoring.delivery_rules import DeliveryRules
from simulator.scoring.feedback_rules import PLACES, FeedbackRules
from simulator.scoring.fillers import pattern_problem
from simulator.scoring.framing_reading import Reader as FramingReader
from simulator.scoring.framing_rules import FramingRules
from simulator.scoring.not_scored import NotScoredRules
from simulator.scoring.rubric import (
    ConcisenessRules,
    ContextRules,
    DraftingRules,
    Rules,
    ScoreWeights,
    SynonymRules,
)

_PARTS: dict[str, tuple[str, type[Any]]] = {
    "score": ("weights", ScoreWeights),
    "conciseness": ("conciseness", ConcisenessRules),
    "framing": ("framing", FramingRules),
    "delivery": ("delivery", DeliveryRules),
    "not_scored": ("not_scored", NotScoredRules),
    "synonyms": ("synonyms", SynonymRules),
    "context": ("context", ContextRules),
    "drafting": ("drafting", DraftingRules),
    "feedback": ("feedback", FeedbackRules),
}
"""File name without .yaml: field of Rules, and its dataclass."""

_PLACE = re.compile(r"\{([^{}]*)\}")
_KIND = re.compile(r"<(\w+)>")

RULE_NAMES = (*_PARTS, "common_words")


class DeliveryFile(Written):
    """rubrics/delivery.yaml, whose fields are added to it: its patterns must be ones that can be read."""

    @model_validator(mode="after")
    def _patterns_can_be_read(self) -> Self:
        written = self.model_dump()
        for number, word in enumerate(written["filler_words"]):
            for place, cue in enumerate(word["cues"]):
                problem = pattern_problem(cue["pattern"], written["word_kinds"])
                if problem:
                    at = ("filler_words", number, "cues", place, "pattern")
                    raise PydanticCustomError("MI0023", "{problem}", {"problem": problem, "at": at})
        return self


class FramingFile(Written):
    """rubrics/framing.yaml, whose fields are added to it: it names every kind of words that reading needs."""

    @model_validator(mode="after")
    def _can_be_read(self) -> Self:
        rules = _build(FramingRules, self)
        named = {name for each in rules.complaints for pattern in each.patterns for name in _KIND.findall(pattern)}
        missing = sorted(named - set(rules.kinds))
        try:
            FramingReader(replace(rules, complaints=()))
        except KeyError as error:
            missing.append(str(error.args[0]))
        if missing:
            problem = f"'kinds' lacks what patterns and reading name: {', '.join(missing)}."
            raise PydanticCustomError("MI0023", "{problem}", {"problem": problem, "at": ("kinds",)})
        return self


class ScoreFile(Written):
    """rubrics/score.yaml, whose fields are added to it: doubt is known at two scores or more, in order."""

    @model_validator(mode="after")
    def _doubt_is_in_order(self) -> Self:
        known = [each["score"] for each in self.model_dump()["matcher_doubt"]["in_part"]]
        if len(known) < 2 or any(after <= before for before, after in pairwise(known)):
            problem = "'in_part' needs two or more scores, each higher than the one before it."
            at = ("matcher_doubt", "in_part")
            raise PydanticCustomError("MI0023", "{problem}", {"problem": problem, "at": at})
        return self


class CommonWordsFile(Written):
    """rubrics/common_words.yaml"""

    words: tuple[Annotated[str, Field(strict=True, min_length=1)], ...]


_BASES: dict[type[Any], type[Written]] = {
    DeliveryRules: DeliveryFile,
    FramingRules: FramingFile,
    ScoreWeights: ScoreFile,
}


@cache
def rule_model(name: str) -> type[BaseModel]:
    """The model of the rule file `name` (one of RULE_NAMES)."""
    return CommonWordsFile if name == "common_words" else _model_of(_PARTS[name][1])


def rules_from(read: Callable[[str, type[BaseModel]], BaseModel], digests: Mapping[str, str]) -> Rules:
    """Put the rules together. `read(name, model)` gives each file's model; `digests` are those of the files."""
    parts = {part: _build(kind, read(name, rule_model(name))) for name, (part, kind) in _PARTS.items()}
    common = read("common_words", CommonWordsFile)
    assert isinstance(common, CommonWordsFile)
    together = "\n".join(f"{name} {digests[name]}" for name in sorted(digests))
    return Rules(
        **parts,
        common_words=frozenset(common.words),
        digest=hashlib.sha256(together.encode()).hexdigest(),
    )


def _model_of(kind: type[Any]) -> type[BaseModel]:
    hints = get_type_hints(kind)
    written: dict[str, Any] = {}
    for item in fields(kind):
        default = ... if item.default is MISSING else item.default
        places = item.metadata.get(PLACES)
        checked = _written_type(hints[item.name]) if places is None else _template_type(places)
        written[item.name] = (checked, default)
    model: type[BaseModel] = create_model(f"{kind.__name__}File", __base__=_BASES.get(kind, Written), **written)
    return model


def _template_type(places: frozenset[str]) -> Any:
    """A sentence that names no places but these."""

    def check(text: str) -> str:
        for name in _PLACE.findall(text):
            if name not in places:
                raise PydanticCustomError("MI0011", "unknown place", {"name": name, "known": sorted(places)})
        return text

    return Annotated[str, Field(strict=True, min_length=1), AfterValidator(check)]


def _written_type(hint: Any) -> Any:
    """The same type as a file may hold it: numbers strictly numbers, dataclasses as models."""
    if hint is float:
        return Number
    if hint in (int, str, bool):
        return Annotated[hint, Field(strict=True)]
    if is_dataclass(hint) and isinstance(hint, type):
        return _model_of(hint)
    origin, inner = get_origin(hint), get_args(hint)
    if origin is tuple:
        return tuple[_written_type(inner[0]), ...]  # type: ignore[misc]
    if origin is frozenset:
        return frozenset[_written_type(inner[0])]  # type: ignore[misc]
    if origin is not None and issubclass(origin, Mapping):
        return dict[_written_type(inner[0]), _written_type(inner[1])]  # type: ignore[misc]
    raise TypeError(f"A rule file cannot hold {hint}")


def _build(kind: type[Any], model: BaseModel) -> Any:
    hints = get_type_hints(kind)
    return kind(**{item.name: _plain(hints[item.name], getattr(model, item.name)) for item in fields(kind)})


def _plain(hint: Any, value: Any) -> Any:
    if is_dataclass(hint) and isinstance(hint, type):
        return _build(hint, value)
    if get_origin(hint) is tuple:
        return tuple(_plain(get_args(hint)[0], item) for item in value)
    return value
