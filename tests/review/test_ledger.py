"""The time ledger: exact seconds by section, what was left, and what is worth a sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulator.interview.events import HungUpByCandidate, Part, PauseAsked, PauseEnded, SelfChecked, SelfCheckOpened
from simulator.interview.script import ScriptKind, SectionKind
from simulator.review import time_words
from simulator.review.ledger import Ledger, ledger_of
from simulator.review.model import Review
from simulator.review.projection import project
from tests.review.calls import BRIEFING, CANDIDATE, CHECK, GREETING, RECEPTION, SIGN_OFF, SUMMARY, Call, loaded

PLANNED = (30.0, 30.0, 400.0, 110.0, 30.0)
"""Of ten minutes: greeting, briefing, questions, the candidate's questions, sign-off."""
WORDS = {seconds: " ".join(["word"] * 3 * seconds) for seconds in range(1, 600)}
"""An answer that takes so many seconds; a prompt takes two."""


def call_of(
    greeting: int = 18, questions: int = 398, own: int = 68, sign_off: int = 8, planned: tuple[float, ...] = PLANNED
) -> Call:
    """A call in which each section's answer takes so many seconds; 0: the section is left out."""
    call = Call(planned_seconds=planned).began().say(GREETING, "Hello?").answer(WORDS[greeting])
    call.line(BRIEFING, "We have ten minutes.").ask("database").answer(WORDS[questions])
    if own:
        call.say(CANDIDATE, "What would you like to ask?").answer(WORDS[own], intent="question")
    if sign_off:
        call.say(SIGN_OFF, "Thank you.").answer(WORDS[sign_off])
    return call


def ledger(call: Call) -> Ledger:
    return ledger_of(call.events, loaded(call.script).script)


def read(call: Call) -> Review:
    return project(SUMMARY, call.events, loaded(call.script))


def said(call: Call) -> list[str]:
    return time_words.sentences(read(call))


def test_each_section_has_what_was_planned_and_used() -> None:
    told = ledger(call_of().over())
    assert [(each.name, each.planned_seconds, each.used_seconds) for each in told.sections] == [
        ("Greeting", 30.0, 20.0),
        ("Briefing", 30.0, 2.0),
        ("Technical questions", 400.0, 400.0),
        ("Your questions", 110.0, 70.0),
        ("Sign-off", 30.0, 10.0),
    ]
    assert (told.planned_seconds, told.used_seconds, told.stopped_seconds) == (600.0, 502.0, 0.0)


def test_what_was_left_for_a_section_keeps_the_time_of_those_after_it() -> None:
    own = ledger(call_of(questions=508).over()).sections[CANDIDATE]
    assert own.left_seconds == pytest.approx(600.0 - 20.0 - 2.0 - 510.0 - 30.0)


def test_a_pause_is_time_of_no_section() -> None:
    call = call_of(own=0, sign_off=0)
    call.add(PauseAsked(call.at_seconds)).later(300.0).add(PauseEnded(call.at_seconds))
    call.ask("database", Part.REPEAT).answer(WORDS[10]).over()
    told = ledger(call)
    assert told.sections[2].used_seconds == pytest.approx(412.0)
    assert (told.used_seconds, told.stopped_seconds) == (pytest.approx(434.0), pytest.approx(300.0))


def test_a_self_check_has_no_row_and_takes_no_time() -> None:
    call = Call(script="on_site", planned_seconds=(0.0, 60.0, 500.0, 900.0, 280.0, 60.0)).began()
    call.add(SelfCheckOpened(0.0, CHECK)).later(40.0)
    call.add(SelfChecked(call.at_seconds, CHECK, "early", "yes")).later(20.0)
    call.add(SelfChecked(call.at_seconds, CHECK, "phone", "no"))
    call.say(RECEPTION, "Hello?").answer(WORDS[8])
    told = ledger(call)
    assert [each.name for each in told.sections] == [
        "Reception",
        "Whiteboard",
        "Panel",
        "Your questions",
        "Sign-off",
    ]
    assert told.sections[0].used_seconds == 10.0
    assert (told.used_seconds, told.stopped_seconds) == (10.0, 60.0)


