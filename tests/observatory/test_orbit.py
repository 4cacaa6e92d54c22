from __future__ import annotations

import json

import pytest

from aptcheck.observatory.orbit import HaloFit, flown_halo
from tests.shared import shared


def test_the_flown_orbit_is_the_published_fit():
    fit = json.loads(shared("data", "jwst-halo-fit.json").read_text())
    flown = flown_halo()
    assert flown.longitude_deg == tuple(fit["dlon_cosb_deg"])
    assert flown.latitude_deg == tuple(fit["dlat_deg"])
    assert flown.period_days == pytest.approx(fit["period_days"])
    assert flown.epoch_jd == fit["epoch_jd"]


def test_the_halo_reaches_a_third_of_a_degree():
    flown = flown_halo()
    assert 0.25 < max(map(abs, flown.longitude_deg)) < 0.35


def test_a_fit_with_a_missing_term_is_refused():
    fit = {"epoch_jd": 1, "period_days": 180, "dlon_cosb_deg": [0] * 9, "dlat_deg": [0] * 8}
    with pytest.raises(ValueError, match="9 coefficients"):
        HaloFit.of(fit)
