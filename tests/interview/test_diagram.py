"""The picture of the states in docs/ is that of today's table."""

from __future__ import annotations

from pathlib import Path

from simulator.interview.diagram import page
from simulator.interview.interviewer import TRANSITIONS

PAGE = Path(__file__).parents[2] / "docs" / "state_diagram.md"


def test_state_diagram_is_not_stale() -> None:
    drawn = PAGE.read_text(encoding="utf-8")
    assert drawn == page(), "run: python -m simulator.interview.diagram > docs/state_diagram.md"


def test_every_way_of_the_table_is_on_the_page() -> None:
    text = page()
    for (phase, kind), transition in TRANSITIONS.items():
        if f"({kind.__name__})" in text:
            line = next(line for line in text.splitlines() if f"({kind.__name__})" in line)
            assert phase.value in line
            continue
        for to in transition.to:
            arrow = next(
                line for line in text.splitlines() if line.strip().startswith(f"{phase.value} --> {to.value}:")
            )
            assert kind.__name__.lower() in arrow.replace(" ", "")
