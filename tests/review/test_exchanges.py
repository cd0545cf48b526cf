"""Which turns belong together, which try counts, and what is credited without having been asked."""

from __future__ import annotations

from simulator.interview.events import Choice, CoachingChosen, CoachingGiven, CoachingOpened, Part
from simulator.review import wording
from simulator.review.answers import EARLIER_TRY
from simulator.review.call_words import headings
from simulator.review.model import Exchange, Review
from simulator.review.projection import project
from simulator.scoring.answer import Answer, Utterance
from simulator.scoring.scorer import score_answer
from tests.review.calls import BRIEFING, CANDIDATE, GREETING, PANEL, SUMMARY, WHITEBOARD, Call, loaded
from tests.scoring.examples import rules

BOTH = (
    "A database is a container for objects, the core object is the table. By the way, overfitting is when the model "
    "learns the noise and does badly on unseen data."
)


def read(call: Call) -> Review:
    return project(SUMMARY, call.events, loaded(call.script))


def exchanges(call: Call) -> tuple[Exchange, ...]:
    return read(call).exchanges


def figure(exchange: Exchange) -> float:
    assert exchange.score is not None
    assert exchange.score.score is not None
    return exchange.score.score


def coached(call: Call, choice: Choice, advice: str = "Say also: the table.") -> Call:
    call.add(CoachingOpened(call.at_seconds, call.turn))
    call.add(CoachingGiven(call.at_seconds, call.turn, ("a container",), ("the table",), advice, "It holds objects."))
    return call.add(CoachingChosen(call.at_seconds, choice))


# ---- credit ------------------------------------------------------------------------------------------------------


def test_a_question_answered_while_answering_another_is_an_exchange_of_its_own() -> None:
    call = Call().began().ask("database").answer(BOTH, also_answered=("overfitting",))
    call.ask("last_job").answer("I am looking for a team.")
    asked, credited, other = exchanges(call)
    assert [each.question_id for each in (asked, credited, other)] == ["database", "overfitting", "last_job"]
    assert credited.credit is not None
    assert (credited.credit.turn, credited.credit.said_in_answer_to) == (1, "What is a database?")
    assert (credited.asked, credited.transcript, credited.turns) == ("What is overfitting?", BOTH, ())
    assert not credited.is_only_said
    assert "Not asked: already answered in “What is a database?”." in wording.above_findings(credited)


def test_a_credited_question_is_scored_by_the_answer_in_which_it_was_said() -> None:
    call = Call().began().ask("database").answer(BOTH, also_answered=("overfitting",))
    _, credited = exchanges(call)
    said = Answer((Utterance(BOTH, 2.0, call.at_seconds),), {})
    assert figure(credited) == score_answer(loaded().rubrics["overfitting"], loaded().rules, said).score
    assert wording.ideas(credited.score, rules().feedback.sums) == "2 of 2 ideas heard" if credited.score else False


def test_a_credited_question_counts_in_the_call_as_if_it_had_been_asked() -> None:
    without = read(Call().began().ask("database").answer(BOTH))
    review = read(Call().began().ask("database").answer(BOTH, also_answered=("overfitting",)))
    assert (review.asked, review.answered) == (without.asked + 1, without.answered + 1)
    assert review.call_score is not None
    assert without.call_score is not None
    assert without.call_score.score is not None
    both = [figure(exchange) for exchange in review.exchanges]
    assert review.call_score.score == round(sum(both) / 2, 1)
    assert review.call_score.score > without.call_score.score


def test_only_the_answer_that_settled_it_is_looked_at() -> None:
    call = Call().began().ask("database").answer("A container for objects.")
    call.ask("database", Part.PROBE, "Which object matters most?", "table").answer(BOTH, also_answered=("overfitting",))
    _, credited = exchanges(call)
    assert credited.transcript == BOTH
    assert credited.score is not None
    assert credited.score.conciseness is not None
    assert credited.score.conciseness.words == len(BOTH.split())


def test_a_question_is_credited_once_and_never_where_it_was_asked_after_all() -> None:
    call = Call().began().ask("database").answer(BOTH, also_answered=("overfitting",))
    call.ask("last_job").answer(BOTH, also_answered=("overfitting",))
    assert len(read(call).credited) == 1
    assert read(call.ask("overfitting").answer("It learns the noise.")).credited == ()


# ---- tries -------------------------------------------------------------------------------------------------------


def two_tries() -> Call:
    call = Call(coach=True).began().ask("database").answer("A container for objects, I guess.")
    coached(call, Choice.GOOD_ANSWER)
    call.ask("database", Part.GOOD_ANSWER, "It holds objects.").add(CoachingChosen(call.at_seconds, Choice.AGAIN))
    call.ask("database", Part.AGAIN, "What is a database?").answer("The core object is the table, queried with SQL.")
    return coached(call, Choice.GO_ON, "Keep it.")


def test_only_what_was_said_in_the_last_try_counts() -> None:
    (exchange,) = exchanges(two_tries())
    first, _, again = exchange.turns
    assert first.take is not None
    assert (first.take.text, first.take.aside) == ("A container for objects, I guess.", EARLIER_TRY)
    assert again.take is not None
    assert again.take.aside == ""
    assert exchange.transcript == "The core object is the table, queried with SQL."
    assert exchange.score is not None
    assert exchange.score.concepts is not None
    assert [item.id for item in exchange.score.concepts.items if item.earned > 0] == ["table", "query"]


