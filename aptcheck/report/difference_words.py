"""Words that all reports of `diff` share."""

from __future__ import annotations

from aptcheck.difference import Change, Compared, Difference, Version
from aptcheck.finding import Severity
from aptcheck.report.visible import one_line
from aptcheck.wording import agree, count

__all__ = ["SIGNS", "about", "closing", "stated"]

SIGNS = {"added": "+", "removed": "-", "changed": "~"}


def stated(change: Change) -> str:
    """Return "27 to 40 (note)", or the only side."""
    sides = [side for side in (change.old, change.new) if side is not None]
    note = f" ({change.note})" if change.note else ""
    return f"{' to '.join(sides)}{note}"


def about(compared: Compared) -> str:
    """Return where a finding is and whether it is hidden, in brackets; or nothing."""
    finding = compared.finding
    numbers = [finding.observation, *finding.related_observations]
    known = [str(number) for number in numbers if number is not None]
    where = f"{agree(known, 'observation', 'observations')} {', '.join(known)}" if known else ""
    hidden = "suppressed" if finding.suppressed else "in the baseline" if finding.baselined else ""
    parts = [part for part in (where, hidden) if part]
    return f" ({', '.join(parts)})" if parts else ""


def closing(difference: Difference) -> str:
    """Return "3 new (2 errors, 1 info), 2 fixed, 5 unchanged; verdict warn, was fail"."""
    counting = [one.finding.severity for one in difference.appeared if one.finding.counts]
    counted = ", ".join(
        count(counting.count(severity), severity.value)
        for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO)
        if severity in counting
    )
    parts = [
        f"{len(difference.appeared)} new" + (f" ({counted})" if counted else ""),
        f"{len(difference.fixed)} fixed",
        f"{len(difference.unchanged)} unchanged",
    ]
    if difference.not_checked:
        parts.append(f"{len(difference.not_checked)} no longer checked")
    old, new = _verdict(difference.old), _verdict(difference.new)
    verdict = f"verdict {new}" + (f", was {old}" if old != new else ", as before")
    return f"{', '.join(parts)}; {verdict}"


def _verdict(version: Version) -> str:
    """Return "pass (sky not checked: 1 field)"."""
    word = version.verdict.replace("not-applicable", "not applicable, nothing to judge")
    left = "; ".join(one_line(clause) for clause in version.reservations)
    return f"{word} ({left})" if left else word
