"""Whisper's models on this machine: which there are, whether they are whole, and fetching one that was asked for.

A model is used only when its checksum is right, and a file that is right is never written over. Nothing here is
fetched without `download` being called.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from simulator.errors import ModelError, UsageError
from simulator.listening.fetching import fetch

PARAMETERS_MILLIONS = {"tiny": 39, "base": 74, "small": 244, "medium": 769, "large": 1550, "turbo": 809}
"""As Whisper's own README has them."""

BYTES_PER_PARAMETER = 2
"""Checkpoints are in half precision."""

ADVISED = "base.en"

Progress = Callable[[int, int | None], None]
"""Told bytes on disk, and bytes in all where the server says."""


@dataclass(frozen=True)
class ModelSource:
    url: str
    sha256: str


@dataclass(frozen=True)
class ModelFacts:
    name: str
    about_bytes: int
    """Size of the download, from the number of parameters."""
    path: Path
    bytes_on_disk: int | None
    """None: not there."""
    verified: bool
    """Its checksum was right when last computed, and the file has not changed since."""


def whisper_sources() -> dict[str, ModelSource]:
    """Every model that openai-whisper knows, smallest first. Imports torch, which takes seconds."""
    import whisper

    sources: dict[str, ModelSource] = {}
    for name, url in sorted(whisper._MODELS.items(), key=lambda item: (_about_bytes(item[0]), item[0])):
        if name not in ("large", "turbo"):  # other names of large-v3 and large-v3-turbo
            sources[name] = ModelSource(url, sha256=url.split("/")[-2])
    return sources


class ModelStore:
    """The models in `folder`, which need not exist. `sources` is asked only where it is needed."""

    def __init__(self, folder: Path, sources: Callable[[], Mapping[str, ModelSource]] = whisper_sources) -> None:
        self.folder = folder
        self._sources = sources

    def models(self) -> tuple[ModelFacts, ...]:
        return tuple(self._facts(name, source) for name, source in self._sources().items())

    def on_disk(self) -> tuple[str, ...]:
        """Names of the files that are there, smallest model first, right or not. Asks no source."""
        names = [path.name.removesuffix(".pt") for path in self.folder.glob("*.pt")]
        return tuple(sorted(names, key=lambda name: (_about_bytes(name), name)))

    def verified(self, name: str) -> Path:
        """The checkpoint, whose checksum is right. Raises ModelError: MI0311 not there, MI0312 not right."""
        source = self._source(name)
        facts = self._facts(name, source)
        if facts.bytes_on_disk is None:
            raise ModelError(
                "MI0311",
                f"The Whisper model {name} is not on this machine.",
                f"Fetch it with: mock-interview models download {name}. The embedded engine works without.",
            )
        if not facts.verified and not self._check(name, source):
            raise ModelError(
                "MI0312",
                f"The Whisper model {facts.path} is damaged: its checksum differs.",
                f"Fetch it again with: mock-interview models download {name}. The embedded engine works without.",
            )
        return facts.path

    def verify(self, name: str) -> bool:
        """Compute the checksum, whatever was found before. Raises ModelError MI0311, UsageError MI0315."""
        self._marker(name).unlink(missing_ok=True)
        try:
            self.verified(name)
        except ModelError as error:
            if error.code == "MI0312":
                return False
            raise
        return True

    def download(self, name: str, progress: Progress = lambda done, total: None) -> Path:
        """Fetch the model, or what is missing of it. Raises ModelError (MI0313, MI0314, MI0316), UsageError MI0315."""
        source = self._source(name)
        path = self._path(name)
        if path.is_file() and (self._facts(name, source).verified or self._check(name, source)):
            return path
        unfinished = path.with_name(path.name + ".part")
        fetch(source.url, unfinished, progress)
        if _sha256(unfinished) != source.sha256:
            unfinished.unlink()
            raise ModelError(
                "MI0314",
                f"What came for the model {name} is not what it should be: its checksum differs.",
                "Try again later. Nothing that was here before was changed, and the embedded engine works without.",
            )
        unfinished.replace(path)
        self._remember(name, source)
        return path

    # ---- within ----------------------------------------------------------------------------------------------------

    def _source(self, name: str) -> ModelSource:
        sources = self._sources()
        if name not in sources:
            raise UsageError("MI0315", f'No model is called "{name}".', f"There are: {', '.join(sources)}.")
        return sources[name]

    def _path(self, name: str) -> Path:
        return self.folder / f"{name}.pt"

    def _marker(self, name: str) -> Path:
        return self.folder / f"{name}.pt.verified"

    def _facts(self, name: str, source: ModelSource) -> ModelFacts:
        path = self._path(name)
        there = path.is_file()
        verified = there and self._remembered(name) == self._stamp(name, source)
        return ModelFacts(name, _about_bytes(name), path, path.stat().st_size if there else None, verified)

    def _check(self, name: str, source: ModelSource) -> bool:
        if _sha256(self._path(name)) != source.sha256:
            return False
        self._remember(name, source)
        return True

    def _remember(self, name: str, source: ModelSource) -> None:
        """So that gigabytes are not read again before every use."""
        self._marker(name).write_text(self._stamp(name, source), encoding="utf-8")

    def _remembered(self, name: str) -> str:
        marker = self._marker(name)
        return marker.read_text(encoding="utf-8") if marker.is_file() else ""

    def _stamp(self, name: str, source: ModelSource) -> str:
        file = self._path(name).stat()
        return f"{source.sha256} {file.st_size} {file.st_mtime_ns}"


def _about_bytes(name: str) -> int:
    for size in ("turbo", *PARAMETERS_MILLIONS):
        if size in name:
            return PARAMETERS_MILLIONS[size] * 1_000_000 * BYTES_PER_PARAMETER
    return 0


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
