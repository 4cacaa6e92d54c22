"""Catalogues in HATS form: every row in a cone and no other, or a reason."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from aptcheck.catalog import hats, hats_partition
from aptcheck.catalog.choice import hats_url, is_address, names_file
from aptcheck.catalog.choose import providers
from aptcheck.catalog.fetch import fetch
from aptcheck.catalog.match import match
from aptcheck.catalog.position import Position
from aptcheck.catalog.provider import Provider
from aptcheck.catalog.survey import ALLWISE, TWO_MASS
from aptcheck.errors import MissingExtra, UsageError
from aptcheck.testing import pair
from tests.catalog.hats_written import (
    needs_hats,
    partitions,
    sky,
    write_collection,
    write_hats,
)
from tests.catalog.skies import POSITION, RADIUS, star_row
from tests.cli.running import run

#: Where HEALPix has borders: the poles, RA 0, the equator, the corner of base pixels, 41.81 degrees.
BORDERS = [
    *[(ra, dec) for ra in (0.0, 10.0) for dec in (90.0, -90.0, 89.99)],
    *[(ra, dec) for ra in (0.0, 359.9999, 45.0, 90.0) for dec in (0.0, 41.8103, -41.8103, 20.0)],
    *[(22.5, 19.47), (22.6, 19.471), (101.25, -9.594), (-0.001, 66.44)],
]
CONES = [
    Position(field_id=str(number), ra_deg=ra, dec_deg=dec)
    for number, (ra, dec) in enumerate(BORDERS)
]
TINY, HALF_DEGREE = 2.0 / 3600.0, 0.5


def stars_about(radius_deg: float) -> dict[str, Any]:
    """Return stars at the centres of the cones, on both sides of their edges, and elsewhere."""
    dice = np.random.default_rng(20261122)
    ra, dec = (np.repeat([place[axis] for place in BORDERS], 60) for axis in (0, 1))
    angle = dice.uniform(0, 2 * np.pi, len(ra))
    away = radius_deg * np.tile([*([0.0] * 2), *([0.999] * 20), *([1.001] * 20), *([0.5] * 18)],
                                len(BORDERS))  # fmt: skip
    d, s = np.radians(dec), np.radians(away)
    sine = np.sin(d) * np.cos(s) + np.cos(d) * np.sin(s) * np.cos(angle)
    turn = np.arctan2(np.sin(angle) * np.sin(s) * np.cos(d), np.cos(s) - np.sin(d) * sine)
    far = dice.uniform(-1, 1, 500)
    return sky(
        np.append(ra + np.degrees(turn), 360 * dice.random(500)) % 360,
        np.degrees(np.arcsin(np.clip(np.append(sine, far), -1, 1))),
    )


def designations(provider: Provider, cones: list[Position], radius_deg: float) -> list[str]:
    (batch,) = provider.ask(ALLWISE, cones, radius_deg)
    assert batch.reason is None
    assert batch.kind == "hats"
    return sorted(batch.rows["designation"].tolist())


@pytest.mark.parametrize("order", [0, 3, 9])
@pytest.mark.parametrize("radius_deg", [TINY, RADIUS, HALF_DEGREE])
def test_every_row_in_a_cone_and_no_other(tmp_path: Path, order: int, radius_deg: float) -> None:
    needs_hats()
    stars = stars_about(radius_deg)
    catalogue = hats.hats_in(write_hats(tmp_path / "stars", stars, order=order, group=17))
    ra, dec = (np.array([getattr(c, name) for c in CONES]) for name in ("ra_deg", "dec_deg"))
    inside = np.unique(
        match(ra, dec, np.array(stars["ra"]), np.array(stars["dec"]), radius_deg).source
    )
    assert len(inside) > 30 * len(CONES)
    found = designations(catalogue, CONES, radius_deg)
    assert found == sorted(stars["designation"][index] for index in inside)


@pytest.mark.filterwarnings("ignore:The inplace keyword in NestedFrame:DeprecationWarning")
def test_lsdb_itself_finds_the_same(tmp_path: Path) -> None:
    needs_hats()
    import lsdb

    folder = write_hats(tmp_path / "stars", stars_about(RADIUS), order=5)
    catalogue = hats.hats_in(folder)
    whole = lsdb.open_catalog(folder)
    for cone in CONES[::3]:
        theirs = whole.cone_search(cone.ra_deg % 360, cone.dec_deg, RADIUS * 3600).compute(
            progress_bar=False
        )
        assert designations(catalogue, [cone], RADIUS) == sorted(theirs["designation"])


@pytest.mark.parametrize(
    "how",
    [
        {"suffix": "/"},
        {"suffix": ".parq"},
        {"hats_col_healpix": None, "hats_col_healpix_order": None},
        {"group": 1},
    ],
    ids=["folders", "suffix", "no index", "small groups"],
)
def test_however_it_is_written(tmp_path: Path, how: dict[str, Any]) -> None:
    needs_hats()
    stars = stars_about(RADIUS)
    plain = hats.hats_in(write_hats(tmp_path / "plain", stars))
    other = hats.hats_in(write_hats(tmp_path / "other", stars, **how))
    assert designations(other, CONES, RADIUS) == designations(plain, CONES, RADIUS)


def test_a_collection_is_its_catalogue(tmp_path: Path) -> None:
    needs_hats()
    stars = stars_about(RADIUS)
    (one,) = providers([str(write_collection(tmp_path / "stars", stars))], folder=tmp_path)
    plain = hats.hats_in(tmp_path / "stars" / "main")
    assert designations(one, CONES, RADIUS) == designations(plain, CONES, RADIUS)
    assert one.name == "stars"


def test_two_mass_in_bulk_form(tmp_path: Path) -> None:
    needs_hats()
    row = star_row(TWO_MASS)
    row["decl"] = row.pop("dec")
    row["pts_key"] = 7
    columns = {name: [value] for name, value in row.items()}
    folder = write_hats(tmp_path / "two_mass", columns, places=("ra", "decl"))
    catalogue = hats.hats_in(folder)
    assert catalogue.surveys == (TWO_MASS,)
    answer = fetch([POSITION], RADIUS, [catalogue])
    assert answer.fields[0].checked
    assert answer.sources.dec_deg.tolist() == [row["decl"]]
    (batch,) = answer.batches
    assert batch.rows["pts_key"].tolist() == [7]


def test_a_place_without_rows_is_not_clean(tmp_path: Path) -> None:
    needs_hats()
    nowhere = Position(field_id="nowhere", ra_deg=200.0, dec_deg=-50.0)
    stars = sky(np.array([POSITION.ra_deg]), np.array([POSITION.dec_deg]))
    catalogue = hats.hats_in(write_hats(tmp_path / "stars", stars))
    covered, not_covered = fetch([POSITION, nowhere], RADIUS, [catalogue]).fields
    assert covered.checked
    assert "the catalogue probably does not cover the field" in str(not_covered.reason)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-100])


def zeros(path: Path) -> None:
    """Leave the description of the file as it is."""
    content = path.read_bytes()
    path.write_bytes(content[:4] + bytes(len(content) // 4) + content[len(content) // 4 + 4 :])


def without_column(path: Path) -> None:
    from pyarrow import parquet

    table = parquet.read_table(path, partitioning=None).drop(["w1mpro"])
    parquet.write_table(table, path)


def nameless_place(path: Path) -> None:
    import pyarrow
    from pyarrow import parquet

    table = parquet.read_table(path, partitioning=None)
    nothing = pyarrow.array([None] * len(table), pyarrow.float64())
    parquet.write_table(table.set_column(table.column_names.index("ra"), "ra", nothing), path)


def place_off_the_sky(path: Path) -> None:
    import pyarrow
    from pyarrow import parquet

    table = parquet.read_table(path, partitioning=None)
    beyond = pyarrow.array([-90.5] * len(table))
    parquet.write_table(table.set_column(table.column_names.index("dec"), "dec", beyond), path)


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (Path.unlink, r"lacks a file: Norder=3/Dir=0/Npix=\d+\.parquet$"),
        (cut, r"has a partition that cannot be read, Norder=3/.*: "),
        (zeros, r"has a partition that cannot be read, Norder=3/.*: "),
        (lambda path: path.write_bytes(b""), "has a partition that cannot be read"),
        (lambda path: path.write_bytes(b"<html>" * 99), "has a partition that cannot be read"),
        (without_column, "has a partition that cannot be read.*w1mpro"),
        (nameless_place, "has a partition that cannot be read.*a row has no position"),
        (place_off_the_sky, "has a partition that cannot be read.*a row has no position"),
    ],
    ids=["missing", "cut", "zeros", "empty", "page", "column", "no place", "off the sky"],
)
def test_a_partition_that_cannot_be_read_spoils_its_fields_only(
    tmp_path: Path, spoil: Callable[[Path], None], why: str
) -> None:
    needs_hats()
    away = Position(field_id="away", ra_deg=20.0, dec_deg=-40.0)
    stars = sky(np.array([POSITION.ra_deg, 20.0]), np.array([POSITION.dec_deg, -40.0]))
    folder = write_hats(tmp_path / "stars", stars)
    catalogue = hats.hats_in(folder)
    (batch,) = catalogue.ask(ALLWISE, [POSITION, away], RADIUS)
    assert len(batch.rows) == 2
    from hats.pixel_math.spatial_index import compute_spatial_index

    number = int(compute_spatial_index([POSITION.ra_deg], [POSITION.dec_deg])[0]) >> (2 * 26)
    (spoilt,) = (path for path in partitions(folder) if path.stem == f"Npix={number}")
    spoil(spoilt)
    good, bad = catalogue.ask(ALLWISE, [POSITION, away], RADIUS)
    assert (good.positions, len(good.rows)) == ((away,), 1)
    assert (bad.positions, bad.rows, bad.silent) == ((POSITION,), None, False)
    assert re.search(why, str(bad.reason)), bad.reason
    fields = fetch([POSITION, away], RADIUS, [catalogue]).fields
    assert [field.checked for field in fields] == [False, True]


def test_rows_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    needs_hats()
    stars = sky(150.0 + np.linspace(0, 0.05, 30), np.full(30, 2.0))
    catalogue = hats.hats_in(write_hats(tmp_path / "stars", stars, group=10))
    monkeypatch.setattr(hats_partition, "MAX_CATALOGUE_ROWS", 20)
    (batch,) = catalogue.ask(ALLWISE, [POSITION], RADIUS)
    assert "it has more than 20 rows in the fields" in str(batch.reason)
    monkeypatch.setattr(hats_partition, "MAX_CATALOGUE_ROWS", 100)
    monkeypatch.setattr(hats, "MAX_CATALOGUE_ROWS", 20)
    (batch,) = catalogue.ask(ALLWISE, [POSITION], RADIUS)
    assert batch.reason == "has more than 20 rows in these fields"


def spoilt(name: str, text: str | None) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        for file in folder.rglob(name):
            if text is None:
                file.unlink()
            else:
                file.write_text(text, encoding="utf-8")

    return spoil


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (spoilt("partition_info.csv", None), "has no list of its partitions"),
        (spoilt("partition_info.csv", "hello"), "cannot be read"),
        (spoilt("_common_metadata", None), "cannot be read"),
        (spoilt("_common_metadata", "hello"), "cannot be read"),
        (spoilt("*properties", "hello"), "cannot be read"),
        (spoilt("*properties", ""), "cannot be read"),
    ],
)
def test_a_description_that_cannot_be_read_is_refused(
    tmp_path: Path, spoil: Callable[[Path], None], why: str
) -> None:
    needs_hats()
    folder = write_hats(tmp_path / "stars", stars_about(RADIUS))
    spoil(folder)
    with pytest.raises(UsageError, match=rf"The HATS catalogue .*stars {why}"):
        providers([str(folder)], folder=tmp_path)


@pytest.mark.parametrize(
    ("how", "why"),
    [
        ({"hats_col_ra": "j_m_2mass"}, "is partitioned by other coordinates: j_m_2mass and dec"),
        ({"dataproduct_type": "margin", "hats_primary_table_url": "x",
          "hats_margin_threshold": 10}, "cannot be read"),
        ({"dataproduct_type": "index", "hats_primary_table_url": "x",
          "hats_index_column": "ra"}, "cannot be read"),
    ],
    ids=["coordinates", "margin", "index"],
)  # fmt: skip
def test_what_cannot_answer_is_refused(tmp_path: Path, how: dict[str, Any], why: str) -> None:
    needs_hats()
    folder = write_hats(tmp_path / "stars", stars_about(RADIUS), **how)
    with pytest.raises(UsageError, match=rf"The HATS catalogue .*stars {why}"):
        hats.hats_in(folder)


def test_another_survey_is_refused(tmp_path: Path) -> None:
    needs_hats()
    stars = {"ra": [1.0], "dec": [2.0], "phot_g_mean_mag": [9.0]}
    with pytest.raises(UsageError, match=r"is neither AllWISE .* nor 2MASS"):
        hats.hats_in(write_hats(tmp_path / "gaia", stars))


def test_a_folder_that_is_none_is_no_catalogue(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = pair().write(tmp_path / "p.xml")
    done = run(capsys, "check", file, "--catalog", tmp_path)
    assert done.status == 2
    assert "is a folder, but not a catalogue in HATS form" in done.err


def test_without_the_extra_it_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "lsdb", None)
    (tmp_path / "stars").mkdir()
    (tmp_path / "stars" / "hats.properties").write_text("dataproduct_type=object\n")
    for choice in (str(tmp_path / "stars"), "hats+https://example.org/stars"):
        with pytest.raises(MissingExtra, match=r'pip install "aptcheck\[hats\]"'):
            providers([choice], folder=tmp_path)
    file = pair().write(tmp_path / "p.xml")
    for command in ("check", "lock"):
        done = run(capsys, command, file, "--catalog", tmp_path / "stars")
        assert done.status == 2
        assert 'A catalogue in HATS form needs an extra: pip install "aptcheck[hats]".' in done.err


def test_how_an_address_is_recognized() -> None:
    assert hats_url("hats+https://example.org/stars") == "https://example.org/stars"
    assert hats_url("HATS+HTTP://example.org/stars") == "HTTP://example.org/stars"
    for address in ("https://data.lsdb.io/hats/wise/allwise", "http://example.org/a/hats"):
        assert hats_url(address) == address
    others = ("https://example.org/tap", "https://hats.example.org/tap", "hats", "a/hats/b",
              "https://example.org/hatstap", "hats+ftp://example.org/hats")  # fmt: skip
    assert [hats_url(choice) for choice in others] == [None] * len(others)
    assert is_address("hats+https://example.org/stars")
    assert not names_file("hats+https://example.org/stars")


def test_the_current_scheduler_of_dask_does_the_work(tmp_path: Path) -> None:
    needs_hats()
    import dask
    from dask.threaded import get

    seen = []

    def recording(graph: Any, keys: Any, **options: Any) -> Any:
        seen.append(len(keys))
        return get(graph, keys, **options)

    catalogue = hats.hats_in(write_hats(tmp_path / "stars", stars_about(RADIUS)))
    plain = designations(catalogue, CONES, RADIUS)
    assert seen == []
    with dask.config.set(scheduler=recording):
        assert designations(catalogue, CONES, RADIUS) == plain
    assert sum(seen) > 10


def test_a_scheduler_that_fails_leaves_fields_unchecked(tmp_path: Path) -> None:
    needs_hats()
    import dask

    def lost(graph: Any, keys: Any, **options: Any) -> Any:
        raise RuntimeError("a worker is lost")

    stars = sky(np.array([POSITION.ra_deg]), np.array([POSITION.dec_deg]))
    catalogue = hats.hats_in(write_hats(tmp_path / "stars", stars))
    with dask.config.set(scheduler=lost):
        (field,) = fetch([POSITION], RADIUS, [catalogue]).fields
    assert str(field.reason) == "AllWISE: stars cannot be read: a worker is lost"


def test_a_client_of_distributed_does_the_work(tmp_path: Path) -> None:
    needs_hats()
    from dask.distributed import Client

    folder = write_hats(tmp_path / "stars", stars_about(RADIUS))
    (partitions(folder)[0]).write_bytes(b"")
    cones = [*CONES, POSITION]
    plain = hats.hats_in(folder).ask(ALLWISE, cones, RADIUS)
    with Client(processes=False, n_workers=1, dashboard_address=None) as client:
        asked = hats.hats_in(folder).ask(ALLWISE, cones, RADIUS)
        done = client.run(lambda dask_worker: dask_worker.state.executed_count)
    assert sum(done.values()) > 10
    assert [b.reason for b in asked] == [b.reason for b in plain]
    assert [b.positions for b in asked] == [b.positions for b in plain]
    assert asked[0].rows["designation"].tolist() == plain[0].rows["designation"].tolist()
