"""A lock answers for every cone that is entirely inside a stored one, as its supplier would."""

from __future__ import annotations

import csv
import itertools
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from astropy import units as u
from astropy.coordinates import SkyCoord
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from aptcheck.catalog import LOCK_NAME
from aptcheck.catalog.batch import Batch
from aptcheck.catalog.dialect import IRSA_NAMES
from aptcheck.catalog.fetch import fetch
from aptcheck.catalog.local import CatalogueFile
from aptcheck.catalog.lock_file import dumps
from aptcheck.catalog.lock_provider import LockFile
from aptcheck.catalog.position import Position
from aptcheck.catalog.survey import ALLWISE
from tests.catalog.locks import batch
from tests.catalog.skies import POSITION, RADIUS, rows, star_row

WIDE = 420.0 / 3600.0
ARCSEC = 1.0 / 3600.0
SCIENCE = replace(POSITION, field_id="pair observation 1")
#: 80 arcsec from the science target, so that its cone of 300 is within the one of 420.
SKY = replace(POSITION, dec_deg=2.0 + 80.0 * ARCSEC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / LOCK_NAME


def wide(**changes: object) -> Batch:
    """Return IRSA's answer for 420 arcsec around the science target."""
    usual: dict[str, Any] = {
        "radius_deg": WIDE,
        "query": IRSA_NAMES.query(ALLWISE, WIDE),
        "positions": (SCIENCE,),
    }
    return batch(**usual | changes)


def asked(path: Path, *batches: Batch, at: Position = SKY, radius: float = RADIUS) -> Batch:
    path.write_text(dumps(batches), encoding="utf-8")
    (given,) = LockFile(path).ask(ALLWISE, [at], radius)
    return given


def test_the_answer_has_its_own_radius_and_says_who_answered_and_when(path: Path) -> None:
    given = asked(path, wide())
    assert given.answered
    assert (given.positions, given.radius_deg) == ((SKY,), RADIUS)
    assert (given.provider, given.asked) == ("IRSA", "2026-11-22T10:00:00Z")
    assert given.query == wide().query


@pytest.mark.parametrize(("beyond", "answered"), [(0.0, True), (0.1, False)])
def test_a_cone_that_reaches_out_of_the_one_held_is_not_answered(
    path: Path, beyond: float, answered: bool
) -> None:
    at = replace(SKY, dec_deg=2.0 + (120.0 + beyond) * ARCSEC)
    given = asked(path, wide(), at=at)
    assert given.answered is answered
    if not answered:
        assert given.reason == "does not contain this field: write the lock again"


def test_rows_outside_the_cone_asked_for_are_left_out(path: Path) -> None:
    inside, outside = (
        star_row(ALLWISE, designation=name, dec=2.0 + north * ARCSEC)
        for name, north in (("inside", -219.0), ("outside", -221.0))
    )
    given = asked(path, wide(rows=rows(ALLWISE, inside, outside)))
    assert given.rows is not None
    assert given.rows["designation"].tolist() == ["inside"]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"query": "SELECT ra FROM allwise_p3as_psd"}, "sends a different query"),
        ({"query": IRSA_NAMES.query(ALLWISE, RADIUS)}, "sends a different query"),
        ({"rows": None, "reason": "refused the connection"}, "refused the connection"),
    ],
)
def test_a_wider_cone_that_is_no_answer_gives_its_reason(
    path: Path, changes: dict[str, object], reason: str
) -> None:
    given = asked(path, wide(**changes))
    assert not given.answered
    assert reason in str(given.reason)


def test_a_wider_cone_that_was_edited_gives_its_reason(path: Path) -> None:
    path.write_text(dumps([wide()]).replace("11.95", "19.95"), encoding="utf-8")
    (given,) = LockFile(path).ask(ALLWISE, [SKY], RADIUS)
    assert "edited after it was written" in str(given.reason)


def test_a_bad_entry_does_not_hide_a_good_one(path: Path) -> None:
    failed = batch(rows=None, reason="refused the connection", positions=(SKY,))
    assert asked(path, failed, wide()).answered


def test_the_smallest_of_several_entries_answers_in_any_order(path: Path) -> None:
    radii = (600.0, 420.0, 480.0, 360.0)
    entries = [
        wide(
            radius_deg=radius * ARCSEC,
            query=IRSA_NAMES.query(ALLWISE, radius * ARCSEC),
            asked=f"2026-11-22T10:{index:02}:00Z",
        )
        for index, radius in enumerate(radii)
    ]
    for order in itertools.permutations(entries):
        # 360 does not contain the cone
        assert asked(path, *order).asked == "2026-11-22T10:01:00Z"


def test_a_place_held_more_narrowly_says_how_far_even_within_a_moved_field(path: Path) -> None:
    narrow = batch(positions=(SKY,))
    moved = batch(
        radius_deg=2 * RADIUS,
        query=IRSA_NAMES.query(ALLWISE, 2 * RADIUS),
        positions=(replace(SKY, dec_deg=3.0),),
    )
    given = asked(path, narrow, moved, radius=WIDE)
    assert given.reason == "is stale: it covers 300 arcsec around this field and 420 are needed"


