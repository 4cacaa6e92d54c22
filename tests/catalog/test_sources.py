"""What the flags of a source say of it."""

from __future__ import annotations

import pytest

from aptcheck.catalog.merge import merged
from aptcheck.catalog.sources import remarks
from aptcheck.catalog.survey import TWO_MASS
from tests.catalog.skies import rows, seen_by_both, star_row


def test_flags_annotate_and_delete_nothing() -> None:
    sources = seen_by_both({"cc_flags": "Dh00", "ext_flg": 2, "w3snr": 20.0, "w3rchi2": 9.0}, {})
    assert len(sources) == 1
    assert remarks(sources, 0) == (
        "may be an artefact (diffraction spike, cc_flags Dh00)",
        "photometry touched by an artefact (cc_flags Dh00)",
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
def test_two_mass_flags_are_told(near: dict[str, object], what: str) -> None:
    sources = merged([rows(TWO_MASS, star_row(TWO_MASS, **near))])
    assert any(what in remark for remark in remarks(sources, 0))


def test_a_good_fit_is_not_called_nebulosity() -> None:
    assert not seen_by_both({"w3snr": 20.0, "w3rchi2": 1.0}, {}).nebulous.any()
    assert not seen_by_both({"w3snr": 20.0, "w3rchi2": None}, {}).nebulous.any()
