from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.scoring.answer import Answer, Utterance, typed
from simulator.scoring.conciseness import conciseness_heard
from simulator.scoring.result import AnswerScore
from simulator.scoring.rubric import TargetLength
from simulator.scoring.scorer import score_answer
from tests.scoring.examples import GRADIENT, WHOLE, notes, on_gradient, points, rules

PARTIAL = "It takes small steps downhill and that is all there is to it"
FAR_WORDS = ["cats", "dogs", "birds", "trees", "rivers", "stones", "clouds", "roads", "boats", "lamps"]


@pytest.mark.parametrize("text", ["Overfitting", "Small steps.", "um, small steps downhill"])
def test_a_word_or_two_is_named_and_has_no_conciseness(text: str) -> None:
    score = on_gradient(text)
    assert notes(score) == ("one_word",)
    assert score.conciseness is not None
    assert score.conciseness.score == 0


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Overfitting", "One word explains nothing yet: “Overfitting”."),
        ("um, small steps downhill", "3 words are too few"),
    ],
)
def test_how_few_words_there_were_is_said_as_it_is(text: str, reason: str) -> None:
    receipt = next(each for each in on_gradient(text).receipts if each.rule == "conciseness:one_word")
    assert receipt.reason.startswith(reason)


def test_short_costs_only_where_an_idea_is_missing() -> None:
    assert "short" in notes(on_gradient("It takes small steps downhill"))
    assert "short" not in notes(
        on_gradient("small steps downhill minimise the loss function, learning rate sets step size")
    )


def test_longer_than_asked_costs_in_proportion() -> None:
    padding = " and the sun shone on my desk while a bird sang outside in a green tree near the old road by the sea"
    once, thrice = on_gradient(WHOLE + padding * 2), on_gradient(WHOLE + padding * 4)
    assert points(on_gradient(WHOLE)) > points(once) > points(thrice)
    assert "over" in notes(once)


@pytest.mark.parametrize(
    ("at", "words", "lost"), [(0.5, 8, 0.4), (0.5, 5, 1.0), (0.5, 4, 1.0), (0.2, 8, 0.25), (0.2, 4, 0.75)]
)
def test_short_is_lost_in_full_at_the_share_that_the_rules_say(at: float, words: int, lost: float) -> None:
    conciseness = replace(rules().conciseness, short_in_full_at=at)
    said = conciseness_heard(
        typed(" ".join(FAR_WORDS[:words])), GRADIENT.target, 0.0, replace(rules(), conciseness=conciseness)
    )
    assert [cost.points for cost in said.costs] == [pytest.approx(lost * conciseness.short_costs_points)]


@pytest.mark.parametrize(("at", "words", "lost"), [(2.0, 8, 1.0), (2.0, 6, 0.5), (3.0, 8, 0.5), (2.0, 10, 1.5)])
def test_over_is_lost_in_full_at_as_many_times_as_the_rules_say(at: float, words: int, lost: float) -> None:
    conciseness = replace(rules().conciseness, over_in_full_at=at)
    said = conciseness_heard(
        typed(" ".join(FAR_WORDS[:words])), TargetLength(4, 4), 0.0, replace(rules(), conciseness=conciseness)
    )
    assert [cost.points for cost in said.costs] == [pytest.approx(lost * conciseness.over_costs_points)]


def test_an_empty_opening_is_named_and_context_is_not() -> None:
    assert "preamble" in notes(on_gradient(f"Well, that's a really good question. {WHOLE}"))
    assert "preamble" not in notes(on_gradient(f"It sits under the umbrella of optimisation. {WHOLE}"))


def test_saying_it_again_is_named() -> None:
    assert "repetition" in notes(on_gradient(f"{PARTIAL}. So it takes small steps downhill."))
    assert "repetition" not in notes(on_gradient(WHOLE))


def test_a_clause_that_adds_something_is_no_repetition() -> None:
    text = "It takes small steps. It takes small steps downhill on the surface of the loss, against its slope."
    assert "repetition" not in notes(on_gradient(text))


