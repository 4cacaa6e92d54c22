"""The search for a background's place: clean positions, the best first, and the proof."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from aptcheck.contamination.empty_sky.trial import swept_at
from aptcheck.geometry.great_circle import great_circle_arcsec
from aptcheck.geometry.tangent import project, unproject
from aptcheck.suggestions import SuggestedSky
from aptcheck.wording import count
from aptcheck.wording.coordinates import apt_position, rounded_position

if TYPE_CHECKING:
    from aptcheck.contamination.empty_sky.surroundings import Surroundings
    from aptcheck.contamination.empty_sky.terms import Terms
    from aptcheck.contamination.judgement import FieldJudgement
    from aptcheck.geometry.clearance import Area, Clearing
    from aptcheck.geometry.tangent import Point
    from aptcheck.schedule.schedule import Schedule

__all__ = ["clean_positions", "first_clean", "place_at", "suggested", "well_apart"]

#: Positions that may fail before the search gives up: the radii say all that the verdict does, so
#: that one that fails is at the very edge of a rounding.
_MOST_REFUSED = 60
#: A margin below it is a rounding, arcsec.
LEAST_MARGIN = 0.05
#: The nearest positions have at least this share of the best margin: aptcheck's own judgement.
_SHARE_OF_BEST = 0.5
#: Suggestions are at least so far apart, arcsec, to be a choice: aptcheck's own judgement.
_APART = 30.0
#: This much around a position that the verdict refuses is left out, arcsec.
_REFUSED = 0.5


def clean_positions(
    around: Surroundings, area: Area, terms: Terms, schedule: Schedule
) -> tuple[tuple[SuggestedSky, ...], float | None]:
    """Return the positions that no source spoils at any angle, and the bound on their margins.

    Parameters
    ----------
    around : Surroundings
    area : Area
        Where to look.
    terms : Terms
    schedule : Schedule
        Of the proposal as it is.

    Returns
    -------
    positions : tuple of SuggestedSky
    bound : float or None
        No position of the area has a larger margin; None where the area is empty.
    """
    from aptcheck.geometry.clearance import nearest_clear, widest_clear

    best = widest_clear(around.discs, area)
    if best is None:
        return (), None
    if terms.prefer == "near":
        least = max(LEAST_MARGIN, _SHARE_OF_BEST * best.margin)

        def following(area: Area) -> Clearing | None:
            return nearest_clear(around.discs, area, least)
    else:

        def following(area: Area) -> Clearing | None:
            return widest_clear(around.discs, area)

    first = None if terms.prefer == "near" else best
    found = [*_positions(around, area, following, schedule, terms.count, first)]
    if terms.prefer == "near":  # of those equally near, the one with the most room
        found.sort(key=lambda one: (round(one.offset_arcsec, 1), -one.margin_arcsec))
    return tuple(found), best.bound


def first_clean(around: Surroundings, area: Area, schedule: Schedule) -> float | None:
    """Return how far from the first science target the nearest clean position of an area is."""
    from aptcheck.geometry.clearance import nearest_clear

    def following(area: Area) -> Clearing | None:
        return nearest_clear(around.discs, area, LEAST_MARGIN)

    for position in _positions(around, area, following, schedule, 1):
        return position.offset_arcsec
    return None


def _positions(
    around: Surroundings,
    area: Area,
    following: Callable[[Area], Clearing | None],
    schedule: Schedule,
    most: int,
    first: Clearing | None = None,
) -> Iterator[SuggestedSky]:
    """Yield clean positions well apart, each judged as a check would judge it.

    ``first`` is the first that would follow, where it is known.
    """
    from aptcheck.geometry.clearance import Disc

    given = refused = 0
    while given < most and refused < _MOST_REFUSED:
        there, first = first or following(area), None
        if there is None or there.margin < LEAST_MARGIN:
            return
        place = place_at(around, there.x, there.y)
        fields = [swept_at(schedule.of(one.observation), place) for one in around.takers]
        judged = [around.trial.judged(swept) for swept in fields]
        if all(one.outcome == "clean" and not one.extended for one in judged):
            thin = around.listed.is_thin_at(there.x, there.y)
            yield suggested(around, place, remarks=tuple(_remarks(judged, thin=thin)))
            given += 1
            left_out = well_apart(around)
        else:
            refused += 1
            left_out = _REFUSED
        area = area.without(Disc(x=there.x, y=there.y, radius=left_out))


def place_at(around: Surroundings, east: float, north: float) -> Point:
    """Return (RA, Dec) of an offset from the first science target, as APT will have it."""
    return rounded_position(*unproject(*around.ground.centre, east, north))


def well_apart(around: Surroundings) -> float:
    """Return how far apart suggestions are, arcsec: their fields share no point."""
    return max(_APART, 2.0 * around.reach)


def suggested(around: Surroundings, place: Point, *, remarks: tuple[str, ...] = ()) -> SuggestedSky:
    """Return a position as a suggestion."""
    east, north = project(*around.ground.centre, *place)
    margin, nearest = around.nearest(east, north)
    return SuggestedSky(
        ra_deg=place[0],
        dec_deg=place[1],
        apt=apt_position(*place),
        offset_arcsec=great_circle_arcsec(around.ground.centre, place),
        position_angle_deg=math.degrees(math.atan2(east, north)) % 360.0,
        margin_arcsec=margin,
        nearest=nearest,
        remarks=remarks,
    )


def _remarks(judged: list[FieldJudgement], *, thin: bool) -> Iterator[str]:
    if wings := max(len(one.faint_wings) for one in judged):
        yield f"the wings of {count(wings, 'source')} outside bring in light, less than the limit"
    if thin:
        yield "hardly any source is listed around it: check that the catalogue covers this sky"
