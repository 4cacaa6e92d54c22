"""What the sources of a field are held against."""

from __future__ import annotations

import math

import pytest

from aptcheck import apt
from aptcheck.background import graph
from aptcheck.contamination.brightness import band_limits
from aptcheck.observatory.sensitivity import mrs_bands
from aptcheck.testing import exposure, group, mrs, pair, proposal, target

BANDS = tuple(mrs_bands())


def sides(document):
    built = graph.build(apt.read_bytes(document.xml, "p.xml").proposal)
    (sky,) = built.skies
    return sky, [edge.science for edge in built.edges_to(sky)]


def limits(document, bands=BANDS):
    sky, sciences = sides(document)
    return {limit.band: limit for limit in band_limits(bands, sky, sciences)}


def test_the_limit_falls_with_the_root_of_the_science_exposure():
    found = limits(pair(both={"groups": 100}))
    assert list(found) == sorted(BANDS)
    seconds = 4 * 100 * 2.775
    assert found["2B"].seconds == pytest.approx(seconds)
    assert found["2B"].ujy == pytest.approx(73 * math.sqrt(10_000 / seconds))
    assert not found["2B"].assumed


def test_channels_1_and_2_are_the_short_arm_and_3_and_4_the_long_one():
    found = limits(pair(both={"groups_short": 10, "groups_long": 40}))
    assert found["1A"].seconds == found["2C"].seconds == pytest.approx(4 * 10 * 2.775)
    assert found["3A"].seconds == found["4C"].seconds == pytest.approx(4 * 40 * 2.775)


def test_a_deeper_background_does_not_make_the_limit_deeper():
    assert limits(pair(sky={"groups": 200})) == limits(pair())


def test_of_two_science_targets_the_deepest_counts():
    document = proposal(
        targets=[
            target(1, "A", background=[3]),
            target(2, "B", background=[3], north=40),
            target(3, "SKY", north=90),
        ],
        observations=[mrs(1, groups=10), mrs(2, groups=60), mrs(3, groups=10)],
        links=[group(1, 2, 3)],
    )
    assert limits(document)["1A"].seconds == pytest.approx(4 * 60 * 2.775)


def test_a_band_no_science_takes_is_left_out():
    found = limits(pair(science={"gratings": ["SHORT"]}))
    assert sorted(found) == ["1A", "2A", "3A", "4A"]


def test_an_unknown_readout_leaves_10_ks_and_says_so():
    found = limits(pair(both={"readout": "QUICK"}))
    assert found["1A"].assumed
    assert found["1A"].ujy == 81


def test_an_unknown_wavelength_stands_for_all_bands():
    document = pair(both={"exposures": [exposure("RED")]})
    assert sorted(limits(document)) == sorted(BANDS)


def test_a_background_without_science_is_held_against_itself():
    sky, _ = sides(pair(sky={"groups": 50}))
    (limit,) = band_limits(["1A"], sky, [])
    assert limit.seconds == pytest.approx(4 * 50 * 2.775)
