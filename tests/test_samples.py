"""Every sample proposal yields the findings that it announces, and nothing else."""

from __future__ import annotations

import io
import re
import socket
import zipfile
from pathlib import Path

import pytest

import aptcheck
from aptcheck.catalog import LOCK_NAME
from aptcheck.catalog.lock_file import dumps
from aptcheck.testing import pair
from scripts.build_samples import FOLDER, documents
from scripts.sample_lock import batches

SAMPLES = sorted(path.stem for path in FOLDER.glob("*.xml"))


def promised(path: Path) -> list[str]:
    """Read the findings that a sample announces: `BKG201 error observation 2`, or `nothing`."""
    lines = re.findall(r"<!-- expect: (.+?) -->", path.read_text(encoding="utf-8"))
    assert lines, f"{path.name} promises nothing, not even `nothing`"
    return sorted(line for line in lines if line != "nothing")


def yielded(path: Path) -> list[str]:
    (report,) = aptcheck.check(path).proposals
    return sorted(
        f"{finding.code} {finding.severity.value} "
        f"{'proposal' if finding.observation is None else f'observation {finding.observation}'}"
        for finding in report.findings
    )


@pytest.mark.parametrize("form", ["xml", "aptx"])
@pytest.mark.parametrize("sample", SAMPLES)
def test_a_sample_yields_what_it_announces(sample: str, form: str) -> None:
    assert yielded(FOLDER / f"{sample}.{form}") == promised(FOLDER / f"{sample}.xml")


def test_the_samples_match_their_definitions() -> None:
    built = documents()
    assert sorted(built) == SAMPLES
    for name, document in built.items():
        assert (FOLDER / f"{name}.xml").read_bytes() == document.xml, name
        # members rather than bytes: another zlib may pack the same text differently
        with (
            zipfile.ZipFile(FOLDER / f"{name}.aptx") as kept,
            zipfile.ZipFile(io.BytesIO(document.aptx())) as fresh,
        ):
            assert kept.namelist() == fresh.namelist(), name
            assert [kept.read(m) for m in kept.namelist()] == [
                fresh.read(m) for m in fresh.namelist()
            ]


def test_the_lock_of_the_samples_matches_its_definition() -> None:
    text = (FOLDER / LOCK_NAME).read_text(encoding="utf-8")
    assert dumps(batches()) == text
    assert "synthetic" in text


def test_the_samples_need_only_their_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refused)
    report = aptcheck.check(FOLDER / "star-in-the-background.xml")
    (reported,) = [finding for finding in report.findings if finding.code == "SKY101"]
    assert reported.source is not None
    assert reported.table is not None
    assert "synthetic-allwise.csv" in str(reported.table.rows[0])


def test_the_pair_that_tests_start_from_has_no_fault(tmp_path: Path) -> None:
    assert yielded(pair().write(tmp_path)) == ["SKY104 info proposal"]


FIXABLE = "slips-to-fix"
LOCK = FOLDER / LOCK_NAME
#: What a program cannot fix: how deep the catalogues are.
STAYS = {("SKY105", None)}


def places(path: Path) -> set[tuple[str, int | None]]:
    """Return code and observation of each finding, against the lock of the samples."""
    (report,) = aptcheck.check(path, catalog=LOCK).proposals
    assert not [line for line in report.coverage if line.outcome == "not-checked"]
    return {(finding.code, finding.observation) for finding in report.findings}


@pytest.mark.parametrize("form", ["xml", "aptx"])
def test_the_slips_of_the_sample_are_fixed(form: str, tmp_path: Path) -> None:
    sample = FOLDER / f"{FIXABLE}.{form}"
    found = aptcheck.check(sample).findings
    kinds = {
        kind: {(one.code, one.observation) for one in found if one.fixable == kind}
        for kind in ("safe", "unsafe", None)
    }
    assert (len(kinds["safe"]), len(kinds["unsafe"]), kinds[None]) == (5, 4, STAYS)
    safe, once, twice = (tmp_path / f"{name}.{form}" for name in ("safe", "once", "twice"))
    reported = aptcheck.fix(sample, output=safe)
    assert {(one.finding.code, one.finding.observation) for one in reported.fixed} == kinds["safe"]
    assert places(safe) == kinds["unsafe"] | STAYS
    aptcheck.fix(sample, output=once, unsafe=True)
    # the second run handles what two remedies would have changed in one place
    aptcheck.fix(once, output=twice, unsafe=True)
    assert places(twice if twice.exists() else once) == STAYS
