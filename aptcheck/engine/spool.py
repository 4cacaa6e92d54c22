"""Reports that wait on a disk, so that a long run needs no memory for them."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, overload

from aptcheck.shelf import Shelf

if TYPE_CHECKING:
    from aptcheck.results import ProposalReport

__all__ = ["Spool"]


class Spool(Sequence["ProposalReport"]):
    """Reports in the order in which they were added; each is read again when it is looked at."""

    def __init__(self) -> None:
        self._shelf = Shelf()

    @classmethod
    def of(cls, reports: Iterable[ProposalReport]) -> Spool:
        """Return all of them, each added as soon as it is made."""
        spool = cls()
        for report in reports:
            spool.append(report)
        return spool

    def append(self, report: ProposalReport) -> None:
        """Add a report.

        Raises
        ------
        UsageError
            The disk is full.
        """
        self._shelf.append(pickle.dumps(report, pickle.HIGHEST_PROTOCOL))

    def __len__(self) -> int:
        return len(self._shelf)

    @overload
    def __getitem__(self, index: int) -> ProposalReport: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[ProposalReport]: ...
    def __getitem__(self, index: int | slice) -> ProposalReport | Sequence[ProposalReport]:
        if isinstance(index, slice):
            return [self[number] for number in range(len(self))[index]]
        # Nobody else can reach the file, so what is read is what was written.
        report: ProposalReport = pickle.loads(self._shelf[index])  # noqa: S301
        return report

    def __iter__(self) -> Iterator[ProposalReport]:
        return map(self.__getitem__, range(len(self)))
