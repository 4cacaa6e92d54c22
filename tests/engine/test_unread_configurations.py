"""A file that is not read is named by its path from the proposal, with what is read instead."""

from __future__ import annotations

from pathlib import Path

import aptcheck
from aptcheck.testing import pair


def said(folder: Path) -> str:
    """Return the message about the only file that is not read."""
    pair().write(folder / "a.xml")
    (report,) = aptcheck.check(folder, select="CFG").proposals
    (finding,) = report.findings
    return f"{finding.message} {finding.fix}"


def test_beside_the_proposal(tmp_path: Path) -> None:
    (tmp_path / "Aptcheck.toml").write_text("")
    assert said(tmp_path).startswith("Aptcheck.toml is not read")
    assert "Rename Aptcheck.toml to aptcheck.toml" in said(tmp_path)


def test_above_it_and_beside_the_one_that_governs(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    for name in (".aptcheck.toml", "aptcheck.toml"):
        (tmp_path / name).write_text("")
    assert said(tmp_path / "deep").startswith("../.aptcheck.toml is not read")
    assert "aptcheck reads ../aptcheck.toml instead" in said(tmp_path / "deep")
    assert "Rename" not in said(tmp_path / "deep")


def test_a_link_to_nothing(tmp_path: Path) -> None:
    (tmp_path / "aptcheck.toml").symlink_to(tmp_path / "gone.toml")
    assert "links to a file that does not exist" in said(tmp_path)


def test_a_folder(tmp_path: Path) -> None:
    (tmp_path / "aptcheck.toml").mkdir()
    assert "aptcheck.toml is not read: it is not a file." in said(tmp_path)
    assert "into a file called aptcheck.toml" in said(tmp_path)


def test_a_link_of_another_name_to_nothing_has_the_wrong_name(tmp_path: Path) -> None:
    (tmp_path / ".aptcheck.toml").symlink_to(tmp_path / "gone.toml")
    assert "Rename .aptcheck.toml to aptcheck.toml" in said(tmp_path)
