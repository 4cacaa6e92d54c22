"""From bytes to an XML tree, without anything that a proposal never contains."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from aptcheck.apt.bounds import MAX_EQUALS, MAX_TAGS, MAX_XML
from aptcheck.apt.root_element import has_document_type
from aptcheck.errors import UnreadableProposal

__all__ = ["parsed"]

_UTF16: Final = (b"\xff\xfe", b"\xfe\xff", b"\x00<", b"<\x00")
_DECLARED = re.compile(rb"<\?xml\b[^>]{0,200}?\bencoding\s*=\s*[\"']([^\"'>]{1,40})[\"']")
_READABLE: Final = frozenset({"utf-8", "utf8", "us-ascii", "ascii"})
_CHUNK: Final = 2**20
_DOCTYPE: Final = (
    "The XML declares a document type (DOCTYPE), which APT never writes and which can hide an XML "
    "bomb or load other files; it was not read."
)


def parsed(xml: bytes, member: str | None) -> etree._Element:
    """Parse XML into a tree and return its root.

    Before parsing, the size of the bytes and the number of ``<`` and ``=`` are limited, and the
    bytes must be UTF-8 without a DOCTYPE, where entities are defined: APT writes no other
    encoding and no DOCTYPE. The parser itself loads nothing, resolves no entity, and stops at 256
    levels of elements and 10 MB for one text.

    Raises
    ------
    UnreadableProposal
        With the line and column where the XML breaks, if known.
    """
    _check_size(xml, member)
    _check_encoding(xml, member)
    if has_document_type(xml):
        raise UnreadableProposal(_DOCTYPE, member=member)
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        huge_tree=False,
        recover=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        raise _broken(error, member) from None
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableProposal(
            f"The XML cannot be parsed: {str(error)[:200]}.", member=member
        ) from None
    # This was checked before parsing; a second check in case the parser found one.
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableProposal(_DOCTYPE, member=member)
    return root


def _check_size(xml: bytes, member: str | None) -> None:
    if not xml or xml.isspace():
        raise UnreadableProposal("The XML is empty.", member=member)
    if len(xml) > MAX_XML:
        raise UnreadableProposal(
            f"The XML is larger than {MAX_XML // 2**20} MB, far larger than any proposal; "
            "it was not read.",
            member=member,
        )
    # counted only in a file that is long enough to have so many
    if any(
        len(xml) > most and xml.count(sign) > most
        for sign, most in ((b"<", MAX_TAGS), (b"=", MAX_EQUALS))
    ):
        raise UnreadableProposal(
            f"The XML has more than {MAX_TAGS:,} tags or {MAX_EQUALS:,} attributes, "
            "far more than any proposal; it was not read.",
            member=member,
        )


def _check_encoding(xml: bytes, member: str | None) -> None:
    again = "save or export it again from APT, which writes UTF-8."
    if xml.startswith(_UTF16):
        raise UnreadableProposal(f"The XML is in UTF-16 or UTF-32; {again}", member=member)
    if b"\0" in xml:
        raise UnreadableProposal(f"The XML contains NUL bytes; {again}", member=member)
    declared = _DECLARED.search(xml[:400])
    encoding = declared[1].decode("ascii", "replace") if declared else "utf-8"
    if encoding.lower() not in _READABLE:
        raise UnreadableProposal(
            f"The XML declares the encoding {encoding}; {again}", member=member
        )
    bad = _first_bad_byte(xml)
    if bad is not None:
        before = xml[:bad]
        raise UnreadableProposal(
            f"The XML contains a byte that is not UTF-8; {again}",
            member=member,
            line=before.count(b"\n") + 1,
            column=len(before[before.rfind(b"\n") + 1 :].decode("utf-8")) + 1,
        )


def _first_bad_byte(xml: bytes) -> int | None:
    """Return the offset of the first byte that is not UTF-8.

    In chunks, because one rare character makes a text take four bytes for every character.
    """
    if xml.isascii():
        return None
    start = 0
    while start < len(xml):
        end = min(start + _CHUNK, len(xml))
        # A character has at most four bytes: step back to where one begins.
        while end < len(xml) and end > start + _CHUNK - 4 and xml[end] & 0xC0 == 0x80:
            end -= 1
        try:
            xml[start:end].decode("utf-8")
        except UnicodeDecodeError as error:
            return start + error.start
        start = end
    return None


def _broken(error: etree.XMLSyntaxError, member: str | None) -> UnreadableProposal:
    line, column = error.position
    message = " ".join((error.msg or "no reason given").split())
    # lxml ends its message with the position, which is reported separately.
    message = re.sub(r", line \d+, column \d+$", "", message)[:200]
    return UnreadableProposal(
        f"The XML is cut short or damaged ({message}); save or export it again from APT.",
        member=member,
        line=line or None,
        column=column if column and column > 0 else None,
    )
