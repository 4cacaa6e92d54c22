from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from aptcheck.testing import (
    FIELD,
    check,
    group,
    lines,
    mrs,
    orient_range,
    outcome,
    pair,
    proposal,
    target,
)
from tests.contamination.planted import swept_sky
from tests.geometry.planting import on_sky_plane
from tests.rules.sky.looking import SKY, measured_and_limit
from tests.skies import allwise, of_code, offset_position, star

DEEP: dict[str, Any] = {"both": {"groups": 200}}


@pytest.fixture
def look(tmp_path):
    def looking(stars, document=None, centre=SKY, **how):
        catalogue = allwise(tmp_path / "wise.csv", stars, centre)
        return check(document or pair(), catalog=catalogue, **how)

    return looking


def test_a_star_in_the_middle_of_the_field_is_an_error(look):
    report = look([star(0.5, 0.5, 8.0)])
    assert lines(report) == ["SKY101 error 2", "SKY105 info -"]
    (reported,) = of_code(report, "SKY101")
    assert reported.source is not None
    assert reported.source.designation.endswith("J000000.00+000000.0")
    assert reported.angles is not None
    assert reported.angles.clean == ()
    assert reported.angles.avoid == reported.angles.allowed
    assert reported.related_observations == (1,)
    measured, limit = measured_and_limit(reported)
    assert measured > limit


def test_the_place_and_the_brightness_of_the_source_are_given(look):
    (reported,) = of_code(look([star(0.3, -0.4, 8.0)]), "SKY101")
    assert reported.source is not None
    place = offset_position(SKY, 0.3, -0.4)
    assert (reported.source.ra_deg, reported.source.dec_deg) == pytest.approx(place, abs=1e-6)
    assert reported.evidence is not None
    # 38 mJy in 2A, against 10 sigma in 300 s
    assert reported.evidence.measured == pytest.approx(38_000, rel=0.01)
    assert reported.evidence.limit == pytest.approx(422, abs=0.5)
    assert reported.evidence.unit == "µJy"
    assert reported.target == "NGC-1-SKY"


def test_a_star_beside_the_field_is_none(look):
    assert lines(look([star(12.0, 0.0, 8.0)]).findings) == ["SKY105 info -"]


def test_a_faint_star_is_a_warning_and_with_pixel_subtraction_an_error(look):
    faint = [star(0, 0, 13.5)]
    assert "SKY101 warning 2" in lines(look(faint, pair(**DEEP)).findings)
    pixel = {"1": {"strategy": "pixel"}}
    assert "SKY101 error 2" in lines(look(faint, pair(**DEEP), intents=pixel).findings)


def test_the_share_of_the_light_of_the_sky_is_a_setting(look):
    assert "SKY101 error 2" in lines(look([star(0, 0, 12.0)]).findings)
    report = look([star(0, 0, 12.0)], thresholds={"background_light_fraction": 9.0})
    assert "SKY101 warning 2" in lines(report)


def test_an_upper_limit_is_a_warning(look):
    red = star(0, 0, 18.5, w3mpro=11.5, w3sigmpro="", w4mpro=8.0, w4sigmpro="", ph_qual="AAUU")
    (reported,) = of_code(look([red], pair(**DEEP)), "SKY101")
    assert reported.severity.value == "warning"
    measured, limit = measured_and_limit(reported)
    assert measured > limit


def test_a_source_that_its_own_limits_hold_down_is_a_warning(look):
    unseen = {f"w{band}sigmpro": "" for band in "123"}
    alone = {**unseen, "w1mpro": 17.5, "w2mpro": 16.8, "w3mpro": 12.5, "ph_qual": "UUUA"}
    alone["k_m_2mass"] = ""
    short = pair(both={"gratings": ["SHORT"], "groups": 200})
    pixel = {"1": {"strategy": "pixel"}}
    (reported,) = of_code(look([star(0, 0, 7.5, **alone)], short, intents=pixel), "SKY101")
    assert reported.severity.value == "warning"
    # more than 10 sigma: an error if anything had been detected there
    measured, limit = measured_and_limit(reported)
    assert measured > limit
    seen = star(0, 0, 12.5, w4mpro=7.5)
    (reported,) = of_code(look([seen], short, intents=pixel), "SKY101")
    assert reported.severity.value == "error"


