"""What every command is told: where sessions are kept and where content is looked for."""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass
from pathlib import Path

from simulator.errors import JournalError

LOG_BYTES = 500_000
LOG_FILES = 2


def cache_folder(home: Path) -> Path:
    """Where content that was read and found valid is remembered: in the home folder, or where MOCK_INTERVIEW_CACHE says
    (for several homes on one machine). Disposable."""
    return Path(os.environ.get("MOCK_INTERVIEW_CACHE") or home / "cache")


@dataclass(frozen=True)
class Settings:
    """`home` may not exist yet; `require_home` makes it."""

    home: Path

    @classmethod
    def from_environment(cls, home: Path | None) -> Settings:
        """`home` if given, else MOCK_INTERVIEW_HOME, else the platform's folder for a program's data."""
        if home is not None:
            return cls(home.expanduser())
        if named := os.environ.get("MOCK_INTERVIEW_HOME"):
            return cls(Path(named).expanduser())
        import platformdirs

        return cls(Path(platformdirs.user_data_dir("mock-interview", appauthor=False)))

    def require_home(self) -> Path:
        """The home folder, made if need be. Raises JournalError where it cannot be."""
        try:
            self.home.mkdir(parents=True, exist_ok=True)
            (self.home / "recordings").mkdir(exist_ok=True)
        except OSError as error:
            raise JournalError(
                "MI0401",
                f"The home folder {self.home} cannot be made: {error.strerror or error}.",
                "Name another with --home FOLDER or MOCK_INTERVIEW_HOME.",
            ) from error
        return self.home

    def start_log(self) -> None:
        """Keep a rotating log in the home folder. It never holds what a person said."""
        from logging.handlers import RotatingFileHandler

        logging.raiseExceptions = False  # on a full disk the log falls silent, and the call says what is wrong
        logger = logging.getLogger("simulator")
        if logger.handlers:
            return
        try:
            written = RotatingFileHandler(
                self.home / "log.txt", maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8", delay=True
            )
        except OSError:
            return  # a call without a log is better than no call
        written.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        logger.addHandler(written)
        logger.setLevel(logging.INFO)
        logger.propagate = False
