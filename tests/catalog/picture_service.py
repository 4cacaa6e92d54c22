"""PNG pictures of a star field, and a loopback server that plays hips2fits and sends them."""

from __future__ import annotations

import struct
import zlib

from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

__all__ = ["draws", "png", "star_field"]

_GREY = (8, 0, 0, 0, 0)


def png(
    width: int, height: int, values: bytes, *, kind: tuple[int, ...] = _GREY, more: bytes = b""
) -> bytes:
    """Return a PNG file; ``kind`` is the end of its header, ``more`` further chunks."""
    row = len(values) // height if height else 0
    rows = b"".join(b"\0" + values[at : at + row] for at in range(0, len(values), row or 1))
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            chunk(b"IHDR", struct.pack(">II5B", width, height, *kind)),
            more,
            chunk(b"IDAT", zlib.compress(rows)),
            chunk(b"IEND", b""),
        )
    )


def chunk(name: bytes, content: bytes) -> bytes:
    """Return a chunk of a PNG file."""
    check = struct.pack(">I", zlib.crc32(name + content))
    return struct.pack(">I", len(content)) + name + content + check


def star_field(pixels: int, fall: int = 12) -> bytes:
    """Return a grey picture with a star in the middle, as a PNG; ``fall`` makes it narrow."""
    middle = (pixels - 1) / 2.0

    def grey(x: int, y: int) -> int:
        return max(20, round(255 - fall * ((x - middle) ** 2 + (y - middle) ** 2)))

    return png(pixels, pixels, bytes(grey(x, y) for y in range(pixels) for x in range(pixels)))


def draws(server: HTTPServer) -> None:
    """Let the server answer every request with a picture of the survey, of the size asked for."""

    def answer(request: Request) -> Response:
        fall = 3 if "WISE" in request.args["hips"] else 12
        picture = star_field(int(request.args["width"]), fall)
        return Response(picture, content_type="image/png")

    server.expect_request("/hips2fits").respond_with_handler(answer)
