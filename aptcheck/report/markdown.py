"""A summary in GitHub's Markdown: of a job, or for a comment.

GitHub refuses a job summary of more than 1 MiB (GitHub Docs, "Adding a job summary", read
2026-11), so what does not fit is only counted; the worst proposals come first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from aptcheck.finding import Finding
from aptcheck.mode_names import MODE_WORDS
from aptcheck.report import Look
from aptcheck.report.address import relative
from aptcheck.report.finding_table import ShownTable, shown
from aptcheck.report.fixable import fix_label, fixable_sentence
from aptcheck.report.markdown_text import cell, in_html, plain
from aptcheck.report.pair_settings import NONE_IN_COMMON, difference_words, settings_shown
from aptcheck.report.reservations import not_checked
from aptcheck.report.sentence import capitalised, headline, spot
from aptcheck.report.verdict_words import STAMPS, suppressed, verdict_sentence
from aptcheck.report.words import counts, evidence, is_mrs_alone, numbers, yes_no
from aptcheck.results import ExposureMatch, Outcome, ProposalReport, Report
from aptcheck.wording import count

__all__ = ["PAIR_COLUMNS", "render"]

#: Bytes, with room for the closing line below 1 MiB.
_MOST = 1_000_000
_OVERVIEW = 200
_PAIRS = 60
_LINE = 800
#: Of the pairs, and how each is aligned.
PAIR_COLUMNS = {
    "Science": "---:",
    "Background": "---:",
    "Link": "---",
    "Order": "---",
    "Separation, arcsec": "---:",
    "Depth": "---:",
    "Ngroups": "---",
}
_NAME = 200
_SUPPRESSED = 60
_WORST = list(STAMPS)
_OUTCOMES = {
    Outcome.PASSED: "passed",
    Outcome.FINDING: "with a finding",
    Outcome.NOT_APPLICABLE: "not applicable",
    Outcome.NOT_CHECKED: "not checked",
}


@dataclass(frozen=True, slots=True)
class _Block:
    """A piece that is shown whole or not at all, and how many findings it shows."""

    text: str
    findings: int = 0


def render(report: Report, *, look: Look, verbose: bool = False) -> str:  # noqa: ARG001
    """Return overview, pairs, findings by observation, and what was not checked."""
    ordered = sorted(report.proposals, key=lambda proposal: _WORST.index(proposal.verdict))
    blocks = [_Block(_overview(report, ordered, look))]
    for proposal in ordered:
        blocks += _proposal(proposal, look)
    shown: list[str] = []
    size = left_out = 0
    full = False
    for block in blocks:
        size += len(block.text.encode())
        full = full or size > _MOST
        if full:
            left_out += block.findings
        else:
            shown.append(block.text)
    if full:
        shown.append(
            f"\n**Cut short: {left_out} findings are not shown**, because a job summary holds at "
            "most 1 MiB. The other report formats list all of them.\n"
        )
    return "".join(shown)


def _overview(report: Report, ordered: list[ProposalReport], look: Look) -> str:
    lines = [
        f"## aptcheck: {counts(report.summary)}\n\n",
        "| Proposal | Verdict | Findings | Rules not checked | Background fields not checked |\n",
        "|---|---|---:|---:|---:|\n",
    ]
    for proposal in ordered[:_OVERVIEW]:
        name = cell(relative(proposal.path, look), _NAME)
        found = sum(finding.counts for finding in proposal.findings)
        unchecked = not_checked(proposal)
        scope = proposal.scope
        fields = f"{scope.fields - scope.fields_checked} of {scope.fields}" if scope.fields else ""
        verdict = STAMPS[proposal.verdict].lower()
        lines.append(f"| {name} | {verdict} | {found} | {unchecked} | {fields} |\n")
    if len(ordered) > _OVERVIEW:
        lines.append(f"\nand {count(len(ordered) - _OVERVIEW, 'more proposal')}\n")
    if fixable := fixable_sentence(report, look):
        lines.append(f"\n{plain(fixable, _LINE)}\n")
    return "".join(lines)


def _proposal(proposal: ProposalReport, look: Look) -> Iterator[_Block]:
    yield _Block(_heading(proposal, look) + _pairs(proposal))
    shown = [finding for finding in proposal.findings if finding.counts]
    for number, group in groupby(shown, key=lambda finding: finding.observation):
        opening = f"\n#### {'Proposal' if number is None else f'Observation {number}'}\n\n"
        for finding in group:
            yield _Block(opening + _finding(finding), findings=1)
            opening = ""
    yield _Block(_aside(proposal))
    yield _Block(_coverage(proposal))


def _heading(proposal: ProposalReport, look: Look) -> str:
    known = [
        plain(proposal.title, _NAME) if proposal.title else "",
        f"programme {plain(proposal.program, 20)}" if proposal.program else "",
        f"Cycle {proposal.cycle}" if proposal.cycle else "",
        f"APT {plain(proposal.apt_version, 40)}" if proposal.apt_version else "",
    ]
    about = ", ".join(part for part in known if part)
    return (
        f"\n### {plain(relative(proposal.path, look), _NAME)}\n\n"
        + (f"Proposal: {about}\n\n" if about else "")
        + f"**{STAMPS[proposal.verdict]}**: {plain(verdict_sentence([proposal]), _LINE)}\n"
    )


def _pairs(proposal: ProposalReport) -> str:
    pairs, total = proposal.backgrounds, proposal.scope.pairs
    if not pairs:
        return ""
    named, settings = not is_mrs_alone(pairs), settings_shown(pairs)
    columns = {"Mode": "---", **PAIR_COLUMNS} if named else PAIR_COLUMNS
    rows = [f"\n| {' | '.join(columns)} |\n", f"|{'|'.join(columns.values())}|\n"]
    for pair in pairs[:_PAIRS]:
        distance, depth = pair.separation_arcsec, pair.depth_ratio
        cells = [
            *([MODE_WORDS[pair.mode]] if named else []),
            str(pair.science_observation),
            str(pair.background_observation),
            yes_no(pair),
            pair.order or "",
            "" if distance is None else f"{distance:.1f}",
            "" if depth is None else f"{depth:.2f}",
            cell(_groups(settings[pair]), _LINE),
        ]
        rows.append(f"| {' | '.join(cells)} |\n")
    if total > _PAIRS:
        rows.append(f"\nand {count(total - _PAIRS, 'more pair')}\n")
    return "".join(rows)


def _groups(settings: Iterable[ExposureMatch]) -> str:
    parts = dict.fromkeys(
        f"{answer.wavelength or answer.setting} {numbers(answer.science_groups)}"
        f"{difference_words(answer)}"
        for answer in settings
    )
    return ", ".join(parts) or NONE_IN_COMMON


def _finding(finding: Finding) -> str:
    rule = plain(f"{finding.code} {finding.name}", _NAME)
    lines = [f"- **{finding.severity.value}** {rule}: {plain(headline(finding), _LINE)}\n"]
    if finding.evidence is not None and evidence(finding.evidence):
        lines.append(f"  - {plain(capitalised(evidence(finding.evidence)), _NAME)}\n")
    if finding.fix:
        lines.append(f"  - **{fix_label(finding)}:** {plain(finding.fix, _LINE)}\n")
    if spot(finding):
        lines.append(f"  - Where: {plain(spot(finding), _LINE)}\n")
    if finding.table is not None:
        lines += _figures(shown(finding.table))
    return "".join(lines)


def _figures(table: ShownTable) -> Iterator[str]:
    """Yield the lines of a folded table within the item of its finding."""
    yield f"\n  <details><summary>{in_html(table.caption, _NAME)}</summary>\n\n"
    yield _row(cell(heading.words, _NAME) for heading in table.headings)
    yield _row("---:" if heading.is_number else "---" for heading in table.headings)
    for row in table.rows:
        yield _row(cell(value, _NAME) for value in row)
    if table.note:
        yield f"\n  {plain(table.note, _LINE)}\n"
    yield "\n  </details>\n\n"


def _row(cells: Iterable[str]) -> str:
    return f"  | {' | '.join(cells)} |\n"


def _aside(proposal: ProposalReport) -> str:
    """List what is suppressed, with its reason; the verdict counts what is in the baseline."""
    lines = [f"- {plain(what, _NAME)}: {plain(why, _LINE)}\n" for what, why in suppressed(proposal)]
    more = len(lines) - _SUPPRESSED
    closing = [f"- and {more} more\n"] if more > 0 else []
    return "".join(["\n#### Suppressed\n\n", *lines[:_SUPPRESSED], *closing]) if lines else ""


def _coverage(proposal: ProposalReport) -> str:
    if not proposal.coverage:
        return ""
    ended = Counter(line.outcome for line in proposal.coverage)
    outcomes = ", ".join(
        f"{ended[outcome]} {_OUTCOMES[outcome]}" for outcome in Outcome if ended[outcome]
    )
    unchecked: dict[str, list[str]] = {}
    for line in proposal.coverage:
        if line.outcome is Outcome.NOT_CHECKED:
            unchecked.setdefault(line.reason or "", []).append(line.code)
    rows = "".join(
        f"| {cell(', '.join(codes), _LINE)} | {cell(reason, _LINE)} |\n"
        for reason, codes in unchecked.items()
    )
    table = f"\n| Not checked | Reason |\n|---|---|\n{rows}" if rows else ""
    summary = f"<summary>{count(proposal.coverage, 'rule')}: {outcomes}</summary>"
    return f"\n<details>{summary}\n{table}\n</details>\n"
