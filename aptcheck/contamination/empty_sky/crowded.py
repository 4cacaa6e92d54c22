"""Where no position is clean at every angle: those with the most clean angles."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from aptcheck.contamination.empty_sky.search import place_at, suggested, well_apart
from aptcheck.contamination.empty_sky.trial import moved, swept_at
from aptcheck.errors import FieldUnavailable
from aptcheck.geometry.angles import AngleSet
from aptcheck.wording import Reason

if TYPE_CHECKING:
    from aptcheck.contamination.empty_sky.surroundings import Surroundings
    from aptcheck.contamination.judgement import FieldJudgement
    from aptcheck.geometry.clearance import Area
    from aptcheck.geometry.tangent import Point
    from aptcheck.model import Observation, Proposal
    from aptcheck.schedule.schedule import Schedule
    from aptcheck.schedule.swept_field import SweptField
    from aptcheck.suggestions import SuggestedSky

__all__ = ["AngleShare", "angle_share", "most_clean"]

#: Places of the lattice that is swept over the box of an area, and its smallest step, arcsec.
_MOST_PLACES, _LEAST_STEP = 1600, 3.0
#: Gaps between sources that are also swept.
_MOST_GAPS = 8
#: The finest step of the search for the best places, arcsec.
_FINEST = 0.5


@dataclass(frozen=True, kw_only=True, eq=False)
class AngleShare:
    """A position at the angles that are allowed there.

    Attributes
    ----------
    clean : AngleSet
        The allowed V3PA that are clean for every field, degrees.
    fraction : float
        Their share of the allowed ones, 0 to 1.
    dates : tuple of (str, str)
        First and last day (ISO) of each time with a clean angle.
    extended : int
        Extended sources in or near a field.
    unknown : Reason or None
        Why all angles are taken to be allowed.
    """

    clean: AngleSet
    fraction: float
    dates: tuple[tuple[str, str], ...]
    extended: int
    unknown: Reason | None = None

    @property
    def rank(self) -> tuple[float, int]:
        """Greater is better."""
        return round(self.fraction, 6), -self.extended


def most_clean(
    around: Surroundings, area: Area, schedule: Schedule, proposal: Proposal, most: int
) -> tuple[SuggestedSky, ...]:
    """Return positions of an area with the most clean angles, well apart, the best first.

    A lattice over the whole area is swept, then finer ones about its best places; the result is
    judged like any field, at the angles that are allowed there.
    """
    ranked = []
    for east, north in _promising(around, area, schedule, 2 * most):
        place = place_at(around, east, north)
        fields = [*_fields(around, schedule, proposal, place)]
        judged = [(swept, around.trial.judged(swept)) for swept, _ in fields]
        unknown = next((reason for _, reason in fields if reason is not None), None)
        share = replace(angle_share(judged), unknown=unknown)
        ranked.append((share, around.nearest(east, north)[0], place))
    ranked.sort(key=lambda one: (one[0].rank, one[1]), reverse=True)
    return tuple(
        with_angles(suggested(around, place, remarks=_remarks(share)), share)
        for share, _, place in ranked[:most]
    )


def with_angles(position: SuggestedSky, share: AngleShare) -> SuggestedSky:
    """Return a suggestion with what its angles are."""
    return replace(
        position,
        clean=share.clean.intervals,
        clean_fraction=share.fraction,
        clean_dates=share.dates,
    )


def angle_share(
    judged: list[tuple[SweptField, FieldJudgement]], also: Iterable[AngleSet] = ()
) -> AngleShare:
    """Return which angles are clean for all of some fields of one place.

    ``also`` are V3PA to avoid for other reasons.
    """
    allowed, avoid = AngleSet.full(), AngleSet.any_of(also)
    for swept, one in judged:
        allowed, avoid = allowed.intersection(swept.allowed), avoid.union(one.avoid)
    clean = allowed.difference(avoid)
    dates = judged[0][0].dates(clean)
    return AngleShare(
        clean=clean,
        fraction=clean.share_of(allowed),
        dates=tuple((f"{start:%Y-%m-%d}", f"{end:%Y-%m-%d}") for start, end in dates),
        extended=max(len(one.extended) for _, one in judged),
    )


def _fields(
    around: Surroundings, schedule: Schedule, proposal: Proposal, place: Point
) -> Iterator[tuple[SweptField, Reason | None]]:
    """Yield the fields there at the angles that are allowed there, all of them if not known."""
    takers = [taker.observation for taker in around.takers]
    changed = moved(proposal, takers, place)
    later = schedule.of_changed(changed)
    for taker in takers:
        observation = changed.observation(taker.number)
        try:
            yield later.of(observation or taker).swept, None
        except FieldUnavailable as fault:
            yield swept_at(schedule.of(taker), place), fault.reason


def _promising(
    around: Surroundings, area: Area, schedule: Schedule, most: int
) -> list[tuple[float, float]]:
    """Return places, well apart, by the share of angles at which no source is in reach there.

    The allowed angles are those of the present background: within reach they hardly differ. The
    middles of the widest gaps are among the places.
    """
    allowed = [_allowed(schedule, taker.observation) for taker in around.takers]

    @cache
    def share(east: float, north: float) -> tuple[float, float]:
        left = 1.0
        for taker, angles in zip(around.takers, allowed, strict=True):
            clean = angles.difference(around.avoided(taker, taker.field, east, north))
            left = min(left, clean.share_of(angles))
        return round(left, 4), around.nearest(east, north)[0]

    places, step = _lattice(area)
    places += _gaps(around, area)
    best = _well_apart(sorted(places, key=lambda at: share(*at), reverse=True), around, most)
    while step > _FINEST:
        step /= 2.0
        best = [max(_about(at, step, area), key=lambda there: share(*there)) for at in best]
    return _well_apart(sorted(best, key=lambda at: share(*at), reverse=True), around, most)


def _allowed(schedule: Schedule, taker: Observation) -> AngleSet:
    try:
        return schedule.of(taker).swept.allowed
    except FieldUnavailable:
        return AngleSet.full()


def _lattice(area: Area) -> tuple[list[tuple[float, float]], float]:
    """Return a lattice of about `_MOST_PLACES` places over an area, and its step."""
    import numpy as np

    box = area.box
    step = max(_LEAST_STEP, 2.0 * box.radius / math.sqrt(_MOST_PLACES))
    count = math.floor(box.radius / step)
    steps = np.arange(-count, count + 1) * step
    x, y = (axis.ravel() for axis in np.meshgrid(box.x + steps, box.y + steps))
    inside = area.depth(x, y) >= 0
    return [*zip(x[inside].tolist(), y[inside].tolist(), strict=True)], step


def _gaps(around: Surroundings, area: Area) -> list[tuple[float, float]]:
    """Return the middles of the widest gaps between sources."""
    from aptcheck.geometry.clearance import Disc, widest_clear

    found = []
    for _ in range(_MOST_GAPS):
        best = widest_clear(around.discs, area)
        if best is None:
            break
        found.append((best.x, best.y))
        area = area.without(Disc(x=best.x, y=best.y, radius=well_apart(around)))
    return found


def _about(at: tuple[float, float], step: float, area: Area) -> list[tuple[float, float]]:
    """Return a place and its eight neighbours, those in the area."""
    import numpy as np

    x, y = (
        axis.ravel()
        for axis in np.meshgrid(*(np.array([value - step, value, value + step]) for value in at))
    )
    inside = area.depth(x, y) >= 0
    return [at, *zip(x[inside].tolist(), y[inside].tolist(), strict=True)]


def _well_apart(
    places: Iterable[tuple[float, float]], around: Surroundings, most: int
) -> list[tuple[float, float]]:
    """Return the first of some places that are well apart, so many at most."""
    chosen: list[tuple[float, float]] = []
    for place in places:
        if len(chosen) == most:
            break
        if all(math.dist(place, other) >= well_apart(around) for other in chosen):
            chosen.append(place)
    return chosen


def _remarks(share: AngleShare) -> tuple[str, ...]:
    found = []
    if share.extended:
        found.append("extended emission is suspected in or near the field")
    if share.unknown is not None:
        found.append(f"all angles are taken as allowed: {share.unknown}")
    return tuple(found)
