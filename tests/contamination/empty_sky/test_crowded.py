"""Where every position has a source at some angle: the angles, and the first clean position."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest
from scipy.spatial import cKDTree

from aptcheck.contamination.empty_sky.terms import Terms
from aptcheck.finding import Severity
from aptcheck.geometry.angles import AngleSet
from aptcheck.suggestions import SkySearch
from aptcheck.testing import Document, check, pair
from tests.contamination.empty_sky.searching import searched, the_only
from tests.rules.orient.ring import POLE
from tests.skies import allwise, of_code, star

#: Stars are so far apart that the field fits between them at some angles, never at all, arcsec.
SPACING, EXTENT = 9.0, 130.0
HOLE = (70.0, 62.0)
#: At the pole of the ecliptic every angle is allowed.
PLACE = {"ra": POLE[0], "dec": POLE[1]}
TERMS = Terms(outer_arcsec=60.0, far_arcsec=200.0, count=4)
#: No margin below it is believed, arcsec.
LEAST_MARGIN = 0.05


def crowd(extent: float = EXTENT, hole: tuple[float, float] | None = HOLE) -> list[dict[str, Any]]:
    """Return stars out to some distance from the science, with an empty place among them."""
    dice = Random(11)
    steps = np.arange(-extent, extent + 1, SPACING)
    places = [
        (east + dice.uniform(-0.7, 0.7), north + dice.uniform(-0.7, 0.7))
        for east in steps
        for north in steps
        if math.hypot(east, north) <= extent
    ]
    return [
        star(*place, 8.0) for place in places if hole is None or math.dist(place, hole) > SPACING
    ]


def with_sky(**where: Any) -> Document:
    """Make a pair at the pole, its sky 45 arcsec north or somewhere else."""
    return pair(science_target=PLACE, sky_target={**PLACE, "north": 45, **where})


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, SkySearch]:
    """A catalogue, and what is suggested among its stars."""
    folder = tmp_path_factory.mktemp("crowd")
    catalogue = allwise(folder / "w.csv", crowd(), POLE)
    return catalogue, the_only(searched(folder, with_sky(), catalogue, terms=TERMS))


def test_it_is_said_and_the_best_come_first(crowded: tuple[Path, SkySearch]) -> None:
    _, found = crowded
    assert found.status == "crowded"
    assert found.reason == "no position within reach is clean at every angle"
    assert found.bound_arcsec is not None
    assert found.bound_arcsec < LEAST_MARGIN
    shares = [one.clean_fraction for one in found.suggestions]
    assert len(shares) == 4
    assert all(share is not None and 0 <= share < 1 for share in shares)
    assert shares == sorted(shares, key=lambda share: -(share or 0.0))
    assert (shares[0] or 0) > 0.1
    assert all(one.margin_arcsec <= found.bound_arcsec for one in found.suggestions)


def test_the_clean_angles_are_those_of_a_check_there(crowded: tuple[Path, SkySearch]) -> None:
    catalogue, found = crowded
    assert found.suggestions
    for one in found.suggestions:
        report = check(with_sky(coordinates=one.apt), catalog=catalogue)
        (hit,) = of_code(report, "ORI101")
        clean, allowed = (AngleSet.of(of) for of in (hit.angles.clean, hit.angles.allowed))
        assert one.clean is not None
        reported = AngleSet.of(one.clean)
        assert reported.difference(clean).total + clean.difference(reported).total < 0.01
        assert one.clean_fraction == pytest.approx(clean.total / allowed.total, abs=1e-3)
        assert one.clean_dates


def test_only_angles_that_are_allowed_there_count(tmp_path: Path) -> None:
    catalogue = allwise(tmp_path / "w.csv", crowd(75.0, None))
    terms = Terms(outer_arcsec=45.0, far_arcsec=0.0, count=3)
    found = the_only(searched(tmp_path, pair(sky_target={"north": 40}), catalogue, terms=terms))
    assert found.status == "crowded"
    for one in found.suggestions:
        report = check(pair(sky_target={"coordinates": one.apt}), catalog=catalogue)
        assert one.clean is not None
        assert 0 < AngleSet.of(one.clean).total < 60
        if one.clean_fraction == 1.0:
            found_there = of_code(report, "SKY", "ORI")
            assert {one.severity for one in found_there} <= {Severity.INFO}
        else:
            (hit,) = of_code(report, "ORI101")
            reported, clean = AngleSet.of(one.clean), AngleSet.of(hit.angles.clean)
            assert reported.difference(clean).total + clean.difference(reported).total < 0.01


def test_the_first_clean_position_is_as_near_as_any(crowded: tuple[Path, SkySearch]) -> None:
    _, found = crowded
    assert found.looked_out_to_arcsec == 200.0
    first = found.first_clean_arcsec
    assert first is not None
    assert 60 < first < EXTENT
    (radius,) = {
        round(one.nearest.radius_arcsec, 3) for one in found.suggestions if one.nearest is not None
    }
    stars = cKDTree([(one["east"], one["north"]) for one in crowd()])
    step = 0.25
    side = np.arange(-first - 2, first + 2, step)
    east, north = (axis.ravel() for axis in np.meshgrid(side, side))
    away = np.hypot(east, north)
    beyond = (away > 60) & (away < first + 2)
    lattice = np.column_stack([east[beyond], north[beyond]])
    clean = stars.query(lattice)[0] - radius >= LEAST_MARGIN
    assert clean.any()
    nearest = away[beyond][clean].min()
    # none that is nearer, and one that is hardly farther than the lattice is coarse
    assert first - 0.03 <= nearest <= first + 2 * step


def test_how_far_it_is_looked_out_for_can_be_said(tmp_path: Path) -> None:
    catalogue = allwise(tmp_path / "w.csv", crowd(75.0, None), POLE)
    terms = Terms(outer_arcsec=45.0, count=1)
    near, none = (
        the_only(searched(tmp_path, with_sky(), catalogue, terms=replace(terms, far_arcsec=far)))
        for far in (55.0, 45.0)
    )
    assert (near.status, near.first_clean_arcsec) == ("crowded", None)
    assert near.looked_out_to_arcsec == 55.0
    assert (none.first_clean_arcsec, none.looked_out_to_arcsec) == (None, None)


def test_a_source_that_is_nowhere_in_particular_spoils_every_angle(tmp_path: Path) -> None:
    lost = [star(x, y, 8.0, sigra=900.0) for x in (-40, 0, 40) for y in (-40, 0, 40)]
    catalogue = allwise(tmp_path / "w.csv", lost, POLE)
    found = the_only(searched(tmp_path, with_sky(), catalogue, terms=TERMS))
    assert found.status == "crowded"
    assert [one.clean_fraction for one in found.suggestions] == [0.0] * len(found.suggestions)
    assert found.suggestions
