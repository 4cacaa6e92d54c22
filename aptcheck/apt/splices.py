"""Replacements of bytes: how a correction changes a file, and whether two conflict."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from aptcheck.errors import UnwritableEdit

__all__ = ["Splice", "settled", "spliced"]


@dataclass(frozen=True, slots=True, order=True)
class Splice:
    """Bytes that replace those from ``start`` to ``end``.

    ``is_content`` says that these are everything between the tags of an element, so an insertion
    at either end is meant for the same place.
    """

    start: int
    end: int
    replacement: bytes
    is_content: bool = False

    def meets(self, later: Splice) -> bool:
        """Whether this and a later or equal splice change some of the same bytes."""
        if later.start < self.end or (self.start, self.end) == (later.start, later.end):
            return True
        return later.start == self.end and (self.is_content or later.is_content)


def settled(xml: bytes, splices: Iterable[Splice]) -> tuple[Splice, ...]:
    """Sort splices, dropping duplicates and those that change nothing.

    Raises
    ------
    UnwritableEdit
        If two set the same bytes to different values.
    """
    chosen: list[Splice] = []
    for splice in sorted(set(splices)):
        # In this order a splice can only overlap the one before it.
        if chosen and chosen[-1].meets(splice):
            line = xml.count(b"\n", 0, splice.start) + 1
            raise UnwritableEdit(
                f"Two corrections change line {line} of the file in different ways; apply one of "
                "them and check the file again."
            )
        chosen.append(splice)
    return tuple(s for s in chosen if xml[s.start : s.end] != s.replacement)


def spliced(xml: bytes, splices: Iterable[Splice], start: int = 0, end: int | None = None) -> bytes:
    """Return the bytes from ``start`` to ``end`` with the settled splices there applied."""
    parts: list[bytes] = []
    at = start
    for splice in splices:
        parts += (xml[at : splice.start], splice.replacement)
        at = splice.end
    return b"".join((*parts, xml[at : len(xml) if end is None else end]))
