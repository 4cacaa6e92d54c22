from __future__ import annotations

import pytest

from aptcheck.finding import Evidence
from aptcheck.testing import (
    coronagraph,
    exposure,
    fixed_slits,
    group,
    ifu,
    image,
    lrs,
    mrs,
    outcome,
    pair,
    proposal,
    target,
)
from tests.judging import faults, findings
from tests.rules.other_modes import pair_of

TWO_FILTERS = {"filters": ("F770W", "F2100W")}
TWO_MASKS = {"filters": ("F1140C", "F2300C")}
TWO_GRATINGS = {"settings": (("G235H", "F170LP"), ("G395H", "F290LP"))}


def test_a_grating_without_background_is_an_error():
    assert faults(pair(sky={"gratings": ("SHORT", "MEDIUM")})) == ["BKG203 error 2"]


def test_all_gratings_on_both_sides_pass():
    assert faults(pair(both={"gratings": ("SHORT", "LONG")})) == []


def test_the_evidence_counts_the_gratings_that_are_covered():
    (fault,) = findings(pair(sky={"gratings": ("SHORT",)}))
    assert fault.evidence == Evidence(measured=1, limit=3)
    assert fault.related_observations == (1,)


def test_wavelength_all_covers_every_grating():
    assert faults(pair(sky={"exposures": [exposure("ALL")]})) == []
    assert faults(pair(science={"exposures": [exposure("ALL")]}, sky={"gratings": ["LONG"]})) == [
        "BKG203 error 2"
    ]


def test_gratings_split_over_two_skies_pass():
    xml = proposal(
        targets=[target(1, "NGC-1", background=[2]), target(2, "NGC-1-SKY", north=90)],
        observations=[
            mrs(1),
            mrs(2, 2, gratings=("SHORT",)),
            mrs(3, 2, gratings=("MEDIUM", "LONG")),
        ],
        links=[group(1, 2, 3)],
    )
    assert faults(xml, select=["BKG20"]) == []


@pytest.mark.parametrize("strategy", ["annulus", "external", "none"])
def test_it_is_advice_where_the_plan_does_not_subtract_it(strategy):
    xml = pair(sky={"gratings": ("SHORT", "MEDIUM")})
    assert faults(xml, intents={"1": {"strategy": strategy}}, select=["BKG203"]) == [
        "BKG203 info 2"
    ]


def test_a_background_without_any_exposure_is_reported():
    (fault,) = findings(pair(sky={"exposures": []}), select=["BKG203"])
    assert (fault.severity.value, fault.observation) == ("error", 2)
    assert fault.evidence == Evidence(measured=0, limit=3)


def test_an_unknown_wavelength_of_the_sky_may_be_the_missing_one():
    xml = pair(sky={"exposures": [exposure("SHORT"), exposure("MEDIUM"), exposure("ROUND")]})
    assert faults(xml) == ["APT004 warning 2"]
    assert outcome(xml, "BKG203")[0] == "not-checked"


@pytest.mark.parametrize("gratings", [("SHORT",), ()])
def test_two_skies_that_lack_a_grating_are_one_fault(gratings):
    exposures = [exposure(grating) for grating in gratings]
    xml = proposal(
        targets=[target(1, "NGC-1", background=[2]), target(2, "NGC-1-SKY", north=90)],
        observations=[mrs(1), *(mrs(n, 2, exposures=exposures) for n in (2, 3))],
        links=[group(1, 2, 3)],
    )
    (fault,) = findings(xml, select=["BKG203"])
    assert (fault.observation, fault.related_observations) == (2, (1,))


@pytest.mark.parametrize(
    ("build", "two", "fixable"),
    [
        (image, TWO_FILTERS, "unsafe"),
        (coronagraph, TWO_MASKS, None),
        (ifu, TWO_GRATINGS, "unsafe"),
        (fixed_slits, TWO_GRATINGS, "unsafe"),
    ],
)
def test_what_one_exposure_of_another_mode_lacks_is_an_error(build, two, fixable):
    (fault,) = findings(pair_of(build, science=two), select=["BKG2"])
    assert (fault.code, fault.severity.value, fault.observation) == ("BKG203", "error", 2)
    assert fault.evidence == Evidence(measured=1, limit=2)
    assert fault.fixable == fixable
    assert faults(pair_of(build, both=two), select=["BKG203"]) == []


@pytest.mark.parametrize("build", [image, ifu])
def test_in_other_modes_too_it_is_advice_where_the_plan_subtracts_nothing(build):
    two = TWO_FILTERS if build is image else TWO_GRATINGS
    xml = pair_of(build, science=two)
    none = {"*": {"strategy": "none"}}
    assert faults(xml, intents=none, select=["BKG203"]) == ["BKG203 info 2"]


def test_a_filter_not_in_the_file_may_be_the_missing_one():
    xml = pair_of(image, science=TWO_FILTERS, sky={"filters": ("F770W", None)})
    assert outcome(xml, "BKG203")[0] == "not-checked"


def test_the_lrs_has_one_prism():
    assert outcome(pair_of(lrs), "BKG203")[0] == "not-applicable"


def test_the_backgrounds_of_each_mode_are_compared_with_the_science_of_that_mode():
    xml = proposal(
        targets=[
            target(1, "NGC-1", background=[2], extended="NO"),
            target(2, "NGC-1-SKY", north=400),
        ],
        observations=[
            mrs(1, 1),
            mrs(2, 2),
            image(3, 1, filters=("F770W", "F2100W")),
            image(4, 2, filters=("F770W",)),
        ],
        links=[group(1, 2, 3, 4)],
    )
    assert faults(xml, select=["BKG203"]) == ["BKG203 error 4"]
