"""Changes to what a TAP service sends: status, headers, the VOTable, and where it is cut off."""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Callable
from random import Random

from tests.fuzz.mutation import Change, Changes, NothingToChange, pick
from tests.fuzz.vocabulary import HOSTILE

__all__ = ["HERE", "answer_changes", "message"]

#: In an answer, the address of the service that sends it.
HERE = b"{here}"

_STATUSES = (
    *(
        b"200 OK",
        b"204 No Content",
        b"206 Partial Content",
        b"301 Moved",
        b"302 Found",
        b"303 See Other",
    ),
    *(b"307 Temporary Redirect", b"308 Permanent Redirect", b"304 Not Modified", b"100 Continue"),
    *(b"400 Bad Request", b"401 Unauthorized", b"404 Not Found", b"413 Too Large", b"429 Too Many"),
    *(b"500 Error", b"503 Unavailable", b"999 x", b"0 x", b"-1 x", b"x", b"200", b""),
)
_HEADERS = (
    *(
        b"Content-Type: text/html",
        b"Content-Type: application/json",
        b"Content-Type: ",
        b"Content-Type: \xff",
    ),
    *(
        b"Content-Type: text/xml; charset=utf-16",
        b"Content-Type: application/x-votable+xml;charset=x",
    ),
    *(
        b"Content-Encoding: gzip",
        b"Content-Encoding: deflate",
        b"Content-Encoding: br",
        b"Content-Encoding: x",
    ),
    *(
        b"Transfer-Encoding: chunked",
        b"Transfer-Encoding: x",
        b"Content-Length: 5",
        b"Content-Length: -1",
    ),
    *(b"Content-Length: 99999999", b"Content-Length: x", b"Content-Length: 1\r\nContent-Length: 2"),
    *(
        b"Location: " + HERE,
        b"Location: " + HERE + b"/async/1",
        b"Location: http://127.0.0.1:1/tap",
    ),
    *(
        b"Location: //x",
        b"Location: file:///etc/passwd",
        b"Location: ",
        b"Location: http://[",
        b"Location: \xff",
    ),
    *(
        b"Set-Cookie: a=b; Domain=x",
        b"WWW-Authenticate: Basic",
        b"Retry-After: 1",
        b"Link: <x>; rel=y",
    ),
    *(b" folded", b"no colon", b": no name", b"X: " + b"y" * 70_000, b"X-\0: y", b"X: \x1b[2J"),
)
_STATUS_WORDS = ("OK", "ERROR", "OVERFLOW", "", "ok", "UNKNOWN", "\u202eKO", "x" * 5_000)


def message(body: bytes, *headers: str, status: str = "200 OK", kind: str = "text/xml") -> bytes:
    """Return an answer as it goes over the wire."""
    head = (f"HTTP/1.1 {status}", f"Content-Type: {kind}", *headers)
    return "\r\n".join((*head, "", "")).encode() + body


def answer_changes(content: Changes) -> Changes:
    """Return the changes; those of ``content`` are made to the body."""
    changes: dict[str, Change] = {
        "status": _status,
        "header": _header,
        "drop-header": _drop_header,
        "query-status": _query_status,
        "cut-body": _on_body(lambda body, chance: body[: chance.randrange(len(body) + 1)]),
        "no-body": _on_body(lambda body, chance: b""),
        "body-encoding": _body_encoding,
        "compressed": _compressed,
        "chunked": _chunked,
        "whole-twice": lambda data, chance: data * 2,
        "server-words": _server_words,
    }
    return changes | {f"body-{name}": _on_body(change) for name, change in content.items()}


def _parts(data: bytes) -> tuple[list[bytes], bytes]:
    head, blank, body = data.partition(b"\r\n\r\n")
    if not blank:
        raise NothingToChange
    return head.split(b"\r\n"), body


def _whole(head: list[bytes], body: bytes) -> bytes:
    return b"\r\n".join(head) + b"\r\n\r\n" + body


def _on_body(change: Callable[[bytes, Random], bytes]) -> Change:
    def changed(data: bytes, chance: Random) -> bytes:
        head, body = _parts(data)
        return _whole(head, change(body, chance))

    return changed


def _status(data: bytes, chance: Random) -> bytes:
    head, body = _parts(data)
    protocol = chance.choice((b"HTTP/1.1", b"HTTP/1.1", b"HTTP/1.0", b"HTTP/2", b"ICY"))
    return _whole([protocol + b" " + chance.choice(_STATUSES), *head[1:]], body)


def _header(data: bytes, chance: Random) -> bytes:
    head, body = _parts(data)
    header = chance.choice(_HEADERS)
    name = header.partition(b":")[0]
    kept = head if chance.random() < 0.3 else [h for h in head if not h.startswith(name + b":")]
    return _whole([*kept, header], body)


def _drop_header(data: bytes, chance: Random) -> bytes:
    head, body = _parts(data)
    at = pick(chance, range(len(head)))
    return _whole([*head[:at], *head[at + 1 :]], body)


def _query_status(data: bytes, chance: Random) -> bytes:
    """State another status, none, or a second one after the rows, as an overflow is reported."""
    word = chance.choice(_STATUS_WORDS).encode()
    info = b'<INFO name="QUERY_STATUS" value="' + word + b'"/>'
    stated = re.compile(rb"<INFO\b[^>]*QUERY_STATUS[^>]*?(?:/>|>.*?</INFO>)", re.DOTALL)
    if chance.random() < 0.5:
        return stated.sub(lambda _: info, data)
    return data.replace(b"</RESOURCE>", info + b"</RESOURCE>")


def _body_encoding(data: bytes, chance: Random) -> bytes:
    head, body = _parts(data)
    encoding = chance.choice(("utf-16", "utf-32", "latin-1", "cp1252", "utf-8-sig", "utf-7"))
    return _whole(head, body.decode("utf-8", "replace").encode(encoding, "replace"))


def _compressed(data: bytes, chance: Random) -> bytes:
    head, body = _parts(data)
    how, small = chance.choice(((b"gzip", gzip.compress), (b"deflate", zlib.compress)))
    squeezed = small(body)
    if chance.random() < 0.4:
        squeezed = squeezed[: chance.randrange(len(squeezed))]
    return _whole([*head, b"Content-Encoding: " + how], squeezed)


def _chunked(data: bytes, chance: Random) -> bytes:
    head, body = _parts(data)
    size = chance.choice(
        (b"%x" % len(body), b"%x" % (len(body) + 9), b"1", b"-1", b"zz", b"0", b"f" * 20)
    )
    ending = chance.choice((b"\r\n0\r\n\r\n", b"", b"\r\n0"))
    return _whole([*head, b"Transfer-Encoding: chunked"], size + b"\r\n" + body + ending)


def _server_words(data: bytes, chance: Random) -> bytes:
    """Let the service say something hostile in place of rows."""
    head, _ = _parts(data)
    words = chance.choice(HOSTILE).encode("utf-8", "replace")
    said = chance.choice((b"%s", b"<html><h1>%s</h1></html>", b'{"error": "%s"}')) % words
    return _whole([chance.choice((head[0], b"HTTP/1.1 500 x")), *head[1:]], said)
