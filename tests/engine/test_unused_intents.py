"""What is to be done about an intent without effect is what helps in any proposal of the run."""

from __future__ import annotations

from pathlib import Path

import aptcheck
from aptcheck.testing import mrs, other, pair, proposal, target

NO_SCIENCE = proposal(targets=[target(1, "M-33")], observations=[other(1, "NircamImaging")])
#: MRS observations of a background only, whose science is not in the file.
SKY_ALONE = proposal(
    targets=[target(1, "M-33", background=[2]), target(2, "M-33-SKY", north=300)],
    observations=[mrs(2, 2)],
)


def fixes(folder: Path) -> list[str]:
    """Return what to do about the intent 99."""
    (folder / "aptcheck.toml").write_text('[intents.99]\nstrategy = "pixel"\n')
    reports = aptcheck.check(folder, select="CFG003").proposals
    return [finding.fix for report in reports for finding in report.findings]


def test_without_science_anywhere_it_is_to_be_deleted(tmp_path: Path) -> None:
    NO_SCIENCE.write(tmp_path / "a.xml")
    assert fixes(tmp_path) == ["In aptcheck.toml, delete it."]


def test_it_is_not_to_be_deleted_where_another_proposal_has_science(tmp_path: Path) -> None:
    NO_SCIENCE.write(tmp_path / "a.xml")
    SKY_ALONE.write(tmp_path / "b.xml")
    pair().write(tmp_path / "c.xml")
    assert fixes(tmp_path) == ["In aptcheck.toml, name the science observation 1."]
