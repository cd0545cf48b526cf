"""Whether the interviews that ship can be held: lengths, variety, and the demo's recorded candidate."""

from __future__ import annotations

import pytest
import soundfile

from simulator.content.library import Library
from simulator.interview.script import ScriptKind, SectionKind
from simulator.interview.wording import fill
from simulator.scoring.answer import Answer, Utterance
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
