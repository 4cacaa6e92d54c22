"""The end of the text: counts over all proposals, what to do next, and which proposals fail."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from aptcheck.report.fixable import fix_command, fixable_words
from aptcheck.report.reservations import unchecked_clauses
from aptcheck.report.sentence import capitalised
from aptcheck.report.verdict_words import STAMPS, by_verdict, is_judged
from aptcheck.report.visible import one_line
from aptcheck.report.words import counts, unreached_words
from aptcheck.results import Report, Summary
from aptcheck.wording import agree, count

__all__ = ["print_closing"]

#: Failing proposals that the last line names.
_MOST = 6


def print_closing(console: Console, report: Report, summary: Summary, *, brief: bool) -> None:
    """Print the counts and what follows from them; ``brief`` says that infos were cut short.

    Of the proposals, `Briefs` are enough.
    """
    console.print(Text(_counted(report, summary), "bold"))
    if advice := " ".join(_advice(report, summary, brief=brief)):
        console.print(Text(one_line(advice)))
    if words := fixable_words(report):
        console.print(Text(f"{words}:"))
        # A command stays whole, so that it can be copied.
        console.print(Text(f"  {fix_command(report)}"), soft_wrap=True)
    for line in _failing(report, console.width):
        console.print(Text(line, "bold"), soft_wrap=True)
    if summary.not_checked:
        console.print(Text(f"The run was interrupted: {unreached_words(summary)}.", "bold"))


def _counted(report: Report, summary: Summary) -> str:
    proposals = count(summary.proposals, "proposal")
    if summary.proposals > 1:
        ended = by_verdict(report.proposals).items()
        verdicts = (f"{number} {STAMPS[verdict].lower()}" for verdict, number in ended)
        proposals += f" ({', '.join(verdicts)})"
    return f"{proposals}: {counts(summary)}."


def _advice(report: Report, summary: Summary, *, brief: bool) -> Iterator[str]:
    """Yield what was not checked in several proposals, and what to do about it."""
    if summary.proposals > 1:
        read = [proposal for proposal in report.proposals if is_judged(proposal)]
        yield from (f"{capitalised(clause)}." for clause in unchecked_clauses(read))
    if unasked := _unasked(report):
        yield unasked
    if summary.infos and brief:
        yield f"--verbose says what to do about the {agree(summary.infos, 'info', 'infos')}."


def _unasked(report: Report) -> str:
    """Return how to check the sky, if no catalogue was asked although all rules ran."""
    scopes = [
        scope
        for scope in (proposal.scope for proposal in report.proposals)
        if not scope.catalogue_asked and scope.deselected_by is None
    ]
    if sum(scope.fields - scope.fields_left_out - scope.fields_checked for scope in scopes) <= 0:
        return ""
    return "To check the sky, run aptcheck lock once, then check again."


def _failing(report: Report, width: int) -> Iterator[str]:
    """Yield which of several proposals fail: the first few, none broken, and how many more."""
    failed = (one for one in report.proposals if one.verdict == "fail" and one.reached)
    paths = [one_line(one.path) for one in failed]
    if not paths or len(report.proposals) == 1:
        return
    left = len(paths) - _MOST
    *before, last = paths[:_MOST]
    parts = [*(f"{path}," for path in before), last, *([f"and {left} more"] if left > 0 else [])]
    line = "Failing:"
    for part in parts:
        if cell_len(f"{line} {part}") > width:
            yield line
            line = f"  {part}"
        else:
            line = f"{line} {part}"
    yield line
