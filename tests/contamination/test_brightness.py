"""When a source matters: flux against exposure, against the light of the sky, and upper limits."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from aptcheck.catalog.detections import detections
from aptcheck.catalog.survey import ALLWISE
from aptcheck.contamination.brightness import ERROR, LIMIT, NOTHING, WARNING, brightness
from aptcheck.modes.mrs.limits import BandLimit
from tests.catalog.skies import rows, star

FLAT = {f"w{band}{what}": value for band in "1234" for what, value in {"sigmpro": 0.02}.items()}


def source(mag, **changes):
    same = {f"w{band}mpro": mag for band in "1234"}
    return detections(
        rows(ALLWISE, star(ALLWISE, **{**FLAT, **same, "ph_qual": "AAAA", **changes}))
    )


def limit(band="2A", wavelength=8.15, **changes):
    usual = BandLimit(
        band=band, wavelength_um=wavelength, seconds=1e4, assumed=False, ujy=73.0, sky_ujy=2900.0
    )
    return replace(usual, **changes)


def rank(mag, one, *, pixel=False, **changes):
    found = brightness(source(mag, **changes), [one], pixel=pixel, sky_fraction=0.1)
    return int(found.rank[0, 0])


def flux(mag):
    return float(brightness(source(mag), [limit()], pixel=False, sky_fraction=1).flux_ujy[0, 0])


@pytest.mark.parametrize(
    ("ujy", "pixel", "expected"),
    [
        (7.2, False, NOTHING),
        (7.4, False, WARNING),
        (72.0, True, WARNING),
        (74.0, True, ERROR),
        (74.0, False, WARNING),
        (289.0, False, WARNING),
        (291.0, False, ERROR),
    ],
)
def test_the_classes_begin_at_1_sigma_10_sigma_and_a_tenth_of_the_sky(ujy, pixel, expected):
    mag = 10.0 - 2.5 * np.log10(ujy / flux(10.0))
    assert flux(mag) == pytest.approx(ujy)
    assert rank(mag, limit(), pixel=pixel) == expected


def test_channel_1_is_not_held_against_the_light_of_the_sky():
    bright = 5.0
    assert rank(bright, limit("1A", 5.33), pixel=False) == WARNING
    assert rank(bright, limit("2A"), pixel=False) == ERROR


def test_an_upper_limit_in_w3_leaves_more_than_the_prediction_possible():
    faint = {"w1mpro": 19.0, "w2mpro": 19.0, "w3mpro": 12.0, "w3sigmpro": None, "ph_qual": "AAUU"}
    one = limit("2C", 10.85, ujy=500.0)
    found = brightness(source(19.0, **faint), [one], pixel=True, sky_fraction=0.1)
    assert found.flux_ujy[0, 0] < 50 < found.worst_ujy[0, 0]
    assert found.rank[0, 0] == LIMIT
    assert found.held(0, 0) == (float(found.worst_ujy[0, 0]), "upper limit")


def test_what_a_prediction_rests_on_is_told():
    measured = brightness(source(9.0), [limit()], pixel=False, sky_fraction=0.1)
    assert measured.held(0, 0)[1] == "measured"
    blue = source(9.0, w3mpro=None, w4mpro=None, ph_qual="AAXX")
    assert brightness(blue, [limit()], pixel=False, sky_fraction=0.1).held(0, 0)[1] == "estimated"


def test_a_row_without_any_magnitude_matters_nowhere():
    empty = {f"w{band}mpro": None for band in "1234"}
    nothing = source(9.0, **empty, j_m_2mass=None, h_m_2mass=None, k_m_2mass=None)
    found = brightness(nothing, [limit()], pixel=True, sky_fraction=0.1)
    assert found.rank[0, 0] == NOTHING
