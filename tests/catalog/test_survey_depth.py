"""What the surveys could not see."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aptcheck.catalog.photometry import WAVELENGTH_UM, ZERO_POINT_JY
from aptcheck.catalog.survey import ALLWISE, SURVEYS, TWO_MASS
from aptcheck.catalog.survey_depth import survey_depth
from aptcheck.observatory.sensitivity import mrs_bands
from tests.shared import ROOT


def test_the_depth_names_what_cannot_be_seen() -> None:
    both, near = survey_depth(11.56, SURVEYS), survey_depth(11.56, [TWO_MASS])
    assert both.any_ujy == pytest.approx(730, rel=0.01)
    assert both.star_ujy == pytest.approx(5.5, rel=0.02)
    assert near.any_ujy is None
    assert near.star_ujy == pytest.approx(31.674e6 * 10 ** (-0.4 * 14.3), rel=0.01)
    assert survey_depth(11.56, []).star_ujy is None


def test_the_depths_in_the_documentation_are_the_computed_ones() -> None:
    page = (ROOT / "docs" / "catalogues.md").read_text(encoding="utf-8")
    bands = [mrs_bands()[name] for name in ("1A", "2A", "3A", "4A", "4C")]
    limits = [f"{band.limit_ujy:.0f}" for band in bands]
    depths = [f"{survey_depth(band.wavelength_um, SURVEYS).any_ujy:.0f}" for band in bands]
    assert f"| MRS, 10 sigma in 10 ks, µJy | {' | '.join(limits)} |" in page
    assert f"| AllWISE rules out any source above, µJy | {' | '.join(depths)} |" in page


#: Of AllWISE at 5 sigma and of 2MASS at 10 sigma, microjansky.
WISE_UJY = (54.0, 71.0, 730.0, 5000.0)
NEAR_UJY = tuple(
    float(zero) * 10 ** (-0.4 * mag) * 1e6
    for zero, mag in zip(ZERO_POINT_JY[:3], (15.8, 15.1, 14.3), strict=True)
)
J, H, KS, W1, W2, W3, W4 = (float(um) for um in WAVELENGTH_UM)


def between(um: float, one: tuple[float, float], other: tuple[float, float]) -> float:
    (um_a, ujy_a), (um_b, ujy_b) = one, other
    share = math.log(um / um_a) / math.log(um_b / um_a)
    return math.exp((1 - share) * math.log(ujy_a) + share * math.log(ujy_b))


@given(um=st.floats(5.0, 28.0), surveys=st.sampled_from([SURVEYS, [ALLWISE]]))
def test_beyond_5_micron_the_bands_of_wise_alone_decide(um, surveys) -> None:
    if um < W3:
        expected = between(um, (W2, WISE_UJY[1]), (W3, WISE_UJY[2]))
    else:
        expected = between(um, (W3, WISE_UJY[2]), (W4, WISE_UJY[3]))
    found = survey_depth(um, surveys)
    assert found.any_ujy == pytest.approx(expected)
    assert found.star_ujy == pytest.approx(survey_depth(um, [ALLWISE]).star_ujy)


def test_between_ks_and_w1_both_surveys_bound_a_source_of_any_colour() -> None:
    both = survey_depth(2.7, SURVEYS)
    assert both.any_ujy == pytest.approx(between(2.7, (KS, NEAR_UJY[2]), (W1, WISE_UJY[0])))
    assert WISE_UJY[0] < both.any_ujy < NEAR_UJY[2]
    for alone in ([TWO_MASS], [ALLWISE]):
        assert survey_depth(2.7, alone).any_ujy is None
        assert survey_depth(2.7, alone).star_ujy is not None
    assert survey_depth(4.0, [TWO_MASS]).any_ujy is None


@given(st.floats(0.6, J, exclude_max=True), st.sampled_from([SURVEYS, [TWO_MASS], [ALLWISE]]))
def test_below_j_nothing_is_known_of_a_source_bluer_than_a_star(um, surveys) -> None:
    found = survey_depth(um, surveys)
    assert found.any_ujy is None
    assert found.star_ujy > 0


@given(st.floats(J, KS), st.sampled_from([SURVEYS, [TWO_MASS]]))
def test_in_the_bands_of_2mass_its_own_limits_bound_a_source(um, surveys) -> None:
    found = survey_depth(um, surveys)
    assert min(NEAR_UJY) * 0.999 <= found.any_ujy <= max(NEAR_UJY) * 1.001


@pytest.mark.parametrize(
    ("um", "ujy"), [*zip((J, H, KS, W1, W2, W3, W4), (*NEAR_UJY, *WISE_UJY), strict=True)]
)
def test_in_a_band_of_a_survey_the_depth_is_its_own(um, ujy) -> None:
    assert survey_depth(um, SURVEYS).any_ujy == pytest.approx(ujy)
