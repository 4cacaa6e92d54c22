"""The picture of a field on the sky: where everything goes, in units of the drawing.

North is up and east is left, so an offset (east, north) is at (-east, -north) in a drawing whose y
runs down, and a V3PA turns it counter-clockwise.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from aptcheck.report.channels import channel_of
from aptcheck.report.html.paper import HALF, Box, Paper, Words
from aptcheck.report.html.pointers import Pointer, distance_of, pointer_marks, pointers
from aptcheck.report.html.suggested_spots import Spot, put_spots
from aptcheck.report.visible import one_line
from aptcheck.results import SkyField, SkyFootprint, SkySource

__all__ = [
    "MOST_NUMBERED",
    "Margin",
    "Mark",
    "Outline",
    "SkyPicture",
    "disc",
    "flux",
    "locator",
    "numbered",
    "sky_picture",
]

_MOST_SOURCES = 400
#: Sources that are numbered, as many as the table has.
MOST_NUMBERED = 40
#: The size of type on a narrow screen, and the radius of the circle about a suggestion's number.
_CLOSE, _WIDE = (21.0, 13.0), (26.0, 17.0)
#: Half the size of the cross on the target.
_PIVOT = 9.0
#: Where the compass is; only the close view has one.
_COMPASS = Box(HALF - 92.0, HALF - 100.0, HALF, HALF)
_UNITS = ((1e6, "Jy"), (1e3, "mJy"), (1.0, "µJy"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Outline:
    """All outlines of one channel of the MRS, or of another mode, as one path, at a V3PA of 0."""

    css: str
    name: str
    path: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Margin:
    """Where else outlines may be, drawn as a line of this width along them, at a V3PA of 0."""

    path: str
    width: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """A source: a disc as large as it is bright, hollow where its flux is not known.

    ``number`` leads to the table of sources for one that spoils the field at some allowed angle;
    within ``wings`` of it, 0 for none, the field is spoiled from outside. ``way`` is its path
    relative to the target over the window, empty if it does not move.
    """

    x: float
    y: float
    size: float
    hollow: bool
    number: int | None
    wings: float
    way: str
    title: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SkyPicture:
    """Everything on the picture; ``scale`` is units per arcsec, ``bar`` the scale bar's length."""

    scale: float
    outlines: tuple[Outline, ...]
    margins: tuple[Margin, ...]
    marks: tuple[Mark, ...]
    tags: tuple[Words, ...]
    science: tuple[Pointer, ...]
    suggested: tuple[Spot, ...]
    inner: float
    outer: float
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


def sky_picture(field: SkyField) -> SkyPicture:
    """Return the close view: the field, and what else is near it."""
    return _picture(field, max(field.radius, 1.0), close=True)


def locator(field: SkyField) -> SkyPicture:
    """Return the wide view: the field, the science targets and the suggested positions."""
    far = [distance_of(place.east, place.north) for place in field.science]
    far += [one.reach + distance_of(one.east, one.north) for one in field.suggested]
    radius = 1.2 * max([field.farthest, *far])
    return _picture(field, radius, close=False)


def numbered(sources: Sequence[SkySource]) -> dict[SkySource, int]:
    """Return a number for each source that spoils the field at some angle, the brightest first."""
    hits = [source for source in sources if source.angles]
    hits.sort(key=lambda source: -(source.flux_ujy or 0.0))
    return {source: number for number, source in enumerate(hits, start=1)}


