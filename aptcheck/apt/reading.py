"""What one reading of a file collects: places, and values it could not read."""

from __future__ import annotations

from typing import cast

from lxml import etree

from aptcheck.apt.bounds import MAX_NODES
from aptcheck.errors import UnreadableProposal
from aptcheck.model import Oddity, Place

__all__ = ["Reading"]

# libxml2 keeps lines in 16 bits: this value means this line or any later one.
_LAST_LINE = 65_535


class Reading:
    """One reading of one file; ``oddities`` grows while the file is read.

    Parameters
    ----------
    root : lxml element
        The root, from which elements are counted.
    member : str or None
        The name for the error raised when the file has more than `MAX_NODES` parts.
    """

    def __init__(self, root: etree._Element, member: str | None) -> None:
        self.oddities: list[Oddity] = []
        self._ordinals: dict[etree._Element, int] = {}
        self._uncounted = enumerate(root.iter(etree.Element))
        self._member = member
        self._nodes = 0

    def place(self, element: etree._Element, trail: str) -> Place:
        """Return the place of an element, and count it.

        Raises
        ------
        UnreadableProposal
            Beyond `MAX_NODES` places.
        """
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise self.too_many("exposures, links, visits and the like", MAX_NODES)
        line = cast("int | None", element.sourceline)
        return Place.model_construct(
            line=line if line and line < _LAST_LINE else None,
            element=self._ordinal(element),
            trail=trail,
        )

    def _ordinal(self, element: etree._Element) -> int | None:
        """Return the number of an element; what follows the last that is asked for is not counted.

        That is most of a file, as the results of APT's Visit Planner.
        """
        found = self._ordinals
        if element not in found:
            for number, other in self._uncounted:
                found[other] = number
                if other is element:
                    break
        return found.get(element)

    def too_many(self, what: str, limit: int) -> UnreadableProposal:
        """Return the error for a file that has more of something than any proposal."""
        return UnreadableProposal(
            f"The file has more than {limit:,} {what}, far above any proposal; it was not read.",
            member=self._member,
        )
