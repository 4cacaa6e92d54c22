"""Small sentences that several formats share."""

from __future__ import annotations

import re
from collections.abc import Sequence

from aptcheck.finding import Evidence, Finding
from aptcheck.results import NOT_SELECTED, Outcome, Pair, ProposalReport, Summary
from aptcheck.rules.registry import is_about
from aptcheck.wording import count

__all__ = ["counts", "evidence", "not_checked", "numbers", "verdict_sentence", "where", "yes_no"]

VERDICTS = {
    "pass": "nothing found that would cost you data",
    "warn": "the science may suffer: read the warnings before you submit",
    "fail": "do not submit yet: data or their background would be lost",
}


def counts(summary: Summary) -> str:
    """Return "2 errors, 1 warning, 3 infos", with suppressed and baselined ones where any."""
    parts = [
        count(summary.errors, "error"),
        count(summary.warnings, "warning"),
        count(summary.infos, "info"),
    ]
    if summary.suppressed:
        parts.append(f"{summary.suppressed} suppressed")
    if summary.baselined:
        parts.append(f"{summary.baselined} in the baseline")
    return ", ".join(parts)


def evidence(found: Evidence) -> str:
    """Return "measured 40, limit 27 groups"."""
    unit = f" {found.unit}" if found.unit else ""
    parts = []
    if found.measured is not None:
        parts.append(f"measured {_value(found.measured)}")
    if found.limit is not None:
        parts.append(f"limit {_value(found.limit)}")
    return ", ".join(parts) + unit


def numbers(values: Sequence[int]) -> str:
    """Return each distinct number once, in order: "27" or "27/60"; a dash for none."""
    return "/".join(str(value) for value in dict.fromkeys(values)) or "-"


def verdict_sentence(proposal: ProposalReport) -> str:
    """Return what the verdict means for the proposer."""
    if any(is_about(finding.code, "file") for finding in proposal.findings):
        return "the file could not be read, so nothing in it was checked"
    return VERDICTS[proposal.verdict]


def not_checked(proposal: ProposalReport) -> int:
    """Return how many of the selected rules could not judge what they were asked to."""
    return sum(
        line.outcome is Outcome.NOT_CHECKED and line.reason != NOT_SELECTED
        for line in proposal.coverage
    )


def where(finding: Finding) -> str:
    """Return "observation 2 (with 1): ", nothing where the message itself says it."""
    if finding.observation is None:
        return ""
    if re.search(rf"bservation {finding.observation}\b", finding.message):
        return ""
    related = ", ".join(str(number) for number in finding.related_observations)
    return f"observation {finding.observation}" + (f" (with {related}): " if related else ": ")


def yes_no(pair: Pair) -> str:
    """Return how a pair is held together."""
    if not pair.declared:
        return "suspected only"
    if not pair.linked:
        return "not linked"
    return "non-interruptible" if pair.non_interruptible else "interruptible"


def _value(value: float | str) -> str:
    return f"{value:.4g}" if isinstance(value, float) else str(value)
