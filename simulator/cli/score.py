"""`score`: any answer against any rubric, typed, recorded or a whole file of them. Keeps nothing."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from simulator.cli.content import FolderOption, open_library
from simulator.cli.screen import out, print_json
from simulator.errors import ContentError, Diagnostic, UsageError

if TYPE_CHECKING:
    from simulator.scoring.answer import Answer
    from simulator.scoring.feedback_rules import FeedbackRules
    from simulator.scoring.result import AnswerScore, Receipt, Span
    from simulator.scoring.rubric import Rubric, Rules
    from simulator.scoring.what_if import Change, WhatIf

MOST_QUOTED_CHARACTERS = 240
"""Of a quote, as shown to people: the JSON has all of it."""


def score(
    context: typer.Context,
    rubric: Annotated[str, typer.Option(help="A rubric's or question's id, or a YAML file.", show_default=False)],
    text: Annotated[str | None, typer.Option(help="The answer.", show_default=False)] = None,
    audio: Annotated[Path | None, typer.Option(help="A recording of the answer.", show_default=False)] = None,
    jsonl: Annotated[
        str | None,
        typer.Option(help='A file of answers, {"id": …, "text": …} a line; - reads stdin.', show_default=False),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object for each answer.")] = False,
    name: Annotated[str, typer.Option(help="The name of the person who answers.", show_default=False)] = "",
    interviewer: Annotated[str, typer.Option(help="The name of who asks.", show_default=False)] = "",
    without: Annotated[
        list[str] | None,
        typer.Option(help="Also the score without these words, or this sentence (1 is the first).", show_default=False),
    ] = None,
    scripts: FolderOption = None,
) -> None:
    """Score an answer, with a receipt for every point.

    Example: mock-interview score --rubric what_is_a_database --text "A container for objects, above all tables."
    """
    if sum(given is not None for given in (text, audio, jsonl)) != 1:
        raise UsageError("MI0120", "Exactly one of --text, --audio and --jsonl says what to score.")
    if without and jsonl is not None:
        hint = "Score the answer that you mean with --text or --audio."
        raise UsageError("MI0120", "--without speaks of one answer, and --jsonl holds several.", hint)
    from simulator.scoring.answer import typed

    library = open_library(context.obj, scripts)
    loaded, rules = library.rubric(rubric), library.rules()
    names = {"candidate": name, "interviewer": interviewer, "interviewer_first": interviewer.split(" ")[0]}
    if jsonl is not None:
        _score_lines(jsonl, loaded, rules, names, as_json)
        return
    answer = typed(text, **names) if text is not None else _recorded(Path(audio or ""), names)
    if without:
        _print_without(answer, loaded, rules, as_json, without)
    else:
        _print_one(answer, loaded, rules, as_json, {})


def _print_one(answer: Answer, rubric: Rubric, rules: Rules, as_json: bool, labels: dict[str, Any]) -> None:
    from simulator.scoring.as_json import score_as_json
    from simulator.scoring.scorer import score_answer

    scored = score_answer(rubric, rules, answer)
    if as_json:
        print_json({**labels, **score_as_json(scored)})
        return
    if labels:
        _print_lines([f"[{labels['id']}]"])
    _print_lines(receipt_lines(scored, rules.feedback))


def _print_without(answer: Answer, rubric: Rubric, rules: Rules, as_json: bool, dropped: Sequence[str]) -> None:
    """The score, and what it would be without those words or sentences, all of them at once."""
    from simulator.scoring.as_json import score_as_json, what_if_as_json
    from simulator.scoring.what_if import what_if

    told = what_if(rubric, rules, answer, [_place_of(words, answer) for words in dropped])
    if as_json:
        print_json({**score_as_json(told.before), "without": what_if_as_json(told)})
        return
    _print_lines([*receipt_lines(told.before, rules.feedback), "", *without_lines(told)])


def _place_of(words: str, answer: Answer) -> Span:
    """Words of the answer, or the number of a sentence. Raises UsageError where the answer has neither."""
    from simulator.scoring.what_if import find_quote, sentences

    there = sentences(answer)
    number = words.strip().rstrip(".")
    if number.isascii() and number.isdigit() and 1 <= int(number[:9]) <= len(there):
        return there[int(number) - 1]
    found = find_quote(answer, words)
    if found is None:
        count = f"{len(there)} sentence{'s' * (len(there) != 1)}"
        hint = f"Give words just as they stand in it, or a sentence's number; it has {count}."
        raise UsageError("MI0123", f"The answer does not hold these words: “{words}”.", hint)
    return found


def _print_lines(lines: Sequence[str]) -> None:
    for line in lines:
        out().print(printable(line), markup=False, soft_wrap=True)


def printable(line: str) -> str:
    """What a terminal would obey rather than show becomes a box: answers come from anywhere."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in line)


def _recorded(path: Path, names: dict[str, str]) -> Answer:
    """What the embedded engine hears in the file, with its times and doubts. Raises UsageError or ModelError."""
    from simulator.listening.moonshine import MoonshineTranscriber
    from simulator.listening.transcribing import transcribe_file, with_second_cut
    from simulator.scoring.answer import Answer, Utterance
    from simulator.scoring.doubt import doubtful_spans

    transcriber = MoonshineTranscriber()
    heard = with_second_cut(transcribe_file(path, transcriber), path, transcriber)
    utterances = tuple(
        Utterance(
            stretch.text, stretch.start_seconds, stretch.end_seconds, doubtful=doubtful_spans(stretch.text, again)
        )
        for stretch, again in zip(heard.transcript.stretches, heard.heard_again or (), strict=True)
    )
    return Answer(
        utterances,
        names,
        heard.speech_seconds,
        heard.longest_pause_seconds,
        heard.pauses_seconds,
        heard.filled_pauses,
    )


