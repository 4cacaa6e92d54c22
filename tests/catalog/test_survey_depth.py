"""What the surveys could not see."""

from __future__ import annotations

import pytest

from aptcheck.catalog.survey import SURVEYS, TWO_MASS
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
