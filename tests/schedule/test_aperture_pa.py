from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aptcheck.geometry.angles import AngleSet
from aptcheck.model import Observation, OrientRange
from aptcheck.modes.mrs.apertures import aperture_of, primary_aperture
from aptcheck.schedule.aperture_pa import (
    aperture_ranges,
    as_requirement,
    position_angles,
    worth_asking,
)
from aptcheck.schedule.orient import orient_ranges
from aptcheck.testing import mrs
from tests.reading import observations_of

CHANNELS = ("ALL", "CHANNEL1", "CHANNEL4", "IMAGER")


def observed_with(primary: str) -> Observation:
    """Return an observation with a primary channel, as it is read."""
    return observations_of(mrs(2, primary=primary))[0]


def read_back(text: str, primary: str) -> AngleSet:
    """Enter the ranges of a fix into APT's form and read them as aptcheck reads a proposal."""
    ranges = re.findall(r"(\d+\.\d+) to (\d+\.\d+)", text)
    asked = [OrientRange(min_deg=float(low), max_deg=float(high)) for low, high in ranges]
    angle = aperture_of(observed_with(primary)).v3_ideal_angle
    return orient_ranges(asked, angle) or AngleSet.empty()


@pytest.mark.parametrize("primary", CHANNELS)
@given(
    edges=st.lists(st.floats(0, 360), min_size=2, max_size=8, unique=True).map(sorted),
)
def test_a_fix_leads_there_and_back(primary: str, edges: list[float]) -> None:
    angles = AngleSet.of(zip(edges[::2], edges[1::2], strict=False))
    again = read_back(as_requirement(angles, observed_with(primary)), primary)
    # never an angle more than was clean, and at most a hundredth of a degree less at each end
    assert again.difference(angles.widened(1e-5)).is_empty
    wide = AngleSet.of(ends for ends in angles.arcs if ends[1] - ends[0] > 0.02)
    assert wide.difference(again.widened(0.0101)).total == pytest.approx(0, abs=1e-6)


def test_a_sliver_is_asked_for_with_more_decimals() -> None:
    angles = AngleSet.between(100.001, 100.004)
    again = read_back(as_requirement(angles, observed_with("IMAGER")), "IMAGER")
    assert again.total == pytest.approx(0.003, abs=2e-6)


@pytest.mark.parametrize("primary", CHANNELS)
def test_a_range_through_zero_stays_one_range(primary: str) -> None:
    angles = AngleSet.between(350, 12)
    ranges = aperture_ranges(angles, aperture_of(observed_with(primary)))
    assert len(ranges) == 1
    assert read_back(
        as_requirement(angles, observed_with(primary)), primary
    ).total == pytest.approx(22, abs=0.03)


def test_every_angle_is_asked_for_in_full() -> None:
    imager = aperture_of(observed_with("IMAGER"))
    assert aperture_ranges(AngleSet.full(), imager) == ((0.0, 360.0),)


def test_the_imager_is_named_and_its_turn_given() -> None:
    text = as_requirement(AngleSet.between(100, 120), observed_with("IMAGER"))
    assert text == (
        "Aperture PA Range 104.84 to 124.83 degrees (aperture PA of MIRIM_FULL: V3PA + 4.835)"
    )


def test_the_mrs_is_not_turned() -> None:
    text = as_requirement(AngleSet.between(100, 120), observed_with("ALL"))
    assert text == (
        "Aperture PA Range 100.00 to 120.00 degrees (aperture PA of MIRIFU_CHANNEL1A: "
        "equal to V3PA)"
    )


def test_apt_prints_4_835_degrees_beyond_v3pa_for_the_imager() -> None:
    # observation 4 of programme 4586 as APT prints it: Aperture PA 294.835 for V3 290.0
    asked = AngleSet.between(290.0, 290.0)
    angles = position_angles(asked, AngleSet.empty(), primary_aperture("IMAGER"))
    assert angles.v3.allowed == ((290.0, 290.0),)
    assert angles.aperture.allowed[0] == pytest.approx((294.835, 294.835), abs=0.0005)


@pytest.mark.parametrize("start", [20.0, 359.5])
def test_a_range_narrower_than_a_degree_is_not_worth_asking_for(start: float) -> None:
    sliver, wide = AngleSet.between(start, start + 0.9), AngleSet.between(start, start + 1.1)
    assert worth_asking(sliver).is_empty
    assert worth_asking(wide) == wide
    both = sliver.union(AngleSet.between(100, 120))
    assert worth_asking(both) == AngleSet.between(100, 120)


def test_a_single_angle_that_the_proposal_asks_for_is_worth_asking() -> None:
    single = AngleSet.between(195.2, 195.2)
    assert worth_asking(single) == single
