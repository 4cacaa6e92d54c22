from __future__ import annotations

from datetime import datetime

import pytest

from aptcheck.geometry.angles import AngleSet
from aptcheck.model import (
    Links,
    Observation,
    OrientFromLink,
    OrientRange,
    Requirements,
    SameOrientLink,
)
from aptcheck.modes.mrs.apertures import primary_aperture
from aptcheck.sky.regard import computed_visibility
from aptcheck.sky.requested import linked_angles, requested
from aptcheck.sky.roll import Pointing

MRS, IMAGER = primary_aperture("ALL"), primary_aperture("IMAGER")
ALWAYS = computed_visibility(
    "CVZ",
    270.0,
    66.56,
    pointing=Pointing(*MRS.reference),
    start=datetime(2026, 7, 1),
    end=datetime(2027, 7, 1),
)


def observation(*ranges):
    orients = tuple(OrientRange(min_deg=low, max_deg=high) for low, high in ranges)
    return Observation(number=2, requirements=Requirements(orients=orients))


def test_without_requirements_nothing_changes():
    assert requested(ALWAYS, observation(), MRS) == ALWAYS


def test_an_aperture_range_is_taken_in_its_own_aperture():
    left = requested(ALWAYS, observation((100, 120)), IMAGER)
    assert left.allowed.arcs[0] == pytest.approx((95.16455, 115.16455), abs=1e-4)


def test_dates_and_angles_both_hold():
    dates = [(datetime(2026, 8, 20), datetime(2026, 8, 25))]
    left = requested(ALWAYS, observation((100, 120)), MRS, dates=dates)
    assert left.windows == tuple(dates)
    assert left.allowed.difference(AngleSet.between(100, 120)).is_empty


def test_open_dates_are_open():
    dates = [(datetime.min, datetime(2026, 8, 1))]
    left = requested(ALWAYS, observation(), MRS, dates=dates)
    assert left.windows == ((datetime(2026, 7, 1), datetime(2026, 8, 1)),)


def test_links_to_known_observations_narrow_the_angles():
    links = Links(
        orient_from=(OrientFromLink(observation=2, origin=1, min_deg=-5, max_deg=5),),
        same_orient=(SameOrientLink(members=(2, 3)),),
    )
    others = {1: (AngleSet.between(100, 110), MRS), 3: (AngleSet.between(90, 98), MRS)}
    assert linked_angles(links, 2, MRS, others).intervals == ((95.0, 98.0),)
    left = requested(ALWAYS, observation((96, 120)), MRS, links=links, others=others)
    assert left.allowed.arcs[0] == pytest.approx((96, 98))


def test_a_link_to_an_unknown_observation_leaves_every_angle():
    links = Links(same_orient=(SameOrientLink(members=(2, 9)),))
    assert linked_angles(links, 2, MRS, {1: (AngleSet.empty(), MRS)}) is None
    assert requested(ALWAYS, observation(), MRS, links=links, others={}) == ALWAYS
