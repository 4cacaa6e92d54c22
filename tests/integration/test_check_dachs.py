"""From the command line to a real TAP server and back: a proposal, its lock, equal findings."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from aptcheck.catalog import LOCK_NAME
from aptcheck.testing import pair
from scripts import synthetic_catalogue
from tests.cli.running import run
from tests.integration.server import tap_url

EMPTY = {"ra": 250.0, "dec": 40.0}


@pytest.fixture(scope="module")
def bright(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the brightest source of the synthetic sky that does not move."""
    folder = tmp_path_factory.mktemp("synthetic")
    synthetic_catalogue.main(["--output", str(folder)])
    with (folder / "allwise_p3as_psd.csv").open(encoding="ascii") as stream:
        rows = [row for row in csv.DictReader(stream) if 148 < float(row["ra"]) < 152]
    still = [row for row in rows if float(row["sigpmra"]) > 50]
    return min(still, key=lambda row: float(row["w1mpro"]))


@pytest.fixture
def url() -> Iterator[str]:
    """Return the server, at the address that users of IRSA set for a mirror."""
    address = tap_url()
    from astroquery.ipac.irsa import conf

    with conf.set_temp("tap_url", address):
        yield address


@pytest.fixture
def folder(tmp_path: Path, bright: dict[str, str]) -> Path:
    at = {"ra": float(bright["ra"]), "dec": float(bright["dec"])}
    for name, sky in {"on-a-star": {**at, "north": 0.5}, "nowhere": EMPTY}.items():
        pair(
            science_target={**sky, "north": -90}, sky_target={"north": 0.0, **sky}
        ).write(tmp_path / f"{name}.xml")  # fmt: skip
    return tmp_path


def shown(out: str) -> dict[str, list[tuple[str, object]]]:
    """Return the sky findings of each proposal with their sources."""
    return {
        Path(report["path"]).stem: [
            (finding["code"], finding["source"])
            for finding in report["findings"]
            if finding["code"].startswith(("SKY", "ORI10"))
        ]
        for report in json.loads(out)["proposals"]
    }


@pytest.mark.parametrize("catalogue", ["irsa", "address"])
def test_a_star_is_found_and_an_empty_sky_is_not_clean(
    url: str,
    folder: Path,
    bright: dict[str, str],
    catalogue: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    chosen = url if catalogue == "address" else catalogue
    done = run(capsys, "check", folder, "--format", "json", "--catalog", chosen)
    found = shown(done.out)
    codes = dict(found["on-a-star"])
    source = codes["SKY101"]
    assert isinstance(source, dict)
    assert bright["designation"] in source["designation"]
    assert source["ra_deg"] == pytest.approx(float(bright["ra"]), abs=1e-4)
    assert [code for code, _ in found["nowhere"]] == ["SKY104"]
    assert "Sending 2 positions" in done.err
    assert url in done.err


def test_the_lock_of_the_server_gives_the_same_findings_without_it(
    url: str, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = run(capsys, "check", folder, "--format", "json", "--catalog", "irsa")
    locked = run(capsys, "lock", folder)
    assert locked.status == 1, "the field in the empty sky is not answered"
    assert "nowhere observation 2 is not answered" in locked.err
    assert "IRSA" in (folder / LOCK_NAME).read_text(encoding="utf-8")
    monkeypatch.setattr("aptcheck.catalog.http.PatientSession", None)
    frozen = run(capsys, "check", folder, "--format", "json")
    assert frozen.err == ""
    assert shown(frozen.out) == shown(asked.out)
