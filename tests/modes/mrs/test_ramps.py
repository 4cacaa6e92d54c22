"""Every ramp of an observation, by grating and detector arm."""

from __future__ import annotations

import pytest

from aptcheck.model import Observation
from aptcheck.modes.mrs.positions import positions_of
from aptcheck.modes.mrs.ramps import ramps_of
from aptcheck.modes.mrs.settings import SETTINGS
from tests.background.model import mrs, row


def test_an_exposure_has_a_ramp_on_each_arm():
    ramps = list(ramps_of([mrs(1, row(groups_long=20, groups_short=40))]))
    assert [(r.setting, r.groups) for r in ramps] == [
        (("SHORT", "LONG"), 20),
        (("SHORT", "SHORT"), 40),
    ]


def test_wavelength_all_is_the_three_gratings():
    whole = ramps_of([mrs(1, row(grating="ALL"))])
    single = ramps_of([mrs(1, row(1, "SHORT"), row(2, "MEDIUM"), row(3, "LONG"))])
    kinds = [
        [(r.setting, r.readout, r.groups, r.positions) for r in side] for side in (whole, single)
    ]
    assert kinds[0] == kinds[1]
    assert [kind[0] for kind in kinds[0]] == list(SETTINGS)


def test_without_imaging_the_short_arm_reads_out_as_the_long_one():
    _, short = ramps_of([mrs(1, row(readout="SLOWR1"))])
    assert short.readout == "SLOWR1"
    _, imaged = ramps_of([mrs(1, row(readout="SLOWR1", readout_short="FASTR1"))])
    assert imaged.readout == "FASTR1"


def test_an_arm_without_groups_is_not_exposed():
    (only,) = ramps_of([mrs(1, row(groups_short=None))])
    assert only.setting == ("SHORT", "LONG")


def test_the_subarray_of_an_exposure_comes_before_that_of_the_form():
    long, short = ramps_of([mrs(1, row(subarray_long="SUB64"))])
    assert (long.subarray, short.subarray) == ("SUB64", "FULL")


def test_other_templates_and_the_imager_alone_have_no_ramps():
    assert list(ramps_of([Observation(number=1), mrs(2, row(), detector="IMAGER")])) == []


@pytest.mark.parametrize(
    ("points", "fields", "positions"),
    [
        ("4-POINT", {}, 4),
        ("2-POINT", {}, 2),
        ("4-POINT", {"dither": None}, 1),
        ("4-POINT", {"dither": None, "dither_text": None}, 1),
        ("4-POINT", {"dither": None, "dither_text": "Dither 7"}, None),
        ("CYCLING", {}, None),
        ("0-POINT", {}, None),
    ],
)
def test_a_dither_that_is_not_known_has_no_number_of_positions(points, fields, positions):
    observation = mrs(1, row(**fields), points=points)
    assert positions_of(observation.mrs, observation.mrs.exposures[0]) == positions
    assert {ramp.positions for ramp in ramps_of([observation])} == {positions}
