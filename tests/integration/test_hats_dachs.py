"""The same rows from a real TAP server and from catalogues in HATS form: the same answers."""

from __future__ import annotations

import json
import re
import shutil
import warnings
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pyvo.dal import TAPService

from aptcheck.catalog import LOCK_NAME
from aptcheck.catalog.answer import Answer
from aptcheck.catalog.fetch import fetch
from aptcheck.catalog.hats import HatsCatalogue, hats_in
from aptcheck.catalog.lock_file import read_document
from aptcheck.catalog.match import match
from aptcheck.catalog.position import Position
from aptcheck.catalog.provider import Provider
from aptcheck.catalog.rows import Rows
from aptcheck.catalog.services import tap_at
from aptcheck.catalog.sources import Sources
from aptcheck.catalog.survey import ALLWISE, SURVEYS, TWO_MASS, Survey
from aptcheck.testing import pair
from scripts import synthetic_catalogue
from scripts.build_samples import FOLDER as SAMPLES
from scripts.synthetic_hats import HATS_NAMES, import_hats
from tests.catalog.hats_written import partitions, write_hats
from tests.cli.running import run
from tests.integration.server import tap_url

TINY, NARROW, USUAL, HALF_DEGREE = 2.0 / 3600, 30.0 / 3600, 300.0 / 3600, 0.5

#: In the patches of the synthetic catalogue and at their edges, and where it has nothing.
PLACES = [
    *[(150.0, 2.0), (149.1, 3.3), (153.5, 2.0), (150.0, -1.5)],
    *[(0.0, -30.0), (360.0, -30.0), (0.01, -30.0), (359.95, -30.1), (-0.02, -29.9)],
    *[(0.0, 90.0), (200.0, 90.0), (40.0, 89.75), (220.0, 89.98), (0.0, 89.6)],
    *[(83.8, -5.4), (83.9, -5.3), (84.0, -5.4)],
    *[(250.0, 40.0), (0.0, 0.0), (77.0, -90.0), (120.0, -89.99)],
]
#: Columns of numbers with NULL in some rows and not in others.
NULLS = {
    TWO_MASS: ["ext_key"],
    ALLWISE: ["w3sigmpro", "w4sigmpro", "j_m_2mass", "h_m_2mass", "k_m_2mass", "tmass_key"],
}

NAMED = [
    Position(field_id=f"place {n}", ra_deg=ra, dec_deg=dec) for n, (ra, dec) in enumerate(PLACES)
]


@pytest.fixture(scope="module")
def service() -> Provider:
    return tap_at(tap_url())


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory, service: Provider) -> dict[Survey, Any]:
    """Return the rows that the server was given, as Arrow tables."""
    for module in ("lsdb", "hats_import"):
        pytest.importorskip(module, reason="the extra hats or oracle is not installed")
    import pyarrow
    from pyarrow import csv

    folder = tmp_path_factory.mktemp("synthetic")
    synthetic_catalogue.main(["--output", str(folder)])
    return {
        survey: csv.read_csv(
            folder / f"{survey.table}.csv",
            convert_options=csv.ConvertOptions(
                column_types=dict.fromkeys(survey.text, pyarrow.string()), strings_can_be_null=True
            ),
        )
        for survey in SURVEYS
    }


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory, tables: dict[Survey, Any]) -> Path:
    """Return a folder with both surveys as hats-import writes them, with every column."""
    from pyarrow import parquet

    folder = tmp_path_factory.mktemp("imported")
    for survey, table in tables.items():
        parquet.write_table(table, folder / f"{survey.table}.parquet", row_group_size=8000)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of Dask and pandas, about their own affairs
        import_hats(folder, threshold=2000)
    return folder


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory, tables: dict[Survey, Any]) -> Path:
    """Return a folder with both surveys in small partitions, and numbers as the server has them.

    It has the columns that a service is asked for, and no others.
    """
    import pyarrow

    folder = tmp_path_factory.mktemp("written")
    for survey, table in tables.items():
        narrow = {
            name: column.cast(pyarrow.float32())
            if column.type == pyarrow.float64() and name not in {"ra", "dec"}
            else column
            for name, column in ((name, table[name]) for name in survey.columns)
        }
        write_hats(folder / HATS_NAMES[survey.table], narrow, order=6, group=100)
    return folder


@pytest.fixture(scope="module")
def forms(imported: Path, written: Path) -> list[list[HatsCatalogue]]:
    """Return the catalogues of each folder."""
    return [
        [hats_in(folder / name) for name in HATS_NAMES.values()] for folder in (imported, written)
    ]


