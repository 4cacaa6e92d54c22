"""The code that talks to IRSA, against a real TAP server with synthetic catalogues."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from astropy.coordinates import SkyCoord
from astropy.table import Table
from pyvo.dal import TAPService

from aptcheck.catalog.choose import providers
from aptcheck.catalog.fetch import fetch
from aptcheck.catalog.lock_file import dumps
from aptcheck.catalog.position import Position, cone_radius_deg
from aptcheck.catalog.services import irsa, tap_at
from aptcheck.catalog.survey import ALLWISE, SURVEYS, TWO_MASS, Survey
from aptcheck.catalog.tap import Tap
from scripts import synthetic_catalogue
from tests.integration.server import tap_url

RADIUS = cone_radius_deg(86.0, 300.0)

#: In the patches of the synthetic catalogue: a wide field, the RA wrap, the pole, a crowd.
PLACES = [(150.0, 2.0), (149.1, 3.3), (0.01, -30.0), (359.95, -30.1), (40.0, 89.75), (83.8, -5.4)]
FIELDS = [Position(field_id=str(n), ra_deg=ra, dec_deg=dec) for n, (ra, dec) in enumerate(PLACES)]
NOWHERE = Position(field_id="nowhere", ra_deg=250.0, dec_deg=40.0)


@pytest.fixture(scope="module")
def service() -> Iterator[Tap]:
    """Return IRSA's provider, with the address of the local server set as users set a mirror."""
    url = tap_url()
    from astroquery.ipac.irsa import conf

    with conf.set_temp("tap_url", url):
        yield irsa()


@pytest.fixture(scope="module")
def truth(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Table]:
    folder = tmp_path_factory.mktemp("synthetic")
    synthetic_catalogue.main(["--output", str(folder)])
    return {s.name: Table.read(folder / f"{s.table}.csv", format="ascii.csv") for s in SURVEYS}


@pytest.mark.parametrize("survey", SURVEYS, ids=lambda survey: survey.name)
def test_the_rows_are_exactly_those_in_the_cones(
    service: Tap, truth: dict[str, Table], survey: Survey
) -> None:
    (batch,) = service.ask(survey, FIELDS, RADIUS)
    assert batch.reason is None
    assert batch.rows is not None
    table = truth[survey.name]
    everything = SkyCoord(table["ra"], table["dec"], unit="deg")
    inside = np.zeros(len(table), dtype=bool)
    for field in FIELDS:
        here = SkyCoord(field.ra_deg, field.dec_deg, unit="deg")
        inside |= everything.separation(here).deg <= RADIUS
    assert inside.sum() > 50
    wanted = {
        str(name).zfill(16) if survey == TWO_MASS else str(name)
        for name in table["designation"][inside]
    }
    assert {str(name) for name in batch.rows["designation"]} == wanted


def test_every_column_arrives_with_its_value(service: Tap, truth: dict[str, Table]) -> None:
    (batch,) = service.ask(ALLWISE, FIELDS, RADIUS)
    assert batch.rows is not None
    table = truth[ALLWISE.name]
    place = {str(name): row for row, name in enumerate(table["designation"])}
    for index in range(0, len(batch.rows), 7):
        row = table[place[str(batch.rows["designation"][index])]]
        for name in ALLWISE.numbers:
            got = batch.rows[name][index]
            if np.ma.is_masked(row[name]):
                assert np.isnan(got), name
            else:
                assert got == pytest.approx(float(row[name]), abs=2e-6), name


def test_checked_fields_and_an_empty_one(service: Tap) -> None:
    answer = fetch([*FIELDS, NOWHERE], RADIUS, [service])
    assert [field.checked for field in answer.fields] == [True] * len(FIELDS) + [False]
    assert "no 2MASS or AllWISE source" in str(answer.fields[-1].reason)
    assert {"AllWISE", "AllWISE+2MASS"} <= set(answer.sources.catalogue)
    assert answer.missing == ()


def test_one_field_or_many_chunks_give_the_same_sources(service: Tap) -> None:
    whole = fetch(FIELDS, RADIUS, [service])
    steps: list[tuple[str, int, int]] = []
    parts = fetch(FIELDS, RADIUS, [service], chunk=2, progress=lambda *step: steps.append(step))
    assert whole.sources.designation.tolist() == parts.sources.designation.tolist()
    assert steps[:2] == [("2MASS from IRSA", 0, 6), ("2MASS from IRSA", 2, 6)]


def test_the_asynchronous_way_gives_the_same_rows(
    service: Tap, monkeypatch: pytest.MonkeyPatch
) -> None:
    (sync,) = service.ask(TWO_MASS, FIELDS, RADIUS)

    def late(*_: object, **__: object) -> None:
        import requests

        raise requests.ReadTimeout("too late")

    monkeypatch.setattr(TAPService, "run_sync", late)
    (job,) = service.ask(TWO_MASS, FIELDS, RADIUS)
    assert job.reason is None
    assert sync.rows is not None
    assert job.rows is not None
    assert job.rows["designation"].tolist() == sync.rows["designation"].tolist()


def test_a_truncated_answer_of_the_real_server_is_recognized(
    service: Tap, monkeypatch: pytest.MonkeyPatch
) -> None:
    from aptcheck.catalog import tap

    monkeypatch.setattr(tap, "ROWS_LIMIT", 5)
    answer = fetch([FIELDS[-1]], RADIUS, [service])
    assert "truncated its answer after 5 rows" in str(answer.fields[0].reason)


def test_a_table_the_server_does_not_have_is_not_checked(service: Tap) -> None:
    absent = replace(ALLWISE, table="no_such_table")
    (batch,) = service.ask(absent, FIELDS, RADIUS)
    assert "rejected the query" in str(batch.reason)


def test_a_column_the_server_does_not_have_is_not_checked(service: Tap) -> None:
    absent = replace(ALLWISE, numbers=(*ALLWISE.numbers, "w5mpro"))
    (batch,) = service.ask(absent, FIELDS, RADIUS)
    assert "rejected the query" in str(batch.reason)


def test_a_lock_of_the_answer_answers_the_same(service: Tap, tmp_path: Path) -> None:
    asked = fetch([*FIELDS, NOWHERE], RADIUS, [service])
    (tmp_path / "aptcheck.lock").write_text(dumps(asked.batches), encoding="utf-8")
    frozen = fetch([*FIELDS, NOWHERE], RADIUS, providers(["lock"], folder=tmp_path))
    assert [f.reason for f in frozen.fields] == [f.reason for f in asked.fields]
    assert [f.counts for f in frozen.fields] == [f.counts for f in asked.fields]
    assert np.array_equal(frozen.sources.mag, asked.sources.mag, equal_nan=True)
    assert frozen.sources.designation.tolist() == asked.sources.designation.tolist()


def test_the_same_tables_by_address(service: Tap) -> None:
    by_address = fetch(FIELDS, RADIUS, [tap_at(service.url)])
    by_name = fetch(FIELDS, RADIUS, [service])
    assert by_address.sources.designation.tolist() == by_name.sources.designation.tolist()
