"""The commands `transcribe`, `models` and `devices`: what the program hears with, seen from the terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from simulator.cli.screen import messages, out, print_error, print_json
from simulator.cli.settings import Settings
from simulator.listening.engines import Engine

if TYPE_CHECKING:
    from simulator.listening.models import ModelStore
    from simulator.listening.transcribing import HeardFile

models_app = typer.Typer(
    name="models",
    help="Whisper's models on this machine. None is fetched unless you ask for it by name.\n\n"
    "Example: mock-interview models download base.en",
    no_args_is_help=True,
    rich_markup_mode=None,
)

AsJson = Annotated[bool, typer.Option("--json", help="Results as JSON on stdout, and nothing else there.")]


def transcribe(
    context: typer.Context,
    audio: Annotated[
        list[Path], typer.Argument(help="Sound files: wav, flac, mp3, ogg and others.", metavar="AUDIO...")
    ],
    engine: Annotated[Engine, typer.Option(help="auto: Whisper where a model is here, else moonshine.")] = Engine.AUTO,
    model: Annotated[str, typer.Option(help="Which of Whisper's models.", show_default=False)] = "",
    as_json: AsJson = False,
) -> None:
    """Write down what is said in sound files, on this machine, heard just as in a call.

    A file that cannot be heard is named, the others go on, and the exit code is 2.

    Example: mock-interview transcribe answer.wav --json
    """
    from simulator.errors import InterviewError
    from simulator.listening.engines import open_engine
    from simulator.listening.files import sound_facts
    from simulator.listening.transcribing import transcribe_file, with_second_cut

    transcriber = open_engine(engine, _models(context), model)
    failed = False
    for path in audio:
        try:
            with _progress(path.name, sound_facts(path).seconds, "s") as told:
                heard = transcribe_file(path, transcriber, told)
                if as_json and transcriber.engine == Engine.MOONSHINE:
                    heard = with_second_cut(heard, path, transcriber)
        except InterviewError as error:
            print_error(error)
            failed = True
            continue
        if as_json:
            print_json(_as_object(path, heard))
        else:
            _print_heard(path, heard)
    if failed:
        raise typer.Exit(2)


def devices(as_json: AsJson = False) -> None:
    """List microphones and loudspeakers; a star marks the system's defaults.

    Example: mock-interview devices
    """
    from simulator.listening.devices import sound_devices

    found = sound_devices()
    if as_json:
        print_json([asdict(device) for device in found])
        return
    for title, channels, default in (
        ("Microphones", "input_channels", "is_default_input"),
        ("Loudspeakers", "output_channels", "is_default_output"),
    ):
        rows = [device for device in found if getattr(device, channels) > 0]
        out().print(f"{title}:" if rows else f"{title}: none")
        for device in rows:
            star = "*" if getattr(device, default) else " "
            line = f"{star} {device.index:2}  {device.name} ({device.host_api}, {device.rate_hz} Hz)"
            out().print(line, markup=False, soft_wrap=True)


@models_app.command("list")
def list_models(context: typer.Context, as_json: AsJson = False) -> None:
    """List Whisper's models: size, whether on this machine, whether whole.

    Example: mock-interview models list
    """
    from simulator.listening.models import ADVISED

    models = _models(context).models()
    if as_json:
        print_json([asdict(model) | {"path": str(model.path)} for model in models])
        return
    for model in models:
        here = "not here"
        if model.bytes_on_disk is not None:
            here = "here, checksum right" if model.verified else "here, not verified: mock-interview models verify"
        advised = "  (advised)" if model.name == ADVISED else ""
        out().print(f"{model.name:15} about {model.about_bytes / 1e6:5.0f} MB  {here}{advised}", soft_wrap=True)


@models_app.command("download")
def download_model(
    context: typer.Context, name: Annotated[str, typer.Argument(help="As in `models list`; base.en is advised.")]
) -> None:
    """Fetch one model. Broken off, the same command goes on where it stopped.

    Example: mock-interview models download base.en
    """
    settings: Settings = context.obj
    settings.require_home()
    store = _models(context)
    with _progress(name, None, "bytes") as told:
        path = store.download(name, told)
    messages().print(f"{name} is here, its checksum is right: {path}", markup=False, soft_wrap=True)


@models_app.command("verify")
def verify_models(context: typer.Context, as_json: AsJson = False) -> None:
    """Compute the checksums of the models on this machine. Exit code 1 where one is wrong.

    Example: mock-interview models verify
    """
    store = _models(context)
    known = {model.name for model in store.models()}
    results = [{"name": name, "verified": name in known and store.verify(name)} for name in store.on_disk()]
    if as_json:
        print_json(results)
    elif not results:
        out().print(f"No model in {store.folder}. The embedded engine works without.", markup=False, soft_wrap=True)
    else:
        for result in results:
            verdict = "checksum right" if result["verified"] else "WRONG: fetch it again with models download"
            out().print(f"{result['name']:15} {verdict}", markup=False, soft_wrap=True)
    if not all(result["verified"] for result in results):
        raise typer.Exit(1)


def _models(context: typer.Context) -> ModelStore:
    from simulator.listening.models import ModelStore

    settings: Settings = context.obj
    return ModelStore(settings.home / "models")


def _as_object(path: Path, heard: HeardFile) -> dict[str, Any]:
    transcript = heard.transcript
    return {
        "file": str(path),
        "text": transcript.text,
        "engine": transcript.engine,
        "model": transcript.model,
        "version": transcript.version,
        "seconds": heard.seconds,
        "stretches": [
            asdict(stretch) | {"doubtful": doubtful}
            for stretch, doubtful in zip(transcript.stretches, _doubtful(heard), strict=True)
        ],
    }


def _doubtful(heard: HeardFile) -> list[tuple[tuple[int, int], ...] | None]:
    """Of each stretch: the characters that a second cut of its sound heard otherwise; None where there was none."""
    from simulator.scoring.doubt import doubtful_spans

    if heard.heard_again is None:
        return [None] * len(heard.transcript.stretches)
    return [
        doubtful_spans(stretch.text, again)
        for stretch, again in zip(heard.transcript.stretches, heard.heard_again, strict=True)
    ]


def _print_heard(path: Path, heard: HeardFile) -> None:
    transcript = heard.transcript
    title = f"{path} ({heard.seconds:.1f} s, {transcript.engine} {transcript.model})"
    out().print(title, style="bold", markup=False, soft_wrap=True)
    out().print(transcript.text or "(no speech was heard)", markup=False)


@contextmanager
def _progress(title: str, total: float | None, unit: str) -> Iterator[Any]:
    """A bar on stderr where that is a terminal. Gives a function to be told how far it is, and of how much."""
    if not sys.stderr.isatty():
        yield lambda done, total=None: None
        return
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

    amount = DownloadColumn() if unit == "bytes" else TextColumn("{task.completed:.0f}/{task.total:.0f} s")
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), amount, TimeRemainingColumn())
    with Progress(*columns, console=messages(), transient=True) as bar:
        task = bar.add_task(title, total=total)
        yield lambda done, of=total: bar.update(task, completed=done, total=of)
