"""A service on loopback that sends stored bytes, whatever they are, and hangs up."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread
from types import TracebackType
from typing import Self

from tests.fuzz.changes.of_answers import HERE

__all__ = ["Player"]

_LENGTH = re.compile(rb"content-length:\s*(\d+)", re.IGNORECASE)
#: Otherwise a client may send its next request just before or after it sees that we hung up.
_CLOSE = b"\r\nConnection: close\r\n"


class _Handler(StreamRequestHandler):
    timeout = 10

    def handle(self) -> None:
        """Read the whole request, since a reset would lose the answer; then send the answer."""
        head = b""
        while (line := self.rfile.readline()).strip():
            head += line
        length = _LENGTH.search(head)
        asked = head + self.rfile.read(int(length[1]) if length else 0)
        server = self.server
        assert isinstance(server, _Server)
        name = "2MASS.http" if b"fp_psc" in asked else "AllWISE.http"
        answer = server.answers.get(name, b"").replace(HERE, server.url.encode())
        with suppress(OSError):
            self.wfile.write(answer.replace(b"\r\n", _CLOSE, 1))


class _Server(ThreadingTCPServer):
    daemon_threads = True
    answers: Mapping[str, bytes]
    url: str

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hung up is not a fault."""


class Player:
    """The service; it starts listening when entered."""

    def __init__(self) -> None:
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.url = self.url = f"http://127.0.0.1:{self._server.server_address[1]}/tap"
        self._server.answers = {}
        self._thread = Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _fault: object, _trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def play(self, answers: Mapping[str, bytes]) -> None:
        """Send these from now on, by the requested survey."""
        self._server.answers = dict(answers)
