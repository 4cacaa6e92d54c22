"""A report in one format; a proposal that the format fails on does not affect the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aptcheck.engine.proposal_report import failed_report
from aptcheck.errors import AptcheckError
from aptcheck.report import Look, content, streaming
from aptcheck.report.streamed import joined
from aptcheck.results import Report, Summary
from aptcheck.rules.structure.internal_fault import Crash

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aptcheck.report.streamed import Piece, Streamed
    from aptcheck.results import ProposalReport

__all__ = ["Rendered", "rendered"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Rendered:
    """The content of a report, and what it shows for the proposals that the format failed on."""

    content: Piece
    failed: tuple[ProposalReport, ...] = ()


class RunningReport:
    """A report in a streamed format, written while the proposals are checked."""

    def __init__(self, name: str, streamed: Streamed) -> None:
        self._name = name
        self._streamed = streamed
        self._summary = Summary.none()
        self.failed: list[ProposalReport] = []
        """What is shown for the proposals that the format failed on."""

    def opening(self) -> Piece:
        """Return what comes before the first proposal."""
        return self._streamed.opening()

    def piece(self, proposal: ProposalReport) -> Piece:
        """Return what the report says about the next proposal, or that the format failed on it."""
        try:
            piece = self._streamed.piece(proposal)
        except AptcheckError:
            raise
        except Exception as crash:  # noqa: BLE001 - any fault of a format
            proposal = _fault(self._name, proposal, crash)
            self.failed.append(proposal)
            piece = self._streamed.piece(proposal)
        self._summary += Summary.of(proposal)
        return piece

    def closing(self) -> Iterable[Piece]:
        """Yield what comes after the last."""
        return self._streamed.closing(self._summary)


def running(name: str, *, look: Look, verbose: bool = False) -> RunningReport | None:
    """Return a report to be written while it comes, None if its format needs it whole."""
    found = streaming(name, look=look, verbose=verbose)
    return None if found is None else RunningReport(name, found)


def rendered(name: str, report: Report, *, look: Look, verbose: bool = False) -> Rendered:
    """Return a report in one format.

    An internal fault replaces a proposal that the format fails on. To find it in a format that
    needs the report whole, each is tried alone: such a format is slow only if it has a bug.

    Raises
    ------
    Exception
        Whatever the format raises if no single proposal causes it.
    """
    found = running(name, look=look, verbose=verbose)
    if found is not None:
        whole = joined([found.opening(), *map(found.piece, report.proposals), *found.closing()])
        return Rendered(content=whole, failed=tuple(found.failed))
    try:
        return Rendered(content=content(name, report, look=look, verbose=verbose))
    except AptcheckError:
        raise
    except Exception:
        tried = [(one, _tried(name, one, look, verbose=verbose)) for one in report.proposals]
        failed = tuple(fault for _, fault in tried if fault is not None)
        if not failed:
            raise
    shown = Report(proposals=tuple(fault or one for one, fault in tried))
    return Rendered(content=content(name, shown, look=look, verbose=verbose), failed=failed)


def _tried(
    name: str, proposal: ProposalReport, look: Look, *, verbose: bool
) -> ProposalReport | None:
    """Return the internal fault if the format cannot show a proposal alone."""
    try:
        content(name, Report(proposals=(proposal,)), look=look, verbose=verbose)
    except Exception as crash:  # noqa: BLE001 - any fault of a format
        return _fault(name, proposal, crash)
    return None


def _fault(name: str, proposal: ProposalReport, crash: Exception) -> ProposalReport:
    return failed_report(
        proposal.path,
        Crash(
            f"the {name} report",
            type(crash).__name__,
            lost="The proposal was checked; another format shows its findings.",
        ),
    )
