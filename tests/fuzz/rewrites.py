"""Other ways to write the same proposal; none may change the findings."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from random import Random
from typing import TypeAlias

from lxml import etree

from aptcheck.apt.archive import is_archive, proposal_member
from aptcheck.errors import UnreadableProposal
from tests.fuzz.changes.of_archives import members, packed
from tests.fuzz.changes.of_trees import parse, write
from tests.fuzz.mutation import NothingToChange
from tests.fuzz.starts import ARCHIVE, XML

__all__ = ["REWRITES", "Rewrite"]

#: Bytes of a file in; name and bytes of another file with the same plan out.
Rewrite: TypeAlias = Callable[[bytes, Random], tuple[str, bytes]]

_XML_SPACE = "http://www.w3.org/XML/1998/namespace"
_BOM = b"\xef\xbb\xbf"
_SPACES = ("", " ", "\n", "\t\t", "\n    \n", "\n" + " " * 40)
_REMARKS = ("a remark", "<Number>7</Number>", " Number=7 ", "<!", "(Obs 2)")


def _tree(data: bytes, *, remarks: bool = True) -> etree._Element:
    root = parse(data, remarks=remarks)
    if root is None:
        raise NothingToChange
    return root


def _xml(data: bytes) -> bytes:
    """Return the XML of a file, compressed or not."""
    try:
        return proposal_member(data)[1] if is_archive(data) else data
    except UnreadableProposal:
        raise NothingToChange from None


def _parents(root: etree._Element) -> list[etree._Element]:
    """Return the elements that contain elements: white space between those means nothing."""
    return [e for e in root.iter(etree.Element) if len(e)]


def _is_blank(text: str | None) -> bool:
    return text is None or not text.strip()


def _spaces(data: bytes, chance: Random) -> tuple[str, bytes]:
    root = _tree(data)
    for parent in _parents(root):
        if _is_blank(parent.text):
            parent.text = chance.choice(_SPACES)
        for child in parent:
            if _is_blank(child.tail):
                child.tail = chance.choice(_SPACES)
    return XML, write(root)


def _byte_order_mark(data: bytes, chance: Random) -> tuple[str, bytes]:
    return XML, data.removeprefix(_BOM) if data.startswith(_BOM) else _BOM + data


def _line_ends(data: bytes, chance: Random) -> tuple[str, bytes]:
    return XML, re.sub(rb"(?<!\r)\n", b"\r\n", data)


def _prefixes(data: bytes, chance: Random) -> tuple[str, bytes]:
    """Write every namespace with its own prefix, including the root's."""
    root = _tree(data, remarks=False)
    names = {name for e in root.iter(etree.Element) for name in (e.tag, *e.attrib)}
    uris = sorted({uri for name in names if (uri := etree.QName(name).namespace)} - {_XML_SPACE})
    chance.shuffle(uris)
    spaces = {f"p{number}": uri for number, uri in enumerate(uris)}

    def copied(element: etree._Element, copy: etree._Element) -> etree._Element:
        for key, value in element.attrib.items():
            copy.set(key, value)
        copy.text, copy.tail = element.text, element.tail
        for child in element:
            copied(child, etree.SubElement(copy, child.tag))
        return copy

    return XML, write(copied(root, etree.Element(root.tag, nsmap=spaces)))


def _remarks(data: bytes, chance: Random) -> tuple[str, bytes]:
    """Put comments and processing instructions between elements, and around the root."""
    root = _tree(data)
    for parent in _parents(root):
        for child in list(parent):
            if chance.random() < 0.1 and _is_blank(child.tail):
                remark = (
                    etree.Comment(chance.choice(_REMARKS))
                    if chance.random() < 0.5
                    else etree.ProcessingInstruction("apt", "Number='7'")
                )
                child.addnext(remark)
    root.addprevious(etree.Comment("before"))
    root.addnext(etree.Comment("after"))
    return XML, write(root)


def _attribute_order(data: bytes, chance: Random) -> tuple[str, bytes]:
    root = _tree(data)
    for element in root.iter(etree.Element):
        stated = list(element.attrib.items())
        element.attrib.clear()
        for key, value in reversed(stated):
            element.set(key, value)
    return XML, write(root)


def _packed(data: bytes, chance: Random) -> tuple[str, bytes]:
    return ARCHIVE, packed([("manifest", b"ProposalFilename: x.xml\r\n"), ("x.xml", data)])


def _unpacked(data: bytes, chance: Random) -> tuple[str, bytes]:
    return XML, _xml(data)


def _order_of_members(data: bytes, chance: Random) -> tuple[str, bytes]:
    return ARCHIVE, packed(list(reversed(members(data))))


def _of_xml(rewrite: Rewrite) -> Rewrite:
    return lambda data, chance: rewrite(_xml(data), chance)


_XML: Mapping[str, Rewrite] = {
    "spaces": _spaces,
    "byte order mark": _byte_order_mark,
    "line ends": _line_ends,
    "prefixes": _prefixes,
    "remarks": _remarks,
    "attribute order": _attribute_order,
    "packed": _packed,
}

#: By the name of the rewritten file.
REWRITES: Mapping[str, Mapping[str, Rewrite]] = {
    XML: _XML,
    ARCHIVE: {
        "unpacked": _unpacked,
        "order of members": _order_of_members,
        **{name: _of_xml(rewrite) for name, rewrite in _XML.items()},
    },
}
