"""DS9 region files of a field, read back."""

from __future__ import annotations

import pytest

from aptcheck.geometry.tangent import on_sky
from aptcheck.modes.mrs.apertures import primary_aperture
from aptcheck.modes.mrs.dither_offsets import NO_DITHER
from aptcheck.modes.mrs.fields import field
from aptcheck.report.ds9 import ds9_regions
from aptcheck.report.field_outlines import field_outlines
from tests.samp import HOSTILE_NAMES

regions = pytest.importorskip("regions")

IMAGER = primary_aperture("IMAGER")
beside = field([(["1A", "4C"], NO_DITHER)], primary_channel="IMAGER")


def test_polygons_read_back_where_they_belong():
    drawn = field_outlines(beside, 150.0, -30.0, [10.0, 358.0], IMAGER, title="Observation 2")
    text = ds9_regions(drawn)
    ring, *polygons = regions.Regions.parse(text, format="ds9")
    assert len(polygons) == 4
    for index, v3pa in ((0, 10.0), (2, 358.0)):
        corners = on_sky(beside.footprints[0].corners, 150.0, -30.0, v3pa)
        vertices = polygons[index].vertices
        assert list(vertices.ra.deg) == pytest.approx([c[0] for c in corners], abs=1e-7)
        assert list(vertices.dec.deg) == pytest.approx([c[1] for c in corners], abs=1e-7)
    assert polygons[0].meta["text"] == "1A dither 1 V3PA 10.00, aperture PA 14.84"
    assert polygons[2].meta["text"] == "1A dither 1 V3PA 358.00, aperture PA 2.84"
    assert ring.meta["text"] == "Observation 2, aperture MIRIM_FULL"
    assert ring.inner_radius.to_value("arcsec") == pytest.approx(beside.reach.nearest, abs=1e-4)
    assert ring.outer_radius.to_value("arcsec") == pytest.approx(beside.reach.farthest, abs=1e-4)


def test_a_field_on_its_target_has_a_disc_for_a_ring():
    on_target = field([(["1A"], NO_DITHER)])
    drawn = field_outlines(on_target, 150.0, -30.0, [], primary_aperture("ALL"))
    (disc,) = regions.Regions.parse(ds9_regions(drawn), format="ds9")
    assert type(disc).__name__ == "CircleSkyRegion"


@pytest.mark.parametrize("hostile", HOSTILE_NAMES)
def test_a_name_adds_no_region_and_no_property(hostile: str):
    drawn = field_outlines(beside, 1.0, 2.0, [10.0], IMAGER, title=hostile)
    read = regions.Regions.parse(ds9_regions(drawn), format="ds9")
    assert [type(region).__name__ for region in read] == [
        "CircleAnnulusSkyRegion",
        *["PolygonSkyRegion"] * 2,
    ]
    assert [region.visual["edgecolor"] for region in read] == ["cyan", "blue", "red"]
    assert all(set(region.meta) == {"include", "tag", "text"} for region in read)
