"""Five million rows, imported by hats-import: the same answer as Parquet, TAP and locks.

The sky is synthetic. It is made once, in about a minute; every check runs in its own process, so
that its memory is returned.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pytest_httpserver import HTTPServer

from aptcheck.catalog import LOCK_NAME
from aptcheck.catalog.fetch import fetch
from aptcheck.catalog.hats import HatsCatalogue, hats_at, hats_in
from aptcheck.catalog.position import Position
from aptcheck.catalog.rows import Rows
from aptcheck.catalog.survey import ALLWISE, SURVEYS, TWO_MASS, Survey
from aptcheck.testing import pair
from scripts.build_samples import FOLDER as SAMPLES
from scripts.range_server import serve
from scripts.sample_lock import fields as sample_fields
from scripts.synthetic_hats import HATS_NAMES
from tests.oracle.millions_of_rows import RowsOnDisk, answers

ROWS = 5_000_000
ROOT = Path(__file__).resolve().parents[2]
TINY, USUAL, HALF_DEGREE = 2.0 / 3600, 300.0 / 3600, 0.5

#: Corners and edges of HEALPix, the poles, RA 0: generated fields.
PLACES = [
    *[(ra, dec) for ra in (0.0, 120.0) for dec in (89.99, -89.99)],
    *[(ra, dec) for ra in (0.0001, 359.9999, 45.0) for dec in (0.0, 41.8103, -41.8103)],
    *[(22.5, 19.471), (101.25, -9.594), (266.4, -29.0)],
]


@pytest.fixture(scope="session")
def sky(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return a folder with both surveys, as Parquet and in HATS form."""
    for module in ("lsdb", "hats_import", "pyarrow"):
        pytest.importorskip(module, reason="the extra hats or oracle is not installed")
    folder = tmp_path_factory.mktemp("millions")
    places = [*PLACES, *((f.position.ra_deg, f.position.dec_deg) for f in sample_fields())]
    given = [word for ra, dec in places for word in ("--place", repr(ra), repr(dec))]
    ran("-m", "scripts.synthetic_hats", "--output", folder, "--rows", str(ROWS), *given)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def truth(sky: Path) -> dict[Survey, RowsOnDisk]:
    return {survey: RowsOnDisk(sky / f"{survey.table}.parquet", survey) for survey in SURVEYS}


@pytest.fixture(scope="session")
def cones(truth: dict[Survey, RowsOnDisk]) -> list[Position]:
    """Return cones anywhere, on borders, and about rows of the catalogue."""
    dice = np.random.default_rng(20261122)
    ra, dec = 360.0 * dice.random(100), np.degrees(np.arcsin(dice.uniform(-1, 1, 100)))
    some = dice.integers(0, len(truth[ALLWISE]), 100)
    ra, dec = np.append(ra, truth[ALLWISE].ra[some]), np.append(dec, truth[ALLWISE].dec[some])
    places = [*PLACES, (0.0, 90.0), (77.0, -90.0), *zip(ra.tolist(), dec.tolist(), strict=True)]
    return [Position(field_id=str(n), ra_deg=ra, dec_deg=dec) for n, (ra, dec) in enumerate(places)]


@pytest.fixture(scope="session")
def proposals(tmp_path_factory: pytest.TempPathFactory, sky: Path) -> Path:
    """Return a folder with the samples, and proposals with generated fields."""
    folder = tmp_path_factory.mktemp("proposals")
    for sample in SAMPLES.glob("*.xml"):
        shutil.copy(sample, folder)
    for number, (ra, dec) in enumerate(PLACES):
        at = {"ra": ra, "dec": dec}
        aside = -90 if dec < 89 else 0
        pair(science_target={**at, "north": aside}, sky_target={**at, "north": 0}).write(
            folder / f"generated-{number}.xml"
        )
    return folder