def test_hedges_are_named_and_honesty_is_not() -> None:
    assert "hedge" in notes(on_gradient(f"I guess {WHOLE}"))
    assert "hedge" not in notes(on_gradient(f"I'm not sure about that one, my best guess is this: {WHOLE}"))


def test_trailing_off_is_named() -> None:
    assert "trailing_off" in notes(on_gradient(f"{WHOLE} So yeah..."))
    assert "trailing_off" not in notes(on_gradient(WHOLE))


def test_what_is_said_after_a_probe_earns_ideas_and_adds_no_length() -> None:
    more = Utterance(
        "It minimises the loss function, and " + " and ".join(f"there is house number {n}" for n in range(60)),
        after_probe=True,
    )
    alone = score_answer(GRADIENT, rules(), Answer((Utterance(PARTIAL),), {}))
    both = score_answer(GRADIENT, rules(), Answer((Utterance(PARTIAL), more), {}))
    assert alone.conciseness is not None
    assert both.conciseness is not None
    assert both.conciseness.words == alone.conciseness.words
    assert points(both) > points(alone)


def test_conciseness_counts_in_proportion_to_the_ideas_heard() -> None:
    nothing = on_gradient("The weather in Paris was lovely all week and we ate well every day")
    assert nothing.conciseness is not None
    assert nothing.conciseness.score == 100
    assert points(nothing) == 0


# ---- length in seconds -------------------------------------------------------------------------------------------


def spoken_for(seconds: float | None, *utterances: Utterance, pauses: tuple[float, ...] = ()) -> AnswerScore:
    answer = Answer(utterances or (Utterance(WHOLE, 0.0, 30.0),), {}, speech_seconds=seconds, pauses_seconds=pauses)
    return score_answer(GRADIENT, rules(), answer)


def test_the_targets_seconds_are_those_of_its_words_at_an_ordinary_rate() -> None:
    conciseness = spoken_for(8.0).conciseness
    assert conciseness is not None
    assert conciseness.target_most_seconds == 40 * 60 / rules().conciseness.ordinary_words_per_minute
    assert conciseness.speech_seconds == 8.0


def test_few_words_that_take_much_longer_than_the_target_cost_for_what_is_too_long() -> None:
    within, beyond, far_beyond = (spoken_for(seconds) for seconds in (29.0, 36.0, 44.0))
    assert notes(within) == ()
    assert notes(beyond) == notes(far_beyond) == ("over_time",)
    assert points(within) > points(beyond) > points(far_beyond)
    reason = next(receipt.reason for receipt in beyond.receipts if receipt.rule == "conciseness:over_time")
    assert reason == "36 seconds of speaking, pauses left out; about 20 are enough for what was asked."
    assert beyond.feedback.most == "Shorten it to about 20 seconds of speaking; I heard 36."


def test_pauses_to_think_cost_nothing() -> None:
    assert points(spoken_for(8.0, pauses=(30.0, 60.0))) == points(spoken_for(8.0)) == 100


def test_without_sound_no_seconds_cost() -> None:
    assert "over_time" not in notes(spoken_for(None))


def test_seconds_after_a_probe_are_not_the_answers() -> None:
    more = Utterance("It minimises the loss function. " + " ".join(FAR_WORDS * 3), 20.0, 80.0, after_probe=True)
    both = spoken_for(50.0, Utterance(PARTIAL, 0.0, 8.0), more)
    assert "over_time" not in notes(both)
    assert both.conciseness is not None
    assert both.conciseness.speech_seconds is not None
    assert both.conciseness.speech_seconds <= 8.0


def test_what_is_too_long_in_words_and_in_seconds_costs_once() -> None:
    text = " ".join(f"{word} {number}" for number, word in enumerate(FAR_WORDS * 4))
    in_words, in_both = (spoken_for(seconds, Utterance(text, 0.0, 90.0)) for seconds in (None, 45.0))
    assert in_words.conciseness is not None
    assert in_both.conciseness is not None
    assert in_both.conciseness.score == in_words.conciseness.score < 100


