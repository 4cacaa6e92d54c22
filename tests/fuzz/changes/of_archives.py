"""Changes to an .aptx as a zip file: members, directory, manifest, declared sizes."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
from collections.abc import Callable, Sequence
from random import Random
from typing import TypeAlias

from tests.fuzz.mutation import Change, Changes, NothingToChange, pick

__all__ = ["archive_changes", "content_changes", "members", "packed"]

#: Name and content of the members, in order.
Members: TypeAlias = list[tuple[str, bytes]]

_NAMES = (
    *(
        "manifest",
        "META-INF/MANIFEST.MF",
        "MANIFEST",
        "1234.XML",
        "other.xml",
        "a/b.xml",
        "plan.csv",
    ),
    *("../up.xml", "/root.xml", "C:/x.xml", "back\\slash.xml", "nul\0.xml", "", ".", "é.xml"),
    *("x" * 300 + ".xml", "\u202elmx.exe", "1234.xml ", "aptcheck.toml"),
)
_POINTERS = (
    *(b"ProposalFilename: other.xml", b"ProposalFilename:", b"proposalfilename : 1234.xml", b""),
    *(
        b"ProposalFilename: ../1234.xml",
        b"ProposalFilename: 12\n 34.xml",
        b"\xff\xfe",
        b"x" * 70_000,
    ),
    *(b"ProposalFilename: a.xml\r\nProposalFilename: 1234.xml", b"ProposalFilename: manifest"),
)
#: Where a directory entry and a local header hold a number, and in how many bytes.
_FIELDS = ((4, 2), (6, 2), (8, 2), (10, 2), (12, 4), (14, 4), (16, 4), (18, 4), (20, 4), (24, 4))
_MARKS = (b"PK\x01\x02", b"PK\x03\x04", b"PK\x05\x06")
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
_NUMBERS = (0, 1, 8, 9, 12, 14, 99, 255, 65_535, 2**31, 2**32 - 1)


def content_changes(inner: Changes) -> Changes:
    """Return changes to the XML in an archive, which is repacked."""
    return {f"content-{name}": _repacked(_inside(change)) for name, change in inner.items()}


def archive_changes() -> Changes:
    """Return the changes to an archive itself."""
    on_members: dict[str, Callable[[Members, Random], Members]] = {
        "order-of-members": lambda found, chance: chance.sample(found, len(found)),
        "member-twice": lambda found, chance: [*found, pick(chance, found)],
        "drop-member": _drop,
        "rename-member": _rename,
        "add-member": _add,
        "many-members": _many,
        "manifest": _manifest,
    }
    return {
        "header-field": _header_field,
        "other-packing": lambda data, chance: packed(members(data), chance.choice(_METHODS)),
        "prepend": lambda data, chance: chance.randbytes(chance.choice((1, 30, 3_000))) + data,
        "append": lambda data, chance: data + chance.randbytes(chance.choice((1, 30, 70_000))),
        "zip-in-zip": lambda data, chance: packed([("inner.aptx", data)]),
        **{name: _repacked(change) for name, change in on_members.items()},
    }


def members(data: bytes) -> Members:
    """Return the members of an archive.

    Raises
    ------
    NothingToChange
        It is too damaged to read.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return [(info.filename, archive.read(info)) for info in archive.infolist()]
    except Exception:  # noqa: BLE001 - whatever zipfile raises on damage
        raise NothingToChange from None


def packed(found: Sequence[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return an archive of the members, always the same for the same ones; names may repeat."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # duplicate names are intended
        for name, content in found:
            info = zipfile.ZipInfo(name or "x")
            info.filename = info.orig_filename = name
            info.compress_type = method
            archive.writestr(info, content)
    return out.getvalue()


def _repacked(change: Callable[[Members, Random], Members]) -> Change:
    return lambda data, chance: packed(change(members(data), chance))


def _inside(inner: Change) -> Callable[[Members, Random], Members]:
    def changed(found: Members, chance: Random) -> Members:
        at = pick(chance, [i for i, (name, _) in enumerate(found) if name.endswith(".xml")])
        name, content = found[at]
        return [*found[:at], (name, inner(content, chance)), *found[at + 1 :]]

    return changed


def _drop(found: Members, chance: Random) -> Members:
    at = pick(chance, range(len(found)))
    return [*found[:at], *found[at + 1 :]]


def _rename(found: Members, chance: Random) -> Members:
    at = pick(chance, range(len(found)))
    return [*found[:at], (chance.choice(_NAMES), found[at][1]), *found[at + 1 :]]


def _add(found: Members, chance: Random) -> Members:
    contents = (b"", b"<JwstProposal/>", b"<x>", b"\0" * 1_000_000, *(c for _, c in found))
    at = chance.randrange(len(found) + 1)
    return [*found[:at], (chance.choice(_NAMES), chance.choice(contents)), *found[at:]]


def _many(found: Members, chance: Random) -> Members:
    ending = chance.choice(("csv", "xml"))
    count = chance.choice((10, 998, 1_000, 1_100))
    return [*found, *((f"{number}.{ending}", b"<x/>") for number in range(count))]


def _manifest(found: Members, chance: Random) -> Members:
    name = chance.choice(("manifest", "META-INF/MANIFEST.MF"))
    rest = [(n, c) for n, c in found if n != name]
    return [(name, chance.choice(_POINTERS)), *rest]


def _header_field(data: bytes, chance: Random) -> bytes:
    """Let a header state another number: a method, a size, an offset, a checksum."""
    mark = chance.choice(_MARKS)
    starts = [i for i in range(len(data)) if data.startswith(mark, i)]
    at, width = chance.choice(_FIELDS)
    at += pick(chance, starts)
    if at + width > len(data):
        raise NothingToChange
    number = chance.choice(_NUMBERS) % 256**width
    return data[:at] + struct.pack("<I", number)[:width] + data[at + width :]
