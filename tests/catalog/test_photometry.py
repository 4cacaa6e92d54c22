from __future__ import annotations

import csv
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from aptcheck.catalog.detections import detections
from aptcheck.catalog.merge import merged
from aptcheck.catalog.photometry import (
    MARGIN_DEX,
    WAVELENGTH_UM,
    ZERO_POINT_JY,
    Prediction,
    flux_jy,
    interpolated,
    predict,
    zero_colour,
)
from aptcheck.catalog.rows import Rows
from aptcheck.catalog.sources import BANDS, Sources
from aptcheck.catalog.survey import ALLWISE, TWO_MASS
from aptcheck.observatory.sensitivity import mrs_bands
from scripts import cohen_standards
from tests.catalog.skies import rows, star_row
from tests.shared import EXTRACTS, ROOT

#: Medians of predicted over AKARI flux at 9 and 18 micron on the 199 standards.
PUBLISHED = {
    "Rayleigh-Jeans from Ks": (0.61, 0.68),
    "zero colour from Ks": (0.80, 0.90),
    "Rayleigh-Jeans from W3": (0.86, 0.95),
    "power law W3 to W4": (None, 0.996),
}


@pytest.fixture(scope="module")
def standards() -> Path:
    return EXTRACTS / "cohen-standards.csv"


@pytest.mark.parametrize("method", PUBLISHED)
def test_each_method_reproduces_the_medians_of_the_cohen_standards(
    standards: Path, method: str
) -> None:
    assert len(standards.read_text("ascii").splitlines()) == 1 + 199
    medians = cohen_standards.medians(standards)[method]
    for mine, published in zip(medians, PUBLISHED[method], strict=True):
        assert (mine is None) == (published is None)
        assert mine is None or mine == pytest.approx(published, rel=0.03)


def test_what_aptcheck_does_is_within_a_fifth_of_akari(standards: Path) -> None:
    nine, eighteen = cohen_standards.medians(standards)["aptcheck"]
    assert nine == pytest.approx(1.0, abs=0.2)
    assert eighteen == pytest.approx(1.0, abs=0.02)


def test_no_standard_is_dimmed_by_the_limits_of_its_own_row(standards: Path) -> None:
    with standards.open(encoding="ascii") as stream:
        stars = list(csv.DictReader(stream))
    columns = {name: np.array([star[name] for star in stars]) for name in stars[0]}
    sources = detections(Rows.of(ALLWISE, columns))
    bare = replace(sources, mag=np.where(sources.detected, sources.mag, np.nan))
    bands = [band.wavelength_um for band in mrs_bands().values()]
    assert predict(sources, bands).flux_ujy == pytest.approx(
        predict(bare, bands).flux_ujy, nan_ok=True
    )
    assert not predict(sources, bands).limited.any()


def test_the_table_in_the_documentation_is_the_computed_one(standards: Path) -> None:
    page = (ROOT / "docs" / "catalogues.md").read_text(encoding="utf-8")
    table = cohen_standards.table(standards)
    between = re.search(r"<!-- cohen -->\n(.*?)<!-- /cohen -->", page, re.DOTALL)
    assert between is not None
    assert between[1] == table


def prediction(wavelengths: list[float], **changes: object):
    return predict(merged([rows(ALLWISE, star_row(ALLWISE, **changes))]), wavelengths)


def test_between_detected_bands_the_flux_is_a_power_law() -> None:
    found = prediction([8.15])
    w2, w3 = ZERO_POINT_JY[[4, 5]] * 10 ** (-0.4 * np.array([11.96, 11.9])) * 1e6
    expected = interpolated(w2, WAVELENGTH_UM[4], w3, WAVELENGTH_UM[5], 8.15)
    assert found.flux_ujy[0, 0] == pytest.approx(float(expected))
    assert found.measured[0, 0]
    assert found.worst_ujy[0, 0] == found.flux_ujy[0, 0]


def test_beyond_the_last_detected_band_it_is_zero_colour_with_the_margin() -> None:
    found = prediction([12.5], w3mpro=None, w3sigmpro=None, w4mpro=None, ph_qual="AAUU")
    assert found.flux_ujy[0, 0] == pytest.approx(
        float(zero_colour(11.96, 12.5)) * 1e6 * 10**MARGIN_DEX
    )
    assert not found.measured[0, 0]


def test_an_upper_limit_gives_the_red_worst_case() -> None:
    found = prediction([19.29])
    w3, w4 = ZERO_POINT_JY[[5, 6]] * 10 ** (-0.4 * np.array([11.9, 9.0])) * 1e6
    expected = interpolated(w3, WAVELENGTH_UM[5], w4, WAVELENGTH_UM[6], 19.29)
    assert found.worst_ujy[0, 0] == pytest.approx(float(expected))
    assert found.flux_ujy[0, 0] < found.worst_ujy[0, 0]
    assert not found.measured[0, 0]


