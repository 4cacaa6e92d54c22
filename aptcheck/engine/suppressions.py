"""Suppressions: findings a team has judged, by code and place, with a reason and an end."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from aptcheck.config.patterns import fits
from aptcheck.engine.paths import STDIN
from aptcheck.engine.severity import with_findings
from aptcheck.finding import Finding, Suppression
from aptcheck.observatory.cycles import cycle_window

if TYPE_CHECKING:
    from aptcheck.config import Config, SuppressionSetting
    from aptcheck.finding import Observed
    from aptcheck.results import ProposalReport

__all__ = ["concerns", "ended", "matches", "suppressed"]


def suppressed(
    report: ProposalReport, settings: Config, file: Path | None, today: date
) -> ProposalReport:
    """Mark the findings that active entries match; the first match gives the reason.

    A finding that lists several observations is marked only if each of them is matched. ``file`` is
    the configuration file, None for the defaults.
    """
    entries = [
        entry
        for entry in settings.suppress
        if concerns(entry, report.path, file) and ended(entry, report.cycle, today) is None
    ]
    if not entries:
        return report
    return with_findings(report, (_marked(finding, entries) for finding in report.findings))


def concerns(entry: SuppressionSetting, path: str, file: Path | None) -> bool:
    """Whether an entry is meant for the proposal at a path."""
    if entry.proposal is None:
        return True
    names = {path, os.path.basename(path)}  # noqa: PTH119 - the path is kept as it was given
    if file is not None and path != STDIN:
        # realpath, because resolve() raises if a link leads to itself.
        folder = os.path.dirname(os.path.realpath(file))  # noqa: PTH120
        names.add(Path(os.path.relpath(os.path.realpath(path), folder)).as_posix())
    return any(fits(name, entry.proposal) for name in names)


def matches(entry: SuppressionSetting, finding: Finding) -> bool:
    """Whether a finding has the entry's code and is, in part, where the entry says."""
    return any(_covers(entry, finding, place) for place in finding.places)


def _covers(entry: SuppressionSetting, finding: Finding, place: Observed) -> bool:
    observation, target = place
    return (
        finding.code == entry.code
        and entry.observation in (None, observation)
        and (entry.target is None or fits(target or "", entry.target))
    )


def ended(entry: SuppressionSetting, cycle: int | None, today: date) -> str | None:
    """Return why an entry has expired for a proposal of a cycle, None while it is active."""
    if isinstance(entry.until, date):
        return f"it was valid until {entry.until.isoformat()}" if today > entry.until else None
    last = entry.until_cycle
    if last is None:
        return None
    if cycle is not None and cycle >= last:
        return f"it was valid until Cycle {last}, and the proposal is for Cycle {cycle}"
    window = cycle_window(last)
    if window is not None and today >= window.start.date():
        return f"it was valid until Cycle {last}, which began on {window.start.date().isoformat()}"
    return None


def _marked(finding: Finding, entries: Sequence[SuppressionSetting]) -> Finding:
    """Return a finding, suppressed if entries cover it or all observations that it lists."""
    reasons = []
    for place in finding.places:
        reason = next((e.reason for e in entries if _covers(e, finding, place)), None)
        if reason is None:
            return finding
        reasons.append(reason)
    together = "; ".join(dict.fromkeys(reasons))
    return replace(finding, suppressed=Suppression(reason=together))
