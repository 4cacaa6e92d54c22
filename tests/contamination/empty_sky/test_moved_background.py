"""A background that is moved to what is suggested is clean by the next check."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aptcheck.finding import Severity
from aptcheck.testing import Document, check, dither, offset, pair
from tests.contamination.empty_sky.searching import searched, the_only
from tests.skies import allwise, of_code, star

#: How extended or how strange a source may be.
_KINDS: list[dict[str, Any]] = [
    {},
    {"ext_flg": 1},
    {"w3rchi2": 8.0},
    {"w3rchi2": 1.7, "w3snr": 6.0},
    {"pmra": 900, "sigpmra": 20, "pmdec": -700, "sigpmdec": 20, "k_m_2mass": ""},
    {"w1mpro": 17.5, "w2mpro": 16.8, "w1sigmpro": "", "w2sigmpro": "", "ph_qual": "UUAA"},
    {"cc_flags": "DDdd"},
    {"sigra": 0.9, "sigdec": 0.9},
]
_SOURCE = st.tuples(
    st.floats(-190, 190), st.floats(-190, 190), st.floats(0.5, 15), st.sampled_from(_KINDS)
)
_SETUPS: list[dict[str, Any]] = [
    {},
    {"both": {"dithers": [dither("2-Point", "POINT SOURCE")]}},
    {"science_target": {"proper_motion": (300, -900), "epoch": 2000}},
    {"sky": {"special": [offset(35, -20)]}},
]


def moved_to(setup: dict[str, Any], apt: str) -> Document:
    """Return the pair with its background target at coordinates as APT writes them, and no Offset."""
    kept = {name: value for name, value in setup.items() if name != "sky"}
    return pair(**kept, sky_target={"coordinates": apt})


@settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(sources=st.lists(_SOURCE, min_size=1, max_size=40), setup=st.sampled_from(_SETUPS))
def test_nothing_above_an_info_is_left(tmp_path_factory, sources, setup):
    folder = tmp_path_factory.mktemp("sky")
    stars = [star(east, north, mag, **kind) for east, north, mag, kind in sources]
    catalogue = allwise(folder / "allwise.csv", stars)
    found = the_only(searched(folder, pair(**setup), catalogue))
    assert found.status in ("ok", "crowded")
    assert found.bound_arcsec is not None
    for place in found.suggestions:
        report = check(moved_to(setup, place.apt), catalog=catalogue)
        assert report.scope.fields_checked == report.scope.fields == 1
        grave = [
            one for one in of_code(report, "SKY", "ORI", "BKG6") if one.severity != Severity.INFO
        ]
        if found.status == "ok":
            assert grave == []
            assert 0 < place.margin_arcsec <= found.bound_arcsec + 0.01
        elif place.clean_fraction is not None and place.clean_fraction > 0.001:
            assert of_code(report, "SKY101", "ORI102") == []
