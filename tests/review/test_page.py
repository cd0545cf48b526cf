"""The page: one file, everything escaped, what was said and its receipts pointing to each other."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from simulator.interview.events import Part
from simulator.review.cuttings import Sounds, sounds_of
from simulator.review.page import page
from simulator.review.projection import project
from tests.review.calls import SUMMARY, Call, loaded, on_site_call, whole_call
from tests.review.sound_of_call import record


class Seen(HTMLParser):
    """Ids, links, tags and headings of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.fetched: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a":
            self.links.append(given["href"])
        self.fetched += [given[name] for name in ("src", "srcset", "data-src") if name in given]
        if tag == "link":
            self.fetched.append(given["href"])


def page_of(call: Call, sounds: Sounds | None = None) -> str:
    return page(project(SUMMARY, call.events, loaded(call.script)), sounds or Sounds())


@pytest.fixture
def whole_page(tmp_path: Path) -> str:
    call = whole_call()
    record(tmp_path, call.at_seconds + 1)
    return page_of(call, sounds_of(project(SUMMARY, call.events, loaded()), tmp_path))


def test_what_was_asked_and_said_and_what_it_earned_stand_in_the_page(whole_page: str) -> None:
    for words in (
        "A short call about data",
        "Cindy Moss",
        "What is a database?",
        "3 of 4 ideas heard",
        "I heard: the core object is the table.",
        "I didn&#39;t hear: it is asked with a query language.",
        "Your questions",
        "The call:",
        "<li>Keep “",
        "words may be misheard, and matching them to ideas is not exact",
    ):
        assert words in whole_page


def test_every_mark_leads_to_its_receipt_and_every_id_is_there_once(whole_page: str) -> None:
    seen = Seen(whole_page)
    assert len(seen.ids) == len(set(seen.ids))
    assert {link.removeprefix("#") for link in seen.links} <= set(seen.ids)
    assert sum(link.startswith("#e") and "r" in link for link in seen.links) >= 10


def test_the_page_fetches_nothing(whole_page: str) -> None:
    seen = Seen(whole_page)
    assert seen.fetched
    assert all(address.startswith("data:") for address in seen.fetched)
    assert "http://" not in whole_page
    assert "https://" not in whole_page
    assert "@import" not in whole_page
    assert "url(" not in whole_page


def test_each_answer_can_be_heard_from_the_second_that_a_receipt_names(whole_page: str) -> None:
    sounds = re.findall(r'<audio[^>]* id="(sound\d+)" data-start="([\d.]+)"', whole_page)
    assert len(sounds) == 7
    for sound, at_seconds in re.findall(r'data-sound="(sound\d+)" data-at="([\d.]+)"', whole_page):
        assert float(at_seconds) >= float(dict(sounds)[sound]) - 0.01  # receipts count in hundredths


EVIL = "a <script>alert('x')</script> container for objects & \"quotes\" </p><img src=http://x onerror=alert(1)>"


def test_what_was_said_is_text_and_never_markup() -> None:
    call = Call().began().ask("database").answer(EVIL)
    call.ask("database", Part.PROBE, "<b>What</b> does it hold?", "container", "<i>why</i>").answer(EVIL)
    seen_page = page_of(call)
    seen = Seen(seen_page)
    assert seen.tags.count("script") == 1
    assert "img" not in seen.tags
    assert "b" in seen.tags
    assert "<b>What" not in seen_page
    assert "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;" in seen_page


def test_the_policy_of_the_page_lets_no_other_script_run(whole_page: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', whole_page)
    assert policy is not None
    assert "default-src 'none'" in policy[1]
    assert "unsafe" not in policy[1]


def test_headings_are_in_order(whole_page: str) -> None:
    levels = [int(tag[1]) for tag in Seen(whole_page).tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def test_a_session_that_broke_off_has_a_page_that_says_so() -> None:
    call = Call().began().ask("database").speak().resumed()
    call.ask("database", Part.REPEAT, "Welcome back. What is a database?", reason="asked again after a break")
    text = page_of(call)
    assert "begun, and broken off" in text
    assert "not scored: the call broke off here" in text
    assert "not over" in text
    assert "Not scored: nothing was heard." in text


def test_a_session_without_an_answer_has_a_page() -> None:
    assert "A short call about data" in page_of(Call().began())


def test_a_note_tells_why_nothing_can_be_heard() -> None:
    assert "There is no recording of this session." in page_of(
        whole_call(), Sounds(note="There is no recording of this session.")
    )


def test_all_that_a_conversation_holds_stands_in_the_page() -> None:
    text = page_of(on_site_call())
    for words in (
        "Cindy Moss, Recruiter · Raj Patel, Engineer · Ida Berg, Analyst",
        "Made harder by a telephone line and a hurried caller.",
        "You gave yourself 4 of 5 before you saw this.",
        "not scored: an earlier try",
        "First try 33, then 100.",
        "Not asked: already answered in “What is overfitting?”.",
        "said honestly",
        "1:24 of 1:00",
        "Panel took 84 seconds; 60 were planned.",
        "Asked before taking notes",
        "Is your phone off?",
    ):
        assert words in text
    seen = Seen(text)
    assert len(seen.ids) == len(set(seen.ids))
    assert {link.removeprefix("#") for link in seen.links} <= set(seen.ids)
    assert "style=" not in text


def test_a_session_without_a_plan_has_no_bar_for_one() -> None:
    text = page_of(whole_call())
    assert "what was planned" not in text
    assert 'class="used"' in text
    assert 'class="planned" height="100%" rx="3" width="0.0%"' in text
