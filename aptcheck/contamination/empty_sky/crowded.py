"""Where no position is clean at every angle: those with the most clean angles."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
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
    from aptcheck.model import Proposal
    from aptcheck.schedule.schedule import Schedule
    from aptcheck.schedule.swept_field import SweptField
    from aptcheck.suggestions import SuggestedSky

__all__ = ["AngleShare", "angle_share", "most_clean"]

#: Positions that are swept: the best discs, and those of a grid with the largest margins.
_MOST_DISCS, _MOST_GRID = 8, 24
#: Of the grid, arcsec.
_STEP = 10.0


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
    """Return the positions of an area with the most clean angles, well apart, the best first."""
    tried = [
        (around.nearest(east, north)[0], place_at(around, east, north))
        for east, north in _candidates(around, area)
    ]
    ranked = []
    for margin, place in tried:
        fields = [*_fields(around, schedule, proposal, place)]
        judged = [(swept, around.trial.judged(swept)) for swept, _ in fields]
        unknown = next((reason for _, reason in fields if reason is not None), None)
        share = replace(angle_share(judged), unknown=unknown)
        ranked.append((share, margin, place))
    ranked.sort(key=lambda one: (one[0].rank, one[1]), reverse=True)
    chosen: list[SuggestedSky] = []
    for share, _, place in ranked:
        one = with_angles(suggested(around, place, remarks=_remarks(share)), share)
        if len(chosen) < most and all(_apart(one, other) >= well_apart(around) for other in chosen):
            chosen.append(one)
    return tuple(chosen)


def with_angles(position: SuggestedSky, share: AngleShare) -> SuggestedSky:
    """Return a suggestion with what its angles are."""
    return replace(
        position,
        clean=share.clean.intervals,
        clean_fraction=share.fraction,
        clean_dates=share.dates,
    )


def angle_share(judged: list[tuple[SweptField, FieldJudgement]]) -> AngleShare:
    """Return which angles are clean for all of some fields of one place."""
    clean, fraction = AngleSet.full(), 1.0
    for swept, one in judged:
        clean = clean.intersection(swept.clean(one.avoid))
        fraction = min(fraction, swept.clean_fraction(one.avoid))
    if len(judged) > 1:
        allowed = AngleSet.full()
        for swept, _ in judged:
            allowed = allowed.intersection(swept.allowed)
        fraction = clean.total / allowed.total if allowed.total else 0.0
    dates = judged[0][0].dates(clean)
    return AngleShare(
        clean=clean,
        fraction=fraction,
        dates=tuple((f"{start:%Y-%m-%d}", f"{end:%Y-%m-%d}") for start, end in dates),
        extended=max(len(one.extended) for _, one in judged),
    )


def _fields(
    around: Surroundings, schedule: Schedule, proposal: Proposal, place: Point
) -> Iterator[tuple[SweptField, Reason | None]]:
    """Yield the fields there at the angles that are allowed there, all of them if not known."""
    changed = moved(proposal, around.takers, place)
    later = schedule.of_changed(changed)
    for taker in around.takers:
        observation = changed.observation(taker.number)
        try:
            yield later.of(observation or taker).swept, None
        except FieldUnavailable as fault:
            yield swept_at(schedule.of(taker), place), fault.reason


def _candidates(around: Surroundings, area: Area) -> Iterator[Point]:
    """Yield the middles of the best discs, and the places of a grid with the largest margins."""
    import numpy as np

    from aptcheck.geometry.clearance import Disc, widest_clear

    left = area
    for _ in range(_MOST_DISCS):
        best = widest_clear(around.discs, left)
        if best is None:
            break
        yield best.x, best.y
        left = left.without(Disc(x=best.x, y=best.y, radius=well_apart(around)))
    box = area.box
    steps = np.arange(-math.floor(box.radius / _STEP), math.floor(box.radius / _STEP) + 1) * _STEP
    x, y = (axis.ravel() for axis in np.meshgrid(box.x + steps, box.y + steps))
    inside = area.depth(x, y) >= 0
    grid = [*zip(x[inside].tolist(), y[inside].tolist(), strict=True)]
    grid.sort(key=lambda at: -around.nearest(*at)[0])
    yield from grid[:_MOST_GRID]


def _apart(one: SuggestedSky, other: SuggestedSky) -> float:
    from aptcheck.geometry.great_circle import great_circle_arcsec

    return great_circle_arcsec((one.ra_deg, one.dec_deg), (other.ra_deg, other.dec_deg))


def _remarks(share: AngleShare) -> tuple[str, ...]:
    found = []
    if share.extended:
        found.append("extended emission is suspected in or near the field")
    if share.unknown is not None:
        found.append(f"all angles are taken as allowed: {share.unknown}")
    return tuple(found)
