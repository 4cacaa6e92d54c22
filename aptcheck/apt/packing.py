"""Replace one member of an archive; everything else stays byte for byte."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from aptcheck.errors import UnwritableArchive

__all__ = ["repacked"]

_LOCAL: Final = struct.Struct("<4s5H3L2H")
_CENTRAL: Final = struct.Struct("<4s6H3L5H2L")
_END: Final = struct.Struct("<4s4H2LH")
_SIZES: Final = struct.Struct("<3L")
_OFFSET: Final = struct.Struct("<L")
_LOCAL_MARK, _CENTRAL_MARK, _END_MARK = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_DESCRIPTOR_MARK, _ZIP64_MARK = b"PK\x07\x08", b"PK\x06\x07"
_ZIP64: Final = 0xFFFFFFFF
# Where CRC and the two sizes are in each header, and the offset in that of the directory.
_SIZES_IN_LOCAL, _SIZES_IN_CENTRAL, _OFFSET_IN_CENTRAL = 14, 16, 42
_SIZES_FOLLOW: Final = 0x8


@dataclass(frozen=True, slots=True)
class _Entry:
    """A member as listed in the directory; ``at`` is the place of its directory entry."""

    at: int
    flags: int
    method: int
    sizes: tuple[int, int, int]
    offset: int


def repacked(data: bytes, member: str, content: bytes) -> bytes:
    """Return an archive with new content in one member.

    Names, times, attributes, comments, the order of members and how each is packed stay the same,
    and so do all bytes of the others.

    Parameters
    ----------
    data : bytes
        An archive that was read without errors.
    member : str
        The name of the member.
    content : bytes
        The new content.

    Raises
    ------
    UnwritableArchive
        If the kind of archive does not allow this.
    """
    directory, end = _directory(data)
    entries = list(_entries(data, directory, end))
    entry = entries[_index(data, member, entries)]
    starts = sorted([*(e.offset for e in entries), directory])
    limit = next(after for before, after in pairwise(starts) if before == entry.offset)
    local, packed, follows = _pieces(data, entry, limit)
    body = _packed(entry, content)
    sizes = _SIZES.pack(zlib.crc32(content), len(body), len(content))
    # Java leaves zeros in the header and writes the sizes after the data.
    if any(local[_SIZES_IN_LOCAL : _SIZES_IN_LOCAL + _SIZES.size]):
        local = _with(local, _SIZES_IN_LOCAL, sizes)
    if entry.flags & _SIZES_FOLLOW:
        marked = follows.startswith(_DESCRIPTOR_MARK + _SIZES.pack(*entry.sizes))
        follows = _with(follows, len(_DESCRIPTOR_MARK) if marked else 0, sizes)
    shift = len(body) - len(packed)
    head = bytearray(data[directory:end])
    for other in entries:
        if other.offset > entry.offset:
            _OFFSET.pack_into(head, other.at - directory + _OFFSET_IN_CENTRAL, other.offset + shift)
    begin = entry.at - directory + _SIZES_IN_CENTRAL
    head[begin : begin + _SIZES.size] = sizes
    tail = bytearray(data[end:])
    _OFFSET.pack_into(tail, 16, directory + shift)
    return b"".join(
        (
            data[: entry.offset],
            local,
            body,
            follows,
            data[limit:directory],
            head,
            tail,
        )
    )


def _unusual(how: str) -> UnwritableArchive:
    return UnwritableArchive(
        f"The proposal in this archive cannot be changed without changing other parts: {how}. Save "
        "it again from APT."
    )


def _directory(data: bytes) -> tuple[int, int]:
    """Return where the directory of members begins, and where it ends with the end record."""
    end = len(data) - _END.size
    if not (data.startswith(_END_MARK, max(end, 0)) and data.endswith(b"\0\0")):
        end = data.rfind(_END_MARK, max(0, end - 0xFFFF))
    if end < 0 or end + _END.size > len(data):
        raise _unusual("it has no end record")
    _, disk, first, here, entries, size, start, comment = _END.unpack_from(data, end)
    if end + _END.size + comment != len(data):
        raise _unusual("data follow its end record")
    if data.startswith(_ZIP64_MARK, max(0, end - 20)) or _ZIP64 in {size, start}:
        raise _unusual("it uses the format for archives above 4 GB")
    if disk or first or here != entries:
        raise _unusual("it is split into several parts")
    if start + size != end:
        raise _unusual("its list of members is not where it should be")
    return start, end


def _entries(data: bytes, directory: int, end: int) -> list[_Entry]:
    entries = []
    at = directory
    while at < end:
        if end - at < _CENTRAL.size or not data.startswith(_CENTRAL_MARK, at):
            raise _unusual("its list of members is damaged")
        fields = _CENTRAL.unpack_from(data, at)
        flags, method, sizes = fields[3], fields[4], fields[7:10]
        lengths, offset = fields[10:13], fields[16]
        if _ZIP64 in {*sizes[1:], offset}:
            raise _unusual("it uses the format for archives above 4 GB")
        entries.append(_Entry(at, flags, method, sizes, offset))
        at += _CENTRAL.size + sum(lengths)
    if at != end:
        raise _unusual("its list of members is damaged")
    return entries


def _index(data: bytes, member: str, entries: list[_Entry]) -> int:
    """Return the index of the member; zipfile decodes names and must see the same members."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, struct.error):
        infos = []
    if [info.header_offset for info in infos] != [entry.offset for entry in entries]:
        raise _unusual("its list of members is not where it should be")
    names = [info.filename for info in infos]
    if names.count(member) != 1:
        raise _unusual("its proposal cannot be found")
    return names.index(member)


def _pieces(data: bytes, entry: _Entry, limit: int) -> tuple[bytes, bytes, bytes]:
    """Return a member's header, its packed bytes, and what follows before the next member."""
    if limit - entry.offset < _LOCAL.size or not data.startswith(_LOCAL_MARK, entry.offset):
        raise _unusual("its proposal has no header")
    fields = _LOCAL.unpack_from(data, entry.offset)
    flags, method, sizes = fields[2], fields[3], fields[6:9]
    start = entry.offset + _LOCAL.size + fields[9] + fields[10]
    end = start + entry.sizes[1]
    if end > limit:
        raise _unusual("its members overlap")
    given = sizes == entry.sizes or (entry.flags & _SIZES_FOLLOW and not any(sizes))
    if (flags, method) != (entry.flags, entry.method) or not given:
        raise _unusual("it describes its proposal in two different ways")
    follows = data[end:limit]
    if entry.flags & _SIZES_FOLLOW:
        descriptor = _SIZES.pack(*entry.sizes)
        if not follows.startswith((_DESCRIPTOR_MARK + descriptor, descriptor)):
            raise _unusual("the size of its proposal is not where it should be")
    return data[entry.offset : start], data[start:end], follows


def _with(piece: bytes, at: int, other: bytes) -> bytes:
    return piece[:at] + other + piece[at + len(other) :]


def _packed(entry: _Entry, content: bytes) -> bytes:
    if entry.method == zipfile.ZIP_STORED:
        return content
    deflate = zlib.compressobj(zlib.Z_DEFAULT_COMPRESSION, zlib.DEFLATED, -zlib.MAX_WBITS)
    return deflate.compress(content) + deflate.flush()
