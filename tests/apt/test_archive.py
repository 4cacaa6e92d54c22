from __future__ import annotations

import io
import struct
import warnings
import zipfile

import pytest

from aptcheck.apt import read_bytes
from aptcheck.apt.bounds import MAX_CANDIDATES, MAX_MEMBERS, MAX_XML
from aptcheck.errors import UnreadableProposal
from aptcheck.testing import pair

PROPOSAL = pair()
CENTRAL = b"PK\x01\x02"


def packed(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        with zipfile.ZipFile(out, "w", method) as archive:
            for name, content in members:
                archive.writestr(name, content)
    return out.getvalue()


def manifest(name: str) -> bytes:
    return f"\r\nName: AptAttributes\r\nProposalFilename: {name}\r\n\r\n".encode()


def reason(data: bytes) -> str:
    with pytest.raises(UnreadableProposal) as caught:
        read_bytes(data, "x.aptx")
    return caught.value.reason


@pytest.mark.parametrize("where", ["META-INF/MANIFEST.MF", "manifest"])
def test_both_manifests_name_the_proposal(where: str) -> None:
    data = packed(
        ("other.xml", b"<JwstProposal/>"), ("p.xml", PROPOSAL.xml), (where, manifest("p.xml"))
    )
    document = read_bytes(data, "named-differently.aptx")
    assert document.member == "p.xml"
    assert len(document.proposal.observations) == 2
    assert document.xml == PROPOSAL.xml


def test_a_long_name_continues_on_the_next_line_of_a_manifest() -> None:
    name = f"{'a-very-long-name' * 6}.xml"
    lines = manifest(name).replace(b"long-name", b"long\r\n -name", 1)
    assert read_bytes(packed((name, PROPOSAL.xml), ("manifest", lines)), "x").member == name


@pytest.mark.parametrize("text", [b"", b"nothing here", manifest("gone.xml"), b"\xff\xfe\x00"])
def test_without_a_useful_manifest_the_only_proposal_is_read(text: bytes) -> None:
    data = packed(("manifest", text), ("a.xml", b"<plan/>"), ("B.XML", PROPOSAL.xml))
    assert read_bytes(data, "x.aptx").member == "B.XML"


def test_an_archive_is_recognized_by_content_not_by_name() -> None:
    assert read_bytes(PROPOSAL.aptx(), "x.xml").member == "1234.xml"
    assert read_bytes(PROPOSAL.xml, "x.aptx").member == "x.aptx"


def test_plan_names_with_quotes_and_spaces_are_harmless() -> None:
    data = packed(('Constrained 10".json', b"{}"), ("1.xml", PROPOSAL.xml))
    assert read_bytes(data, "x.aptx").member == "1.xml"


def test_an_archive_without_xml_says_so() -> None:
    assert "no XML" in reason(packed(("a.txt", b"x")))
    assert "no XML" in reason(packed())


def test_one_of_several_proposals_is_not_guessed() -> None:
    assert "several proposals (a.xml, b.xml)" in reason(
        packed(("a.xml", PROPOSAL.xml), ("b.xml", PROPOSAL.xml))
    )
    assert "no JWST proposal" in reason(packed(("a.xml", b"<a/>"), ("b.xml", b"<b/>")))


def test_a_hubble_archive_is_named_as_such() -> None:
    assert "Hubble" in reason(packed(("1.xml", b"<HSTProposal/>")))


@pytest.mark.parametrize(
    "name", ["../p.xml", "a/../../p.xml", "/etc/p.xml", "C:/p.xml", "..", "a\\p.xml"]
)
def test_a_member_that_points_outside_is_refused(name: str) -> None:
    assert "points outside" in reason(packed(("1.xml", PROPOSAL.xml), (name, b"x")))


def test_a_name_with_a_nul_byte_is_refused() -> None:
    data = packed(("1.xml", PROPOSAL.xml), ("aXb.json", b"x")).replace(b"aXb", b"a\0b")
    assert reason(data)


def test_a_member_listed_twice_is_refused() -> None:
    assert "more than once" in reason(packed(("1.xml", PROPOSAL.xml), ("1.xml", b"<a/>")))


def test_too_many_members_are_refused() -> None:
    members = [(f"{n}.json", b"") for n in range(MAX_MEMBERS)]
    assert "more than 1,000 members" in reason(packed(("1.xml", PROPOSAL.xml), *members))


def test_an_encrypted_member_is_refused() -> None:
    data = bytearray(packed(("1.xml", PROPOSAL.xml)))
    data[6] |= 1
    data[data.rfind(CENTRAL) + 8] |= 1
    assert "encrypted" in reason(bytes(data))


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_method_apt_never_uses_is_refused(method: int) -> None:
    assert f"method {method}" in reason(packed(("1.xml", PROPOSAL.xml), method=method))


def test_an_unknown_method_is_refused() -> None:
    data = bytearray(packed(("1.xml", PROPOSAL.xml)))
    data[data.rfind(CENTRAL) + 10] = 77
    assert "method 77" in reason(bytes(data))


def test_a_stored_member_is_read() -> None:
    data = packed(("1.xml", PROPOSAL.xml), method=zipfile.ZIP_STORED)
    assert len(read_bytes(data, "x").proposal.observations) == 2


def test_a_wrong_checksum_counts_as_damage() -> None:
    data = bytearray(packed(("1.xml", PROPOSAL.xml), method=zipfile.ZIP_STORED))
    data[200] ^= 1
    assert "damaged" in reason(bytes(data))


def test_a_zip_bomb_is_refused_by_ratio_and_by_size() -> None:
    assert "more than 200 times" in reason(packed(("1.xml", b" " * 2**20)))
    assert "above the limit of 64 MB" in reason(packed(("1.xml", b" " * (MAX_XML + 1))))
    assert "above the limit" in reason(packed(("manifest", b"x" * 2**17), ("1.xml", PROPOSAL.xml)))


def test_a_header_that_understates_the_size_is_not_trusted() -> None:
    data = bytearray(packed(("1.xml", b" " * 2**22)))
    at = data.rfind(CENTRAL)
    data[at + 24 : at + 28] = data[22:26] = struct.pack("<I", 1_000)
    assert "damaged" in reason(bytes(data))


def test_overlapping_members_are_refused() -> None:
    one = packed(("1.xml", PROPOSAL.xml), ("2.xml", PROPOSAL.xml))
    data = bytearray(one)
    at = data.rfind(CENTRAL)
    data[at + 42 : at + 46] = struct.pack("<I", 0)
    assert "overlap" in reason(bytes(data))


@pytest.mark.parametrize("keep", [4, 30, 100, -1, -20, -60])
def test_a_truncated_archive_says_that_it_is_damaged(keep: int) -> None:
    assert "damaged" in reason(PROPOSAL.aptx()[:keep])


def test_an_archive_stays_packed_in_memory() -> None:
    data = PROPOSAL.aptx()
    document = read_bytes(data, "x.aptx")
    assert document.data is data
    assert document.xml == PROPOSAL.xml


BOMB = b"<!DOCTYPE x [<!ENTITY a 'JwstProposal'>]><JwstProposal>&a;</JwstProposal>"


@pytest.mark.parametrize(
    "other",
    [
        BOMB,
        b"\xef\xbb\xbf <!-- a -->" + BOMB,
        BOMB.decode().encode("utf-16"),
        b"<!-- <JwstProposal>",
    ],
)
def test_a_candidate_with_a_document_type_is_not_a_proposal(other: bytes) -> None:
    data = packed(("a.xml", other), ("b.xml", PROPOSAL.xml))
    assert read_bytes(data, "x.aptx").member == "b.xml"
    assert "no JWST proposal" in reason(packed(("a.xml", other), ("b.xml", other)))


def test_the_search_for_a_proposal_has_a_limit() -> None:
    few = [(f"{n}.xml", BOMB) for n in range(MAX_CANDIDATES - 1)]
    assert read_bytes(packed(*few, ("p.xml", PROPOSAL.xml)), "x.aptx").member == "p.xml"
    several = packed(*few, ("q.xml", BOMB), ("p.xml", PROPOSAL.xml))
    assert "contains 101 XML files and does not say which" in reason(several)
    named = packed(*few, ("q.xml", BOMB), ("p.xml", PROPOSAL.xml), ("manifest", manifest("p.xml")))
    assert read_bytes(named, "x.aptx").member == "p.xml"


@pytest.mark.parametrize(
    "part", [b"<!---->", b"<?a?>", b"<a:", b"<!-- ", b" ", b"<" + b"n" * 70_000]
)
def test_a_candidate_without_an_end_is_not_a_proposal(part: bytes) -> None:
    endless = part * (70_000 // len(part) + 1)
    data = packed(("a.xml", endless), ("b.xml", PROPOSAL.xml), method=zipfile.ZIP_STORED)
    assert read_bytes(data, "x.aptx").member == "b.xml"
