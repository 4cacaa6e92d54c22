"""A file with almost the name aptcheck.toml is reported once, with what is read instead."""

from __future__ import annotations

from pathlib import Path

import pytest

import aptcheck
from aptcheck.testing import pair
from tests.rules.structure.suppressing import checked_folder, ledger, stale_codes


@pytest.mark.parametrize(
    "name",
    [
        ".aptcheck.toml",
        "Aptcheck.toml",
        "aptCheck.toml",
        "APTCHECK.TOML",
        "aptcheck.TOML",
        ".Aptcheck.toml",
        "Aptcheck.toml.txt",
        "aptcheck.toml.TXT",
        "aptcheck.tml",
    ],
)
def test_a_file_that_is_called_almost_so_is_a_warning(tmp_path: Path, name: str) -> None:
    pair().write(tmp_path / "a.xml")
    (tmp_path / name).write_text('profile = "draft"\n')
    (report,) = aptcheck.check(tmp_path, select="CFG").proposals
    (finding,) = report.findings
    assert (finding.code, finding.severity.value) == ("CFG004", "warning")
    assert report.configuration is None
    assert ledger(report, "CFG004") == "finding"


def test_it_is_reported_once_for_all_proposals_below(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    pair().write(tmp_path / "deep" / "a.xml")
    pair().write(tmp_path / "z.xml")
    (tmp_path / ".aptcheck.toml").write_text("")
    outer, deep = checked_folder(tmp_path, "")
    assert (stale_codes(outer), stale_codes(deep)) == (["CFG004"], [])


def test_above_the_configuration_that_governs_nothing_is_looked_for(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    pair().write(tmp_path / "deep" / "a.xml")
    (tmp_path / ".aptcheck.toml").write_text("")
    (report,) = checked_folder(tmp_path / "deep", "")
    assert stale_codes(report) == []
    assert ledger(report, "CFG004") == "not-applicable"


def test_a_configuration_asked_for_is_the_only_one(tmp_path: Path) -> None:
    pair().write(tmp_path / "a.xml")
    (tmp_path / ".aptcheck.toml").write_text("")
    (tmp_path / "team.toml").write_text("")
    (report,) = aptcheck.check(tmp_path, config=tmp_path / "team.toml").proposals
    assert stale_codes(report) == []


def test_a_link_to_nothing_is_reported(tmp_path: Path) -> None:
    pair().write(tmp_path / "a.xml")
    (tmp_path / "aptcheck.toml").symlink_to(tmp_path / "gone.toml")
    (report,) = aptcheck.check(tmp_path, select="CFG").proposals
    assert stale_codes(report) == ["CFG004"]


def test_a_folder_of_that_name_is_reported(tmp_path: Path) -> None:
    pair().write(tmp_path / "a.xml")
    (tmp_path / "aptcheck.toml").mkdir()
    (report,) = aptcheck.check(tmp_path, select="CFG").proposals
    assert stale_codes(report) == ["CFG004"]
