"""Small content files for tests: valid ones to break, and a folder of them."""

from __future__ import annotations

from pathlib import Path

from simulator.content.folders import shipped_folder

QUESTION = """\
ask: What is a mean?
kind: technical
topics: [statistics]
level: junior
expected_seconds: 20
target: {least_words: 5, most_words: 40}
concepts:
  - id: sum
    idea: the sum of the values
    weight: 2
    phrasings: [sum of the values, add them up]
    probe: What do you do with the values?
  - id: count
    idea: divided by their number
    weight: 3
    phrasings: [divided by the number, divide by how many]
    probe: And with their sum?
    follow_up: When would you rather take the median?
misconceptions:
  - {id: middle, phrasings: [the middle value], cost_points: 20, instead: That is the median.}
model_answer: The sum of the values divided by the number of them.
"""

SCRIPT = """\
title: A short call
kind: phone_screen
minutes: {default: 10, least: 10, most: 30}
company: Example Company
role: data analyst
interviewers:
  - {id: alex, name: Alex Morgan, title: Recruiter}
sections:
  - kind: greeting
    say: Hello, this is {interviewer}.
    then: [Hello., Hi there.]
  - kind: questions
    questions: [mean]
  - kind: sign_off
    say: [[Goodbye., Bye.], See you.]
"""


def own_folder(folder: Path, script: str = SCRIPT, question: str = QUESTION) -> Path:
    """A person's own folder with one script, `short`, and one question, `mean`."""
    (folder / "questions").mkdir(parents=True)
    (folder / "short.yaml").write_text(script, encoding="utf-8")
    (folder / "questions" / "mean.yaml").write_text(question, encoding="utf-8")
    return folder


def shipped() -> Path:
    return shipped_folder()


def changed(text: str, *changes: tuple[str, str]) -> str:
    """The text with each (old, new) put in once; `old` must be there."""
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text
