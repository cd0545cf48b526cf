"""Events to and from JSON, each with its type name and schema version. Never guesses: what it does not know it refuses.

An event that an older version wrote is brought up step by step by the functions in UPCASTERS, then read strictly:
every field must be there and be of its type.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from functools import cache
from types import MappingProxyType
from typing import Any, get_args, get_origin, get_type_hints

from simulator.errors import JournalError
from simulator.interview import events as event_module
from simulator.interview.events import VERSIONS, Event

Upcaster = Callable[[dict[str, Any]], dict[str, Any]]


def _with(**added: Any) -> Upcaster:
    """Fields that came with a version, as a session of the version before must be understood."""
    return lambda payload: {**payload, **added}


def _session_started_2(payload: dict[str, Any]) -> dict[str, Any]:
    return {**payload, "candidate_say_name": payload["candidate_name"], "difficulties": [], "coach": False}


UPCASTERS: dict[tuple[str, int], Upcaster] = {
    ("SessionStarted", 1): _session_started_2,
    ("QuestionsDrawn", 1): _with(spare_ids=[], planned_seconds=[]),
    ("TurnChosen", 1): _with(room_seconds=0.0),
    ("AnswerAssessed", 1): _with(besides=[], terms=[]),
    ("AnswerEnded", 1): _with(pauses_seconds=[], filled_pauses=0),
}
"""(type, from_version): makes the payload of version `from_version` into that of `from_version + 1`."""

EVENT_TYPES = MappingProxyType(
    {
        name: kind
        for name, kind in vars(event_module).items()
        if isinstance(kind, type) and issubclass(kind, Event) and kind is not Event
    }
)
"""Every event there is, by the name that stands in the journal."""


@dataclass(frozen=True)
class Encoded:
    """An event as the journal keeps it. `payload` is a JSON object of all its fields."""

    type: str
    version: int
    payload: str


def encode(event: Event) -> Encoded:
    """JSON with the event's type and today's version. Raises ValueError for a time that is not a number."""
    name = type(event).__name__
    if EVENT_TYPES.get(name) is not type(event):
        raise TypeError(f"{type(event)!r} is not an event of simulator.interview.events")
    # ASCII escapes keep what UTF-8 cannot (a lone surrogate from a terminal), so that no answer fails to be kept.
    payload = json.dumps(_plain(event), ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    return Encoded(name, VERSIONS.get(name, 1), payload)


def decode(encoded: Encoded) -> Event:
    """The event, brought up to today's version.

    Raises JournalError: MI0407 for a type or version that this program does not know, MI0408 for a payload that is
    not what its version says.
    """
    kind = EVENT_TYPES.get(encoded.type)
    today = VERSIONS.get(encoded.type, 1)
    if kind is None or not 1 <= encoded.version <= today:
        raise JournalError(
            "MI0407",
            f"The journal holds an event {encoded.type!r} of version {encoded.version}, which this program "
            f"does not know{'' if kind is None else f' (it knows up to version {today})'}.",
            "It was probably written by a newer mock-interview: upgrade this one and try again.",
        )
    try:
        payload = _brought_up(encoded, json.loads(encoded.payload), today)
        event = _value(kind, payload, encoded.type)
    except (ValueError, TypeError, KeyError) as error:
        raise JournalError(
            "MI0408",
            f"An event {encoded.type!r} (version {encoded.version}) in the journal is damaged: {error}.",
            "Nothing was changed. Restore the database from a copy, or go on with another session.",
        ) from error
    assert isinstance(event, Event)
    return event


def _brought_up(encoded: Encoded, payload: Any, today: int) -> dict[str, Any]:
    if not isinstance(payload, dict):
        raise ValueError("its payload is not a JSON object")
    brought_up: dict[str, Any] = payload
    for version in range(encoded.version, today):
        brought_up = UPCASTERS[encoded.type, version](brought_up)
    return brought_up


def _plain(value: Any) -> Any:
    """What JSON can hold: dataclasses become objects, tuples lists, enums their values."""
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value.value if isinstance(value, Enum) else value


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _value(kind: Any, raw: Any, place: str) -> Any:
    """`raw` as a value of the type `kind`. Raises ValueError that names the place."""
    if get_origin(kind) is tuple:
        if not isinstance(raw, list):
            raise ValueError(f"{place} is not a list")
        item_kind = get_args(kind)[0]
        return tuple(_value(item_kind, item, f"{place}[{index}]") for index, item in enumerate(raw))
    if is_dataclass(kind):
        assert isinstance(kind, type)
        return _record(kind, raw, place)
    if issubclass(kind, Enum):
        return kind(raw)
    if kind is float and type(raw) is int:
        return float(raw)
    if type(raw) is not kind:
        raise ValueError(f"{place} is a {type(raw).__name__}, not a {kind.__name__}")
    return raw


def _record(kind: type, raw: Any, place: str) -> Any:
    hints = _hints(kind)
    if not isinstance(raw, dict):
        raise ValueError(f"{place} is not an object")
    if raw.keys() != hints.keys():
        odd = ", ".join(sorted(raw.keys() ^ hints.keys()))
        raise ValueError(f"{place} has other fields than it should: {odd}")
    return kind(**{name: _value(hint, raw[name], f"{place}.{name}") for name, hint in hints.items()})
