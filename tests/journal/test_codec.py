"""Every event goes to JSON and comes back the same; what is unknown or damaged is refused."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.errors import JournalError
from simulator.interview import events
from simulator.interview.events import Event, PauseAsked, SessionStarted, Transcript, TranscriptRevised
from simulator.journal import codec
from simulator.journal.codec import EVENT_TYPES, Encoded, decode, encode

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()), max_size=40)
st.register_type_strategy(str, ANY_TEXT)
st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))


def test_every_event_class_of_the_interview_is_known_by_its_name() -> None:
    def below(kind: type[Event]) -> set[type[Event]]:
        return {each for child in kind.__subclasses__() for each in {child, *below(child)}}

    assert set(EVENT_TYPES.values()) == {kind for kind in below(Event) if kind.__module__ == events.__name__}
    assert len(EVENT_TYPES) >= 22


@settings(deadline=None)
@given(st.one_of([st.from_type(kind) for kind in EVENT_TYPES.values()]))
def test_any_event_comes_back_the_same(event: Event) -> None:
    encoded = encode(event)
    assert json.loads(encoded.payload).keys() == {field.name for field in fields(event)}
    assert decode(encoded) == event


@pytest.mark.parametrize("kind", EVENT_TYPES.values(), ids=EVENT_TYPES.keys())
def test_each_event_class_comes_back_the_same(kind: type[Event]) -> None:
    @settings(deadline=None)
    @given(st.from_type(kind))
    def check(event: Event) -> None:
        again = decode(encode(event))
        assert type(again) is kind
        assert again == event

    check()


def test_every_older_version_of_an_event_has_its_upcaster() -> None:
    for name, today in events.VERSIONS.items():
        assert name in EVENT_TYPES
        for version in range(1, today):
            assert (name, version) in codec.UPCASTERS


def test_a_type_that_is_not_known_is_refused_and_named() -> None:
    with pytest.raises(JournalError, match="'CoffeeSpilt'") as caught:
        decode(Encoded("CoffeeSpilt", 1, '{"at_seconds": 1.0}'))
    assert caught.value.code == "MI0407"


def test_a_version_newer_than_known_is_refused() -> None:
    with pytest.raises(JournalError, match=r"version 2.*up to version 1") as caught:
        decode(Encoded("PauseAsked", 2, '{"at_seconds": 1.0}'))
    assert caught.value.code == "MI0407"


def test_an_older_version_is_brought_up_step_by_step(monkeypatch: pytest.MonkeyPatch) -> None:
    def seconds_from_milliseconds(payload: dict[str, Any]) -> dict[str, Any]:
        return {"seconds": payload["milliseconds"] / 1000}

    def named_at_seconds(payload: dict[str, Any]) -> dict[str, Any]:
        return {"at_seconds": payload["seconds"]}

    monkeypatch.setitem(events.VERSIONS, "PauseAsked", 3)
    monkeypatch.setitem(codec.UPCASTERS, ("PauseAsked", 1), seconds_from_milliseconds)
    monkeypatch.setitem(codec.UPCASTERS, ("PauseAsked", 2), named_at_seconds)
    assert decode(Encoded("PauseAsked", 1, '{"milliseconds": 2500}')) == PauseAsked(2.5)
    assert decode(Encoded("PauseAsked", 2, '{"seconds": 2.5}')) == PauseAsked(2.5)
    assert encode(PauseAsked(2.5)).version == 3


@pytest.mark.parametrize(
    ("payload", "said"),
    [
        ('{"at_seconds": 1.0', "delimiter"),
        ("[1.0]", "not a JSON object"),
        ("{}", "other fields than it should: at_seconds"),
        ('{"at_seconds": 1.0, "mood": "fine"}', "mood"),
        ('{"at_seconds": "soon"}', "at_seconds is a str, not a float"),
        ('{"at_seconds": null}', "at_seconds is a NoneType"),
    ],
)
def test_a_damaged_payload_is_refused_and_says_what_is_wrong(payload: str, said: str) -> None:
    with pytest.raises(JournalError) as caught:
        decode(Encoded("PauseAsked", 1, payload))
    assert caught.value.code == "MI0408"
    assert said in caught.value.message


def test_an_enum_that_does_not_exist_is_refused() -> None:
    started = SessionStarted(
        0.0, "id", "digest", 1, 10, "Mike", "cindy", "Initech", "ML", events.Mode.TYPED, "Mike", (), False
    )
    encoded = encode(started)
    with pytest.raises(JournalError, match="telepathy"):
        decode(Encoded(encoded.type, encoded.version, encoded.payload.replace("typed", "telepathy")))


def test_a_time_that_is_not_a_number_is_a_bug_and_is_not_kept() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        encode(PauseAsked(float("nan")))


def test_a_class_that_only_looks_like_an_event_is_a_bug() -> None:
    class PauseAsked(Event):
        pass

    with pytest.raises(TypeError):
        encode(PauseAsked(1.0))


def test_the_payload_is_ascii_so_that_any_text_can_be_kept() -> None:
    event = TranscriptRevised(1.0, 1, Transcript("naïve \udc80 <b>", "hand", "", ""))
    assert encode(event).payload.isascii()
    assert decode(encode(event)) == event
