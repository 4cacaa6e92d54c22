"""Rows of two surveys become sources: one star, one source."""

from __future__ import annotations

import pytest

from aptcheck.catalog.merge import merged
from aptcheck.catalog.survey import ALLWISE, TWO_MASS
from tests.catalog.skies import YEARS, mover, rows, seen_by_both, star_row


def test_one_star_is_one_source() -> None:
    sources = seen_by_both({"dec": 2.0}, {"dec": 2.0 + 1 / 3600, "j_m": 12.6})
    assert list(sources.catalogue) == ["AllWISE+2MASS"]
    assert list(sources.designation) == ["WISEA J100000.02+020000.3"]
    assert sources.mag[0, 0] == 12.6
    assert sources.dec_deg[0] == 2.0
    assert sources.offset_arcsec[0] == pytest.approx(1.0)


def test_two_stars_stay_two() -> None:
    apart = seen_by_both({"dec": 2.0, "k_m_2mass": None}, {"dec": 2.0 + 4 / 3600})
    assert sorted(apart.catalogue) == ["2MASS", "AllWISE"]
    different = seen_by_both({"k_m_2mass": 9.0}, {"k_m": 12.0})
    assert sorted(different.catalogue) == ["2MASS", "AllWISE"]


def test_each_row_has_one_partner_and_it_is_the_nearest() -> None:
    near = rows(
        TWO_MASS,
        star_row(TWO_MASS, designation="a", dec=2.0),
        star_row(TWO_MASS, designation="b", dec=2.0 + 2 / 3600),
    )
    wise = rows(ALLWISE, star_row(ALLWISE, dec=2.0 + 1.5 / 3600))
    sources = merged([near, wise])
    assert sorted(sources.catalogue) == ["2MASS", "AllWISE+2MASS"]
    assert sources.designation[sources.catalogue == "2MASS"] == ["a"]


def test_the_two_mass_key_decides_where_it_is_known() -> None:
    sources = seen_by_both({"tmass_key": 77, "dec": 2.0}, {"pts_key": 77, "dec": 2.0 + 30 / 3600})
    assert list(sources.catalogue) == ["AllWISE+2MASS"]


def test_a_fast_star_far_from_its_two_mass_position_is_still_one_source() -> None:
    sources = mover(2000.0, 0.0, 30.0)
    assert list(sources.catalogue) == ["AllWISE+2MASS"]
    assert sources.offset_arcsec[0] == pytest.approx(2.0 * YEARS, rel=1e-4)
