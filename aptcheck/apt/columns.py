"""Exact lines and columns, found in one pass when a finding needs them."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from typing import TYPE_CHECKING
from xml.parsers import expat

if TYPE_CHECKING:
    from aptcheck.apt.document import Document

__all__ = ["columns"]


def columns(document: Document, elements: Collection[int]) -> dict[int, tuple[int, int]]:
    """Find where elements begin.

    The tree only knows the line on which a start tag ends, and no line beyond 65,535; expat knows
    the line and column of its ``<``.

    Parameters
    ----------
    document : Document
        The proposal as read.
    elements : collection of int
        Ordinals of elements, as in `Place.element`: document order from 0.

    Returns
    -------
    dict
        Line and column, from 1, columns in characters, for each ordinal that exists.
    """
    wanted = frozenset(elements)
    if not wanted:
        return {}
    found: dict[int, tuple[int, int]] = {}
    last = max(wanted)
    ordinal = -1
    parser = expat.ParserCreate(encoding="utf-8")

    def start(name: str, attributes: list[str]) -> None:  # noqa: ARG001 - expat's signature
        nonlocal ordinal
        ordinal += 1
        if ordinal in wanted:
            found[ordinal] = (parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)
        if ordinal == last:
            raise _Enough

    parser.ordered_attributes = True
    parser.StartElementHandler = start
    # The tree could be built from these bytes, so what expat found before a fault is valid.
    with suppress(_Enough, expat.ExpatError):
        parser.Parse(document.xml, True)
    return found


class _Enough(Exception):  # noqa: N818 - no error: what follows is not looked at
    """Every element was found."""
