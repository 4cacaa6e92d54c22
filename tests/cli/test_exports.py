"""An archive and its export in one checked folder are one proposal, for every command."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import aptcheck
from aptcheck.catalog import LOCK_NAME
from aptcheck.report import FORMATS, Look, render
from aptcheck.testing import pair
from tests.cli.running import run
from tests.skies import allwise, star

ARCHIVE, EXPORT = pair(sky={"groups": 14}), pair(links=[])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    ARCHIVE.write(tmp_path / "1234.aptx")
    EXPORT.write(tmp_path / "1234.xml")
    return tmp_path


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Any:
    return partial(run, capsys)


def proposals(done: Any) -> dict[str, list[str]]:
    """Return the codes found in each proposal of a JSON report."""
    return {
        p["path"]: [f["code"] for f in p["findings"]] for p in json.loads(done.out)["proposals"]
    }


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_archive_is_judged_and_counted_once(command: Any, folder: Path, jobs: int) -> None:
    pair().write(folder / "5678.xml")
    done = command("check", ".", "--format", "json", "--jobs", jobs)
    found = proposals(done)
    assert set(found) == {"1234.aptx", "5678.xml"}
    assert {"APT007", "BKG201"} <= set(found["1234.aptx"])
    assert "BKG104" not in found["1234.aptx"]
    assert json.loads(done.out)["summary"]["proposals"] == 2


def test_every_format_shows_one(folder: Path) -> None:
    report = aptcheck.check(".", select=["APT007"])
    assert [p.path for p in report.proposals] == ["1234.aptx"]
    for name in FORMATS:
        if name != "parquet":
            text = render(name, report, look=Look(), verbose=True)
            assert "APT007" in text, name


@pytest.mark.parametrize("paths", [["1234.aptx", "1234.xml"], [".", "1234.xml"]])
def test_named_directly_each_is_judged_separately(
    command: Any, folder: Path, paths: list[str]
) -> None:
    found = proposals(command("check", *paths, "--format", "json"))
    assert "BKG201" in found["1234.aptx"]
    assert "BKG104" in found["1234.xml"]
    assert not any("APT007" in codes for codes in found.values())


def test_a_broken_archive_says_that_its_export_can_be_read(command: Any, folder: Path) -> None:
    (folder / "1234.aptx").write_bytes(ARCHIVE.aptx()[:200])
    done = command("check", ".", "--format", "json")
    assert proposals(done) == {"1234.aptx": ["APT001"]}
    assert "Its export 1234.xml is beside it and can be read" in done.findings[0]["message"]
    (folder / "1234.xml").write_bytes(b"<JwstProposal>")
    done = command("check", ".", "--format", "json")
    assert proposals(done) == {"1234.aptx": ["APT001"]}
    assert "1234.xml" not in done.findings[0]["message"]


def test_other_xml_of_the_same_name_is_not_an_export(command: Any, folder: Path) -> None:
    (folder / "1234.xml").write_text("<testsuites/>")
    found = proposals(command("check", ".", "--format", "json"))
    assert list(found) == ["1234.aptx"]
    assert "APT007" not in found["1234.aptx"]


def test_a_baseline_has_one_and_an_older_one_keeps_its_keys(command: Any, folder: Path) -> None:
    assert command("baseline", "1234.aptx", "1234.xml", "-o", "older.json").status == 0
    older = json.loads((folder / "older.json").read_text())
    assert set(older["proposals"]) == {"1234.aptx", "1234.xml"}
    done = command("check", ".", "--baseline", "older.json", "--format", "json")
    new = [f["code"] for f in done.findings if not f["baselined"]]
    assert (done.status, new) == (0, ["APT007"])
    assert command("baseline", ".", "-o", "new.json").status == 0
    recorded = json.loads((folder / "new.json").read_text())["proposals"]
    assert list(recorded) == ["1234.aptx"]
    assert "APT007" in {known["code"] for known in recorded["1234.aptx"]}


def test_a_lock_is_for_the_archive(command: Any, folder: Path) -> None:
    pair(sky_target={"north": 400}).write(folder / "1234.xml")
    catalogue = allwise(folder / "wise.csv", [star(0, 0)])
    done = command("lock", ".", "--catalog", catalogue)
    assert done.out == f"{LOCK_NAME}: 1 of 1 field answered.\n"
