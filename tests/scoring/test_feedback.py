"""Every sentence that the program can say about a person or their answer: what it must never say, that every place in
it is filled, and that each one is used."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

import simulator
from simulator.content.folders import shipped_folder
from simulator.scoring.answer import typed
from simulator.scoring.feedback_rules import PLACES, FeedbackRules, fill
from simulator.scoring.result import AnswerScore
from simulator.scoring.scorer import score_answer
from tests.scoring.examples import GRADIENT, WHOLE, library, on_gradient, rubric, rules

NEVER = {
    "praise as such": r"great (job|work|answer)|good (job|work|answer)|well (done|said)|nice(ly)?\b|excellent|perfect"
    r"|brilliant|awesome|amazing|fantastic|wonderful|impressive|congrat|bravo|keep it up|proud",
    "a verdict": r"fail(ed|ure|s|ing)?\b|wrong|weak(er|ness)?\b|hired?\b|incorrect|\bbad\b|poor(ly)?\b|terrible|awful"
    r"|inadequate|unacceptable|mediocre|reject|unprofessional|mistaken",
    "a comparison with others": r"most (people|candidates)|other (people|candidates)|(better|worse) than|average"
    r"|everyone else|unlike others|percentile|top \d",
    "a guess at feelings": r"nervous|relax|confiden(t|ce)\b(?! (interval|score))|calm|anxious|don't worry|stress(ed)?\b"
    r"|afraid|scared|shy\b|hesitant|insecure|uncomfortable|you (seem|sound|feel|felt)",
    "accent": r"accent|pronounc|pronunciation|native",
    "talking down": r"obvious|simply|\bjust\b|of course|as you know|should (have )?known?|clearly|easy\b|easily",
    "counting at somebody": r"you said .*\{(count|words)\}|\{count\} times|you used .*\{",
    "that something was not said": r"you (didn't|did not|never|forgot|failed|missed|left out|lack)|forgot|fail(ed)? to"
    r"|you should have|you could have",
}
NAMED_BY_THE_TRADE = ("bad data", "goes bad")
ROOT = Path(simulator.__file__).parent


@cache
def templates() -> dict[tuple[str, str], tuple[str, frozenset[str]]]:
    """Group and name of every sentence in feedback.yaml, with its places."""
    feedback = rules().feedback
    groups = {item.name: getattr(feedback, item.name) for item in fields(FeedbackRules)}
    return {
        (group, item.name): (getattr(value, item.name), item.metadata[PLACES])
        for group, value in groups.items()
        if is_dataclass(value)
        for item in fields(value)
    }


def everywhere() -> Iterator[tuple[str, str]]:
    """Name and text of every sentence about a person or an answer, whichever file it stands in."""
    for (group, name), (text, _) in templates().items():
        yield f"feedback.yaml {group}.{name}", text
    for kind, told in (("reasons", rules().not_scored.reasons), ("next_steps", rules().not_scored.next_steps)):
        yield from ((f"not_scored.yaml {kind}.{item.name}", getattr(told, item.name)) for item in fields(told))
    for path in sorted((shipped_folder() / "rubrics").rglob("*.yaml")):
        yield from _said_in(YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8")), path.name)


def _said_in(value: Any, where: str) -> Iterator[tuple[str, str]]:
    """Rewordings of framing, what is said `instead` of a misconception, remarks, wherever they stand."""
    if isinstance(value, list):
        for item in value:
            yield from _said_in(item, where)
    if not isinstance(value, dict):
        return
    for key, inner in value.items():
        if key in ("suggestion", "instead", "remark") and isinstance(inner, str):
            yield f"{where} {key}", inner
        elif key == "suggestions" and where == "framing.yaml":
            yield from ((f"{where} {key}", text) for text in _texts(inner))
        elif key == "told_as":
            yield from ((f"{where} {key}", inner[each]) for each in ("i", "we", "both"))
        else:
            yield from _said_in(inner, where)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _texts(inner)


def offences(text: str) -> list[str]:
    plain = " ".join(text.split()).lower()
    for words in NAMED_BY_THE_TRADE:
        plain = plain.replace(words, "")
    return [f"{what}: {found.group()}" for what, pattern in NEVER.items() if (found := re.search(pattern, plain))]


def without_quotes(text: str) -> str:
    """Without what the person said, and without examples of what to say."""
    return re.sub(r"“[^”]*”|\"[^\"]*\"", "", text)


def own_words(sentence: str, rubric_id: str) -> str:
    """Also without the idea it is about, which speaks of the trade ("poor on new data")."""
    for concept in rubric(rubric_id).concepts:
        sentence = sentence.replace(concept.idea, "")
    return without_quotes(sentence)


# ---- the sentences -----------------------------------------------------------------------------------------------


def test_no_sentence_praises_judges_compares_guesses_or_counts_at_somebody() -> None:
    told = list(everywhere())
    assert len(told) > 200
    assert {kind for name, _ in told for kind in name.split()[1:]} >= {"instead", "remark", "told_as", "reasons.loop"}
    assert any(name.startswith("framing.yaml") for name, _ in told)
    assert {name: found for name, text in told if (found := offences(text))} == {}


@pytest.mark.parametrize(
    "text",
    [
        "Great job!",
        "Well done, you heard every idea.",
        "This was an excellent answer.",
        "You failed to name the table.",
        "That is wrong.",
        "Your ending was weak.",
        "You would not be hired.",
        "Most candidates say more.",
        "That is better than other people do it.",
        "You sound nervous, so relax.",
        "Be confident.",
        "Your accent is hard to follow.",
        "Obviously it holds tables.",
        "Just say it.",
        "You should have known this.",
        "You said um {count} times.",
        "You didn't say what it holds.",
        "You forgot the table.",
    ],
)
def test_such_sentences_are_found(text: str) -> None:
    assert offences(text)


def test_every_place_is_one_that_its_sentence_has() -> None:
    for name, (text, places) in templates().items():
        assert set(re.findall(r"\{([^{}]*)\}", text)) <= places, name
        assert text.count("{") == len(re.findall(r"\{([^{}]*)\}", text)), name


def test_a_file_whose_sentence_names_an_unknown_place_is_told_so(tmp_path: Path) -> None:
    from simulator.content.reading import Reader
    from simulator.content.rule_files import rule_model
    from simulator.errors import ContentError

    text = (
        (shipped_folder() / "rubrics" / "feedback.yaml")
        .read_text(encoding="utf-8")
        .replace("{suggestion}", "{sugestion}")
    )
    with pytest.raises(ContentError) as caught:
        Reader(tmp_path).read(text, "feedback.yaml", rule_model("feedback"))
    (problem,) = caught.value.diagnostics
    assert problem.code == "MI0011"
    assert "{sugestion}" in problem.message
    assert "{suggestion}" in problem.hint
    assert problem.line > 0


def test_what_is_filled_in_is_never_filled_again_and_stands_on_one_line() -> None:
    assert fill("I heard “{quote}” and {idea}.", quote="a {idea}\n b", idea="c") == "I heard “a {idea} b” and c."
    assert fill("{unknown} {", quote="a") == "{unknown} {"


# ---- their use ---------------------------------------------------------------------------------------------------


@cache
def _uses() -> tuple[dict[tuple[str, str], list[set[str]]], set[tuple[str, str]]]:
    """Of each template the places that every `fill` gives it, and all templates that are read anywhere."""
    filled: dict[tuple[str, str], list[set[str]]] = {}
    read: set[tuple[str, str]] = set()
    for path in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and (named := _named(node)):
                read.add(named)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "fill":
                first = node.args[0]
                if isinstance(first, ast.Attribute) and (named := _named(first)):
                    filled.setdefault(named, []).append({keyword.arg or "" for keyword in node.keywords})
    return filled, read


def _named(node: ast.Attribute) -> tuple[str, str] | None:
    """The group and name of `feedback.most.idea`, or of `most.idea`; a variable bears its group's name."""
    groups = {group for group, _ in templates()}
    holder = node.value
    group = holder.attr if isinstance(holder, ast.Attribute) else holder.id if isinstance(holder, ast.Name) else ""
    group = {"then": "next"}.get(group, group)
    return (group, node.attr) if group in groups and (group, node.attr) in templates() else None


