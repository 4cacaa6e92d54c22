"""A suggested field keeps clear of the science, of its field and of every other target.

With nothing on the sky the nearest position of all is as near as the area allows, which says what
it allows.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from aptcheck.contamination.empty_sky.terms import Terms
from aptcheck.geometry.great_circle import great_circle_arcsec
from aptcheck.modes.mrs.fields import field_of
from aptcheck.suggestions import SkySearch
from aptcheck.testing import (
    FIELD,
    Document,
    dither,
    mosaic,
    mrs,
    offset,
    pair,
    proposal,
    target,
)
from tests.contamination.empty_sky.searching import searched, the_only
from tests.reading import model_of
from tests.skies import allwise, star

NEAR = Terms(inner_arcsec=0.0, outer_arcsec=150.0, prefer="near", count=1)
POINT = [dither("4-Point", "POINT SOURCE")]
#: To what a position is rounded, and to what the search is good.
EXACT = 0.03
#: What is kept clear of beside all else, for a position is rounded to what APT writes, arcsec.
ROUNDED = 0.05


def reach(document: Document, number: int) -> float:
    """Return the radius of the disc that the field of an observation sweeps, arcsec."""
    observation = model_of(document).observation(number)
    assert observation is not None
    return max(
        math.hypot(*corner) + footprint.pad
        for footprint in field_of(observation).footprints
        for corner in footprint.corners
    )


def found_in(
    folder: Path, document: Document, settings: str = "", *, terms: Terms = NEAR
) -> SkySearch:
    """Search an empty sky, but for one star far from everything."""
    catalogue = allwise(folder / "w.csv", [star(0, -230)])
    return the_only(searched(folder, document, catalogue, terms=terms, settings=settings))


def nearest_to(search: SkySearch, place: tuple[float, float]) -> float:
    """Return how near the suggestions come to a place, arcsec."""
    assert search.status == "ok"
    near = min(great_circle_arcsec((one.ra_deg, one.dec_deg), place) for one in search.suggestions)
    return near - ROUNDED


@pytest.mark.parametrize(
    ("target_says", "settings", "extent"),
    [
        ({"extended": "Unknown"}, "", 10.0),
        ({"extended": "YES"}, "", 10.0),
        ({"extended": "YES"}, "[thresholds]\nunknown_extent_arcsec = 17\n", 17.0),
        ({"extended": "YES"}, "[intents.1]\nextent_arcsec = 25\n", 25.0),
        ({"extended": "NO"}, "[intents.1]\nextent_arcsec = 25\n", 25.0),
        ({"extended": "YES"}, "[intents.1]\nextent_arcsec = 0\n", 0.0),
        ({"extended": "YES"}, "[thresholds]\nunknown_extent_arcsec = 0\n", 0.0),
        ({"extended": "NO"}, "", 0.0),
        ({"extended": "NO"}, "[thresholds]\nunknown_extent_arcsec = 17\n", 0.0),
        ({"extended": "YES"}, '[intents.1]\nsource_class = "isolated-point"\n', 0.0),
    ],
)
def test_it_is_clear_of_the_source_and_of_its_field(
    tmp_path: Path, target_says: dict[str, Any], settings: str, extent: float
) -> None:
    document = pair(science_target=target_says)
    wanted = reach(document, 2) + max(extent, reach(document, 1))
    near = nearest_to(found_in(tmp_path, document, settings), FIELD)
    assert near == pytest.approx(wanted, abs=EXACT)


@pytest.mark.parametrize(
    "science",
    [
        {"tiles": mosaic(3, 3)},
        {"special": [offset(20, -10)]},
        {"primary": "CHANNEL4", "dithers": POINT},
    ],
)
def test_it_is_clear_of_a_field_that_reaches_farther_than_the_source(
    tmp_path: Path, science: dict[str, Any]
) -> None:
    document = pair(science=science)
    wide = reach(document, 1)
    near = nearest_to(found_in(tmp_path, document), FIELD)
    assert near == pytest.approx(reach(document, 2) + max(wide, 10.0), abs=EXACT)


def test_of_two_observations_of_one_target_the_wider_counts(tmp_path: Path) -> None:
    document = proposal(
        targets=[target(1, background=[2]), target(2, "SKY", north=90)],
        observations=[mrs(1), mrs(2), mrs(3, 1, tiles=mosaic(3, 3))],
    )
    near = nearest_to(found_in(tmp_path, document), FIELD)
    assert near == pytest.approx(reach(document, 2) + reach(document, 3), abs=EXACT)


def test_where_it_is_not_said_it_is_half_a_minute(tmp_path: Path) -> None:
    usual = found_in(tmp_path, pair(), terms=Terms(prefer="near", count=1))
    assert nearest_to(usual, FIELD) == pytest.approx(30.0 - ROUNDED, abs=EXACT)
    wide = found_in(
        tmp_path, pair(), "[intents.1]\nextent_arcsec = 40\n", terms=Terms(prefer="near")
    )
    assert nearest_to(wide, FIELD) == pytest.approx(reach(pair(), 2) + 40.0, abs=EXACT)


@pytest.mark.parametrize(
    ("says", "observed", "settings", "extent"),
    [
        ({"extended": "YES"}, False, "", 0.0),
        ({"extended": "NO"}, True, "", 0.0),
        ({"extended": "YES"}, True, "", 10.0),
        ({"extended": "YES"}, True, "[intents.3]\nextent_arcsec = 31\n", 31.0),
    ],
)
def test_it_is_clear_of_a_target_beside_the_science(
    tmp_path: Path, says: dict[str, Any], observed: bool, settings: str, extent: float
) -> None:
    document = pair(
        science_target={"extended": "NO"},
        more_targets=[target(3, "BESIDE", **says)],
        more_observations=[mrs(3)] if observed else [],
    )
    catalogue = allwise(tmp_path / "w.csv", [star(0, -230)])
    found = searched(tmp_path, document, catalogue, terms=NEAR, settings=settings)
    search = next(one for one in found.targets if one.background_observations == (2,))
    wanted = reach(document, 2) + max(extent, reach(document, 1))
    assert nearest_to(search, FIELD) == pytest.approx(wanted, abs=EXACT)


def test_a_target_that_is_far_closes_nothing_and_one_in_the_way_shifts(tmp_path: Path) -> None:
    plain = found_in(tmp_path, pair(), terms=Terms(count=1))
    (best,) = plain.suggestions
    there = (best.ra_deg, best.dec_deg)
    in_the_way = pair(more_targets=[target(3, "OTHER", ra=there[0], dec=there[1])])
    moved = found_in(tmp_path, in_the_way, terms=Terms(count=1))
    assert great_circle_arcsec(there, places(moved)[0]) >= reach(pair(), 2) - EXACT
    assert moved.chart is not None
    assert [one.name for one in moved.chart.others] == ["OTHER"]
    far = found_in(tmp_path, pair(more_targets=[target(3, "FAR", north=600)]), terms=Terms(count=1))
    assert places(far) == places(plain)


def places(search: SkySearch) -> Sequence[tuple[float, float]]:
    return [(one.ra_deg, one.dec_deg) for one in search.suggestions]


def test_a_science_that_moves_is_kept_clear_of_all_year(tmp_path: Path) -> None:
    # 10 arcsec a year: half of that from the middle of a year to its ends
    fast = pair(science_target={"proper_motion": (0, 10_000), "epoch": 2027})
    search = found_in(tmp_path, fast)
    wanted = reach(fast, 2) + max(10.0, reach(fast, 1)) + 5.0
    assert nearest_to(search, centre_of(search)) == pytest.approx(wanted, abs=0.1)


def centre_of(search: SkySearch) -> tuple[float, float]:
    assert search.ra_deg is not None
    assert search.dec_deg is not None
    return search.ra_deg, search.dec_deg


@pytest.mark.parametrize("outer", [60.0, 120.0, 173.5])
def test_it_may_be_as_far_as_is_asked_for(tmp_path: Path, outer: float) -> None:
    # the farther from the only star the better
    catalogue = allwise(tmp_path / "w.csv", [star(0, 0)])
    one = the_only(searched(tmp_path, pair(), catalogue, terms=Terms(outer_arcsec=outer, count=1)))
    (best,) = one.suggestions
    assert best.offset_arcsec == pytest.approx(outer, abs=EXACT)
    assert one.bound_arcsec == pytest.approx(best.margin_arcsec, abs=EXACT)


def test_nowhere_is_said(tmp_path: Path) -> None:
    one = found_in(tmp_path, pair(), "[intents.1]\nextent_arcsec = 300\n", terms=Terms())
    assert (one.status, one.bound_arcsec) == ("not-checked", None)
    assert one.reason == (
        "no position between 30 and 120 arcsec is clear of the source, its field and the other "
        "targets"
    )
