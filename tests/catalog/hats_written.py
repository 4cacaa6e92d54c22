"""Small catalogues in HATS form, written file by file, so that a test can spoil any of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from aptcheck.catalog.survey import ALLWISE, Survey
from tests.catalog.skies import star_row

Columns = Mapping[str, Sequence[Any] | NDArray[Any]]


def needs_hats() -> None:
    """Skip the calling test without the extra."""
    pytest.importorskip("lsdb", reason="the extra hats is not installed")


def sky(
    ra: NDArray[np.float64], dec: NDArray[np.float64], survey: Survey = ALLWISE
) -> dict[str, list[Any]]:
    """Return stars at these places, each with its own name."""
    names = [f"J{number:06d}" for number in range(len(ra))]
    entries = [
        star_row(survey, ra=float(a), dec=float(d), designation=name)
        for a, d, name in zip(ra, dec, names, strict=True)
    ]
    return {name: [entry.get(name) for entry in entries] for name in entries[0]}


def write_hats(
    folder: Path,
    columns: Columns,
    *,
    order: int = 3,
    group: int = 1000,
    suffix: str = ".parquet",
    places: tuple[str, str] = ("ra", "dec"),
    **properties: object,
) -> Path:
    """Write a catalogue with partitions of one order, and return its folder.

    A property that is None is left out.
    """
    import pyarrow
    from hats.pixel_math.spatial_index import compute_spatial_index
    from pyarrow import parquet

    ra, dec = (np.asarray(columns[name], dtype=float) for name in places)
    index = compute_spatial_index(ra, dec)
    pixel = index >> (2 * (29 - order))
    table = pyarrow.table({"_healpix_29": index, **columns})
    dataset = folder / "dataset"
    dataset.mkdir(parents=True)
    parquet.write_metadata(table.schema, dataset / "_common_metadata")
    for number in np.unique(pixel).tolist():
        rows = np.flatnonzero(pixel == number)
        rows = rows[np.argsort(index[rows], kind="stable")]
        path = dataset / f"Norder={order}" / f"Dir={number // 10_000 * 10_000}"
        path /= f"Npix={number}{suffix.rstrip('/')}"
        parts = np.array_split(rows, 2) if suffix == "/" else [rows]
        for half, part in enumerate(parts):
            file = path / f"part{half}.parquet" if suffix == "/" else path
            file.parent.mkdir(parents=True, exist_ok=True)
            parquet.write_table(table.take(part), file, row_group_size=group)
    listed = "".join(f"{order},{number}\n" for number in np.unique(pixel).tolist())
    (folder / "partition_info.csv").write_text(f"Norder,Npix\n{listed}", encoding="ascii")
    stated = {
        "obs_collection": folder.name,
        "dataproduct_type": "object",
        "hats_nrows": len(index),
        "hats_col_ra": places[0],
        "hats_col_dec": places[1],
        "hats_col_healpix": "_healpix_29",
        "hats_col_healpix_order": 29,
        "hats_npix_suffix": suffix,
        "hats_version": "v1.0",
        **properties,
    }
    text = "".join(f"{key}={value}\n" for key, value in stated.items() if value is not None)
    for name in ("hats.properties", "properties"):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def write_collection(folder: Path, columns: Columns, **options: Any) -> Path:
    """Write a collection with a catalogue, and return its folder."""
    write_hats(folder / "main", columns, **options)
    (folder / "collection.properties").write_text(
        "obs_collection=stars\nhats_primary_table_url=main\n", encoding="utf-8"
    )
    return folder


def partitions(folder: Path) -> list[Path]:
    """Return the files with rows."""
    return sorted(folder.glob("**/Npix=*"))
