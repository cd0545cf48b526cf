"""Texts to validated models, each text once: what was valid before is taken from a small disposable cache.

The cache is keyed by digest, so it cannot be stale; where it cannot be written or read, everything works without.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from simulator import __version__
from simulator.content.validating import check
from simulator.content.yaml_file import digest_of, parse_yaml
from simulator.errors import ContentError

Model = TypeVar("Model", bound=BaseModel)

CACHE_NAME = "content.json"
_MOST_ENTRIES = 2000


class Reader:
    """Reads texts as models. `parsed` counts the texts that had to be parsed as YAML, which is what takes time."""

    def __init__(self, cache_folder: Path | None = None) -> None:
        self.parsed = 0
        self._cache_file = cache_folder / CACHE_NAME if cache_folder else None
        self._read: dict[tuple[str, type[BaseModel]], BaseModel] = {}
        self._kept: dict[str, Any] | None = None
        self._changed = False

    def read(self, text: str, name: str, model: type[Model]) -> Model:
        """The text of file `name` as a model. Raises ContentError with every mistake."""
        digest = digest_of(text)
        found = self._read.get((digest, model)) or self._from_cache(digest, model)
        if found is None:
            self.parsed += 1
            file = parse_yaml(text, name)
            checked = check(file, model)
            if checked.value is None:
                raise ContentError(checked.problems)
            found = checked.value
            self.keep(digest, found)
        self._read[digest, model] = found
        assert isinstance(found, model)
        return found

    def keep(self, digest: str, value: BaseModel) -> None:
        """Remember a model that the text with this digest was found to hold."""
        self._read[digest, type(value)] = value
        self._entries()[_key(digest, type(value))] = value.model_dump(mode="json", exclude_unset=True)
        self._changed = True

    def save(self) -> None:
        """Write the cache, if there is anything new and a place for it."""
        if self._cache_file is None or not self._changed:
            return
        entries = self._entries()
        if len(entries) > _MOST_ENTRIES:
            used = {_key(digest, model) for digest, model in self._read}
            entries = {key: value for key, value in entries.items() if key in used}
        beside = self._cache_file.with_suffix(".new")
        with suppress(OSError):
            self._cache_file.parent.mkdir(parents=True, exist_ok=True)
            beside.write_text(json.dumps({"version": __version__, "entries": entries}), encoding="utf-8")
            beside.replace(self._cache_file)
            self._changed = False

    def _from_cache(self, digest: str, model: type[Model]) -> Model | None:
        entry = self._entries().get(_key(digest, model))
        if entry is None:
            return None
        try:
            return model.model_validate(entry)
        except ValidationError:
            return None

    def _entries(self) -> dict[str, Any]:
        if self._kept is None:
            self._kept = {}
            if self._cache_file is not None:
                with suppress(OSError, ValueError, KeyError, TypeError):
                    cache = json.loads(self._cache_file.read_text(encoding="utf-8"))
                    if cache["version"] == __version__:
                        self._kept = dict(cache["entries"])
        return self._kept


def _key(digest: str, model: type[BaseModel]) -> str:
    return f"{model.__name__}:{digest}"
