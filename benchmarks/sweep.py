"""The sweep of a background field compared with other ways of finding its sources, in one run.

10,000 sources, 48 footprints (12 bands at 4 dither positions, imager on the target), all angles.
Each source has a radius; for 20 bright ones it is as large as their wings, up to 40 arcsec. The
sweep is exact; the others test 360 angles, and the slow ones run a part that is scaled up.

    python benchmarks/sweep.py          (needs the extra `oracle`)
"""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from aptcheck.geometry.footprint import Field
from aptcheck.geometry.sweep import sweep
from aptcheck.geometry.tangent import on_sky
from aptcheck.modes.mrs.dither_offsets import dither
from aptcheck.modes.mrs.fields import field
from aptcheck.modes.mrs.settings import BANDS

RA, DEC = 150.0, -30.0
SOURCES, ANGLES, RADIUS = 10_000, 360, 200.0
REPEATS = 7
BRIGHT = 20


def fastest(work: Callable[[], object]) -> float:
    """Return the shortest of several runs, seconds."""
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def scattered() -> tuple[np.ndarray, np.ndarray]:
    """Return offsets of sources spread evenly over a cone, arcsec."""
    random = np.random.default_rng(1)
    rho = RADIUS * np.sqrt(random.random(SOURCES))
    psi = random.uniform(0, 2 * np.pi, SOURCES)
    return rho * np.sin(psi), rho * np.cos(psi)


def reaches() -> np.ndarray:
    """Return the radii of the sources, arcsec: position error and core, or the wings."""
    random = np.random.default_rng(2)
    radius = np.full(SOURCES, 0.6)
    radius[random.choice(SOURCES, BRIGHT, replace=False)] = random.uniform(2, 40, BRIGHT)
    return radius


def turned_corners(swept: Field) -> np.ndarray:
    """Return the corners of every footprint at every angle: (angles, footprints, 4, 2)."""
    corners = np.array([footprint.corners for footprint in swept.footprints])
    theta = np.radians(np.arange(ANGLES))
    turn = np.array([[np.cos(theta), -np.sin(theta)], [np.sin(theta), np.cos(theta)]])
    turned: np.ndarray = np.einsum("fcd,dea->afce", corners, turn)
    return turned


def shapely_tree(
    swept: Field, x: np.ndarray, y: np.ndarray, radius: np.ndarray
) -> tuple[float, float, int]:
    """Return the time of one STRtree query, with and without building it, and the sources found."""
    import shapely

    turned = turned_corners(swept).reshape(-1, 4, 2)
    points = shapely.points(x, y)
    polygons = shapely.polygons(turned)

    # a tree is built at its first query
    def tree_of_polygons() -> np.ndarray:
        tree = shapely.STRtree(polygons)
        found: np.ndarray = tree.query(points, predicate="dwithin", distance=radius)
        return found

    def tree_of_sources() -> np.ndarray:
        tree = shapely.STRtree(shapely.buffer(points, radius))
        found: np.ndarray = tree.query(polygons, predicate="intersects")
        return found

    query = min(fastest(tree_of_sources), fastest(tree_of_polygons))
    build = fastest(lambda: shapely.polygons(turned_corners(swept).reshape(-1, 4, 2)))
    return query, query + build, len(np.unique(tree_of_polygons()[0]))


def sky_regions(swept: Field, x: np.ndarray, y: np.ndarray) -> float:
    """Return the time of PolygonSkyRegion.contains over all polygons, scaled up from 24."""
    from astropy import units
    from astropy.coordinates import SkyCoord
    from astropy.wcs import WCS
    from regions import PolygonSkyRegion

    wcs = WCS(naxis=2)
    wcs.wcs.ctype, wcs.wcs.cunit = ["RA---TAN", "DEC--TAN"], ["deg", "deg"]
    wcs.wcs.crval, wcs.wcs.cdelt, wcs.wcs.crpix = [RA, DEC], [-0.1 / 3600, 0.1 / 3600], [0, 0]
    sky = on_sky(tuple(zip(x.tolist(), y.tolist(), strict=True)), RA, DEC, 0.0)
    sources = SkyCoord(np.array(sky) * units.deg)
    polygons = swept.footprints[:24]

    def contains() -> None:
        for footprint in polygons:
            corners = np.array(on_sky(footprint.corners, RA, DEC, 0.0))
            PolygonSkyRegion(SkyCoord(corners * units.deg)).contains(sources, wcs)

    start = time.perf_counter()
    contains()
    return (time.perf_counter() - start) / len(polygons) * len(swept.footprints) * ANGLES


def pysiaf_loop(swept: Field) -> float:
    """Return pysiaf's time for the corners only, scaled up from 5 angles of 1 dither."""
    import pysiaf
    from pysiaf.utils.rotations import attitude

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        siaf = pysiaf.Siaf("MIRI")
    imager = siaf["MIRIM_FULL"]
    start = time.perf_counter()
    for v3pa in range(5):
        matrix = attitude(imager.V2Ref, imager.V3Ref, RA, DEC, v3pa)
        for band in BANDS:
            aperture = siaf[f"MIRIFU_CHANNEL{band}"]
            aperture.set_attitude_matrix(matrix)
            aperture.corners("sky", rederive=False)
    passes = ANGLES * len(swept.footprints) / len(BANDS)
    return (time.perf_counter() - start) / 5 * passes


def main() -> None:
    """Measure and print the times and their ratios to the sweep."""
    padded = field(
        [(BANDS, dither("BACKGROUND", primary_channel="IMAGER"))], primary_channel="IMAGER"
    )
    swept = Field(tuple(replace(footprint, pad=0.0) for footprint in padded.footprints))
    (x, y), radius = scattered(), reaches()
    ours = fastest(lambda: sweep(swept, x, y, radius))
    found = len(sweep(swept, x, y, radius).sources)
    query, built, seen = shapely_tree(swept, x, y, radius)
    lines = [
        ("closed-form sweep, every angle", ours, f"{found} sources"),
        ("shapely STRtree, 360 angles, query only", query, f"{seen} sources"),
        ("shapely STRtree, polygons built too", built, f"{seen} sources"),
        ("regions PolygonSkyRegion, 360 angles", sky_regions(swept, x, y), "extrapolated"),
        ("pysiaf, corners only, 360 angles", pysiaf_loop(swept), "extrapolated"),
    ]
    for name, seconds, note in lines:
        print(f"{name:<42}{seconds:12.4f} s   sweep takes {ours / seconds:9.2g} of it   {note}")


if __name__ == "__main__":
    main()
