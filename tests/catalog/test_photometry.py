from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aptcheck.catalog.merge import merged
from aptcheck.catalog.photometry import (
    MARGIN_DEX,
    WAVELENGTH_UM,
    ZERO_POINT_JY,
    interpolated,
    predict,
    zero_colour,
)
from aptcheck.catalog.survey import ALLWISE, TWO_MASS
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
    limit = prediction([10.85], w3sigmpro=0.1, ph_qual="AAUU")
    detection = prediction([10.85], w3sigmpro=0.1, ph_qual="AAAU")
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


@given(
    mags=st.lists(st.one_of(st.none(), st.floats(-3, 20)), min_size=4, max_size=4),
    sigmas=st.lists(st.one_of(st.none(), st.floats(0.01, 0.5)), min_size=4, max_size=4),
    um=st.floats(4.9, 28.0),
)
def test_the_worst_case_is_never_below_the_prediction(
    mags: list[float | None], sigmas: list[float | None], um: float
) -> None:
    changes = {f"w{band + 1}mpro": mags[band] for band in range(4)}
    changes |= {f"w{band + 1}sigmpro": sigmas[band] for band in range(4)}
    found = prediction([um], ph_qual="AAAA", **changes)
    assert not found.worst_ujy[0, 0] < found.flux_ujy[0, 0]
    assert np.isfinite(found.flux_ujy[0, 0])  # J, H and Ks are always there
