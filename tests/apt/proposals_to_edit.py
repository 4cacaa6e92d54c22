"""Proposals to edit in tests: parts by name, and what a file says afterwards."""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property

from lxml import etree

from aptcheck.apt import Edited, edited, read_bytes
from aptcheck.edit import Edit
from aptcheck.testing import pair


class Opened:
    """A file as read, whose elements can be found by name."""

    def __init__(self, data: bytes | str, name: str = "x.xml") -> None:
        self.data = data.encode() if isinstance(data, str) else data
        self.document = read_bytes(self.data, name)
        self.xml = self.document.xml

    @cached_property
    def elements(self) -> list[etree._Element]:
        return list(etree.fromstring(self.xml).iter(etree.Element))

    def part(self, name: str, index: int = 0) -> int:
        """Return the ordinal of one of the elements with a local name."""
        return [n for n, e in enumerate(self.elements) if etree.QName(e).localname == name][index]

    def edited(self, *edits: Edit, stale: Collection[int] = ()) -> Edited:
        return edited(self.document, edits, stale=stale)

    def after(self, *edits: Edit, stale: Collection[int] = ()) -> str:
        """Return the XML with edits in it."""
        return self.edited(*edits, stale=stale).xml.decode()


def replaced(text: str, old: str, new: str) -> str:
    """Replace a text that occurs once."""
    assert text.count(old) == 1, (old, text.count(old))
    return text.replace(old, new)


PAIR = pair().text
