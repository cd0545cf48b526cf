"""The command `mock-interview`: puts the commands together and turns errors into messages and exit codes.

Only this package prints. Exit codes: 0 done; 1 a check found problems; 2 usage or bad content; 3 a device or model is
missing; 130 interrupted (and everything kept).
"""

from __future__ import annotations

import errno
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from simulator import __version__
from simulator.cli import accepting, content, drafting, drill, phone, rescoring, review, revising, score, transcribe
from simulator.cli.screen import drop_output, print_error, use_utf8, utf8_argument
from simulator.cli.settings import Settings

app = typer.Typer(
    name="mock-interview",
    help="Practise a job interview in applied machine learning, aloud, on your own machine. Nothing leaves it.",
    epilog="Example: mock-interview phone --minutes 10 --name Mike",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"mock-interview {__version__}")
        raise typer.Exit


@app.callback()
def _settings(
    context: typer.Context,
    home: Annotated[
        Path | None, typer.Option(help="Where sessions are kept. Also: MOCK_INTERVIEW_HOME.", show_default=False)
    ] = None,
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print it.")] = False,
) -> None:
    context.obj = Settings.from_environment(home)


for command in (
    phone.phone,
    phone.onsite,
    drill.drill,
    phone.demo,
    phone.resume,
    review.review,
    review.history,
    revising.revise,
    rescoring.rescore,
    transcribe.transcribe,
    score.score,
    transcribe.devices,
):
    app.command()(command)
content.rubrics_app.command("accept")(accepting.accept)
content.rubrics_app.command("draft")(drafting.draft)
app.add_typer(content.scripts_app, name="scripts")
app.add_typer(content.rubrics_app, name="rubrics")
app.add_typer(transcribe.models_app, name="models")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and exit the process with its code."""
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code. Errors that are ours to explain print one message, no traceback."""
    from simulator.errors import InterviewError

    use_utf8()
    try:
        app(home_first([utf8_argument(argument) for argument in arguments]))
    except InterviewError as error:
        print_error(error)
        return error.exit_code
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EIO, errno.EBADF):
            raise
        sys.stderr.write(
            f"The output cannot be written: {error.strerror}. Everything said is kept in the home folder.\n"
        )
        drop_output()
        return 3
    except KeyboardInterrupt:
        return 130  # Typer has its own way out; this is for an interrupt before or after it
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 0
    return 0


def home_first(arguments: list[str]) -> list[str]:
    """The arguments with --home in front of the command: people write it on either side."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    for place, argument in enumerate(arguments[:end]):
        if argument == "--home" and place + 1 < end:
            return [*arguments[place : place + 2], *arguments[:place], *arguments[place + 2 :]]
        if argument.startswith("--home="):
            return [argument, *arguments[:place], *arguments[place + 1 :]]
    return arguments


if __name__ == "__main__":
    main()
