"""Journals that earlier versions wrote are read under today's code, with the scores of their day."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator.journal.store import Store
from simulator.review.as_json import review_as_json
from simulator.review.cuttings import Sounds
from simulator.review.page import page
from simulator.review.projection import read_review
from simulator.review.transcript import transcript_lines

VERSION_1 = Path(__file__).parents[1] / "journal" / "journals" / "version_1.sqlite"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A copy of the journal of version 1: a typed call, and the demonstration call."""
    home = tmp_path_factory.mktemp("home")
    shutil.copy(VERSION_1, home / "sessions.sqlite")
    with Store.open(home) as opened:
        yield opened


@pytest.mark.parametrize(("session", "answered", "asked"), [("2026-11-22-1", 7, 8), ("2026-11-22-2", 6, 6)])
def test_what_it_kept_of_rules_is_too_little_so_today_s_are_used_and_named(
    store: Store, session: str, answered: int, asked: int
) -> None:
    read = read_review(store, session)
    assert read.call_score is not None
    assert read.call_score.score is not None
    assert 0 < read.call_score.score < 100
    assert (read.todays_rules, read.answered, read.asked) == (True, answered, asked)


@pytest.mark.parametrize("session", ["2026-11-22-1", "2026-11-22-2"])
def test_it_has_none_of_what_came_later(store: Store, session: str) -> None:
    read = read_review(store, session)
    assert (read.difficulties, read.is_coached, read.self_rating, read.checks, read.credited) == (
        (),
        False,
        None,
        (),
        (),
    )
    assert all(each.planned_seconds is None for each in read.ledger.sections)
    assert review_as_json(read)["time"]["sentences"] == []
    assert "planned" not in " ".join(transcript_lines(read))
    assert read.title in page(read, Sounds())


def test_its_seconds_by_section_are_those_of_its_turns(store: Store) -> None:
    ledger = read_review(store, "2026-11-22-2").ledger
    used = {each.name: round(each.used_seconds, 1) for each in ledger.sections}
    assert used == {"Greeting": 11.7, "Briefing": 1.5, "Technical questions": 82.7, "Sign-off": 12.7}
    assert ledger.used_seconds == pytest.approx(108.584, abs=0.001)
