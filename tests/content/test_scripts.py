"""Whether the interviews that ship can be held: lengths, variety, and the demo's recorded candidate."""

from __future__ import annotations

import pytest
import soundfile

from simulator.content.library import Library
from simulator.interview import time_plan
from simulator.interview.script import ASKING, ScriptKind, SectionKind
from simulator.interview.wording import fill
from simulator.scoring.answer import Answer, Utterance, typed
from simulator.scoring.result import AnswerScore
from simulator.scoring.scorer import score_answer
from tests.needs import PROJECT

LIBRARY = Library.default()
ANSWERS = PROJECT / "scripts_phone_screen" / "demo.answers"
NAMES = {"candidate": "Mike", "interviewer": "Cindy Park", "interviewer_first": "Cindy"}
PLACES = {**NAMES, "company": "Northwind Analytics", "role": "machine learning engineer", "minutes": "5"}
LONGEST_DEMO_PROMPTS_SECONDS = 35


@pytest.mark.parametrize(("script_id", "minutes"), [("first_call", 10), ("machine_learning_engineer", 20)])
def test_a_phone_screen_has_every_part_and_can_last_10_to_30_minutes(script_id: str, minutes: int) -> None:
    script = LIBRARY.script(script_id).script
    assert (script.minutes_default, script.minutes_least, script.minutes_most) == (minutes, 10, 30)
    kinds = [section.kind for section in script.sections]
    assert kinds[:2] == [SectionKind.GREETING, SectionKind.BRIEFING]
    assert kinds[-2:] == [SectionKind.CANDIDATE_QUESTIONS, SectionKind.SIGN_OFF]
    asked = [script.questions[name].kind for section in script.sections for name in section.question_ids[:1]]
    assert asked[0] == "introduction"
    assert {"technical", "behavioural"} <= set(asked)
    assert sum(section.budget_seconds for section in script.sections) == pytest.approx(minutes * 60)
    replies = script.sections[-2].replies
    assert len(replies) >= 6
    assert all(len(reply.asked) >= 3 for reply in replies)


ONSITE = ("machine_learning_engineer_onsite", "data_scientist_onsite")
STAGES = (
    SectionKind.SELF_CHECK,
    SectionKind.GREETING,
    SectionKind.BRIEFING,
    SectionKind.QUESTIONS,
    SectionKind.SELF_CHECK,
    SectionKind.QUESTIONS,
    SectionKind.WHITEBOARD,
    SectionKind.PROGRAMMING,
    SectionKind.CASE_STUDY,
    SectionKind.SELF_CHECK,
    SectionKind.QUESTIONS,
    SectionKind.QUESTIONS,
    SectionKind.CANDIDATE_QUESTIONS,
    SectionKind.SIGN_OFF,
)


@pytest.mark.parametrize("script_id", ONSITE)
def test_a_day_on_site_has_every_stage_and_can_last_20_to_90_minutes(script_id: str) -> None:
    script = LIBRARY.script(script_id).script
    assert script.kind is ScriptKind.ONSITE
    assert (script.minutes_default, script.minutes_least, script.minutes_most) == (45, 20, 90)
    assert tuple(section.kind for section in script.sections) == STAGES
    assert all(section.title for section in script.sections)
    assert sum(section.budget_seconds for section in script.sections) == pytest.approx(45 * 60)


@pytest.mark.parametrize("script_id", ONSITE)
@pytest.mark.parametrize("minutes", [20, 45, 90])
def test_every_stage_on_site_has_something_to_ask_at_any_length(script_id: str, minutes: int) -> None:
    script = LIBRARY.script(script_id).script
    for seed in range(5):
        planned = time_plan.draw(script, seed, minutes)
        asking = [index for index, section in enumerate(script.sections) if section.kind in ASKING]
        assert sorted({item.section_index for item in planned}) == asking
        assert len(planned) == len({item.question_id for item in planned})


@pytest.mark.parametrize("script_id", ONSITE)
def test_a_panel_has_two_or_three_people_who_can_be_told_apart(script_id: str) -> None:
    script = LIBRARY.script(script_id).script
    (panel,) = (section.panel for section in script.sections if section.panel)
    people = [script.interviewer(name) for name in panel]
    assert 2 <= len(set(panel)) == len(panel) <= 3
    assert (
        len({person.voice for person in people})
        == len({person.rate_words_per_minute for person in people})
        == len(panel)
    )
    assert len({person.name.split()[0] for person in script.interviewers}) == len(script.interviewers)


@pytest.mark.parametrize("script_id", ONSITE)
def test_at_the_end_all_who_were_met_are_named_and_what_happens_next_is_said(script_id: str) -> None:
    script = LIBRARY.script(script_id).script
    (panel,) = (section.panel for section in script.sections if section.panel)
    for closing in script.sections[-1].say[0]:
        assert "thank" in closing.lower()
        assert all(script.interviewer(name).name.split()[0] in closing for name in panel)
        assert any(day in closing for day in ("Wednesday", "Friday"))


