"""What a person told once: config.toml in the home folder, checked like content."""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path

import typer
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from simulator.errors import ContentError, Diagnostic

FILE_NAME = "config.toml"


class Config(BaseModel):
    """The keys of config.toml."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(default="", max_length=60)
    """What the interviewer calls the person."""


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
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in config.model_dump().items()]
    try:
        home.mkdir(parents=True, exist_ok=True)
        (home / FILE_NAME).write_text("\n".join(lines) + "\n", encoding="utf-8")
    except OSError:
        return


def persons_name(home: Path) -> str:
    """The name kept in the settings; on a terminal it is asked for the first time. "" where nobody can be asked."""
    config = read_config(home)
    if config.name or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return config.name
    question = "What should the interviewer call you"
    name = str(typer.prompt(question, prompt_suffix="? ", default="", show_default=False, err=True)).strip()
    write_config(home, config.model_copy(update={"name": name}))
    return name


def _mistake(path: Path, message: str) -> Diagnostic:
    hint = 'It holds lines such as: name = "Mike". Deleting the file brings the defaults back.'
    return Diagnostic("MI0114", str(path), 0, message, hint)
