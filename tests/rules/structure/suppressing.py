"""A folder checked under a configuration with suppressions, and what is reported of those."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from aptcheck.engine.options import Options
from aptcheck.results import ProposalReport
from aptcheck.tasks.check import check_paths
from aptcheck.testing import exposure, pair

SLIP = pair(sky={"exposures": [exposure(g, groups=40) for g in ("SHORT", "MEDIUM", "LONG")]})
ENTRY = '[[suppress]]\ncode = "BKG201"\nobservation = 2\nreason = "We know."\n'


def checked_folder(
    folder: Path, toml: str, *, jobs: int = 1, **options: object
) -> tuple[ProposalReport, ...]:
    """Check a folder under the text of an aptcheck.toml."""
    (folder / "aptcheck.toml").write_text(toml)
    today = datetime(2026, 11, 1)
    asked = Options(today=today, **options)  # type: ignore[arg-type]
    return tuple(check_paths([str(folder)], asked, jobs=jobs).proposals)


def stale_codes(report: ProposalReport) -> list[str]:
    """Return the codes of the findings on the configuration."""
    return [finding.code for finding in report.findings if finding.code.startswith("CFG")]


def ledger(report: ProposalReport, code: str = "CFG001") -> str:
    """Return how a rule ended."""
    return next(line.outcome.value for line in report.coverage if line.code == code)
