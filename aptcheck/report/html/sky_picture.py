"""The picture of a field on the sky: where everything goes, in the drawing's own units.

North is up and east is left, so an offset (east, north) stands at (-east, -north) of a drawing
whose y runs down, and a V3PA turns it counter-clockwise.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from aptcheck.report.visible import one_line
from aptcheck.results import SkyField, SkyFootprint, SkyPlace, SkySource

__all__ = [
    "HALF",
    "Mark",
    "Outline",
    "Pointer",
    "SkyPicture",
    "disc",
    "flux",
    "locator",
    "numbered",
    "sky_picture",
]

#: Half the side of the picture.
HALF = 300.0
_MOST_SOURCES = 400
#: Science targets nearer to each other than this, in the drawing's units, share one name.
_APART = 36.0
_UNITS = ((1e6, "Jy"), (1e3, "mJy"), (1.0, "µJy"))
_CHANNELS = {"1": "Channel 1", "2": "Channel 2", "3": "Channel 3", "4": "Channel 4", "a": "All"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Outline:
    """All outlines of one channel as one path, at a V3PA of 0."""

    css: str
    name: str
    path: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """A source: a disc as large as it is bright, hollow where its flux is not known.

    ``number`` leads to the table of sources for one that spoils the field at some allowed angle;
    within ``wings`` of it, 0 for none, the field is spoiled from outside. ``way`` is its path about
    the target over the window, empty where it stands still.
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
class Pointer:
    """A science target: in place, or at the edge with its distance and where to ``turn`` to it."""

    x: float
    y: float
    turn: float
    outside: bool
    anchor: str
    name: str
    note: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SkyPicture:
    """Everything on the picture; ``scale`` is units per arcsec, ``bar`` the scale bar's length."""

    scale: float
    outlines: tuple[Outline, ...]
    marks: tuple[Mark, ...]
    science: tuple[Pointer, ...]
    inner: float
    outer: float
    bar: float
    bar_label: str

    @property
    def moves(self) -> bool:
        """Whether sources and target move against each other so far that it is drawn."""
        return any(mark.way for mark in self.marks)

    @property
    def complete(self) -> bool:
        """Whether every science target is in the picture."""
        return not any(pointer.outside for pointer in self.science)


def sky_picture(field: SkyField) -> SkyPicture:
    """Return the close view: the field, and the science target where it is near."""
    return _picture(field, max(field.radius, 1.0))


def locator(field: SkyField) -> SkyPicture:
    """Return the wide view: the field and all its science targets."""
    return _picture(field, 1.2 * max([field.farthest, *map(_distance, field.science)]))


def numbered(sources: Sequence[SkySource]) -> dict[SkySource, int]:
    """Return a number for each source that spoils the field at some angle, the brightest first."""
    hits = [source for source in sources if source.angles]
    hits.sort(key=lambda source: -(source.flux_ujy or 0.0))
    return {source: number for number, source in enumerate(hits, start=1)}


def _picture(field: SkyField, radius: float) -> SkyPicture:
    scale = HALF / radius
    bar = _round_length(radius / 2.0)
    return SkyPicture(
        scale=scale,
        outlines=tuple(_outlines(field.footprints, scale)),
        marks=tuple(_marks(field.sources, scale)),
        science=tuple(_pointers(field.science, scale)),
        inner=round(field.nearest * scale, 1),
        outer=round(field.farthest * scale, 1),
        bar=round(bar * scale, 1),
        bar_label=f"{bar:g}″" if bar < 60 else f"{bar / 60:g}′",
    )


def _outlines(footprints: Sequence[SkyFootprint], scale: float) -> Iterator[Outline]:
    # the largest channel first, so that the smaller ones stay on top
    for key in sorted({footprint.band[0] for footprint in footprints}, reverse=True):
        path = "".join(f"{_path(f.corners, scale)}Z" for f in footprints if f.band[0] == key)
        yield Outline(css=f"ch{key}", name=_CHANNELS.get(key, key), path=path)


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


def _pointers(places: Sequence[SkyPlace], scale: float) -> Iterator[Pointer]:
    """Yield the science targets, those whose names would overlap as one."""
    together: list[list[SkyPlace]] = []
    for place in places:
        x, y, _ = _placed(place, scale)
        for others in together:
            u, v, _ = _placed(others[0], scale)
            if math.hypot(x - u, y - v) < _APART:
                others.append(place)
                break
        else:
            together.append([place])
    return (_pointer(group, scale) for group in together)


def _pointer(places: Sequence[SkyPlace], scale: float) -> Pointer:
    first, *others = places
    x, y, outside = _placed(first, scale)
    notes = [f"and {len(others)} more"] if others else []
    if outside:
        notes.append(f"{_told(_distance(first))} away")
    return Pointer(
        x=round(x, 1),
        y=round(y, 1),
        turn=round(math.degrees(math.atan2(first.east, first.north)) % 360.0, 1),
        outside=outside,
        anchor="middle" if abs(x) < HALF * 0.45 else ("start" if x < 0 else "end"),
        name=one_line(first.target)[:24],
        note=", ".join(notes),
    )


def _placed(place: SkyPlace, scale: float) -> tuple[float, float, bool]:
    """Return where a target stands, and whether that is at the edge instead of beyond it."""
    x, y = -place.east * scale, -place.north * scale
    if max(abs(x), abs(y)) <= HALF * 0.97:
        return x, y, False
    shrink = HALF * 0.88 / math.hypot(x, y)
    return x * shrink, y * shrink, True


def _told(arcsec: float) -> str:
    return f"{arcsec:.0f}″" if arcsec < 180 else f"{arcsec / 60:.1f}′"


def _distance(place: SkyPlace) -> float:
    return math.hypot(place.east, place.north)


def _round_length(most: float) -> float:
    """Return the largest of 1, 2, 5 times a power of ten (or whole arcminutes) below a length."""
    lengths = [1.0, 2.0, 5.0, 10.0, 20.0, 30.0, 60.0, 120.0, 300.0, 600.0, 1200.0, 3600.0]
    fitting = [length for length in lengths if length <= most]
    return fitting[-1] if fitting else 0.5
