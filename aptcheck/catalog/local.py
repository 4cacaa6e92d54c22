"""Catalogue files on the user's own disk: VOTable, ECSV, CSV, Parquet."""

from __future__ import annotations

import csv
import io
import warnings
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from aptcheck.catalog.batch import Batch, now
from aptcheck.catalog.elsewhere import has_rows_elsewhere
from aptcheck.catalog.match import match
from aptcheck.catalog.position import Position
from aptcheck.catalog.rows import Rows
from aptcheck.catalog.survey import Survey, survey_of
from aptcheck.errors import MissingExtra, UsageError

__all__ = ["BYTES_LIMIT", "CatalogueFile"]

#: Largest file that is read, bytes.
BYTES_LIMIT = 2 << 30

Columns = Mapping[str, NDArray[Any]]


class CatalogueFile:
    """One file of one survey.

    Parameters
    ----------
    path : Path
        Its columns carry the names of IRSA's ``allwise_p3as_psd`` (recognised by ``w1mpro``) or
        ``fp_psc`` (recognised by ``k_m``); a column that is absent counts as not measured.

    Raises
    ------
    UsageError
        The file does not exist, is too large, cannot be read, or is neither catalogue.
    MissingExtra
        A Parquet file without the extra ``parquet``.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.name = path.name
        self._rows = _read(path)
        self.surveys = (self._rows.survey,)

    @property
    def recipient(self) -> str | None:
        """Nobody: the file is read here."""
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
    if not path.is_file():
        raise UsageError(f"There is no catalogue file {path}.")
    if path.stat().st_size > BYTES_LIMIT:
        raise UsageError(f"The catalogue file {path} is larger than {BYTES_LIMIT >> 30} GiB.")
    try:
        columns = {name.lower(): column for name, column in _reader(path)(path).items()}
        survey = survey_of(frozenset(columns))
        if survey is None or not {"ra", "dec"} <= columns.keys():
            raise UsageError(
                f"{path} is neither AllWISE (columns ra, dec, w1mpro) nor 2MASS (ra, dec, k_m)."
            )
        return Rows.of(survey, columns)
    except UsageError:
        raise
    except Exception as fault:  # every format has exceptions of its own
        why = str(fault).strip().rstrip(".")
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
        table = csv.reader(line for line in stream if not line.startswith("#"))
        names = [name.strip() for name in next(table, [])]
        rows = [row for row in table if row]
    if any(len(row) != len(names) for row in rows):
        raise ValueError("its rows differ in length")
    columns = zip(*rows, strict=True) if rows else [()] * len(names)
    return {
        name: np.array(column, dtype=np.str_) for name, column in zip(names, columns, strict=True)
    }


def _ecsv(path: Path) -> Columns:
    from astropy.table import Table

    return _from_table(Table.read(path, format="ascii.ecsv"))


def _votable(path: Path) -> Columns:
    from astropy.io.votable import parse_single_table
    from astropy.utils.data import get_readable_fileobj

    # Compressed or not. Opened here: astropy leaves open what it opened and cannot unpack.
    with path.open("rb") as file, get_readable_fileobj(file, encoding="binary") as stream:
        content: bytes = stream.read(BYTES_LIMIT + 1)
    if len(content) > BYTES_LIMIT:
        raise ValueError(f"unpacked it is larger than {BYTES_LIMIT >> 30} GiB")
    if has_rows_elsewhere(content):
        raise ValueError("its rows are in another place (STREAM href), which is not fetched")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # small faults of foreign VOTables
        # A bare `read`: a file would be unpacked once more.
        table = parse_single_table(io.BytesIO(content).read)
    return _from_table(table.to_table(use_names_over_ids=True))


def _parquet(path: Path) -> Columns:
    try:
        from pyarrow import parquet
    except ImportError:
        raise MissingExtra("Reading a Parquet catalogue", "parquet") from None
    table = parquet.read_table(path)
    return {
        name: np.ma.MaskedArray(table[name].to_numpy(), mask=table[name].is_null().to_numpy())
        if table[name].null_count
        else table[name].to_numpy()
        for name in table.column_names
    }


def _from_table(table: Any) -> Columns:  # noqa: ANN401 - astropy has no types
    return {name: np.ma.MaskedArray(table[name]) for name in table.colnames}
