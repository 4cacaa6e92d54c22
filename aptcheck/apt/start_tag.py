"""Inside a start tag: its end, its name, its attributes and where their values are.

All of this assumes well-formed XML: a parser has read it before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Attribute", "attributes", "body_end", "end_of_start_tag", "name_end"]

_STOP = re.compile(rb"[\"'>]")
_NAME = re.compile(rb"<[^\s/>]+")
_ATTRIBUTE = re.compile(rb"([^\s=\"'/<>]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")


@dataclass(frozen=True, slots=True)
class Attribute:
    """The raw name of an attribute; its value without the quotes is from ``start`` to ``end``."""

    name: str
    start: int
    end: int
    quote: bytes


def end_of_start_tag(xml: bytes, start: int) -> int:
    """Return where a start tag ends; a ``>`` within quotes does not end it."""
    at = start
    while (stop := _STOP.search(xml, at)) is not None:
        if stop[0] == b">":
            return stop.end()
        at = xml.index(stop[0], stop.end()) + 1
    return len(xml)


def name_end(xml: bytes, start: int) -> int:
    """Return where the name of a start tag ends."""
    name = _NAME.match(xml, start)
    return start if name is None else name.end()


def body_end(xml: bytes, start: int, end: int) -> int:
    """Return where the last attribute of a start tag ends, or its name if it has none."""
    tag = xml[start : end - 1].removesuffix(b"/")
    return start + len(tag.rstrip())


def attributes(xml: bytes, start: int, end: int) -> Iterator[Attribute]:
    """Yield the attributes of the start tag from ``start`` to ``end``, as written."""
    for found in _ATTRIBUTE.finditer(xml, name_end(xml, start), end):
        group = 2 if found[2] is not None else 3
        yield Attribute(
            name=found[1].decode("utf-8"),
            start=found.start(group),
            end=found.end(group),
            quote=xml[found.end(group) : found.end(group) + 1],
        )
