"""One sentence of advice for one scored answer: what would help most. Says nothing that the score's evidence does not.

Never praises what was not earned, never blames: it says what was not heard. Sentences and thresholds stand in
advice.toml beside this file, with their reasons.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from simulator.scoring.not_scored import NOTHING_HEARD
from simulator.scoring.result import AnswerScore, ConceptItem, Receipt
from simulator.scoring.rubric import Rubric

_FORM = ("one_word", "short", "over", "preamble", "repetition", "hedge", "trailing_off")


def advice_for(rubric: Rubric, score: AnswerScore) -> str:
    """The sentence for `score`, an answer scored by `rubric`. Ideas stand in it as in the rubric, places unfilled."""
    if score.concepts is None or score.conciseness is None:
        is_silence = score.not_scored_kind in ("", NOTHING_HEARD)
        return _sentence("nothing_heard", idea=_heaviest(rubric)) if is_silence else score.next_step
    return (
        _about_people(score)
        or _about_truth(score)
        or _about_far_too_much(score)
        or _about_ideas(score)
        or _about_form(score)
        or _about_warmth(score)
        or _about_keeping(score)
    )


def _heaviest(rubric: Rubric) -> str:
    return max(rubric.concepts, key=lambda concept: concept.weight).idea


def _about_people(score: AnswerScore) -> str:
    """The flag that costs most, with its rewording."""
    flag = _dearest(score, "framing:")
    return _sentence("flag", suggestion=flag.reason) if flag else ""


def _about_truth(score: AnswerScore) -> str:
    """The misconception that costs most, with what is true."""
    wrong = _dearest(score, "misconception:")
    return _sentence("misconception", quote=_quote(wrong), instead=wrong.reason) if wrong else ""


def _about_far_too_much(score: AnswerScore) -> str:
    assert score.conciseness is not None
    most_words = score.conciseness.target_most_words
    if score.conciseness.words < _file()["much_too_long_from_times"] * most_words:
        return ""
    return _sentence("much_too_long", words=score.conciseness.words, most_words=most_words)


def _about_ideas(score: AnswerScore) -> str:
    """The heaviest idea that did not earn in full; of equally heavy ones the first of the rubric."""
    assert score.concepts is not None
    lacking = [item for item in score.concepts.items if item.earned < 1]
    if not lacking:
        return ""
    item = max(lacking, key=lambda each: each.weight * (1 - each.earned))
    quote = item.span.quote if item.span else ""
    return _sentence(_how_heard(item), idea=item.idea, quote=quote)


def _how_heard(item: ConceptItem) -> str:
    if item.earned > 0:
        return "listed"
    if item.doubtful:
        return "doubtful"
    return "missing" if item.span is None else "denied"


def _about_form(score: AnswerScore) -> str:
    """Of an answer that holds every idea: what of its length or wording costs most."""
    cost = _dearest(score, *(f"conciseness:{rule}" for rule in _FORM))
    if cost is None or score.conciseness is None:
        return ""
    concise = score.conciseness
    return _sentence(
        cost.rule.removeprefix("conciseness:"),
        quote=_quote(cost),
        words=concise.words,
        most_words=concise.target_most_words,
    )


def _about_warmth(score: AnswerScore) -> str:
    """Where warmth is part of the task and none was heard."""
    is_part_of_it = any(receipt.rule == "framing:warmth" for receipt in score.receipts)
    return _sentence("warmth") if is_part_of_it and score.framing is not None and not score.framing.warm else ""


def _about_keeping(score: AnswerScore) -> str:
    assert score.conciseness is not None
    return _sentence("keep", words=score.conciseness.words)


def _dearest(score: AnswerScore, *rules: str) -> Receipt | None:
    """The receipt of these rules that takes most; the first of equals, None where none takes anything."""
    costs = [receipt for receipt in score.receipts if receipt.points < 0 and receipt.rule.startswith(rules)]
    return min(costs, key=lambda receipt: receipt.points, default=None)


def _quote(receipt: Receipt) -> str:
    return receipt.span.quote if receipt.span else ""


def _sentence(name: str, **places: object) -> str:
    text: str = _file()["sentences"][name]
    for place, words in places.items():
        text = text.replace("{" + place + "}", " ".join(str(words).split()))
    return text


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(files("simulator.scoring").joinpath("advice.toml").read_text(encoding="utf-8"))
