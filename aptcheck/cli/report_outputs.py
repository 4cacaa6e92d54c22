"""The reports that one check writes: while it goes on, or once it has ended."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from aptcheck.cli.output import Outlet, write
from aptcheck.cli.saying import say, say_all
from aptcheck.engine.spool import Spool
from aptcheck.errors import AptcheckError, UsageError
from aptcheck.results import Report, Summary
from aptcheck.shelf import Shelf
from aptcheck.tasks.rendering import RunningReport, rendered, running
from aptcheck.tasks.source_excerpts import source_excerpts

if TYPE_CHECKING:
    from aptcheck.finding import Excerpt, Location
    from aptcheck.report import Look
    from aptcheck.report.streamed import Piece
    from aptcheck.results import ProposalReport

__all__ = ["ReportOutputs"]


@dataclass(slots=True, eq=False)
class _Whole:
    """A report that is written once the check has ended."""

    name: str
    path: Path
    failed: tuple[ProposalReport, ...] = ()
    fault: Exception | None = None


@dataclass(slots=True, eq=False)
class _Running:
    """A report that is written while the check goes on; a failure ends it alone.

    With a ``shelf`` it waits there for the end, so that a terminal is free for the progress.
    """

    name: str
    report: RunningReport
    outlet: Outlet
    shelf: Shelf | None = None
    begun: bool = False
    fault: Exception | None = None

    @property
    def failed(self) -> Sequence[ProposalReport]:
        return self.report.failed

    def add(self, proposal: ProposalReport) -> None:
        self._write(lambda: [self.report.piece(proposal)])

    def end(self) -> None:
        self._write(self.report.closing)
        shelf, self.shelf = self.shelf or Shelf(), None
        self._write(lambda: (piece.decode("utf-8", "surrogatepass") for piece in shelf))
        if self.fault is None:
            try:
                self.outlet.keep()
            except UsageError as fault:
                self.fault = fault

    def _write(self, pieces: Callable[[], Iterable[Piece]]) -> None:
        if self.fault is not None:
            return
        try:
            if not self.begun:
                self.begun = True
                self._put(self.report.opening())
            for piece in pieces():
                self._put(piece)
        except BrokenPipeError:
            raise
        except Exception as fault:  # noqa: BLE001 - raised at the end
            self.fault = fault

    def _put(self, piece: Piece) -> None:
        if self.shelf is not None and isinstance(piece, str):
            self.shelf.append(piece.encode("utf-8", "surrogatepass"))
        else:
            self.outlet.write(piece)


class ReportOutputs:
    """Takes the reports of a run and writes them, in each format, to its file or standard output.

    Parameters
    ----------
    wanted : sequence of (str, Path)
        Formats and their destinations.
    inputs : sequence of Path
        What the command reads, which is never written.
    source : bool
        Whether to show the XML around the findings, which is read again only then.
    verbose : bool
    whole : bool
        Whether every report is written at the end, since something is added to the proposals then.
    """

    def __init__(
        self,
        wanted: Sequence[tuple[str, Path]],
        inputs: Sequence[Path],
        *,
        source: bool = False,
        verbose: bool = False,
        whole: bool = False,
    ) -> None:
        self._inputs = inputs
        self._source = source
        self._verbose = verbose
        self._excerpts: dict[tuple[str, Location], Excerpt] = {}
        """Of the proposal that is being written."""
        self._outputs: list[_Running | _Whole] = []
        for name, path in wanted:
            outlet = Outlet(path, inputs=inputs)
            look = replace(outlet.look, excerpts=self._excerpts) if source else outlet.look
            report = running(name, look=look, verbose=verbose)
            if report is None:
                self._outputs.append(_Whole(name, path))
            else:
                waits = not whole and outlet.is_stdout and _has_progress()
                shelf = Shelf() if waits else None
                self._outputs.append(_Running(name, report, outlet, shelf))
        self._spool = Spool()
        self._waits = whole
        self._keeps = whole or any(isinstance(one, _Whole) for one in self._outputs)
        self.summary = Summary.none()
        """Of all that has been added, and of the proposals that a format failed on."""

    @property
    def report(self) -> Report:
        """All reports that have been added, if a format needs them all."""
        return Report(proposals=self._spool)

    @property
    def _running(self) -> list[_Running]:
        return [one for one in self._outputs if isinstance(one, _Running)]

    def add(self, proposal: ProposalReport) -> None:
        """Take the next report."""
        self.summary += Summary.of(proposal)
        if not self._waits:
            self._show(proposal)
        if self._keeps:
            self._spool.append(proposal)

    def _show(self, proposal: ProposalReport) -> None:
        if self._source and self._running:
            self._excerpts.clear()
            self._excerpts |= source_excerpts(Report(proposals=(proposal,)))
        for one in self._running:
            one.add(proposal)

    def finish(self, report: Report) -> None:
        """Write what is left of every report that can be written, in the order asked for.

        ``report`` is the whole, for what is written at the end.

        Raises
        ------
        Exception
            The first failure, raised once the others are written.
        """
        for proposal in report.proposals if self._waits else ():
            self._show(proposal)
        for one in self._outputs:
            if isinstance(one, _Running):
                one.end()
            else:
                self._write(one, report)
        failed = [fault for one in self._outputs for fault in one.failed]
        self.summary = sum(map(Summary.of, failed), self.summary)
        say_all(f"{one.path}: {f.code} {f.message}" for one in failed for f in one.findings)
        _raise_first([(one.name, one.fault) for one in self._outputs if one.fault is not None])

    def _write(self, one: _Whole, report: Report) -> None:
        def show(look: Look) -> Piece:
            shown = rendered(one.name, report, look=look, verbose=self._verbose)
            one.failed = shown.failed
            return shown.content

        try:
            write(show, one.path, inputs=self._inputs)
        except BrokenPipeError:
            raise
        except Exception as fault:  # noqa: BLE001 - raised at the end
            one.fault = fault

    def drop(self) -> None:
        """Remove the files that are not whole."""
        for one in self._running:
            one.outlet.drop()


def _has_progress() -> bool:
    """Whether the terminal that a report is printed on may show the progress until then."""
    return sys.stdout.isatty() and sys.stderr.isatty()


def _raise_first(faults: Sequence[tuple[str, Exception]]) -> None:
    for name, fault in faults:
        if not isinstance(fault, AptcheckError):
            say(f"the {name} report could not be written.")
    say_all(str(fault) for _, fault in faults[1:] if isinstance(fault, AptcheckError))
    if faults:
        raise faults[0][1]
