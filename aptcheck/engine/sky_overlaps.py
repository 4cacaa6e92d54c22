"""The science that a background field meets as plain numbers, for a report that draws it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from aptcheck.engine.sky_outlines import outlines
from aptcheck.engine.sky_stops import sky_stops
from aptcheck.geometry.overlap import convergence
from aptcheck.geometry.tangent import unproject
from aptcheck.results import SkyOverlap

if TYPE_CHECKING:
    from aptcheck.background.bond import Bond
    from aptcheck.contamination.field_overlap import Overlap
    from aptcheck.model import Observation
    from aptcheck.rules.context import Context

__all__ = ["overlaps_of"]


def overlaps_of(
    sky: Observation, bonds: Iterable[tuple[Bond, float | None]], context: Context
) -> tuple[SkyOverlap, ...]:
    """Return the science that the field of a background meets, as far as is known.

    ``bonds`` come each with how far the source reaches from its coordinates, as `Meetings.overlaps`
    takes them.
    """
    near, _ = context.meetings.overlaps(sky, bonds)
    return tuple(_overlap(found, context) for found in near if found.is_met)


def _overlap(found: Overlap, context: Context) -> SkyOverlap:
    fields, first = found.fields_to_avoid, found.sciences[0]
    target = context.graph.proposal.target_of(first)
    here = found.swept.ra_deg, found.swept.dec_deg
    stop = found.stops[len(found.stops) // 2]
    there = unproject(*here, stop.east_arcsec, stop.north_arcsec)
    return SkyOverlap(
        observations=tuple(science.number for science in found.sciences),
        target=target.name if target is not None else "",
        extent_arcsec=round(found.extent, 3),
        stops=sky_stops(found.stops),
        in_field=found.source.intervals,
        fields=fields.intervals,
        footprints=() if fields.is_empty else outlines(found.beside, turn=convergence(here, there)),
    )
