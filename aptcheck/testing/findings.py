"""The findings of a check, as lines that are easy to compare in a test and to read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from aptcheck.finding import Finding
from aptcheck.results import ProposalReport, Report
from aptcheck.testing.judging import Given, check

__all__ = ["found", "line", "lines", "outcome"]


def found(document: Given, **how: Any) -> list[str]:  # noqa: ANN401 - the keywords of check
    """Check a proposal and return its findings as lines; keywords as for `check`."""
    return lines(check(document, **how))


def lines(found: ProposalReport | Report | Iterable[Finding], *codes: str) -> list[str]:
    """Return findings as sorted lines: "BKG201 error 2" is code, severity and observation.

    A finding on the whole proposal has "-" for the observation. Suppressed findings and those in a
    baseline are left out.

    Parameters
    ----------
    found : ProposalReport, Report or iterable of Finding
    *codes : str
        Only findings whose codes begin with one of these; by default all.
    """
    findings = found.findings if isinstance(found, (ProposalReport, Report)) else found
    return sorted(line(f) for f in findings if f.counts and f.code.startswith(codes or ""))


def line(finding: Finding) -> str:
    """Return one finding as a line."""
    observation = "-" if finding.observation is None else finding.observation
    return f"{finding.code} {finding.severity.value} {observation}"


def outcome(
    judged: ProposalReport | Given,
    code: str,
    **how: Any,  # noqa: ANN401 - the keywords of check
) -> tuple[str, str | None]:
    """Return the outcome of a rule on a proposal, and the reason if there is one.

    The outcome is "passed", "finding", "not-applicable" or "not-checked".

    Parameters
    ----------
    judged : ProposalReport, or whatever `check` accepts
    code : str
        The full code of the rule.
    **how
        Keywords of `check`, for a proposal that has not been checked yet.

    Raises
    ------
    LookupError
        There is no such rule.
    """
    report = judged if isinstance(judged, ProposalReport) else check(judged, **how)
    for entry in report.coverage:
        if entry.code == code:
            return entry.outcome.value, entry.reason
    raise LookupError(f"no rule has the code {code!r}")