@pytest.fixture(scope="module")
def cones(tables: dict[Survey, Any]) -> list[Position]:
    """Return the named places, others near rows, and some rows' own positions."""
    dice = np.random.default_rng(20261201)
    found = list(NAMED)
    for survey, table in tables.items():
        some = dice.integers(0, len(table), 50)
        ra, dec = (table[name].to_numpy()[some] for name in ("ra", "dec"))
        ra[25:] += dice.uniform(-0.05, 0.05, 25)
        dec[25:] -= np.sign(dec[25:]) * dice.uniform(0.0, 0.05, 25)
        found += [
            Position(field_id=f"{survey.name} {n}", ra_deg=float(a), dec_deg=float(d))
            for n, (a, d) in enumerate(zip(ra, dec, strict=True))
        ]
    return found


def same_rows(found: Rows, wanted: Rows) -> None:
    assert found.supplied[: len(wanted.supplied)] == wanted.supplied
    assert set(found.supplied[len(wanted.supplied) :]) <= set(wanted.survey.keys)
    for name in wanted.supplied:
        column = wanted[name]
        numbers = column.dtype.kind == "f"
        assert np.array_equal(found[name], column, equal_nan=numbers), name


def same_sources(found: Sources, wanted: Sources) -> None:
    for name in (f.name for f in fields(Sources) if f.name != "provider"):
        column = getattr(wanted, name)
        numbers = column.dtype.kind == "f"
        assert np.array_equal(getattr(found, name), column, equal_nan=numbers), name


def same(found: Answer, wanted: Answer) -> None:
    """Compare two answers, apart from who was asked, and when."""
    assert found.fields == wanted.fields
    assert (found.surveys, found.missing) == (wanted.surveys, wanted.missing)
    assert [(b.survey, b.positions, b.reason, b.radius_deg) for b in found.batches] == [
        (b.survey, b.positions, b.reason, b.radius_deg) for b in wanted.batches
    ]
    for one, other in zip(found.batches, wanted.batches, strict=True):
        assert one.rows is not None
        assert other.rows is not None
        same_rows(one.rows, other.rows)
    same_sources(found.sources, wanted.sources)


def test_they_have_the_same_number_of_rows(
    service: Provider, imported: Path, written: Path
) -> None:
    from pyarrow import parquet

    server = TAPService(tap_url())
    for survey in SURVEYS:
        (count,) = server.run_sync(f"SELECT COUNT(*) AS n FROM {survey.table}").getcolumn("n")
        assert count > 1000
        for folder in (imported, written):
            files = partitions(folder / HATS_NAMES[survey.table])
            assert len(files) > 5
            assert sum(parquet.read_metadata(file).num_rows for file in files) == count


@pytest.mark.parametrize("radius_deg", [TINY, NARROW, USUAL, HALF_DEGREE])
def test_all_values_of_all_rows_in_the_cones(
    service: Provider,
    forms: list[list[HatsCatalogue]],
    tables: dict[Survey, Any],
    cones: list[Position],
    radius_deg: float,
) -> None:
    wanted = fetch(cones, radius_deg, [service])
    for catalogues in forms:
        same(fetch(cones, radius_deg, catalogues), wanted)
    ra, dec = (np.array([getattr(c, name) for c in cones]) for name in ("ra_deg", "dec_deg"))
    for batch in wanted.batches:
        table, rows = tables[batch.survey], batch.rows
        assert rows is not None
        near = match(ra, dec, table["ra"].to_numpy(), table["dec"].to_numpy(), radius_deg)
        assert len(rows) == len(np.unique(near.source))
        assert len(rows) >= 25


def test_nulls_and_dense_and_empty_fields_are_among_them(
    service: Provider, forms: list[list[HatsCatalogue]], cones: list[Position]
) -> None:
    """Without them the test above would compare little."""
    asked: list[Sequence[Provider]] = [[service], *forms]
    for answer in [fetch(cones, USUAL, providers) for providers in asked]:
        rows = {batch.survey: batch.rows for batch in answer.batches}
        for survey, names in NULLS.items():
            assert [name for name in survey.numbers if np.isnan(rows[survey][name]).any()] == names
            assert not any(np.isnan(rows[survey][name]).all() for name in names)
        counts = [field.counts["AllWISE"] for field in answer.fields]
        assert max(counts) > 300
        assert counts.count(0) >= 4
        assert {field.checked for field in answer.fields} == {True, False}
        at_pole = [f.counts["AllWISE"] for f in answer.fields if f.position.dec_deg == 90.0]
        assert min(at_pole) > 0


@pytest.mark.parametrize("radius_deg", [TINY, USUAL])
def test_rows_at_the_rim(
    service: Provider,
    forms: list[list[HatsCatalogue]],
    tables: dict[Survey, Any],
    radius_deg: float,
) -> None:
    """The decimals of the radius in the query decide about a row, whoever is asked."""
    table = tables[ALLWISE]
    ra, dec = (table[name].to_numpy()[:12_000:100] for name in ("ra", "dec"))
    spare = np.tile([-1e-6, -1e-7, -2e-8, 2e-8, 1e-7, 1e-6], 20)
    rims = [
        Position(field_id=str(n), ra_deg=a, dec_deg=d)
        for n, (a, d) in enumerate(
            zip(ra.tolist(), (dec + radius_deg + spare).tolist(), strict=True)
        )
    ]
    wanted = fetch(rims, radius_deg, [service])
    for catalogues in forms:
        same(fetch(rims, radius_deg, catalogues), wanted)


