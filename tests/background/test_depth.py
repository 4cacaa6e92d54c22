"""How deep the background is beside its science."""

from __future__ import annotations

from math import ceil, isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

import aptcheck
from aptcheck.background.depth import depths, photon_seconds
from aptcheck.modes.mrs.ramps import ramps_of
from aptcheck.observatory.readout import group_seconds
from tests.background.model import mrs, row
from tests.shared import shared

counts = st.integers(1, 9)


def ratios(science, sky):
    return [depth.ratio for depth in depths(ramps_of(science), ramps_of(sky))]


@given(counts, counts, counts, st.sampled_from([("2-POINT", 2), ("4-POINT", 4)]))
def test_photon_time_is_the_product_of_its_factors(exposures, integrations, groups, dither):
    points, positions = dither
    observation = mrs(
        1, row(exposures=exposures, integrations=integrations, groups=groups), points=points
    )
    (long, short) = ramps_of([observation])
    expected = exposures * positions * integrations * groups * 2.775
    assert isclose(photon_seconds([long]), expected)
    assert isclose(photon_seconds([long, short]), 2 * expected)


@given(counts, counts)
def test_the_ratio_is_sky_over_science(science, sky):
    assert (
        ratios([mrs(1, row(integrations=science))], [mrs(2, row(integrations=sky))])
        == [pytest.approx(sky / science)] * 2
    )


@given(st.integers(1, 300), st.integers(1, 60))
def test_nine_tenths_are_nine_tenths_to_the_last_bit(groups, integrations):
    science = mrs(1, row(groups=groups, integrations=10 * integrations))
    sky = mrs(2, row(groups=groups, integrations=9 * integrations))
    assert ratios([science], [sky]) == [0.9, 0.9]


@given(st.integers(1, 5), st.integers(1, 5))
def test_a_science_tile_counts_once_and_every_sky_tile_counts(rows, columns):
    mosaic, single = mrs(1, row(), tiles=(rows, columns)), mrs(2, row())
    assert ratios([mosaic], [single]) == [1.0, 1.0]
    assert ratios([single], [mosaic]) == [rows * columns] * 2


def test_observations_of_one_pointing_add_up():
    assert ratios([mrs(1, row(), target=1), mrs(2, row(), target=1)], [mrs(3, row())]) == [0.5, 0.5]


def test_observations_at_different_offsets_are_tiles():
    tiles = [mrs(n, row(), target=1, offset=(3.0 * n, 0.0)) for n in (1, 2)]
    assert ratios(tiles, [mrs(3, row())]) == [1.0, 1.0]


def test_of_different_targets_the_deepest_counts():
    science = [mrs(1, row(integrations=2)), mrs(2, row(integrations=4))]
    assert ratios(science, [mrs(3, row())]) == [0.25, 0.25]


def test_several_skies_add_up():
    skies = [mrs(2, row()), mrs(3, row(), target=2)]
    assert ratios([mrs(1, row(integrations=2))], skies) == [1.0, 1.0]


def test_each_arm_and_grating_has_its_own_depth():
    science = mrs(1, row(grating="ALL", groups_long=20, groups_short=10))
    sky = mrs(2, row(groups_long=10, groups_short=30))
    found = depths(ramps_of([science]), ramps_of([sky]))
    assert [(d.setting, d.ratio) for d in found] == [
        (("SHORT", "LONG"), 0.5),
        (("SHORT", "SHORT"), 3.0),
    ]


def test_wavelength_all_is_as_deep_as_its_gratings():
    one = mrs(1, row(grating="ALL"))
    three = mrs(2, row(1, "SHORT"), row(2, "MEDIUM"), row(3, "LONG"))
    assert ratios([one], [three]) == [1.0] * 6


@pytest.mark.parametrize(
    "unknown",
    [
        {"readout": "FASTGRPAVG16"},
        {"readout": None},
        {"integrations": None},
        {"dither": None, "dither_text": "Dither 9"},
    ],
)
def test_what_cannot_be_computed_has_no_ratio(unknown):
    assert ratios([mrs(1, row(**unknown))], [mrs(2, row())]) == [None, None]
    assert ratios([mrs(1, row())], [mrs(2, row(**unknown))]) == [None, None]
    assert ratios([mrs(1, row())], [mrs(2, row()), mrs(3, row(**unknown))]) == [None, None]


def test_a_science_without_any_time_has_no_ratio():
    assert ratios([mrs(1, row(groups=0))], [mrs(2, row())]) == [None, None]


@pytest.mark.parametrize(
    ("file", "count"),
    [("1171.xml", 7), ("1263.aptx", 1), ("1219.aptx", 1), ("skipped-obs.xml", 1)],
)
def test_photon_time_agrees_with_the_science_duration_apt_wrote(file, count):
    """APT rounds each exposure up to a second; FAST and SLOW have no reset between integrations."""
    proposal = aptcheck.read(shared("corpus", file))
    timed = [o for o in proposal.observations if o.is_mrs and o.science_duration_s]
    assert len(timed) == count
    for observation in timed:
        total = sum(
            ramp.exposures
            * ramp.positions
            * ceil(ramp.integrations * ramp.groups * group_seconds(ramp.readout))
            for ramp in ramps_of([observation])
            if ramp.setting[1] == "LONG"
        )
        assert total == observation.science_duration_s
