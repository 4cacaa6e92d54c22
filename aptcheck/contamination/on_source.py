"""Whether a background is taken on its own science source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.contamination.overlap import Overlap, overlap
from aptcheck.finding import Severity

if TYPE_CHECKING:
    from aptcheck.background.edge import Edge
    from aptcheck.contamination.opportunities import Opportunities
    from aptcheck.model import Proposal

__all__ = ["ERROR_ARCSEC", "WARNING_ARCSEC", "always_on_source", "on_source"]

ERROR_ARCSEC = 6.0
WARNING_ARCSEC = 9.0


def on_source(proposal: Proposal, opportunities: Opportunities, edge: Edge) -> Severity | None:
    """Return how surely a background is taken on its source, None where it is not.

    An error nearer than 6 arcsec whatever the angle, or where the science position is in its field
    at every allowed angle; a warning to 9 arcsec. Not for Primary Channel = Imager, where the MRS
    stands beside the target.
    """
    separation = opportunities.separation(edge)
    if separation is None or edge.sky.imager_primary:
        return None
    if separation.farthest < ERROR_ARCSEC or always_on_source(proposal, opportunities, edge):
        return Severity.ERROR
    return Severity.WARNING if separation.arcsec < WARNING_ARCSEC else None


def always_on_source(proposal: Proposal, opportunities: Opportunities, edge: Edge) -> bool:
    """Whether the science position is in the background's field at every allowed angle."""
    met = overlap(proposal, opportunities, edge, None)
    return isinstance(met, Overlap) and met.always_on_source