def test_every_sentence_is_used_and_all_its_places_are_filled() -> None:
    filled, read = _uses()
    for name, (_, places) in templates().items():
        assert name in read, f"{name} is never said"
        if places:
            assert name in filled, f"{name} is never filled"
            assert all(given == places for given in filled[name]), f"{name}: {filled[name]}, of {set(places)}"


# ---- what comes of them ------------------------------------------------------------------------------------------


def spoken_answers() -> Iterator[tuple[str, str, dict[str, str]]]:
    """Rubric, text and names of all examples of spoken answers."""
    tests = Path(__file__).parent
    answers = YAML(typ="safe", pure=True).load((tests.parent / "content" / "spoken_answers.yaml").read_text("utf-8"))
    for rubric_id, by_kind in answers.items():
        for texts in by_kind.values():
            yield from ((rubric_id, text, {}) for text in texts)
    for path in sorted((tests / "behaviours").glob("*.yaml")):
        if path.stem not in library().behaviours():
            continue
        told = YAML(typ="safe", pure=True).load(path.read_text("utf-8"))
        yield from ((path.stem, each["text"], told.get("names", {})) for each in told["examples"] if "text" in each)


def sentences_on(score: AnswerScore) -> list[str]:
    feedback = score.feedback
    return [each for each in (feedback.keep, feedback.most, feedback.next) if each]