def test_a_section_that_was_never_reached_has_used_nothing() -> None:
    own = ledger(call_of(own=0).over()).sections[CANDIDATE]
    assert (own.was_reached, own.used_seconds) == (False, 0.0)
    assert own.left_seconds == pytest.approx(600.0 - 20.0 - 2.0 - 400.0 - 30.0)
    assert ledger(call_of(own=0, sign_off=0)).sections[CANDIDATE].left_seconds is None


def test_a_session_that_kept_no_plan_shows_what_was_used_and_says_nothing_about_plans() -> None:
    call = call_of(questions=450, own=0, planned=()).over()
    told = ledger(call)
    assert [(each.kind, each.planned_seconds) for each in told.sections] == [
        (SectionKind.GREETING, None),
        (SectionKind.BRIEFING, None),
        (SectionKind.QUESTIONS, None),
        (SectionKind.SIGN_OFF, None),
    ]
    assert [row.told for row in time_words.rows(told)] == ["0:20", "0:02", "7:32", "0:10"]
    assert said(call) == []


def test_a_session_that_is_not_over_counts_up_to_the_last_thing_kept() -> None:
    call = call_of(own=0, sign_off=0)
    assert ledger(call).sections[2].used_seconds == pytest.approx(400.0)
    assert said(call) == []


def test_a_call_that_never_began_has_an_empty_ledger() -> None:
    told = ledger(Call().began())
    assert (told.sections, told.used_seconds) == ((), 0.0)
    assert not time_words.has_ledger(read(Call().began()))


# ---- in words ----------------------------------------------------------------------------------------------------


def test_what_the_answers_left_for_the_persons_own_questions_is_said() -> None:
    assert said(call_of(questions=506).over()) == [
        "Technical questions took 8:28 minutes; 6:40 were planned.",
        "You left 40 seconds for your own questions; 110 were planned.",
        "The call ran 10 seconds over its 10 minutes.",
    ]


def test_no_time_for_own_questions_is_said_unless_the_person_hung_up() -> None:
    assert "No time was left for your own questions; 110 seconds were planned." in said(
        call_of(questions=560, own=0).over()
    )
    call = call_of(own=0, sign_off=0)
    assert said(call.add(HungUpByCandidate(call.at_seconds)).over("candidate")) == []


def test_own_questions_that_were_passed_over_with_time_left_are_not_called_a_lack_of_time() -> None:
    assert said(call_of(own=0).over()) == ["Your own questions were passed over; 110 seconds were planned."]


def test_room_that_was_not_used_is_an_invitation() -> None:
    assert said(call_of().over()) == ["Your own questions took 70 seconds; 110 were planned: there is room for more."]


def test_a_few_seconds_beside_the_plan_are_not_worth_a_sentence() -> None:
    assert said(call_of(questions=410, own=95).over()) == []


def test_the_clock_that_stood_is_told() -> None:
    call = call_of(own=100)
    call.add(PauseAsked(call.at_seconds)).later(61.0).add(PauseEnded(call.at_seconds)).over()
    assert said(call) == ["Besides, the clock stood for 61 seconds."]


def test_a_drill_is_not_timed() -> None:
    review = replace(read(call_of(questions=580, own=0).over()), script_kind=ScriptKind.DRILL)
    assert time_words.sentences(review) == []


def test_bars_are_shares_of_the_longest_and_tell_what_ran_over() -> None:
    rows = time_words.rows(ledger(call_of(questions=498).over()))
    assert [(round(row.used_share, 3), round(row.planned_share, 3), row.is_over) for row in rows] == [
        (0.04, 0.06, False),
        (0.004, 0.06, False),
        (1.0, 0.8, True),
        (0.14, 0.22, False),
        (0.02, 0.06, False),
    ]
    assert rows[2].told == "8:20 of 6:40"


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.4, "0 seconds"), (1.0, "1 second"), (119.0, "119 seconds"), (125.6, "2:06 minutes")]
)
def test_seconds_are_spelled_as_people_say_them(seconds: float, words: str) -> None:
    assert time_words.spelled(seconds) == words
