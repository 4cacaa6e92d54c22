"""The science that a field meets, in its picture: outlines about the target, and its extent."""

from __future__ import annotations

from dataclasses import dataclass

from aptcheck.geometry.angles import AngleSet
from aptcheck.report.html.field_data import stop_angles
from aptcheck.report.html.need_circles import at_angle
from aptcheck.report.html.obstacles import Prospect, science_in
from aptcheck.report.html.outlines import Outlines, outlines_of
from aptcheck.results import SkyField

__all__ = ["ScienceOutline", "SciencePlace", "science_outlines"]


@dataclass(frozen=True, kw_only=True, slots=True)
class SciencePlace:
    """Where a science target is in one part of the window, arcsec, and how far it reaches there.

    ``angles`` are those of that part, for the script; ``shown`` says whether the angle is one.
    """

    east: float
    north: float
    radius: float
    angles: list[list[float]]
    shown: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class ScienceOutline:
    """A science target that the field meets; ``target_met`` and ``field_met`` by what, now.

    ``number`` is that of the target among what the script knows of the science, its field follows.
    """

    number: int
    name: str
    outlines: tuple[Outlines, ...]
    places: tuple[SciencePlace, ...]
    meets_target: bool
    target_met: bool
    field_met: bool


def science_outlines(
    field: SkyField, prospect: Prospect, angle: float
) -> tuple[ScienceOutline, ...]:
    """Return the science that a field meets at some angle, as it is at one."""
    things = tuple(science_in(field))
    allowed = prospect.allowed.contains(angle)
    found = []
    for index, overlap in enumerate(field.overlaps):
        number = 2 * index
        itself, whole = things[number : number + 2]
        shown = at_angle(overlap.stops, angle)
        found.append(
            ScienceOutline(
                number=number,
                name=whole.label,
                outlines=outlines_of(overlap.footprints),
                places=tuple(
                    SciencePlace(
                        east=stop.east,
                        north=stop.north,
                        radius=round(overlap.extent_arcsec + stop.drift, 3),
                        angles=stop_angles(stop),
                        shown=stop in shown,
                    )
                    for stop in overlap.stops
                ),
                meets_target=not AngleSet.of(overlap.in_field).is_empty,
                target_met=allowed and itself.angles.contains(angle),
                field_met=allowed and whole.angles.contains(angle),
            )
        )
    return tuple(found)
