"""A tag becomes a release only where every file names its version, with one date."""

from __future__ import annotations

from pathlib import Path

import pytest

from aptcheck.version import __version__
from scripts.release import ROOT, disagreements, notes

CHANGES = """\
# Changelog

## [0.2.0] - 2027-03-01

### Added

- Something.

## [0.1.0] - 2026-11-30

- The beginning.
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "aptcheck").mkdir()
    (tmp_path / "aptcheck" / "version.py").write_text('__version__ = "0.2.0"\n')
    (tmp_path / "CHANGELOG.md").write_text(CHANGES)
    (tmp_path / "CITATION.cff").write_text('version: 0.2.0\ndate-released: "2027-03-01"\n')
    (tmp_path / "README.md").write_text("Version 0.2.0.\n")
    return tmp_path


def test_files_that_agree_are_a_release(root: Path) -> None:
    assert list(disagreements(root, "v0.2.0")) == []


def test_each_file_that_names_another_version_is_named(root: Path) -> None:
    found = "\n".join(disagreements(root, "v0.3.0"))
    for file in ("aptcheck/version.py", "CHANGELOG.md", "CITATION.cff", "README.md"):
        assert file in found
    assert list(disagreements(root, "0.2.0")) == ["The tag 0.2.0 does not begin with v."]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("CHANGELOG.md", "[0.2.0] - 2027-03-01", "[0.2.0]"),
        ("CHANGELOG.md", "# Changelog\n", "# Changelog\n\n## [Unreleased]\n"),
        ("CHANGELOG.md", "2027-03-01", "2027-13-01"),
        ("CHANGELOG.md", "## [0.2.0]", "## 0.2.0"),
        ("CHANGELOG.md", "### Added\n\n- Something.\n", ""),
        ("CITATION.cff", "2027-03-01", "2027-02-01"),
        ("CITATION.cff", 'date-released: "2027-03-01"\n', ""),
    ],
)
def test_a_date_that_is_missing_or_another_one_is_no_release(
    root: Path, file: str, old: str, new: str
) -> None:
    text = (root / file).read_text()
    assert old in text
    (root / file).write_text(text.replace(old, new))
    assert list(disagreements(root, "v0.2.0"))


def test_the_notes_are_the_section_of_the_version(root: Path) -> None:
    assert notes(root, "v0.2.0") == "### Added\n\n- Something.\n"
    assert notes(root, "v0.1.0") == "- The beginning.\n"
    with pytest.raises(LookupError):
        notes(root, "v9.9.9")


def test_citation_readme_and_changes_name_the_version() -> None:
    # Between two releases the changes begin with those that are not released yet.
    found = [one for one in disagreements(ROOT, f"v{__version__}") if "Unreleased" not in one]
    assert found == []
    assert notes(ROOT, f"v{__version__}")
    assert f"Version {__version__}" in (ROOT / "README.md").read_text(encoding="utf-8")
