from __future__ import annotations

import pytest

from aptcheck.finding import Evidence
from aptcheck.testing import (
    coronagraph,
    coronagraph_filter,
    exposure,
    group,
    ifu,
    ifu_exposure,
    image,
    image_filter,
    mrs,
    outcome,
    pair,
    proposal,
    target,
)
from tests.judging import faults, findings
from tests.rules.other_modes import pair_of

MIXED = [exposure("SHORT", groups=10), exposure("SHORT", groups=40)]
PIXEL = {"*": {"strategy": "pixel"}}


def test_two_ramp_lengths_in_a_setting_are_reported():
    assert faults(pair(both={"exposures": MIXED})) == ["BKG209 info 2"]


def test_it_is_a_warning_with_pixel_subtraction():
    xml = pair(both={"exposures": MIXED})
    assert faults(xml, intents=PIXEL, select=["BKG209"]) == ["BKG209 warning 2"]


def test_ramps_of_different_gratings_or_arms_pass():
    rows = [exposure("SHORT", groups=10), exposure("LONG", groups=40)]
    assert faults(pair(both={"exposures": rows})) == []
    assert faults(pair(both={"groups_long": 10, "groups_short": 40})) == []


def test_the_same_ramp_twice_passes():
    assert faults(pair(both={"exposures": [exposure("SHORT"), exposure("SHORT")]})) == []


def test_the_union_of_two_skies_is_judged():
    xml = proposal(
        targets=[
            target(1, "NGC-1", background=[2, 3]),
            target(2, "SKY-2", north=90),
            target(3, "SKY-3", north=-90),
        ],
        observations=[mrs(1), mrs(2, groups=27), mrs(3, groups=54)],
        links=[group(1, 2, 3)],
    )
    (fault,) = findings(xml, select=["BKG209"])
    assert (fault.observation, fault.related_observations) == (3, (1,))
    assert (
        fault.location.trail == "Observation 3 > MIRI Medium Resolution Spectroscopy > Exposure 1"
    )
    assert fault.evidence == Evidence(measured=2, limit=1, unit="ramps")


def test_a_readout_that_is_not_given_is_not_checked():
    assert outcome(pair(sky={"readout": ""}), "BKG209")[0] == "not-checked"


def test_a_sky_that_many_share_is_reported_once_and_as_the_strictest_plan_asks():
    xml = proposal(
        targets=[
            target(1, "NGC-1", background=[2]),
            target(2, "SKY", north=90),
            target(3, "NGC-3", background=[2], north=10),
        ],
        observations=[mrs(n, exposures=MIXED) for n in (1, 2, 3)],
        links=[group(1, 2, 3)],
    )
    (fault,) = findings(xml, intents={"3": {"strategy": "pixel"}}, select=["BKG209"])
    assert (fault.severity.value, fault.related_observations) == ("warning", (1, 3))


@pytest.mark.parametrize(
    ("build", "row"),
    [(image, image_filter), (coronagraph, coronagraph_filter), (ifu, ifu_exposure)],
)
def test_mixed_ramps_of_other_modes_are_an_info_unless_pixel_is_set(build, row):
    xml = pair_of(build, both={"exposures": [row(groups=10), row(groups=40)]})
    assert faults(xml, select=["BKG209"]) == ["BKG209 info 2"]
    assert faults(xml, intents=PIXEL, select=["BKG209"]) == ["BKG209 warning 2"]


def test_ramps_of_different_filters_pass():
    rows = [image_filter("F770W", groups=10), image_filter("F2100W", groups=40)]
    assert faults(pair_of(image, both={"exposures": rows}), select=["BKG209"]) == []
