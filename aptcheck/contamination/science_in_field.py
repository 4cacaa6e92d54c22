"""Whether a background is taken on its own science: the source in its field, or field on field."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aptcheck.background.separation import same_body
from aptcheck.errors import FieldUnavailable
from aptcheck.finding import Severity
from aptcheck.geometry.angles import AngleSet
from aptcheck.geometry.great_circle import great_circle_arcsec

if TYPE_CHECKING:
    from aptcheck.background.edge import Edge
    from aptcheck.background.graph import Graph
    from aptcheck.model import Observation
    from aptcheck.schedule.schedule import Schedule
    from aptcheck.schedule.swept_field import SweptField
    from aptcheck.wording import Reason

__all__ = [
    "ERROR_ARCSEC",
    "WARNING_ARCSEC",
    "Overlap",
    "away_from_sources",
    "on_source",
    "overlap",
    "overlaps",
]

#: How near a sky points to its source to be on it for sure, or perhaps, arcsec: aptcheck's own
#: judgement, from fields of 3.2 by 3.7 arcsec in channel 1 to 6.6 by 7.9 in channel 4 (SIAF).
ERROR_ARCSEC = 6.0
WARNING_ARCSEC = 9.0


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
        field on some date.
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


def on_source(graph: Graph, schedule: Schedule, edge: Edge) -> Severity | None:
    """Return how surely a background is taken on its source, None where it is not.

    An error nearer than 6 arcsec whatever the angle, or where the science position is in its field
    at every allowed angle; a warning to 9 arcsec. Not for Primary Channel = Imager, where the MRS
    stands beside the target.
    """
    separation = graph.separation(edge, schedule.year)
    if separation is None or edge.sky.imager_primary:
        return None
    if separation.farthest < ERROR_ARCSEC or _always_on_source(graph, schedule, edge):
        return Severity.ERROR
    return Severity.WARNING if separation.arcsec < WARNING_ARCSEC else None


def overlap(
    graph: Graph, schedule: Schedule, edge: Edge, extent_arcsec: float | None
) -> Overlap | None:
    """Return where a background meets its science, None where they stand too far apart.

    Parameters
    ----------
    extent_arcsec : float or None
        How far the source reaches from its coordinates, where that is stated.

    Returns
    -------
    Overlap or None
        None is decided by separation and reach alone, without numpy; so it is for two entries of
        one moving body that differ by their Offset.

    Raises
    ------
    FieldUnavailable
        Where one of the fields falls, or at which angles, cannot be told.
    """
    sky, science = schedule.of(edge.sky), schedule.of(edge.science)
    field, other = sky.field, science.field
    together = same_body(graph.proposal, edge.science, edge.sky)
    separation = 0.0 if together else great_circle_arcsec(sky.place, science.place)
    extent = extent_arcsec or 0.0
    speed = 0.0 if together else sky.path.fastest_against(science.path)
    goes = speed * schedule.window.half_years
    met = field.reach.meets(other.reach, max(0.0, separation - goes))
    if not (met or field.reach.holds(separation, extent + goes)):
        return None
    swept = sky.swept
    import numpy as np

    from aptcheck.contamination.source_window import target_window
    from aptcheck.geometry.overlap import meeting_angles
    from aptcheck.schedule.legs import legs

    window = legs(swept, speed)
    source = target_window(swept, science.path, window).hits(field, np.array([extent]))
    return Overlap(
        edge=edge,
        swept=swept,
        separation=separation,
        source=source.all_angles(),
        fields=AngleSet.any_of(
            meeting_angles(
                field, sky.path.at(leg.middle), other, science.path.at(leg.middle)
            ).intersection(leg.angles)
            for leg in window
        ),
    )


def overlaps(
    graph: Graph, schedule: Schedule, pairs: Iterable[tuple[Edge, float | None]]
) -> tuple[list[Overlap], list[Reason]]:
    """Return where backgrounds meet their science, and why that is not known of the others.

    ``pairs`` come each with the extent of its source; those that stand too far apart are in
    neither list.
    """
    near: list[Overlap] = []
    unknown: list[Reason] = []
    for edge, extent_arcsec in pairs:
        try:
            found = overlap(graph, schedule, edge, extent_arcsec)
        except FieldUnavailable as fault:
            unknown.append(fault.reason)
        else:
            near += [found] if found is not None else []
    return near, unknown


def away_from_sources(
    angles: AngleSet, graph: Graph, schedule: Schedule, sky: Observation
) -> AngleSet:
    """Return the V3PA of some at which a background meets no science that it is declared for.

    Neither its source nor its field.
    """
    users = [(edge, graph.science(edge.science.number)) for edge in graph.declared.edges_to(sky)]
    extents = [
        (edge, science.intent.extent_arcsec if science is not None else None)
        for edge, science in users
    ]
    near, _ = overlaps(graph, schedule, extents)
    for found in near:
        angles = angles.difference(found.source.union(found.fields))
    return angles


def _always_on_source(graph: Graph, schedule: Schedule, edge: Edge) -> bool:
    """Whether the science position is in the background's field at every allowed angle."""
    try:
        met = overlap(graph, schedule, edge, None)
    except FieldUnavailable:
        return False
    return met is not None and met.always_on_source
