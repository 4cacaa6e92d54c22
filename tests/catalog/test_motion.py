"""Motion that is sure moves a source; motion that is not widens its place."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aptcheck.catalog.detections import ALLWISE_EPOCH
from aptcheck.catalog.match import separation_arcsec
from aptcheck.catalog.motion import WIDENING_LIMIT_ARCSEC, at_epoch, moved, secure
from tests.catalog.skies import mover, seen_by_both


def test_secure_motion_moves_the_source() -> None:
    sources = mover(600.0, -800.0, 30.0)
    assert secure(sources).all()
    then = at_epoch(sources, ALLWISE_EPOCH + 17)
    ra, dec = moved(sources.ra_deg, sources.dec_deg, np.array([0.6 * 17]), np.array([-0.8 * 17]))
    assert separation_arcsec(then.ra_deg, then.dec_deg, ra, dec)[0] < 1e-6
    assert then.position_error_arcsec == sources.position_error_arcsec
    assert separation_arcsec(then.ra_deg, then.dec_deg, sources.ra_deg, sources.dec_deg)[
        0
    ] == pytest.approx(17.0)


def test_motion_that_two_mass_contradicts_only_widens_the_position() -> None:
    sources = mover(600.0, -800.0, 30.0, seen=False)
    assert not secure(sources).any()
    then = at_epoch(sources, ALLWISE_EPOCH + 17)
    assert then.ra_deg == sources.ra_deg
    assert then.position_error_arcsec[0] > sources.position_error_arcsec[0]


def test_motion_below_five_sigma_only_widens_the_position() -> None:
    sources = mover(200.0, 0.0, 60.0)
    assert not secure(sources).any()
    assert at_epoch(sources, 2028.0).position_error_arcsec[0] > sources.position_error_arcsec[0]


def test_a_source_without_motion_stays_as_it_is() -> None:
    sources = seen_by_both({}, {})
    then = at_epoch(sources, 2028.0)
    assert (then.ra_deg, then.dec_deg) == (sources.ra_deg, sources.dec_deg)
    assert then.position_error_arcsec == sources.position_error_arcsec


@given(pm=st.floats(-3000, 3000), sigma=st.floats(1, 1000), year=st.floats(2022, 2050))
def test_the_widening_is_bounded(pm: float, sigma: float, year: float) -> None:
    sources = mover(pm, 0.0, sigma, seen=False)
    wider = at_epoch(sources, year).position_error_arcsec
    assert (wider >= sources.position_error_arcsec).all()
    assert (wider <= np.hypot(sources.position_error_arcsec, WIDENING_LIMIT_ARCSEC)).all()
