from __future__ import annotations

from aptcheck.finding import Evidence
from aptcheck.testing import dither, group, image, image_dither, lrs, mrs, outcome, pair
from tests.judging import faults, findings
from tests.rules.other_modes import pair_of

PIXEL = {"1": {"strategy": "pixel"}}
TWO = {"dithers": [dither("2-Point")], "count": 4}


def test_two_points_are_few_for_pixel_subtraction():
    assert faults(pair(sky=TWO), intents=PIXEL) == ["BKG402 warning 2", "BKG903 info 1"]


def test_four_points_pass():
    assert faults(pair(both={"count": 2}), intents=PIXEL) == ["BKG903 info 1"]


def test_another_strategy_passes():
    assert outcome(pair(sky=TWO), "BKG402")[0] == "not-applicable"


def test_two_skies_make_four_positions_together():
    other = mrs(3, 2, dithers=[dither("2-Point", direction="POSITIVE")])
    xml = pair(sky=TWO, more_observations=[other], links=[group(1, 2, 3)])
    assert faults(xml, intents=PIXEL, select=["BKG402"]) == []


def test_the_evidence_holds_the_number_of_positions():
    (fault,) = findings(pair(sky=TWO), intents=PIXEL, select=["BKG402"])
    assert fault.evidence == Evidence(measured=2, limit=4, unit="positions")
    assert fault.related_observations == (1,)


def test_an_unknown_pattern_is_not_checked():
    xml = pair(sky={"dither": "Dither 7"})
    assert outcome(xml, "BKG402", intents=PIXEL)[0] == "not-checked"


def test_a_background_without_exposures_takes_no_position():
    xml = pair(sky={"exposures": []})
    assert outcome(xml, "BKG402", intents=PIXEL)[0] == "not-applicable"


def test_in_modes_that_subtract_pixel_by_pixel_it_has_to_be_set():
    two = {"dithers": [image_dither("2-Point", points=None)]}
    for build, sky in ((image, two), (lrs, {})):
        xml = pair_of(build, sky=sky)
        assert outcome(xml, "BKG402") == ("not-applicable", "the strategy is not set to pixel")
        (fault,) = findings(xml, intents=PIXEL, select=["BKG402"])
        assert (fault.severity.value, fault.observation) == ("warning", 2)
        assert fault.fixable is None


def test_a_single_position_is_reported_once():
    xml = pair_of(image, sky={"dithers": None, "dither": "None"})
    assert faults(xml, intents=PIXEL, select=["BKG40"]) == ["BKG401 error 2"]


def test_images_at_four_positions_pass():
    four = {"dithers": [image_dither("4-Point-Sets", points=None, sets=1)]}
    assert faults(pair_of(image, sky=four), intents=PIXEL, select=["BKG402"]) == []
