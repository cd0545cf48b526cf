"""What a test needs beyond Python: where it is absent the test skips and says why; under CI=true that is a failure."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent


def missing(reason: str) -> None:
    """Skip for this reason, or fail for it where CI promised that everything is there."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"CI must provide this: {reason}")
    pytest.skip(reason)


def need_program(name: str, package: str = "") -> str:
    """The path of a program of the system."""
    found = shutil.which(name)
    if found is None:
        missing(f"{name} is not installed (Debian package: {package or name})")
    return str(found)


def need_shared_data() -> Path:
    """The folder with what people graded, said and tagged: beside the checkout, measured with and never shipped."""
    folder = PROJECT.parent / "shared" / "data"
    if not folder.is_dir():
        missing("the measuring data is not beside the checkout (../shared/data)")
    return folder
