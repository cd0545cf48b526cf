"""Which voice speaks."""

from __future__ import annotations

import pytest

from simulator.speaking.voices import VoiceName, choose

ESPEAK = (
    VoiceName("roa/fr", "French (France)", ("fr-fr",)),
    VoiceName("gmw/en-gb-scotland", "English (Scotland)", ("en-gb-scotland",)),
    VoiceName("gmw/en", "English (Great Britain)", ("en-gb",)),
    VoiceName("gmw/en-us", "English (America)", ("en-us",)),
)
MAC = (
    VoiceName("com.apple.voice.compact.de-DE.Anna", "Anna", ("de_DE",)),
    VoiceName("com.apple.voice.compact.en-GB.Daniel", "Daniel", ("en_GB",)),
    VoiceName("com.apple.voice.compact.en-US.Samantha", "Samantha", ("en_US",)),
)


@pytest.mark.parametrize("wanted", ["gmw/en-gb-scotland", "GMW/EN-GB-SCOTLAND", "English (Scotland)", "en_GB_scotland"])
def test_a_voice_is_found_by_id_name_or_language_in_any_case(wanted: str) -> None:
    assert choose(wanted, ESPEAK, "gmw/en", "espeak") == ("gmw/en-gb-scotland", True)


def test_espeaks_variants_follow_the_voice_that_they_colour() -> None:
    assert choose("en-us+f3", ESPEAK, "gmw/en", "espeak") == ("gmw/en-us+f3", True)


def test_an_unknown_voice_becomes_the_default_english_one_and_is_said_not_to_be_the_one_wanted() -> None:
    assert choose("Nobody", ESPEAK, "gmw/en", "espeak") == ("gmw/en-us", False)


def test_the_systems_own_choice_is_kept_where_it_speaks_english() -> None:
    assert choose("", MAC, MAC[1].id, "nsss") == (MAC[1].id, True)


def test_on_a_german_system_english_is_spoken_all_the_same() -> None:
    assert choose("", MAC, MAC[0].id, "nsss") == (MAC[2].id, True)


def test_where_there_is_no_english_voice_the_current_one_has_to_do() -> None:
    assert choose("", MAC[:1], MAC[0].id, "nsss") == (MAC[0].id, True)
