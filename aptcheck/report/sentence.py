"""A finding in one bounded line of plain text, for formats with a single message field."""

from __future__ import annotations

from aptcheck.finding import Finding
from aptcheck.report.clipped import clipped
from aptcheck.report.visible import shortened
from aptcheck.report.words import evidence, where
from aptcheck.results import ProposalReport, Report

__all__ = ["badness", "capitalised", "headline", "sentence", "spot", "worst_first"]

#: Characters of a message, of its fix and of a place: far above what any rule writes.
MESSAGE = 800
PLACE = 200


def headline(finding: Finding) -> str:
    """Return what is wrong, with its observation."""
    return clipped(capitalised(f"{where(finding)}{finding.message}"), MESSAGE)


def capitalised(text: str) -> str:
    """Return text with a capital first letter and the rest as it is: µJy stays µJy.

    The name of a file stays too: Aptcheck.toml would be another file.
    """
    first = text.split(maxsplit=1)[0] if text.strip() else ""
    is_file = "." in first.rstrip(".:,;") or "/" in first
    return text if is_file else text[:1].upper() + text[1:]


def sentence(finding: Finding) -> str:
    """Return what is wrong, by how much, how to fix it, and where in APT."""
    measured = evidence(finding.evidence) if finding.evidence is not None else ""
    parts = [
        headline(finding),
        f"{shortened(capitalised(measured), PLACE)}." if measured else "",
        f"Fix: {clipped(finding.fix, MESSAGE)}" if finding.fix else "",
        f"Where: {spot(finding)}." if spot(finding) else "",
    ]
    return " ".join(part for part in parts if part)


def spot(finding: Finding) -> str:
    """Return the trail to click in APT and the line in the XML."""
    location = finding.location
    line = f"line {location.line}" if location.line is not None else ""
    member = shortened(location.member or "", PLACE)
    parts = (shortened(location.trail, PLACE), " ".join(part for part in (member, line) if part))
    return ", ".join(part for part in parts if part)


def worst_first(report: Report) -> list[tuple[ProposalReport, Finding]]:
    """Return every finding with its proposal: those that count before the others, by severity."""
    every = [(proposal, finding) for proposal in report.proposals for finding in proposal.findings]
    return sorted(every, key=lambda pair: badness(pair[1]))


def badness(finding: Finding) -> tuple[int, int]:
    """Return what to order findings by: those that count before the others, then by severity."""
    return int(not finding.counts), -finding.severity.rank
