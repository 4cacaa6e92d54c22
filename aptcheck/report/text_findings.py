"""The findings of a proposal at a terminal, in full: errors, then warnings."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from aptcheck.finding import Finding, Severity
from aptcheck.report import Look
from aptcheck.report.alike import Entry, entries, messages
from aptcheck.report.code_frame import print_frame
from aptcheck.report.finding_table import shown
from aptcheck.report.fixable import fix_label
from aptcheck.report.observation_words import listed_under, numbers_of, observations
from aptcheck.report.terminal import SEVERITY_STYLES, code_text, prose
from aptcheck.report.text_figures import print_figures
from aptcheck.report.visible import one_line, visible
from aptcheck.report.words import evidence, is_said
from aptcheck.results import ProposalReport
from aptcheck.wording import count

__all__ = ["in_full_and_in_brief", "print_entry"]


def in_full_and_in_brief(
    proposal: ProposalReport, look: Look, *, verbose: bool
) -> tuple[tuple[Entry, ...], tuple[Finding, ...]]:
    """Return the findings that count, the worst first, and the infos of which a sentence is enough.

    With ``verbose``, or with the source around each, every one is shown in full and by itself.
    """
    # Within a severity the order stays that of the report.
    counting = sorted(
        (finding for finding in proposal.findings if finding.counts),
        key=lambda finding: -finding.severity.rank,
    )
    if verbose or look.excerpts is not None:
        return tuple(Entry(((finding,),)) for finding in counting), ()
    infos = tuple(finding for finding in counting if finding.severity is Severity.INFO)
    return entries(counting[: len(counting) - len(infos)]), infos


def print_entry(console: Console, path: str, entry: Entry, look: Look, *, verbose: bool) -> None:
    """Print findings that are alike: what is wrong, where, and once how to fix it."""
    first, findings = entry.first, entry.findings
    style = SEVERITY_STYLES[first.severity]
    name = Text.assemble((f"{first.severity.value} ", style), code_text(first.code, look))
    under = listed_under(findings)
    console.print(Text.assemble(name, f" {first.name}", (f"  {under}" if under else "", "dim")))
    for message, group in zip(messages(entry.groups), entry.groups, strict=True):
        _indented(console, prose(message) + _measured(group[0], verbose=verbose))
        if len(group) > 1:
            _indented(console, Text(f"Likewise: {_others(group[1:])}."))
    if first.table is not None:
        print_figures(console, shown(first.table), whole=verbose)
    if first.fix:
        label = fix_label(first) if entry.has_one_fix else f"{fix_label(first)}, likewise for each"
        _indented(console, Text.assemble((f"{label}: ", "bold"), prose(first.fix)))
    if place := _place(first):
        also = f" and {count(len(findings) - 1, 'more place')}" if len(findings) > 1 else ""
        _indented(console, Text(visible(f"{place}{also}"), "dim"))
    excerpt = (look.excerpts or {}).get((path, first.location))
    if excerpt is not None:
        print_frame(console, excerpt, style)


def _indented(console: Console, text: Text) -> None:
    if text.plain:
        console.print(Padding(text, (0, 0, 0, 2)))


def _measured(finding: Finding, *, verbose: bool) -> Text:
    """Return the evidence, unless the message has its numbers."""
    found = finding.evidence
    if found is None or (is_said(found, finding.message) and not verbose):
        return Text()
    return Text(f" [{visible(evidence(found))}]", "dim")


def _others(findings: Sequence[Finding]) -> str:
    """Return the observations of findings, with their targets if the messages name these."""
    if all(finding.target and finding.target in finding.message for finding in findings):
        return ", ".join(f"{one_line(f.target or '')} ({_everywhere(f)})" for f in findings)
    return observations(numbers_of(findings)) or count(len(findings), "time")


def _everywhere(finding: Finding) -> str:
    """Return all observations of a finding about a target."""
    own = () if finding.observation is None else (finding.observation,)
    return observations(sorted({*own, *finding.related_observations}))


def _place(finding: Finding) -> str:
    location = finding.location
    spot = ""
    if location.member is not None and location.line is not None:
        spot = f"{location.member}:{location.line}:{location.column or 1}"
    return "  ".join(part for part in (location.trail, spot) if part)
