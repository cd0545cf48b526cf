from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.scoring.answer import Answer, Utterance, typed
from simulator.scoring.result import Span
from simulator.scoring.what_if import WhatIf, find_quote, sentences, what_if, without
from tests.scoring.examples import GRADIENT, points, rubric, rules
from tests.scoring.test_properties import SENTENCES, spans, unhurried

STEPS = "It takes small steps downhill."
LOSS = "It minimises the loss function."
BOSS = "My boss was a clueless idiot."
TEXT = f"{STEPS} {BOSS} {LOSS}"


def place(answer: Answer, quote: str) -> Span:
    found = find_quote(answer, quote)
    assert found is not None
    return found


def dropping(text: str, *quotes: str) -> WhatIf:
    answer = typed(text)
    return what_if(GRADIENT, rules(), answer, [place(answer, quote) for quote in quotes])


def test_without_a_flagged_sentence_its_cost_is_gone_and_nothing_else_changes() -> None:
    told = dropping(TEXT, BOSS)
    assert told.answer.text == f"{STEPS}\n{LOSS}"
    assert {change.dimension for change in told.changes} <= {"framing", "conciseness"}
    flag = next(change for change in told.changes if change.dimension == "framing")
    assert flag.before < 0 == flag.after
    assert "clueless" in flag.quotes[0]


def test_without_the_sentence_that_held_an_idea_the_idea_is_gone() -> None:
    told = dropping(TEXT, STEPS)
    change = next(change for change in told.changes if change.rule == "concept:steps")
    assert change.before > 0 == change.after
    assert change.quotes == ("small steps downhill",)
    assert told.points is not None
    assert told.points < 0


def test_an_idea_said_elsewhere_too_rests_on_the_other_words() -> None:
    told = dropping(f"{STEPS} {LOSS} It moves against the slope.", STEPS)
    change = next(change for change in told.changes if change.rule == "concept:steps")
    assert change.quotes == ("small steps downhill",)
    assert change.quotes_instead == ("moves against the slope",)


def test_changes_add_up_to_the_difference() -> None:
    told = dropping(f"{TEXT} My manager was rude. I guess it is kind of simple.", BOSS, LOSS)
    assert told.points == round(points(told.after) - points(told.before), 1)
    assert round(sum(change.points for change in told.changes), 1) == told.points


def test_without_all_of_it_nothing_is_scored() -> None:
    told = dropping(STEPS, STEPS)
    assert told.after.score is None
    assert told.points is None


def test_the_answer_given_is_left_as_it_is() -> None:
    answer = typed(TEXT)
    what_if(GRADIENT, rules(), answer, place(answer, BOSS))
    assert answer.text == TEXT


def test_words_are_found_whatever_their_case_and_punctuation() -> None:
    answer = typed(TEXT)
    assert place(answer, "small STEPS, downhill").quote == "small steps downhill"
    assert place(answer, "it takes small steps downhill").quote == STEPS
    assert find_quote(answer, "steps small") is None
    assert find_quote(answer, " … ") is None


def test_sentences_keep_their_full_stops() -> None:
    assert [span.quote for span in sentences(typed(TEXT))] == [STEPS, BOSS, LOSS]
    assert sentences(typed("")) == ()


def test_what_stays_of_a_recording_keeps_its_seconds() -> None:
    answer = Answer((Utterance(f"{STEPS} {BOSS}", 10.0, 16.0), Utterance(LOSS, 20.0, 23.0)), {}, speech_seconds=9.0)
    left = without(answer, [place(answer, BOSS)])
    assert [utterance.text for utterance in left.utterances] == [STEPS, LOSS]
    first, second = left.utterances
    assert first.start_seconds == 10.0
    assert first.end_seconds == pytest.approx(13.1, abs=0.2)
    assert (second.start_seconds, second.end_seconds) == (20.0, 23.0)
    assert left.speech_seconds == pytest.approx(9 * 61 / 91, abs=0.1)


def test_words_taken_out_of_a_clause_leave_one_clause() -> None:
    answer = typed("It always, I think, takes small steps downhill")
    assert without(answer, [place(answer, "I think")]).text == "It always, takes small steps downhill"
    assert without(answer, [place(answer, "always, I think")]).utterances[0].text == "It , takes small steps downhill"


def test_doubtful_words_stay_doubtful_at_their_new_place() -> None:
    text = "It takes, I think, small steps downhill. It minimises the loss function"
    doubts = [(text.index(word), text.index(word) + len(word)) for word in ("think", "steps", "minimises", "function")]
    answer = Answer((Utterance(text, 1.0, 9.0, doubtful=tuple(doubts)),), {})
    left = without(answer, [place(answer, "I think"), place(answer, "the loss")]).utterances
    assert [each.text for each in left] == ["It takes, small steps downhill. It minimises function"]
    (utterance,) = left
    assert [utterance.text[start:end] for start, end in utterance.doubtful] == ["steps", "minimises", "function"]


def test_after_a_probe_stays_after_a_probe() -> None:
    answer = Answer((Utterance(STEPS), Utterance(f"{LOSS} {BOSS}", after_probe=True)), {})
    left = without(answer, [place(answer, BOSS)])
    assert [utterance.after_probe for utterance in left.utterances] == [False, True]


@unhurried
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6), st.data())
def test_dropping_a_flagged_sentence_never_lowers_framing(said: list[str], data: st.DataObject) -> None:
    answer = typed(". ".join(said) + ".")
    task = rubric(data.draw(st.sampled_from(["leaving_last_job", "greeting", "overfitting"])))
    before = what_if(task, rules(), answer, []).before
    if before.framing is None or not before.framing.flags:
        return
    flag = data.draw(st.sampled_from(before.framing.flags))
    sentence = next(each for each in sentences(answer) if each.start <= flag.span.start < each.end)
    after = what_if(task, rules(), answer, sentence).after
    assert after.framing is None or after.framing.score >= before.framing.score


@unhurried
@given(st.lists(st.one_of(st.sampled_from(SENTENCES), st.text(max_size=60)), min_size=1, max_size=5), st.data())
def test_whatever_is_dropped_quotes_stand_at_their_place_and_changes_add_up(
    said: list[str], data: st.DataObject
) -> None:
    answer = Answer(tuple(Utterance(text, 10.0 * at, 10.0 * at + 5) for at, text in enumerate(said)), {})
    start = data.draw(st.integers(0, len(answer.text)))
    end = data.draw(st.integers(start, len(answer.text)))
    told = what_if(GRADIENT, rules(), answer, Span(answer.text[start:end], start, end, None, None))
    for span in spans(told.after):
        assert span.quote == told.answer.text[span.start : span.end]
    if told.points is not None:
        assert round(sum(change.points for change in told.changes), 1) == told.points
    for utterance in told.answer.utterances:
        assert utterance.start_seconds is not None
        assert utterance.end_seconds is not None
        assert 0 <= utterance.start_seconds <= utterance.end_seconds
