"""The files that a command reads, and therefore never writes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from aptcheck import config
from aptcheck.catalog import LOCK_NAME, images_folder
from aptcheck.catalog.choice import names_file
from aptcheck.engine.exported_xml import export_of
from aptcheck.engine.paths import STDIN, folder_of, proposal_files

if TYPE_CHECKING:
    from aptcheck.engine.options import Options

__all__ = ["inputs"]

#: Standard input as a path, so that it can be compared like any other file.
_STDIN_FILE = "/dev/stdin"


def inputs(paths: Iterable[str | Path], options: Options) -> tuple[Path, ...]:
    """Return the proposals, the exports beside them, and the files that the options name.

    They include a configuration and a lock found without being named, which behind a link may have
    any name, and the images of a lock.

    Raises
    ------
    UsageError
        A path does not exist.
    """
    found = proposal_files(paths).files
    files = [_STDIN_FILE if file == STDIN else file for file in found]
    exports = [export for file in files if (export := export_of(file)) is not None]
    catalogues = [choice for choice in options.catalogs or () if names_file(choice)]
    further = [file for file in (options.config, options.baseline) if file is not None]
    folders = dict.fromkeys(map(folder_of, found))
    if options.config is None:
        further += dict.fromkeys(file for folder in folders for file in config.consulted(folder))
    if options.catalogs is None or "lock" in options.catalogs:
        further += [lock for folder in folders if (lock := folder / LOCK_NAME).is_file()]
    read = (*map(Path, (*files, *exports, *catalogues)), *further)
    locks = (file for file in read if file.suffix == ".lock")
    return (*read, *(image for lock in locks for image in images_folder(lock).glob("*.png")))
