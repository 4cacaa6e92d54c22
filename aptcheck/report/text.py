"""The report for a person at a terminal."""

from __future__ import annotations

import io
from collections.abc import Iterator

from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from aptcheck.report import Look
from aptcheck.report.briefs import Briefs
from aptcheck.report.reservations import has_reservations, not_checked
from aptcheck.report.sentence import capitalised
from aptcheck.report.terminal import fitted, laid_out, plain_console
from aptcheck.report.text_closing import print_closing
from aptcheck.report.text_findings import in_full_and_in_brief, print_entry
from aptcheck.report.text_infos import print_infos
from aptcheck.report.text_pairs import print_pairs
from aptcheck.report.verdict_words import STAMPS, named, suppressed, verdict_clauses
from aptcheck.report.visible import one_line, visible
from aptcheck.results import ProposalReport, Summary
from aptcheck.wording import count, numbered
from aptcheck.wording.toml_words import toml_path

__all__ = ["streamed"]

_VERDICT = {
    "pass": "bold green",
    "warn": "bold yellow",
    "fail": "bold red",
    "not-applicable": "bold",
}


class _Text:
    """The text while it is written.

    A single proposal is shown otherwise than one of several, so the first waits for the second.
    """

    def __init__(self, look: Look, *, verbose: bool) -> None:
        self._look = look
        self._verbose = verbose
        self._briefs = Briefs()
        self._alone = self._first = ""

    def opening(self) -> str:
        return ""

    def piece(self, proposal: ProposalReport) -> str:
        # Of many, those without a fault take few lines.
        block = self._block(proposal, titled=self._verbose)
        waits = not len(self._briefs)
        alone = self._block(proposal, titled=True) if waits and not self._verbose else block
        self._briefs.add(proposal)
        if waits:
            self._alone, self._first = alone, f"{block}\n"
            return ""
        before, self._first = self._first, ""
        return f"{before}{block}\n"

    def closing(self, summary: Summary) -> Iterator[str]:
        if len(self._briefs) == 1:
            yield self._alone
        out = io.StringIO()
        brief = not self._verbose and self._look.excerpts is None
        print_closing(plain_console(out, self._look), self._briefs.report, summary, brief=brief)
        yield laid_out(out)

    def _block(self, proposal: ProposalReport, *, titled: bool) -> str:
        out = io.StringIO()
        console = plain_console(out, self._look)
        _proposal(console, proposal, self._look, titled=titled, verbose=self._verbose)
        return laid_out(out)


def streamed(*, look: Look, verbose: bool = False) -> _Text:
    """Return the text while it is written.

    Each proposal is shown with its pairs, its findings, the worst first, and its verdict.
    """
    return _Text(look, verbose=verbose)


def _proposal(
    console: Console, proposal: ProposalReport, look: Look, *, titled: bool, verbose: bool
) -> None:
    faults, infos = in_full_and_in_brief(proposal, look, verbose=verbose)
    # A path stays whole, so that it can be copied: a terminal wraps it by itself.
    console.print(Text(visible(proposal.path), "bold underline"), soft_wrap=True)
    if faults or titled:
        _title(console, proposal, whole=verbose)
    if verbose:
        _configuration(console, proposal)
    if proposal.backgrounds:
        console.print()
        print_pairs(console, proposal, whole=verbose)
    for entry in faults:
        console.print()
        print_entry(console, proposal.path, entry, look, verbose=verbose)
    _suppressed(console, proposal)
    if verbose:
        _baselined(console, proposal)
        _ledger(console, proposal)
    if infos and (titled or proposal.backgrounds or faults):
        console.print()
    print_infos(console, infos, look)
    if titled:
        console.print()
    _verdict(console, proposal, verbose=verbose)


def _title(console: Console, proposal: ProposalReport, *, whole: bool) -> None:
    """Print the title, and programme, Cycle and version; the title is cut to fit on the line."""
    known = [
        f"programme {proposal.program}" if proposal.program else "",
        f"Cycle {proposal.cycle}" if proposal.cycle else "",
        f"APT {proposal.apt_version}" if proposal.apt_version else "",
    ]
    details = ", ".join(one_line(part) for part in known if part)
    title = one_line(proposal.title or "")
    if title and details:
        room = console.width - cell_len(f" ({details})")
        cut = title if whole else fitted(title, max(room, console.width // 2))
        details = f"{cut} ({details})"
    if title or details:
        console.print(Text(details or title, "dim"))


def _verdict(console: Console, proposal: ProposalReport, *, verbose: bool) -> None:
    """Print the verdict and each reservation, a sentence each."""
    sentences = [f"{capitalised(clause)}." for clause in verdict_clauses([proposal])]
    if unchecked := not_checked(proposal):
        why = "Coverage says why" if verbose else "--verbose says why"
        sentences.append(f"{count(unchecked, 'rule')} not checked: {why}.")
    partial = proposal.verdict == "pass" and has_reservations([proposal])
    stamp = (STAMPS[proposal.verdict], "bold" if partial else _VERDICT[proposal.verdict])
    console.print(Text.assemble(stamp, f". {' '.join(sentences)}"))


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


def _suppressed(console: Console, proposal: ProposalReport) -> None:
    _set_aside(console, "Suppressed", [f"{what}: {why}" for what, why in suppressed(proposal)])


def _baselined(console: Console, proposal: ProposalReport) -> None:
    known = (f for f in proposal.findings if f.baselined and f.suppressed is None)
    _set_aside(console, "In the baseline", [named(finding) for finding in known])


def _set_aside(console: Console, heading: str, lines: list[str]) -> None:
    """Show what does not count."""
    if not lines:
        return
    console.print()
    console.print(Text(heading, "bold"))
    for line in lines:
        console.print(Padding(Text(one_line(line)), (0, 0, 0, 2)))


def _ledger(console: Console, proposal: ProposalReport) -> None:
    console.print()
    console.print(Text("Coverage", "bold"))
    for line in proposal.coverage:
        reason = f"  {visible(line.reason)}" if line.reason else ""
        console.print(Padding(Text(f"{line.code} {line.outcome.value}{reason}"), (0, 0, 0, 2)))
