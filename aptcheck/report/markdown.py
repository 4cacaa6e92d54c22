"""A summary in GitHub's Markdown: of a job, or for a comment.

GitHub refuses a job summary of more than 1 MiB (GitHub Docs, "Adding a job summary", read 2026-11)
and a comment of more than 65,536 characters (the limit that its API names). The summary fits both,
so what does not fit is only counted: proposals that fail come first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aptcheck.report import Look
from aptcheck.report.address import relative
from aptcheck.report.briefs import Briefs
from aptcheck.report.fixable import fixable_sentence
from aptcheck.report.markdown_proposal import section
from aptcheck.report.markdown_text import cell, plain
from aptcheck.report.reservations import not_checked
from aptcheck.report.verdict_words import STAMPS, by_verdict, verdict_rank
from aptcheck.report.words import counts
from aptcheck.results import ProposalReport, Report, Summary
from aptcheck.shelf import Shelf
from aptcheck.wording import count

__all__ = ["streamed"]

#: Bytes, with room for the closing sentence within a comment.
_MOST = 60_000
#: Proposals in the table.
_LISTED = 100
_LINE = 400
_NAME = 200


class _Summary:
    """The summary, of which all is written at the end: what fits is known only then.

    The sections wait on a disk.
    """

    def __init__(self, look: Look) -> None:
        self._look = look
        self._briefs = Briefs()
        self._sections = Shelf()
        self._sizes: list[int] = []

    def opening(self) -> str:
        return ""

    def piece(self, proposal: ProposalReport) -> str:
        text = section(proposal, self._look).encode()
        # One that fits nowhere is not kept.
        self._sections.append(text if len(text) <= _MOST else b"")
        self._sizes.append(len(text))
        self._briefs.add(proposal)
        return ""

    def closing(self, summary: Summary) -> Iterator[str]:
        report = self._briefs.report
        order = sorted(range(len(self._sizes)), key=lambda at: verdict_rank(report.proposals[at]))
        ordered = [report.proposals[at] for at in order]
        head, table = _head(report, summary, self._look), _table(ordered, self._look)
        room = _MOST - len(head.encode()) - len(table.encode())
        opened: list[int] = []
        folded: list[int] = []
        left_out: list[ProposalReport] = []
        for at, proposal in zip(order, ordered, strict=True):
            if self._sizes[at] > room:
                left_out.append(proposal)
                continue
            room -= self._sizes[at]
            (opened if proposal.verdict == "fail" else folded).append(at)
        yield head
        yield from map(self._section, opened)
        yield table
        yield from map(self._section, folded)
        yield _left_out(left_out)

    def _section(self, at: int) -> str:
        return self._sections[at].decode()


def streamed(*, look: Look, verbose: bool = False) -> _Summary:  # noqa: ARG001
    """Return proposals that fail, a table of all, the others folded, and what is left out."""
    return _Summary(look)


def _head(report: Report, summary: Summary, look: Look) -> str:
    lines = [f"## aptcheck: {counts(summary)}\n"]
    if len(report.proposals) > 1:
        verdicts = by_verdict(report.proposals).items()
        counted = ", ".join(f"{number} {STAMPS[verdict]}" for verdict, number in verdicts)
        lines.append(f"\n{count(report.proposals, 'proposal')}: {counted}\n")
    if fixable := fixable_sentence(report, look):
        lines.append(f"\n{plain(fixable, _LINE)}\n")
    return "".join(lines)


def _table(ordered: Sequence[ProposalReport], look: Look) -> str:
    return "".join(_rows(ordered, look)) if len(ordered) > 1 else ""


def _rows(ordered: Sequence[ProposalReport], look: Look) -> Iterator[str]:
    yield "\n### All proposals\n\n"
    yield "| Proposal | Verdict | Findings | Rules not checked | Background fields not checked |\n"
    yield "|---|---|---:|---:|---:|\n"
    for proposal in ordered[:_LISTED]:
        name = cell(relative(proposal.path, look), _NAME)
        found = _found([proposal])
        unchecked = not_checked(proposal)
        scope = proposal.scope
        fields = f"{scope.fields - scope.fields_checked} of {scope.fields}" if scope.fields else ""
        verdict = STAMPS[proposal.verdict].lower()
        yield f"| {name} | {verdict} | {found} | {unchecked} | {fields} |\n"
    if len(ordered) > _LISTED:
        yield f"\nand {count(len(ordered) - _LISTED, 'more proposal')}\n"


def _found(proposals: Sequence[ProposalReport]) -> int:
    return sum(finding.counts for proposal in proposals for finding in proposal.findings)


def _left_out(proposals: Sequence[ProposalReport]) -> str:
    """Return how much does not fit, and where it is; nothing if everything does."""
    if not proposals:
        return ""
    failing = sum(proposal.verdict == "fail" for proposal in proposals)
    fail = f", {failing} of which {'fails' if failing == 1 else 'fail'}" if failing else ""
    return (
        f"\n**{count(proposals, 'proposal')} with {count(_found(proposals), 'finding')} "
        f"{'is' if len(proposals) == 1 else 'are'} not shown in full{fail}**, because the summary "
        "must fit into a comment on GitHub. The other formats list all of them.\n"
    )
