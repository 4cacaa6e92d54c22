"""Records that wait on a disk, so that a long run needs no memory for them."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from tempfile import SpooledTemporaryFile, gettempdir
from weakref import finalize

from aptcheck.errors import UsageError

__all__ = ["Shelf"]

#: Bytes that are kept in memory before the file is made: a run of some thousand small proposals.
_IN_MEMORY = 1 << 25


class Shelf:
    """Records in the order in which they were added; each is read again whenever it is looked at.

    They lie in a temporary file without a name, which is gone with the process.
    """

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - closed with this
        finalize(self, self._file.close)
        self._starts = array("Q", [0])

    def append(self, record: bytes) -> None:
        """Add a record.

        Raises
        ------
        UsageError
            The disk is full.
        """
        try:
            self._file.seek(self._starts[-1])
            self._file.write(record)
        except OSError as fault:
            raise UsageError(
                f"the reports of this run do not fit into the folder for temporary files, "
                f"{gettempdir()} ({fault.strerror}); set TMPDIR to another."
            ) from None
        self._starts.append(self._starts[-1] + len(record))

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __getitem__(self, number: int) -> bytes:
        number = range(len(self))[number]
        start, end = self._starts[number : number + 2]
        self._file.seek(start)
        return self._file.read(end - start)

    def __iter__(self) -> Iterator[bytes]:
        return map(self.__getitem__, range(len(self)))
