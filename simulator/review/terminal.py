"""The scored transcript for the terminal: what was asked and said, what it earned and why. Builds, never prints."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from simulator.interview.events import Part
from simulator.review import call_words, time_words, wording
from simulator.review.marks import Numbered, numbered, words_of
from simulator.review.model import Exchange, Review, Turn
from simulator.review.without import without
from simulator.scoring.quoting import printable
from simulator.scoring.result import AnswerScore

EARNED = "green"
COST = "red"
ASIDE = "dim"
COACH = "Coach"
_INDENT = 2
_BAR_CHARACTERS = 24


def rendered(review: Review, figures: bool = False) -> RenderableType:
    """The whole review. With `figures`, each receipt shows its points and its rule."""
    parts: list[RenderableType] = list(_head(review, figures))
    headings = call_words.headings(review)
    for place, exchange in enumerate(review.exchanges):
        if place in headings:
            parts += ["", _heading(headings[place], wording.figure_of(exchange))]
        parts += _exchange(exchange, review, figures)
    parts += [*_judged_manners(review, figures), *_time(review), *_beside(review), *_foot(review)]
    return Group(*parts)


def _head(review: Review, figures: bool) -> Iterator[RenderableType]:
    yield Text(review.title, style="bold")
    yield Text(call_words.speakers_line(review))
    yield Text(call_words.summary_line(review), style=ASIDE)
    if line := call_words.difficulties_line(review):
        yield Text(line, style=ASIDE)
    totals = call_words.totals(review)
    if totals.of:
        heard = Text()
        heard.append(f"{totals.heard} of {totals.of} ideas heard", style="bold")
        heard.append(f" · {call_words.answered_line(review)}")
        yield Text()
        yield heard
    for line in (call_words.call_line(review), call_words.self_rating_line(review)):
        if line:
            yield Text(line)
    for line in call_words.part_lines(review) if figures else ():
        yield Text(line, style=ASIDE)


def _heading(name: str, beside: str = "") -> RenderableType:
    title = Text(name, style="bold")
    if beside:
        title.append(f" · {beside}", style="not bold")
    return Rule(title, align="left", characters="─", style=ASIDE)


# ---- an exchange -------------------------------------------------------------------------------------------------


def _exchange(exchange: Exchange, review: Review, figures: bool) -> Iterator[RenderableType]:
    table = Table.grid(padding=(0, 2))
    names = [call_words.speaker_name(turn, review) for turn in exchange.turns]
    width = max(len(name) for name in (*names, call_words.candidate_name(review)))
    table.add_column(no_wrap=True, min_width=width)
    table.add_column(ratio=1)
    for turn in exchange.turns:
        _add_turn(table, turn, exchange, review)
    if exchange.credit is not None:
        table.add_row("", Text(exchange.asked))
    yield table
    if exchange.score is not None:
        yield Padding(Group(*_findings(exchange, exchange.score, figures)), (0, 0, 0, _INDENT))


def _add_turn(table: Table, turn: Turn, exchange: Exchange, review: Review) -> None:
    if not turn.is_silent:
        prompt = Text(turn.text)
        if why := wording.why_asked(turn):
            prompt.append(f"  ({why})", style=ASIDE)
        name = COACH if turn.part is Part.GOOD_ANSWER else call_words.speaker_name(turn, review)
        table.add_row(Text(name, style=ASIDE), prompt)
    if turn.shows_answer:
        table.add_row(Text(call_words.candidate_name(review), style="bold"), _said(turn, exchange))
    if turn.coaching is not None:
        told = wording.coached(turn.coaching, review.feedback.shown)
        table.add_row(Text(COACH, style=ASIDE), Text(told, style="italic"))


def _said(turn: Turn, exchange: Exchange) -> Text:
    said = Text()
    take = turn.take
    if take is None or not take.text:
        said.append(f"({wording.no_words(take, exchange.rules.feedback.shown)})", style=ASIDE)
    if take is not None:
        for words in words_of(take, exchange):
            style = COST if words.costs else EARNED if words.earns else ASIDE if take.aside else ""
            said.append(words.text.replace("\n", " "), style=style)
            for each in words.ending:
                said.append(f"[{each.number}]", style=ASIDE)
        if below := wording.below_take(take, exchange):
            said.append(f"  ({below})", style=ASIDE)
    return said


def _findings(exchange: Exchange, score: AnswerScore, figures: bool) -> Iterator[RenderableType]:
    told = exchange.rules.feedback
    for line in wording.above_findings(exchange):
        yield Text(line)
    if score.score is None:
        yield Text(wording.not_scored(score, told.sums), style=ASIDE)
        return
    is_honest = wording.is_said_not_to_be_known(exchange)
    if not is_honest:
        parts = (wording.ideas(score, told.sums), wording.length(score, told))
        yield Text(" · ".join(part for part in parts if part), style="bold")
        yield Text(wording.score_line(score, told.sums), style=ASIDE)
    table = Table.grid(padding=(0, 1))
    table.add_column(no_wrap=True)
    table.add_column(ratio=1)
    for each in numbered(exchange):
        if (each.is_shown and not is_honest) or (figures and each.receipt.points):
            table.add_row(_sign(each, figures), _receipt(each, exchange, figures))
    for item in wording.missing(exchange):
        table.add_row(item.sign, Text(item.text))
    for suggestion in wording.suggestions(score):
        table.add_row("→", Text(suggestion, style="italic"))
    for line in wording.feedback_lines(exchange):
        table.add_row("→", Text(line, style="italic"))
    for line in wording.also_lines(exchange):
        table.add_row("·", Text(line))
    if score.delivery.remark:
        table.add_row("·", Text(score.delivery.remark))
    yield table
    if figures:
        yield Text(wording.figures_line(score), style=ASIDE)
        if line := wording.delivery_line(score.delivery, told.pace):
            yield Text(f"Beside the score: {line}", style=ASIDE)


def _sign(each: Numbered, figures: bool) -> Text:
    style = COST if each.costs else EARNED if each.earns else ASIDE
    if figures:
        return Text(wording.points(each.receipt.points), style=style, justify="right")
    return Text("−" if each.costs else "+", style=style)


def _receipt(each: Numbered, exchange: Exchange, figures: bool) -> Text:
    receipt = each.receipt
    line = Text(f"{receipt.rule}  " if figures else "", style="")
    line.append(receipt.reason)
    if receipt.span is not None:
        line.append(f"  [{each.number}]", style=ASIDE)
        if not wording.is_quoted_in(receipt):
            line.append(f" “{printable(receipt.span.quote)}”")
        if receipt.span.start_seconds is not None:
            line.append(f" {wording.clock(receipt.span.start_seconds)}", style=ASIDE)
    if better := without(exchange, receipt):
        line.append(f"  {better.told(exchange.rules.feedback.shown)}", style="bold")
    return line


# ---- after the exchanges -----------------------------------------------------------------------------------------


def _time(review: Review) -> Iterator[RenderableType]:
    if not time_words.has_ledger(review):
        return
    yield ""
    yield _heading("Time", time_words.together(review.ledger))
    table = Table.grid(padding=(0, 2))
    table.add_column(overflow="fold")
    table.add_column(justify="right", no_wrap=True)
    table.add_column(no_wrap=True)
    for row in time_words.rows(review.ledger):
        table.add_row(Text(row.name), Text(row.told), _bar(row))
    yield table
    for sentence in time_words.sentences(review):
        yield Text(sentence)
    if line := call_words.talk_line(review):
        yield Text(line, style=ASIDE)


def _bar(row: time_words.TimeRow) -> Text:
    """What was used, thick; what was planned and not used, thin; what ran over the plan, in another colour."""
    used, planned = round(row.used_share * _BAR_CHARACTERS), round(row.planned_share * _BAR_CHARACTERS)
    within = min(used, planned) if row.is_over else used
    bar = Text("━" * within, style=EARNED)
    bar.append("━" * (used - within), style=COST)
    return bar.append("┄" * (planned - used), style=ASIDE)


def _judged_manners(review: Review, figures: bool) -> Iterator[RenderableType]:
    if review.judged_manners is None:
        return
    yield ""
    yield _heading(call_words.judged_heading(review), wording.figure(review.judged_manners.score.score or 0.0))
    table = Table.grid(padding=(0, 2))
    for what, told in call_words.judged_lines(review, figures):
        table.add_row(Text(what), Text(told, style=ASIDE))
    yield table
    yield Text(review.feedback.call.judged_note, style=ASIDE)


def _beside(review: Review) -> Iterator[RenderableType]:
    """Courtesies and self-checks: kept, and never scored."""
    for heading, note, lines in (
        (review.feedback.call.courteous, review.feedback.call.courteous_note, call_words.manner_lines(review)),
        (call_words.CHECKS_HEADING, call_words.CHECKS_NOTE, call_words.check_lines(review)),
    ):
        if not lines:
            continue
        yield ""
        yield _heading(heading)
        table = Table.grid(padding=(0, 2))
        for what, told in lines:
            table.add_row(Text(what), Text(told, style=ASIDE))
        yield table
        yield Text(note, style=ASIDE)


def _foot(review: Review) -> Iterator[RenderableType]:
    lines = call_words.closing_lines(review) + call_words.failures(review)
    if lines:
        yield ""
    for line in lines:
        yield Text(line, style=ASIDE)
