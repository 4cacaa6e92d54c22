from __future__ import annotations

import numpy as np

from aptcheck.geometry.angles import AngleSet
from aptcheck.testing import lines, orient_range, pair
from tests.judging import faults
from tests.rules.imager import imager_pair, only_finding
from tests.rules.orient.angles import clean_ranges
from tests.rules.orient.ring import look_about_pole, on_ring, polar
from tests.skies import of_code, star

ONLY = {"select": ("ORI104",)}


def test_a_free_angle_that_was_not_checked_is_an_info():
    assert faults(imager_pair(), **ONLY) == ["ORI104 info 2"]
    reported = only_finding(imager_pair(), "ORI104", **ONLY)
    assert reported.location.trail == "Observation 2 > Special Requirements"
    assert reported.angles is None


def test_a_free_angle_of_a_field_that_is_not_known_is_an_info():
    assert faults(imager_pair(sky_target={"coordinates": None}), **ONLY) == ["ORI104 info 2"]


def test_a_range_or_the_spectrometer_on_the_target_is_not():
    asked = imager_pair(sky={"special": [orient_range(100, 110)]})
    assert faults(asked, **ONLY) == []
    assert faults(pair(), **ONLY) == []


def test_a_ring_without_sources_needs_no_range(tmp_path):
    assert of_code(look_about_pole(tmp_path), "ORI104") == []


def test_the_clean_angles_stay_clean_when_they_are_asked_for(tmp_path):
    stars = [star(*on_ring(angle), 7.0) for angle in (3.0, 40.0, 200.0)]
    free = look_about_pole(tmp_path, *stars)
    (reported,) = of_code(free, "ORI104")
    assert reported.table is not None
    assert len(reported.table.rows) == len(AngleSet.of(reported.angles.avoid).arcs)
    proposed = clean_ranges(reported, "IMAGER")
    asked = polar(special=[orient_range(low, high) for low, high in proposed])
    again = look_about_pole(tmp_path, *stars, document=asked)
    assert of_code(again, "SKY101", "ORI101", "ORI102", "ORI104", "ORI105") == []
    # taken as V3PA they would not be: the frame of the imager matters
    turned = polar(special=[orient_range(low + 4.835, high + 4.835) for low, high in proposed])
    assert of_code(look_about_pole(tmp_path, *stars, document=turned), "ORI101") != []


def test_slivers_of_clean_angles_are_not_proposed(tmp_path):
    (alone,) = of_code(look_about_pole(tmp_path, star(*on_ring(100.0), 9.5)), "ORI101")
    width = max(hi - lo for lo, hi in AngleSet.of(alone.angles.avoid).arcs)
    for gap, reported in ((0.6, []), (2.0, ["ORI104 info 2"])):
        angles = np.arange(0.0, 360.0 - width, width + gap)
        stars = [star(*on_ring(angle), 9.5) for angle in (*angles, 360.0 - width)]
        report = look_about_pole(tmp_path, *stars)
        assert lines(of_code(report, "ORI101")) != []
        assert lines(of_code(report, "ORI104")) == reported


def test_the_angles_of_the_other_finding_are_the_same(tmp_path):
    report = look_about_pole(tmp_path, star(*on_ring(40.0), 7.0))
    (hits,), (free,) = of_code(report, "ORI101"), of_code(report, "ORI104")
    assert hits.angles is not None
    assert hits.angles == free.angles
