"""`rubrics accept`: "I did say this". Words of the person's become a phrasing in their own copy of the rubric."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from simulator.cli.content import FolderOption, open_library
from simulator.cli.screen import messages, out, print_json
from simulator.cli.settings import Settings, cache_folder

if TYPE_CHECKING:
    from simulator.content.own_phrases import Accepted
    from simulator.scoring.answer import Answer
    from simulator.scoring.rubric import Rubric, Rules


def accept(
    context: typer.Context,
    rubric: Annotated[str, typer.Argument(help="A question's or behaviour's id.", show_default=False)],
    idea: Annotated[str, typer.Argument(help="The idea that you said: its id.", show_default=False)],
    words: Annotated[str, typer.Argument(help="The words with which you said it.", show_default=False)],
    answer: Annotated[str | None, typer.Option(help="An answer to score before and after.", show_default=False)] = None,
    session: Annotated[str, typer.Option(help="Show what your answer in this session earns now.")] = "last",
    scripts: FolderOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Say "I did say this": from now on these words earn the idea, in your own copy of the rubric.

    The copy lies in the folder `content` of your home folder and is found first. To take it back, delete the line, or
    the file.

    Example: mock-interview rubrics accept what_is_a_database table "everything in it hangs on tables"
    """
    from simulator.content.own_phrases import accept as accept_phrase

    settings: Settings = context.obj
    library = open_library(settings, scripts)
    rules, before = library.rules(), library.rubric(rubric)
    accepted = accept_phrase(library, settings.home / "content", rubric, idea, words)
    answers = _answers(settings, before, answer, session)
    scores = [(name, *_scores(given, before, accepted.rubric, rules)) for name, given in answers]
    if as_json:
        print_json(
            {
                "rubric": before.id,
                "idea": accepted.concept.id,
                "phrase": accepted.phrase,
                "file": str(accepted.path),
                "new_copy": accepted.is_new_copy,
                "also_says": list(accepted.also_says),
                "answers": [{"answer": name, "before": old, "after": new} for name, old, new in scores],
            }
        )
        return
    for line in (*_told(accepted), *(_scores_line(*each) for each in scores)):
        out().print(line, markup=False, soft_wrap=True)
    messages().print(f"To take it back, delete the line, or the file: {accepted.path}", markup=False, soft_wrap=True)


def _told(accepted: Accepted) -> list[str]:
    lines = [f"“{accepted.phrase}” now earns: {accepted.concept.idea}."]
    if accepted.is_new_copy:
        lines.append(f"Your own copy of '{accepted.rubric.id}' is used from now on: {accepted.path}")
    if accepted.also_says:
        lines.append(f"The same words also earn: {'; '.join(accepted.also_says)}.")
    return lines


def _answers(settings: Settings, rubric: Rubric, given: str | None, session: str) -> list[tuple[str, Answer]]:
    """What to score before and after: the answer given, or those of a session, if there is one."""
    from simulator.journal.store import FILE_NAME, Store
    from simulator.scoring.answer import typed

    if given is not None:
        return [("This answer", typed(given))]
    if session == "last" and not (settings.home / FILE_NAME).exists():
        return []
    from simulator.review.projection import read_review

    with Store.open(settings.home) as store:
        if session == "last" and not any(summary.event_count for summary in store.sessions()):
            return []
        read = read_review(store, session, cache=cache_folder(settings.home))
    return [
        (f"Your answer in {read.session}", exchange.answer)
        for exchange in read.exchanges
        if exchange.rubric_id == rubric.id and exchange.answer is not None
    ]


def _scores(answer: Answer, before: Rubric, after: Rubric, rules: Rules) -> tuple[float | None, float | None]:
    from simulator.scoring.scorer import score_answer

    return score_answer(before, rules, answer).score, score_answer(after, rules, answer).score


def _scores_line(name: str, before: float | None, after: float | None) -> str:
    if before is None or after is None:
        return f"{name} is not scored."
    return f"{name}: {before:.1f} before, {after:.1f} now."