# ---- honesty, thinking, context ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "honest",
    [
        "I'm not sure about that one.",
        "I haven't worked with that.",
        "I don't know that one, but my guess is this:",
        "I don't know that one, I guess",
        "I have never used it, if I had to guess,",
        "I would have to look that up.",
        "I'm not familiar with that one, I suppose",
        "That's newer to me, I have no experience with it.",
    ],
)
def test_honesty_about_not_knowing_costs_nothing(honest: str) -> None:
    assert {"hedge", "preamble", "trailing_off"}.isdisjoint(notes(on_gradient(f"{honest} {WHOLE}")))
    assert {"hedge", "trailing_off"}.isdisjoint(notes(on_gradient(f"{PARTIAL}. {honest}")))


def test_a_hedge_long_after_an_honest_word_is_one() -> None:
    assert "hedge" in notes(on_gradient(f"I'm not sure about that one. I guess {WHOLE}"))


@pytest.mark.parametrize(
    "opening", ["Let me think about that.", "Let me see.", "Under the AI umbrella,", "It is a kind of optimisation."]
)
def test_time_to_think_and_context_are_no_preamble(opening: str) -> None:
    assert "preamble" not in notes(on_gradient(f"{opening} {WHOLE}"))


def test_no_context_is_listed_as_a_preamble() -> None:
    for phrase in (*rules().context.family_phrases, *rules().context.own_work_phrases):
        assert "preamble" not in notes(on_gradient(f"{phrase} this. {WHOLE}")), phrase


# ---- words that may have been misheard ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words", "rule"),
    [
        (f"I guess {WHOLE}", "I guess", "hedge"),
        (f"That is a great question. {WHOLE}", "great", "preamble"),
        (f"{WHOLE} So yeah", "yeah", "trailing_off"),
        (f"{PARTIAL}. So it takes small steps downhill.", "So it takes small", "repetition"),
        (f"{PARTIAL}. So it takes small steps downhill.", "It takes small", "repetition"),
        ("Overfitting", "Overfitting", "one_word"),
    ],
)
def test_a_cost_never_rests_on_words_that_a_second_cut_heard_otherwise(text: str, words: str, rule: str) -> None:
    start = text.index(words)
    doubted = Utterance(text, 0.0, 9.0, doubtful=((start, start + len(words)),))
    sure, unsure = (
        conciseness_heard(Answer((utterance,), {}), GRADIENT.target, 0.5, rules())
        for utterance in (Utterance(text, 0.0, 9.0), doubted)
    )
    assert rule in {cost.rule for cost in sure.costs}
    assert rule not in {cost.rule for cost in unsure.costs}


def test_doubtful_words_make_no_answer_too_long() -> None:
    text = " ".join(f"{word} {number}" for number, word in enumerate(FAR_WORDS * 3))
    sure, unsure = (
        conciseness_heard(Answer((Utterance(text, 0.0, 9.0, doubtful=spans),), {}), GRADIENT.target, 1.0, rules())
        for spans in ((), ((0, len(text) // 2),))
    )
    assert [cost.rule for cost in sure.costs] == ["over"]
    assert unsure.costs == ()


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from([WHOLE, PARTIAL, "So yeah", "I guess", "That is a great question", "kind of like cats"]),
        min_size=1,
        max_size=5,
    ).map(". ".join),
    st.tuples(st.integers(0, 300), st.integers(1, 300)),
)
def test_doubt_never_makes_an_answer_less_concise(text: str, place: tuple[int, int]) -> None:
    start, end = min(place[0], len(text) - 1), min(place[0] + place[1], len(text))
    span = ((start, end),) if start < end else ()
    sure, unsure = (
        conciseness_heard(Answer((Utterance(text, 0.0, 9.0, doubtful=spans),), {}), GRADIENT.target, 0.5, rules())
        for spans in ((), span)
    )
    assert unsure.score >= sure.score
