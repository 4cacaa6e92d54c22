from __future__ import annotations

import numpy as np

from aptcheck.testing import lines, orient_range, pair
from tests.contamination.planted import swept_sky
from tests.rules.orient.ring import PLACE, look_about_pole, on_ring, polar
from tests.skies import of_code, star

RING = [
    star(74.2 * np.sin(t), 74.2 * np.cos(t), 7.0)
    for t in np.linspace(0, 2 * np.pi, 60, endpoint=False)
]
#: The spectrometer on its target, and a star in the outermost corner of its field.
ON_TARGET = pair(science_target={**PLACE, "north": -90}, sky_target={**PLACE, "north": 0})
AT_CORNER = star(
    *max((c for f in swept_sky().field.footprints for c in f.corners), key=lambda c: np.hypot(*c)),
    2.0,
)


def test_a_ring_of_stars_leaves_no_clean_angle(tmp_path):
    report = look_about_pole(tmp_path, *RING)
    assert lines(of_code(report, "SKY101", "ORI10")) == ["ORI102 error 2"]
    (reported,) = of_code(report, "ORI102")
    assert reported.angles is not None
    assert reported.angles.clean == ()
    assert reported.angles.avoid == reported.angles.allowed
    assert reported.evidence is not None
    assert (reported.evidence.measured, reported.evidence.limit) == (60, 0)


def test_in_a_crowd_it_is_a_warning(tmp_path):
    crowd = [
        star(x, y, 8.0)
        for x in np.arange(-300, 301, 9.0)
        for y in np.arange(-300, 301, 9.0)
        if np.hypot(x, y) < 298
    ]
    assert lines(of_code(look_about_pole(tmp_path, *crowd), "ORI102")) == ["ORI102 warning 2"]


def test_a_gap_in_the_ring_is_clean(tmp_path):
    codes = lines(of_code(look_about_pole(tmp_path, *RING[:-12]), "ORI101", "ORI102"))
    assert codes == ["ORI101 error 2"]


def test_a_range_with_two_bad_halves_is_the_place_to_open(tmp_path):
    asked = polar(special=[orient_range(104, 116)])  # aperture PA: V3PA 99.2 to 111.2
    stars = [star(*on_ring(angle), 7.0) for angle in (95.0, 108.0)]
    (reported,) = of_code(
        look_about_pole(tmp_path, *stars, document=asked), "ORI101", "ORI102", "SKY101"
    )
    assert reported.code == "ORI102"
    assert reported.location.trail == "Observation 2 > Special Requirements"


def test_one_source_at_every_angle_is_reported_as_that(tmp_path):
    asked = polar(special=[orient_range(104, 105)])
    (reported,) = of_code(
        look_about_pole(tmp_path, star(*on_ring(99.7), 7.0), document=asked),
        "ORI101",
        "ORI102",
        "SKY101",
    )
    assert reported.code == "SKY101"


def test_one_star_in_the_field_at_some_angles_and_too_near_it_at_the_others_is_reported(tmp_path):
    alone = look_about_pole(tmp_path, AT_CORNER, document=ON_TARGET)
    assert lines(of_code(alone, "SKY101", "SKY102", "ORI101", "ORI102")) == ["ORI102 error 2"]
    beside = look_about_pole(tmp_path, AT_CORNER, star(0.2, 0.0, 8.0), document=ON_TARGET)
    assert lines(of_code(beside, "SKY101", "SKY102", "ORI101", "ORI102")) == [
        "ORI102 error 2",
        "SKY101 error 2",
    ]


def test_a_crowd_elsewhere_does_not_excuse_a_star_that_shines_in(tmp_path):
    crowd = [
        star(x, y, 12.0)
        for x in np.arange(-290, 291, 15.0)
        for y in np.arange(-290, 291, 15.0)
        if 40 < np.hypot(x, y) < 295
    ]
    report = look_about_pole(tmp_path, AT_CORNER, *crowd, document=ON_TARGET)
    assert lines(of_code(report, "ORI102")) == ["ORI102 error 2"]


def test_faint_stars_all_round_are_a_warning(tmp_path):
    faint = [
        star(74.2 * np.sin(t), 74.2 * np.cos(t), 13.5)
        for t in np.linspace(0, 2 * np.pi, 60, endpoint=False)
    ]
    report = look_about_pole(tmp_path, *faint)
    assert lines(of_code(report, "SKY101", "ORI10")) == ["ORI102 warning 2"]
