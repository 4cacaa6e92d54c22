"""Damage to any file: bytes overwritten, cut, inserted, repeated, or taken from another file."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from tests.fuzz.mutation import Change, Changes, pick

__all__ = ["byte_changes"]

_TOKENS = (
    *(
        b"\0",
        b"\xff",
        b"\xfe\xff",
        b"\xef\xbb\xbf",
        b"\xc0\x80",
        b"\xed\xa0\x80",
        b"\xf4\x90\x80\x80",
    ),
    *(
        b"\x1b[2J",
        b"\r",
        b"\r\n",
        b"\x0b",
        b"\x7f",
        b"\xc2\x85",
        b"<",
        b">",
        b"&",
        b"&#0;",
        b"&#55296;",
    ),
    *(
        b"<![CDATA[",
        b"]]>",
        b"<!--",
        b"-->",
        b"<?x ?>",
        b"<!DOCTYPE x>",
        b"&lol;",
        b'"',
        b"'",
        b"=",
    ),
    *(
        b"PK\x03\x04",
        b"PK\x05\x06",
        b"PK\x01\x02",
        b"{",
        b"}",
        b"[",
        b"]",
        b",",
        b"\\u0000",
        b"1e999",
    ),
)


def byte_changes(others: Sequence[bytes] = ()) -> Changes:
    """Return the changes; ``others`` are files from which a piece may come."""
    changes: dict[str, Change] = {
        "flip-bit": _flip,
        "overwrite-bytes": _overwrite,
        "cut-bytes": _cut,
        "truncate": _truncate,
        "insert-token": _insert,
        "repeat-piece": _repeat,
        "move-piece": _move,
    }
    if others:
        changes["splice"] = lambda data, chance: _splice(data, pick(chance, others), chance)
    return changes


def _piece(data: bytes, chance: Random, longest: int = 400) -> tuple[int, int]:
    start = chance.randrange(len(data) + 1)
    return start, min(start + 1 + int(longest * chance.random() ** 3), len(data))


def _flip(data: bytes, chance: Random) -> bytes:
    at = pick(chance, range(len(data)))
    return data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]


def _overwrite(data: bytes, chance: Random) -> bytes:
    start, end = _piece(data, chance, 20)
    return data[:start] + chance.randbytes(end - start) + data[end:]


def _cut(data: bytes, chance: Random) -> bytes:
    start, end = _piece(data, chance)
    return data[:start] + data[end:]


def _truncate(data: bytes, chance: Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _insert(data: bytes, chance: Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(_TOKENS) * chance.choice((1, 1, 1, 2, 500)) + data[at:]


def _repeat(data: bytes, chance: Random) -> bytes:
    start, end = _piece(data, chance)
    return data[:end] + data[start:end] * chance.choice((1, 2, 50)) + data[end:]


def _move(data: bytes, chance: Random) -> bytes:
    start, end = _piece(data, chance)
    rest = data[:start] + data[end:]
    at = chance.randrange(len(rest) + 1)
    return rest[:at] + data[start:end] + rest[at:]


def _splice(data: bytes, other: bytes, chance: Random) -> bytes:
    """Start as one file and continue as another."""
    return data[: chance.randrange(len(data) + 1)] + other[chance.randrange(len(other) + 1) :]
