from __future__ import annotations

import pytest

from aptcheck.testing import lines
from tests.rules.sky.looking import SKY, look
from tests.skies import of_code, offset_position, star


def test_a_bright_star_within_30_arcsec_is_a_warning(tmp_path):
    report = look(tmp_path, star(20, 0, 4.0))
    assert lines(report) == ["SKY102 warning 2", "SKY105 info -"]
    (told,) = of_code(report, "SKY102")
    assert told.source is not None
    place = offset_position(SKY, 20, 0)
    assert (told.source.ra_deg, told.source.dec_deg) == pytest.approx(place, abs=1e-6)
    assert told.evidence is not None
    assert told.evidence.measured > told.evidence.limit == 100.0


def test_a_fainter_or_a_farther_one_is_not(tmp_path):
    assert lines(look(tmp_path, star(20, 0, 9.5), star(0, 50, 4.0)).findings) == ["SKY105 info -"]


def test_a_star_in_the_field_is_told_as_that_alone(tmp_path):
    assert lines(look(tmp_path, star(0, 0, 4.0)).findings) == ["SKY101 error 2", "SKY105 info -"]


def test_radius_and_flux_are_settings(tmp_path):
    wide = {"neighbour_radius_arcsec": 90, "neighbour_flux_mjy": 5}
    report = look(tmp_path, star(85, 0, 9.0), thresholds=wide)
    (told,) = of_code(report, "SKY102")
    assert told.evidence is not None
    assert told.evidence.measured > told.evidence.limit == 5.0
