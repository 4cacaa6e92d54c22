from __future__ import annotations

from aptcheck.testing import (
    FIELD,
    check,
    group,
    ifu,
    lines,
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
    (told,) = of_code(check(document, catalog=catalogue), "SKY104")
    assert (told.observation, told.related_observations) == (2, (1,))
    assert told.target == "TITAN-SKY"


def test_where_no_angle_is_left_the_field_is_not_checked(tmp_path):
    document = pair(sky={"special": [orient_range(10, 20)]})
    catalogue = allwise(tmp_path / "wise.csv", [star(0, 0)])
    report = check(document, catalog=catalogue)
    assert lines(of_code(report, "SKY104", "ORI105")) == ["ORI105 error 2", "SKY104 info 2"]


def test_a_complete_answer_leaves_nothing_to_say(tmp_path):
    catalogue = allwise(tmp_path / "wise.csv", [], offset_position(FIELD, 0, 90))
    assert of_code(check(pair(), catalog=catalogue), "SKY104") == []


def test_the_fields_of_each_other_mode_are_named_once_with_or_without_a_catalogue(tmp_path):
    catalogue = allwise(tmp_path / "wise.csv", [], offset_position(FIELD, 0, 90))
    asked = of_code(check(three_modes(), catalog=catalogue), "SKY104")
    assert lines(asked) == ["SKY104 info -"] * 2
    assert len({told.fingerprint for told in asked}) == 2
    assert lines(of_code(check(three_modes()), "SKY104")) == ["SKY104 info -"] * 3


def test_without_the_mrs_it_is_told_once():
    assert faults(ifu_pair(), **ONLY, profile="submit") == ["SKY104 warning -"]


def test_another_mode_without_a_background_has_no_field():
    alone = proposal(targets=[target(1, "ALONE")], observations=[ifu(1)])
    assert outcome(alone, "SKY104", **ONLY)[0] == "not-applicable"
