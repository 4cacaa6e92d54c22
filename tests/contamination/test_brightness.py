"""When a source matters: flux against exposure, against the light of the sky, and upper limits."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from aptcheck.catalog.detections import detections
from aptcheck.catalog.survey import ALLWISE
from aptcheck.contamination.brightness import (
    ERROR,
    LIMIT,
    NOTHING,
    WARNING,
    band_limits,
    brightness,
)
from aptcheck.modes.band_limit import BandLimit, Sensitivity
from aptcheck.modes.mrs.band_limits import band_limit
from aptcheck.modes.mrs.fields import field_of
from aptcheck.observatory.sensitivity import mrs_bands
from aptcheck.testing import exposure, group, mrs, pair, proposal, target
from tests.background.reading import graph_of
from tests.catalog.skies import rows, star_row

BANDS = tuple(mrs_bands())
FLAT = {f"w{band}{what}": value for band in "1234" for what, value in {"sigmpro": 0.02}.items()}


def source(mag, **changes):
    same = {f"w{band}mpro": mag for band in "1234"}
    return detections(
        rows(ALLWISE, star_row(ALLWISE, **{**FLAT, **same, "ph_qual": "AAAA", **changes}))
    )


def limit(band="2A", wavelength=8.15, *, ujy=73.0, **changes) -> BandLimit:
    usual = replace(band_limit(band, None), wavelength_um=wavelength, sky_ujy=2900.0)
    known = Sensitivity(ujy=ujy, seconds=1e4, assumed=False, worst_ujy=2 * ujy, worst_um=wavelength)
    return replace(usual, sensitivity=known, **changes)


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


def test_channel_1_is_not_compared_with_the_light_of_the_sky():
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


BLUE = dict.fromkeys(("w1sigmpro", "w2sigmpro", "w3sigmpro"))
W4_ALONE = {
    **BLUE,
    **dict.fromkeys(("j_m_2mass", "h_m_2mass", "k_m_2mass")),
    "w1mpro": 17.5,
    "w2mpro": 16.8,
    "w3mpro": 12.5,
    "w4mpro": 7.5,
    "ph_qual": "UUUA",
}


@pytest.mark.parametrize("pixel", [False, True])
@pytest.mark.parametrize("ten_sigma", [73.0, 1e3])
def test_what_its_own_limits_leave_of_a_source_is_a_limit_however_much(pixel, ten_sigma):
    one = limit(ujy=ten_sigma, sky_ujy=100.0)
    found = brightness(source(7.5, **W4_ALONE), [one], pixel=pixel, sky_fraction=0.1)
    assert found.limited[0, 0]
    assert found.rank[0, 0] == LIMIT
    assert found.held(0, 0) == (float(found.flux_ujy[0, 0]), "upper limit")


def test_what_its_own_limits_leave_below_1_sigma_matters_nowhere():
    assert rank(7.5, limit(ujy=2000.0), pixel=True, **W4_ALONE) == NOTHING


def test_where_the_band_is_detected_limits_elsewhere_take_nothing_away():
    assert rank(7.5, limit("4B", 22.48, ujy=1775.0), pixel=True, **W4_ALONE) == ERROR


def test_what_a_prediction_rests_on_is_reported():
    measured = brightness(source(9.0), [limit()], pixel=False, sky_fraction=0.1)
    assert measured.held(0, 0)[1] == "measured"
    blue = source(9.0, w3mpro=None, w4mpro=None, ph_qual="AAXX")
    assert brightness(blue, [limit()], pixel=False, sky_fraction=0.1).held(0, 0)[1] == "estimated"


def test_a_row_without_any_magnitude_matters_nowhere():
    empty = {f"w{band}mpro": None for band in "1234"}
    nothing = source(9.0, **empty, j_m_2mass=None, h_m_2mass=None, k_m_2mass=None)
    found = brightness(nothing, [limit()], pixel=True, sky_fraction=0.1)
    assert found.rank[0, 0] == NOTHING


def sides(document):
    graph = graph_of(document)
    (sky,) = graph.skies
    return sky, [science for bond in graph.declared.bonds_to(sky) for science in bond.sciences]


def limits(document):
    sky, sciences = sides(document)
    return {limit.band: limit for limit in band_limits(field_of(sky), sky, sciences)}


def seconds(document):
    return {band: limit.sensitivity.seconds for band, limit in limits(document).items()}


def test_the_limit_falls_with_the_root_of_the_science_exposure():
    found = limits(pair(both={"groups": 100}))
    assert list(found) == sorted(BANDS)
    taken, known = 4 * 100 * 2.775, found["2B"].sensitivity
    assert known.seconds == pytest.approx(taken)
    assert known.ujy == pytest.approx(73 * math.sqrt(10_000 / taken))
    assert not known.assumed


def test_channels_1_and_2_are_the_short_arm_and_3_and_4_the_long_one():
    found = seconds(pair(both={"groups_short": 10, "groups_long": 40}))
    assert found["1A"] == found["2C"] == pytest.approx(4 * 10 * 2.775)
    assert found["3A"] == found["4C"] == pytest.approx(4 * 40 * 2.775)


def test_a_deeper_background_does_not_make_the_limit_deeper():
    deeper, usual = limits(pair(sky={"groups": 200})), limits(pair())
    assert {band: limit.sensitivity for band, limit in deeper.items()} == {
        band: limit.sensitivity for band, limit in usual.items()
    }


def test_of_two_science_targets_the_deepest_counts():
    document = proposal(
        targets=[
            target(1, "A", background=[3]),
            target(2, "B", background=[3], north=40),
            target(3, "SKY", north=90),
        ],
        observations=[mrs(1, groups=10), mrs(2, groups=60), mrs(3, groups=10)],
        links=[group(1, 2, 3)],
    )
    assert seconds(document)["1A"] == pytest.approx(4 * 60 * 2.775)


def test_a_band_no_science_takes_is_left_out():
    found = limits(pair(science={"gratings": ["SHORT"]}))
    assert sorted(found) == ["1A", "2A", "3A", "4A"]


def test_an_unknown_readout_leaves_10_ks_and_says_so():
    found = limits(pair(both={"readout": "QUICK"}))
    assert found["1A"].sensitivity.assumed
    assert found["1A"].sensitivity.ujy == 81


def test_an_unknown_wavelength_counts_for_all_bands():
    document = pair(both={"exposures": [exposure("RED")]})
    assert sorted(limits(document)) == sorted(BANDS)


def test_a_background_without_science_is_compared_with_itself():
    sky, _ = sides(pair(sky={"groups": 50}))
    first, *_ = band_limits(field_of(sky), sky, [])
    assert first.band == "1A"
    assert first.sensitivity.seconds == pytest.approx(4 * 50 * 2.775)
