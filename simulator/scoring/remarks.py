"""What is reported beside a score, and never inside: "I" and "we", words of the trade that went unexplained."""

from __future__ import annotations

from simulator.scoring.heard import hear
from simulator.scoring.plainness import unexplained
from simulator.scoring.rubric import Rubric, Rules
from simulator.scoring.told_as import told_as_sentence


def remarks_on(text: str, rubric: Rubric, rules: Rules) -> tuple[str, ...]:
    """Whole sentences, as the rubric words them; empty for a rubric that reports nothing."""
    remarks = []
    if rubric.told_as is not None:
        remarks.append(told_as_sentence(text, rubric.told_as))
    if rubric.terms is not None:
        named = unexplained(hear(text, rules), rubric).named
        remarks.append(rubric.terms.remark.replace("{terms}", "“" + "”, “".join(named) + "”") if named else "")
    return tuple(remark for remark in remarks if remark)
