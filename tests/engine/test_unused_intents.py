"""The advice for an intent without effect fits all proposals of the run."""

from __future__ import annotations

from pathlib import Path

import aptcheck
from aptcheck.testing import mrs, other, pair, proposal, target

NO_SCIENCE = proposal(targets=[target(1, "M-33")], observations=[other(1, "NircamImaging")])
#: MRS observations of a background only, without science observations in the file.
SKY_ALONE = proposal(
    targets=[target(1, "M-33", background=[2]), target(2, "M-33-SKY", north=300)],
    observations=[mrs(2, 2)],
)


def fixes(folder: Path) -> list[str]:
    """Return the advice for the intent 99."""
    (folder / "aptcheck.toml").write_text('[intents.99]\nstrategy = "pixel"\n')
    reports = aptcheck.check(folder, select="CFG003").proposals
    return [finding.fix for report in reports for finding in report.findings]


def test_without_science_anywhere_the_advice_is_to_delete_it(tmp_path: Path) -> None:
    NO_SCIENCE.write(tmp_path / "a.xml")
    assert fixes(tmp_path) == ["In aptcheck.toml, delete it."]


def test_it_is_kept_if_another_proposal_has_science(tmp_path: Path) -> None:
    NO_SCIENCE.write(tmp_path / "a.xml")
    SKY_ALONE.write(tmp_path / "b.xml")
    pair().write(tmp_path / "c.xml")
    assert fixes(tmp_path) == ["In aptcheck.toml, name the science observation 1."]
