"""A secure motion moves a source; any other motion enlarges its position error."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aptcheck.catalog.detections import ALLWISE_EPOCH
from aptcheck.catalog.match import separation_arcsec
from aptcheck.catalog.merge import merged
from aptcheck.catalog.motion import UNSEEN_ARCSEC_PER_YEAR, at_epoch, moved, secure
from aptcheck.catalog.sources import Sources, remarks
from aptcheck.catalog.survey import ALLWISE, TWO_MASS
from tests.catalog.skies import YEARS, mover, rows, seen_by_both, star_row


def widened(sources: Sources, year: float) -> float:
    """Return by how much the position error of the only source grows, arcsec, in quadrature."""
    before, after = sources.position_error_arcsec, at_epoch(sources, year).position_error_arcsec
    return float(np.sqrt(after[0] ** 2 - before[0] ** 2))


def test_secure_motion_moves_the_source() -> None:
    sources = mover(600.0, -800.0, 30.0)
    assert secure(sources).all()
    then = at_epoch(sources, ALLWISE_EPOCH + 17)
    ra, dec = moved(sources.ra_deg, sources.dec_deg, np.array([0.6 * 17]), np.array([-0.8 * 17]))
    assert separation_arcsec(then.ra_deg, then.dec_deg, ra, dec)[0] < 2e-3
    assert separation_arcsec(then.ra_deg, then.dec_deg, sources.ra_deg, sources.dec_deg)[
        0
    ] == pytest.approx(17.0)


def test_a_star_with_secure_motion_has_an_unstated_parallax() -> None:
    # Proxima: 3.86 arcsec/yr, known to 30 mas/yr in each coordinate, and a parallax of 0.77 arcsec
    sources = mover(-3781.0, 769.0, 30.0)
    error = 0.03 * np.sqrt(2) * (2027.0 - ALLWISE_EPOCH)
    assert widened(sources, 2027.0) == pytest.approx(np.hypot(0.77, error), abs=0.02)


@pytest.mark.parametrize("dec", [2.0001, -89.0])
def test_a_date_of_2mass_that_is_not_known_is_in_the_error_of_a_motion(dec) -> None:
    # 1 arcsec/yr to the east and the south, seen by 2MASS in 1997.5 and taken for 1999.3
    pm, years = 1.0 / np.sqrt(2.0), ALLWISE_EPOCH - 1997.5
    ra_then, dec_then = moved(
        np.array([150.0]), np.array([dec]), np.array([-pm * years]), np.array([pm * years])
    )
    stated = {"pmra": 690.0, "pmdec": -730.0, "sigpmra": 100.0, "sigpmdec": 100.0}
    sources = seen_by_both(
        {"ra": 150.0, "dec": dec, **stated}, {"ra": float(ra_then[0]), "dec": float(dec_then[0])}
    )
    assert secure(sources).all()
    then = at_epoch(sources, 2027.0)
    goes = 2027.0 - ALLWISE_EPOCH
    ra, dec_true = moved(
        np.array([150.0]), np.array([dec]), np.array([pm * goes]), np.array([-pm * goes])
    )
    off = separation_arcsec(then.ra_deg, then.dec_deg, ra, dec_true)[0]
    assert off < then.position_error_arcsec[0]


def test_secure_motion_is_that_between_the_two_positions() -> None:
    # AllWISE's own is a fifth off, at 5.2 sigma: eight tenths of an arcsec by 2027 would be lost
    stated = {"pmra": 310.0, "pmdec": 0.0, "sigpmra": 60.0, "sigpmdec": 60.0}
    moved_by = 0.25 * YEARS / 3600.0 / np.cos(np.radians(2.0001))
    sources = seen_by_both(stated, {"ra": 150.0001 - moved_by})
    assert secure(sources).all()
    assert sources.pm_ra[0] == pytest.approx(250.0, abs=0.5)
    then = at_epoch(sources, ALLWISE_EPOCH + 16)
    apart = separation_arcsec(then.ra_deg, then.dec_deg, sources.ra_deg, sources.dec_deg)
    assert apart[0] == pytest.approx(4.0, abs=0.01)


def test_nothing_is_faster_than_the_fastest_star() -> None:
    unseen = mover(1e6, 0.0, 1.0, seen=False)
    assert not secure(unseen).any()
    assert widened(unseen, 2027.0) == pytest.approx(0.0)
    assert secure(mover(12_000.0, 0.0, 1.0)).all()
    assert not secure(mover(13_000.0, 0.0, 1.0)).any()


def test_where_both_saw_it_within_the_noise_allwise_alone_does_not_count() -> None:
    sources = mover(775.0, 0.0, 250.0, seen=False)  # 3.1 sigma, and 2MASS in the same place
    assert widened(sources, 2027.0) == pytest.approx(0.0)


def test_motion_that_two_mass_contradicts_only_widens_the_position() -> None:
    sources = mover(600.0, -800.0, 30.0, seen=False)
    assert not secure(sources).any()
    then = at_epoch(sources, ALLWISE_EPOCH + 17)
    assert then.ra_deg == sources.ra_deg
    # 2MASS saw it in the same place, AllWISE moving by 1 arcsec/yr: the larger counts
    assert widened(sources, ALLWISE_EPOCH + 17) == pytest.approx(17.0)
    assert "disagree" in " ".join(remarks(then, 0))


def test_where_the_positions_show_more_than_allwise_states_they_count() -> None:
    seen = {"pmra": 10.0, "sigpmra": 30.0, "pmdec": 0.0, "sigpmdec": 30.0}
    sources = seen_by_both(seen, {"dec": 2.0001 + 1.5 / 3600})
    assert widened(sources, ALLWISE_EPOCH + YEARS) == pytest.approx(1.5, abs=1e-3)


def test_motion_within_its_noise_is_none() -> None:
    noise = {"pmra": 290.0, "sigpmra": 100.0, "pmdec": 0.0, "sigpmdec": 100.0}
    assert widened(seen_by_both(noise, {}), 2028.0) == pytest.approx(0.0)


def test_a_source_without_motion_stays_as_it_is() -> None:
    sources = seen_by_both({}, {})
    then = at_epoch(sources, 2028.0)
    assert (then.ra_deg, then.dec_deg) == (sources.ra_deg, sources.dec_deg)
    assert then.position_error_arcsec == sources.position_error_arcsec
    assert "moved" not in " ".join(remarks(then, 0))


@pytest.mark.parametrize(
    ("survey", "changes", "year"),
    [
        (TWO_MASS, {}, 1999),
        (ALLWISE, {"j_m_2mass": None, "h_m_2mass": None, "k_m_2mass": None}, 2010),
    ],
)
def test_what_one_survey_alone_has_seen_may_have_moved(survey, changes, year) -> None:
    sources = merged([rows(survey, star_row(survey, **changes))])
    years = 2027.5 - sources.epoch[0]
    assert widened(sources, 2027.5) == pytest.approx(UNSEEN_ARCSEC_PER_YEAR * years)
    assert any(f"in {year} only" in one for one in remarks(at_epoch(sources, 2027.5), 0))


def test_an_allwise_source_that_it_found_in_2mass_has_been_seen_twice() -> None:
    sources = merged([rows(ALLWISE, star_row(ALLWISE))])
    assert widened(sources, 2027.5) == pytest.approx(0.0)


@given(pm=st.floats(-3000, 3000), sigma=st.floats(1, 1000), year=st.floats(2022, 2050))
def test_a_position_error_never_shrinks(pm: float, sigma: float, year: float) -> None:
    sources = mover(pm, 0.0, sigma, seen=False)
    then = at_epoch(sources, year)
    stated = abs(pm) / 1000.0 * (year - ALLWISE_EPOCH)
    assert (then.position_error_arcsec >= sources.position_error_arcsec).all()
    assert (then.unseen_motion_arcsec <= stated + 1e-6).all()
