"""The sentences that tone rules are measured on are themselves in order: labels, quotes, shares, no overlap.

It looks at the sentences alone and must never ask the rules what they think of them.
"""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

FOLDER = Path(__file__).parent / "framing"
HALVES = ("development.yaml", "held_out.yaml")
FILES = (*HALVES, "more.yaml", "held_out_2.yaml")
TARGETS = {"manager", "employer", "colleague", "self"}


def entries_of(file_name: str) -> Sequence[Mapping[str, Any]]:
    entries: Sequence[Mapping[str, Any]] = YAML(typ="safe").load((FOLDER / file_name).read_text(encoding="utf-8"))
    return entries


def words_of(text: str) -> str:
    """The text without case, punctuation and doubled spaces, so that a sentence cannot hide by a comma."""
    return " ".join(re.findall(r"[a-z0-9']+", text.lower()))


@pytest.mark.parametrize("file_name", FILES)
def test_every_entry_has_a_text_and_flags_and_nothing_else(file_name: str) -> None:
    for entry in entries_of(file_name):
        assert set(entry) == {"text", "flags"}, entry
        assert words_of(entry["text"]), entry
        assert isinstance(entry["flags"], list), entry


@pytest.mark.parametrize("file_name", FILES)
def test_every_flag_names_a_known_target_and_quotes_its_text(file_name: str) -> None:
    for entry in entries_of(file_name):
        for flag in entry["flags"]:
            assert set(flag) == {"target", "quote"}, entry
            assert flag["target"] in TARGETS, entry
            assert words_of(flag["quote"]), entry
            assert flag["quote"] in entry["text"], entry


def test_there_are_at_least_three_hundred_sentences() -> None:
    assert sum(len(entries_of(file_name)) for file_name in FILES) >= 300


def test_no_sentence_stands_twice_in_a_file_or_in_both() -> None:
    sentences = [words_of(entry["text"]) for file_name in FILES for entry in entries_of(file_name)]
    assert sorted(sentences) == sorted(set(sentences))


@pytest.mark.parametrize("file_name", HALVES)
def test_a_bit_under_half_of_the_sentences_are_flagged(file_name: str) -> None:
    entries = entries_of(file_name)
    share = sum(bool(entry["flags"]) for entry in entries) / len(entries)
    assert 0.35 <= share <= 0.55


@pytest.mark.parametrize("file_name", FILES)
def test_every_target_is_spoken_of_at_least_ten_times(file_name: str) -> None:
    targets = [flag["target"] for entry in entries_of(file_name) for flag in entry["flags"]]
    assert {target for target in TARGETS if targets.count(target) >= 10} == TARGETS
