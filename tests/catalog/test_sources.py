"""What the flags of a source mean."""

from __future__ import annotations

import pytest

from aptcheck.catalog.merge import merged
from aptcheck.catalog.sources import remarks
from aptcheck.catalog.survey import ALLWISE, TWO_MASS
from tests.catalog.skies import rows, seen_by_both, star_row


def test_flags_annotate_and_delete_nothing() -> None:
    sources = seen_by_both({"cc_flags": "Dh00", "ext_flg": 2, "w3snr": 20.0, "w3rchi2": 9.0}, {})
    assert len(sources) == 1
    assert remarks(sources, 0) == (
        "may be an artefact (diffraction spike, cc_flags Dh00)",
        "photometry affected by an artefact (cc_flags Dh00)",
        "extended",
        "nebulosity suspected",
        "upper limit in W4",
    )
    assert remarks(seen_by_both({"w4mpro": None}, {}), 0) == ()


@pytest.mark.parametrize(
    ("near", "what"),
    [
        ({"ext_key": 5}, "extended"),
        ({"gal_contam": 1}, "extended"),
        ({"cc_flg": "c00"}, "confused"),
    ],
)
def test_two_mass_flags_are_reported(near: dict[str, object], what: str) -> None:
    sources = merged([rows(TWO_MASS, star_row(TWO_MASS, **near))])
    assert any(what in remark for remark in remarks(sources, 0))


def test_a_good_fit_is_not_called_nebulosity() -> None:
    assert not seen_by_both({"w3snr": 20.0, "w3rchi2": 1.0}, {}).nebulous.any()
    assert not seen_by_both({"w3snr": 20.0, "w3rchi2": None}, {}).nebulous.any()


def unseen(**changes: object) -> dict[str, object]:
    """Return a row with nothing but limits, and what is changed in it."""
    limits = {"w1mpro": 17.5, "w2mpro": 16.8, "w3mpro": 12.5, "w4mpro": 8.9}
    errors = {f"w{band}sigmpro": None for band in (1, 2, 3, 4)}
    near = {f"{band}_m_2mass": None for band in "jhk"}
    return {**limits, **errors, **near, "ph_qual": "UUUU", **changes}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"w4mpro": 7.5, "w4sigmpro": 0.03, "ph_qual": "UUUA"}, "seen in W4 only"),
        ({"w3mpro": 10.5, "w3sigmpro": 0.03, "ph_qual": "UUAU"}, "seen in W3 only"),
        (
            {"w3mpro": 10.5, "w3sigmpro": 0.03, "w4mpro": 7, "w4sigmpro": 0.1, "ph_qual": "UUAA"},
            "seen in W3 and W4 only",
        ),
    ],
)
def test_what_only_long_wavelengths_saw_is_not_a_star(
    changes: dict[str, object], words: str
) -> None:
    sources = merged([rows(ALLWISE, star_row(ALLWISE, **unseen(**changes)))])
    assert sources.no_star.tolist() == [True]
    assert f"{words}: likely an artefact or nebulosity" in remarks(sources, 0)


@pytest.mark.parametrize(
    "changes",
    [
        {"w3mpro": 10.5, "w3sigmpro": 0.03, "w1mpro": 10.6, "w2mpro": 10.6, "ph_qual": "UUAU"},
        {"w3mpro": 10.5, "w3sigmpro": 0.03, "w2mpro": 14.0, "w2sigmpro": 0.1, "ph_qual": "UAAU"},
        {"w3mpro": 10.5, "w3sigmpro": 0.03, "w1mpro": None, "w2mpro": None, "ph_qual": "XXAU"},
        {},
    ],
)
def test_a_band_that_does_not_reach_as_faint_denies_no_star(changes: dict[str, object]) -> None:
    assert not merged([rows(ALLWISE, star_row(ALLWISE, **unseen(**changes)))]).no_star.any()
