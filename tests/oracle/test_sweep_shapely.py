"""Angle intervals compared with a brute-force rotation of the polygons by shapely."""

from __future__ import annotations

import numpy as np
import pytest

from aptcheck.geometry.footprint import Field
from aptcheck.geometry.sweep import sweep
from aptcheck.modes.mrs.dither_offsets import NO_DITHER, dither
from aptcheck.modes.mrs.fields import field
from tests.contamination.planted import OTHER_FIELDS, SWEPT

shapely = pytest.importorskip(
    "shapely", reason="shapely is an oracle, installed with the extra `oracle`"
)

STEP = 0.01
ANGLES = np.arange(0.0, 360.0, STEP)


def turned_source(x: float, y: float) -> np.ndarray:
    """Return the source in the field's frame at every angle: it turns, the polygons stay."""
    theta = np.radians(ANGLES)
    turned: np.ndarray = shapely.points(
        x * np.cos(theta) - y * np.sin(theta), x * np.sin(theta) + y * np.cos(theta)
    )
    return turned


def assert_agreement(swept: Field, x, y, radius, spread=None) -> int:
    """Compare every pair; return how many were inside at some angle."""
    hits = sweep(swept, x, y, radius, band_radius=spread)
    inside_some = 0
    shapes = [shapely.Polygon(footprint.corners) for footprint in swept.footprints]
    shapely.prepare(shapes)
    for source in range(len(x)):
        points = turned_source(x[source], y[source])
        for index, (shape, footprint) in enumerate(zip(shapes, swept.footprints, strict=True)):
            rows = (hits.source == source) & (hits.footprint == index)
            ours = np.zeros(len(ANGLES), dtype=bool)
            near_edge = np.zeros(len(ANGLES), dtype=bool)
            for lo, hi in zip(hits.lo[rows], hits.hi[rows], strict=True):
                ours |= (ANGLES - lo) % 360 <= hi - lo
                if hi - lo < 360:
                    for edge in (lo, hi):
                        near_edge |= np.abs((ANGLES - edge + 180) % 360 - 180) <= 0.02
            wide = np.broadcast_to(radius, len(x))[source] + footprint.pad
            wide += (spread or {}).get(footprint.band, np.zeros(len(x)))[source]
            theirs = shapely.distance(shape, points) <= wide
            assert not ((ours != theirs) & ~near_edge).any()
            inside_some += theirs.any()
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
    assert assert_agreement(swept, x, y, 0.0) > 10


@pytest.mark.parametrize("radius", [0.3, 2.5, 40.0])
@pytest.mark.parametrize("primary", ["ALL", "IMAGER"])
def test_they_agree_where_a_field_is_grown_by_a_disc(primary, radius):
    swept = field([(["1C", "4B"], NO_DITHER)], primary_channel=primary)
    x, y = scattered(swept, 12, seed=6)
    assert assert_agreement(swept, x, y, radius) > 8


def test_they_agree_where_each_source_has_a_radius_in_each_band():
    swept = field([(["1A", "2C", "4B"], NO_DITHER)], primary_channel="IMAGER")
    x, y = scattered(swept, 16, seed=8)
    random = np.random.default_rng(9)
    spread = {band: 10.0 ** random.uniform(-1, 2, len(x)) for band in ("1A", "2C", "4B")}
    assert assert_agreement(swept, x, y, 0.2, spread) > 20


#: Radii of position errors, of a star's width, and of wings, arcsec.
GROWN = [0.0, 0.14, 0.45, 6.0]


@pytest.mark.parametrize("radius", GROWN)
@pytest.mark.parametrize("name", sorted(OTHER_FIELDS))
def test_slits_the_ifu_and_the_imagers_agree_too(name, radius):
    swept = SWEPT[name].field
    x, y = scattered(swept, 12, seed=13)
    # and near the middle of a turning slit, where it is met twice in a turn
    rho, psi = np.random.default_rng(14).uniform(0, (0.5, 2 * np.pi), (6, 2)).T
    x = np.concatenate([x, rho * swept.reach.farthest * np.sin(psi)])
    y = np.concatenate([y, rho * swept.reach.farthest * np.cos(psi)])
    assert assert_agreement(swept, x, y, radius) > 6


def test_a_slit_is_met_at_two_opposite_ranges():
    swept = SWEPT["slit, no nods"].field
    arcs = sweep(swept, np.array([0.9]), np.array([0.7]), 0.2).angles(0).arcs
    first, second = sorted((lo + hi) / 2 for lo, hi in arcs)
    assert second - first == pytest.approx(180.0, abs=0.5)
    # the slit is 0.193 arcsec wide, and the source 1.14 from its middle
    half = np.degrees(np.arcsin((0.193 / 2 + 0.2) / np.hypot(0.9, 0.7)))
    assert [hi - lo for lo, hi in arcs] == pytest.approx([2 * half, 2 * half], abs=0.3)
