"""Where a finding is, for a machine: a file of the repository, a line, a column."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from pathlib import PurePath
from urllib.parse import quote_from_bytes

from aptcheck.finding import Finding
from aptcheck.report import Look
from aptcheck.results import ProposalReport

__all__ = ["Address", "address", "relative", "uri"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Address:
    """A place that an editor can open; ``exact`` where line and column are the finding's own."""

    path: str
    line: int
    column: int
    exact: bool


def address(proposal: ProposalReport, finding: Finding, look: Look) -> Address:
    """Return the line in the XML if there is one, else the first line of the archive."""
    location = finding.location
    plain = location.member == PurePath(proposal.path).name
    if location.line is None or not (plain or proposal.beside):
        path = relative(proposal.path, look)
        return Address(path=path, line=1, column=1, exact=False)
    path = proposal.path if plain else proposal.beside or proposal.path
    return Address(
        path=relative(path, look), line=location.line, column=location.column or 1, exact=True
    )


def relative(path: str, look: Look) -> str:
    """Return a path as seen from the root of the look, with forward slashes.

    A path outside the root stays absolute. The disk is not read.
    """
    full = posixpath.normpath(posixpath.join(_slashes(look.here), _slashes(path)))
    root = _slashes(look.root).rstrip("/")
    return full.removeprefix(f"{root}/") if root else full


def uri(path: str) -> str:
    """Return a path as a URI reference (RFC 3986): percent-encoded, ``file:`` where absolute."""
    try:
        data = path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        data = path.encode("utf-8", "replace")
    encoded = quote_from_bytes(data, safe="/")
    if path.startswith("/"):
        return f"file://{encoded}" if not path.startswith("//") else f"file:{encoded}"
    return f"file:///{encoded}" if PurePath(path).drive else encoded


def _slashes(path: str) -> str:
    return PurePath(path).as_posix() if path else ""
