from __future__ import annotations

import numpy as np
import pytest

from aptcheck.finding import Severity
from aptcheck.testing import FIELD, check, lines
from tests.rules.imager import imager_pair
from tests.rules.sky.looking import SKY, look, measured_and_limit
from tests.skies import allwise, of_code, offset_position, star


def test_a_star_whose_wings_reach_the_field_at_every_angle_is_a_warning(tmp_path):
    report = look(tmp_path, star(12, 0, 4.0))
    assert lines(report) == ["SKY102 warning 2", "SKY105 info -"]
    (reported,) = of_code(report, "SKY102")
    assert reported.source is not None
    place = offset_position(SKY, 12, 0)
    assert (reported.source.ra_deg, reported.source.dec_deg) == pytest.approx(place, abs=1e-6)
    assert reported.evidence is not None
    assert reported.evidence.unit == "MJy/sr"
    measured, limit = measured_and_limit(reported)
    assert measured > limit
    assert reported.angles is not None
    assert reported.angles.clean == ()


def test_wings_of_a_third_of_the_limit_are_an_info_and_below_it_nothing(tmp_path):
    (reported,) = of_code(look(tmp_path, star(18, 0, 4.0)), "SKY102")
    assert reported.severity is Severity.INFO
    measured, limit = measured_and_limit(reported)
    assert limit / 3 <= measured < limit
    assert lines(look(tmp_path, star(12, 0, 9.5), star(0, 50, 4.0)).findings) == ["SKY105 info -"]


def test_a_star_of_0_mag_a_minute_of_arc_away_is_a_warning(tmp_path):
    assert lines(of_code(look(tmp_path, star(50, 0, 0.0)), "SKY102")) == ["SKY102 warning 2"]


def test_a_star_in_the_field_is_reported_as_that_alone(tmp_path):
    assert lines(look(tmp_path, star(0, 0, 4.0)).findings) == ["SKY101 error 2", "SKY105 info -"]


def test_what_is_borne_is_a_setting(tmp_path):
    bearing = {"wing_limit_fraction": 1.0, "background_light_fraction": 10.0}
    report = look(tmp_path, star(12, 0, 4.0), thresholds=bearing)
    assert of_code(report, "SKY102") == []


def test_each_star_is_a_finding_with_a_fingerprint_of_its_own(tmp_path):
    reported = of_code(look(tmp_path, star(12, 0, 4.0), star(0, 12, 3.0)), "SKY102")
    assert len({finding.fingerprint for finding in reported}) == 2
    assert reported[0].source.designation.endswith("J000001.00+000000.0"), "the brighter one"


def test_the_science_target_is_such_a_star_where_its_background_is_too_near(tmp_path):
    # the background of the pair is 90 arcsec north of its target
    assert lines(of_code(look(tmp_path, star(0, -90, -1.5)), "SKY102")) == ["SKY102 warning 2"]


def test_beside_the_five_worst_stars_the_others_are_counted(tmp_path):
    ring = [star(12 * np.sin(t), 12 * np.cos(t), 3.0 + t / 10) for t in range(7)]
    reported = of_code(look(tmp_path, *ring), "SKY102")
    assert len(reported) == 5


def test_a_star_that_the_imager_observes_cannot_be_moved_away_from(tmp_path):
    document = imager_pair(both={"groups": 200})
    catalogue = allwise(tmp_path / "wise.csv", [star(0, 0, -1.0)], FIELD)
    (reported,) = of_code(check(document, catalog=catalogue), "SKY102")
    assert reported.observation == 2
