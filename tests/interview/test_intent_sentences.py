"""The form of the sentences that intents are measured with: kinds, styles, counts, no sentence twice.

Must never recognise anything: the sentences were written before the rules, and this test must not depend on them.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent / "intents"
FILES = ("dev", "held_out", "held_out_2", "held_out_3")
KINDS = {
    "answer",
    "repeat",
    "clarify",
    "think",
    "dont_know",
    "notes",
    "question",
    "small_talk",
    "goodbye",
    "mute",
}
STYLES = {"written", "recognised"}


def sentences(name: str) -> list[dict[str, str]]:
    content = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    listed: list[dict[str, str]] = content["sentence"]
    return listed


def bare_words(text: str) -> str:
    """What stays of a sentence without case, punctuation and double spaces: two that agree here are one sentence."""
    return " ".join(re.sub(r"[^\w\s]", "", text.casefold()).split())


@pytest.mark.parametrize("name", FILES)
def test_every_sentence_has_a_text_a_known_kind_and_a_known_style(name: str) -> None:
    for sentence in sentences(name):
        assert set(sentence) == {"text", "kind", "style"}, sentence
        assert bare_words(sentence["text"]), sentence
        assert sentence["text"] == sentence["text"].strip(), sentence
        assert sentence["kind"] in KINDS, sentence
        assert sentence["style"] in STYLES, sentence


@pytest.mark.parametrize("name", FILES)
def test_there_are_enough_sentences_of_every_kind(name: str) -> None:
    listed = sentences(name)
    count = Counter(sentence["kind"] for sentence in listed)
    assert len(listed) >= 320
    assert count["answer"] >= 0.4 * len(listed)
    assert {kind: count[kind] for kind in KINDS if count[kind] < 14} == {}


@pytest.mark.parametrize("name", FILES)
def test_half_of_every_kind_is_as_a_recogniser_writes(name: str) -> None:
    recognised = Counter(sentence["kind"] for sentence in sentences(name) if sentence["style"] == "recognised")
    written = Counter(sentence["kind"] for sentence in sentences(name) if sentence["style"] == "written")
    assert recognised == written


def test_the_first_two_files_have_the_same_number_of_each_kind() -> None:
    dev, held_out = (Counter(sentence["kind"] for sentence in sentences(name)) for name in ("dev", "held_out"))
    assert dev == held_out


def test_no_sentence_is_there_twice_within_or_across_the_files() -> None:
    count = Counter(bare_words(sentence["text"]) for name in FILES for sentence in sentences(name))
    # No text is printed: a failure must not show a held-out sentence to someone who tunes on the other file.
    assert sum(times - 1 for times in count.values()) == 0
