"""The report for a person at a terminal."""

from __future__ import annotations

import io
from collections import Counter
from itertools import groupby

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from aptcheck.finding import Finding
from aptcheck.report import Look
from aptcheck.report.finding_table import shown
from aptcheck.report.fixable import fix_label, fixable_sentence
from aptcheck.report.reservations import has_reservations, not_checked
from aptcheck.report.terminal import SEVERITY_STYLES, laid_out, plain_console
from aptcheck.report.text_figures import print_figures
from aptcheck.report.text_pairs import print_pairs
from aptcheck.report.verdict_words import (
    STAMPS,
    named,
    suppressed,
    verdict_sentence,
)
from aptcheck.report.visible import one_line, visible
from aptcheck.report.words import counts, evidence, unreached_words
from aptcheck.results import ProposalReport, Report
from aptcheck.wording import count, numbered
from aptcheck.wording.toml_words import toml_path

__all__ = ["render"]

_VERDICT = {
    "pass": "bold green",
    "warn": "bold yellow",
    "fail": "bold red",
    "not-applicable": "bold",
}


def render(report: Report, *, look: Look, verbose: bool = False) -> str:
    """Return the report grouped by observation, pairs on top, the verdict at the end."""
    out = io.StringIO()
    console = plain_console(out, look)
    for proposal in report.proposals:
        _proposal(console, proposal, verbose=verbose)
    _closing(console, report)
    return laid_out(out)


def _proposal(console: Console, proposal: ProposalReport, *, verbose: bool) -> None:
    heading = Text(visible(proposal.path), "bold underline")
    known = [
        f"programme {proposal.program}" if proposal.program else "",
        f"Cycle {proposal.cycle}" if proposal.cycle else "",
        f"APT {proposal.apt_version}" if proposal.apt_version else "",
    ]
    details = ", ".join(one_line(part) for part in known if part)
    if proposal.title:
        details = f"{one_line(proposal.title)} ({details})" if details else one_line(proposal.title)
    console.print(heading)
    if details:
        console.print(Text(details, "dim"))
    if verbose:
        _configuration(console, proposal)
    console.print()
    if proposal.backgrounds:
        print_pairs(console, proposal.backgrounds, proposal.scope.pairs)
    shown = [finding for finding in proposal.findings if finding.counts]
    for number, group in groupby(shown, key=lambda finding: finding.observation):
        console.print(Text("Proposal" if number is None else f"Observation {number}", "bold"))
        for finding in group:
            _finding(console, finding, verbose=verbose)
        console.print()
    _suppressed(console, proposal)
    if verbose:
        _baselined(console, proposal)
        _ledger(console, proposal)
    unchecked = not_checked(proposal)
    partial = proposal.verdict == "pass" and has_reservations([proposal])
    verdict = Text.assemble(
        (STAMPS[proposal.verdict], "bold" if partial else _VERDICT[proposal.verdict]),
        f": {verdict_sentence([proposal])}",
    )
    console.print(verdict)
    if unchecked:
        console.print(Text(f"rules not checked: {unchecked}; --verbose shows why", "dim"))
    console.print()


def _configuration(console: Console, proposal: ProposalReport) -> None:
    """Show which configuration applies, and which observations its intents cover."""
    file = proposal.configuration
    console.print(
        Text(f"Configuration: {visible(file) if file else 'none, defaults apply'}", "dim")
    )
    for intent in proposal.intents:
        uses = numbered("observation", intent.observations) if intent.observations else "nothing"
        table = toml_path(("intents", intent.name))
        console.print(Padding(Text(one_line(f"{table}: {uses}"), "dim"), (0, 0, 0, 2)))


def _finding(console: Console, finding: Finding, *, verbose: bool) -> None:
    head = Text.assemble(
        (f"{finding.severity.value} ", SEVERITY_STYLES[finding.severity]),
        (finding.code, "bold"),
        f" {finding.name}",
    )
    if finding.related_observations:
        beside = "" if finding.observation is None else "with "
        related = numbered("observation", finding.related_observations)
        head.append(f"  {beside}{related}", "dim")
    console.print(Padding(head, (0, 0, 0, 2)))
    console.print(Padding(Text(visible(finding.message)), (0, 0, 0, 4)))
    if finding.evidence is not None and evidence(finding.evidence):
        console.print(Padding(Text(visible(evidence(finding.evidence)), "dim"), (0, 0, 0, 4)))
    if finding.table is not None:
        print_figures(console, shown(finding.table), whole=verbose)
    fix = Text.assemble((f"{fix_label(finding)}: ", "bold"), visible(finding.fix))
    console.print(Padding(fix, (0, 0, 0, 4)))
    place = _place(finding)
    if place:
        console.print(Padding(Text(visible(place), "dim"), (0, 0, 0, 4)))


def _place(finding: Finding) -> str:
    location = finding.location
    spot = ""
    if location.member is not None and location.line is not None:
        spot = f"{location.member}:{location.line}:{location.column or 1}"
    return "  ".join(part for part in (location.trail, spot) if part)


def _suppressed(console: Console, proposal: ProposalReport) -> None:
    _set_aside(console, "Suppressed", [f"{what}: {why}" for what, why in suppressed(proposal)])


def _baselined(console: Console, proposal: ProposalReport) -> None:
    known = (f for f in proposal.findings if f.baselined and f.suppressed is None)
    _set_aside(console, "In the baseline", [named(finding) for finding in known])


def _set_aside(console: Console, heading: str, lines: list[str]) -> None:
    """Show what does not count."""
    if not lines:
        return
    console.print(Text(heading, "bold"))
    for line in lines:
        console.print(Padding(Text(one_line(line)), (0, 0, 0, 2)))
    console.print()


def _ledger(console: Console, proposal: ProposalReport) -> None:
    console.print(Text("Coverage", "bold"))
    for line in proposal.coverage:
        reason = f"  {visible(line.reason)}" if line.reason else ""
        console.print(Padding(Text(f"{line.code} {line.outcome.value}{reason}"), (0, 0, 0, 2)))
    console.print()


def _closing(console: Console, report: Report) -> None:
    summary = report.summary
    proposals = count(summary.proposals, "proposal")
    if summary.proposals > 1:
        ended = Counter(proposal.verdict for proposal in report.proposals)
        verdicts = (f"{ended[v]} {stamp.lower()}" for v, stamp in STAMPS.items() if ended[v])
        proposals += f" ({', '.join(verdicts)})"
    console.print(Text(f"{proposals}: {counts(summary)}", "bold"))
    if summary.not_checked:
        console.print(Text(f"The run was interrupted: {unreached_words(report)}.", "bold"))
    if fixable := fixable_sentence(report):
        console.print(Text(one_line(fixable)))
