"""A target or a source that moves within the window, against a slow look at every date."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aptcheck.catalog.detections import ALLWISE_EPOCH, TWO_MASS_EPOCH
from aptcheck.catalog.merge import merged
from aptcheck.catalog.survey import ALLWISE, TWO_MASS
from aptcheck.config import Thresholds
from aptcheck.contamination.cone_answer import ConeAnswer
from aptcheck.contamination.examination import examine
from aptcheck.contamination.target_rows import listed_targets
from aptcheck.geometry.angles import AngleSet
from aptcheck.schedule.legs import legs
from aptcheck.testing import pair
from tests.catalog.skies import rows, star_row
from tests.contamination.planted import path_at
from tests.oracle.moving_targets import (
    FAST,
    MOTIONS,
    PLACE,
    STILL,
    judged,
    looked_at,
    sky,
)
from tests.rules.imager import imager_pair
from tests.schedule.window import swept
from tests.skies import offset_position, row_of, star


@settings(max_examples=12, deadline=None)
@given(
    name=st.sampled_from(sorted(MOTIONS)),
    psi=st.floats(-20.0, 80.0),
    distance=st.floats(60.0, 92.0),
)
def test_no_date_brings_a_star_in_at_an_angle_that_is_called_clean(name, psi, distance) -> None:
    field = sky(name)
    east, north = distance * math.sin(math.radians(psi)), distance * math.cos(math.radians(psi))
    avoid = judged(field, star(east, north, 5.0)).avoid
    nearest: dict[int, float] = {}
    for angle, outside in looked_at(field, east, north):
        assert outside > 0 or avoid.widened(1e-6).contains(angle), (angle, outside)
        degree = int(angle)
        nearest[degree] = min(nearest.get(degree, math.inf), float(outside))
    # and none is avoided for nothing: a part of the window lets it drift by 0.1 arcsec, and the
    # coarse look may miss what two days and half a degree bring
    for low, high in avoid.at_least(2.0).intervals:
        for degree in range(math.ceil(low), math.floor(high)):
            assert nearest.get(degree, math.inf) < 1.2


def test_the_parts_of_a_window_have_all_its_angles() -> None:
    field = sky(FAST)
    parts = legs(field, field.path.fastest)
    assert len(parts) > 20
    together = AngleSet.any_of(part.angles for part in parts)
    for more, less in ((field.allowed, together), (together, field.allowed)):
        assert more.difference(less.widened(1e-3)).is_empty
    assert sum(part.end - part.start for part in parts) == pytest.approx(field.visibility.days)


def test_what_does_not_move_needs_one_part() -> None:
    field = sky(STILL)
    (part,) = legs(field, field.path.fastest)
    assert part.angles == field.allowed


@pytest.mark.parametrize("known", [True, False], ids=["dates known", "dates unknown"])
def test_however_fast_the_parts_are_not_too_many(known) -> None:
    field = sky(FAST) if known else replace(sky(FAST), visibility=None)
    assert 1 < len(legs(field, 1e9)) <= 64


def test_a_star_that_arrives_within_the_window_is_found_and_its_way_is_reported() -> None:
    # beyond the ring in mid-window
    field = sky(FAST)
    assert judged(sky(STILL), star(13.7, 88.5, 5.0)).threats == ()
    (threat,) = judged(field, star(13.7, 88.5, 5.0)).threats
    assert not threat.angles.is_empty
    (first, *_, last) = threat.place.way
    assert last[1] - first[1] == pytest.approx(-10.4, abs=5.5)  # the target goes north
    assert any("against each other" in remark for remark in threat.place.remarks)


def test_a_source_of_secure_motion_is_followed_through_the_window() -> None:
    # 2 arcsec/yr to the south and the west; 2MASS saw it where that says
    field = sky(STILL)
    pm = {"pmra": -2000.0, "pmdec": -2000.0, "sigpmra": 20.0, "sigpmdec": 20.0}
    now, then = ALLWISE_EPOCH - 2027.25, 1999.3 - 2027.25
    entry = row_of(0, star(60 - 2 * now, 62 - 2 * now, 5.0, **pm), PLACE)
    ra, dec = offset_position(PLACE, 60 - 2 * then, 62 - 2 * then)
    near = star_row(TWO_MASS, ra=ra, dec=dec, k_m=5.0, j_m=5.0, h_m=5.0)
    sources = merged([rows(ALLWISE, entry), rows(TWO_MASS, near)])
    found = examine(
        field.observation,
        field,
        ConeAnswer(reason=None, sources=sources, surveys=(ALLWISE, TWO_MASS)),
        thresholds=Thresholds(wing_limit_fraction=1e9),
    )
    assert found.seen is not None
    way = found.seen.window.way_of(0)
    assert way[0][0] - way[-1][0] == pytest.approx(2.0 * 194 / 365.25, abs=0.3)


def test_a_fast_target_is_not_another_star_where_it_was_in_2010() -> None:
    field = sky(FAST)
    years = ALLWISE_EPOCH - 2027.0
    target = star(-0.801 * years, 10.362 * years, 5.0, k_m_2mass="")
    found = judged(field, target)
    assert found.seen is not None
    place = found.seen.position_of(0)
    assert place.is_target
    assert place.way == ()
    assert place.error_arcsec == 0.0  # the motion is known


def test_what_2mass_saw_in_the_same_place_is_not_the_fast_target() -> None:
    field = sky(FAST)
    years = ALLWISE_EPOCH - 2027.0
    still = star(-0.801 * years + 1.0, 10.362 * years, 5.0)  # with Ks from within 3 arcsec
    found = judged(field, still)
    assert found.seen is not None
    assert not found.seen.position_of(0).is_target
    assert found.seen.position_of(0).offset_arcsec > 100


def test_a_star_that_the_target_passes_is_not_the_target() -> None:
    found = judged(sky(FAST), star(1.0, 0.0, 5.0))
    assert found.seen is not None
    assert found.seen.position_of(0).offset_arcsec < 3
    assert not found.seen.position_of(0).is_target
    assert found.seen.position_of(0).way


def test_both_rows_of_a_fast_target_are_one_source() -> None:
    field = sky(FAST)
    wise = row_of(0, star(0.0, 0.0, 5.0, k_m_2mass=""), PLACE)
    places = [
        offset_position(PLACE, -0.801 * (year - 2027.0), 10.362 * (year - 2027.0))
        for year in (ALLWISE_EPOCH, TWO_MASS_EPOCH)
    ]
    wise |= dict(zip(("ra", "dec"), places[0], strict=True))
    near = star_row(TWO_MASS, ra=places[1][0], dec=places[1][1], k_m=5.0)
    sources = merged([rows(ALLWISE, wise), rows(TWO_MASS, near)])
    assert len(sources) == 2
    listed = listed_targets(sources, [field.path])
    assert len(listed.sources) == 1
    assert listed.sources.catalogue[0] == "AllWISE"
    assert [*listed.paths] == [0]


def test_a_background_position_with_a_motion_of_its_own_is_not_a_star() -> None:
    field = sky(FAST)
    years = ALLWISE_EPOCH - 2027.0
    there = star(-0.801 * years, 10.362 * years, 5.0, k_m_2mass="")
    elsewhere = path_at(offset_position(PLACE, 70.0, 0.0), field.path.target)
    found = judged(field, there, targets={1: elsewhere})
    assert found.seen is not None
    assert not found.seen.own


def test_a_star_where_2mass_saw_the_target_is_not_its_second_row() -> None:
    field = sky(FAST)
    away = [
        offset_position(PLACE, -0.801 * (year - 2027.0), 10.362 * (year - 2027.0))
        for year in (ALLWISE_EPOCH, TWO_MASS_EPOCH)
    ]
    target = row_of(0, star(0.0, 0.0, 5.0, k_m_2mass="", tmass_key=7), PLACE)
    target |= dict(zip(("ra", "dec"), away[0], strict=True))
    near = star_row(TWO_MASS, ra=away[1][0], dec=away[1][1], k_m=5.0, pts_key=7)
    ra, dec = offset_position(away[1], 2.5, 0.0)
    other = star_row(TWO_MASS, ra=ra, dec=dec, k_m=8.0, designation="10000000+0200099", pts_key=8)
    sources = merged([rows(ALLWISE, target), rows(TWO_MASS, near, other)])
    assert sorted(sources.catalogue) == ["2MASS", "AllWISE+2MASS"]
    assert len(listed_targets(sources, [field.path]).sources) == 2


def test_a_way_that_comes_back_is_one() -> None:
    # parallax alone, near the pole of the ecliptic: a circle in a year
    place = {"ra": 270.0, "dec": 66.5, "parallax": 0.77, "proper_motion": (0, 0), "epoch": 2027.0}
    field = swept(imager_pair(science_target=place, sky_target=place), 2)
    entry = row_of(0, star(70.0, 20.0, 5.0), (270.0, 66.5))
    found = examine(
        field.observation,
        field,
        ConeAnswer(reason=None, sources=merged([rows(ALLWISE, entry)]), surveys=(ALLWISE,)),
        thresholds=Thresholds(wing_limit_fraction=1e9),
    )
    assert found.seen is not None
    place_of = found.seen.position_of(0)
    assert place_of.way
    assert place_of.strays_arcsec > 0.7


def test_one_that_passes_far_off_spoils_no_angle() -> None:
    # 2 arcsec/yr past an MRS field that it never comes nearer to than 18 arcsec, in 20 years
    window = datetime(2017, 1, 1), datetime(2037, 1, 1)
    place = {"ra": PLACE[0], "dec": PLACE[1]}
    document = pair(science_target={**place, "north": -90}, sky_target={**place, "north": 0})
    field = swept(document, 2, window)
    motion = {"pmra": 2000.0, "pmdec": 0.0, "sigpmra": 10.0, "sigpmdec": 10.0}
    now, then = (2.0 * (year - 2027.0) for year in (ALLWISE_EPOCH, TWO_MASS_EPOCH))
    entry = row_of(0, star(now, 25.0, 5.0, **motion), PLACE)
    ra, dec = offset_position(PLACE, then, 25.0)
    near = star_row(TWO_MASS, ra=ra, dec=dec, k_m=5.0, j_m=5.0, h_m=5.0)
    found = examine(
        field.observation,
        field,
        ConeAnswer(
            reason=None,
            sources=merged([rows(ALLWISE, entry), rows(TWO_MASS, near)]),
            surveys=(ALLWISE, TWO_MASS),
        ),
        thresholds=Thresholds(wing_limit_fraction=1e9),
    )
    assert found.threats == ()