# ---- many answers ------------------------------------------------------------------------------------------------


def _score_lines(source: str, rubric: Rubric, rules: Rules, names: dict[str, str], as_json: bool) -> None:
    """Score every good line; then name every bad one. Raises ContentError where there is one."""
    from simulator.scoring.answer import typed

    wrong: list[Diagnostic] = []
    for number, line in enumerate(_lines(source), start=1):
        if not line.strip():
            continue
        try:
            given = _parsed(line)
        except ValueError as error:
            hint = 'Each line is one object: {"id": "a1", "text": "..."}.'
            wrong.append(Diagnostic("MI0121", "stdin" if source == "-" else source, number, f"{error}.", hint))
            continue
        _print_one(typed(given["text"], **names), rubric, rules, as_json, {"id": given.get("id", number)})
    if wrong:
        raise ContentError(wrong)


def _lines(source: str) -> Iterator[bytes]:
    if source == "-":
        yield from sys.stdin.buffer
        return
    try:
        with Path(source).open("rb") as file:
            yield from file
    except OSError as error:
        raise UsageError("MI0122", f"{source} cannot be read: {error.strerror or error}.") from error


def _parsed(line: bytes) -> dict[str, Any]:
    """Raises ValueError saying what is wrong with the line."""
    try:
        given = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ValueError("This line is not UTF-8") from error
    except (json.JSONDecodeError, RecursionError) as error:
        raise ValueError(f"This line is not JSON ({getattr(error, 'msg', 'nested too deeply')})") from error
    if not isinstance(given, dict):
        raise ValueError("This line is not an object")
    if not isinstance(given.get("text"), str):
        raise ValueError("This line has no text")
    return given


# ---- as a person reads it ----------------------------------------------------------------------------------------


def receipt_lines(scored: AnswerScore, told: FeedbackRules) -> list[str]:
    """The score as lines for people: the ideas first, then every receipt, what to make of it, and how it was said."""
    from simulator.review import wording

    if scored.score is None:
        return [wording.not_scored(scored, told.sums)]
    lines = [f"{wording.ideas(scored, told.sums)}. {wording.score_line(scored, told.sums)}."]
    lines += [_receipt_line(receipt) for receipt in scored.receipts]
    feedback = scored.feedback
    lines += [f"→ {sentence}" for sentence in (feedback.keep, feedback.most, feedback.next) if sentence]
    if line := wording.delivery_line(scored.delivery, told.pace):
        lines.append(f"Beside the score: {line}. {scored.delivery.remark}")
    lines += [f"Beside the score: {remark}" for remark in scored.remarks]
    return [line.rstrip() for line in lines]


def _receipt_line(receipt: Receipt) -> str:
    points = f"{receipt.points:+6.1f}" if receipt.points else "     –"
    if receipt.span is None:
        return f"{points}  {receipt.reason}"
    at = "" if receipt.span.start_seconds is None else f" at {receipt.span.start_seconds:.1f} s"
    quote = f"“{_shown(receipt.span.quote)}”"
    return f"{points}  {receipt.reason}{at}" if quote in receipt.reason else f"{points}  {receipt.reason}  {quote}{at}"


def without_lines(told: WhatIf) -> list[str]:
    """Both scores in one line, then each receipt that changed, the largest difference first."""
    dropped = " and ".join(f"“{_shown(span.quote)}”" for span in told.dropped)
    if told.after.score is None:
        left = told.after.not_scored if told.answer.text.strip() else "nothing is left"
        return [f"Without {dropped}: not scored, {left}."]
    before = "not scored" if told.before.score is None else f"{told.before.score:.1f}"
    difference = "" if told.points is None else f" ({told.points:+.1f})"
    lines = [f"Without {dropped}: {told.after.score:.1f} instead of {before}{difference}."]
    for change in sorted(told.changes, key=lambda change: -abs(change.points)):
        lines.append(change_line(change))
    return lines if told.changes else [*lines, "No receipt changes."]


def change_line(change: Change) -> str:
    """The difference, the rule, its points before and after, and the words it rested or rests on."""
    was = f"{change.before:+.1f} becomes {change.after:+.1f}" if change.points else "rests on other words"
    quotes = [f"“{_shown(quote)}”" for quote in change.quotes[:1]]
    quotes += [f"now “{_shown(quote)}”" for quote in change.quotes_instead[:1]]
    return f"{change.points:+6.1f}  {change.rule} {was}  {' '.join(quotes)}".rstrip()


def _shown(quote: str) -> str:
    """On one line; of a long one its beginning and its end."""
    from simulator.scoring.quoting import printable

    line = " ".join(printable(quote).split())
    half = MOST_QUOTED_CHARACTERS // 2
    return line if len(line) <= MOST_QUOTED_CHARACTERS else f"{line[:half].rstrip()} … {line[-half:].lstrip()}"
