"""Write a synthetic sky as Parquet and, with hats-import, in HATS form.

``python -m scripts.synthetic_hats --output FOLDER --rows 5000000`` makes in FOLDER two Parquet
files, named after IRSA's tables, and two catalogues in HATS form, ``two_mass`` and ``allwise``.
Nothing in them was observed.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from scripts.synthetic_catalogue import SEED
from scripts.synthetic_sky import write_sky

__all__ = ["HATS_NAMES", "import_hats", "main"]

#: Folder in HATS form of each table.
HATS_NAMES = {"fp_psc": "two_mass", "allwise_p3as_psd": "allwise"}


def import_hats(
    folder: Path, threshold: int, names: Mapping[str, str] = HATS_NAMES, workers: int = 2
) -> None:
    """Write Parquet files of a folder in HATS form, beside them.

    Parameters
    ----------
    folder : Path
    threshold : int
        Most rows of a partition.
    names : mapping of str to str
        The name in HATS form of each file, without its suffix.
    workers : int
        Processes.
    """
    from dask.distributed import Client
    from hats_import.catalog.arguments import ImportArguments
    from hats_import.pipeline import pipeline_with_client

    with (
        tempfile.TemporaryDirectory() as scratch,
        Client(
            n_workers=workers,
            threads_per_worker=1,
            dashboard_address=None,
            local_directory=scratch,
            host="127.0.0.1",
        ) as client,
    ):
        for table, name in names.items():
            arguments = ImportArguments(
                input_file_list=_parts(folder / f"{table}.parquet", Path(scratch)),
                output_path=folder,
                output_artifact_name=name,
                file_reader="parquet",
                ra_column="ra",
                dec_column="dec",
                highest_healpix_order=7,
                pixel_threshold=threshold,
                write_table_kwargs={"compression": "zstd", "compression_level": 3},
                progress_bar=False,
                tmp_dir=scratch,
            )
            pipeline_with_client(arguments, client)


def _parts(path: Path, folder: Path) -> list[Path]:
    """Return a file cut into several, so that all processes have something to read."""
    from pyarrow import parquet

    found = []
    with parquet.ParquetFile(path) as file:
        for number in range(file.num_row_groups):
            part = folder / f"{path.stem}-{number}.parquet"
            parquet.write_table(file.read_row_group(number), part, compression="none")
            found.append(part)
    return found


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the sky, in both forms."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--output", type=Path, required=True, help="folder for all four")
    parser.add_argument("--rows", type=int, default=5_000_000, help="of AllWISE; 2MASS has fewer")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--threshold", type=int, default=100_000, help="rows in a partition")
    parser.add_argument(
        "--place",
        nargs=2,
        type=float,
        action="append",
        default=[],
        metavar=("RA", "DEC"),
        help="where the sky is crowded, degrees; may be repeated",
    )
    options = parser.parse_args(arguments)
    options.output.mkdir(parents=True, exist_ok=True)
    counts = write_sky(options.output, options.rows, options.place, options.seed)
    import_hats(options.output, options.threshold)
    print("synthetic: " + ", ".join(f"{name} {count} rows" for name, count in counts.items()))


if __name__ == "__main__":
    main()
