from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from simulator.scoring.answer import Answer, Utterance, typed
from simulator.scoring.concepts import concepts_heard
from simulator.scoring.heard import common_stems
from simulator.scoring.rubric import Concept, Rubric
from simulator.scoring.scorer import score_answer
from simulator.scoring.words import stem_of
from tests.scoring.examples import (
    GRADIENT,
    WHOLE,
    concept_points,
    doubtful,
    heard,
    on_gradient,
    points,
    rubric,
    rules,
    scored,
    spoken,
)


def test_an_idea_is_heard_in_other_forms_order_and_with_gaps() -> None:
    assert heard(on_gradient("You go downhill, and every step is really quite small")) == {"steps"}
    assert heard(on_gradient("the loss function is being minimized")) == {"loss"}


def test_words_far_apart_are_not_a_phrasing() -> None:
    far = "small cats and big dogs ran along the beach eating cheese before many steps went by a river going downhill"
    assert heard(on_gradient(far)) == set()


@pytest.mark.parametrize(
    "denied",
    [
        "It does not take small steps downhill",
        "It never moves against the slope",
        "I don't think it takes small steps downhill",
        "Some people wrongly say that it takes small steps downhill",
        "There are no small steps downhill",
        "it takes no small steps downhill",
    ],
)
def test_what_is_denied_or_only_reported_earns_nothing(denied: str) -> None:
    assert "steps" not in heard(on_gradient(denied))


@pytest.mark.parametrize(
    "said",
    [
        "It not only takes small steps downhill, it is fast",
        "I'm not sure, but it takes small steps downhill",
        "It is not a closed formula. It takes small steps downhill",
        "There is no doubt that it takes small steps downhill",
    ],
)
def test_a_negation_of_something_else_denies_nothing(said: str) -> None:
    assert "steps" in heard(on_gradient(said))


def test_a_phrasing_with_a_negation_needs_one() -> None:
    assert "without_rules" in heard(scored("define_machine_learning", "it does a task without explicit programming"))
    assert "without_rules" in heard(scored("define_machine_learning", "the task isn't explicitly programmed by us"))
    assert "without_rules" not in heard(scored("define_machine_learning", "it does a task with explicit programming"))


def test_a_near_sound_earns_among_words_heard_well_and_is_doubtful_else() -> None:
    assert "loss" in heard(on_gradient("it minimises the loss funktion"))
    named = replace(GRADIENT, asked="", concepts=(Concept("name", "its name", 1, ("gradient descent",)),))
    misheard = score_answer(named, rules(), typed("we call it gradiant descent"))
    assert heard(misheard) == set()
    assert doubtful(misheard) == {"name"}


def test_a_word_heard_exactly_is_not_also_a_near_sound_with_its_neighbour() -> None:
    lowered = replace(GRADIENT, asked="", concepts=(Concept("lower", "lower it", 1, ("lower the threshold",)),))
    assert heard(score_answer(lowered, rules(), typed("if you lower the threshold"))) == {"lower"}


@pytest.mark.parametrize(
    ("change", "said", "earned", "maybe"),
    [
        ({}, "it minimises the loss funktion", {"loss"}, set()),
        ({"near_sound_least_letters": 20}, "it minimises the loss funktion", set(), set()),
        ({"unsure_near_share": 0.3}, "it minimises the loss funktion", set(), {"loss"}),
        ({}, "there are no cats with small steps downhill", set(), {"steps"}),
        ({"denial_passes_content_words": 0}, "there are no cats with small steps downhill", {"steps"}, set()),
        ({}, "wrongly said it takes small steps downhill", set(), set()),
        ({"attribution_reaches_words": 2}, "wrongly said it takes small steps downhill", {"steps"}, set()),
    ],
)
def test_the_rules_decide_what_is_near_denied_or_reported(
    change: dict[str, Any], said: str, earned: set[str], maybe: set[str]
) -> None:
    changed = replace(rules(), weights=replace(rules().weights, **change))
    score = score_answer(GRADIENT, changed, typed(said))
    assert (heard(score), doubtful(score)) == (earned, maybe)


def test_a_name_by_its_place_needs_as_many_words_before_it_as_the_rules_say() -> None:
    said = spoken("That is nice of you Sandra", candidate="Mike", interviewer_first="Cindy")
    one_will_do = replace(rules(), weights=replace(rules().weights, name_after_words=1))
    assert doubtful(score_answer(rubric("greeting"), rules(), said)) == set()
    assert doubtful(score_answer(rubric("greeting"), one_will_do, said)) == {"their_name"}


