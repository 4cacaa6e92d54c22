"""Catalogue files on the user's own disk: VOTable, ECSV, CSV, Parquet."""

from __future__ import annotations

import csv
import io
import os
import re
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TextIO

import numpy as np
from numpy.typing import NDArray

from aptcheck.catalog.arrow_columns import columns_of
from aptcheck.catalog.batch import Batch, now
from aptcheck.catalog.ecsv_head import check_head
from aptcheck.catalog.elsewhere import has_rows_elsewhere
from aptcheck.catalog.failure import short
from aptcheck.catalog.match import match
from aptcheck.catalog.position import Position
from aptcheck.catalog.rows import Rows
from aptcheck.catalog.survey import SURVEYS, Survey, survey_of
from aptcheck.catalog.votable_bounds import beyond_bounds
from aptcheck.errors import MissingExtra, UsageError
from aptcheck.intake.bounds import (
    MAX_CATALOGUE,
    MAX_CATALOGUE_COLUMNS,
    MAX_CATALOGUE_LINE,
    MAX_CATALOGUE_ROWS,
    MAX_CATALOGUE_WORD,
    MAX_COLUMNS_READ,
)

__all__ = ["CatalogueFile"]

Columns = Mapping[str, NDArray[Any]]

#: The columns of a text table that are kept.
_KNOWN = frozenset(name for survey in SURVEYS for name in (*survey.columns, *survey.keys))
_LONG_WORD = re.compile(
    rf'[^\s,"]{{{MAX_CATALOGUE_WORD + 1},}}|"[^"]{{{MAX_CATALOGUE_WORD + 1},}}"'
)
_LONG_CELL = f"a cell has more than {MAX_CATALOGUE_WORD} characters"