def test_every_example_of_a_spoken_answer_gets_at_most_three_short_sentences_that_hold_to_this() -> None:
    count = 0
    for rubric_id, text, names in spoken_answers():
        score = score_answer(rubric(rubric_id), rules(), typed(text, **names))
        said = [*sentences_on(score), *(receipt.reason for receipt in score.receipts), *score.remarks]
        assert 2 <= len(sentences_on(score)) <= 3, text
        for sentence in said:
            assert offences(own_words(sentence, rubric_id)) == [], sentence
            assert not re.search(r"\{\w+\}", sentence), sentence
            assert "\n" not in sentence
            assert "you didn't" not in sentence.lower()
        for sentence in sentences_on(score):
            told = without_quotes(sentence).split("mock-interview")[0].split()
            assert len(told) <= 30, sentence
        count += 1
    assert count > 150


def test_what_to_keep_is_quoted_from_the_answer_and_earned() -> None:
    for rubric_id, text, names in spoken_answers():
        score = score_answer(rubric(rubric_id), rules(), typed(text, **names))
        earned = any(receipt.points > 0 and receipt.span is not None for receipt in score.receipts)
        if score.feedback.keep and score.feedback.most:
            assert earned
            quote = re.findall(r"“([^”]*)”", score.feedback.keep)[0].removesuffix("…").strip()
            assert quote in " ".join(text.split())


def test_nothing_is_kept_where_nothing_was_earned() -> None:
    feedback = on_gradient("The weather in Paris was lovely all week and we ate well every day").feedback
    assert feedback.keep == ""
    assert feedback.most == "Say also: it takes small steps downhill."
    assert "rubrics accept gradient_descent steps" in feedback.next


def test_what_speaks_ill_or_is_untrue_is_never_what_to_keep() -> None:
    feedback = on_gradient("It always finds the global minimum in small steps downhill.").feedback
    assert "global minimum" not in feedback.keep
    assert feedback.next == rules().feedback.next.truth


def test_an_answer_without_a_fault_is_kept_as_it_is_and_has_a_next_step() -> None:
    feedback = on_gradient(WHOLE).feedback
    assert feedback.keep == "Keep this answer as it is: I heard every idea, in 17 words."
    assert feedback.most == ""
    assert feedback.next == rules().feedback.next.whole


def test_where_there_is_a_drill_it_is_the_next_step() -> None:
    drills = {summary.id for summary in library().scripts() if summary.kind == "drill"}
    assert set(rules().feedback.drills) <= drills
    for rubric_id in rules().feedback.drills:
        feedback = score_answer(rubric(rubric_id), rules(), typed("Well, good afternoon to you over there.")).feedback
        assert feedback.next == f"Practise it alone: mock-interview drill {rubric_id.replace('_', '-')}"


def test_a_long_quote_is_cut_off() -> None:
    clutter = " ".join(["and", "there", "it", "went"] * 30)
    feedback = on_gradient(f"{WHOLE} That is a great question {clutter}").feedback
    assert all(len(sentence) < 400 for sentence in (feedback.keep, feedback.most, feedback.next))
    word = on_gradient("x" * 5000)
    assert all(len(receipt.reason) < 300 for receipt in word.receipts)


def test_silence_has_a_beginning_and_a_next_step() -> None:
    score = score_answer(GRADIENT, rules(), typed(""))
    assert score.feedback.keep == ""
    assert score.feedback.most.startswith("I didn't hear an answer yet")
    assert score.feedback.next == score.next_step