def test_each_try_before_it_has_the_score_that_it_would_have_had() -> None:
    (once,) = exchanges(Call().began().ask("database").answer("A container for objects, I guess."))
    (twice,) = exchanges(two_tries())
    assert twice.earlier_tries == (figure(once),)
    assert figure(twice) > figure(once)
    assert f"First try {figure(once):.0f}, then {figure(twice):.0f}." in wording.above_findings(twice)


def test_a_try_in_which_nothing_was_heard_says_so() -> None:
    call = Call(coach=True).began().ask("database").answer("")
    (exchange,) = exchanges(call.ask("database", Part.AGAIN).answer("A container for objects."))
    assert exchange.earlier_tries == (None,)
    assert wording.above_findings(exchange)[0].startswith("First try nothing heard, then ")


def test_what_the_coach_said_stands_with_the_answer() -> None:
    (exchange,) = exchanges(two_tries())
    first, _, again = exchange.turns
    assert first.coaching is not None
    assert (
        wording.coached(first.coaching, rules().feedback.shown)
        == "I heard: a container. Not yet: the table. Say also: the table."
    )
    assert again.coaching is not None
    assert again.coaching.advice == "Keep it."


# ---- what belongs together ---------------------------------------------------------------------------------------


def test_a_wait_and_a_reply_stay_within_their_question() -> None:
    call = Call().began().ask("database").answer("um", intent="think", words=0).ask("database", Part.WAIT)
    call.answer("How big is the team?", intent="question").ask(
        "database", Part.REPLY, "We are six. What is a database?"
    )
    (exchange,) = exchanges(call.answer("A container for objects."))
    assert exchange.transcript == "A container for objects."
    assert exchange.answer is not None
    assert [utterance.after_probe for utterance in exchange.answer.utterances] == [False]


def test_the_word_given_to_another_interviewer_is_a_line_of_its_own() -> None:
    call = Call(script="on_site").began().say(PANEL, "What is a database?", question="database", interviewer="raj")
    call.answer("A container for objects.")
    call.say(PANEL, "Over to you, Ida.", Part.HANDOVER, "database", expects_answer=False, interviewer="raj")
    call.say(PANEL, "Why did you leave?", question="last_job", interviewer="ida").answer("I am looking for a team.")
    first, handed_over, second = exchanges(call)
    assert [each.question_id for each in (first, handed_over, second)] == ["database", "", "last_job"]
    assert handed_over.is_only_said
    assert [speaker.name for speaker in read(call).speakers] == ["Raj Patel", "Ida Berg"]


def test_a_question_in_the_room_after_a_line_of_the_briefing_is_shown_and_scores_nothing() -> None:
    call = Call().began().say(BRIEFING, "We have ten minutes.", Part.SAY, expects_answer=False, room_seconds=1.2)
    call.answer("Is this recorded?", intent="question")
    call.say(BRIEFING, "No, it is not.", Part.REPLY, expects_answer=False, room_seconds=1.2)
    call.say(BRIEFING, "First some basics.", Part.SAY, expects_answer=False, room_seconds=1.2)
    asked, said = exchanges(call)
    assert (asked.is_only_said, said.is_only_said) == (False, True)
    assert (asked.section_name, asked.score) == ("Briefing", None)
    take = asked.turns[0].take
    assert take is not None
    assert (take.text, wording.below_take(take, asked)) == (
        "Is this recorded?",
        "0:02–0:03 · a question to the interviewer",
    )


def test_where_the_candidate_asks_all_of_it_is_one_exchange() -> None:
    call = Call().began().say(CANDIDATE, "What would you like to ask?").answer("How big is it?", intent="question")
    call.say(CANDIDATE, "We are six. Anything else?").answer("No, thank you.")
    call.line(CANDIDATE, "All right.")
    (exchange,) = exchanges(call)
    assert exchange.transcript == "How big is it?\nNo, thank you."
    assert (exchange.asked, exchange.section_name) == ("What would you like to ask?", "Your questions")


def test_a_line_that_is_a_stock_line_alone_is_what_was_asked() -> None:
    call = Call().began().say(GREETING, "Hello?")
    chosen = call.events[-2]
    call.events[-2] = type(chosen)(**{**vars(chosen), "opening": "Hello?"})
    assert exchanges(call)[0].asked == "Hello?"


def test_what_is_not_known_is_honest_only_where_nothing_else_counts() -> None:
    call = Call().began().ask("database").answer("I don't know that one.", intent="dont_know")
    (exchange,) = exchanges(call)
    assert wording.is_said_not_to_be_known(exchange)
    assert wording.figure_of(exchange) == "said honestly"
    call = Call().began().ask("database").answer("A container for objects.")
    call.ask("database", Part.PROBE, "And?", "table").answer("I don't know.", intent="dont_know")
    (exchange,) = exchanges(call)
    assert not wording.is_said_not_to_be_known(exchange)
    take = exchange.turns[-1].take
    assert take is not None
    assert wording.below_take(take, exchange).endswith("said honestly")


def test_a_whiteboard_is_named_in_the_heading_and_questions_are_counted_through() -> None:
    call = Call(script="on_site").began()
    call.say(WHITEBOARD, "What is overfitting?", question="overfitting", interviewer="raj").answer("Noise.")
    call.say(PANEL, "What is a database?", question="database", interviewer="raj").answer("A container.")
    assert list(headings(read(call)).values()) == ["Question 1 · Whiteboard", "Question 2 · Panel"]
