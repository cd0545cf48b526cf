from __future__ import annotations

import pytest

from simulator.scoring.answer import Answer, Utterance, typed
from simulator.scoring.framing import framing_heard
from tests.scoring.examples import rules, scored


def targets(text: str) -> list[str]:
    return [flag.target.id for flag in framing_heard(typed(text), rules(), False).flags]


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("my old manager was a clueless idiot", "manager"),
        ("I left because my boss was toxic", "manager"),
        ("I could not stand my boss", "manager"),
        ("my boss, he was just a jerk", "manager"),
        ("management had no idea what they were doing", "employer"),
        ("My former boss was rude and unfair", "manager"),
        ("my last company was a complete mess", "employer"),
        ("working for that company was a nightmare", "employer"),
        ("I hated my job", "employer"),
        ("my colleagues were lazy", "colleague"),
        ("my coworker was annoying", "colleague"),
        ("honestly I am an idiot when it comes to databases", "self"),
        ("I'm just terrible at statistics", "self"),
    ],
)
def test_ill_spoken_of_somebody_is_flagged(text: str, target: str) -> None:
    assert targets(text) == [target]


@pytest.mark.parametrize(
    "text",
    [
        "the loss function measures the error",
        "you kill the process and check the error rate",
        "bad data leads to bad predictions",
        "the negative class is rare and the random forest was poor on recall",
        "we had a brutal outage, and it taught me to love monitoring",
        "my manager asked me to fix a critical bug in the fraud model",
        "at my last company we had terrible data quality",
        "my team killed the project because the accuracy was too low",
        "my manager was hard to reach, so I learned to write things down",
        "my boss was not clueless at all",
        "my colleague and I disagreed about the model but we tested both",
        "I was worried about overfitting",
        "I am not sure about that one",
        "I have no experience with Spark yet",
        "I was laid off when the company was restructured",
        "I was sad to leave",
        "the memory manager kills orphaned processes",
    ],
)
def test_technical_talk_honesty_and_lessons_are_not_flagged(text: str) -> None:
    assert targets(text) == []


def test_a_pronoun_stands_for_who_was_spoken_of() -> None:
    assert targets("My manager left in May. She was incompetent.") == ["manager"]
    assert targets("The tables were large. They were a mess.") == []


def test_two_targets_are_two_flags_each_with_its_own_words() -> None:
    flags = framing_heard(typed("My manager was clueless, and the whole company was chaotic."), rules(), False).flags
    assert [(flag.target.id, flag.span.quote) for flag in flags] == [
        ("manager", "My manager was clueless"),
        ("employer", "the whole company was chaotic"),
    ]


def test_a_flag_offers_another_way_to_say_it() -> None:
    flag = framing_heard(typed("My boss was a jerk."), rules(), False).flags[0].as_flag()
    assert "“My boss was a jerk”" in flag.suggestion
    assert "{" not in flag.suggestion


def test_each_kind_of_complaint_has_its_own_rewording() -> None:
    said = ("My boss never listened.", "My boss took credit for my work.", "My boss was a jerk.")
    suggestions = {framing_heard(typed(text), rules(), False).flags[0].as_flag().suggestion for text in said}
    assert len(suggestions) == 3


def test_what_rests_on_a_word_heard_otherwise_costs_nothing() -> None:
    text = "My boss was rude. The company was chaotic."
    start = text.index("rude")
    doubted = Answer((Utterance(text, 0.0, 4.0, doubtful=((start, start + 4),)),), {})
    assert [flag.target.id for flag in framing_heard(doubted, rules(), False).flags] == ["employer"]


def test_what_another_is_not_said_to_be_is_not_flagged() -> None:
    assert targets("My boss was never unfair. My colleague's model was terrible. A friend's boss was rude.") == []


def test_a_generic_text_without_people_has_no_flags() -> None:
    assert targets("It is so called because the bad packets are dropped. It offers no guarantee..") == []


def test_warmth_earns_only_where_it_is_part_of_the_task() -> None:
    cold = "Thanks for your time. I am interested in the role. It was a conversation."
    warm = f"{cold} I loved it and I am excited."
    assert framing_heard(typed(warm), rules(), True).warmth > framing_heard(typed("A table."), rules(), True).warmth
    assert framing_heard(typed(warm), rules(), False).warmth == 100
    answer = scored("what_is_a_database", "I love it: it is a container for objects made up of tables.")
    assert not any(receipt.dimension == "framing" for receipt in answer.receipts)


def test_the_same_warm_words_count_once() -> None:
    once, twice = (framing_heard(typed("I enjoyed it. " * times), rules(), True) for times in (1, 2))
    assert once.warmth == twice.warmth
    assert len(twice.warm) == 1


def test_denied_warmth_does_not_count() -> None:
    assert framing_heard(typed("I am not happy to be here."), rules(), True).warm == ()


@pytest.mark.parametrize("keep", ["I enjoyed it.", "My boss was rude.", "I learned a lot from him.", "He was lazy."])
def test_dropping_a_flagged_sentence_never_lowers_framing(keep: str) -> None:
    with_it = framing_heard(typed(f"{keep} I love my colleague but she is an idiot. He was great."), rules(), True)
    without = framing_heard(typed(f"{keep} He was great."), rules(), True)
    assert without.as_score().score >= with_it.as_score().score
