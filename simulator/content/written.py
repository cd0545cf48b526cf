"""What texts, numbers and lists of a content file may look like: the pieces of which every kind of file is made."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

PLACES = (
    "candidate",
    "interviewer",
    "interviewer_first",
    "company",
    "role",
    "minutes",
)
"""What may stand in braces in a text; the session's own words are put there."""
HANDOVER_PLACES = (*PLACES, "next_first", "previous_first")
"""The same where one interviewer gives the word to another."""
PHRASING_PLACES = (
    "candidate",
    "interviewer",
    "interviewer_first",
    "surname",
    "any_name",
    "day",
    "date",
    "time",
    "number",
)
"""What may stand in braces in a phrasing; the last four stand for any word of their class (rubrics/score.yaml)."""

_IN_BRACES = re.compile(r"\{([^{}]*)\}")
_ID = r"^[a-z][a-z0-9_]*$"


class Written(BaseModel):
    """Base of every model: unknown keys are mistakes, and a number is a number, not a text that looks like one."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _places_known(known: tuple[str, ...], text: str) -> str:
    for name in _IN_BRACES.findall(text):
        if name not in known:
            raise PydanticCustomError("MI0011", "{name}", {"name": name, "known": known})
    return text


def text_places(text: str) -> str:
    return _places_known(PLACES, text)


def handover_places(text: str) -> str:
    return _places_known(HANDOVER_PLACES, text)


def phrasing_places(text: str) -> str:
    return _places_known(PHRASING_PLACES, text)


def a_list(value: Any) -> Any:
    """One text may stand where a list of them is asked for."""
    return [value] if isinstance(value, str) else value


Id = Annotated[str, Field(pattern=_ID, description="Small letters, digits and _; starts with a letter.")]
Line = Annotated[str, Field(min_length=1, strict=True)]
"""A text without places."""
Spoken = Annotated[Line, AfterValidator(text_places)]
"""A text that the interviewer says; may hold places in braces."""
Variants = Annotated[
    tuple[Spoken, ...],
    BeforeValidator(a_list, json_schema_input_type=str | list[str]),
    Field(min_length=1, description="One text, or several ways to say the same; the seed takes one."),
]
HandoverVariants = Annotated[
    tuple[Annotated[Line, AfterValidator(handover_places)], ...],
    BeforeValidator(a_list, json_schema_input_type=str | list[str]),
    Field(min_length=1, description="May hold {next_first} and {previous_first}, who give each other the word."),
]
Pieces = Annotated[
    tuple[Variants, ...],
    BeforeValidator(a_list, json_schema_input_type=str | list[str | list[str]]),
    Field(description="Said in this order; each piece is a text or a list of ways to say it."),
]
Names = Annotated[tuple[Line, ...], BeforeValidator(a_list, json_schema_input_type=str | list[str])]
PhrasingText = Annotated[Line, AfterValidator(phrasing_places)]
Phrasings = Annotated[
    tuple[PhrasingText, ...],
    BeforeValidator(a_list, json_schema_input_type=str | list[str]),
    Field(min_length=1, description="Short groups of words that carry the idea, as a person would say them."),
]
Number = Annotated[float, Field(strict=True, allow_inf_nan=False)]
Positive = Annotated[float, Field(strict=True, allow_inf_nan=False, gt=0)]
NotNegative = Annotated[float, Field(strict=True, allow_inf_nan=False, ge=0)]
Count = Annotated[int, Field(strict=True, ge=0)]
Enough = Annotated[
    float,
    Field(strict=True, allow_inf_nan=False, gt=0, le=1, description="The share of all weight that earns everything."),
]
Level = Literal["junior", "mid", "senior"]
QuestionKind = Literal[
    "technical",
    "behavioural",
    "introduction",
    "motivation",
    "logistics",
    "whiteboard",
    "programming",
    "case_study",
    "listening",
]
