"""The picture of a field on the sky: where everything goes.

North is up and east is left, so an offset (east, north) is at (-east, -north) in a drawing whose y
runs down, and a V3PA turns it counter-clockwise. Outlines and circles are in arcsec and drawn with
the scale of the picture; marks and words are placed in its own units, since they keep their size.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from aptcheck.geometry.tangent import turned
from aptcheck.report.html.numbers import MOST_NUMBERED, numbered
from aptcheck.report.html.outlines import Outlines, outlines_of, path_of
from aptcheck.report.html.paper import HALF, Box, Paper, Words
from aptcheck.report.html.pointers import Pointer, distance_of, pointer_marks, pointers
from aptcheck.report.html.suggested_spots import Spot, put_spots
from aptcheck.report.visible import one_line
from aptcheck.results import SkyField, SkySource

__all__ = [
    "Mark",
    "SkyPicture",
    "Tag",
    "disc",
    "flux",
    "locator",
    "sky_picture",
]

_MOST_SOURCES = 400
#: The size of type on a narrow screen, and the radius of the circle about a suggestion's number.
_CLOSE, _WIDE = (21.0, 13.0), (26.0, 17.0)
#: Words keep off this many marks, the brightest.
_MOST_KEPT_OFF = 60
#: Where sources beyond the edge are pointed at, as a share of the way there.
_EDGE = 0.95
#: Half the size of the cross on the target.
_PIVOT = 9.0
#: Where the compass is, and the buttons on a narrow screen; only the close view has them.
_COMPASS = Box(HALF - 92.0, HALF - 100.0, HALF, HALF)
_BUTTONS = Box(HALF - 58.0, -HALF, HALF, 160.0 - HALF)
_UNITS = ((1e6, "Jy"), (1e3, "mJy"), (1.0, "µJy"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """A source: a mark where it is, in a glow as large as it is bright, hollow if not known.

    One that spoils the field from beyond the edge is ``outside``: at the edge, towards ``turn``.
    ``number`` leads to the table of sources for one that spoils the field at some allowed angle.
    ``way`` is its path relative to the target over the window, arcsec; empty if it does not move.
    """

    x: float
    y: float
    turn: float
    outside: bool
    place: str
    size: float
    hollow: bool
    number: int | None
    way: str
    title: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Tag:
    """The number of a mark."""

    mark: Mark
    words: Words


@dataclass(frozen=True, kw_only=True, slots=True)
class SkyPicture:
    """Everything on the picture; ``scale`` is units per arcsec, ``bar`` the scale bar's length.

    ``others`` is the path of the marks of all sources without a number.
    """

    scale: float
    outlines: tuple[Outlines, ...]
    marks: tuple[Mark, ...]
    others: str
    tags: tuple[Tag, ...]
    science: tuple[Pointer, ...]
    suggested: tuple[Spot, ...]
    bar: float
    bar_label: str

    @property
    def moves(self) -> bool:
        """Whether any source moves relative to the target so far that its path is drawn."""
        return any(mark.way for mark in self.marks)

    @property
    def complete(self) -> bool:
        """Whether every science target and every suggested position is in the picture."""
        return not (
            any(pointer.outside for pointer in self.science)
            or any(spot.outside for spot in self.suggested)
        )


def sky_picture(field: SkyField, v3pa: float = 0.0) -> SkyPicture:
    """Return the close view: the field, and what else is near it.

    Words keep off the field as it is at an angle, where they can.
    """
    return _picture(field, max(field.radius, 1.0), v3pa, close=True)


def locator(field: SkyField) -> SkyPicture:
    """Return the wide view: the field, the science targets and the suggested positions."""
    far = [distance_of(place.east, place.north) for place in field.science]
    far += [one.reach + distance_of(one.east, one.north) for one in field.suggested]
    radius = 1.2 * max([field.farthest, *far])
    return _picture(field, radius, 0.0, close=False)


def _picture(field: SkyField, radius: float, v3pa: float, *, close: bool) -> SkyPicture:
    scale = HALF / radius
    size, badge = _CLOSE if close else _WIDE
    bar = _round_length(radius / 2.0)
    marks = tuple(_marks(field.sources, scale))
    paper = Paper(
        [
            *((_COMPASS, _BUTTONS) if close else ()),
            Box(-HALF, HALF - 38.0 - size / 2.0, max(bar * scale, 4.0 * size) - HALF + 28.0, HALF),
            Box.about(0.0, 0.0, _PIVOT),
            _occupied(field, v3pa, scale, close=close),
            *(Box.about(mark.x, mark.y, mark.size) for mark in marks[:_MOST_KEPT_OFF]),
            *pointer_marks(field.science, scale),
        ],
        size=size,
    )
    suggested = put_spots(field.suggested, scale, paper, badge=badge)
    tags = tuple(_tags(marks, paper)) if close else ()
    return SkyPicture(
        scale=scale,
        outlines=outlines_of(field.footprints),
        marks=marks,
        others="".join(
            f"M{mark.place}h0" for mark in marks if mark.number is None and not mark.hollow
        ),
        tags=tags,
        suggested=suggested,
        science=pointers(field.science, scale, paper),
        bar=round(bar * scale, 1),
        bar_label=f"{bar:g}″" if bar < 60 else f"{bar / 60:g}′",
    )


def _marks(sources: Sequence[SkySource], scale: float) -> Iterator[Mark]:
    numbers = numbered(sources)
    for source in sorted(sources, key=lambda s: -(s.flux_ujy or 0.0))[:_MOST_SOURCES]:
        x, y = -source.east * scale, -source.north * scale
        far = max(abs(x), abs(y)) / HALF
        if far <= 1.0 or source in numbers:
            x, y = (x, y) if far <= 1.0 else (x / far * _EDGE, y / far * _EDGE)
            yield Mark(
                x=round(x, 1),
                y=round(y, 1),
                turn=round(math.degrees(math.atan2(source.east, source.north)) % 360.0, 1),
                outside=far > 1.0,
                place=f"{source.east:.2f} {source.north:.2f}",
                size=disc(source.flux_ujy),
                hollow=source.flux_ujy is None,
                number=numbers.get(source),
                way=path_of(source.way),
                title=_title(source, numbers.get(source)),
            )


def _occupied(field: SkyField, v3pa: float, scale: float, *, close: bool) -> Box:
    """Return the box about the field at an angle; in a wide view that about all angles."""
    if not close:
        whole = max(field.farthest * scale, _PIVOT)
        return Box.about(0.0, 0.0, whole if whole < HALF * 0.3 else _PIVOT)
    there = [turned(*corner, v3pa) for f in field.footprints for corner in f.corners]
    x, y = [-east * scale for east, _ in there] or [0.0], [-north * scale for _, north in there]
    return Box(min(x), min(y, default=0.0), max(x), max(y, default=0.0))


def _title(source: SkySource, number: int | None) -> str:
    named = f"{one_line(source.designation)}, {flux(source)}"
    return f"Source {number}: {named}" if number is not None else f"{named}, spoils no angle"


def _tags(marks: Sequence[Mark], paper: Paper) -> Iterator[Tag]:
    for mark in marks:
        if mark.number is not None and mark.number <= MOST_NUMBERED:
            words = paper.write(
                [str(mark.number)],
                mark.x,
                mark.y,
                clear=mark.size + 4.0,
                side="beside",
                anchor="start",
            )
            yield Tag(mark=mark, words=words)


def disc(flux_ujy: float | None) -> float:
    """Return the radius of a glow: 3 units at 10 microjansky, 3 more for each factor of ten."""
    if not flux_ujy or flux_ujy <= 0:
        return 3.0
    return round(min(max(3.0 * math.log10(flux_ujy), 2.0), 18.0), 1)


def flux(source: SkySource) -> str:
    """Return "1.2 mJy at 12.5 µm", "at most" before a limit, or that nothing can be predicted."""
    if source.flux_ujy is None:
        return "no flux predicted"
    size, unit = next((s, u) for s, u in _UNITS if source.flux_ujy >= s or s == 1.0)
    at = f" at {source.wavelength_um:.3g} µm" if source.wavelength_um is not None else ""
    most = "at most " if source.at_most else ""
    return f"{most}{source.flux_ujy / size:.3g} {unit}{at}"


def _round_length(most: float) -> float:
    """Return the largest of 1, 2, 5 times a power of ten (or whole arcminutes) below a length."""
    lengths = [1.0, 2.0, 5.0, 10.0, 20.0, 30.0, 60.0, 120.0, 300.0, 600.0, 1200.0, 3600.0]
    fitting = [length for length in lengths if length <= most]
    return fitting[-1] if fitting else 0.5
