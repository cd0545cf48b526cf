"""Fetching one large file, going on where an earlier try stopped. Nothing else in the program may use the network."""

from __future__ import annotations

import errno
import http.client
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from simulator.errors import ModelError

PIECE_BYTES = 1 << 16
PATIENCE_SECONDS = 30.0
"""For an answer, and between two pieces."""

GO_ON = "What has come is kept: the same command goes on from there. The embedded engine works without."


def fetch(url: str, path: Path, progress: Callable[[int, int | None], None]) -> None:
    """The whole of `url` in `path`, whose present bytes are taken for its beginning.

    Raises ModelError: MI0313 without a connection or when it breaks, MI0316 where the disk refuses.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        have = path.stat().st_size if path.is_file() else 0
    except OSError as error:
        raise _disk_refused(path, error) from error
    try:
        with _ask(url, have) as answer:
            goes_on = answer.status == http.HTTPStatus.PARTIAL_CONTENT
            _write(answer, path, have if goes_on else 0, progress)
    except urllib.error.HTTPError as error:
        if error.code != http.HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
            raise ModelError("MI0313", f"The server refused {url}: {error.code} {error.reason}.", GO_ON) from error
        # Nothing follows what is here: it is whole, or wrong, which the checksum will tell.
    except (urllib.error.URLError, http.client.HTTPException, TimeoutError, ConnectionError) as error:
        reason = getattr(error, "reason", error)
        raise ModelError("MI0313", f"{url} cannot be reached ({reason}).", GO_ON) from error


def _ask(url: str, have: int) -> http.client.HTTPResponse:
    request = urllib.request.Request(url, headers={"Range": f"bytes={have}-"} if have else {})
    answer: http.client.HTTPResponse = urllib.request.urlopen(request, timeout=PATIENCE_SECONDS)
    return answer


def _write(
    answer: http.client.HTTPResponse, path: Path, have: int, progress: Callable[[int, int | None], None]
) -> None:
    length = answer.headers.get("Content-Length")
    total = have + int(length) if length else None
    done = have
    try:
        file = path.open("ab" if have else "wb")
    except OSError as error:
        raise _disk_refused(path, error) from error
    with file:
        progress(done, total)
        while piece := answer.read(PIECE_BYTES):
            try:
                file.write(piece)
            except OSError as error:
                raise _disk_refused(path, error) from error
            done += len(piece)
            progress(done, total)
    if total is not None and done < total:
        raise ConnectionError(f"the connection broke after {done:,} of {total:,} bytes")


def _disk_refused(path: Path, error: OSError) -> ModelError:
    full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    hint = "Make room, then give the same command again." if full else "See that the folder is yours to write."
    return ModelError("MI0316", f"{path} cannot be written: {error.strerror or error}.", hint)
