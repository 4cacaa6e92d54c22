"""One partition of a catalogue in HATS form: its rows in the cones.

This runs on the workers of Dask, here or elsewhere. Of each row group that may hold such a row, the
positions are read first, and the other columns only if one is in a cone, in portions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from aptcheck.catalog.arrow_columns import columns_of
from aptcheck.catalog.hats_failure import hats_failure
from aptcheck.catalog.hats_tiles import HIGHEST_ORDER, Ranges, meets
from aptcheck.catalog.match import match
from aptcheck.catalog.rows import Rows, as_numbers, check_places
from aptcheck.catalog.survey import Survey
from aptcheck.intake.bounds import MAX_CATALOGUE_ROWS

if TYPE_CHECKING:
    from pyarrow import Table
    from pyarrow.parquet import ParquetFile
    from upath import UPath

__all__ = ["Cones", "Layout", "Portion", "rows_near"]

#: Rows decoded at a time: 20 MB of the columns of AllWISE.
_PORTION = 1 << 16

_FILES = (".parquet", ".parq")


@dataclass(frozen=True, kw_only=True, slots=True)
class Layout:
    """How the partitions of a catalogue are written.

    Attributes
    ----------
    survey : Survey
    names : mapping of str to str
        The catalogue's column for each column of the survey that it has.
    index : str or None
        The column of HEALPix pixels by which the rows are sorted, if stated.
    index_order : int
        Its order.
    folders : bool
        A partition is a folder of files.
    """

    survey: Survey
    names: Mapping[str, str]
    index: str | None
    index_order: int
    folders: bool


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Cones:
    """The cones that touch a partition: arrays of shape (n,), degrees, and the cells of all."""

    ra_deg: NDArray[np.float64]
    dec_deg: NDArray[np.float64]
    radius_deg: float
    ranges: Ranges


@dataclass(frozen=True, kw_only=True, slots=True)
class Portion:
    """What a partition contributes: all its rows in the cones, or the reason for none."""

    rows: Rows | None = None
    reason: str | None = None
    silent: bool = False


def rows_near(path: UPath, layout: Layout, cones: Cones, seconds: float) -> Portion:
    """Return the rows of a partition inside any of the cones; never raises for what it reads."""
    try:
        found = [rows for file in _files(path, layout) for rows in _of_file(file, layout, cones)]
        return Portion(rows=Rows.together(layout.survey, found) if found else None)
    except Exception as fault:  # noqa: BLE001 - Arrow, fsspec and aiohttp each have their own
        answer = hats_failure(fault, seconds, file="/".join(str(path).split("/")[-3:]))
        return Portion(reason=answer.reason, silent=answer.silent)


def _files(path: UPath, layout: Layout) -> Sequence[UPath]:
    if not layout.folders:
        return [path]
    found = sorted((f for f in path.iterdir() if f.suffix in _FILES), key=str)
    if not found:
        raise FileNotFoundError(str(path))
    return found


def _of_file(path: UPath, layout: Layout, cones: Cones) -> Iterator[Rows]:
    from pyarrow.parquet import ParquetFile

    count = 0
    # Over HTTP each request takes a while: columns are fetched together, and the file is opened
    # here, because Arrow first requests all of it to see whether it is there.
    remote = path.protocol not in {"", "file"}
    with (
        path.open("rb") if remote else nullcontext(path.path) as source,
        ParquetFile(source, pre_buffer=remote) as file,
    ):
        for group in np.flatnonzero(_groups(file, layout, cones)).tolist():
            for rows in _of_group(file, group, layout, cones):
                count += len(rows)
                if count > MAX_CATALOGUE_ROWS:
                    raise ValueError(f"it has more than {MAX_CATALOGUE_ROWS:,} rows in the fields")
                yield rows


def _groups(file: ParquetFile, layout: Layout, cones: Cones) -> NDArray[np.bool_]:
    """Return which row groups may hold a row in a cone, by the limits of their index."""
    found = file.metadata
    if layout.index not in file.schema_arrow.names:
        return np.ones(found.num_row_groups, dtype=bool)
    place = [found.schema.column(number).path for number in range(len(found.schema))]
    column = place.index(layout.index)
    shift = 2 * (HIGHEST_ORDER - layout.index_order)
    first = np.zeros(found.num_row_groups, dtype=np.int64)
    end = np.full(found.num_row_groups, np.iinfo(np.int64).max)
    for group in range(found.num_row_groups):
        limits = found.row_group(group).column(column).statistics
        if limits is not None and limits.has_min_max:
            first[group], end[group] = limits.min << shift, (limits.max + 1) << shift
    return meets(cones.ranges, first, end)


def _of_group(file: ParquetFile, group: int, layout: Layout, cones: Cones) -> Iterator[Rows]:
    own = layout.names
    ra, dec = (
        as_numbers(values, name)
        for name, values in _named(
            file.read_row_group(group, [own["ra"], own["dec"]]), {n: own[n] for n in ("ra", "dec")}
        ).items()
    )
    check_places(ra, dec)
    near = np.unique(match(cones.ra_deg, cones.dec_deg, ra, dec, cones.radius_deg).source)
    if not len(near):
        return
    from pyarrow import Table

    start = 0
    portions = file.iter_batches(_PORTION, [group], list(dict.fromkeys(own.values())))
    for portion in portions:
        end = start + len(portion)
        here = near[np.searchsorted(near, start) : np.searchsorted(near, end)] - start
        if len(here):
            yield Rows.of(layout.survey, _named(Table.from_batches([portion]).take(here), own))
        start = end
    if start != len(ra):
        raise ValueError("its columns differ in length")


def _named(table: Table, own: Mapping[str, str]) -> dict[str, NDArray[Any]]:
    columns = columns_of(table)
    return {name: columns[written] for name, written in own.items()}
