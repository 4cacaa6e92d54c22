"""A source is in the field exactly when it is, and then all its figures are right."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aptcheck.config import Thresholds
from aptcheck.contamination.cone_answer import ConeAnswer
from aptcheck.contamination.examination import examine
from aptcheck.finding import Severity
from aptcheck.geometry.angles import AngleSet
from aptcheck.geometry.ecliptic import ecliptic_latitude_deg
from aptcheck.modes.mrs.band_limits import band_limit
from aptcheck.testing import FIELD, pair
from aptcheck.wording import Reason
from tests.contamination.planted import (
    ALL_FIELDS,
    ERROR_ARCSEC,
    SWEPT,
    cone,
    examined,
    margin_arcsec,
    path_at,
    swept_sky,
)
from tests.geometry.planting import beside, on_sky_plane
from tests.rules.imager import imager_pair
from tests.skies import offset_position, star


@given(
    name=st.sampled_from(sorted(ALL_FIELDS)),
    which=st.integers(0, 10_000),
    side=st.integers(0, 3),
    along=st.floats(0.02, 0.98),
    angle=st.floats(0, 359.99),
    inside=st.booleans(),
)
@settings(deadline=None, max_examples=250)
def test_a_planted_source_is_found_exactly_when_it_lies_inside(
    name, which, side, along, angle, inside
):
    swept = SWEPT[name]
    footprint = swept.field.footprints[which % len(swept.field.footprints)]
    edge = margin_arcsec(footprint)
    point = beside(footprint.corners, side, along, edge - 0.002 if inside else edge + 0.002)
    east, north = on_sky_plane(point, angle)
    bright = star(east, north, mag=2.0, sigra=ERROR_ARCSEC, sigdec=ERROR_ARCSEC)
    here = AngleSet.between(angle, angle)
    found = examined([bright], ALL_FIELDS[name], here)
    met = {met for threat in found.threats for met in threat.footprints}
    assert (footprint in met) == inside
    if inside:
        (threat,) = found.threats
        assert found.outcome == "contaminated"
        assert threat.always_inside
        assert threat.place.offset_arcsec == pytest.approx(np.hypot(east, north), abs=1e-4)
    elif not met:
        assert all(threat.is_beside for threat in found.threats)


def test_the_angles_of_a_source_end_where_it_leaves_the_field():
    document = imager_pair()
    footprint = next(f for f in swept_sky(document).field.footprints if f.band == "1A")
    east, north = on_sky_plane(np.array(footprint.corners).mean(axis=0), 40.0)
    (threat,) = examined([star(east, north, 12.0)], document).threats
    assert threat.angles.contains(40.0)
    assert not threat.always
    for lo, hi in threat.angles.arcs:
        for angle, expected in ((lo - 0.01, 0), (lo + 0.01, 1), (hi - 0.01, 1), (hi + 0.01, 0)):
            there = examined([star(east, north, 12.0)], document, AngleSet.between(angle, angle))
            assert len(there.threats) == expected


def test_every_figure_of_a_source_is_reported():
    (threat,) = examined([star(0.3, -0.4, 8.0)]).threats
    assert threat.severity is Severity.ERROR
    assert threat.always
    assert threat.angles.is_full
    assert threat.dithers == (1, 2, 3, 4)
    assert threat.tiles == (1,)
    assert set(threat.bands) >= {"1A", "2B", "3C"}
    assert threat.place.offset_arcsec == pytest.approx(0.5, abs=1e-4)
    assert threat.place.position_angle_deg == pytest.approx(143.13, abs=0.01)
    assert threat.place.designation.endswith("J000000.00+000000.0")
    assert threat.basis == "measured"
    # zero colour at 8.15 micron between W2 and W3, 8 mag
    assert threat.limit.band == "2A"
    assert 30_000 < threat.flux_ujy < 45_000
    assert threat.sigma == pytest.approx(10 * threat.flux_ujy / threat.limit.sensitivity.ujy)


def test_every_source_is_kept_where_it_was_seen_with_its_flux_in_each_band():
    stars = [star(-74.0, -1.0, 8.0), star(20.0, 30.0, 12.0), star(-200.0, 90.0, 15.0)]
    found = examined(stars, imager_pair())
    seen = found.seen
    assert len(seen.sources) == 3
    assert seen.east_arcsec == pytest.approx([-74.0, 20.0, -200.0], abs=1e-4)
    assert seen.north_arcsec == pytest.approx([-1.0, 30.0, 90.0], abs=1e-4)
    assert seen.flux_ujy.shape == (3, len(found.limits))
    # a threat has the same numbers, none computed anew
    (threat,) = found.threats
    assert (threat.place.east_arcsec, threat.place.north_arcsec) == (
        seen.east_arcsec[0],
        seen.north_arcsec[0],
    )
    assert threat.flux_ujy == seen.flux_ujy[0, found.limits.index(threat.limit)]


def test_a_field_that_no_catalogue_was_asked_about_has_no_sources():
    swept = swept_sky()
    found = examine(
        swept.observation,
        swept,
        ConeAnswer(reason=Reason("no catalogue was asked")),
        thresholds=Thresholds(),
    )
    assert found.seen is None


DEEP = pair(both={"groups": 200})


def test_a_source_below_1_sigma_is_not_reported():
    # 1 sigma in 2.2 ks: 17 microjansky at 5.3 micron
    assert examined([star(0, 0, 18.0)], DEEP).outcome == "clean"
    assert examined([star(0, 0, 17.0)], DEEP).outcome == "contaminated"


def test_pixel_subtraction_makes_an_error_of_a_faint_star():
    faint = [star(0, 0, 13.5)]
    (master,) = examined(faint, DEEP).threats
    (pixel,) = examined(faint, DEEP, pixel=True).threats
    assert master.severity is Severity.WARNING
    assert pixel.severity is Severity.ERROR
    assert pixel.sigma > 10


def test_the_worst_source_comes_first_and_a_faint_one_in_the_middle_counts():
    found = examined([star(0.2, 0, 13.5), star(0, 0.3, 7.0)])
    assert [t.severity for t in found.threats] == [Severity.ERROR, Severity.WARNING]


def test_a_field_without_a_believable_answer_is_never_clean():
    found = examined([], reason="AllWISE: IRSA refused the connection")
    assert found.outcome == "not-checked"
    assert found.reason == "AllWISE: IRSA refused the connection"


def test_what_one_survey_found_is_reported_though_the_other_gave_no_answer():
    found = examined([star(0, 0, 8.0)], reason="2MASS: IRSA refused the connection")
    assert found.outcome == "contaminated"
    assert found.reason is not None


def test_a_bright_star_beside_the_field_spoils_it_by_its_wings_as_far_as_they_reach():
    # reach of the field 8 arcsec; in 333 s K = 4 spoils it to 10.7 arcsec from it
    found = examined([star(12.0, 0.0, 4.0), star(60.0, 0.0, 4.0), star(0.0, 12.0, 9.0)])
    (threat,) = found.threats
    assert threat.is_beside
    assert threat.always
    assert threat.severity is Severity.WARNING
    assert threat.place.offset_arcsec == pytest.approx(12.0, abs=1e-4)
    assert threat.footprints == ()
    assert threat.wings is not None
    assert 4.0 < threat.wings.distance_arcsec < 10.0
    assert threat.wings.brightness > threat.wings.allowed_brightness
    assert found.always_beside == (threat,)
    assert found.outcome == "contaminated"


def test_wings_that_bring_a_third_of_what_is_borne_are_reported_and_spoil_nothing():
    found = examined([star(18.0, 0.0, 4.0), star(0.0, 60.0, 4.0)])
    assert found.threats == ()
    (faint,) = found.faint_wings
    assert faint.place.offset_arcsec == pytest.approx(18.0, abs=1e-4)
    assert 1 / 3 <= faint.wings.excess < 1
    assert found.outcome == "clean"


def test_how_much_is_borne_is_a_setting():
    stars = [star(26.0, 0.0, 4.0)]
    strict = Thresholds(wing_limit_fraction=0.0005, background_light_fraction=0.01)
    assert examined(stars).outcome == "clean"
    assert examined(stars, thresholds=strict).outcome == "contaminated"


def test_a_star_on_the_ring_spoils_more_angles_than_those_at_which_it_is_inside():
    document = imager_pair()
    footprint = next(f for f in swept_sky(document).field.footprints if f.band == "1A")
    place = on_sky_plane(np.array(footprint.corners).mean(axis=0), 40.0)
    (threat,) = examined([star(*place, 4.0)], document).threats
    assert threat.wings is not None
    assert threat.inside.difference(threat.angles).is_empty
    # 10 arcsec to either side are 8 degrees of a ring of 74 arcsec
    assert threat.angles.total > threat.inside.total + 10
    (faint,) = examined([star(*place, 12.0)], document).threats
    assert faint.wings is None or faint.wings.radius_arcsec < 0.5
    assert faint.angles.total < threat.angles.total - 10


def test_a_star_inside_at_some_angles_and_too_near_at_all_others_leaves_none_clean():
    single = pair(sky={"gratings": ["SHORT"], "dithers": [], "dither": "None"})
    corners = [c for f in swept_sky(single).field.footprints for c in f.corners]
    corner = max(corners, key=lambda c: np.hypot(*c))
    found = examined([star(*corner, 2.0)], single)
    (threat,) = found.threats
    assert threat.always
    assert not threat.always_inside
    assert not threat.is_beside
    assert found.always == ()
    assert found.others == (threat,)
    assert found.clean.is_empty


def test_the_science_target_is_a_source_like_any_other_and_is_named():
    swept = swept_sky()
    found = examine(
        swept.observation,
        swept,
        cone([star(60.0, 0.0, 0.0), star(0.0, 60.0, 0.0)]),
        targets={
            1: path_at(offset_position(FIELD, 60.5, 0.0), swept.path.target),
            3: path_at(offset_position(FIELD, 60.0, 1.0), swept.path.target),
        },
        thresholds=Thresholds(),
    )
    reported = {round(threat.place.east_arcsec): threat.place.remarks for threat in found.threats}
    assert any("observations 1 and 3" in remark for remark in reported[60])
    assert not any("science" in remark for remark in reported[0])


def test_extended_and_nebulous_sources_are_reported_in_and_near_the_field():
    nebula = {"w3rchi2": 9.0}
    found = examined(
        [star(20, 0, 14.0, ext_flg=1), star(0, 1, 12.0, **nebula), star(90, 0, 9.0, ext_flg=1)]
    )
    assert [n.distance_arcsec > 0 for n in found.extended] == [False, True]
    assert found.extended[1].distance_arcsec == pytest.approx(14.0, abs=2.5)
    assert "nebulosity suspected" in found.extended[0].place.remarks
    assert "extended" in found.extended[1].place.remarks


def test_an_unsure_motion_widens_the_field():
    # 0.5 arcsec outside; 80 mas/yr of 4 sigma over 17 years are 1.4 arcsec
    slow = star(5.6, 0.0, 7.0)
    moving = {**slow, "pmra": 80, "sigpmra": 20, "pmdec": 0, "sigpmdec": 20}
    document = pair(sky={"gratings": ["SHORT"], "dithers": [], "dither": "None"})
    angles = AngleSet.between(0, 0)
    reach = [
        len(examined([one], document, angles, year=2027).threats) for one in (slow, moving)
    ]  # fmt: skip
    assert reach == [0, 1]


def test_a_crowded_sky_is_not_better_elsewhere():
    ring = [
        star(74.2 * np.sin(t), 74.2 * np.cos(t), 8.0)
        for t in np.linspace(0, 2 * np.pi, 48, endpoint=False)
    ]
    lone = examined(ring, imager_pair())
    assert lone.clean.is_empty
    assert not lone.always
    assert not lone.crowded
    everywhere = [
        star(x, y, 8.0)
        for x in np.arange(-300, 301, 10.0)
        for y in np.arange(-300, 301, 10.0)
        if np.hypot(x, y) < 295
    ]
    assert examined(everywhere, imager_pair()).crowded


def test_a_field_is_compared_with_blank_sky_at_its_own_latitude():
    latitude = ecliptic_latitude_deg(*FIELD)
    assert abs(latitude) < 60
    for limit in examined([star(0, 0, 8.0)]).limits:
        own = band_limit(limit.band, limit.sensitivity.seconds, latitude)
        assert limit.sky_ujy == own.sky_ujy > band_limit(limit.band, None).sky_ujy
