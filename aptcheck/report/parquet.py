"""The rows of a report for an archive as Parquet, a column store that needs pyarrow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from aptcheck.errors import MissingExtra
from aptcheck.report import Look
from aptcheck.report.archive.columns import COLUMNS, ROW
from aptcheck.report.archive.rows import rows
from aptcheck.results import ProposalReport, Summary

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["MOST_BYTES", "MOST_ROWS", "schema", "streamed"]

#: A row group is written when it has as many rows, or its values as many bytes.
MOST_ROWS: Final = 10_000
MOST_BYTES: Final = 16 * 2**20


def schema() -> pa.Schema:
    """Return the columns as Arrow types.

    Raises
    ------
    MissingExtra
        pyarrow is not installed.
    """
    pa = _pyarrow()
    types = {
        "text": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
        "integers": pa.list_(pa.int64()),
    }
    own = (pa.field(column.name, types[column.kind]) for column in COLUMNS)
    return pa.schema([pa.field(ROW, pa.string(), nullable=False), *own])


def streamed(*, look: Look, verbose: bool = False) -> _Table:  # noqa: ARG001
    """Return the table while it is written.

    Raises
    ------
    MissingExtra
        pyarrow is not installed.
    """
    return _Table()


class _Sink:
    """A file that forgets what was taken out of it, as pyarrow writes to one."""

    closed = False

    def __init__(self) -> None:
        self._held: list[bytes] = []
        self._length = 0

    def tell(self) -> int:
        return self._length

    def write(self, content: bytes) -> None:
        self._held.append(content)
        self._length += len(content)

    def flush(self) -> None:
        """Do nothing: no write is held back."""

    def close(self) -> None:
        """Keep what is written until it is taken out."""

    def drained(self) -> bytes:
        content = b"".join(self._held)
        self._held.clear()
        return content


class _Table:
    """The table while it is written; only the rows of one row group are kept."""

    def __init__(self) -> None:
        self._schema = schema()
        self._sink = _Sink()
        self._writer: Any = None
        self._waiting: list[pa.RecordBatch] = []
        self._rows = self._bytes = 0

    def opening(self) -> bytes:
        from pyarrow.parquet import ParquetWriter

        file = _pyarrow().PythonFile(self._sink, mode="w")
        self._writer = ParquetWriter(file, self._schema, compression="zstd")
        return self._sink.drained()

    def piece(self, proposal: ProposalReport) -> bytes:
        # Built before it is kept: rows that cannot be written change nothing.
        batch = _pyarrow().RecordBatch.from_pylist(list(rows(proposal)), schema=self._schema)
        self._waiting.append(batch)
        self._rows += batch.num_rows
        self._bytes += batch.nbytes
        if self._rows >= MOST_ROWS or self._bytes >= MOST_BYTES:
            self._write()
        return self._sink.drained()

    def closing(self, summary: Summary) -> Iterator[bytes]:  # noqa: ARG002
        self._write()
        self._writer.close()
        yield self._sink.drained()

    def _write(self) -> None:
        if self._waiting:
            table = _pyarrow().Table.from_batches(self._waiting)
            self._writer.write_table(table, row_group_size=MOST_ROWS)
            self._waiting.clear()
            self._rows = self._bytes = 0


def _pyarrow() -> Any:  # noqa: ANN401 - the module has no types
    try:
        import pyarrow
    except ImportError:
        raise MissingExtra("A Parquet table", "archive") from None
    return pyarrow