def test_a_letter_u_makes_a_limit_of_a_magnitude_with_an_error() -> None:
    limit = prediction([10.85], w3mpro=11.0, w3sigmpro=0.1, ph_qual="AAUU")
    detection = prediction([10.85], w3mpro=11.0, w3sigmpro=0.1, ph_qual="AAAU")
    assert detection.measured[0, 0]
    assert not limit.measured[0, 0]
    assert limit.flux_ujy[0, 0] == pytest.approx(
        float(zero_colour(11.96, 10.85)) * 1e6 * 10**MARGIN_DEX
    )


def test_beyond_w4_the_power_law_of_w3_and_w4_goes_on() -> None:
    found = prediction([26.22], w4mpro=8.0, w4sigmpro=0.1, ph_qual="AAAA")
    w3, w4 = ZERO_POINT_JY[[5, 6]] * 10 ** (-0.4 * np.array([11.9, 8.0])) * 1e6
    assert found.flux_ujy[0, 0] == pytest.approx(
        float(interpolated(w3, WAVELENGTH_UM[5], w4, WAVELENGTH_UM[6], 26.22))
    )
    assert found.measured[0, 0]


def test_a_two_mass_star_is_predicted_from_ks() -> None:
    found = predict(merged([rows(TWO_MASS, star_row(TWO_MASS))]), [5.33])
    assert found.flux_ujy[0, 0] == pytest.approx(
        float(zero_colour(12.0, 5.33)) * 1e6 * 10**MARGIN_DEX
    )


def test_a_source_seen_only_as_limits_has_a_worst_case_and_no_prediction() -> None:
    only = {name: None for name in star_row(ALLWISE) if name.endswith(("sigmpro", "_2mass"))}
    found = prediction([12.5], **only)
    assert np.isnan(found.flux_ujy[0, 0])
    assert found.worst_ujy[0, 0] > 0


#: Nothing in 2MASS, and W1 > 17.5, W2 > 16.8, W3 > 12.5 mag beside a detection in W3 or W4.
LIMITS = {
    **{f"{band}_m_2mass": None for band in "jhk"},
    **{f"w{band}sigmpro": None for band in "1234"},
    "w1mpro": 17.5,
    "w2mpro": 16.8,
    "w3mpro": 12.5,
    "w4mpro": 8.9,
}
W4_ALONE = {**LIMITS, "w4mpro": 7.5, "w4sigmpro": 0.03, "ph_qual": "UUUA"}
W3_ALONE = {**LIMITS, "w3mpro": 10.5, "w3sigmpro": 0.03, "ph_qual": "UUAU"}


@pytest.mark.parametrize(
    ("row", "ujy"), [(W4_ALONE, 134.0), (W3_ALONE, 421.0)], ids=["W4 alone", "W3 alone"]
)
def test_a_source_is_no_brighter_than_its_own_limits_allow(
    row: dict[str, object], ujy: float
) -> None:
    found = prediction([8.15], **row)
    assert found.flux_ujy[0, 0] == pytest.approx(ujy, rel=0.01)
    assert found.worst_ujy[0, 0] == pytest.approx(found.flux_ujy[0, 0])
    assert found.limited[0, 0]
    assert not found.measured[0, 0]


def test_limits_bound_nothing_beyond_the_band_that_was_detected() -> None:
    w4 = prediction([19.29, 22.48, 26.22], **W4_ALONE)
    assert w4.limited.tolist() == [[True, False, False]]
    # what only W4 saw is not a star, and has no excess
    assert w4.flux_ujy[0, 1:] == pytest.approx(zero_colour(7.5, [22.48, 26.22]) * 1e6)
    assert prediction([10.85, 12.5], **W3_ALONE).limited.tolist() == [[True, False]]


def test_a_limit_that_cuts_the_margin_alone_leaves_an_estimate() -> None:
    found = prediction([10.85], w3mpro=11.9, w3sigmpro=None, ph_qual="AAUU")
    star = float(zero_colour(11.96, 10.85)) * 1e6
    assert star < found.flux_ujy[0, 0] < star * 10**MARGIN_DEX
    assert not found.limited[0, 0]
    assert not found.measured[0, 0]


def test_a_detection_that_limits_contradict_neither_brightens_nor_hides_a_star() -> None:
    unseen = {"w3mpro": 12.5, "w3sigmpro": None, "w4sigmpro": None}
    star = {"w1mpro": 14.0, "w2mpro": 14.0, **{f"{band}_m_2mass": 14.0 for band in "jhk"}}
    alone = prediction([8.15], **star, **unseen, w4mpro=9.0, ph_qual="AAUU")
    noise = {**unseen, "w4mpro": 8.5, "w4sigmpro": 0.4}
    found = prediction([8.15], **star, **noise, ph_qual="AAUC")
    assert found.flux_ujy == pytest.approx(alone.flux_ujy)
    assert found.flux_ujy[0, 0] < found.worst_ujy[0, 0]
    assert not found.limited[0, 0]
    assert not found.measured[0, 0]


#: 2MASS and AllWISE in full: what each band holds, and as what.
STATES = arrays.arrays(np.int8, (len(BANDS),), elements=st.sampled_from([-1, 0, 1]))
MAGS = arrays.arrays(np.float64, (len(BANDS),), elements=st.floats(-3, 20))
UM = st.one_of(st.floats(4.9, 28.0), st.sampled_from(WAVELENGTH_UM.tolist()))
ABSENT, LIMIT, SEEN = -1, 0, 1