def test_cone_by_cone(service: Provider, forms: list[list[HatsCatalogue]]) -> None:
    """A row that one cone misses is not hidden by another cone that has it."""
    wanted = fetch(NAMED, USUAL, [service], chunk=1)
    assert len(wanted.batches) == len(SURVEYS) * len(NAMED)
    for catalogues in forms:
        same(fetch(NAMED, USUAL, catalogues, chunk=1), wanted)


@pytest.fixture(scope="module")
def proposals(tmp_path_factory: pytest.TempPathFactory, tables: dict[Survey, Any]) -> Path:
    """Return a folder with the samples, and a background on the brightest star of each patch."""
    folder = tmp_path_factory.mktemp("proposals")
    for sample in SAMPLES.glob("*.xml"):
        shutil.copy(sample, folder)
    table = tables[ALLWISE]
    ra, dec, magnitude = (table[name].to_numpy() for name in ("ra", "dec", "w1mpro"))
    skies = {"nowhere": (250.0, 40.0), "ra-0": (0.0, -30.0), "pole": (40.0, 89.8)}
    for number, (centre_ra, centre_dec, radius, _) in enumerate(synthetic_catalogue.PATCHES):
        patch = match(np.array([centre_ra]), np.array([centre_dec]), ra, dec, radius).source
        star = patch[np.argmin(magnitude[patch])]
        skies[f"star-{number}"] = (float(ra[star]), float(dec[star]))
    for name, (right_ascension, declination) in skies.items():
        at = {"ra": right_ascension, "dec": declination}
        pair(science_target={**at, "north": -90}, sky_target={**at, "north": 0.0}).write(
            folder / f"{name}.xml"
        )
    return folder


def words(service: Provider, imported: Path) -> dict[str, list[object]]:
    """Return the options for each form of the catalogue."""
    folders: list[object] = []
    for name in HATS_NAMES.values():
        folders += ["--catalog", imported / name]
    return {"TAP": ["--catalog", tap_url()], "HATS": folders}


def checked(
    capsys: pytest.CaptureFixture[str], proposals: Path, options: list[object]
) -> dict[str, Any]:
    """Return the report on a folder without when it was written and by whom it was supplied."""
    done = run(
        capsys, "check", proposals, "--format", "json", "--fail-on", "never", "--no-cache", *options
    )
    assert done.status == 0, done.err
    name = r"(127\.0\.0\.1|localhost|two_mass|allwise)( on \d{4}-\d\d-\d\d)?"
    report: dict[str, Any] = json.loads(re.sub(rf"\b{name}(, {name})*(?![\w/])", "HERE", done.out))
    for proposal in report["proposals"]:
        if proposal["provenance"]:
            del proposal["provenance"]["checked"], proposal["provenance"]["suppliers"]
    return report


def frozen(path: Path) -> list[dict[str, Any]]:
    """Return the answers in a lock, without whom was asked, when and how, and with their rows."""
    answers = read_document(path)["answer"]
    for answer in answers:
        for name in ("provider", "kind", "service", "asked", "query", "hash"):
            del answer[name]
        columns = answer.pop("columns")
        answer["rows"] = [
            {
                name: value
                for name, value in zip(columns, json.loads(line), strict=True)
                if name not in TWO_MASS.keys
            }
            for line in answer["rows"].splitlines()
        ]
    return list(answers)


def test_a_check_and_a_lock_say_the_same(
    service: Provider, imported: Path, proposals: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reports: dict[str, dict[str, Any]] = {}
    locks: dict[str, list[dict[str, Any]]] = {}
    for name, options in words(service, imported).items():
        reports[name] = checked(capsys, proposals, options)
        done = run(capsys, "lock", proposals, "--suggest", *options)
        assert "nowhere observation 2 is not answered" in done.err
        locks[name] = frozen(proposals / LOCK_NAME)
        reports[f"lock of {name}"] = checked(capsys, proposals, ["--catalog", "lock"])
        (proposals / LOCK_NAME).unlink()
    wanted = reports.pop("TAP")
    codes = {finding["code"] for one in wanted["proposals"] for finding in one["findings"]}
    assert {"SKY101", "SKY104"} <= codes
    assert sum(one["scope"]["fields_checked"] for one in wanted["proposals"]) > 5
    for name, report in reports.items():
        assert as_lines(report) == as_lines(wanted), name
    assert sum(len(answer["rows"]) for answer in locks["TAP"]) > 500
    assert as_lines(locks["HATS"]) == as_lines(locks["TAP"])


def as_lines(value: object) -> list[str]:
    """Return JSON line by line, so that a difference is shown where it is."""
    return json.dumps(value, indent=1).splitlines()