def test_a_flagged_source_is_not_dropped(look):
    report = look([star(0, 0, 8.0, cc_flags="DD00")])
    assert lines(of_code(report, "SKY101")) == ["SKY101 error 2"]


def test_a_star_whose_motion_is_not_confirmed_may_be_at_either_end_of_it(look):
    # 2.4 arcsec a year to the west: 39 arcsec by 2026 from where WISE saw it
    for east, found in ((0.0, True), (39.0, True), (60.0, False)):
        fast = star(east, 0, 8.0, pmra=-2400, sigpmra=30, pmdec=0, sigpmdec=30)
        assert ("SKY101 error 2" in lines(look([fast]).findings)) is found


def test_several_sources_are_several_findings_with_fingerprints_of_their_own(look):
    reported = of_code(look([star(0.5, 0, 8.0), star(-0.5, 0, 9.0)]), "SKY101")
    assert len(reported) == 2
    assert len({finding.fingerprint for finding in reported}) == 2


def test_the_ten_worst_of_a_crowd_are_reported(look):
    crowd = [star(0.1 * n, 0.05 * n, 8.0 + 0.1 * n) for n in range(13)]
    reported = of_code(look(crowd), "SKY101")
    numbers = [
        int(f.source.designation.split("J")[1][:6]) for f in reported if f.source is not None
    ]
    assert sorted(numbers) == list(range(10))


def test_at_a_single_asked_angle_a_source_is_in_the_field_or_not(look):
    corner = max(swept_sky().field.footprints[3].corners, key=lambda c: c[0] ** 2 + c[1] ** 2)
    corner_star = star(*on_sky_plane(np.array(corner) * 0.97, 100.0), 5.0)
    inside_only = {"wing_limit_fraction": 1e9}
    reports = (
        look([corner_star], pair(sky={"special": special}), thresholds=inside_only)
        for special in ([], [orient_range(100, 100)], [orient_range(290, 290)])
    )
    free, here, there = (lines(of_code(report, "SKY101", "ORI101")) for report in reports)
    assert free == ["ORI101 error 2"]
    assert here == ["SKY101 error 2"]
    assert there == []


def test_a_science_field_is_none_of_its(look):
    report = look([star(0, 0, 8.0)], centre=FIELD, fields="all")
    assert of_code(report, "SKY101", "SKY102", "SKY103", "ORI") == []


def test_a_proposal_without_a_background_has_no_field(look):
    document = proposal(targets=[target(1, "ALONE")], observations=[mrs(1)])
    report = look([star(0, 0, 8.0)], document)
    assert of_code(report, "SKY") == []
    line = next(line for line in report.coverage if line.code == "SKY101")
    assert line.outcome.value == "not-applicable"


def test_without_a_catalogue_it_is_not_checked():
    assert outcome(pair(), "SKY101", select=("SKY",))[0] == "not-checked"


def test_a_background_for_two_sciences_is_reported_once(look):
    document = proposal(
        targets=[
            target(1, "A", background=[3]),
            target(2, "B", background=[3], north=40),
            target(3, "SKY", north=90),
        ],
        observations=[mrs(1), mrs(2), mrs(3)],
        links=[group(1, 2, 3)],
    )
    (reported,) = of_code(look([star(0, 0, 8.0)], document), "SKY101")
    assert (reported.observation, reported.related_observations) == (3, (1, 2))


@pytest.mark.parametrize("order", [(2, 3), (3, 2)])
@pytest.mark.parametrize("north", [90, 400])
def test_a_field_is_looked_at_though_another_has_its_number(order, north, look):
    document = proposal(
        targets=[
            target(1, "NGC-1", background=[2, 3]),
            target(2, "NGC-1-SKY", north=90),
            target(3, "NGC-1-SKYB", north=400),
        ],
        observations=[mrs(1, 1), *(mrs(2, sky) for sky in order)],
        links=[group(1, 2)],
    )
    report = look([star(0, 0)], document, offset_position(FIELD, 0, north))
    reported = of_code(report, "SKY101")
    assert [finding.target for finding in reported] == [
        "NGC-1-SKY" if north == 90 else "NGC-1-SKYB"
    ]
