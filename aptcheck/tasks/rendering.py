"""A report in one format; a proposal that the format fails on does not affect the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aptcheck.engine.proposal_report import failed_report
from aptcheck.errors import AptcheckError
from aptcheck.report import Look, render
from aptcheck.results import Report
from aptcheck.rules.structure.internal_fault import Crash

if TYPE_CHECKING:
    from aptcheck.results import ProposalReport

__all__ = ["Rendered", "rendered"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Rendered:
    """The text of a report, and what it shows for the proposals that the format failed on."""

    text: str
    failed: tuple[ProposalReport, ...] = ()


def rendered(name: str, report: Report, *, look: Look, verbose: bool = False) -> Rendered:
    """Return a report in one format.

    If that fails, each proposal is tried alone, and an internal fault replaces those that fail: a
    format is slow only if it has a bug.

    Raises
    ------
    Exception
        Whatever the format raises if no single proposal causes it.
    """
    try:
        return Rendered(text=render(name, report, look=look, verbose=verbose))
    except AptcheckError:
        raise
    except Exception:
        shown = [_or_fault(name, one, look=look, verbose=verbose) for one in report.proposals]
        failed = tuple(
            one for one, was in zip(shown, report.proposals, strict=True) if one is not was
        )
        if not failed:
            raise
    text = render(name, Report(proposals=tuple(shown)), look=look, verbose=verbose)
    return Rendered(text=text, failed=failed)


def _or_fault(name: str, proposal: ProposalReport, *, look: Look, verbose: bool) -> ProposalReport:
    """Return a proposal if the format can show it alone, else the internal fault."""
    try:
        render(name, Report(proposals=(proposal,)), look=look, verbose=verbose)
    except Exception as crash:  # noqa: BLE001 - any fault of a format
        return failed_report(
            proposal.path,
            Crash(
                f"the {name} report",
                type(crash).__name__,
                lost="The proposal was checked; another format shows its findings.",
            ),
        )
    return proposal
