"""Merging, motion and remarks."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aptcheck.catalog.detections import ALLWISE_EPOCH, TWO_MASS_EPOCH
from aptcheck.catalog.match import separation_arcsec
from aptcheck.catalog.merge import merged
from aptcheck.catalog.motion import WIDENING_LIMIT_ARCSEC, at_epoch, moved, secure
from aptcheck.catalog.sources import Sources, remarks
from aptcheck.catalog.survey import ALLWISE, SURVEYS, TWO_MASS
from aptcheck.catalog.survey_depth import survey_depth
from aptcheck.observatory.sensitivity import mrs_bands
from tests.catalog.skies import rows, star
from tests.shared import ROOT

YEARS = ALLWISE_EPOCH - TWO_MASS_EPOCH


def pair(wise: dict[str, object], near: dict[str, object]) -> Sources:
    return merged([rows(TWO_MASS, star(TWO_MASS, **near)), rows(ALLWISE, star(ALLWISE, **wise))])


def mover(pmra: float, pmdec: float, sigma: float, *, seen: bool = True) -> Sources:
    """Return a star that 2MASS saw where its motion says, or where it stands now."""
    then = YEARS if seen else 0.0
    ra, dec = moved(
        np.array([150.0]),
        np.array([60.0]),
        np.array([-pmra * then / 1e3]),
        np.array([-pmdec * then / 1e3]),
    )
    return pair(
        {
            "ra": 150.0,
            "dec": 60.0,
            "pmra": pmra,
            "pmdec": pmdec,
            "sigpmra": sigma,
            "sigpmdec": sigma,
        },
        {"ra": float(ra[0]), "dec": float(dec[0])},
    )


def test_one_star_is_one_source() -> None:
    sources = pair({"dec": 2.0}, {"dec": 2.0 + 1 / 3600, "j_m": 12.6})
    assert list(sources.catalogue) == ["AllWISE+2MASS"]
    assert list(sources.designation) == ["J100000.02+020000.3"]
    assert sources.mag[0, 0] == 12.6
    assert sources.dec_deg[0] == 2.0
    assert sources.offset_arcsec[0] == pytest.approx(1.0)


def test_two_stars_stay_two() -> None:
    apart = pair({"dec": 2.0, "k_m_2mass": None}, {"dec": 2.0 + 4 / 3600})
    assert sorted(apart.catalogue) == ["2MASS", "AllWISE"]
    different = pair({"k_m_2mass": 9.0}, {"k_m": 12.0})
    assert sorted(different.catalogue) == ["2MASS", "AllWISE"]


def test_each_row_has_one_partner_and_it_is_the_nearest() -> None:
    near = rows(
        TWO_MASS,
        star(TWO_MASS, designation="a", dec=2.0),
        star(TWO_MASS, designation="b", dec=2.0 + 2 / 3600),
    )
    wise = rows(ALLWISE, star(ALLWISE, dec=2.0 + 1.5 / 3600))
    sources = merged([near, wise])
    assert sorted(sources.catalogue) == ["2MASS", "AllWISE+2MASS"]
    assert sources.designation[sources.catalogue == "2MASS"] == ["a"]


def test_the_two_mass_key_decides_where_it_is_known() -> None:
    sources = pair({"tmass_key": 77, "dec": 2.0}, {"pts_key": 77, "dec": 2.0 + 30 / 3600})
    assert list(sources.catalogue) == ["AllWISE+2MASS"]


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


def test_a_fast_star_far_from_its_two_mass_position_is_still_one_source() -> None:
    sources = mover(2000.0, 0.0, 30.0)
    assert list(sources.catalogue) == ["AllWISE+2MASS"]
    assert sources.offset_arcsec[0] == pytest.approx(2.0 * YEARS, rel=1e-4)


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
    sources = pair({}, {})
    then = at_epoch(sources, 2028.0)
    assert (then.ra_deg, then.dec_deg) == (sources.ra_deg, sources.dec_deg)
    assert then.position_error_arcsec == sources.position_error_arcsec


@given(pm=st.floats(-3000, 3000), sigma=st.floats(1, 1000), year=st.floats(2022, 2050))
def test_the_widening_is_bounded(pm: float, sigma: float, year: float) -> None:
    sources = mover(pm, 0.0, sigma, seen=False)
    wider = at_epoch(sources, year).position_error_arcsec
    assert (wider >= sources.position_error_arcsec).all()
    assert (wider <= np.hypot(sources.position_error_arcsec, WIDENING_LIMIT_ARCSEC)).all()


def test_flags_annotate_and_delete_nothing() -> None:
    sources = pair({"cc_flags": "Dh00", "ext_flg": 2, "w3snr": 20.0, "w3rchi2": 9.0}, {})
    assert len(sources) == 1
    assert remarks(sources, 0) == (
        "may be an artefact (diffraction spike, cc_flags Dh00)",
        "photometry touched by an artefact (cc_flags Dh00)",
        "extended",
        "nebulosity suspected",
        "upper limit in W4",
    )
    assert remarks(pair({"w4mpro": None}, {}), 0) == ()


@pytest.mark.parametrize(
    ("near", "what"),
    [
        ({"ext_key": 5}, "extended"),
        ({"gal_contam": 1}, "extended"),
        ({"cc_flg": "c00"}, "confused"),
    ],
)
def test_two_mass_flags_are_told(near: dict[str, object], what: str) -> None:
    sources = merged([rows(TWO_MASS, star(TWO_MASS, **near))])
    assert any(what in remark for remark in remarks(sources, 0))


def test_a_good_fit_is_not_called_nebulosity() -> None:
    assert not pair({"w3snr": 20.0, "w3rchi2": 1.0}, {}).nebulous.any()
    assert not pair({"w3snr": 20.0, "w3rchi2": None}, {}).nebulous.any()


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
