"""The lines of XML around places in a proposal, to show what a finding is about."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from aptcheck.apt.document import xml_of
from aptcheck.apt.source import file_bytes
from aptcheck.finding import Excerpt, Location

__all__ = ["excerpts"]

_BOM = b"\xef\xbb\xbf"
#: Lines before and after the one of a finding.
_AROUND = 2
#: Characters of a line: before the column of the finding, and in all.
_BEFORE, _LONGEST = 400, 800


def excerpts(path: str | Path, locations: Iterable[Location]) -> dict[Location, Excerpt]:
    """Return the lines around each location that is in the XML of a proposal.

    Raises
    ------
    UnreadableProposal
        The file cannot be read, or has no proposal.
    """
    path = Path(path)
    member, xml = xml_of(file_bytes(path), path.name)
    # Unlike str.splitlines, this splits at the line ends of XML and nowhere else.
    lines = xml.removeprefix(_BOM).splitlines()
    return {
        location: _excerpt(lines, location.line, location.column or 1)
        for location in locations
        if location.member == member
        and location.line is not None
        and 1 <= location.line <= len(lines)
    }


def _excerpt(lines: list[bytes], line: int, column: int) -> Excerpt:
    first = max(1, line - _AROUND)
    begin = max(0, column - 1 - _BEFORE)
    shown = [one.decode("utf-8", "replace") for one in lines[first - 1 : line + _AROUND]]
    return Excerpt(
        first=first,
        lines=tuple(text[begin : begin + _LONGEST] for text in shown),
        marked=line - first,
        caret=column - 1 - begin,
    )