def ran(*arguments: object) -> str:
    """Return the output of Python with these arguments, which must warn of nothing."""
    done = subprocess.run(
        [sys.executable, *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "PYTHONWARNINGS": "default::DeprecationWarning:aptcheck"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Warning" not in done.stderr
    return done.stdout


def same(found: Rows, wanted: Rows) -> None:
    assert found.supplied == wanted.supplied
    for name, column in wanted.columns.items():
        numbers = column.dtype.kind == "f"
        assert np.array_equal(found[name], column, equal_nan=numbers), name


def opened(sky: Path, survey: Survey) -> HatsCatalogue:
    return hats_in(sky / HATS_NAMES[survey.table])


def test_it_has_as_many_rows_as_it_says(truth: dict[Survey, RowsOnDisk], sky: Path) -> None:
    assert len(truth[ALLWISE]) == ROWS
    assert len(truth[TWO_MASS]) > ROWS / 10
    orders = opened(sky, ALLWISE).opened().order
    assert len(orders) > 50
    assert len(set(orders.tolist())) > 1  # small partitions beside large ones


@pytest.mark.parametrize("survey", SURVEYS, ids=lambda survey: survey.name)
@pytest.mark.parametrize("radius_deg", [TINY, USUAL, HALF_DEGREE])
def test_the_rows_are_exactly_those_in_the_cones(
    sky: Path,
    truth: dict[Survey, RowsOnDisk],
    cones: list[Position],
    survey: Survey,
    radius_deg: float,
) -> None:
    (batch,) = opened(sky, survey).ask(survey, cones, radius_deg)
    wanted = truth[survey].near(cones, radius_deg)
    assert len(wanted) >= (100 if survey == ALLWISE else 1)
    same(batch.rows, wanted)


@pytest.mark.parametrize("survey", SURVEYS, ids=lambda survey: survey.name)
def test_the_rows_over_http(
    sky: Path, truth: dict[Survey, RowsOnDisk], cones: list[Position], survey: Survey
) -> None:
    with serve(sky) as server:
        remote = hats_at(f"{server.url}/{HATS_NAMES[survey.table]}")
        (batch,) = remote.ask(survey, cones, USUAL)
    same(batch.rows, truth[survey].near(cones, USUAL))


def test_the_rows_from_processes(
    sky: Path, truth: dict[Survey, RowsOnDisk], cones: list[Position]
) -> None:
    from dask.distributed import Client

    with Client(n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1"):
        (batch,) = opened(sky, ALLWISE).ask(ALLWISE, cones, USUAL)
    same(batch.rows, truth[ALLWISE].near(cones, USUAL))


def checked(proposals: Path, *catalogues: object) -> dict[str, Any]:
    """Return the report on a folder, with the names of the catalogues left out."""
    named = [word for catalogue in catalogues for word in ("--catalog", catalogue)]
    out = ran(
        "-m", "aptcheck", "check", proposals, "--format", "json", "--fail-on", "never", *named
    )
    name = r"(two_mass|fp_psc\.parquet|allwise(_p3as_psd\.parquet)?|127\.0\.0\.1|localhost)"
    name += r"( on \d{4}-\d\d-\d\d)?"
    out = re.sub(rf"\b{name}(, {name})*(?![\w/])", "CATALOGUE", out)
    report: dict[str, Any] = json.loads(out)
    return report


def test_a_check_says_the_same_with_each(
    sky: Path,
    truth: dict[Survey, RowsOnDisk],
    proposals: Path,
    httpserver: HTTPServer,
) -> None:
    folders = [sky / name for name in HATS_NAMES.values()]
    files = [sky / f"{survey.table}.parquet" for survey in SURVEYS]
    reports = {"HATS": checked(proposals, *folders), "Parquet": checked(proposals, *files)}
    with serve(sky) as server:
        reports["HTTP"] = checked(
            proposals, *(f"hats+{server.url}/{name}" for name in HATS_NAMES.values())
        )
    answers(httpserver, truth)
    reports["TAP"] = checked(proposals, httpserver.url_for("/tap"))
    for name, catalogues in {"HATS": folders, "Parquet": files}.items():
        named = [word for catalogue in catalogues for word in ("--catalog", catalogue)]
        ran("-m", "aptcheck", "lock", proposals, *named)
        reports[f"lock of {name}"] = checked(proposals, "lock")
        (proposals / LOCK_NAME).unlink()
    wanted = reports.pop("Parquet")
    codes = {f["code"] for one in wanted["proposals"] for f in one["findings"]}
    assert {"SKY101", "SKY105"} <= codes
    assert sum(one["scope"]["fields_checked"] for one in wanted["proposals"]) > 20
    for name, report in reports.items():
        assert lines(report) == lines(wanted), name


def lines(report: dict[str, Any]) -> list[str]:
    """Return a report line by line, without when and by whom its catalogues were answered."""
    proposals = [{**one, "provenance": None} for one in report["proposals"]]
    return json.dumps({**report, "proposals": proposals}, indent=1).splitlines()


def test_fields_that_are_not_covered_are_not_clean(sky: Path, cones: list[Position]) -> None:
    catalogues = [opened(sky, survey) for survey in SURVEYS]
    fields = fetch(cones, TINY, catalogues).fields
    empty = [field for field in fields if not any(field.counts.values())]
    assert empty
    assert not any(field.checked for field in empty)