@pytest.mark.parametrize("rubric_id", ["reception", "closing"])
def test_on_site_courtesies_are_known_and_a_grunt_is_not(rubric_id: str) -> None:
    rubric, rules = LIBRARY.rubric(rubric_id), LIBRARY.rules()
    said = {
        "reception": "Hi Cindy, my name is Mike, I'm here to meet Tom Becker. Nice to meet you!",
        "closing": "Thanks to everyone for having me. It was great to meet you all, and I'm excited about the role.",
    }
    for text in (fill(rubric.model_answer, NAMES), said[rubric_id]):
        score = score_answer(rubric, rules, typed(text, **NAMES)).score
        assert score is not None
        assert score >= 90, text
    assert (score_answer(rubric, rules, typed("Okay.", **NAMES)).score or 0) < 10


@pytest.mark.parametrize("script_id", ["first_call", "machine_learning_engineer"])
def test_thirty_minutes_of_a_phone_screen_do_not_run_dry(script_id: str) -> None:
    """Planned and spare questions, each taking what is expected, fill what the time plan gives them."""
    script = LIBRARY.script(script_id).script
    budgets = time_plan.budgets_seconds(script, 30)
    for seed in range(5):
        planned = time_plan.draw(script, seed, 30)
        asked = sum(time_plan.question_seconds(script.questions[item.question_id]) for item in planned)
        asking = sum(budgets[index] for index, section in enumerate(script.sections) if section.kind in ASKING)
        assert asked >= asking


@pytest.mark.parametrize("script_id", ["greeting", "sign_off", "voicemail", "scheduling"])
def test_a_drill_varies_its_caller_and_its_opening(script_id: str) -> None:
    script = LIBRARY.script(script_id).script
    assert script.kind is ScriptKind.DRILL
    (section,) = script.sections
    assert section.rubric_id == script_id
    assert len({person.name for person in script.interviewers}) >= 5
    assert len({person.company or script.company for person in script.interviewers}) >= 5
    assert len({person.voice for person in script.interviewers}) >= 5
    assert len(section.say[-1]) >= 5


def test_the_demo_s_prompts_are_short() -> None:
    script = LIBRARY.script("demo").script
    rate = script.interviewers[0].rate_words_per_minute
    texts = [option for section in script.sections for piece in section.say for option in piece[:1]]
    texts += [option for section in script.sections for option in section.then[:1]]
    texts += [f"{script.phrases.acknowledgements[0]} {question.text}" for question in script.questions.values()]
    texts += [script.questions["overfitting"].probes[0].text]
    words = sum(len(fill(text, PLACES).split()) for text in texts)
    assert words * 60 / rate < LONGEST_DEMO_PROMPTS_SECONDS


def demo_answer(name: str) -> AnswerScore:
    loaded = LIBRARY.script("demo")
    parts = [name, f"{name}.probe"]
    texts = [(ANSWERS / f"{part}.txt").read_text(encoding="utf-8").strip() for part in parts
             if (ANSWERS / f"{part}.txt").exists()]  # fmt: skip
    utterances = tuple(Utterance(text, after_probe=index > 0) for index, text in enumerate(texts))
    return score_answer(loaded.rubrics[name], loaded.rules, Answer(utterances, NAMES))


def test_the_demo_s_candidate_answers_everything_in_flac_of_16_khz_mono() -> None:
    script = LIBRARY.script("demo").script
    names = {"greeting", "sign_off", *script.questions, "overfitting.probe"}
    recorded = {path.stem for path in ANSWERS.glob("*.flac")}
    assert names <= recorded
    assert recorded == {path.stem for path in ANSWERS.glob("*.txt")}
    for path in ANSWERS.glob("*.flac"):
        facts = soundfile.info(path)
        assert (facts.samplerate, facts.channels, facts.subtype) == (16000, 1, "PCM_16")


def test_the_demo_s_answers_are_told_apart() -> None:
    scores = {name: demo_answer(name) for name in ("greeting", "sign_off", *LIBRARY.script("demo").script.questions)}
    points = {name: score.score or 0.0 for name, score in scores.items()}
    assert min(points["greeting"], points["what_is_a_database"], points["sign_off"]) >= 95
    assert points["leaving_last_job"] < points["define_machine_learning"] < points["overfitting"] < 95
    rambling, speaking_ill = scores["define_machine_learning"], scores["leaving_last_job"]
    assert rambling.conciseness is not None
    assert {"over", "preamble", "hedge", "trailing_off"} <= set(rambling.conciseness.notes)
    assert speaking_ill.framing is not None
    assert {flag.target for flag in speaking_ill.framing.flags} == {"manager", "employer"}


def test_the_demo_s_probed_answer_misses_its_main_idea_at_first() -> None:
    loaded = LIBRARY.script("demo")
    first = Answer((Utterance((ANSWERS / "overfitting.txt").read_text(encoding="utf-8")),), NAMES)
    score = score_answer(loaded.rubrics["overfitting"], loaded.rules, first)
    assert score.concepts is not None
    missing = [item.id for item in score.concepts.items if item.earned == 0]
    assert loaded.script.questions["overfitting"].probes[0].concept_id in missing
    after = demo_answer("overfitting").concepts
    assert after is not None
    assert after.score > score.concepts.score


def test_no_other_demo_answer_is_probed() -> None:
    loaded = LIBRARY.script("demo")
    for name, question in loaded.script.questions.items():
        concepts = demo_answer(name).concepts
        assert concepts is not None
        missing = {item.id for item in concepts.items if item.earned == 0}
        assert name == "overfitting" or not missing & {probe.concept_id for probe in question.probes}, name
