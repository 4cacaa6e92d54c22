from __future__ import annotations

import pytest

from aptcheck.testing import (
    FIELD,
    check,
    coronagraph,
    fixed_slits,
    group,
    ifu,
    image,
    lines,
    lrs,
    moving,
    mrs,
    orient_range,
    outcome,
    pair,
    proposal,
    target,
)
from tests.judging import faults
from tests.other_modes import ifu_pair, three_modes
from tests.rules.other_modes import pair_of
from tests.skies import allwise, of_code, offset_position, star

ONLY = {"select": ("SKY",)}


def test_without_a_catalogue_it_is_said_once_for_the_proposal():
    two = proposal(
        targets=[
            target(1, "A", background=[3]),
            target(2, "B", background=[4], north=400),
            target(3, "A-SKY", north=90),
            target(4, "B-SKY", north=490),
        ],
        observations=[mrs(1), mrs(2), mrs(3), mrs(4)],
        links=[group(1, 3), group(2, 4)],
    )
    assert faults(two, **ONLY) == ["SKY104 info -"]


def test_it_is_a_warning_on_submission():
    assert faults(pair(), **ONLY, profile="submit") == ["SKY104 warning -"]


def test_nothing_is_not_checked_without_a_background():
    alone = proposal(targets=[target(1, "ALONE")], observations=[mrs(1)])
    assert faults(alone, **ONLY) == []
    assert outcome(alone, "SKY104", **ONLY)[0] == "not-applicable"


def test_an_empty_control_cone_is_not_clean(tmp_path):
    elsewhere = allwise(tmp_path / "wise.csv", [star(0, 0)], (10.0, -40.0))
    report = check(pair(), catalog=elsewhere)
    assert lines(report) == ["SKY104 info 2"]
    outcomes = {line.code: line.outcome.value for line in report.coverage}
    for code in ("SKY101", "SKY102", "SKY103", "SKY105", "ORI101", "ORI102"):
        assert outcomes[code] == "not-checked", code


def test_a_moving_background_is_not_checked_though_a_catalogue_answers(tmp_path):
    document = proposal(
        targets=[moving(1, "TITAN", background=[2]), moving(2, "TITAN-SKY", body="TITAN")],
        observations=[mrs(1), mrs(2)],
        links=[group(1, 2)],
    )
    catalogue = allwise(tmp_path / "wise.csv", [star(0, 0)])
    (reported,) = of_code(check(document, catalog=catalogue), "SKY104")
    assert (reported.observation, reported.related_observations) == (2, (1,))
    assert reported.target == "TITAN-SKY"


def test_where_no_angle_is_left_the_field_is_not_checked(tmp_path):
    document = pair(sky={"special": [orient_range(10, 20)]})
    catalogue = allwise(tmp_path / "wise.csv", [star(0, 0)])
    report = check(document, catalog=catalogue)
    assert lines(of_code(report, "SKY104", "ORI105")) == ["ORI105 error 2", "SKY104 info 2"]


def test_a_complete_answer_leaves_nothing_to_say(tmp_path):
    catalogue = allwise(tmp_path / "wise.csv", [], offset_position(FIELD, 0, 90))
    assert of_code(check(pair(), catalog=catalogue), "SKY104") == []


def test_the_fields_of_each_mode_are_named_once_where_no_catalogue_is_asked(tmp_path):
    catalogue = allwise(tmp_path / "wise.csv", [], offset_position(FIELD, 0, 90))
    reported = of_code(check(three_modes()), "SKY104")
    assert lines(reported) == ["SKY104 info -"] * 3
    assert len({finding.fingerprint for finding in reported}) == 3
    assert of_code(check(three_modes(), catalog=catalogue), "SKY104") == []


def test_the_lrs_without_its_slit_is_named_with_or_without_a_catalogue(tmp_path):
    catalogue = allwise(tmp_path / "wise.csv", [star(0, 0)], offset_position(FIELD, 0, 400))
    document = pair_of(lrs, both={"subarray": "SLITLESSPRISM"})
    for given in ((), catalogue):
        report = check(document, catalog=given)
        assert lines(of_code(report, "SKY", "ORI")) == ["SKY104 info -"]
        assert report.scope.fields_checked == 0


HOSTILE = "<b>F770W</b>"


@pytest.mark.parametrize(
    ("build", "both"),
    [
        (image, {"filters": ["F2550WR"]}),
        (image, {"filters": ["FND"]}),
        (image, {"filters": ["F770W", HOSTILE]}),
        (coronagraph, {"filters": [None]}),
        (coronagraph, {"filters": ["F1140C", "?"]}),
        (ifu, {"settings": [("G395M", "F100LP")]}),
        (ifu, {"settings": [("G395M", HOSTILE)]}),
        (fixed_slits, {"settings": [(None, "F290LP")]}),
        (fixed_slits, {"settings": [("G" * 300, "F290LP")]}),
    ],
)
def test_a_band_that_is_not_known_is_not_checked_rather_than_clean(build, both, tmp_path):
    catalogue = allwise(tmp_path / "wise.csv", [star(0, 120, 15.0)], offset_position(FIELD, 0, 400))
    report = check(pair_of(build, both=both), catalog=catalogue)
    (reported,) = of_code(report, "SKY104")
    assert (reported.severity.value, reported.observation, reported.related_observations) == (
        "info",
        2,
        (1,),
    )
    outcomes = {line.code: line.outcome.value for line in report.coverage}
    assert outcomes["SKY102"] == outcomes["SKY103"] == "not-checked"
    if build is not image:
        assert outcomes["SKY101"] == outcomes["ORI101"] == outcomes["ORI102"] == "not-checked"
    assert report.scope.fields_checked == 0


def test_beside_a_band_that_is_not_known_the_others_are_judged(tmp_path):
    catalogue = allwise(tmp_path / "wise.csv", [star(0, 0)], offset_position(FIELD, 0, 400))
    document = pair_of(coronagraph, both={"filters": ["F1140C", None]})
    report = check(document, catalog=catalogue)
    assert lines(of_code(report, "SKY10")) == ["SKY101 error 2", "SKY104 info 2"]


def test_a_slit_that_is_not_known_has_no_field(tmp_path):
    catalogue = allwise(tmp_path / "wise.csv", [star(0, 0)], offset_position(FIELD, 0, 400))
    report = check(pair_of(fixed_slits, both={"slit": None}), catalog=catalogue)
    assert lines(of_code(report, "SKY10")) == ["SKY104 info 2"]


def test_without_the_mrs_it_is_reported_once():
    assert faults(ifu_pair(), **ONLY, profile="submit") == ["SKY104 warning -"]


def test_another_mode_without_a_background_has_no_field():
    alone = proposal(targets=[target(1, "ALONE")], observations=[ifu(1)])
    assert outcome(alone, "SKY104", **ONLY)[0] == "not-applicable"