class CatalogueFile:
    """One file of one survey.

    Parameters
    ----------
    path : Path
        Its columns have the names of IRSA's ``allwise_p3as_psd`` (recognised by ``w1mpro``) or
        ``fp_psc`` (recognised by ``k_m``); a column that is absent counts as not measured.

    Raises
    ------
    UsageError
        The file does not exist, is too large, cannot be read, or is not one of the two catalogues.
    MissingExtra
        A Parquet file needs the extra ``parquet``.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.name = path.name
        self._rows = _read(path)
        self.surveys = (self._rows.survey,)

    reads_tiles = False

    @property
    def recipient(self) -> str | None:
        """None: the file is read locally."""
        return None

    def query(self, survey: Survey, radius_deg: float) -> str:
        """Return what is looked up, as a sentence."""
        return f"{survey.name} rows of {self.name} within {radius_deg * 3600:.2f} arcsec"

    def ask(
        self, survey: Survey, positions: Sequence[Position], radius_deg: float
    ) -> Sequence[Batch]:
        """Return one batch with the rows inside the cones."""
        pairs = match(
            np.array([position.ra_deg for position in positions]),
            np.array([position.dec_deg for position in positions]),
            self._rows["ra"],
            self._rows["dec"],
            radius_deg,
        )
        return [
            Batch(
                survey=survey,
                provider=self.name,
                kind="file",
                service=self.name,
                query=self.query(survey, radius_deg),
                asked=now(),
                radius_deg=radius_deg,
                positions=tuple(positions),
                rows=self._rows.take(np.unique(pairs.source)).unique(),
            )
        ]


def _read(path: Path) -> Rows:
    if not os.path.isfile(path):  # noqa: PTH113 - never raises
        raise UsageError(f"There is no catalogue file {path}.")
    reader = _reader(path)
    most = MAX_COLUMNS_READ if reader is _parquet else MAX_CATALOGUE
    if path.stat().st_size > most:
        raise UsageError(
            f"The catalogue file {path} is larger than {most >> 20} MB; "
            "keep only the region that you need."
        )
    try:
        columns = {name.lower(): column for name, column in reader(path).items()}
        survey = survey_of(frozenset(columns))
        if survey is None or not {"ra", "dec"} <= columns.keys():
            raise UsageError(
                f"{path} is neither AllWISE (columns ra, dec, w1mpro) nor 2MASS (ra, dec, k_m)."
            )
        return Rows.of(survey, columns)
    except UsageError:
        raise
    except Exception as fault:  # every format has its own exceptions
        why = short(str(fault)).rstrip(".") or type(fault).__name__
        raise UsageError(f"The catalogue file {path} cannot be read: {why}.") from fault


def _reader(path: Path) -> Callable[[Path], Columns]:
    readers: dict[str, Callable[[Path], Columns]] = {
        ".csv": _csv,
        ".ecsv": _ecsv,
        ".parquet": _parquet,
        ".parq": _parquet,
    }
    return readers.get(path.suffix.lower(), _votable)


def _csv(path: Path) -> Columns:
    """Read every field as text, so that flags such as 0000 keep their zeros."""
    with path.open(newline="", encoding="utf-8-sig", errors="replace") as stream:
        table = csv.reader(line for line in _lines(stream) if not line.startswith("#"))
        names = [name.strip() for name in next(table, [])]
        _check_columns(names)
        kept = [index for index, name in enumerate(names) if name.lower() in _KNOWN]
        rows = []
        for row in table:
            if row and len(row) != len(names):
                raise ValueError("its rows differ in length")
            if row:
                rows.append([row[index] for index in kept])
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(kept)
    if any(len(word) > MAX_CATALOGUE_WORD for column in columns for word in column):
        raise ValueError(_LONG_CELL)
    return {
        names[index]: np.array(column, dtype=np.str_)
        for index, column in zip(kept, columns, strict=True)
    }


def _lines(stream: TextIO) -> Iterator[str]:
    """Yield the lines of a text table, up to the limits on length and number."""
    for number, line in enumerate(iter(lambda: stream.readline(MAX_CATALOGUE_LINE + 1), "")):
        if len(line) > MAX_CATALOGUE_LINE:
            raise ValueError(f"a line has more than {MAX_CATALOGUE_LINE:,} characters")
        if number > MAX_CATALOGUE_ROWS + MAX_CATALOGUE_COLUMNS:
            raise ValueError(f"it has more than {MAX_CATALOGUE_ROWS:,} rows")
        yield line


def _check_columns(names: Sequence[str]) -> None:
    if len(names) > MAX_CATALOGUE_COLUMNS:
        raise ValueError(f"it has more than {MAX_CATALOGUE_COLUMNS:,} columns")


def _ecsv(path: Path) -> Columns:
    from astropy.table import Table

    with io.TextIOWrapper(io.BytesIO(_unpacked(path)), encoding="utf-8-sig") as stream:
        lines = [line.strip("\r\n") for line in _lines(stream)]
    if not lines:
        raise ValueError("it is empty")
    check_head(lines)
    if any(_LONG_WORD.search(line) for line in lines if not line.startswith("#")):
        raise ValueError(_LONG_CELL)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about other statements in the header
        return _from_table(Table.read(lines, format="ascii.ecsv"))


def _unpacked(path: Path) -> bytes:
    """Return the content of a file, compressed or not."""
    from astropy.utils.data import get_readable_fileobj

    # Opened here because astropy does not close a file that it cannot unpack.
    with path.open("rb") as file, get_readable_fileobj(file, encoding="binary") as stream:
        content: bytes = stream.read(MAX_CATALOGUE + 1)
    if len(content) > MAX_CATALOGUE:
        raise ValueError(f"uncompressed, it is larger than {MAX_CATALOGUE >> 20} MB")
    return content


def _votable(path: Path) -> Columns:
    from astropy.io.votable import parse_single_table

    content = _unpacked(path)
    if beyond := beyond_bounds(content):
        raise ValueError(beyond.about_a_file)
    if has_rows_elsewhere(content):
        raise ValueError("its rows are elsewhere (STREAM href), and aptcheck does not fetch them")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # small faults in other people's VOTables
        # From memory: from a file, it would be unpacked again.
        table = parse_single_table(io.BytesIO(content).read)
    return _from_table(table.to_table(use_names_over_ids=True))


def _parquet(path: Path) -> Columns:
    try:
        from pyarrow import parquet
    except ImportError:
        raise MissingExtra("Reading a Parquet catalogue", "parquet") from None
    with parquet.ParquetFile(path) as file:
        names, found = file.schema_arrow.names, file.metadata
        _check_columns(names)
        kept = [name for name in names if name.lower() in _KNOWN]
        groups = (found.row_group(number) for number in range(found.num_row_groups))
        chunks = (group.column(number) for group in groups for number in range(group.num_columns))
        read = (chunk.total_uncompressed_size for chunk in chunks if chunk.path_in_schema in kept)
        if sum(read) > MAX_COLUMNS_READ or found.num_rows * len(kept) * 8 > 2 * MAX_COLUMNS_READ:
            raise ValueError(
                f"uncompressed, its columns are larger than {MAX_COLUMNS_READ >> 30} GB; "
                "keep only the region that you need"
            )
        table = file.read(kept)
    return columns_of(table)


def _from_table(table: Any) -> Columns:  # noqa: ANN401 - astropy has no types
    return {name: np.ma.MaskedArray(table[name]) for name in table.colnames}
