from __future__ import annotations

from typing import Any

import pytest

from aptcheck.testing import (
    coronagraph,
    exposure,
    fixed_slits,
    group,
    ifu,
    image,
    mrs,
    outcome,
    pair,
    proposal,
    target,
)
from tests.judging import faults, findings
from tests.rules.other_modes import pair_of

TWO_GRATINGS = {"settings": (("G235H", "F170LP"), ("G395H", "F290LP"))}


def test_a_grating_that_no_science_takes_is_reported():
    assert faults(pair(science={"gratings": ("SHORT", "MEDIUM")})) == ["BKG206 info 2"]


def test_a_grating_that_both_take_passes():
    assert faults(pair(both={"gratings": ("SHORT",)})) == []


def one_sky_for_two(second: tuple[str, ...]):
    return proposal(
        targets=[
            target(1, "NGC-1", background=[2]),
            target(2, "SKY", north=90),
            target(3, "NGC-3", background=[2], north=20),
        ],
        observations=[mrs(1, gratings=("SHORT",)), mrs(2), mrs(3, gratings=second)],
        links=[group(1, 2, 3)],
    )


def test_gratings_of_all_who_share_the_sky_count():
    assert faults(one_sky_for_two(("MEDIUM", "LONG")), select=["BKG206"]) == []


def test_a_shared_sky_is_reported_once():
    (fault,) = findings(one_sky_for_two(("MEDIUM",)), select=["BKG206"])
    assert (fault.observation, fault.related_observations) == (2, (1, 3))
    assert (
        fault.location.trail == "Observation 2 > MIRI Medium Resolution Spectroscopy > Exposure 3"
    )


def test_an_unknown_wavelength_of_the_science_may_be_the_one():
    xml = pair(science={"exposures": [exposure("SHORT"), exposure("ROUND")]})
    assert outcome(xml, "BKG206")[0] == "not-checked"


def test_science_without_exposures_does_not_judge_the_background():
    assert faults(pair(science={"exposures": []})) == []


@pytest.mark.parametrize(
    ("build", "two"),
    [
        (image, {"filters": ("F770W", "F2100W")}),
        (coronagraph, {"filters": ("F1140C", "F1550C")}),
        (ifu, TWO_GRATINGS),
        (fixed_slits, TWO_GRATINGS),
    ],
)
def test_what_no_science_takes_is_reported_in_other_modes(build, two):
    (fault,) = findings(pair_of(build, sky=two), select=["BKG206"])
    assert (fault.severity.value, fault.observation) == ("info", 2)
    assert fault.related_observations == (1,)
    assert faults(pair_of(build, both=two), select=["BKG206"]) == []


def test_another_filter_or_slit_is_left_to_its_own_rule():
    filters: dict[str, Any] = {
        "science": {"settings": [("G140M", "F100LP")]},
        "sky": {"settings": [("G140M", "F070LP")]},
    }
    assert faults(pair_of(ifu, **filters), select=["BKG2"]) == ["BKG210 error 2"]
    slit = {"slit": "S400A1", "subarray": "SUBS400A1"}
    assert faults(pair_of(fixed_slits, sky=slit), select=["BKG2"]) == ["BKG211 error 2"]
