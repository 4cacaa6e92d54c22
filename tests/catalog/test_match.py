from __future__ import annotations

import astropy.units as u
import numpy as np
import pytest
from astropy.coordinates import SkyCoord, search_around_sky
from hypothesis import example, given
from hypothesis import strategies as st

from aptcheck.catalog import match as module
from aptcheck.catalog.match import counts_within, match, separation_arcsec

CENTRES = {"the equator": (150.0, 0.0), "the RA wrap": (0.0, -40.0), "the pole": (30.0, 89.9),
           "the south pole": (200.0, -90.0)}  # fmt: skip


def crowd(
    seed: int, ra: float, dec: float, size: float, count: int
) -> tuple[np.ndarray, np.ndarray]:
    dice = np.random.default_rng(seed)
    around = SkyCoord(ra * u.deg, dec * u.deg).directional_offset_by(
        dice.uniform(0, 360, count) * u.deg, size * np.sqrt(dice.uniform(0, 1, count)) * u.deg
    )
    return around.ra.deg, around.dec.deg


@pytest.mark.parametrize("where", CENTRES)
@pytest.mark.parametrize("radius", [0.0125, 0.3, 5.0])
def test_the_pairs_are_those_of_astropy(where: str, radius: float) -> None:
    fields, sources = crowd(1, *CENTRES[where], 2.0, 60), crowd(2, *CENTRES[where], 2.0, 400)
    found = match(*fields, *sources, radius)
    i, j, separation, _ = search_around_sky(
        SkyCoord(*fields, unit="deg"), SkyCoord(*sources, unit="deg"), radius * u.deg
    )
    oracle = dict(zip(zip(i.tolist(), j.tolist(), strict=True), separation.arcsec, strict=True))
    mine = dict(
        zip(
            zip(found.field.tolist(), found.source.tolist(), strict=True),
            found.separation_arcsec,
            strict=True,
        )
    )
    assert mine.keys() == oracle.keys()
    assert [mine[pair] for pair in oracle] == pytest.approx(list(oracle.values()), abs=1e-6)
    assert (
        counts_within(*fields, *sources, radius).tolist() == np.bincount(i, minlength=60).tolist()
    )


def test_the_pairs_do_not_depend_on_how_many_are_held_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fields, sources = crowd(1, 0.0, 10.0, 1.0, 50), crowd(2, 0.0, 10.0, 1.0, 300)
    whole = match(*fields, *sources, 0.5)
    monkeypatch.setattr(module, "_CANDIDATES", 7)
    parts = match(*fields, *sources, 0.5)
    assert len(whole) > 100
    assert (whole.field == parts.field).all()
    assert (whole.source == parts.source).all()


@pytest.mark.parametrize("pole", [90.0, -90.0])
@pytest.mark.parametrize("ra", [0.0, 1.0, 180.0, 359.9999999, 360.0])
@pytest.mark.parametrize("away", [0.0, 90.0, 180.0, -180.0, -1e-17, 360.0])
def test_a_source_beside_a_pole_is_found_once(pole: float, ra: float, away: float) -> None:
    for dec in (pole, pole * (1 - 1e-6)):
        one = np.array([ra]), np.array([dec]), np.array([ra + away]), np.array([pole * (1 - 5e-6)])
        found = match(*one, 2 / 3600)
        assert (found.field.tolist(), found.source.tolist()) == ([0], [0])
        assert counts_within(*one, 2 / 3600).tolist() == [1]


@example(ra=0.0, dec=90.0, angle=0.0, radius=1.0, inside=True)
@given(
    ra=st.floats(0, 360, exclude_max=True),
    dec=st.floats(-90, 90),
    angle=st.floats(0, 360),
    radius=st.floats(1, 400),
    inside=st.booleans(),
)
def test_a_source_is_found_exactly_within_the_radius(
    ra: float, dec: float, angle: float, radius: float, inside: bool
) -> None:
    distance = radius - 0.001 if inside else radius + 0.001
    place = SkyCoord(ra * u.deg, dec * u.deg).directional_offset_by(
        angle * u.deg, distance * u.arcsec
    )
    found = match(
        np.array([ra]),
        np.array([dec]),
        np.array([place.ra.deg]),
        np.array([place.dec.deg]),
        radius / 3600,
    )
    assert len(found) == inside


def test_nothing_matches_nothing() -> None:
    empty, one = np.empty(0), np.array([1.0])
    assert len(match(empty, empty, one, one, 1.0)) == 0
    assert len(match(one, one, empty, empty, 1.0)) == 0


def test_small_separations_are_exact() -> None:
    one = np.array([10.0])
    assert separation_arcsec(one, one, one, one + 1e-7 / 3600)[0] == pytest.approx(1e-7, rel=1e-3)
