"""How a quote stands in a sentence of feedback. What is quoted stays word for word; only its end may be cut off."""

from __future__ import annotations

from simulator.scoring.feedback_rules import FeedbackRules


def printable(text: str) -> str:
    """Without what would move a terminal's cursor or colour it."""
    return "".join(each if each.isprintable() or each.isspace() else " " for each in text)


def shown_quote(quote: str, feedback: FeedbackRules) -> str:
    """On one line, of at most `quote_most_words` and `quote_most_characters`; "…" stands for what is cut off."""
    words = printable(quote).split()
    shown = " ".join(words[: feedback.quote_most_words])
    if len(shown) > feedback.quote_most_characters:
        return shown[: feedback.quote_most_characters] + "…"
    return shown if len(words) <= feedback.quote_most_words else f"{shown} …"