def test_many_positions_are_each_answered_by_their_own_entry(path: Path) -> None:
    held = [Position(field_id=f"science {n}", ra_deg=0.5 * n, dec_deg=40.0) for n in range(700)]
    asked_for = [replace(one, dec_deg=one.dec_deg + 100.0 * ARCSEC) for one in held]
    out = [replace(one, dec_deg=one.dec_deg + 130.0 * ARCSEC) for one in held]
    path.write_text(dumps([wide(positions=tuple(held))]), encoding="utf-8")
    answer, gap = LockFile(path).ask(ALLWISE, [*asked_for, *out], RADIUS)
    assert answer.positions == tuple(asked_for)
    assert gap.positions == tuple(out)


degrees = st.floats(0.0, 360.0)
places = st.tuples(
    st.sampled_from([0.0, 359.99999, 180.0]) | degrees,
    st.sampled_from([-90.0, 90.0, -89.95, 89.95, 0.0]) | st.floats(-90.0, 90.0),
)


@st.composite
def around(draw: st.DrawFn, farthest_arcsec: float, most: int) -> list[tuple[float, float]]:
    """Draw offsets: how far, arcsec, and at which position angle, degrees."""
    offsets = st.tuples(st.floats(0.0, farthest_arcsec), degrees)
    return draw(st.lists(offsets, min_size=1, max_size=most))


def moved_from(
    centre: tuple[float, float], offsets: list[tuple[float, float]]
) -> list[tuple[float, float]]:
    where = SkyCoord(*centre, unit="deg").directional_offset_by(
        [angle for _, angle in offsets] * u.deg, [far for far, _ in offsets] * u.arcsec
    )
    return list(zip(where.ra.deg.tolist(), where.dec.deg.tolist(), strict=True))


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    centre=places,
    stars=around(1200.0, 40),
    fields_held=around(700.0, 3),
    held_arcsec=st.floats(100.0, 700.0),
    radius_arcsec=st.floats(50.0, 700.0),
    way=st.tuples(st.floats(0.0, 1.4), degrees),
)
@example(
    centre=(359.99999, 89.95),
    stars=[(20.0 * n, 37.0 * n) for n in range(40)],
    fields_held=[(200.0, 80.0), (0.0, 0.0)],
    held_arcsec=420.0,
    radius_arcsec=300.0,
    way=(0.66, 200.0),
)
def test_a_lock_answers_as_its_supplier_would_or_not_at_all(
    tmp_path: Path,
    centre: tuple[float, float],
    stars: list[tuple[float, float]],
    fields_held: list[tuple[float, float]],
    held_arcsec: float,
    radius_arcsec: float,
    way: tuple[float, float],
) -> None:
    catalogue = tmp_path / "sky.csv"
    with catalogue.open("w", newline="") as stream:
        table = csv.writer(stream)
        table.writerow(["designation", "ra", "dec", "w1mpro"])
        table.writerows(
            [f"star {n}", repr(ra), repr(dec), 9.0 + n / 10]
            for n, (ra, dec) in enumerate(moved_from(centre, stars))
        )
    supplier = CatalogueFile(catalogue)
    held = [
        Position(field_id=f"science {n}", ra_deg=ra, dec_deg=dec)
        for n, (ra, dec) in enumerate(moved_from(centre, fields_held))
    ]
    lock = tmp_path / LOCK_NAME
    frozen = supplier.ask(ALLWISE, held, held_arcsec * ARCSEC)
    lock.write_text(dumps(frozen), encoding="utf-8")

    spare = max(held_arcsec - radius_arcsec, 10.0)
    (place,) = moved_from((held[0].ra_deg, held[0].dec_deg), [(way[0] * spare, way[1])])
    sky = Position(field_id="sky", ra_deg=place[0], dec_deg=place[1])
    here = SkyCoord(*place, unit="deg")
    left = max(
        held_arcsec
        - radius_arcsec
        - float(here.separation(SkyCoord(one.ra_deg, one.dec_deg, unit="deg")).arcsec)
        for one in held
    )
    assume(abs(left) > 0.01)

    (given,) = LockFile(lock).ask(ALLWISE, [sky], radius_arcsec * ARCSEC)
    assert given.answered is (left > 0)
    if not given.answered:
        return
    (fresh,) = supplier.ask(ALLWISE, [sky], radius_arcsec * ARCSEC)
    assert given.rows is not None
    assert fresh.rows is not None
    for name in ALLWISE.columns:
        np.testing.assert_array_equal(given.rows[name], fresh.rows[name])
    ours = fetch([sky], radius_arcsec * ARCSEC, [LockFile(lock)])
    theirs = fetch([sky], radius_arcsec * ARCSEC, [supplier])
    assert ours.fields == theirs.fields
    for field in fields(ours.sources):
        np.testing.assert_array_equal(
            getattr(ours.sources, field.name), getattr(theirs.sources, field.name)
        )
