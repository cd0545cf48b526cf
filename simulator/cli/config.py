"""What a person told once: config.toml in the home folder, checked like content."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from simulator.errors import ContentError, Diagnostic

FILE_NAME = "config.toml"


class Config(BaseModel):
    """The keys of config.toml."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(default="", max_length=60)
    """What the interviewer calls the person."""
    say_name: str = Field(default="", max_length=60)
    """How the voice must be told to say it, where it gets it wrong; empty: as written."""
    heard_as: tuple[str, ...] | None = None
    """What the recogniser makes of it; None: not tried yet."""


def read_config(home: Path) -> Config:
    """The file's settings, or the defaults where there is none. Raises ContentError (MI0114) for mistakes."""
    path = home / FILE_NAME
    try:
        return Config.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return Config()
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise ContentError([_mistake(path, str(error))]) from error
    except ValidationError as error:
        mistakes = [f"'{'.'.join(map(str, each['loc']))}': {each['msg']}" for each in error.errors()]
        raise ContentError([_mistake(path, mistake) for mistake in mistakes]) from error


def write_config(home: Path, config: Config) -> None:
    """Keep the settings. What cannot be kept is asked again next time, so a full disk is no error here."""
    kept = config.model_dump(exclude_none=True)
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in kept.items()]
    try:
        home.mkdir(parents=True, exist_ok=True)
        (home / FILE_NAME).write_text("\n".join(lines) + "\n", encoding="utf-8")
    except OSError:
        return


def _mistake(path: Path, message: str) -> Diagnostic:
    hint = 'It holds lines such as: name = "Mike". Deleting the file brings the defaults back.'
    return Diagnostic("MI0114", str(path), 0, message, hint)
