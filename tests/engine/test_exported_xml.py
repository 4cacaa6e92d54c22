"""The exported XML beside an archive is used only if it has the same content."""

from __future__ import annotations

from pathlib import Path

import pytest

import aptcheck
from aptcheck.testing import pair


def beside(path: Path) -> str | None:
    (report,) = aptcheck.check(path).proposals
    return report.beside


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "1234.aptx"
    path.write_bytes(pair().aptx())
    return path


def test_an_equal_export_is_used(archive: Path) -> None:
    archive.with_suffix(".xml").write_bytes(pair().xml)
    assert beside(archive) == str(archive.with_suffix(".xml"))


def test_other_line_endings_make_no_difference(archive: Path) -> None:
    archive.with_suffix(".xml").write_bytes(pair().xml.replace(b"\n", b"\r\n"))
    assert beside(archive) == str(archive.with_suffix(".xml"))


def test_an_outdated_export_is_not(archive: Path) -> None:
    archive.with_suffix(".xml").write_bytes(pair().xml.replace(b"<Title>", b"<Title>New "))
    assert beside(archive) is None


def test_an_archive_alone_has_none(archive: Path) -> None:
    assert beside(archive) is None


def test_a_folder_of_that_name_is_none(archive: Path) -> None:
    archive.with_suffix(".xml").mkdir()
    assert beside(archive) is None


def test_an_xml_is_not_beside_itself(tmp_path: Path) -> None:
    assert beside(pair().write(tmp_path / "1234.xml")) is None


def messages(archive: Path, export: bytes) -> list[str]:
    """Return the messages about an export in the folder of its archive."""
    archive.with_suffix(".xml").write_bytes(export)
    (report,) = aptcheck.check(archive.parent).proposals
    return [finding.message for finding in report.findings if finding.code == "APT007"]


def test_a_different_plan_is_described_by_its_parts(archive: Path) -> None:
    (message,) = messages(archive, pair(sky={"groups": "many"}, links=[]).xml)
    assert "1234.xml" in message
    assert "differs from it in observation 2, the links and values that cannot be read" in message


def test_the_reason_why_an_export_cannot_be_read_is_reported(archive: Path) -> None:
    (message,) = messages(archive, pair().xml[:-100])
    assert "cut short or damaged" in message


def test_a_failed_comparison_does_not_affect_the_verdict(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise RecursionError

    monkeypatch.setattr("aptcheck.engine.exported_xml.differing_parts", fails)
    (message,) = messages(archive, pair(links=[]).xml)
    assert "RecursionError" in message


def test_the_same_bytes_are_not_read_again(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aptcheck.engine.exported_xml.differing_parts", None)
    assert messages(archive, pair().xml) == []
