"""How a quote stands in a sentence of feedback. What is quoted stays word for word; only its end may be cut off."""

from __future__ import annotations

from simulator.scoring.feedback_rules import FeedbackRules


def shown_quote(quote: str, feedback: FeedbackRules) -> str:
    """On one line, of at most `quote_most_words`; "…" stands for what is cut off."""
    words = quote.split()
    if len(words) <= feedback.quote_most_words:
        return " ".join(words)
    return " ".join(words[: feedback.quote_most_words]) + " …"
