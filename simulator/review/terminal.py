"""The scored transcript for the terminal: what was asked and said, what it earned and why. Builds, never prints."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from simulator.review import wording
from simulator.review.marks import Numbered, numbered, words_of
from simulator.review.model import Exchange, Review, Turn
from simulator.scoring.result import AnswerScore

EARNED = "green"
COST = "red"
ASIDE = "dim"
_INDENT = 2


def rendered(review: Review, figures: bool = False) -> RenderableType:
    """The whole review. With `figures`, each receipt shows its points and its rule."""
    parts: list[RenderableType] = list(_head(review))
    headings = wording.headings(review)
    for place, exchange in enumerate(review.exchanges):
        if place in headings:
            parts += ["", _heading(headings[place], exchange)]
        parts += _exchange(exchange, review, figures)
    parts += list(_foot(review))
    return Group(*parts)


def _head(review: Review) -> Iterator[RenderableType]:
    yield Text(review.title, style="bold")
    yield Text(f"{review.interviewer}, {review.interviewer_title} · {review.company} · {review.role}")
    yield Text(wording.summary_line(review), style=ASIDE)
    totals = wording.totals(review)
    if totals.of:
        line = Text()
        line.append(f"{totals.heard} of {totals.of} ideas heard", style="bold")
        line.append(f" · {wording.answered_line(review)}")
        yield Text()
        yield line
    if review.call_score is not None and review.call_score.score is not None:
        yield Text(f"The call: {wording.figure(review.call_score.score)} of 100")


def _heading(name: str, exchange: Exchange) -> RenderableType:
    title = Text(name, style="bold")
    if exchange.score is not None:
        score = exchange.score.score
        title.append(f" · {'not scored' if score is None else wording.figure(score)}", style="not bold")
    return Rule(title, align="left", characters="─", style=ASIDE)


def _exchange(exchange: Exchange, review: Review, figures: bool) -> Iterator[RenderableType]:
    table = Table.grid(padding=(0, 2))
    names = {turn.interviewer_id: review.interviewer for turn in exchange.turns}
    width = max(len(name.split()[0]) for name in (*names.values(), review.candidate or "You"))
    table.add_column(no_wrap=True, min_width=width)
    table.add_column(ratio=1)
    for turn in exchange.turns:
        _add_turn(table, turn, exchange, review)
    yield table
    if exchange.score is not None:
        yield Padding(Group(*_findings(exchange, exchange.score, figures)), (0, 0, 0, _INDENT))


def _add_turn(table: Table, turn: Turn, exchange: Exchange, review: Review) -> None:
    prompt = Text(turn.text)
    if why := wording.why_asked(turn):
        prompt.append(f"  ({why})", style=ASIDE)
    table.add_row(Text(review.interviewer.split()[0], style=ASIDE), prompt)
    if not turn.expects_answer:
        return
    said = Text()
    take = turn.take
    if take is None or not take.text:
        said.append(f"({wording.no_words(take)})", style=ASIDE)
    if take is not None:
        for words in words_of(take, exchange):
            style = COST if words.costs else EARNED if words.earns else ASIDE if take.aside else ""
            said.append(words.text.replace("\n", " "), style=style)
            for each in words.ending:
                said.append(f"[{each.number}]", style=ASIDE)
        if below := wording.below_take(take):
            said.append(f"  ({below})", style=ASIDE)
    table.add_row(Text(review.candidate or "You", style="bold"), said)


def _findings(exchange: Exchange, score: AnswerScore, figures: bool) -> Iterator[RenderableType]:
    if score.score is None:
        yield Text(f"Not scored: {score.not_scored}.", style=ASIDE)
        return
    yield Text(" · ".join(part for part in (wording.ideas(score), wording.length(score)) if part), style="bold")
    table = Table.grid(padding=(0, 1))
    table.add_column(no_wrap=True)
    table.add_column(ratio=1)
    for each in numbered(exchange):
        if each.is_shown or (figures and each.receipt.points):
            table.add_row(_sign(each, figures), _receipt(each, figures))
    for item in wording.missing(score):
        table.add_row(item.sign, Text(item.text))
    for suggestion in wording.suggestions(score):
        table.add_row("→", Text(suggestion, style="italic"))
    if score.delivery.remark:
        table.add_row("·", Text(score.delivery.remark))
    yield table
    if figures:
        yield Text(wording.figures_line(score), style=ASIDE)


def _sign(each: Numbered, figures: bool) -> Text:
    style = COST if each.costs else EARNED if each.earns else ASIDE
    if figures:
        return Text(wording.points(each.receipt.points), style=style, justify="right")
    return Text("−" if each.costs else "+", style=style)


def _receipt(each: Numbered, figures: bool) -> Text:
    receipt = each.receipt
    line = Text(f"{receipt.rule}  " if figures else "", style="")
    line.append(receipt.reason)
    if receipt.span is not None:
        line.append(f"  [{each.number}]", style=ASIDE)
        if not wording.is_quoted_in(receipt):
            line.append(f" “{receipt.span.quote}”")
        if receipt.span.start_seconds is not None:
            line.append(f" {wording.clock(receipt.span.start_seconds)}", style=ASIDE)
    return line


def _foot(review: Review) -> Iterator[RenderableType]:
    lines = wording.closing_lines(review) + wording.failures(review)
    if lines:
        yield ""
    for line in lines:
        yield Text(line, style=ASIDE)
