"""The outlines of a field as paths, in arcsec: east and north of its target at a V3PA of 0.

A picture draws them turned by half a turn, so that north is up and east is left.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from aptcheck.geometry.tangent import Point
from aptcheck.report.channels import channel_of
from aptcheck.results import SkyFootprint

__all__ = ["ENCLOSING", "Outline", "Outlines", "outlines_of", "path_of"]

#: The band of an outline that encloses all bands.
ENCLOSING = "all"


@dataclass(frozen=True, kw_only=True, slots=True)
class Outline:
    """The outlines of some bands as one path, and as they may be widened, empty if they may not.

    ``pad`` is by how much a source nearer than its need spoils them: 0 where it is only a bound.
    """

    bands: tuple[str, ...]
    path: str
    pad: float
    widened: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Outlines:
    """Those that look alike: of one channel of the MRS, or of another mode."""

    css: str
    name: str
    outlines: tuple[Outline, ...]


def outlines_of(footprints: Sequence[SkyFootprint]) -> tuple[Outlines, ...]:
    """Return the outlines of a field, the largest channel first: smaller ones stay on top."""
    found = []
    channels = {f.band: channel_of(f.band) for f in footprints}
    for channel in sorted({one for one in channels.values() if one}, reverse=True):
        within = [f for f in footprints if channels[f.band] == channel]
        found.append(_alike(within, f"Channel {channel}", channel))
    if others := [f for f in footprints if channels[f.band] is None]:
        names = ", ".join(dict.fromkeys(f.band for f in others))
        found.append(_alike(others, names[:1].upper() + names[1:], "1"))
    return tuple(found)


def _alike(footprints: Iterable[SkyFootprint], name: str, channel: str) -> Outlines:
    return Outlines(css=f"ch{channel}", name=name, outlines=tuple(_outlines(footprints)))


def _outlines(footprints: Iterable[SkyFootprint]) -> Iterator[Outline]:
    """Yield a path for each band; bands in the same places, as filters are, share one."""
    bands: dict[str, list[SkyFootprint]] = {}
    for footprint in footprints:
        bands.setdefault(footprint.band, []).append(footprint)
    together: dict[tuple[tuple[tuple[Point, ...], float, bool], ...], list[str]] = {}
    for band, members in bands.items():
        places = tuple((one.corners, one.pad, one.is_bound) for one in members)
        together.setdefault(places, []).append(band)
    for places, names in together.items():
        pad = max(pad for _, pad, _ in places)
        yield Outline(
            bands=tuple(names),
            path="".join(path_of(corners, closed=True) for corners, _, _ in places),
            pad=0.0 if any(is_bound for _, _, is_bound in places) else pad,
            widened="".join(_widened(corners, pad) for corners, pad, _ in places if pad > 0.0),
        )


def path_of(points: Sequence[Point], *, closed: bool = False) -> str:
    """Return a line through points; nothing without any."""
    line = "L".join(f"{x:.3f} {y:.3f}" for x, y in points).replace("-0.000", "0.000")
    return f"M{line}{'Z' if closed else ''}" if line else ""


def _widened(corners: Sequence[Point], pad: float) -> str:
    """Return the outline of everything nearer to a convex polygon than a distance."""
    pairs = list(zip(corners, (*corners[1:], *corners[:1]), strict=True))
    area = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)
    outward = math.copysign(pad, area)
    sides = []
    for (ax, ay), (bx, by) in pairs:
        if length := math.hypot(bx - ax, by - ay):
            x, y = outward * (by - ay) / length, -outward * (bx - ax) / length
            sides.append((f"{ax + x:.2f} {ay + y:.2f}", f"{bx + x:.2f} {by + y:.2f}"))
    bend = f"A{pad:.2f} {pad:.2f} 0 0 {int(area > 0)} "
    line = "".join(f"{bend if index else 'M'}{a}L{b}" for index, (a, b) in enumerate(sides))
    return f"{line}{bend}{sides[0][0]}Z" if sides else ""
