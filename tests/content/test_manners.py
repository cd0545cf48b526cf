"""Whether the interviews that ship keep their manners: no praise, no blame, variety, nothing asked twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from functools import cache
from itertools import combinations, product

import pytest
from rapidfuzz import fuzz

from simulator.content.compiling import LoadedScript
from simulator.content.library import Library
from simulator.interview.script import ASKING, Phrases, Question, Script, ScriptKind, SectionKind
from simulator.interview.wording import fill
from simulator.scoring.answer import typed
from simulator.scoring.assess import best_reply
from simulator.scoring.concepts import concepts_heard
from simulator.scoring.scorer import score_answer

LIBRARY = Library.default()
RULES = LIBRARY.rules()
SCRIPTS = tuple(summary.id for summary in LIBRARY.scripts())
INTERVIEWS = tuple(summary.id for summary in LIBRARY.scripts() if summary.kind != ScriptKind.DRILL)
VARIED = tuple(name for name in INTERVIEWS if name != "demo")
"""The demo's candidate is a recording, so its lines stay the same."""
QUESTIONS = tuple(summary.id for summary in LIBRARY.questions())
NAMES = {"candidate": "Mike", "interviewer": "Cindy Park", "interviewer_first": "Cindy"}
PLACES = {**NAMES, "company": "Northwind Analytics", "role": "data scientist", "minutes": "20"}

JUDGING = re.compile(
    r"\b(good|great|excellent|perfect(?:ly)?|wonderful|fantastic|brilliant|impressive|impressed|amazing|awesome|superb|"
    r"terrific|outstanding|splendid|marvell?ous|clever|smart|correct(?:ly)?|right|exactly|well done|well put|"
    r"bad|poor(?:ly)?|wrong(?:ly)?|incorrect|mistaken|unfortunate(?:ly)?|disappoint(?:ed|ing)|sadly|weak|fail(?:ed)?|"
    r"insufficient|incomplete|confus(?:ed|ing)|nonsense)\b"
)
"""Words of praise and of blame."""
MANNERLY = re.compile(
    r"good (?:morning|afternoon|evening|day|news|time\b|to have you|to meet you|to reach you)|all right|right away"
)
"""Courtesies that hold one of the words and judge nothing."""
LEAST_VARIANTS = 2
MOST_ALIKE = 80
"""0-100, rapidfuzz's token-set ratio without the words that any question holds. Judgement: "What is precision?" and
"What is recall?" are two questions, "Why split the data?" and "Why do we split data?" one."""
IN_ANY_QUESTION = re.compile(
    r"\b(what|is|are|the|a|an|of|in|for|to|and|or|how|do|does|would|you|your|why|when|which|could|can|tell|me|about|"
    r"explain|please|between|difference|on|with|that|it|so|i|we|who|one|use|build|something|from)\b"
)
MODEL_ANSWER_LEAST = 85


@cache
def loaded(script_id: str) -> LoadedScript:
    return LIBRARY.script(script_id)


def script(script_id: str) -> Script:
    return loaded(script_id).script


def judging_words(text: str) -> list[str]:
    return JUDGING.findall(MANNERLY.sub(" ", text.lower()))


def stock_lines(phrases: Phrases) -> Iterator[str]:
    for item in fields(Phrases):
        yield from getattr(phrases, item.name)


def own_lines(of: Script) -> Iterator[str]:
    """What the interviewer says between the questions: openings, thanks, goodbyes, ways out."""
    for section in of.sections:
        yield from (option for piece in section.say for option in piece)
        yield from section.then
        yield from section.fallback


@pytest.mark.parametrize("script_id", SCRIPTS)
def test_what_is_said_between_questions_neither_praises_nor_blames(script_id: str) -> None:
    lines = [*stock_lines(script(script_id).phrases), *own_lines(script(script_id))]
    assert {line: judging_words(line) for line in lines if judging_words(line)} == {}


@pytest.mark.parametrize("script_id", INTERVIEWS)
def test_probes_follow_ups_and_references_do_not_begin_with_a_verdict(script_id: str) -> None:
    for question in script(script_id).questions.values():
        texts = [probe.text for probe in question.probes] + [follow_up.text for follow_up in question.follow_ups]
        texts += [question.text, question.clarification, *(reference.text for reference in question.references)]
        for text in texts:
            assert not judging_words(text.partition(" ")[0]), text


def test_the_word_list_knows_praise_from_courtesy() -> None:
    assert judging_words("That's a great question.") == ["great"]
    assert judging_words("Good. A few about data.") == ["good"]
    assert judging_words("I'm afraid that was wrong.") == ["wrong"]
    assert judging_words("Good morning. That's all right, thank you.") == []


def test_the_greeting_s_reply_answers_no_question() -> None:
    """It is said whatever the person said; "how are you?" is answered by a stock line before it."""
    for script_id in VARIED:
        for section in script(script_id).sections:
            if section.kind is SectionKind.GREETING:
                assert not [text for text in section.then if re.search(r"\bI'm (doing |very )?(well|fine)\b", text)]


@pytest.mark.parametrize("script_id", [script_id for script_id in SCRIPTS if script_id != "demo"])
def test_no_stock_line_has_fewer_than_two_wordings(script_id: str) -> None:
    phrases = script(script_id).phrases
    for item in fields(Phrases):
        lines = getattr(phrases, item.name)
        assert len(set(lines)) == len(lines) >= LEAST_VARIANTS, item.name


