"""The XML around the findings of a report, read again once they are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck import apt
from aptcheck.engine.paths import STDIN
from aptcheck.errors import UnreadableProposal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aptcheck.finding import Excerpt, Location
    from aptcheck.results import Report

__all__ = ["source_excerpts"]


def source_excerpts(report: Report) -> Mapping[tuple[str, Location], Excerpt]:
    """Return the lines around each finding that counts, by the path of its proposal and its place.

    There are none for standard input, which cannot be read again, nor for a file that has since
    been removed.
    """
    found: dict[tuple[str, Location], Excerpt] = {}
    for proposal in report.proposals:
        places = {f.location for f in proposal.findings if f.counts and f.location.line is not None}
        if not places or proposal.path == STDIN:
            continue
        try:
            excerpts = apt.excerpts(proposal.path, places)
        except UnreadableProposal:
            continue
        found |= {(proposal.path, place): excerpt for place, excerpt in excerpts.items()}
    return found
