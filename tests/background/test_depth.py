"""How deep the background is compared with the science."""

from __future__ import annotations

from functools import partial
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

import aptcheck
from aptcheck.background.depth import depths
from aptcheck.modes.ramps import ramps_of
from aptcheck.observatory.readout import group_seconds
from aptcheck.testing import mosaic, mrs, offset
from tests.reading import observations_of
from tests.shared import shared

counts = st.integers(1, 9)
#: An observation in one grating: a ramp on each of two arms.
short = partial(mrs, gratings=["SHORT"])


def ratios(science, sky):
    read = {o.number: o for o in observations_of(*science, *sky)}
    sides = [ramps_of([read[built.number] for built in side]) for side in (science, sky)]
    found = depths(*sides)
    return [depth.ratio for depth in found]


@given(counts, counts)
def test_the_ratio_is_sky_over_science(science, sky):
    found = ratios([short(1, integrations=science)], [short(2, integrations=sky)])
    assert found == [pytest.approx(sky / science)] * 2


@given(st.integers(1, 300), st.integers(1, 60))
def test_nine_tenths_are_nine_tenths_to_the_last_bit(groups, integrations):
    science = short(1, groups=groups, integrations=10 * integrations)
    sky = short(2, groups=groups, integrations=9 * integrations)
    assert ratios([science], [sky]) == [0.9, 0.9]


@given(st.integers(1, 5), st.integers(1, 5))
def test_a_science_tile_counts_once_and_every_sky_tile_counts(rows, columns):
    tiled, single = short(1, tiles=mosaic(rows, columns)), short(2)
    assert ratios([tiled], [single]) == [1.0, 1.0]
    assert ratios([single], [tiled]) == [rows * columns] * 2


def test_observations_of_one_pointing_add_up():
    assert ratios([short(1), short(2, target=1)], [short(3)]) == [0.5, 0.5]


def test_observations_at_different_offsets_are_tiles():
    tiles = [short(n, target=1, special=[offset(3.0 * n, 0.0)]) for n in (1, 2)]
    assert ratios(tiles, [short(3)]) == [1.0, 1.0]


def test_the_deepest_of_different_targets_counts():
    science = [short(1, integrations=2), short(2, integrations=4)]
    assert ratios(science, [short(3)]) == [0.25, 0.25]


def test_several_skies_add_up():
    skies = [short(2), short(3, target=2)]
    assert ratios([short(1, integrations=2)], skies) == [1.0, 1.0]


def test_each_arm_and_grating_has_its_own_depth():
    science = mrs(1, gratings=["ALL"], groups_long=20, groups_short=10)
    sky = short(2, groups_long=10, groups_short=30)
    found = depths(*(ramps_of([read]) for read in observations_of(science, sky)))
    assert [(d.setting, d.ratio) for d in found] == [
        (("SHORT", "LONG"), 0.5),
        (("SHORT", "SHORT"), 3.0),
    ]


def test_wavelength_all_is_as_deep_as_its_gratings():
    one = mrs(1, gratings=["ALL"])
    three = mrs(2, gratings=["SHORT", "MEDIUM", "LONG"])
    assert ratios([one], [three]) == [1.0] * 6


@pytest.mark.parametrize(
    "unknown",
    [
        {"readout": "FASTGRPAVG16"},
        {"readout": None},
        {"integrations": None},
        {"dither": "Dither 9"},
    ],
)
def test_what_cannot_be_computed_has_no_ratio(unknown):
    assert ratios([short(1, **unknown)], [short(2)]) == [None, None]
    assert ratios([short(1)], [short(2, **unknown)]) == [None, None]
    assert ratios([short(1)], [short(2), short(3, **unknown)]) == [None, None]


def test_a_science_without_any_time_has_no_ratio():
    assert ratios([short(1, groups=0)], [short(2)]) == [None, None]


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
