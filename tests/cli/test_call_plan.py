"""What a call is to be, as the command line says it."""

from __future__ import annotations

import pytest

from simulator.cli.call_plan import clean_name


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("  Mike  ", "Mike"),
        ("Mike\nO'Brien", "Mike O'Brien"),
        ("Mike\x00\x1b[1m", "Mike[1m"),
        (" \t\n", ""),
    ],
)
def test_name_is_kept_without_what_cannot_be_written(given: str, kept: str) -> None:
    assert clean_name(given) == kept
