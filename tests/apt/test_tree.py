from __future__ import annotations

import pytest

from aptcheck.apt import read_bytes, tree
from aptcheck.apt.bounds import MAX_EQUALS, MAX_FILE, MAX_TAGS
from aptcheck.errors import UnreadableProposal
from aptcheck.testing import pair, proposal

XML = pair().xml
BARE = proposal(targets=[], observations=[], title="α Ori").xml


def error(data: bytes) -> UnreadableProposal:
    with pytest.raises(UnreadableProposal) as caught:
        read_bytes(data, "x.xml")
    return caught.value


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"\xef\xbb\xbf", "cut short"),
        (b"%PDF-1.7", "neither an .aptx archive nor XML"),
        (b"\x1f\x8b\x08\x00", "neither"),
        (b"\x00\x00\x00", "NUL"),
        (XML[: len(XML) // 2], "cut short"),
        (XML.replace(b"</Targets>", b""), "cut short or damaged"),
        (XML + b"<again/>", "damaged"),
        (b"<JwstProposal>&nothing;</JwstProposal>", "damaged"),
        (XML.replace(b"NGC-1", b"NGC\x001", 1), "NUL"),
        (XML.decode().encode("utf-16"), "UTF-16"),
        (XML.decode().encode("utf-16-le"), "UTF-16"),
        (XML.decode().encode("utf-16-be"), "UTF-16"),
        (XML.decode().encode("utf-32"), "UTF-16 or UTF-32"),
        (XML.replace(b'encoding="UTF-8"', b'encoding="ISO-8859-1"'), "encoding ISO-8859-1"),
        (XML.replace(b'encoding="UTF-8"', b"encoding = 'UTF-7'"), "encoding UTF-7"),
        (BARE.decode().encode("latin-1", "replace").replace(b"? Ori", b"\xe4 Ori"), "not UTF-8"),
        (b"<a>" * 100_000 + b"</a>" * 100_000, "depth"),
        (b"<HSTProposal/>", "Hubble"),
        (b"<Targets/>", "root element is Targets"),
        (b'<html xmlns="http://www.w3.org/1999/xhtml"/>', "root element is html"),
        (b"<JwstProposal/>", "not written by APT"),
        (b'<JwstProposal xmlns="urn:x"><Targets/></JwstProposal>', "not written by APT"),
        (b"<" * (MAX_TAGS + 1), "460,000 tags"),
        (b"<a>" + b"=" * (MAX_EQUALS + 1) + b"</a>", "500,000 attributes"),
        (b"<" + b"a" * MAX_FILE, "larger than 64 MB"),
    ],
)
def test_anything_but_a_proposal_is_refused_with_a_sentence(data: bytes, words: str) -> None:
    assert words in error(data).reason
    assert error(data).reason.endswith(".")


BOMB = b"""<?xml version="1.0"?>
<!DOCTYPE lol [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<JwstProposal>&b;</JwstProposal>"""
EXTERNAL = b"""<!DOCTYPE JwstProposal [<!ENTITY x SYSTEM "file:///etc/hostname">]>
<JwstProposal>&x;</JwstProposal>"""
REMOTE = b'<!DOCTYPE JwstProposal SYSTEM "http://127.0.0.1:9/x.dtd"><JwstProposal/>'


@pytest.mark.parametrize("data", [BOMB, EXTERNAL, REMOTE])
def test_a_doctype_is_never_read(data: bytes) -> None:
    assert "DOCTYPE" in error(data).reason


def test_a_break_is_located() -> None:
    broken = error(b"<a>\n  <b>\n  </c>\n</a>")
    assert (broken.member, broken.line) == ("x.xml", 3)


def test_a_byte_that_is_not_utf_8_is_located() -> None:
    broken = error("<a>\nαβ".encode() + b"\xff</a>")
    assert (broken.line, broken.column) == (2, 3)


def test_a_bad_byte_far_into_a_text_of_long_characters_is_located() -> None:
    line = "aα星" * 400_000
    assert error(f"<a>\n{line}".encode() + b"\xe6\x98</a>").column == len(line) + 1


def test_text_longer_than_a_chunk_is_read_whole() -> None:
    long = "a" + "星" * 700_000
    data = BARE.replace("α Ori".encode(), b"T").replace(
        b"</JwstProposal>", b"<x>%s</x></JwstProposal>" % long.encode()
    )
    assert read_bytes(data, "x.xml").proposal.title == "T"


def test_a_byte_order_mark_of_utf_8_is_accepted() -> None:
    assert read_bytes(b"\xef\xbb\xbf" + BARE, "x.xml").proposal.title == "α Ori"


def test_escaped_markup_is_text() -> None:
    document = proposal(targets=[], observations=[], title="<!-- a & b -->")
    assert read_bytes(document.xml, "x.xml").proposal.title == "<!-- a & b -->"


def test_a_comment_within_a_value_does_not_cut_it() -> None:
    data = BARE.replace("α Ori".encode(), b"NGC<!-- x --> 1")
    assert read_bytes(data, "x.xml").proposal.title == "NGC 1"


ENTITY = b"<!DOCTYPE x [<!ENTITY a 'b'>]>"


@pytest.mark.parametrize(
    "before",
    [
        b"\n" + ENTITY,
        b"<!-- a -->\n<?b c?> <!---->" + ENTITY,
        b"<!-- <!DOCTYPE x> -->" + ENTITY,
        b"<!-- <?a -->" + ENTITY + b"<!-- ?> -->",
        b"<?a <!-- ?>" + ENTITY + b"<!-- --> ",
        b"<!DOCTYPE\tx>",
    ],
)
def test_a_doctype_before_the_root_is_found_after_anything_that_may_precede_it(
    before: bytes,
) -> None:
    assert "DOCTYPE" in error(XML.replace(b"?>", b"?>" + before, 1)).reason
    assert "DOCTYPE" in error(b"\xef\xbb\xbf" + XML.replace(b"?>", b"?>" + before, 1)).reason


@pytest.mark.parametrize("text", [ENTITY, b"<!DOCTYPE", b"<!ENTITY % p SYSTEM 'file:///p'>"])
def test_a_text_comment_or_instruction_may_mention_a_doctype(text: bytes) -> None:
    plain = read_bytes(XML, "x.xml").proposal
    root = XML.index(b"<JwstProposal")
    inside = XML.index(b">", root) + 1
    for words in (b"<!--%b-->" % text, b"<?a %b?>" % text.replace(b"?>", b">")):
        for at in (root, inside, len(XML)):
            assert read_bytes(XML[:at] + words + XML[at:], "x.xml").proposal.observations
    title = b"<Title><![CDATA[%b]]></Title>" % text
    changed = XML.replace(b"<Title>%b</Title>" % str(plain.title).encode(), title)
    assert changed != XML
    assert read_bytes(changed, "x.xml").proposal.title == text.decode()


def test_a_doctype_anywhere_else_counts_as_damage() -> None:
    at = XML.index(b"<Targets>")
    assert "damaged" in error(XML[:at] + ENTITY + XML[at:]).reason
    assert "damaged" in error(XML + ENTITY).reason


def test_a_doctype_seen_only_by_the_parser_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree, "has_document_type", lambda _: False)
    assert "DOCTYPE" in error(XML.replace(b"?>", b"?>" + ENTITY, 1)).reason
