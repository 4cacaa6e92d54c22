"""Archives in which only the proposal changes."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass

import pytest

from aptcheck.apt import edited, read_bytes, read_path
from aptcheck.apt.packing import repacked
from aptcheck.edit import SetField
from aptcheck.errors import UnwritableEdit
from tests.apt.proposals_to_edit import PAIR, Opened, replaced
from tests.shared import shared

MANIFEST = b"\r\nName: AptAttributes\r\nProposalFilename: 1234.xml\r\n\r\n"
NEW = replaced(PAIR, ">NGC-1 science<", ">another label<").encode()
SIGNED, BARE = b"PK\x07\x08", b""


@dataclass(frozen=True)
class Member:
    """A member as packed by some program."""

    name: str
    content: bytes
    flags: int = 2056
    method: int = 8
    extra: bytes = b""
    central_extra: bytes = b""
    comment: bytes = b""
    mark: bytes = SIGNED
    gap: bytes = b""
    zeros: bool = True


def packed(*members: Member, comment: bytes = b"") -> bytes:
    """Pack by hand, like Java: sizes after the data, and zeros in the header before it."""
    out, directory = bytearray(), bytearray()
    for m in members:
        deflate = zlib.compressobj(1, zlib.DEFLATED, -15)
        data = m.content if m.method == 0 else deflate.compress(m.content) + deflate.flush()
        sizes = struct.pack("<3L", zlib.crc32(m.content), len(data), len(m.content))
        follow = m.flags & 8
        name = m.name.encode()
        common = struct.pack("<4H", m.flags, m.method, 0x6C21, 0x5A52)
        at = len(out)
        out += b"PK\x03\x04" + struct.pack("<H", 20) + common
        out += (bytes(12) if follow and m.zeros else sizes) + struct.pack(
            "<2H", len(name), len(m.extra)
        )
        out += name + m.extra + data + (m.mark + sizes if follow else b"") + m.gap
        directory += b"PK\x01\x02" + struct.pack("<2H", 0x0314, 20) + common + sizes
        lengths = (len(name), len(m.central_extra or m.extra), len(m.comment))
        directory += struct.pack("<5H2L", *lengths, 0, 1, 0o644 << 16, at)
        directory += name + (m.central_extra or m.extra) + m.comment
    end = struct.pack(
        "<4s4H2LH",
        b"PK\x05\x06",
        0,
        0,
        len(members),
        len(members),
        len(directory),
        len(out),
        len(comment),
    )
    return bytes(out + directory + end + comment)


XML = Member("1234.xml", PAIR.encode(), comment=b"the proposal")
FIRST = Member("META-INF/MANIFEST.MF", MANIFEST, extra=b"\xfe\xca\x00\x00", comment=b"first")
LAST = Member('Constrained 10".json', b'{"a": 1}' * 99, gap=b"")

ARCHIVES = {
    "as Java packs": packed(FIRST, XML, LAST),
    "the proposal first": packed(XML, FIRST, LAST),
    "the proposal last": packed(FIRST, LAST, XML),
    "alone": packed(XML),
    "no mark": packed(FIRST, Member("1234.xml", PAIR.encode(), mark=BARE), LAST),
    "no descriptor": packed(FIRST, Member("1234.xml", PAIR.encode(), flags=2048), LAST),
    "sizes twice": packed(FIRST, Member("1234.xml", PAIR.encode(), zeros=False), LAST),
    "stored": packed(FIRST, Member("1234.xml", PAIR.encode(), flags=0, method=0), LAST),
    "stored, sizes behind": packed(FIRST, Member("1234.xml", PAIR.encode(), method=0)),
    "gaps": packed(
        FIRST, Member("1234.xml", PAIR.encode(), gap=b"gap"), Member("a", b"b", gap=b"!")
    ),
    "comments": packed(FIRST, XML, LAST, comment=b"all of it"),
    "other extra in the list": packed(
        Member(
            "1234.xml", PAIR.encode(), extra=b"\xfe\xca\x00\x00", central_extra=b"UT\x01\x00\x00"
        ),
        LAST,
    ),
}


def infos(data: bytes) -> dict[str, zipfile.ZipInfo]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {info.filename: info for info in archive.infolist()}


def raw(data: bytes, name: str) -> bytes:
    """Return all bytes from the header of a member to the next one, or to the list of members."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        starts = [*sorted(i.header_offset for i in archive.infolist()), archive.start_dir]
        start = archive.getinfo(name).header_offset
        return data[start : starts[starts.index(start) + 1]]


def same_but_for_one(old: bytes, new: bytes, name: str, content: bytes) -> None:
    """Compare two archives member by member."""
    before, after = infos(old), infos(new)
    assert list(before) == list(after)
    kept: tuple[str, ...] = (
        "date_time",
        "compress_type",
        "external_attr",
        "internal_attr",
        "comment",
        "extra",
    )
    kept += ("create_version", "create_system", "extract_version", "flag_bits", "orig_filename")
    for member in before:
        for what in kept:
            assert getattr(before[member], what) == getattr(after[member], what)
        if member != name:
            assert raw(old, member) == raw(new, member)
            assert before[member].CRC == after[member].CRC
    with zipfile.ZipFile(io.BytesIO(old)) as one, zipfile.ZipFile(io.BytesIO(new)) as two:
        assert two.testzip() is None
        assert two.read(name) == content
        assert one.comment == two.comment
        assert len(old) - one.start_dir == len(new) - two.start_dir


