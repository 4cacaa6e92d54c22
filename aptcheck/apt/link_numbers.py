"""The Number of a new link: After links have one from schema 65, all links from schema 71."""

from __future__ import annotations

from typing import Final

from aptcheck.apt.spans import Span
from aptcheck.apt.values import count
from aptcheck.edit import Element

__all__ = ["LinkNumbers"]

_NUMBERED: Final = 71
"""The first schema in which a group was seen with a Number."""


class LinkNumbers:
    """Numbers for new links of a file, each higher than all before."""

    def __init__(self, schema_version: int | None) -> None:
        self._is_numbered = (schema_version or 0) >= _NUMBERED
        self._highest: dict[int, int | None] = {}

    def numbered(self, parent: Span, element: Element) -> Element:
        """Return a new group with its Number, if links of its file have one; else unchanged."""
        if parent.name != "LinkingRequirements" or element.name != "GroupWithinLink":
            return element
        if parent.ordinal not in self._highest:
            self._highest[parent.ordinal] = self._highest_of(parent)
        highest = self._highest[parent.ordinal]
        if highest is None or "Number" in dict(element.attributes):
            return element
        self._highest[parent.ordinal] = highest + 1
        number = ("Number", str(highest + 1))
        return Element(element.name, element.text, (number, *element.attributes), element.children)

    def _highest_of(self, parent: Span) -> int | None:
        """Return the highest number so far; None where links have none."""
        given = [link.attributes.get("Number") for link in parent.children]
        known = [number for number in given if number is not None]
        if not known and (given or not self._is_numbered):
            return None
        return max((count(number) or 0 for number in known), default=0)
