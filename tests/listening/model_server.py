"""A web server on 127.0.0.1 that serves one file, breaks off where it is told to, and remembers what it was asked."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class ModelServer:
    def __init__(self, content: bytes) -> None:
        self.content = content
        self.break_after: int | None = None
        self.ignores_range = False
        self.ranges: list[str | None] = []
        server = self

        class Request(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server.answer(self)

            def log_message(self, *arguments: object) -> None: ...

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Request)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._http.server_address[1]}/model.pt"

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        asked = request.headers.get("Range")
        self.ranges.append(asked)
        start = 0 if asked is None or self.ignores_range else int(asked.removeprefix("bytes=").rstrip("-"))
        if start >= len(self.content):
            request.send_error(416)
            return
        body = self.content[start:]
        request.send_response(206 if start else 200)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body if self.break_after is None else body[: self.break_after])


@contextmanager
def model_server(content: bytes) -> Iterator[ModelServer]:
    server = ModelServer(content)
    thread = threading.Thread(target=server._http.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server._http.shutdown()
        server._http.server_close()
        thread.join()
