"""The scored transcript as it stands in a terminal."""

from __future__ import annotations

import io
import re

import pytest
from rich.console import Console

from simulator.interview.events import DeviceFailed, Part, SectionCutShort
from simulator.review.projection import project
from simulator.review.terminal import rendered
from tests.review.calls import QUESTIONS, SUMMARY, Call, loaded, on_site_call, whole_call


def shown(call: Call, figures: bool = False, width: int = 160) -> str:
    text = io.StringIO()
    console = Console(file=text, width=width, highlight=False)
    console.print(rendered(project(SUMMARY, call.events, loaded(call.script)), figures))
    return text.getvalue()


def test_ideas_heard_come_first_then_what_earned_then_what_was_not_heard() -> None:
    text = shown(Call().began().ask("database").answer("A database is a container for objects, and more than that."))
    places = [
        text.index(words)
        for words in (
            "1 of 4 ideas heard ·",
            "What is a database?",
            "A database is a container for objects[1]",
            "+ I heard: it is a container for objects.  [1] “container for objects” 0:03",
            "○ I didn't hear: the core object is the table.",
        )
    ]
    assert places == sorted(places)


def test_what_cost_stands_with_the_words_that_cost() -> None:
    text = shown(whole_call())
    assert "− Keep what happened and leave out the verdict:" in text
    assert "My last manager was a clueless idiot" in text
    assert "terrible[" in text


def test_what_to_keep_what_would_help_most_and_what_next_follow_the_receipts() -> None:
    text = shown(Call().began().ask("database").answer("A database is a container for objects, and more than that."))
    places = [
        text.index(words)
        for words in (
            "○ I didn't hear: the core object is the table.",
            "→ Keep “container for objects”, where I heard this: it is a container for objects",
            "→ Say also: the core object is the table.",
            "→ Say it aloud once more",
        )
    ]
    assert places == sorted(places)


def test_a_score_is_shown_with_both_of_its_doubts() -> None:
    text = shown(Call().began().ask("database").answer("A database is a container for objects, and more than that."))
    for what in ("Score", "The call:"):
        doubt = r"\(between \d+ and \d+: words may be misheard, and matching them to ideas is not exact\)"
        assert re.search(rf"{what} [\d.]+ of 100 {doubt}", text)


def test_the_head_says_when_how_long_with_whom_and_how_it_ended() -> None:
    text = shown(whole_call())
    for words in (
        "A short call about data",
        "Cindy Moss, Recruiter · Initech · machine-learning engineer",
        "22 November 2026, 13:05",
        "of 10 minutes · spoken · the interviewer said goodbye",
        "5 of 5 answered",
        "The call: ",
    ):
        assert words in text


def test_points_and_rules_are_shown_on_request_and_add_up() -> None:
    call = Call().began().ask("database").answer("A database is a container for objects, and more than that.")
    assert "concept:container" not in shown(call)
    text = shown(call, figures=True)
    assert re.search(r"\+\d+\.\d concept:container  I heard: it is", text)
    points = [
        float(word.replace("−", "-"))
        for word in text.partition("Question 1")[2].split()
        if word[0] in "+−" and word[1:].replace(".", "").isdigit()
    ]
    read = project(SUMMARY, call.events, loaded()).exchanges[0].score
    assert read is not None
    assert round(sum(points), 1) == read.score


def test_where_nothing_was_heard_it_says_so_and_gives_no_figure() -> None:
    text = shown(Call().began().ask("database"))
    assert "Question 1 · not scored" in text
    assert "(nothing was heard)" in text
    assert "Not scored: nothing was heard." in text
    assert "The call:" not in text
    assert "you didn't say" not in text


