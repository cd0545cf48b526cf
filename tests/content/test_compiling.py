from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from simulator.content.compiling import Source, compile_sources
from simulator.content.library import Library
from simulator.interview.script import SectionKind
from tests.content.examples import QUESTION, SCRIPT, changed, own_folder, shipped


def test_a_script_compiles_to_what_was_written(tmp_path: Path) -> None:
    own = own_folder(tmp_path)
    loaded = Library.open([own, shipped()]).script("short")
    greeting, questions, sign_off = loaded.script.sections
    assert loaded.script.interviewer("alex").say_name == "Alex Morgan"
    assert (greeting.kind, greeting.say, greeting.then) == (
        SectionKind.GREETING,
        (("Hello, this is {interviewer}.",),),
        ("Hello.", "Hi there."),
    )
    assert (greeting.rubric_id, sign_off.rubric_id) == ("greeting", "sign_off")
    assert sign_off.say == (("Goodbye.", "Bye."), ("See you.",))
    assert (questions.question_ids, questions.drawn, questions.budget_seconds) == (("mean",), False, 540.0)
    assert set(loaded.rubrics) == {"mean", "greeting", "sign_off", "call_manners"}
    assert loaded.manners_id == "call_manners"


def test_probes_come_heaviest_concept_first_and_the_rubric_keeps_the_order_written(tmp_path: Path) -> None:
    loaded = Library.open([own_folder(tmp_path), shipped()]).script("short")
    assert [probe.concept_id for probe in loaded.script.questions["mean"].probes] == ["count", "sum"]
    assert [follow_up.concept_id for follow_up in loaded.script.questions["mean"].follow_ups] == ["count"]
    assert [concept.id for concept in loaded.rubrics["mean"].concepts] == ["sum", "count"]


def test_warmth_earns_in_behavioural_questions_unless_written_otherwise(tmp_path: Path) -> None:
    for kind, extra, expected in (("technical", "", False), ("behavioural", "", True), ("motivation", "", True),
                                  ("behavioural", "warmth_earns: false\n", False)):  # fmt: skip
        own = own_folder(tmp_path / f"{kind}{len(extra)}", question=extra + QUESTION.replace("technical", kind))
        assert Library.open([own]).rubric("mean").warmth_earns is expected


def test_line_breaks_of_the_file_are_spaces_in_speech(tmp_path: Path) -> None:
    question = changed(QUESTION, ("ask: What is a mean?", "ask: |\n  What is\n  a mean?"))
    loaded = Library.open([own_folder(tmp_path, question=question), shipped()]).script("short")
    assert loaded.script.questions["mean"].text == "What is a mean?"


def test_a_question_belongs_to_one_section_named_before_drawn(tmp_path: Path) -> None:
    script = changed(
        SCRIPT, ("  - kind: sign_off", "  - kind: questions\n    draw: {topics: statistics}\n  - kind: sign_off")
    )
    loaded = Library.open([own_folder(tmp_path, script=script), shipped()]).script("short")
    assert "mean" not in loaded.script.sections[2].question_ids
    assert "p_value" in loaded.script.sections[2].question_ids
    assert loaded.script.sections[2].drawn


def test_the_sources_alone_give_the_same_script_again() -> None:
    library = Library.default()
    for summary in library.scripts():
        loaded = library.script(summary.id)
        kept = [Source(s.kind.value, s.id, s.file_name, s.digest, s.text) for s in loaded.sources]
        assert compile_sources(kept) == replace(loaded, sources=tuple(kept)), summary.id


def test_the_digest_changes_with_a_question_and_not_with_where_the_files_lie(tmp_path: Path) -> None:
    first = Library.open([own_folder(tmp_path / "a"), shipped()]).script("short")
    same = Library.open([own_folder(tmp_path / "b"), shipped()]).script("short")
    question = changed(QUESTION, ("What is a mean?", "What is an average?"))
    other = Library.open([own_folder(tmp_path / "c", question=question), shipped()]).script("short")
    assert first.script.digest == same.script.digest != other.script.digest
    assert first.rubrics["mean"].digest != other.rubrics["mean"].digest


def test_sources_name_no_folder_of_the_machine(tmp_path: Path) -> None:
    loaded = Library.open([own_folder(tmp_path), shipped()]).script("short")
    assert not [source.file_name for source in loaded.sources if Path(source.file_name).is_absolute()]
