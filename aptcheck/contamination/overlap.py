"""Where the MRS field of a background meets its own science."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from aptcheck.background.edge import Edge
from aptcheck.background.separation import great_circle_arcsec, same_body
from aptcheck.contamination.hits import hits
from aptcheck.contamination.opportunities import Opportunities
from aptcheck.contamination.swept import NoField, SweptField
from aptcheck.model import Proposal
from aptcheck.sky.angles import AngleSet
from aptcheck.sky.tangent import project

__all__ = ["Overlap", "overlap"]

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Overlap:
    """A pair whose fields may come near enough to meet.

    Attributes
    ----------
    swept : SweptField
        The background.
    separation : float
        Between the two targets, arcsec.
    source : AngleSet
        Allowed V3PA at which the science position, or its stated extent, is in the background's
        field.
    fields : AngleSet
        Allowed V3PA at which the two fields share a point, both taken at one angle, as they are
        back to back.
    """

    swept: SweptField
    separation: float
    source: AngleSet
    fields: AngleSet

    @property
    def always_on_source(self) -> bool:
        """Whether the source is in the field at every allowed angle."""
        return self.swept.clean(self.source).is_empty


def overlap(
    proposal: Proposal, opportunities: Opportunities, edge: Edge, extent_arcsec: float | None
) -> Overlap | NoField | None:
    """Return where a background meets its science, None where they stand too far apart.

    Parameters
    ----------
    extent_arcsec : float or None
        How far the source reaches from its coordinates, where that is stated.

    Returns
    -------
    Overlap, NoField or None
        None is decided by separation and reach alone, without numpy; so it is for two entries of
        one moving body that differ by their Offset.
    """
    extent = extent_arcsec or 0.0
    fields = _both(opportunities.field(edge.sky), opportunities.field(edge.science))
    places = _both(opportunities.place(edge.sky), opportunities.place(edge.science))
    if isinstance(fields, NoField):
        return fields
    sky, science = fields
    if same_body(proposal, edge.science, edge.sky):
        separation = 0.0
    elif isinstance(places, NoField):
        return places
    else:
        separation = great_circle_arcsec(*places)
    if not (sky.reach.meets(science.reach, separation) or sky.reach.holds(separation, extent)):
        return None
    if isinstance(places, NoField):
        return places
    swept = opportunities.swept(edge.sky)
    if isinstance(swept, NoField):
        return swept
    from aptcheck.sky.meeting import meeting_angles

    here, there = places
    east, north = project(swept.ra_deg, swept.dec_deg, *there)
    return Overlap(
        swept=swept,
        separation=separation,
        source=hits(swept, [east], [north], extent, exact=True).all_angles(),
        fields=meeting_angles(sky, here, science, there).intersection(swept.allowed),
    )


def _both(one: T | NoField, other: T | NoField) -> tuple[T, T] | NoField:
    if isinstance(one, NoField):
        return one
    return other if isinstance(other, NoField) else (one, other)