def test_a_list_joined_by_links_is_no_clause() -> None:
    listed = typed("small steps and downhill")
    no_links = replace(rules(), weights=replace(rules().weights, links=()))
    in_list, in_clause = (concepts_heard(GRADIENT, some, listed).items[0].earned for some in (rules(), no_links))
    assert (in_list, in_clause) == (rules().weights.without_clause_earns, 1)


def test_means_makes_a_clause() -> None:
    score = scored("bias_variance", "high bias means underfitting")
    assert score.concepts is not None
    assert {item.id: item.earned for item in score.concepts.items}["bias"] == 1


def test_generalize_is_no_common_word() -> None:
    assert stem_of("generalize") not in common_stems(rules().common_words)


def test_saying_it_after_denying_a_part_of_it_still_earns() -> None:
    assert "steps" in heard(on_gradient("It is never small. It takes small steps downhill"))


def test_a_word_heard_in_two_halves_is_one_word() -> None:
    split = scored("overfitting", "it mem orizes the training data")
    assert heard(split) == heard(scored("overfitting", "it memorizes the training data")) != set()


def test_opposites_are_not_near_sounds() -> None:
    supervised = scored("supervised_vs_unsupervised", "one has unlabeled data")
    assert "labels" not in heard(supervised) | doubtful(supervised)


def test_doubt_widens_the_interval_and_not_the_score() -> None:
    said = spoken("Hello Sandra. This is Mike.", candidate="Mike", interviewer_first="Cindy")
    score = score_answer(rubric("greeting"), rules(), said)
    assert doubtful(score) == {"their_name"}
    assert score.interval is not None
    sure = score_answer(rubric("greeting"), rules(), typed("Hello. This is Mike.", candidate="Mike"))
    assert sure.interval is not None
    assert points(sure) == pytest.approx(points(score), abs=2)
    assert score.interval[1] > sure.interval[1] + 10


THEIRS = {"candidate": "Siobhan", "interviewer": "Cindy Lopez", "interviewer_first": "Cindy", "company": "Northwind"}


@pytest.mark.parametrize(
    "said",
    [
        "Hello Cindy, this is Chevonne.",
        "hello cindy this is chevonne",
        "My name is Shavon. How are you?",
        "Chevonne speaking.",
        "Hi. This is Grace.",
        "This is she.",
    ],
)
def test_any_plausible_name_tells_who_is_speaking(said: str) -> None:
    assert "own_name" in heard(score_answer(rubric("greeting"), rules(), spoken(said, **THEIRS)))


@pytest.mark.parametrize(
    "said",
    [
        "This is fine.",
        "this is a bad time",
        "This is great, thank you",
        "Hello Cindy, this is unexpected",
        "this is unexpected",
        "This is my first call. Generally speaking I am well.",
        "This is Cindy.",
        "this is northwind",
        "Hello, this is 5",
        "This is Monday",
        "I am Chevonned",
    ],
)
def test_what_is_no_name_tells_nobody_who_is_speaking(said: str) -> None:
    assert "own_name" not in heard(score_answer(rubric("greeting"), rules(), spoken(said, **THEIRS)))


def test_a_word_written_small_among_capitals_is_a_name_only_perhaps() -> None:
    said = spoken("Hello Cindy, this is chevron.", **THEIRS)
    assert doubtful(score_answer(rubric("greeting"), rules(), said)) == {"own_name"}


def test_the_rules_decide_what_is_never_a_name() -> None:
    nothing_ruled_out = replace(rules(), weights=replace(rules().weights, not_names=()))
    said = spoken("this is unexpected", **THEIRS)
    assert "own_name" in heard(score_answer(rubric("greeting"), nothing_ruled_out, said))


def test_what_the_recogniser_makes_of_a_name_is_as_good_as_the_name() -> None:
    said = spoken("Hello Cindy, it is Trude.", **THEIRS)
    plain = score_answer(rubric("greeting"), rules(), said)
    known = score_answer(rubric("greeting"), rules(), replace(said, heard_as=("she trude", "listen")))
    assert "own_name" not in heard(plain) | doubtful(plain)
    assert "own_name" in heard(known)


def test_a_word_of_every_day_is_no_variant_of_a_name() -> None:
    said = replace(spoken("Yes, it is great and it is she", **THEIRS), heard_as=("yes", "great", "she", "it is", "5"))
    assert "own_name" not in heard(score_answer(rubric("greeting"), rules(), said))


