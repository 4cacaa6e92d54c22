"""Which footprints contain a source, compared with shapely."""

from __future__ import annotations

import numpy as np
import pytest

from aptcheck.geometry.angles import AngleSet
from tests.contamination.planted import ALL_FIELDS, ERROR_ARCSEC, SWEPT, examined, margin_arcsec
from tests.geometry.planting import on_sky_plane
from tests.skies import star

shapely = pytest.importorskip("shapely", reason="the extra oracle is not installed")


@pytest.mark.parametrize("name", sorted(ALL_FIELDS))
def test_every_source_hits_the_footprints_that_shapely_says(name):
    random = np.random.default_rng(11)
    swept = SWEPT[name]
    shapes = [shapely.Polygon(footprint.corners) for footprint in swept.field.footprints]
    reach = swept.field.reach
    hit = 0
    for angle in random.uniform(0, 360, 6):
        rho = random.uniform(max(0, reach.nearest - 2), reach.farthest + 2, 40)
        psi = random.uniform(0, 2 * np.pi, 40)
        points = np.column_stack([rho * np.sin(psi), rho * np.cos(psi)])
        # aim half of them at the field, which fills little of its ring
        first = swept.field.footprints[0]
        middle, sides = np.mean(first.corners, axis=0), np.ptp(first.corners, axis=0)
        around = sides / 2 + 3 * margin_arcsec(first)
        points[:20] = middle + around * random.uniform(-1, 1, (20, 2))
        error = {"sigra": ERROR_ARCSEC, "sigdec": ERROR_ARCSEC}
        stars = [star(*on_sky_plane(point, angle), mag=2.0, **error) for point in points]
        found = examined(stars, ALL_FIELDS[name], AngleSet.between(angle, angle))
        ours = {t.place.designation[-19:]: set(t.footprints) for t in found.threats}
        for number, point in enumerate(points):
            theirs = {
                footprint
                for footprint, shape in zip(swept.field.footprints, shapes, strict=True)
                if shapely.distance(shape, shapely.Point(*point)) <= margin_arcsec(footprint)
            }
            assert ours.get(f"J{number:06d}.00+000000.0", set()) == theirs
            hit += bool(theirs)
    assert hit > 20
