"""Angle intervals against a brute-force turn of the polygons with shapely."""

from __future__ import annotations

import numpy as np
import pytest

from aptcheck.geometry.footprint import Field
from aptcheck.geometry.sweep import sweep
from aptcheck.modes.mrs.dither_offsets import NO_DITHER, dither
from aptcheck.modes.mrs.fields import field
from aptcheck.modes.mrs.settings import BANDS
from tests.geometry.planting import moved_out

shapely = pytest.importorskip(
    "shapely", reason="shapely is an oracle, installed with the extra `oracle`"
)

STEP = 0.01
ANGLES = np.arange(0.0, 360.0, STEP)


def turned_source(x: float, y: float) -> np.ndarray:
    """Return the source as the field sees it at every angle: it turns, the polygons stay."""
    theta = np.radians(ANGLES)
    return shapely.points(
        x * np.cos(theta) - y * np.sin(theta), x * np.sin(theta) + y * np.cos(theta)
    )


def assert_agreement(swept: Field, x, y, radius, polygons, *, exact=False) -> int:
    """Compare every pair; return how many were inside at some angle."""
    hits = sweep(swept, x, y, radius, exact=exact)
    inside_some = 0
    shapes = [shapely.Polygon(corners) for corners in polygons]
    shapely.prepare(shapes)
    for source in range(len(x)):
        points = turned_source(x[source], y[source])
        for index, shape in enumerate(shapes):
            rows = (hits.source == source) & (hits.footprint == index)
            ours = np.zeros(len(ANGLES), dtype=bool)
            near_edge = np.zeros(len(ANGLES), dtype=bool)
            for lo, hi in zip(hits.lo[rows], hits.hi[rows], strict=True):
                ours |= (ANGLES - lo) % 360 <= hi - lo
                if hi - lo < 360:
                    for edge in (lo, hi):
                        near_edge |= np.abs((ANGLES - edge + 180) % 360 - 180) <= 0.02
            theirs = shapely.intersects(shape, points)
            assert not ((ours != theirs) & ~near_edge).any()
            inside_some += theirs.any()
            assert not theirs.any() or rows.any()
    return inside_some


def scattered(swept: Field, count: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    rho = random.uniform(max(0, swept.reach.nearest - 2), swept.reach.farthest + 2, count)
    psi = random.uniform(0, 2 * np.pi, count)
    return rho * np.sin(psi), rho * np.cos(psi)


@pytest.mark.parametrize(
    ("primary", "optimized"),
    [("ALL", "POINT SOURCE"), ("CHANNEL4", "EXTENDED SOURCE"), ("IMAGER", "BACKGROUND")],
)
def test_intervals_agree_with_a_turn_in_hundredths_of_a_degree(primary, optimized):
    pattern = dither(optimized, points=2, primary_channel=primary)
    swept = field([(["1A", "2B", "3C", "4A"], pattern)], primary_channel=primary)
    x, y = scattered(swept, 10, seed=4)
    polygons = [moved_out(np.array(f.corners), f.pad) for f in swept.footprints]
    assert assert_agreement(swept, x, y, 0.0, polygons) > 10


def test_padded_intervals_agree_with_polygons_whose_sides_are_moved_out():
    swept = field([(BANDS, NO_DITHER)], primary_channel="IMAGER")
    x, y = scattered(swept, 8, seed=5)
    polygons = [moved_out(np.array(f.corners), 1.5) for f in swept.footprints]
    assert assert_agreement(swept, x, y, 1.5, polygons) > 20


def test_exact_intervals_agree_with_polygons_grown_by_a_disc():
    for primary in ("ALL", "IMAGER"):
        swept = field([(["1C", "4B"], NO_DITHER)], primary_channel=primary)
        x, y = scattered(swept, 12, seed=6)
        grown = [
            shapely.Polygon(f.corners).buffer(2.5, quad_segs=2000).exterior.coords
            for f in swept.footprints
        ]
        assert assert_agreement(swept, x, y, 2.5, grown, exact=True) > 8


def test_moving_sides_out_never_finds_less_than_growing_by_a_disc():
    swept = field([(BANDS, NO_DITHER)], primary_channel="IMAGER")
    x, y = scattered(swept, 300, seed=7)
    wide, exact = sweep(swept, x, y, 3.0), sweep(swept, x, y, 3.0, exact=True)
    for source in range(300):
        lost = exact.angles(source).difference(wide.angles(source))
        assert lost.total < 1e-6