def one_source(mags: np.ndarray, states: np.ndarray) -> Sources:
    row = merged([rows(ALLWISE, star_row(ALLWISE))])
    return replace(
        row,
        mag=np.where(states == ABSENT, np.nan, mags)[np.newaxis],
        detected=(states == SEEN)[np.newaxis],
    )


def of(mags: np.ndarray, states: np.ndarray, um: float) -> Prediction:
    return predict(one_source(mags, states), [um])


def lines_of_limits(mags: np.ndarray, states: np.ndarray, um: float) -> list[float]:
    """Return the line between the neighbouring known bands, unless both are detected."""
    known = np.flatnonzero(states != ABSENT)
    below, above = known[WAVELENGTH_UM[known] <= um], known[WAVELENGTH_UM[known] > um]
    if not len(below) or not len(above):
        return []
    a, b = below[-1], above[0]
    if states[a] == states[b] == SEEN:
        return []
    flux = flux_jy(mags) * 1e6
    return [float(interpolated(flux[a], WAVELENGTH_UM[a], flux[b], WAVELENGTH_UM[b], um))]


@given(mags=MAGS, states=STATES, um=UM)
def test_the_prediction_is_above_neither_the_limits_nor_the_worst_case(
    mags: np.ndarray, states: np.ndarray, um: float
) -> None:
    found = of(mags, states, um)
    assert not found.worst_ujy[0, 0] < found.flux_ujy[0, 0]
    assert np.isfinite(found.flux_ujy[0, 0]) == (states == SEEN).any()
    assert np.isfinite(found.worst_ujy[0, 0]) == (states != ABSENT).any()
    for line in lines_of_limits(mags, states, um):
        assert not found.flux_ujy[0, 0] > line * (1 + 1e-9)


@given(mags=MAGS, states=STATES, um=UM, band=st.integers(0, len(BANDS) - 1), by=st.floats(0, 5))
def test_one_more_limit_or_a_deeper_one_never_makes_a_source_brighter(
    mags: np.ndarray, states: np.ndarray, um: float, band: int, by: float
) -> None:
    if states[band] == SEEN:
        states[band] = ABSENT
    before = of(mags, states, um)
    mags[band] += by
    states[band] = LIMIT
    after = of(mags, states, um)
    assert not after.flux_ujy[0, 0] > before.flux_ujy[0, 0] * (1 + 1e-9)
    assert not (before.limited[0, 0] and not after.limited[0, 0])


@given(mags=MAGS, states=STATES, um=UM)
def test_without_limits_the_detections_alone_decide(
    mags: np.ndarray, states: np.ndarray, um: float
) -> None:
    states[states == LIMIT] = ABSENT
    found = of(mags, states, um)
    np.testing.assert_array_equal(found.worst_ujy, found.flux_ujy)
    assert not found.limited[0, 0]
    known = np.flatnonzero(states == SEEN)
    if not len(known):
        return
    x, flux = np.log10(WAVELENGTH_UM[known]), np.log10(flux_jy(mags)[known]) + 6
    if x[0] <= np.log10(um) < x[-1]:
        assert found.measured[0, 0]
        assert np.log10(found.flux_ujy[0, 0]) == pytest.approx(np.interp(np.log10(um), x, flux))
    elif not found.measured[0, 0]:
        nearest = mags[known[-1] if um >= WAVELENGTH_UM[known[-1]] else known[0]]
        expected = float(zero_colour(nearest, um)) * 1e6 * 10**MARGIN_DEX
        assert found.flux_ujy[0, 0] == pytest.approx(expected)


@pytest.mark.parametrize("given", [1.645, 6.8, 8.5])
@pytest.mark.parametrize("near_infrared", [-0.78, None])
def test_a_saturated_band_limits_nothing(given: float, near_infrared: float | None) -> None:
    """Stars like Alpha Arietis: W2 has an upper limit that is magnitudes too faint."""
    star = {"w1mpro": 0.0, "w3mpro": -0.7, "w4mpro": -0.8, "k_m_2mass": near_infrared}
    saturated = prediction([5.3], **star, w2mpro=given, w2sigmpro=None, ph_qual="AUAA")
    without = prediction([5.3], **star, w2mpro=None, w2sigmpro=None, ph_qual="AXAA")
    assert saturated.flux_ujy == pytest.approx(without.flux_ujy)
    assert not saturated.limited.any()


@pytest.mark.parametrize("lack", [0.02, 0.05, 0.3])
def test_a_detected_star_is_no_artefact_for_a_limit_that_is_a_little_low(lack: float) -> None:
    found = prediction(
        [5.33, 8.15, 10.85],
        w1mpro=11.5,
        w2mpro=11.5,
        w3mpro=11.5 + lack,
        w4mpro=11.6,
        w3sigmpro=None,
        w4sigmpro=None,
        ph_qual="AAUU",
    )
    assert not found.limited.any()
    star = zero_colour(11.5, [5.33, 8.15, 10.85]) * 1e6
    assert (found.flux_ujy[0] > 0.7 * star).all()
