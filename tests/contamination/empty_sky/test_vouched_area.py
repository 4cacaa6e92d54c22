"""How far from the science positions are looked for: wherever a source is listed near them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from aptcheck.contamination.empty_sky.terms import Terms
from aptcheck.suggestions import SkySearch
from aptcheck.testing import FIELD, pair
from tests.contamination.empty_sky.searching import searched, the_only
from tests.skies import LONELY, allwise, offset_position, star

LEFT_OUT = (
    "Only positions with a listed source within 300 arcsec were tried: elsewhere the catalogue "
    "may not cover the sky."
)


def stars(count: int, inner: float, outer: float, seed: int = 5) -> list[dict[str, Any]]:
    """Return faint stars spread evenly over a ring about the science."""
    dice = np.random.default_rng(seed)
    away = np.sqrt(dice.uniform(inner**2, outer**2, count))
    turn = dice.uniform(0, 2 * np.pi, count)
    return [
        star(float(r * np.sin(t)), float(r * np.cos(t)), 14.0)
        for r, t in zip(away, turn, strict=True)
    ]


@pytest.fixture(scope="module")
def wide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A catalogue of an even sky, far about the science."""
    return allwise(tmp_path_factory.mktemp("wide") / "w.csv", stars(5000, 0, 1500))


def search(folder: Path, catalogue: Path, inner: float, outer: float, far: float = 0) -> SkySearch:
    terms = Terms(inner_arcsec=inner, outer_arcsec=outer, far_arcsec=far, count=2)
    return the_only(searched(folder, pair(), catalogue, terms=terms))


def test_a_ring_within_another_has_no_better_position(tmp_path: Path, wide: Path) -> None:
    whole = search(tmp_path, wide, 0, 1200)
    assert whole.bound_arcsec is not None
    for inner, outer in ((0, 300), (300, 600), (600, 900), (900, 1200)):
        part = search(tmp_path, wide, inner, outer)
        assert part.status == "ok"
        assert LEFT_OUT not in part.remarks
        assert inner - 0.1 <= part.suggestions[0].offset_arcsec <= outer + 0.1
        assert part.suggestions[0].margin_arcsec <= whole.bound_arcsec + 0.01


def test_the_first_clean_position_may_be_far_beyond_the_sources_nearby(tmp_path: Path) -> None:
    thick = [star(x, y, 8.0) for x in range(-360, 361, 8) for y in range(-360, 361, 8)]
    catalogue = allwise(tmp_path / "w.csv", [*thick, *stars(2500, 520, 1300)])
    found = search(tmp_path, catalogue, 30, 60, far=600)
    assert found.status == "crowded"
    assert found.first_clean_arcsec is not None
    assert 360 < found.first_clean_arcsec < 520


def test_what_is_not_looked_at_is_said(tmp_path: Path) -> None:
    east = [one for one in stars(4000, 0, 1300) if one["east"] > 200]
    catalogue = allwise(tmp_path / "w.csv", east)
    found = search(tmp_path, catalogue, 300, 600)
    assert LEFT_OUT in found.remarks
    for one in found.suggestions:
        near = [offset_position(FIELD, star["east"], star["north"]) for star in [*east, LONELY]]
        away = min(
            np.hypot((ra - one.ra_deg) * np.cos(np.radians(one.dec_deg)), dec - one.dec_deg)
            for ra, dec in near
        )
        assert away * 3600 <= 300
    within_reach = search(tmp_path, catalogue, 30, 60)
    assert LEFT_OUT not in within_reach.remarks


def test_a_sky_that_was_looked_at_in_part_is_not_said_to_have_no_clean_position(
    tmp_path: Path,
) -> None:
    lost = star(40.0, 0.0, 8.0, sigra=900.0, sigdec=900.0)
    catalogue = allwise(tmp_path / "w.csv", [lost])
    found = search(tmp_path, catalogue, 30, 60, far=1500)
    assert found.status == "crowded"
    assert (found.first_clean_arcsec, found.looked_out_to_arcsec) == (None, None)
    near = search(tmp_path, catalogue, 30, 60, far=100)
    assert (near.first_clean_arcsec, near.looked_out_to_arcsec) == (None, 100)
