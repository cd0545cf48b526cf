"""What people call a section of the interview. A script's own title comes first."""

from __future__ import annotations

from collections import Counter

from simulator.interview.script import Script, SectionKind

SECTION_NAMES = {
    SectionKind.GREETING: "Greeting",
    SectionKind.BRIEFING: "Briefing",
    SectionKind.QUESTIONS: "Questions",
    SectionKind.WHITEBOARD: "Whiteboard",
    SectionKind.PROGRAMMING: "Programming aloud",
    SectionKind.CASE_STUDY: "Case study",
    SectionKind.CANDIDATE_QUESTIONS: "Your questions",
    SectionKind.SIGN_OFF: "Sign-off",
    SectionKind.SELF_CHECK: "Self-check",
}
QUESTIONS_NAMES = {
    "technical": "Technical questions",
    "behavioural": "Behavioural questions",
    "introduction": "Introduction",
    "motivation": "Motivation",
    "logistics": "Practical questions",
}
"""Of a section of questions that has no title, by the kind of most of them."""


def section_name(script: Script, index: int) -> str:
    """The title of section `index`; else what most of its questions are; else its kind."""
    section = script.sections[index]
    if section.title:
        return section.title
    if section.kind is SectionKind.QUESTIONS:
        kinds = Counter(script.questions[question_id].kind for question_id in section.question_ids)
        for kind, count in kinds.most_common(1):
            if 2 * count > kinds.total() and kind in QUESTIONS_NAMES:
                return QUESTIONS_NAMES[kind]
    return SECTION_NAMES[section.kind]