@pytest.mark.parametrize("data", ARCHIVES.values(), ids=ARCHIVES)
@pytest.mark.parametrize("content", [NEW, b"", NEW * 3], ids=["like", "nothing", "longer"])
def test_everything_else_in_an_archive_stays(data: bytes, content: bytes) -> None:
    new = repacked(data, "1234.xml", content)
    same_but_for_one(data, new, "1234.xml", content)
    header, old = raw(new, "1234.xml"), raw(data, "1234.xml")
    at = infos(new)["1234.xml"]
    sizes = struct.pack("<3L", at.CRC, at.compress_size, at.file_size)
    given = old[14:26]
    assert header[:14] == old[:14]
    assert header[14:26] == (sizes if any(given) else bytes(12))
    if at.flag_bits & 8:
        start = 30 + sum(struct.unpack_from("<2H", header, 26)) + at.compress_size
        assert header[start:].removeprefix(SIGNED)[:12] == sizes
        assert header[start:].startswith(SIGNED) == (SIGNED in old)


@pytest.mark.parametrize("data", ARCHIVES.values(), ids=ARCHIVES)
def test_an_edit_in_an_archive(data: bytes) -> None:
    opened = Opened(data, "x.aptx")
    done = opened.edited(SetField(opened.part("Observation"), "Label", "another label"))
    assert done.xml == NEW
    assert done.document.member == "1234.xml"
    assert done.document.data == done.data
    assert done.document.xml == NEW
    same_but_for_one(data, done.data, "1234.xml", NEW)


def test_what_changes_nothing_is_the_file_itself() -> None:
    opened = Opened(ARCHIVES["as Java packs"], "x.aptx")
    done = opened.edited(SetField(opened.part("Observation"), "Label", "NGC-1 science"))
    assert done.data is opened.data
    assert done.xml == opened.xml


def test_java_and_zip_programs_agree_after_two_edits() -> None:
    data = ARCHIVES["as Java packs"]
    once = repacked(data, "1234.xml", NEW)
    again = repacked(once, "1234.xml", PAIR.encode())
    same_but_for_one(data, again, "1234.xml", PAIR.encode())


def patched(data: bytes, at: int, form: str, *values: int) -> bytes:
    changed = bytearray(data)
    struct.pack_into(form, changed, at, *values)
    return bytes(changed)


def refused(data: bytes) -> str:
    with pytest.raises(
        UnwritableEdit, match="The proposal in this archive cannot be changed"
    ) as caught:
        repacked(data, "1234.xml", NEW)
    return str(caught.value)


def test_archives_that_cannot_be_kept_are_refused() -> None:
    data = ARCHIVES["as Java packs"]
    end = data.rindex(b"PK\x05\x06")
    central = data.index(b"PK\x01\x02")
    local = data.index(b"PK\x03\x04", 10)
    xml_central = data.index(b"PK\x01\x02", central + 4)
    assert "list of members is not where it should" in refused(b"MZ" + data)
    assert "list of members is not where it should" in refused(data[:end] + b"x" + data[end:])
    assert "data follow its end" in refused(data + b"x")
    assert "has no end record" in refused(data[: end + 10])
    assert "into several parts" in refused(patched(data, end + 4, "<H", 1))
    assert "4 GB" in refused(data[:end] + b"PK\x06\x07" + bytes(16) + data[end:])
    assert "4 GB" in refused(patched(data, end + 16, "<L", 0xFFFFFFFF))
    assert "4 GB" in refused(patched(data, xml_central + 20, "<L", 0xFFFFFFFF))
    assert "list of members is damaged" in refused(patched(data, central, "<L", 0))
    assert "two different ways" in refused(patched(data, local + 8, "<H", 0))
    assert "two different ways" in refused(patched(data, local + 14, "<L", 7))
    assert "no header" in refused(patched(data, local, "<L", 7))
    assert "overlap" in refused(patched(data, xml_central + 20, "<L", 10**6))
    mark = data.index(SIGNED, local)
    assert "where it should be" in refused(patched(data, mark + 4, "<L", 7))
    with pytest.raises(UnwritableEdit, match="proposal cannot be found"):
        repacked(data, "other.xml", NEW)


def test_an_archive_that_can_be_read_but_not_kept_says_so() -> None:
    # zipfile accepts data before an archive.
    document = read_bytes(b"PK\x03\x04" + ARCHIVES["as Java packs"], "x.aptx")
    with pytest.raises(UnwritableEdit, match="Save it again from APT"):
        edited(document, [SetField(0, "New", "x")])


@pytest.mark.parametrize(
    "name", ["1193", "1219", "1263", "clagn24-rebuilt", "m33-cycle4", "uds-msa"]
)
def test_published_archives(name: str) -> None:
    path = shared("corpus", f"{name}.aptx")
    document = read_path(path)
    done = edited(
        document, [SetField(document.proposal.observations[0].place.element or 0, "Label", "x")]
    )
    same_but_for_one(document.data, done.data, document.member, done.xml)
    assert document.xml.count(b"<Label>") - done.xml.count(b"<Label>") in {0, -1}
