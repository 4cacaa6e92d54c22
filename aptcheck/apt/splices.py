"""Bytes in the place of others: what a correction makes of a file, and whether it is one thing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from aptcheck.errors import UnwritableEdit

__all__ = ["Splice", "settled", "spliced"]


@dataclass(frozen=True, slots=True, order=True)
class Splice:
    """Bytes that come in the place of those from ``start`` to ``end``.

    ``is_content`` says that these are all between the tags of an element, so that what is put at
    either end is meant for the same place.
    """

    start: int
    end: int
    replacement: bytes
    is_content: bool = False

    def meets(self, later: Splice) -> bool:
        """Whether one that does not begin before this one wants some of the same bytes."""
        if later.start < self.end or (self.start, self.end) == (later.start, later.end):
            return True
        return later.start == self.end and (self.is_content or later.is_content)


def settled(xml: bytes, splices: Iterable[Splice]) -> tuple[Splice, ...]:
    """Sort splices, and leave out what is the same twice or changes nothing.

    Raises
    ------
    UnwritableEdit
        If two want the same bytes to be different things.
    """
    chosen: list[Splice] = []
    for splice in sorted(set(splices)):
        # None begins before the last one, and none but the last can reach as far as this one.
        if chosen and chosen[-1].meets(splice):
            line = xml.count(b"\n", 0, splice.start) + 1
            raise UnwritableEdit(
                f"Two corrections change the same place of the file, line {line}, in different "
                "ways; make one of them and check the file again."
            )
        chosen.append(splice)
    return tuple(s for s in chosen if xml[s.start : s.end] != s.replacement)


def spliced(xml: bytes, splices: Iterable[Splice], start: int = 0, end: int | None = None) -> bytes:
    """Return the bytes from ``start`` to ``end`` with the settled splices among them made."""
    parts: list[bytes] = []
    at = start
    for splice in splices:
        parts += (xml[at : splice.start], splice.replacement)
        at = splice.end
    return b"".join((*parts, xml[at : len(xml) if end is None else end]))
