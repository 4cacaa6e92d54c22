"""The differences between observations of one mode, setting by setting."""

from __future__ import annotations

import pytest

from aptcheck.modes.judged import mode_named
from aptcheck.modes.matching import matches, unequal
from aptcheck.testing import coronagraph, fixed_slits, ifu, image, lrs
from tests.reading import observations_of


def fields(*built):
    return {field: dict(held) for (field, _), held in unequal(observations_of(*built)).items()}


def test_images_differ_in_readout_and_groups_of_a_filter():
    one, other = image(1), image(2, readout="SLOWR1", groups=5)
    assert fields(one, other) == {
        "Readout Pattern": {"FASTR1": [1], "SLOWR1": [2]},
        "Groups/Int": {"20": [1], "5": [2]},
    }


def test_other_filters_and_numbers_of_integrations_do_not_count():
    assert fields(image(1), image(2, filters=["F2100W"], groups=5)) == {}
    assert fields(image(1), image(2, integrations=7)) == {}


@pytest.mark.parametrize("build", [coronagraph, lrs, ifu, fixed_slits])
def test_each_mode_reports_different_groups(build):
    assert list(fields(build(1, groups=11), build(2, groups=12))) == ["Groups/Int"]
    assert fields(build(1), build(2)) == {}


def test_another_slit_is_another_setting():
    assert fields(fixed_slits(1), fixed_slits(2, slit="S400A1", subarray="SUBS400A1")) == {}


@pytest.mark.parametrize(
    ("build", "other"), [(image, "BRIGHTSKY"), (lrs, "SUBSLIT"), (fixed_slits, "ALLSLITS")]
)
def test_the_pipeline_keeps_subarrays_apart(build, other):
    one, two = build(1), build(2, subarray=other)
    assert fields(one, two) == {}
    read = observations_of(one, two)
    (both,) = matches(read[:1], read)
    assert [ramp.observation.number for ramp in both.sky] == [1]
    (alone,) = matches(read[:1], read[1:])
    assert [ramp.observation.number for ramp in alone.sky] == [2]
    assert len(matches(read, read)) == 2


@pytest.mark.parametrize(
    ("mode", "one", "other"),
    [
        ("nirspec-ifu", ("G140M", "F070LP"), ("G140M", "F100LP")),
        ("nirspec-fs", ("S200A1", "G140M", "F070LP"), ("S400A1", "G140M", "F070LP")),
    ],
)
def test_settings_that_differ_in_one_choice_are_kin(mode, one, other):
    kin = mode_named(mode).kin
    assert kin(one) == kin(other)


@pytest.mark.parametrize(
    ("mode", "one", "other"),
    [
        ("miri-mrs", ("SHORT",), ("LONG",)),
        ("miri-imaging", ("F770W",), ("F560W",)),
        ("miri-coronagraphy", ("FOUR_QPM", "F1140C"), ("FOUR_QPM", "F1550C")),
        ("nirspec-ifu", ("G140M", "F070LP"), ("G140H", "F070LP")),
        ("nirspec-fs", ("S200A1", "G140M", "F070LP"), ("S200A1", "G140M", "F100LP")),
    ],
)
def test_other_settings_are_not_kin(mode, one, other):
    kin = mode_named(mode).kin
    assert kin(one) != kin(other)
