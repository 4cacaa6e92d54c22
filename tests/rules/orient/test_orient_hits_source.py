from __future__ import annotations

import numpy as np
import pytest

from aptcheck.geometry.angles import AngleSet
from aptcheck.testing import lines, pair
from tests.contamination.planted import margin_arcsec, swept_sky
from tests.geometry.planting import distances, on_sky_plane
from tests.rules.imager import imager_pair
from tests.rules.orient.ring import PLACE, look_about_pole, on_ring
from tests.skies import of_code, star

GRID = np.arange(0, 360, 0.05)


def turned_into(field, east, north):
    """Return at which angles of the grid a point is within its margin of some footprint."""
    theta = np.radians(GRID)
    x = east * np.cos(theta) - north * np.sin(theta)
    y = east * np.sin(theta) + north * np.cos(theta)
    points = np.stack([x, y], axis=-1)
    inside = np.zeros(len(GRID), dtype=bool)
    for footprint in field.footprints:
        inside |= distances(footprint.corners, points) <= margin_arcsec(footprint, error=0.0)
    return inside


def test_a_star_74_arcsec_away_spoils_exactly_the_angles_that_geometry_says(tmp_path):
    east, north = 74 * np.sin(0.7), 74 * np.cos(0.7)
    inside_only = {"wing_limit_fraction": 1e9}
    report = look_about_pole(tmp_path, star(east, north, 4.0), thresholds=inside_only)
    assert lines(of_code(report, "SKY101", "ORI10")) == ["ORI101 error 2", "ORI104 info 2"]
    (reported,) = of_code(report, "ORI101")
    assert reported.angles is not None
    assert reported.angles.frame == "V3PA"
    turned = reported.aperture_angles
    assert (turned.frame, turned.aperture) == ("Aperture PA", "MIRIM_FULL")
    for name in ("allowed", "avoid", "clean"):
        here = AngleSet.of(getattr(reported.angles, name))
        back = AngleSet.of(getattr(turned, name)).shifted(-4.835449)
        assert back.total == pytest.approx(here.total)
        assert back.difference(here.widened(1e-9)).is_empty
    allowed, avoid, clean = (
        AngleSet.of(getattr(reported.angles, name)) for name in ("allowed", "avoid", "clean")
    )
    assert allowed.total > 340
    expected = turned_into(swept_sky(imager_pair()).field, east, north)
    assert expected.any()
    for angle, inside in zip(GRID, expected, strict=True):
        if not allowed.contains(angle):
            continue
        edge = any(
            abs((angle - end + 180) % 360 - 180) < 0.051
            for piece in avoid.intervals
            for end in piece
        )
        assert edge or avoid.contains(angle) == inside
        assert edge or clean.contains(angle) != inside
    assert avoid.union(clean).total == pytest.approx(allowed.total, abs=1e-4)


def test_a_star_45_arcsec_away_spoils_none(tmp_path):
    report = look_about_pole(tmp_path, star(45 * np.sin(0.7), 45 * np.cos(0.7), 8.0))
    assert of_code(report, "ORI10") == []
    assert lines(of_code(report, "SKY")) == ["SKY105 info -"]
    outcomes = {line.code: line.outcome.value for line in report.coverage}
    assert outcomes["ORI101"] == outcomes["ORI104"] == "passed"


def test_wings_spoil_more_angles_than_the_star_and_alone_they_are_a_warning(tmp_path):
    faint, bright = (
        of_code(look_about_pole(tmp_path, star(*on_ring(40.0), mag)), "ORI101")[0].angles
        for mag in (9.5, 4.0)
    )
    narrow, wide = AngleSet.of(faint.avoid), AngleSet.of(bright.avoid)
    assert narrow.difference(wide).is_empty
    assert wide.total > narrow.total + 8
    beside = on_ring(40.0)
    outward = (beside[0] * 97 / 74.2, beside[1] * 97 / 74.2)  # 11 arcsec outside the ring
    report = look_about_pole(tmp_path, star(*outward, 4.0))
    assert lines(of_code(report, "SKY10", "ORI10")) == [
        "ORI101 warning 2",
        "ORI104 info 2",
        "SKY105 info -",
    ]
    (reported,) = of_code(report, "ORI101")
    assert reported.evidence.unit == "MJy/sr"


def test_two_sources_are_one_finding_on_the_brighter_with_the_angles_of_both(tmp_path):
    first, second = on_ring(40.0), on_ring(200.0)
    (reported,) = of_code(
        look_about_pole(tmp_path, star(*first, 7.0), star(*second, 5.0)), "ORI101"
    )
    assert reported.angles is not None
    avoid = AngleSet.of(reported.angles.avoid)
    assert avoid.contains(40.0)
    assert avoid.contains(200.0)
    assert len(avoid.arcs) == 2
    assert reported.source is not None
    assert reported.source.designation.endswith("J000001.00+000000.0"), "the brighter one"
    assert reported.location.trail == "Observation 2 > Special Requirements"
    assert reported.table is not None
    assert [row[0] for row in reported.table.rows] == [
        "WISEA J000001.00+000000.0",
        "WISEA J000000.00+000000.0",
    ]
    assert "Clean: V3PA " in reported.table.note
    assert "The field is widened by " in reported.table.note


def test_spectrometer_on_target_has_angles_too(tmp_path):
    corner = max(swept_sky().field.footprints[3].corners, key=lambda c: c[0] ** 2 + c[1] ** 2)
    place = on_sky_plane(np.array(corner) * 0.97, 100.0)
    document = pair(
        science_target={**PLACE, "north": -90}, sky_target={**PLACE, "north": 0}
    )  # fmt: skip
    report = look_about_pole(tmp_path, star(*place, 9.5), document=document)
    (reported,) = of_code(report, "ORI101")
    assert reported.angles is not None
    assert AngleSet.of(reported.angles.avoid).contains(100.0)
    assert reported.angles.clean
    assert reported.aperture_angles.aperture == "MIRIFU_CHANNEL1A"
    assert reported.aperture_angles.avoid == reported.angles.avoid
    assert of_code(report, "ORI104") == []


def test_no_angle_is_called_clean_beside_a_source_that_spoils_them_all(tmp_path):
    document = pair(science_target={**PLACE, "north": -90}, sky_target={**PLACE, "north": 0})
    always, sometimes = star(9.0, 0.0, 4.0), star(0.0, 4.5, 9.0)
    report = look_about_pole(tmp_path, always, sometimes, document=document)
    assert lines(of_code(report, "SKY10", "ORI10")) == [
        "ORI101 error 2",
        "SKY102 warning 2",
        "SKY105 info -",
    ]
    (reported,) = of_code(report, "ORI101")
    assert reported.angles.clean == ()
    assert reported.angles.avoid == reported.angles.allowed
