"""Where a background may be: near all science targets that it serves, and on no target.

Everything is in the plane that touches the sky at the first science target, arcsec east and north.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aptcheck.errors import FieldUnavailable
from aptcheck.geometry.tangent import Point, project
from aptcheck.model.epoch import position_at
from aptcheck.wording import Reason

if TYPE_CHECKING:
    from aptcheck.background.graph import Graph
    from aptcheck.background.roles import Science
    from aptcheck.config import Thresholds
    from aptcheck.contamination.empty_sky.wanted import WantedSky
    from aptcheck.geometry.clearance import Disc, Ring
    from aptcheck.schedule.schedule import Schedule

__all__ = ["ROUNDED_ARCSEC", "Ground", "Keep", "ground"]

#: A position is rounded to what APT writes, arcsec, and the plane is not the sphere.
ROUNDED_ARCSEC = 0.05
#: How far apart science that shares a background may be, in a plane that touches the sky, arcsec.
_FARTHEST = 3600.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Keep:
    """Something that the field of a background must avoid.

    ``east`` and ``north`` lead to it, ``extent`` is how far it reaches from there, arcsec;
    ``drift`` how far it gets from where it is in the middle of the window.
    """

    name: str
    east: float
    north: float
    extent: float
    drift: float = 0.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Ground:
    """What is around the science that shares a background.

    Attributes
    ----------
    centre : (RA, Dec)
        The first science target at mid-window, ICRS degrees: the origin of the plane.
    listed : (RA, Dec)
        Where its catalogue position is.
    science : tuple of Keep
        The science targets, the first at the origin.
    fields : tuple of float
        How far the science's own fields reach from each of them, arcsec; 0 where that is not
        known.
    unknown : tuple of int
        The science observations whose field is not known: nothing is kept clear of it.
    others : tuple of Keep
        All other targets of the proposal.
    """

    centre: Point
    listed: Point
    science: tuple[Keep, ...]
    fields: tuple[float, ...]
    unknown: tuple[int, ...]
    others: tuple[Keep, ...]

    def rings(self, inner: float, outer: float) -> tuple[Ring, ...]:
        """Return what is between two distances from each science target."""
        from aptcheck.geometry.clearance import Ring

        return tuple(
            Ring(x=one.east, y=one.north, inner=inner, outer=outer) for one in self.science
        )

    def shut(self, outer: float, reach: float) -> tuple[Disc, ...]:
        """Return where the target of a background may not be, within some distance of the science.

        ``reach`` is the radius of the disc that its field sweeps: it touches no extent, no field of
        the science and no other target.
        """
        from aptcheck.geometry.clearance import Disc

        kept = [
            Disc(
                x=one.east,
                y=one.north,
                radius=reach + max(one.extent, field) + one.drift + ROUNDED_ARCSEC,
            )
            for one, field in zip(self.science, self.fields, strict=True)
        ]
        kept += [
            Disc(x=one.east, y=one.north, radius=reach + one.extent + one.drift + ROUNDED_ARCSEC)
            for one in self.others
            if math.hypot(one.east, one.north) <= outer + reach + one.extent + one.drift
        ]
        return tuple(kept)


def ground(wanted: WantedSky, graph: Graph, schedule: Schedule, settings: Thresholds) -> Ground:
    """Return what is around the science that a background serves.

    Raises
    ------
    FieldUnavailable
        The place of a science target is not known.
    """
    opportunity = schedule.of(wanted.science.observation)
    centre, target = opportunity.place, opportunity.path.target
    science, fields = list[Keep](), list[float]()
    unknown = list[int]()
    for sciences in wanted.by_target.values():
        first = schedule.of(sciences[0].observation)
        east, north = project(*centre, *first.place)
        if not math.hypot(east, north) <= _FARTHEST:
            raise FieldUnavailable(
                Reason("the science targets that it serves are more than a degree apart")
            )
        science.append(
            Keep(
                name=sciences[0].observation.target_name,
                east=east,
                north=north,
                extent=max(_extent(one, settings) for one in sciences),
                drift=first.path.fastest * schedule.window.half_years,
            )
        )
        reaches = {one.number: _reach(one, schedule) for one in sciences}
        unknown += (number for number, reach in reaches.items() if reach is None)
        fields.append(max(reach or 0.0 for reach in reaches.values()))
    return Ground(
        centre=centre,
        listed=position_at(target, None) or centre,
        science=tuple(science),
        fields=tuple(fields),
        unknown=tuple(sorted(unknown)),
        others=tuple(_others(wanted, graph, schedule, centre, settings)),
    )


def _others(
    wanted: WantedSky, graph: Graph, schedule: Schedule, centre: Point, settings: Thresholds
) -> Iterator[Keep]:
    """Yield the other targets that have a place, without those that may be moved."""
    own = {*wanted.by_target, *(sky.target_number for sky in wanted.skies)}
    for target in graph.proposal.targets:
        place = position_at(target, schedule.year)
        if target.number in own or place is None:
            continue
        east, north = project(*centre, *place)
        if not math.isfinite(east):
            continue
        sciences = graph.sciences_of(target)
        extent = max((_extent(one, settings) for one in sciences), default=0.0)
        yield Keep(name=target.name, east=east, north=north, extent=extent)


def _extent(science: Science, settings: Thresholds) -> float:
    """Return how far a science source reaches from its coordinates, arcsec."""
    stated = science.intent.extent_arcsec
    if stated is not None:
        return stated
    return 0.0 if science.stated_point else settings.unknown_extent_arcsec


def _reach(science: Science, schedule: Schedule) -> float | None:
    """Return how far the field of a science observation reaches; None where that is not known."""
    try:
        return schedule.of(science.observation).field.reach.farthest
    except FieldUnavailable:
        return None
