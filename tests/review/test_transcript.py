"""The plain transcript: a line for what was said or decided, in order, with why."""

from __future__ import annotations

from simulator.interview.events import (
    Choice,
    CoachingChosen,
    CoachingGiven,
    CoachingOpened,
    Part,
    PauseAsked,
    PauseEnded,
    SectionCutShort,
    SelfChecked,
    SelfCheckOpened,
)
from simulator.review.projection import project
from simulator.review.transcript import transcript_lines
from tests.review.calls import CHECK, PANEL, QUESTIONS, RECEPTION, SUMMARY, Call, loaded


def lines(call: Call) -> list[str]:
    return transcript_lines(project(SUMMARY, call.events, loaded(call.script)))


def test_every_line_has_its_time_who_and_why() -> None:
    call = Call().began().ask("overfitting").answer("It does badly on unseen data.").later(60.0)
    call.ask("overfitting", Part.PROBE, "What does it learn?", "noise", "'noise' was not heard")
    call.answer("Could you say that again?", intent="repeat")
    call.ask("overfitting", Part.REPEAT, "Sure. What does it learn?", reason="asked to repeat").answer("The noise.")
    assert lines(call.over()) == [
        "0:00  Cindy: What is overfitting? [next in the plan]",
        "0:02  Mike: It does badly on unseen data.",
        "1:04  Cindy: What does it learn? [not heard yet: the model learns the noise of the training data]",
        "1:06  Mike: Could you say that again? [asked to hear it again]",
        "1:07  Cindy: Sure. What does it learn? [asked to repeat]",
        "1:09  Mike: The noise.",
        "1:10  [everything is said]",
    ]


def test_silence_and_waits_are_told() -> None:
    call = Call().began().ask("database").answer("um", intent="think", words=0)
    call.ask("database", Part.WAIT, reason="a noise, or a stray word: the silence goes on")
    call.ask("database", Part.PATIENCE, "Take your time.", reason="nothing was heard")
    told = lines(call)
    assert told[1].endswith("Mike: um [a stray word or a noise]")
    assert told[2].endswith("0:02  [a noise, or a stray word: the silence goes on]")
    assert told[3].endswith("Cindy: Take your time. [nothing was heard]")
    assert told[4].endswith("Mike: (nothing was heard)")


def test_decisions_stand_after_the_turn_in_which_they_fell() -> None:
    call = Call().began().ask("database").answer("A container.", also_answered=("overfitting",))
    call.add(SectionCutShort(call.at_seconds, QUESTIONS, ("last_job",), 20.0)).resumed()
    call.ask("database", Part.REPEAT, reason="asked again after a break")
    assert [line.split("  ")[1] for line in lines(call)[2:5]] == [
        "[already answered, and not asked: What is overfitting?]",
        "[left out to keep the time: Why did you leave your last job?]",
        "[the call broke off, and went on later]",
    ]


def test_a_self_check_comes_before_the_turn_after_it_and_takes_no_time() -> None:
    call = Call(script="on_site").began().add(SelfCheckOpened(0.0, CHECK)).later(60.0)
    call.add(SelfChecked(60.0, CHECK, "early", "yes")).add(SelfChecked(60.0, CHECK, "phone", ""))
    assert lines(call.say(RECEPTION, "Hello?", reason="next in the greeting")) == [
        "0:00  [the clock stands: Are you 15 minutes early? yes]",
        "0:00  [the clock stands: Is your phone off? skipped]",
        "0:00  Cindy: Hello? [next in the greeting]",
        "0:00  Mike: (nothing was heard)",
    ]


def test_the_coach_and_each_interviewer_have_their_names() -> None:
    call = Call(script="on_site", coach=True).began()
    call.say(PANEL, "What is a database?", question="database", interviewer="raj").answer("A container.")
    call.add(CoachingOpened(call.at_seconds, 1))
    call.add(CoachingGiven(call.at_seconds, 1, (), ("the table",), "Say also: the table.", "It holds objects."))
    call.add(CoachingChosen(call.at_seconds, Choice.GOOD_ANSWER))
    call.say(PANEL, "It holds objects.", Part.GOOD_ANSWER, "database", expects_answer=False, interviewer="raj")
    call.add(CoachingChosen(call.at_seconds, Choice.GO_ON))
    call.say(PANEL, "Why did you leave?", question="last_job", interviewer="ida")
    assert [line.split("  ")[1].split(":")[0] for line in lines(call)] == [
        "Raj",
        "Mike",
        "Coach",
        "Coach",
        "Ida",
        "Mike",
    ]


def test_a_pause_takes_no_time() -> None:
    call = Call().began().ask("database").answer("A container.")
    call.add(PauseAsked(call.at_seconds)).later(600.0).add(PauseEnded(call.at_seconds))
    assert lines(call.ask("overfitting"))[-2].startswith("0:02  Cindy: What is overfitting?")
