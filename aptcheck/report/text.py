"""The report for a person at a terminal."""

from __future__ import annotations

import io
from itertools import groupby

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from aptcheck.finding import Finding, Severity
from aptcheck.report import Look
from aptcheck.report.terminal import laid_out, plain_console
from aptcheck.report.visible import one_line, visible
from aptcheck.report.words import counts, evidence, not_checked, numbers, verdict_sentence, yes_no
from aptcheck.results import ExposureMatch, Pair, ProposalReport, Report
from aptcheck.wording import count

__all__ = ["render"]

_STYLE = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.INFO: "bold cyan"}
_VERDICT = {"pass": "bold green", "warn": "bold yellow", "fail": "bold red"}
_PAIRS_SHOWN = 60


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
    console.print()
    if proposal.backgrounds:
        _pairs(console, proposal.backgrounds)
    shown = [finding for finding in proposal.findings if finding.counts]
    for number, group in groupby(shown, key=lambda finding: finding.observation):
        console.print(Text("Proposal" if number is None else f"Observation {number}", "bold"))
        for finding in group:
            _finding(console, finding)
        console.print()
    if verbose:
        _hidden(console, proposal)
        _ledger(console, proposal)
    unchecked = not_checked(proposal)
    verdict = Text.assemble(
        (f"{proposal.verdict.upper()}", _VERDICT[proposal.verdict]),
        f": {verdict_sentence(proposal)}",
        (f" (rules not checked: {unchecked}; --verbose tells why)" if unchecked else "", "dim"),
    )
    console.print(verdict)
    console.print()


def _pairs(console: Console, pairs: tuple[Pair, ...]) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for heading in ("Science", "Background", "Link", "Order", "Separation", "Depth", "Ngroups"):
        table.add_column(heading, overflow="fold")
    for pair in pairs[:_PAIRS_SHOWN]:
        distance, depth = pair.separation_arcsec, pair.depth_ratio
        table.add_row(
            str(pair.science_observation),
            str(pair.background_observation),
            yes_no(pair),
            pair.order or "-",
            "-" if distance is None else f'{distance:.1f}"',
            "-" if depth is None else f"{depth:.2f}x",
            _groups(pair),
        )
    console.print(table)
    if len(pairs) > _PAIRS_SHOWN:
        console.print(Text(f"and {len(pairs) - _PAIRS_SHOWN} more pairs", "dim"))
    console.print()


def _groups(pair: Pair) -> Text:
    text = Text()
    told = dict.fromkeys((_told(answer), answer.match) for answer in pair.exposures)
    for index, (part, match) in enumerate(told):
        text.append(", " if index else "")
        text.append(part, "" if match else "red")
    return text


def _told(answer: ExposureMatch) -> str:
    science, background = numbers(answer.science_groups), numbers(answer.background_groups)
    if answer.match:
        difference = ""
    else:
        difference = " other readout" if science == background else f" vs {background}"
    return f"{answer.wavelength[0]} {science}{difference}"


def _finding(console: Console, finding: Finding) -> None:
    head = Text.assemble(
        (f"{finding.severity.value} ", _STYLE[finding.severity]),
        (finding.code, "bold"),
        f" {finding.name}",
    )
    if finding.related_observations:
        related = ", ".join(str(number) for number in finding.related_observations)
        head.append(f"  with observation {related}", "dim")
    console.print(Padding(head, (0, 0, 0, 2)))
    console.print(Padding(Text(visible(finding.message)), (0, 0, 0, 4)))
    if finding.evidence is not None and evidence(finding.evidence):
        console.print(Padding(Text(visible(evidence(finding.evidence)), "dim"), (0, 0, 0, 4)))
    console.print(Padding(Text.assemble(("Fix: ", "bold"), visible(finding.fix)), (0, 0, 0, 4)))
    place = _place(finding)
    if place:
        console.print(Padding(Text(visible(place), "dim"), (0, 0, 0, 4)))


def _place(finding: Finding) -> str:
    location = finding.location
    spot = ""
    if location.member is not None and location.line is not None:
        spot = f"{location.member}:{location.line}:{location.column or 1}"
    return "  ".join(part for part in (location.trail, spot) if part)


def _hidden(console: Console, proposal: ProposalReport) -> None:
    """Show what does not weigh, and why."""
    hidden = [finding for finding in proposal.findings if not finding.counts]
    if not hidden:
        return
    console.print(Text("Not counted", "bold"))
    for finding in hidden:
        reason = finding.suppressed.reason if finding.suppressed is not None else None
        why = "in the baseline" if reason is None else f"suppressed: {reason}"
        place = "proposal" if finding.observation is None else f"observation {finding.observation}"
        line = f"{finding.severity.value} {finding.code} {finding.name}, {place}, {why}"
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
    console.print(Text(f"{proposals}: {counts(summary)}", "bold"))
