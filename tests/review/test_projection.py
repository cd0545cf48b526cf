"""The journal to a Review: what is scored, by which rubric, and what is only shown."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from simulator.content.reading import Reader
from simulator.errors import JournalError
from simulator.interview.events import DeviceFailed, Mode, Part, SectionCutShort, TurnChosen
from simulator.interview.script import SectionKind
from simulator.journal.store import KeptText, Store
from simulator.review.answers import words_in_answer
from simulator.review.model import Exchange, Review
from simulator.review.projection import project, read_review
from tests.review.calls import CANDIDATE, GREETING, QUESTIONS, SUMMARY, Call, loaded, sources, whole_call


def review_of(call: Call) -> Review:
    return project(SUMMARY, call.events, loaded())


def only_exchange(call: Call) -> Exchange:
    (exchange,) = review_of(call).exchanges
    return exchange


def points(exchange: Exchange) -> float:
    assert exchange.score is not None
    assert exchange.score.score is not None
    return exchange.score.score


def heard(exchange: Exchange) -> set[str]:
    assert exchange.score is not None
    assert exchange.score.concepts is not None
    return {item.id for item in exchange.score.concepts.items if item.earned > 0}


def test_a_whole_call_is_read_from_its_events() -> None:
    read = review_of(whole_call())
    assert (read.script_id, read.company, read.caller.name, read.candidate) == (
        "short_call",
        "Initech",
        "Cindy Moss",
        "Mike",
    )
    assert (read.minutes, read.mode, read.ended_by, read.is_over) == (10, Mode.VOICE, "interviewer", True)
    assert [exchange.rubric_id for exchange in read.exchanges if not exchange.is_only_said] == [
        "greeting",
        "database",
        "overfitting",
        "last_job",
        "",
        "sign_off",
    ]
    assert [exchange.asked for exchange in read.exchanges if exchange.is_only_said] == [
        "Glad to hear it.",
        "We have about 10 minutes.",
        "Goodbye.",
    ]
    assert (read.asked, read.answered) == (5, 5)
    assert read.call_seconds == pytest.approx(whole_call().at_seconds)


def test_the_scores_tell_a_good_answer_from_one_that_speaks_ill() -> None:
    read = review_of(whole_call())
    by_id = {exchange.rubric_id: exchange for exchange in read.exchanges if exchange.rubric_id}
    assert points(by_id["database"]) > points(by_id["last_job"]) + 30
    assert by_id["last_job"].score is not None
    assert by_id["last_job"].score.framing is not None
    assert by_id["last_job"].score.framing.flags
    assert read.call_score is not None
    assert read.call_score.score is not None
    assert 0 < read.call_score.score < 100


def test_receipts_add_up_and_their_quotes_stand_where_they_say() -> None:
    for exchange in review_of(whole_call()).exchanges:
        if exchange.score is None or exchange.answer is None:
            continue
        assert round(sum(receipt.points for receipt in exchange.score.receipts), 1) == exchange.score.score
        for receipt in exchange.score.receipts:
            if receipt.span is not None:
                assert exchange.answer.text[receipt.span.start : receipt.span.end] == receipt.span.quote


def test_the_answers_to_a_question_and_its_probe_are_one() -> None:
    call = Call().began().ask("overfitting").answer("It does badly on unseen data.")
    call.ask("overfitting", Part.PROBE, "What does it learn?", "noise").answer("It learns the noise.")
    exchange = only_exchange(call)
    assert heard(exchange) == {"noise", "unseen"}
    assert exchange.answer is not None
    assert [utterance.after_probe for utterance in exchange.answer.utterances] == [False, True]
    assert exchange.transcript == "It does badly on unseen data.\nIt learns the noise."
    assert (exchange.start_seconds, exchange.end_seconds) == (2.0, pytest.approx(call.at_seconds, abs=1e-3))


def test_what_is_said_after_a_nudge_or_a_repeat_is_the_main_answer() -> None:
    call = Call().began().ask("overfitting").ask("overfitting", Part.PATIENCE, "Take your time.")
    call.ask("overfitting", Part.REPEAT, "Of course. What is overfitting?").answer("It does badly on unseen data.")
    exchange = only_exchange(call)
    assert exchange.answer is not None
    assert [utterance.after_probe for utterance in exchange.answer.utterances] == [False]
    assert heard(exchange) == {"unseen"}


def test_a_follow_up_can_add_an_idea_and_does_not_lengthen_the_answer() -> None:
    call = Call().began().ask("overfitting").answer("It learns the noise of the training data, you see.")
    call.ask("overfitting", Part.FOLLOW_UP, "And then?", "unseen").answer("It does badly on unseen data.")
    exchange = only_exchange(call)
    assert heard(exchange) == {"noise", "unseen"}
    assert exchange.score is not None
    assert exchange.score.conciseness is not None
    assert exchange.score.conciseness.words == 10


def test_asking_to_repeat_is_no_part_of_the_answer() -> None:
    call = Call().began().ask("database").answer("Could you repeat that?", intent="repeat")
    call.ask("database", Part.REPEAT).answer("A container for objects.")
    exchange = only_exchange(call)
    assert exchange.answer is not None
    assert exchange.answer.text == "A container for objects."
    assert exchange.transcript == "A container for objects."


def test_a_broken_take_is_kept_and_not_scored() -> None:
    call = Call().began().ask("database").speak().ended().resumed()
    call.ask("database", Part.REPEAT).answer("It learns the noise.")
    call.revised(1, "A container for objects. The core object is the table.")
    exchange = only_exchange(call)
    assert exchange.turns[0].take is not None
    assert exchange.turns[0].take.text == "A container for objects. The core object is the table."
    assert heard(exchange) == set()


def test_a_better_transcript_is_what_is_scored() -> None:
    call = Call().began().ask("database").answer("a contained for object sand the core object is the stable")
    before = only_exchange(call)
    after = only_exchange(call.revised(1, "A container for objects and the core object is the table."))
    assert heard(after) >= {"container", "table"}
    assert points(after) > points(before)


def test_where_nothing_was_heard_nothing_is_scored() -> None:
    for call in (Call().began().ask("database"), Call().began().ask("database").answer("")):
        read = review_of(call)
        (exchange,) = read.exchanges
        assert exchange.score is not None
        assert exchange.score.score is None
        assert exchange.score.not_scored == "nothing was heard"
        assert read.call_score is not None
        assert read.call_score.score is None
        assert read.call_score.not_scored == (("database", "nothing was heard"),)
        assert (read.asked, read.answered) == (1, 0)


def test_a_session_without_a_turn_can_be_read() -> None:
    read = review_of(Call().began())
    assert read.exchanges == ()
    assert read.call_score is None
    assert not read.is_over
    assert read.call_seconds == 0.0


def test_a_typed_session_has_no_seconds_and_no_pace() -> None:
    read = review_of(whole_call(Mode.TYPED))
    for exchange in read.exchanges:
        assert exchange.start_seconds is None
        assert exchange.end_seconds is None
        if exchange.score is not None:
            assert exchange.score.delivery.words_per_minute is None
            assert all(
                receipt.span is None or receipt.span.start_seconds is None for receipt in exchange.score.receipts
            )
    assert read.answered == 5


def test_the_interviewers_and_the_candidates_names_are_known_to_the_greeting() -> None:
    call = Call().began().say(GREETING, "Hello, how are you today?").answer("Hello Cindy. This is Mike. How are you?")
    assert {"their_name", "own_name"} <= heard(only_exchange(call))
    call = Call().began().say(GREETING, "Hello, how are you today?").answer("Hello Barbara. This is wonderful.")
    assert not {"their_name", "own_name"} & heard(only_exchange(call))


def test_what_the_candidate_asks_is_shown_and_not_scored() -> None:
    call = Call().began().say(CANDIDATE, "What would you like to ask?").answer("How big is it?", intent="question")
    exchange = only_exchange(call)
    assert exchange.score is None
    assert exchange.transcript == "How big is it?"
    assert exchange.section_kind is SectionKind.CANDIDATE_QUESTIONS


def test_what_was_asked_is_named_without_the_thank_you_before_it() -> None:
    call = Call().began().ask("database", text="Thank you. What is a database?")
    chosen = call.events[-2]
    assert isinstance(chosen, TurnChosen)
    call.events[-2] = replace(chosen, opening="Thank you.")
    exchange = only_exchange(call)
    assert exchange.asked == "What is a database?"
    assert exchange.turns[0].text == "Thank you. What is a database?"


def test_dropped_questions_and_stopped_devices_are_told() -> None:
    call = Call().began().ask("database").answer("A container.")
    call.add(SectionCutShort(call.at_seconds, QUESTIONS, ("overfitting", "last_job"), 31.0))
    call.add(DeviceFailed(call.at_seconds, "microphone", "it went silent")).over("candidate")
    read = review_of(call)
    assert read.cut_short[0].questions == ("What is overfitting?", "Why did you leave your last job?")
    assert read.failures == ("microphone: it went silent",)
    assert read.ended_by == "candidate"


def test_each_take_knows_its_words_within_the_answer() -> None:
    for exchange in review_of(whole_call()).exchanges:
        for turn in exchange.turns:
            if turn.take is not None and exchange.answer is not None:
                assert words_in_answer(turn.take, exchange.answer) == turn.take.text


# ---- from the store ----------------------------------------------------------------------------------------------


def test_a_session_is_read_from_the_store_alone(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        journal = store.begin(sources())
        for event in whole_call().events:
            journal.append(event)
        read = read_review(store, "last")
    assert read.session == journal.session_id
    assert read.exchanges == review_of(whole_call()).exchanges


def test_texts_are_parsed_once_for_many_sessions_and_not_again_the_next_time(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        for _ in range(2):
            store.begin(sources()).append(Call().began().events[0])
        reader = Reader(tmp_path)
        for session in store.sessions():
            read_review(store, session.id, reader=reader)
        assert reader.parsed == len(sources())
        again = Reader(tmp_path)
        read_review(store, "last", reader=again)
        assert again.parsed == 0


def test_a_session_that_never_began_has_nothing_to_review(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        store.begin(sources())
        with pytest.raises(JournalError, match="nothing to review") as caught:
            read_review(store, "last")
    assert caught.value.code == "MI0410"


def test_texts_that_are_no_longer_valid_are_told(tmp_path: Path) -> None:
    script, *others = sources()
    odd = KeptText(script.kind, script.id, script.file_name, "other", script.text.replace("minutes:", "moments:"))
    with Store.open(tmp_path) as store:
        store.begin([odd, *others]).append(Call().began().events[0])
        with pytest.raises(JournalError, match="not valid in this version") as caught:
            read_review(store, "last")
    assert caught.value.code == "MI0414"


def test_a_session_whose_rules_lack_todays_keys_is_scored_under_todays_and_says_so(tmp_path: Path) -> None:
    kept = [
        KeptText(each.kind, each.id, each.file_name, "older", each.text.replace("trailing_costs_points:", "# gone:"))
        if each.id == "conciseness"
        else each
        for each in sources()
    ]
    with Store.open(tmp_path) as store:
        store.begin(kept).append(Call().began().events[0])
        assert read_review(store, "last").todays_rules
        store.begin(sources()).append(Call().began().events[0])
        assert not read_review(store, "last").todays_rules
