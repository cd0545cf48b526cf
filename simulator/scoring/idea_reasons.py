"""Why an idea earned what it did, in one sentence. Says "I didn't hear", and never that something was not said."""

from __future__ import annotations

from simulator.scoring.feedback_rules import IdeaReasons, fill
from simulator.scoring.result import ConceptItem


def idea_reason(item: ConceptItem, ideas: IdeaReasons) -> str:
    if item.earned >= 1:
        return fill(ideas.heard, idea=item.idea)
    if item.earned > 0:
        return fill(ideas.in_part, idea=item.idea) if item.in_part else fill(ideas.listed, idea=item.idea)
    if item.doubtful:
        return fill(ideas.doubtful, idea=item.idea)
    if item.in_wrong:
        return fill(ideas.in_wrong, idea=item.idea)
    if item.span is not None:
        return fill(ideas.denied, idea=item.idea)
    return fill(ideas.missing, idea=item.idea)
