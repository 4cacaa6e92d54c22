"""Where the MRS field of a background meets its own science."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from aptcheck.background.separation import same_body
from aptcheck.contamination.hits import hits
from aptcheck.contamination.swept import NoField, SweptField
from aptcheck.geometry.great_circle import great_circle_arcsec
from aptcheck.geometry.tangent import project

if TYPE_CHECKING:
    from aptcheck.background.edge import Edge
    from aptcheck.background.graph import Graph
    from aptcheck.contamination.opportunities import Opportunities
    from aptcheck.geometry.angles import AngleSet
    from aptcheck.model import Observation, Proposal
    from aptcheck.wording import Reason

__all__ = ["Overlap", "away_from_sources", "overlap", "overlaps"]

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True, eq=False)
class Overlap:
    """A pair whose fields may come near enough to meet.

    Attributes
    ----------
    edge : Edge
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

    edge: Edge
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
    from aptcheck.geometry.overlap import meeting_angles

    here, there = places
    east, north = project(swept.ra_deg, swept.dec_deg, *there)
    return Overlap(
        edge=edge,
        swept=swept,
        separation=separation,
        source=hits(swept, [east], [north], extent, exact=True).all_angles(),
        fields=meeting_angles(sky, here, science, there).intersection(swept.allowed),
    )


def overlaps(
    proposal: Proposal,
    opportunities: Opportunities,
    pairs: Iterable[tuple[Edge, float | None]],
) -> tuple[list[Overlap], list[Reason]]:
    """Return where backgrounds meet their science, and why that is not known of the others.

    ``pairs`` come each with the extent of its source; those that stand too far apart are in
    neither list.
    """
    near: list[Overlap] = []
    unknown: list[Reason] = []
    for edge, extent_arcsec in pairs:
        found = overlap(proposal, opportunities, edge, extent_arcsec)
        if isinstance(found, NoField):
            unknown.append(found.reason)
        elif found is not None:
            near.append(found)
    return near, unknown


def away_from_sources(
    angles: AngleSet, graph: Graph, opportunities: Opportunities, sky: Observation
) -> AngleSet:
    """Return the V3PA of some at which a background is on no source that it is declared for."""
    users = [(edge, graph.science(edge.science.number)) for edge in graph.edges_to(sky)]
    extents = [
        (edge, science.intent.extent_arcsec if science is not None else None)
        for edge, science in users
    ]
    near, _ = overlaps(graph.proposal, opportunities, extents)
    for found in near:
        angles = angles.difference(found.source)
    return angles


def _both(one: T | NoField, other: T | NoField) -> tuple[T, T] | NoField:
    if isinstance(one, NoField):
        return one
    return other if isinstance(other, NoField) else (one, other)
