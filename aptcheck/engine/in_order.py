"""Puts reports that are done in any order back into the order of the files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from aptcheck.engine.spool import Spool

if TYPE_CHECKING:
    from aptcheck.results import ProposalReport

__all__ = ["InOrder"]

#: Reports that wait in memory for one before them. While a file takes its whole time, thousands of
#: others may be done: those wait on a disk.
_IN_MEMORY = 32


class InOrder:
    """Takes each report with its number, 0 and up, and yields those whose turn it is."""

    def __init__(self) -> None:
        self.due = 0
        """The number of the next report to yield."""
        self.added = 0
        """How many reports have been added."""
        self._near: dict[int, ProposalReport] = {}
        self._far: dict[int, int] = {}
        self._spool = Spool()

    def add(self, number: int, report: ProposalReport) -> Iterator[ProposalReport]:
        """Add a report, then yield those that waited only for it."""
        self.added += 1
        if number == self.due or len(self._near) < _IN_MEMORY:
            self._near[number] = report
        else:
            self._far[number] = len(self._spool)
            self._spool.append(report)
        while (found := self._taken()) is not None:
            self.due += 1
            yield found

    def waiting(self, number: int) -> ProposalReport | None:
        """Return a report that has not been yielded; None if it has not been added."""
        if number in self._near:
            return self._near[number]
        return self._spool[self._far[number]] if number in self._far else None

    def _taken(self) -> ProposalReport | None:
        if self.due in self._near:
            return self._near.pop(self.due)
        if self.due in self._far:
            found = self._spool[self._far.pop(self.due)]
            if not self._far:
                self._spool = Spool()  # gives the space back
            return found
        return None