@pytest.mark.parametrize("spelt", ["Cindy", "Sindy", "Cyndi", "cindy", "Cindi"])
def test_names_are_matched_as_they_sound(spelt: str) -> None:
    names = {"candidate": "Mike", "interviewer": "Cindy Lopez", "interviewer_first": "Cindy"}
    assert "their_name" in heard(scored("greeting", f"Hello {spelt}", **names))


def test_another_name_is_not_theirs() -> None:
    names = {"candidate": "Mike", "interviewer": "Cindy Lopez", "interviewer_first": "Cindy"}
    assert "their_name" not in heard(scored("greeting", "Hello Robert, how are you?", **names))


@pytest.mark.parametrize("other", ["Mark", "Bob"])
def test_another_name_that_was_typed_is_no_mishearing(other: str) -> None:
    score = score_answer(rubric("greeting"), rules(), typed(f"Hello {other}", interviewer_first="Maria"))
    assert "their_name" not in heard(score) | doubtful(score)


def test_a_spoken_name_is_doubtful_only_where_it_is_somewhat_like_theirs() -> None:
    like, unlike = (
        score_answer(rubric("greeting"), rules(), spoken(f"Hello {name}", interviewer_first="Maria"))
        for name in ("Mark", "Bob")
    )
    assert doubtful(like) == {"their_name"}
    assert "their_name" not in heard(unlike) | doubtful(unlike)


def test_the_rules_decide_how_unlike_a_misheard_name_may_be() -> None:
    said = spoken("Hello Bob", interviewer_first="Maria")
    any_name = replace(rules(), weights=replace(rules().weights, misheard_name_similarity=0))
    assert doubtful(score_answer(rubric("greeting"), any_name, said)) == {"their_name"}


def test_only_the_typed_part_of_an_answer_is_beyond_mishearing() -> None:
    spoken_first = Answer(
        (Utterance("Hello Mark", 1.0, 2.0), Utterance("How are you?")), {"interviewer_first": "Maria"}
    )
    typed_first = Answer((Utterance("How are you?", 1.0, 2.0), Utterance("Hello Mark")), {"interviewer_first": "Maria"})
    scores = [score_answer(rubric("greeting"), rules(), answer) for answer in (spoken_first, typed_first)]
    assert [doubtful(score) for score in scores] == [{"their_name"}, set()]


@pytest.mark.parametrize(
    "said",
    [
        "Nice to hear from you",
        "Good to hear from you",
        "Pleased to speak with you",
        "Thanks for calling",
        "Thank you for calling",
        "Great to talk to you",
    ],
)
def test_being_glad_of_the_call_is_a_courtesy_by_itself(said: str) -> None:
    assert _earned("greeting", f"{said}.")["courtesy"] == (1, said)


def test_a_quote_stays_within_one_sentence_where_it_can() -> None:
    assert _earned("greeting", "this is Mike speaking. Nice to hear from you.")["courtesy"] == (
        1,
        "Nice to hear from you",
    )
    two = replace(GRADIENT, asked="", concepts=(Concept("steps", "steps", 1, ("small steps",)),))
    assert _quote(two, "They are small. Steps come next, then really small and short steps.") == "small and short steps"
    assert _quote(two, "They are small. Steps come next.") == "small. Steps"


def test_a_quote_stands_in_the_order_of_the_phrasing_where_it_can() -> None:
    assert _earned("scheduling", "I could do Tuesday at ten, Wednesday after two")["one_time"] == (1, "Tuesday at ten")


@pytest.mark.parametrize(
    ("said", "earned"),
    [
        ("How about Tuesday at ten in the morning?", {"one_time"}),
        ("How about Tuesday at ten in the morning, or Thursday at noon?", {"one_time", "two_times"}),
        ("I could do Tuesday or Wednesday at ten", {"one_time", "two_times"}),
        ("I could do Tuesday at ten, Wednesday after two, or Friday", {"one_time", "two_times", "three_times"}),
    ],
)
def test_a_second_day_is_another_day(said: str, earned: set[str]) -> None:
    assert heard(scored("scheduling", said)) == earned


def test_the_rules_decide_of_what_a_second_one_is_counted() -> None:
    uncounted = replace(rules(), weights=replace(rules().weights, counted_classes=()))
    score = score_answer(rubric("scheduling"), uncounted, typed("How about Tuesday at ten in the morning?"))
    assert "two_times" in heard(score)


def test_greeting_words_are_no_names() -> None:
    assert "own_name" not in heard(scored("greeting", "This is great. It is good to be here. I am fine."))
    assert "their_name" not in heard(scored("greeting", "Hello, how are you?"))