@pytest.mark.parametrize("script_id", VARIED)
def test_what_is_said_in_every_call_has_several_wordings(script_id: str) -> None:
    for section in script(script_id).sections:
        for piece in section.say:
            assert len(set(piece)) == len(piece) >= LEAST_VARIANTS, piece
        if section.kind in (SectionKind.GREETING, SectionKind.SIGN_OFF):
            assert len(set(section.then)) >= LEAST_VARIANTS
        if section.kind is SectionKind.CANDIDATE_QUESTIONS:
            assert len(set(section.fallback)) >= LEAST_VARIANTS


def test_no_line_is_said_in_two_places_of_a_script() -> None:
    for script_id in VARIED:
        lines = list(own_lines(script(script_id)))
        assert len(lines) == len(set(lines)), script_id


# ---- never two that ask the same ---------------------------------------------------------------------------------


def gist(question: Question) -> str:
    return " ".join(IN_ANY_QUESTION.sub(" ", " ".join(re.findall(r"[a-z]+", question.text.lower()))).split())


def same(questions: Mapping[str, Question], one: str, other: str) -> bool:
    """As it is drawn: it is enough that one of the two says so."""
    return other in questions[one].same_as or one in questions[other].same_as


@pytest.mark.parametrize("script_id", INTERVIEWS)
def test_no_two_questions_of_a_script_ask_the_same_unless_they_say_so(script_id: str) -> None:
    questions = script(script_id).questions
    alike = {
        (one, other): fuzz.token_set_ratio(gist(questions[one]), gist(questions[other]))
        for one, other in combinations(questions, 2)
        if not same(questions, one, other)
    }
    assert {pair: round(ratio) for pair, ratio in alike.items() if ratio > MOST_ALIKE} == {}


def test_questions_that_are_the_same_say_so_of_each_other() -> None:
    questions = {name: question for script_id in INTERVIEWS for name, question in script(script_id).questions.items()}
    for name, question in questions.items():
        assert name not in question.same_as
        for other in question.same_as:
            assert name in questions[other].same_as, (name, other)


def test_no_probe_or_follow_up_repeats_a_question_or_another_probe() -> None:
    for script_id in INTERVIEWS:
        of = script(script_id)
        main = {question.text for question in of.questions.values()} | {
            question.clarification for question in of.questions.values()
        }
        for question in of.questions.values():
            deeper = [probe.text for probe in question.probes] + [item.text for item in question.follow_ups]
            assert main.isdisjoint(deeper)
            assert len(deeper) == len(set(deeper)), question.id


def test_a_term_that_is_taken_up_can_be_said_in_an_answer_to_the_question() -> None:
    """The follow-up quotes the term, so that "You mentioned …" is true."""
    for script_id in INTERVIEWS:
        for question in script(script_id).questions.values():
            for follow_up in question.follow_ups:
                if follow_up.term:
                    assert fuzz.partial_ratio(follow_up.term, follow_up.text.lower()) >= 75, follow_up.text


def test_every_question_can_be_put_in_other_words() -> None:
    for script_id in INTERVIEWS:
        for question in script(script_id).questions.values():
            assert question.clarification, question.id
            assert fuzz.ratio(question.clarification, question.text) < MOST_ALIKE, question.id


def test_enough_questions_refer_back_to_what_was_said() -> None:
    for script_id in VARIED:
        referring = [question.id for question in script(script_id).questions.values() if question.references]
        assert len(referring) >= 8, script_id


# ---- the briefing is heard ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("script_id", VARIED)
def test_one_question_checks_that_the_briefing_was_heard(script_id: str) -> None:
    of = script(script_id)
    asked = [name for section in of.sections for name in section.question_ids if of.questions[name].kind == "listening"]
    assert len(asked) == 1
    place = next(index for index, section in enumerate(of.sections) if asked[0] in section.question_ids)
    later = [section.kind for section in of.sections[place + 1 :]]
    assert SectionKind.BRIEFING not in later
    assert not set(later) & set(ASKING), "it comes near the end"


@pytest.mark.parametrize("script_id", VARIED)
def test_what_the_listening_question_asks_for_is_said_in_every_briefing(script_id: str) -> None:
    rubrics, rules = loaded(script_id).rubrics, loaded(script_id).rules
    briefing = next(section for section in script(script_id).sections if section.kind is SectionKind.BRIEFING)
    assert 2 <= len(briefing.say) <= 4
    for name, question in script(script_id).questions.items():
        if question.kind != "listening":
            continue
        for pieces in product(*briefing.say):
            text = fill(" ".join(pieces), PLACES)
            items = concepts_heard(rubrics[name], rules, typed(text, **NAMES)).items
            assert [item.id for item in items if item.earned < 1 or item.doubtful] == [], text


# ---- the candidate's own questions -------------------------------------------------------------------------------


@pytest.mark.parametrize("script_id", VARIED)
def test_a_dozen_questions_are_expected_and_three_of_them_deferred(script_id: str) -> None:
    replies = script(script_id).replies
    assert len([reply for reply in replies if reply.text]) >= 12
    assert len([reply for reply in replies if not reply.text]) == 3


@pytest.mark.parametrize("script_id", VARIED)
def test_each_expected_question_finds_its_own_reply(script_id: str) -> None:
    asked = {reply.id: reply.asked for reply in script(script_id).replies}
    found = {way: best_reply(way, asked, RULES) for ways in asked.values() for way in ways}
    assert {way: reply for way, reply in found.items() if way not in asked.get(reply, ())} == {}


@pytest.mark.parametrize("question_id", QUESTIONS)
def test_the_model_answer_is_what_the_scorer_calls_good(question_id: str) -> None:
    rubric = LIBRARY.rubric(question_id)
    score = score_answer(rubric, RULES, typed(rubric.model_answer, **NAMES)).score
    assert score is not None
    assert score >= MODEL_ANSWER_LEAST
