from __future__ import annotations

import pytest

from aptcheck.finding import Evidence
from aptcheck.testing import dither, outcome, pair
from tests.judging import faults, findings
from tests.rules.dithers.imager_sky import imager_sky


def test_an_mrs_pattern_is_a_warning():
    assert faults(imager_sky(dither()), select=["BKG405"]) == ["BKG405 warning 2"]


@pytest.mark.parametrize("spelling", ["BACKGROUND", "Background", "DEDICATED-BG"])
def test_the_background_pattern_passes_in_every_likely_spelling(spelling):
    assert faults(imager_sky(dither("4-Point", spelling)), select=["BKG405"]) == []


def test_a_channel_as_primary_is_left_alone():
    assert outcome(pair(), "BKG405")[0] == "not-applicable"


def test_no_dither_is_left_to_the_dither_rules():
    assert faults(imager_sky(dither="None"), select=["BKG405"]) == []


def test_an_unknown_pattern_is_not_checked():
    xml = imager_sky(dither("4-Point", "SPIRAL"))
    assert faults(xml, select=["BKG405"]) == []
    assert outcome(xml, "BKG405")[0] == "not-checked"


def test_the_place_is_the_pattern_and_the_science_is_named():
    (fault,) = findings(imager_sky(dither()), select=["BKG405"])
    assert fault.evidence == Evidence(measured="EXTENDED SOURCE", limit="BACKGROUND")
    assert fault.location.trail == "Observation 2 > MIRI Medium Resolution Spectroscopy > Dither 1"
    assert fault.related_observations == (1,)


def test_a_withdrawn_observation_is_left_alone():
    xml = imager_sky(dither(), status="WITHDRAWN")
    assert faults(xml, select=["BKG405"]) == []


def test_a_dither_that_does_not_exist_is_not_checked():
    xml = imager_sky(dither("4-Point", "BACKGROUND"), dither="Dither 3")
    assert outcome(xml, "BKG405")[0] == "not-checked"
