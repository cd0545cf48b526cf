"""The transition table as a picture: Mermaid text, drawn from TRANSITIONS and nothing else.

`python -m simulator.interview.diagram` prints what docs/state_diagram.md holds; a test fails where that is stale.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict

from simulator.interview.events import Event
from simulator.interview.interviewer import TRANSITIONS
from simulator.interview.state import Phase

HEAD = """# How an interview moves

Drawn from the transition table (`TRANSITIONS` in `simulator/interview/interviewer.py`); do not edit. Draw it anew with
`python -m simulator.interview.diagram > docs/state_diagram.md`.

What can happen in many states is left out of the picture and stands below it.
"""


def page() -> str:
    """The whole page, in Markdown."""
    kinds = _kinds()
    common = {kind for kind, phases in kinds.items() if len(phases) > len(Phase) // 3}
    return "\n".join([HEAD, "```mermaid", *_picture(common), "```", "", *_list(kinds, common), ""])


def _kinds() -> dict[type[Event], list[Phase]]:
    kinds: dict[type[Event], list[Phase]] = defaultdict(list)
    for phase, kind in TRANSITIONS:
        kinds[kind].append(phase)
    return kinds


def _picture(common: set[type[Event]]) -> list[str]:
    """One arrow for each pair of phases, with all that leads from one to the other."""
    arrows: dict[tuple[Phase, Phase], list[str]] = defaultdict(list)
    for (phase, kind), transition in TRANSITIONS.items():
        if kind not in common:
            for to in transition.to:
                arrows[phase, to].append(_words(kind))
    order = list(Phase)
    places = sorted(arrows, key=lambda arrow: (order.index(arrow[0]), order.index(arrow[1])))
    lines = [f"    {start.value} --> {end.value}: {', '.join(arrows[start, end])}" for start, end in places]
    return ["stateDiagram-v2", "    [*] --> new", *lines, "    ended --> [*]"]


def _list(kinds: dict[type[Event], list[Phase]], common: set[type[Event]]) -> list[str]:
    lines = []
    for kind in sorted(common, key=lambda kind: kind.__name__):
        phases = ", ".join(phase.value for phase in kinds[kind])
        lines.append(f"- **{_words(kind)}** ({kind.__name__}) is taken in: {phases}.")
    return lines


def _words(kind: type[Event]) -> str:
    """TurnChosen: turn chosen"""
    return re.sub(r"(?<!^)(?=[A-Z])", " ", kind.__name__).lower()


if __name__ == "__main__":
    sys.stdout.write(page())
