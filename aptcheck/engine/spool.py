"""Reports that wait on a disk, so that a long run needs no memory for them."""

from __future__ import annotations

import pickle
from array import array
from collections.abc import Iterator, Sequence
from tempfile import SpooledTemporaryFile, gettempdir
from typing import TYPE_CHECKING, overload
from weakref import finalize

from aptcheck.errors import UsageError

if TYPE_CHECKING:
    from aptcheck.results import ProposalReport

__all__ = ["Spool"]

#: Bytes that are kept in memory before the file is made: a run of some thousand small proposals.
_IN_MEMORY = 1 << 25


class Spool(Sequence["ProposalReport"]):
    """Reports in the order in which they were added; each is read again whenever it is looked at.

    They lie in a temporary file without a name, which is gone with the process.
    """

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - closed with this
        finalize(self, self._file.close)
        self._starts = array("Q", [0])

    def append(self, report: ProposalReport) -> None:
        """Add a report.

        Raises
        ------
        UsageError
            The disk is full.
        """
        content = pickle.dumps(report, pickle.HIGHEST_PROTOCOL)
        try:
            self._file.seek(self._starts[-1])
            self._file.write(content)
        except OSError as fault:
            raise UsageError(
                f"the reports of this run do not fit into the folder for temporary files, "
                f"{gettempdir()} ({fault.strerror}); set TMPDIR to another."
            ) from None
        self._starts.append(self._starts[-1] + len(content))

    def __len__(self) -> int:
        return len(self._starts) - 1

    @overload
    def __getitem__(self, index: int) -> ProposalReport: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[ProposalReport]: ...
    def __getitem__(self, index: int | slice) -> ProposalReport | Sequence[ProposalReport]:
        if isinstance(index, slice):
            return [self._at(number) for number in range(len(self))[index]]
        return self._at(range(len(self))[index])

    def __iter__(self) -> Iterator[ProposalReport]:
        return map(self._at, range(len(self)))

    def _at(self, number: int) -> ProposalReport:
        start, end = self._starts[number : number + 2]
        self._file.seek(start)
        # Nobody else can reach the file, so what is read is what was written.
        report: ProposalReport = pickle.loads(self._file.read(end - start))  # noqa: S301
        return report
