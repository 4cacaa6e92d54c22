"""Every ramp of an observation, by grating and detector arm."""

from __future__ import annotations

from functools import partial
from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aptcheck.modes.mrs.dithers_used import positions_of
from aptcheck.modes.mrs.settings import SETTINGS
from aptcheck.modes.ramps import photon_seconds, ramps_of
from aptcheck.testing import dither, mrs, other
from tests.reading import observations_of


def ramps(*observations):
    return list(ramps_of(observations_of(*observations)))


#: One line of the exposure table.
short = partial(mrs, gratings=["SHORT"])


def test_an_exposure_has_a_ramp_on_each_arm():
    both = ramps(short(1, groups_long=20, groups_short=40))
    assert [(r.setting, r.groups) for r in both] == [
        (("SHORT", "LONG"), 20),
        (("SHORT", "SHORT"), 40),
    ]


def test_wavelength_all_is_the_three_gratings():
    whole = ramps(mrs(1, gratings=["ALL"]))
    single = ramps(mrs(1, gratings=["SHORT", "MEDIUM", "LONG"]))
    kinds = [
        [(r.setting, r.readout, r.groups, r.positions) for r in side] for side in (whole, single)
    ]
    assert kinds[0] == kinds[1]
    assert [kind[0] for kind in kinds[0]] == list(SETTINGS)


def test_without_imaging_the_short_arm_reads_out_as_the_long_one():
    _, plain = ramps(short(1, readout="SLOWR1"))
    assert plain.readout == "SLOWR1"
    _, imaged = ramps(short(1, readout="SLOWR1", readout_short="FASTR1"))
    assert imaged.readout == "FASTR1"


def test_an_arm_without_groups_is_not_exposed():
    (only,) = ramps(short(1, groups_short=None))
    assert only.setting == ("SHORT", "LONG")


def test_the_subarray_of_the_imager_is_not_part_of_a_ramp():
    one, other_arm = ramps(
        short(1, subarray="BRIGHTSKY", subarray_long="SUB64", subarray_short=None)
    )
    assert (one.subarray, other_arm.subarray) == ("SUB64", None)


def test_other_templates_and_the_imager_alone_have_no_ramps():
    assert ramps(other(1), mrs(2, detector="IMAGER")) == []


@pytest.mark.parametrize(
    ("points", "fields", "positions"),
    [
        ("4-Point", {}, 4),
        ("2-Point", {}, 2),
        ("4-Point", {"dither": "None"}, 1),
        ("4-Point", {"dither": None}, 1),
        ("4-Point", {"dither": "Dither 7"}, None),
        ("CYCLING", {}, None),
        ("0-Point", {}, None),
    ],
)
def test_an_unknown_dither_has_no_number_of_positions(points, fields, positions):
    (observation,) = observations_of(short(1, dithers=[dither(points)], **fields))
    assert positions_of(observation.mrs, observation.mrs.exposures[0]) == positions
    assert {ramp.positions for ramp in ramps_of([observation])} == {positions}


counts = st.integers(1, 9)


@given(counts, counts, counts, st.sampled_from([("2-Point", 2), ("4-Point", 4)]))
def test_photon_time_is_the_product_of_its_factors(exposures, integrations, groups, pattern):
    points, positions = pattern
    ramps = {"count": exposures, "integrations": integrations, "groups": groups}
    (one, other) = ramps_of(
        observations_of(mrs(1, gratings=["SHORT"], dithers=[dither(points)], **ramps))
    )
    expected = exposures * positions * integrations * groups * 2.775
    assert isclose(photon_seconds([one]), expected)
    assert isclose(photon_seconds([one, other]), 2 * expected)
