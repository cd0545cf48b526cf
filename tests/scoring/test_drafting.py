"""A rubric drafted from a model answer, and ideas that are earned in part."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.content.drafted import drafted_rubric, drafted_text
from simulator.content.reading import Reader
from simulator.content.schemas import QuestionFile
from simulator.scoring.answer import typed
from simulator.scoring.concepts import ConceptsHeard, concepts_heard
from simulator.scoring.drafting import draft
from simulator.scoring.rubric import Rubric
from simulator.scoring.scorer import score_answer
from tests.scoring.examples import points, rules

QUESTION = "What is a join in SQL?"
MODEL = (
    "An inner join returns only the rows that match in both tables, and a left join keeps every row of the left table "
    "and fills in nulls where nothing matches. It avoids duplication: you store each fact once."
)


def joined() -> Rubric:
    return drafted_rubric(QUESTION, MODEL, rules())


def heard(text: str, rubric: Rubric | None = None) -> ConceptsHeard:
    return concepts_heard(rubric or joined(), rules(), typed(text))


def test_each_clause_of_the_model_answer_is_an_idea() -> None:
    made = draft(QUESTION, MODEL, rules())
    assert [concept.idea for concept in made.concepts] == [
        "An inner join returns only the rows that match in both tables",
        "a left join keeps every row of the left table",
        "fills in nulls where nothing matches",
        "It avoids duplication",
        "you store each fact once",
    ]
    assert len({concept.id for concept in made.concepts}) == len(made.concepts)
    assert made.target.least_words < len(MODEL.split()) < made.target.most_words


def test_a_list_is_drafted_item_by_item() -> None:
    made = draft(
        "What are the stages?", "1. Collect the raw data\n2. Train several models\n- Deploy the best model", rules()
    )
    assert [concept.idea for concept in made.concepts] == [
        "Collect the raw data",
        "Train several models",
        "Deploy the best model",
    ]


def test_a_word_of_several_ideas_weighs_less_than_one_that_tells_them_apart() -> None:
    made = draft(
        "What are they?", "Precision counts false alarms. Recall counts missed cases. Accuracy counts errors.", rules()
    )
    assert [concept.weight for concept in made.concepts] == [3.3, 3.3, 2.3]


def test_the_model_answer_earns_every_idea_of_its_own_draft() -> None:
    result = heard(MODEL)
    assert result.score == 100
    assert all(item.heard for item in result.items)


def test_more_of_an_idea_earns_more() -> None:
    little = heard("You get nulls in a left join")
    more = heard("A left join keeps every row of the left side")
    assert 0 < little.score < more.score < 100


def test_another_word_for_the_same_is_worth_nearly_as_much() -> None:
    exact = heard("It keeps every row of the left table")
    other = heard("It keeps every record of the left table")
    assert 0.7 * exact.score < other.score <= exact.score


def test_denied_words_earn_nothing() -> None:
    said = heard("An inner join returns the rows that match")
    denied = heard("It is not an inner join")
    assert said.score > 30
    assert denied.score == 0


def test_a_phrasing_that_says_no_minds_no_negation() -> None:
    assert heard("You do not have any duplication because each fact is stored once").items[-1].heard


def test_bare_words_earn_half_of_what_a_sentence_earns() -> None:
    sentence = heard("An inner join gives you the rows that match in both tables")
    salad = heard("inner join rows match tables")
    assert salad.score < 0.7 * sentence.score


def test_enough_earns_everything_and_receipts_add_up() -> None:
    score = score_answer(joined(), rules(), typed(MODEL))
    assert points(score) <= 100
    assert sum(round(receipt.points * 10) for receipt in score.receipts) == round(points(score) * 10)
    whole = replace(joined(), enough=1.0)
    half = (
        "An inner join returns only the rows that match in both tables, a left join keeps every row of the left table"
    )
    assert heard(half).score > heard(half, whole).score > 0


def test_mark_up_braces_and_quotes_in_a_model_answer_do_no_harm() -> None:
    text = drafted_text(
        draft('What is "a set" {x}?', '<p>A set {1, 2} holds:<br>"each thing" only once #not twice.</p>', rules())
    )
    file = Reader().read(text, "drafted.yaml", QuestionFile)
    assert file.concepts
    assert "<" not in text.replace("<=", "")


@pytest.mark.parametrize(("question", "answer"), [("", "x"), ("x", ""), ("...", "x"), ("x", "<br>")])
def test_nothing_to_draft_from_is_said(question: str, answer: str) -> None:
    with pytest.raises(ValueError, match="holds no word"):
        draft(question, answer, rules())


@settings(max_examples=150, deadline=None)
@given(st.text(min_size=1, max_size=80), st.text(min_size=1, max_size=300))
def test_whatever_is_drafted_is_a_valid_rubric(question: str, answer: str) -> None:
    try:
        rubric = drafted_rubric(question, answer, rules())
    except ValueError as error:
        assert "holds no word" in str(error)  # noqa: PT017
        return
    assert rubric.concepts
    score = score_answer(rubric, rules(), typed(answer))
    assert score.score is None or 0 <= score.score <= 100


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.sampled_from(MODEL.replace(",", "").replace(".", "").split()), max_size=25).map(" ".join),
    st.integers(0, 3),
)
def test_adding_a_missing_idea_never_lowers_the_concept_score(text: str, which: int) -> None:
    rubric = joined()
    statement = rubric.concepts[which].phrasings[0]
    before, after = heard(text, rubric), heard(f"{text}. So {statement}", rubric)
    assert after.score >= before.score - 1e-9


@pytest.mark.parametrize(
    ("reference", "denied"),
    [
        ("The core object is the table", "The core object is not the table"),
        (
            "It guarantees reliable delivery of packets in order",
            "It does not guarantee reliable delivery of packets in order",
        ),
        ("It is an unsupervised clustering method", "It is not an unsupervised clustering method"),
    ],
)
def test_a_denied_statement_earns_nothing_of_a_drafted_idea(reference: str, denied: str) -> None:
    rubric = drafted_rubric("What does it do?", reference, rules())
    assert heard(reference, rubric).score == 100
    assert heard(denied, rubric).score == 0
