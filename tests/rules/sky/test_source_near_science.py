from __future__ import annotations

import pytest

from aptcheck.testing import FIELD, check, group, lines, mrs, outcome, pair, proposal, target
from tests.rules.sky.looking import measured_and_limit
from tests.skies import allwise, of_code, offset_position, star

CODE = "SKY106"
TARGET = star(0, 0, 8.0)


@pytest.fixture
def look(tmp_path):
    def looking(*stars, document=None, **how):
        catalogue = allwise(tmp_path / "wise.csv", stars, FIELD)
        return check(document or pair(), catalog=catalogue, **{"fields": "all", **how})

    return looking


def test_the_target_alone_is_not_a_finding(look):
    assert of_code(look(TARGET), "SKY", "ORI") == of_code(look(TARGET), "SKY105")


def test_a_source_in_the_field_of_the_science_is_an_info(look):
    report = look(TARGET, star(3.5, -2.0, 9.0))
    assert lines(of_code(report, "SKY10", "ORI10")) == ["SKY105 info -", "SKY106 info 1"]
    (reported,) = of_code(report, CODE)
    assert reported.source is not None
    place = offset_position(FIELD, 3.5, -2.0)
    assert (reported.source.ra_deg, reported.source.dec_deg) == pytest.approx(place, abs=1e-6)
    measured, limit = measured_and_limit(reported)
    assert measured > limit
    assert reported.target == "NGC-1"
    assert reported.angles is not None
    assert reported.angles.avoid


def test_science_fields_are_looked_at_on_request_only(look):
    report = look(TARGET, star(3.5, -2.0, 9.0), fields="backgrounds")
    assert of_code(report, CODE) == []
    assert outcome(pair(), CODE, select=("SKY",))[0] == "not-applicable"


def test_a_source_that_the_science_would_not_see_is_not_reported(look):
    # 0.2 µJy in 1A, against 1 sigma of 50
    assert of_code(look(TARGET, star(3.5, -2.0, 22.0)), CODE) == []


def test_beyond_the_field_and_its_wings_nothing_is_reported(look):
    assert of_code(look(TARGET, star(25.0, 0.0, 11.0)), CODE) == []


def test_a_bright_star_beside_the_field_is_reported_by_its_wings(look):
    (reported,) = of_code(look(TARGET, star(12.0, 0.0, 3.0)), CODE)
    assert reported.severity.value == "info"
    assert reported.evidence is not None
    assert reported.evidence.unit == "MJy/sr"


def test_a_crowd_is_one_finding_for_each_science_field(look):
    two = proposal(
        targets=[target(1, "A", background=[3]), target(2, "B", background=[3], north=40)],
        observations=[mrs(1), mrs(2)],
    )
    crowd = [star(3.0 + 0.1 * n, 0.2 * n - 1.0, 9.0 + 0.1 * n) for n in range(8)]
    beside_b = star(3.5, 40.0, 9.0)
    reported = of_code(look(TARGET, *crowd, beside_b, document=two), CODE)
    assert [finding.observation for finding in reported] == [1, 2]
    # the brightest
    assert reported[0].source.designation.endswith("J000001.00+000000.0")


def test_extended_emission_near_the_science_is_reported_there(look):
    report = look(TARGET, star(0, 25, 11.0, ext_flg=1))
    assert lines(of_code(report, "SKY10")) == ["SKY105 info -", "SKY106 info 1"]
    extended_target = look(star(0, 0, 8.0, ext_flg=1))
    assert of_code(extended_target, CODE) == []


def test_a_science_field_that_another_uses_as_background_is_one(look):
    shared = proposal(
        targets=[target(1, "A", background=[2]), target(2, "B", north=90)],
        observations=[mrs(1), mrs(2)],
        links=[group(1, 2)],
    )
    report = look(star(3.5, 90.0, 9.0), document=shared)
    assert lines(of_code(report, "SKY10")) == ["SKY101 error 2", "SKY105 info -"]


def test_the_share_of_a_field_that_was_not_looked_at_is_not_checked(tmp_path):
    nothing = allwise(tmp_path / "wise.csv", [], offset_position(FIELD, 0, 3600))
    report = check(pair(), catalog=nothing, fields="all")
    (line,) = [line for line in report.coverage if line.code == CODE]
    assert line.outcome.value == "not-checked"
