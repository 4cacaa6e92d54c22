"""What touches what in the picture of a field, by the shapes that it draws and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pytest

shapely = pytest.importorskip("shapely", reason="the extra oracle is not installed")
affinity = pytest.importorskip("shapely.affinity", reason="the extra oracle is not installed")

#: Angles and lengths are rounded on the page: nearer than this, arcsec, nothing is decided.
UNSURE = 0.01


@dataclass(frozen=True)
class Traced:
    """The outlines of some bands at a V3PA of 0, east and north in arcsec, and how much is added."""

    bands: frozenset[str]
    pad: float
    shape: Any

    def at(self, turn: float, east: float = 0.0, north: float = 0.0) -> Any:
        """Return it turned as the drawing says: clockwise where y runs down and x runs left."""
        turned = affinity.rotate(self.shape, turn, origin=(0, 0))
        return affinity.translate(turned, east, north).buffer(self.pad, quad_segs=64)


def traced(bands: str, pad: str | None, path: str) -> Traced:
    """Return the outlines of one path."""
    shapes = [
        shapely.Polygon(
            [tuple(map(float, at.split())) for at in re.findall(r"[-\d.]+ [-\d.]+", one)]
        )
        for one in path.split("Z")
        if one
    ]
    return Traced(frozenset(bands.split()), float(pad or 0.0), shapely.union_all(shapes))


def within(
    outlines: Iterable[Traced], turn: float, bands: str, east: float, north: float, radius: float
) -> float:
    """Return how far a circle reaches into an outline of its bands, negative outside."""
    near = [one for one in outlines if one.bands & set(bands.split())]
    point = shapely.Point(east, north)
    nearest: float = min(point.distance(one.at(turn)) for one in near)
    return radius - nearest