def test_a_first_name_alone_is_not_a_full_name() -> None:
    both = scored("voicemail", "You have reached Mike Smith.", candidate="Mike Smith")
    first = scored("voicemail", "You have reached Mike.", candidate="Mike Smith")
    assert "full_name" in heard(both)
    assert "full_name" not in heard(first)


def test_a_list_of_keywords_earns_half() -> None:
    salad = on_gradient("small steps downhill loss function minimise")
    assert concept_points(salad) < 50
    assert concept_points(on_gradient("it takes small steps downhill and minimises the loss function")) > 80


def test_a_misconception_costs_and_is_quoted() -> None:
    wrong = on_gradient(f"{WHOLE} It always finds the global minimum.")
    receipt = next(receipt for receipt in wrong.receipts if receipt.rule == "misconception:best")
    assert receipt.points == -20
    assert receipt.span is not None
    assert receipt.span.quote == "always finds the global minimum"
    assert receipt.reason == "It may end in a local minimum."
    assert points(wrong) == points(on_gradient(WHOLE)) - 20


def test_a_denied_misconception_costs_nothing() -> None:
    assert points(on_gradient(f"{WHOLE} It doesn't always find the global minimum.")) == points(on_gradient(WHOLE))


def test_the_rule_names_the_phrasing_and_how_much_of_it() -> None:
    items = {item.id: item for item in concepts_heard(GRADIENT, rules(), typed("it takes small steps downhill")).items}
    assert items["steps"].rule == "phrasing 'small steps downhill', 100"
    assert items["loss"].rule == "not heard"


def test_fillers_between_words_do_not_matter() -> None:
    assert heard(on_gradient("it takes um small uh steps er downhill")) == {"steps"}


def _earned(rubric_id: str, text: str) -> dict[str, tuple[float, str]]:
    items = concepts_heard(rubric(rubric_id), rules(), typed(text)).items
    return {item.id: (item.earned, item.span.quote) for item in items if item.span is not None}


def _quote(looked_for: Rubric, text: str) -> str:
    span = concepts_heard(looked_for, rules(), typed(text)).items[0].span
    return "" if span is None else span.quote


@pytest.mark.parametrize(
    ("phrasing", "said"),
    [
        ("uses gradient descent", "it uses grade ian descent to do that"),
        ("it is overfitting", "then it is over fit in the data"),
        ("over fitting happens", "then overfitting happens to it"),
        ("the f one score", "we look at the F1 score there"),
        ("a random forest", "we took a random forrest for that"),
        ("mean squared error", "we look at the MSE of it"),
        ("the mse", "we look at the mean squared error of it"),
        ("large amounts of data", "you need big amounts of data"),
        ("logistic regression", "I used a logistic regresion for it"),
        ("cross validation", "we did crossvalidation on it"),
    ],
)
def test_what_a_recogniser_or_another_word_makes_of_it_is_heard(phrasing: str, said: str) -> None:
    one = replace(GRADIENT, asked="", concepts=(Concept("it", "it", 1, (phrasing,)),))
    item = concepts_heard(one, rules(), typed(said)).items[0]
    assert item.earned == 1 or item.doubtful, item


@pytest.mark.parametrize(
    ("phrasing", "said"),
    [
        ("on the test set", "we tune on the validation set"),
        ("high precision", "it has a high accuracy"),
        ("the loss", "you have less of it"),
        ("a training set", "the learning rate sets it"),
    ],
)
def test_words_that_only_look_alike_are_not_taken_for_one_another(phrasing: str, said: str) -> None:
    one = replace(GRADIENT, asked="", concepts=(Concept("it", "it", 1, (phrasing,)),))
    assert concepts_heard(one, rules(), typed(said)).items[0].earned == 0


@pytest.mark.parametrize(
    "said",
    [
        "It never takes small steps downhill.",
        "I would not say that it takes small steps downhill.",
        "Some people wrongly say that it takes small steps downhill.",
        "It does not take big leaps or small steps downhill.",
        "You can never put it into small steps downhill.",
    ],
)
def test_what_is_denied_or_put_into_other_mouths_earns_nothing(said: str) -> None:
    assert "steps" not in heard(on_gradient(said))


def test_a_salad_of_keywords_is_no_answer() -> None:
    salad = "gradient small steps downhill minimises loss function learning rate sets step size slope optimum"
    assert heard(on_gradient(salad)) == {"steps", "loss", "rate"}
    assert points(on_gradient(salad)) < 25 < points(on_gradient(WHOLE))
