"""What must hold of any answer."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.scoring.answer import Answer, Utterance, typed
from simulator.scoring.result import AnswerScore, Span
from simulator.scoring.scorer import score_answer
from tests.scoring.examples import GRADIENT, concept_points, heard, on_gradient, points, rubric, rules, scored

STATEMENTS = {
    "steps": "it takes small steps downhill",
    "loss": "it minimises the loss function",
    "rate": "a learning rate sets the step size",
}
SENTENCES = (
    *STATEMENTS.values(),
    "I have used it on images",
    "My boss was a clueless idiot",
    "That is a great question",
    "I guess it is kind of simple or something",
    "It always finds the global minimum",
    "It does not take small steps downhill",
    "We learned a lot from a brutal outage",
    "I can show it on a whiteboard",
    "It is never small",
    "hello Cindy this is Mike",
    "So yeah",
)
unhurried = settings(deadline=None)
"""A shared machine may stall any one example."""

talk = st.lists(st.sampled_from(SENTENCES), max_size=8).map(". ".join)
anything = st.one_of(talk, st.text(max_size=300))


def spans(score: AnswerScore) -> list[Span]:
    found = [receipt.span for receipt in score.receipts]
    if score.concepts is not None and score.framing is not None:
        found += [item.span for item in score.concepts.items]
        found += [*(flag.span for flag in score.framing.flags), *score.framing.warm]
    return [span for span in found if span is not None]


@unhurried
@given(anything, st.sampled_from(["greeting", "sign_off", "voicemail", "scheduling", "leaving_last_job", ""]))
def test_scores_lie_in_0_to_100_and_receipts_add_up(text: str, rubric_id: str) -> None:
    score = score_answer(rubric(rubric_id) if rubric_id else GRADIENT, rules(), typed(text))
    if score.score is None:
        assert score.receipts == ()
        return
    assert score.interval is not None
    assert 0 <= score.score <= 100
    assert score.interval[0] <= score.score <= score.interval[1] <= 100
    assert sum(round(receipt.points * 10) for receipt in score.receipts) == round(score.score * 10)
    assert all(round(receipt.points, 1) == receipt.points for receipt in score.receipts)
    assert score.concepts is not None
    assert score.conciseness is not None
    assert score.framing is not None
    assert all(0 <= part.score <= 100 for part in (score.concepts, score.conciseness, score.framing))


@unhurried
@given(st.lists(st.tuples(anything, st.booleans()), max_size=4))
def test_every_quote_stands_at_its_place(utterances: list[tuple[str, bool]]) -> None:
    answer = Answer(
        tuple(
            Utterance(text, 10.0 * index, 10.0 * index + 5, after_probe)
            for index, (text, after_probe) in enumerate(utterances)
        ),
        {"candidate": "Mike"},
    )
    for span in spans(score_answer(GRADIENT, rules(), answer)):
        assert span.quote == answer.text[span.start : span.end]
        assert span.quote.strip()
        assert span.start_seconds is not None
        assert span.end_seconds is not None
        assert 0 <= span.start_seconds <= span.end_seconds <= 10.0 * len(utterances)


@unhurried
@given(talk, st.data())
def test_case_punctuation_and_line_breaks_do_not_change_the_ideas(text: str, data: st.DataObject) -> None:
    words = text.replace(".", "").split()
    gaps = data.draw(st.lists(st.sampled_from([" ", ", ", ". ", "\n", "; ", " – ", "... "]), min_size=len(words)))
    cases = data.draw(st.lists(st.sampled_from([str.upper, str.lower, str.title]), min_size=len(words)))
    other = "".join(case(word) + gap for word, gap, case in zip(words, gaps, cases, strict=False))
    if not words:
        return
    assert concept_points(on_gradient(other)) == concept_points(on_gradient(" ".join(words)))


@unhurried
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=8), st.data())
def test_case_kinds_of_stops_and_line_breaks_do_not_change_the_score(said: list[str], data: st.DataObject) -> None:
    """The whole of it: what ends a sentence may be any stop or a line break, and commas may stand anywhere."""
    stops = data.draw(st.lists(st.sampled_from([". ", "! ", "; ", "\n", ".\n\n", " ... ", "? "]), min_size=len(said)))
    case = st.sampled_from([str.upper, str.lower, str.title, str])
    words = [[data.draw(case)(word) for word in sentence.split()] for sentence in said]
    commas = st.sampled_from([" ", " ", ", ", "  ", " – "])
    other = "".join(
        "".join(word + (data.draw(commas) if at + 1 < len(some) else "") for at, word in enumerate(some)) + stop
        for some, stop in zip(words, stops, strict=False)
    )
    plain, changed = on_gradient(". ".join(said) + "."), on_gradient(other)
    assert changed.not_scored_kind == plain.not_scored_kind
    assert [(each.rule, each.points) for each in changed.receipts] == [
        (each.rule, each.points) for each in plain.receipts
    ]


@unhurried
@given(anything, st.text(alphabet=st.characters(categories=["Cc", "Cf", "So", "Po"]), max_size=20))
def test_control_characters_signs_and_pictures_are_survived(text: str, signs: str) -> None:
    for odd in (f"{signs}{text}", f"{text}{signs}", signs.join(text.split(" "))):
        score = on_gradient(odd)
        assert score.score is not None or score.not_scored
        assert (score.score is None) == bool(score.next_step)


@unhurried
@given(talk)
def test_saying_it_twice_earns_nothing_more(text: str) -> None:
    once = on_gradient(text)
    if once.score is not None:
        twice = on_gradient(f"{text}. {text}")
        if twice.score is None:
            assert twice.not_scored_kind == "loop"
            return
        assert concept_points(twice) == concept_points(once)
        assert points(twice) <= points(once)


@unhurried
@given(talk, st.sampled_from(sorted(STATEMENTS)))
def test_adding_a_missing_idea_never_lowers_the_concept_score(text: str, concept: str) -> None:
    before = on_gradient(text)
    after = on_gradient(f"{text}. {STATEMENTS[concept]}")
    if before.score is None:
        return
    if concept not in heard(before):
        assert concept in heard(after)
    if after.score is not None:  # the same sentence a fifth time in a row is a loop, and no missing idea
        assert concept_points(after) >= concept_points(before)


@unhurried
@given(talk)
def test_the_same_answer_has_the_same_score(text: str) -> None:
    assert on_gradient(text) == on_gradient(text)


@settings(max_examples=5, deadline=None)
@given(st.sampled_from([*SENTENCES, "training data ", "not ", "the ", "my boss was rude and "]))
def test_ten_thousand_words_are_scored_in_time(text: str) -> None:
    long = " ".join(f"{text} {number}." for number in range(10_000 // len(text.split())))
    started = time.process_time()
    for rubric_id in ("overfitting", "sign_off"):
        assert 0 <= points(scored(rubric_id, long)) <= 100
    assert time.process_time() - started < 30