def test_what_broke_off_and_what_was_no_answer_are_shown_as_such() -> None:
    call = Call().began().ask("database").speak().resumed()
    call.ask("database", Part.REPEAT, reason="asked again after a break").answer("Say that again?", intent="repeat")
    call.ask("database", Part.REPEAT, reason="asked to repeat").answer("A container for objects.")
    call.add(SectionCutShort(call.at_seconds, QUESTIONS, ("overfitting",), 20.0))
    call.add(DeviceFailed(call.at_seconds, "microphone", "it went silent"))
    text = shown(call)
    for words in (
        "(begun, and broken off)  (not scored: the call broke off here, and the question was asked again)",
        "What is a database?  (asked again after a break)",
        "Say that again?  (0:04–0:05 · not scored: asked to hear it again)",
        "not over: it stopped before the goodbye",
        "Left out to keep the time: What is overfitting?",
        "Failed during the call: microphone: it went silent.",
    ):
        assert words in text


def test_a_revised_transcript_says_who_heard_it_so() -> None:
    assert "whisper base.en" in shown(Call().began().ask("database").answer("a contained").revised(1, "a container"))
    assert "corrected by hand" in shown(Call().began().ask("database").answer("a").revised(1, "a container", "hand"))
    assert "moonshine" not in shown(Call().began().ask("database").answer("a container"))


def test_markup_in_an_answer_is_plain_text() -> None:
    assert "[bold]container[/bold] for objects" in shown(
        Call().began().ask("database").answer("[bold]container[/bold] for objects")
    ).replace("[1]", "")


@pytest.mark.parametrize("width", [40, 60, 80])
def test_nothing_is_wider_than_the_terminal(width: int) -> None:
    for call in (whole_call(), on_site_call()):
        assert max(len(line) for line in shown(call, figures=True, width=width).splitlines()) <= width


def test_the_head_names_everyone_what_made_it_harder_and_what_the_person_thought() -> None:
    text = shown(on_site_call())
    for words in (
        "Cindy Moss, Recruiter · Raj Patel, Engineer · Ida Berg, Analyst · Initech",
        "with the coach",
        "Made harder by a telephone line and a hurried caller.",
        "You gave yourself 4 of 5 before you saw this.",
    ):
        assert words in text
    assert text.index("The call:") < text.index("You gave yourself")
    assert "harder" not in shown(whole_call())


def test_each_line_is_said_by_whoever_said_it() -> None:
    said = [line.split("  ", 1) for line in shown(on_site_call()).splitlines()]
    by_words = {words.strip().split("  ")[0]: name for name, *rest in said for words in rest}
    assert by_words["Hello, how are you?"] == "Cindy"
    assert by_words["Over to you, Ida."] == "Raj"
    assert by_words["Why did you leave your last job?"] == "Ida"
    assert by_words["The model learns the noise of the training data."] == "Coach"


def test_tries_credit_and_honesty_are_told() -> None:
    text = shown(on_site_call())
    for words in (
        "not scored: an earlier try",
        "Coach  I heard: it does badly on data it has not seen. Not yet: it learns the noise. Say also:",
        "First try 33, then 100.",
        "Not asked: already answered in “What is overfitting?”.",
        "Question 3 · Panel · said honestly",
        "an honest “I don't know”",
        "○ what you are looking for next",
    ):
        assert words in text
    honest = text[text.index("Question 3") : text.index("Your questions")]
    assert "I didn't hear" not in honest
    assert "0 of" not in honest


def test_a_wait_is_no_empty_line_of_the_interviewer() -> None:
    lines = [line.rstrip() for line in shown(on_site_call()).splitlines()]
    assert "Raj" not in lines
    assert sum(line.startswith("Raj ") for line in lines) == 6


def test_time_manners_and_self_checks_follow_the_exchanges() -> None:
    text = shown(on_site_call())
    places = [
        text.index(words)
        for words in (
            "Sign-off · ",
            "Time · 1:51 of 10:00",
            "Panel           1:24 of 1:00  ━",
            "Panel took 84 seconds; 60 were planned.",
            "What was courteous",
            "Asked before taking notes    0:47",
            "What no microphone hears",
            "Is your phone off?         skipped",
        )
    ]
    assert places == sorted(places)


@pytest.mark.parametrize(("said", "length"), [("Table.", "1 word"), ("Rows and columns.", "3 words")])
def test_an_answer_of_hardly_any_words_is_called_very_short(said: str, length: str) -> None:
    text = shown(Call().began().ask("database").answer(said))
    assert f"{length}, very short (" in text
    assert "one word" not in text