def _picture(field: SkyField, radius: float, *, close: bool) -> SkyPicture:
    scale = HALF / radius
    size, badge = _CLOSE if close else _WIDE
    bar = _round_length(radius / 2.0)
    marks = tuple(_marks(field.sources, scale))
    # a field that fills the picture leaves no room beside it, so words may be on it
    whole = max(field.farthest * scale, _PIVOT)
    paper = Paper(
        [
            _COMPASS if close else Box.about(0.0, 0.0, whole if whole < HALF * 0.3 else _PIVOT),
            Box(-HALF, HALF - 38.0 - size / 2.0, max(bar * scale, 4.0 * size) - HALF + 28.0, HALF),
            Box.about(0.0, 0.0, _PIVOT),
            *(Box.about(mark.x, mark.y, mark.size) for mark in marks if mark.number),
            *pointer_marks(field.science, scale),
        ],
        size=size,
    )
    suggested = put_spots(field.suggested, scale, paper, badge=badge)
    tags = tuple(_tags(marks, paper)) if close else ()
    return SkyPicture(
        scale=scale,
        outlines=tuple(_outlines(field.footprints, scale)),
        margins=tuple(_margins(field.footprints, scale)),
        marks=marks,
        tags=tags,
        suggested=suggested,
        science=pointers(field.science, scale, paper),
        inner=round(field.nearest * scale, 1),
        outer=round(field.farthest * scale, 1),
        bar=round(bar * scale, 1),
        bar_label=f"{bar:g}″" if bar < 60 else f"{bar / 60:g}′",
    )


def _outlines(footprints: Sequence[SkyFootprint], scale: float) -> Iterator[Outline]:
    channels = {f.band: channel_of(f.band) for f in footprints}
    # the largest channel first, so that the smaller ones stay on top
    for channel in sorted({found for found in channels.values() if found}, reverse=True):
        within = [f for f in footprints if channels[f.band] == channel]
        yield _outline(within, f"Channel {channel}", channel, scale)
    if others := [f for f in footprints if channels[f.band] is None]:
        names = ", ".join(dict.fromkeys(f.band for f in others))
        yield _outline(others, names[:1].upper() + names[1:], "1", scale)


def _outline(footprints: Iterable[SkyFootprint], name: str, channel: str, scale: float) -> Outline:
    corners = dict.fromkeys(footprint.corners for footprint in footprints)
    return Outline(css=f"ch{channel}", name=name, path=_closed(corners, scale))


def _margins(footprints: Sequence[SkyFootprint], scale: float) -> Iterator[Margin]:
    for pad in sorted({footprint.pad for footprint in footprints if footprint.pad > 0.0}):
        corners = dict.fromkeys(f.corners for f in footprints if f.pad == pad)
        yield Margin(path=_closed(corners, scale), width=round(2.0 * pad * scale, 1))


def _closed(polygons: Iterable[Sequence[tuple[float, float]]], scale: float) -> str:
    return "".join(f"{_path(one, scale)}Z" for one in polygons)


def _path(points: Sequence[tuple[float, float]], scale: float) -> str:
    line = "L".join(f"{-x * scale:.1f} {-y * scale:.1f}" for x, y in points)
    return f"M{line}" if line else ""


def _marks(sources: Sequence[SkySource], scale: float) -> Iterator[Mark]:
    numbers = numbered(sources)
    for source in sorted(sources, key=lambda s: -(s.flux_ujy or 0.0))[:_MOST_SOURCES]:
        x, y = -source.east * scale, -source.north * scale
        if max(abs(x), abs(y)) <= HALF:
            yield Mark(
                x=round(x, 1),
                y=round(y, 1),
                size=disc(source.flux_ujy),
                hollow=source.flux_ujy is None,
                number=numbers.get(source),
                wings=round((source.wings_arcsec or 0.0) * scale, 1),
                way=_path(source.way, scale),
                title=f"{one_line(source.designation)}, {flux(source)}",
            )


def _tags(marks: Sequence[Mark], paper: Paper) -> Iterator[Words]:
    for mark in marks:
        if mark.number is not None and mark.number <= MOST_NUMBERED:
            yield paper.write(
                [str(mark.number)],
                mark.x,
                mark.y,
                clear=mark.size + 4.0,
                side="beside",
                anchor="start",
            )


def disc(flux_ujy: float | None) -> float:
    """Return the radius of a source: 3 units at 10 microjansky, 3 more for each factor of ten."""
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
