"""The suggested positions in a picture: the disc that the field sweeps there, and a number."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from aptcheck.report.html.paper import HALF, Box, Paper, Words
from aptcheck.report.html.pointers import distance_of, distance_words, inside
from aptcheck.report.visible import one_line
from aptcheck.results import SkyPosition

__all__ = ["Spot", "put_spots"]

#: Where badges are for positions beyond the picture: nearer than arrows to science targets.
_EDGE = HALF * 0.84
#: Half the size of such a badge with its arrow.
_PIN = 25.0
#: The distance of a badge from other discs, so that it is clear to which it belongs.
_BESIDE = 8.0
#: The smallest disc that is visible.
_LEAST = 4.0
#: Words may cover discs larger than this, which would leave no room for them.
_LARGE = HALF * 0.3


@dataclass(frozen=True, kw_only=True, slots=True)
class Spot:
    """One suggested position: a disc in place, or an arrow at the edge towards ``turn``.

    The number is in a circle at (``badge_x``, ``badge_y``), at the end of the line ``lead`` from
    the disc, if it is not in the middle of it; ``words`` give the distance of a position that is
    ``outside``.
    """

    number: int
    x: float
    y: float
    radius: float
    outside: bool
    turn: float
    badge: float
    badge_x: float
    badge_y: float
    lead: str
    words: Words | None
    title: str


def put_spots(
    positions: Sequence[SkyPosition], scale: float, paper: Paper, *, badge: float
) -> tuple[Spot, ...]:
    """Put the suggested positions on the paper.

    Parameters
    ----------
    positions
        The best first.
    scale : float
        Units of the drawing per arcsec.
    paper
        With all other marks on it, and no words.
    badge : float
        Radius of the circle about a number, units of the drawing.
    """
    for one in positions:
        reach = _reach(one, scale)
        if inside(*_at(one, scale)) and reach < _LARGE:
            paper.take(Box.about(*_at(one, scale), reach))
    return tuple(
        _spot(number, one, scale, paper, badge) for number, one in enumerate(positions, start=1)
    )


def _spot(number: int, one: SkyPosition, scale: float, paper: Paper, badge: float) -> Spot:
    (x, y), reach = _at(one, scale), _reach(one, scale)
    outside = not inside(x, y)
    badge_x, badge_y = paper.put(
        _at_the_edge(x, y) if outside else _at_the_disc(x, y, reach, badge),
        own=Box.about(x, y, reach),
    )
    return Spot(
        number=number,
        x=round(x, 1),
        y=round(y, 1),
        radius=round(reach, 1),
        outside=outside,
        turn=round(math.degrees(math.atan2(one.east, one.north)) % 360.0, 1),
        badge=badge,
        badge_x=round(badge_x, 1),
        badge_y=round(badge_y, 1),
        lead="" if outside else _lead((x, y), reach, (badge_x, badge_y), badge),
        words=_words(one, badge_x, badge_y, paper) if outside else None,
        title=(
            f"Suggested position {number}, {_distance(one)}: {one_line(one.apt)}, "
            f"margin {one.margin_arcsec:.1f} arcsec"
        ),
    )


def _reach(one: SkyPosition, scale: float) -> float:
    return max(one.reach * scale, _LEAST)


def _at(one: SkyPosition, scale: float) -> tuple[float, float]:
    return -one.east * scale, -one.north * scale


def _at_the_edge(x: float, y: float) -> Iterator[tuple[tuple[float, float], Box]]:
    """Yield places in the direction of a position, then places farther and farther aside."""
    towards = math.atan2(y, x)
    for step in range(24):
        for side in (step, -step) if step else (0,):
            angle = towards + math.radians(4.0 * side)
            at = (_EDGE * math.cos(angle), _EDGE * math.sin(angle))
            yield at, Box.about(*at, _PIN)


def _at_the_disc(
    x: float, y: float, reach: float, badge: float
) -> Iterator[tuple[tuple[float, float], Box]]:
    """Yield the middle of a large disc, then places beside it, outward ones first."""
    if reach >= 1.6 * badge:
        yield (x, y), Box.about(x, y, badge)
    outward = math.atan2(y, x)
    for gap in (8.0, 26.0, 48.0, 70.0):
        for eighth in (0, 1, -1, 2, -2, 3, -3, 4):
            angle = outward + eighth * math.pi / 4
            far = reach + gap + badge
            at = (x + far * math.cos(angle), y + far * math.sin(angle))
            yield at, Box.about(*at, badge + _BESIDE)


def _lead(start: tuple[float, float], reach: float, end: tuple[float, float], badge: float) -> str:
    """Return the path from the rim of the disc to the rim of the badge, empty inside it."""
    across, down = end[0] - start[0], end[1] - start[1]
    length = math.hypot(across, down)
    if length <= reach:
        return ""
    along, back = reach / length, 1.0 - badge / length
    return (
        f"M{start[0] + across * along:.1f} {start[1] + down * along:.1f}"
        f"L{start[0] + across * back:.1f} {start[1] + down * back:.1f}"
    )


def _distance(one: SkyPosition) -> str:
    return f"{distance_words(distance_of(one.east, one.north))} away"


def _words(one: SkyPosition, x: float, y: float, paper: Paper) -> Words:
    aside = abs(x) > HALF * 0.45
    return paper.write(
        [_distance(one)],
        x,
        y,
        clear=_PIN,
        side="beside" if aside else ("above" if y > 0 else "below"),
        anchor="middle" if not aside else ("start" if x < 0 else "end"),
    )
