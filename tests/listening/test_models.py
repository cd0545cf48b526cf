from __future__ import annotations

import hashlib
import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator.errors import ModelError, UsageError
from simulator.listening.models import ModelSource, ModelStore, whisper_sources
from tests.listening.model_server import ModelServer, model_server

CONTENT = os.urandom(300_000)
SHA256 = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with model_server(CONTENT) as made:
        yield made


@pytest.fixture
def store(tmp_path: Path, server: ModelServer) -> ModelStore:
    return ModelStore(tmp_path / "models", lambda: {"tiny.en": ModelSource(server.url, SHA256)})


def refusal(store: ModelStore) -> ModelError:
    with pytest.raises(ModelError) as raised:
        store.download("tiny.en")
    return raised.value


def test_a_model_is_fetched_verified_and_listed(store: ModelStore) -> None:
    told: list[tuple[int, int | None]] = []
    path = store.download("tiny.en", lambda done, total: told.append((done, total)))
    assert path.read_bytes() == CONTENT
    assert told[0] == (0, 300_000)
    assert told[-1] == (300_000, 300_000)
    (facts,) = store.models()
    assert (facts.bytes_on_disk, facts.verified) == (300_000, True)
    assert facts.about_bytes == 78_000_000
    assert store.verified("tiny.en") == path


def test_what_is_here_and_right_is_not_fetched_again(store: ModelStore, server: ModelServer) -> None:
    store.download("tiny.en")
    store.download("tiny.en")
    assert len(server.ranges) == 1


def test_a_broken_download_goes_on_where_it_stopped(store: ModelStore, server: ModelServer) -> None:
    server.break_after = 100_000
    error = refusal(store)
    assert (error.code, error.exit_code) == ("MI0313", 3)
    assert "kept" in error.hint
    assert store.models()[0].bytes_on_disk is None
    server.break_after = None
    assert store.download("tiny.en").read_bytes() == CONTENT
    assert server.ranges == [None, "bytes=100000-"]


def test_a_server_that_cannot_go_on_begins_anew(store: ModelStore, server: ModelServer) -> None:
    server.break_after = 100_000
    refusal(store)
    server.break_after, server.ignores_range = None, True
    assert store.download("tiny.en").read_bytes() == CONTENT


def test_a_download_that_was_whole_but_not_yet_verified_is_taken(store: ModelStore, server: ModelServer) -> None:
    store.folder.mkdir()
    (store.folder / "tiny.en.pt.part").write_bytes(CONTENT)
    assert store.download("tiny.en").read_bytes() == CONTENT
    assert server.ranges == ["bytes=300000-"]


def test_a_wrong_checksum_never_becomes_a_model_nor_stays_to_be_gone_on_with(
    store: ModelStore, server: ModelServer
) -> None:
    server.content = b"somebody else's file" * 1000
    assert refusal(store).code == "MI0314"
    assert list(store.folder.iterdir()) == []
    server.content = CONTENT
    assert store.download("tiny.en").read_bytes() == CONTENT


def test_what_was_here_stays_until_what_came_is_right(store: ModelStore, server: ModelServer) -> None:
    path = store.download("tiny.en")
    path.write_bytes(b"damaged")
    server.content = b"and the server is wrong too" * 1000
    assert refusal(store).code == "MI0314"
    assert path.read_bytes() == b"damaged"
    server.content = CONTENT
    assert store.download("tiny.en").read_bytes() == CONTENT


def test_without_a_network_it_is_said_and_that_the_embedded_engine_works(tmp_path: Path) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{closed.getsockname()[1]}/model.pt"
    error = refusal(ModelStore(tmp_path, lambda: {"tiny.en": ModelSource(url, SHA256)}))
    assert (error.code, error.exit_code) == ("MI0313", 3)
    assert "cannot be reached" in error.message
    assert "embedded engine works without" in error.hint


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path, server: ModelServer) -> None:
    (tmp_path / "file").write_text("in the way")
    store = ModelStore(tmp_path / "file" / "models", lambda: {"tiny.en": ModelSource(server.url, SHA256)})
    assert refusal(store).code == "MI0316"


def test_a_model_that_is_not_here_is_not_used_and_nothing_is_fetched(store: ModelStore, server: ModelServer) -> None:
    with pytest.raises(ModelError, match=r"MI0311.*models download tiny\.en"):
        store.verified("tiny.en")
    assert server.ranges == []


def test_a_damaged_model_is_not_used(store: ModelStore) -> None:
    path = store.download("tiny.en")
    path.write_bytes(CONTENT[:-1] + bytes([CONTENT[-1] ^ 1]))
    os.utime(path, ns=(1, 1))
    assert not store.models()[0].verified
    with pytest.raises(ModelError, match="MI0312"):
        store.verified("tiny.en")
    assert store.verify("tiny.en") is False


def test_a_model_that_was_put_there_by_hand_is_verified_before_use(store: ModelStore) -> None:
    store.folder.mkdir()
    (store.folder / "tiny.en.pt").write_bytes(CONTENT)
    assert not store.models()[0].verified
    assert store.verified("tiny.en").read_bytes() == CONTENT
    assert store.models()[0].verified


def test_verify_reads_the_file_again_whatever_was_remembered(store: ModelStore) -> None:
    path = store.download("tiny.en")
    before = path.stat()
    path.write_bytes(bytes(len(CONTENT)))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert store.models()[0].verified
    assert store.verify("tiny.en") is False


def test_an_unknown_model_is_named_with_those_there_are(store: ModelStore) -> None:
    with pytest.raises(UsageError, match=r'MI0315.*"tiney".*tiny\.en'):
        store.download("tiney")


def test_whispers_own_models_have_their_checksums_and_sizes() -> None:
    sources = whisper_sources()
    assert next(iter(sources)) == "tiny"
    assert {"tiny.en", "base.en", "small.en", "medium.en", "large-v3", "large-v3-turbo"} < set(sources)
    assert all(len(source.sha256) == 64 and source.url.endswith(".pt") for source in sources.values())
