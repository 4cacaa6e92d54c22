"""The exported XML beside an archive is told only where it says the same."""

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


def test_an_equal_export_is_told(archive: Path) -> None:
    archive.with_suffix(".xml").write_bytes(pair().xml)
    assert beside(archive) == str(archive.with_suffix(".xml"))


def test_other_line_endings_are_no_difference(archive: Path) -> None:
    archive.with_suffix(".xml").write_bytes(pair().xml.replace(b"\n", b"\r\n"))
    assert beside(archive) == str(archive.with_suffix(".xml"))


def test_an_export_of_another_day_is_not(archive: Path) -> None:
    archive.with_suffix(".xml").write_bytes(pair().xml.replace(b"<Title>", b"<Title>New "))
    assert beside(archive) is None


def test_an_archive_alone_has_none(archive: Path) -> None:
    assert beside(archive) is None


def test_a_folder_of_that_name_is_none(archive: Path) -> None:
    archive.with_suffix(".xml").mkdir()
    assert beside(archive) is None


def test_an_xml_is_not_beside_itself(tmp_path: Path) -> None:
    assert beside(pair().write(tmp_path / "1234.xml")) is None
