"""A web server on loopback for the files of a folder, with byte ranges, that counts what it sends.

The standard library's server knows no ranges, without which nobody reads a part of a Parquet file.
"""

from __future__ import annotations

import contextlib
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

__all__ = ["Served", "serve"]

_RANGE = re.compile(r"bytes=(\d+)-(\d*)$")


@dataclass(kw_only=True)
class Served:
    """A server that runs.

    Attributes
    ----------
    url : str
        Without a final slash.
    requests : list of str
        Method and path with query, in the order they came.
    sent : int
        Bytes of files.
    """

    url: str = ""
    requests: list[str] = field(default_factory=list)
    sent: int = 0


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Say nothing: a reader that has seen enough closes the connection."""


@contextlib.contextmanager
def serve(folder: Path) -> Iterator[Served]:
    """Serve a folder until the context is left."""
    served = Served()
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            content = self._answer()
            with contextlib.suppress(ConnectionError):  # the reader has seen enough
                self.wfile.write(content)
                with lock:
                    served.sent += len(content)

        def do_HEAD(self) -> None:
            self._answer()

        def _answer(self) -> bytes:
            with lock:
                served.requests.append(f"{self.command} {self.path}")
            path = folder / unquote(urlsplit(self.path).path).lstrip("/")
            if not path.is_file():
                self.send_response(404)
                self.send_header("Content-Length", "0")
                self.end_headers()
                return b""
            size = path.stat().st_size
            wanted = _RANGE.match(self.headers.get("Range", ""))
            first, last = 0, size - 1
            if wanted:
                first, last = int(wanted[1]), min(int(wanted[2] or last), last)
            self.send_response(206 if wanted else 200)
            if wanted:
                self.send_header("Content-Range", f"bytes {first}-{last}/{size}")
            self.send_header("Accept-Ranges", "bytes")
            self.send_header("Content-Length", str(last + 1 - first))
            self.end_headers()
            if self.command == "HEAD":
                return b""
            with path.open("rb") as file:
                file.seek(first)
                return file.read(last + 1 - first)

        def log_message(self, *_: object) -> None:
            """Print nothing."""

    with _Server(("127.0.0.1", 0), Handler) as server:
        served.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield served
        finally:
            server.shutdown()
            thread.join()
