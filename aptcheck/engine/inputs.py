"""The files that a command reads, and therefore never writes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from aptcheck.catalog.choice import names_file
from aptcheck.engine.exported_xml import export_of
from aptcheck.engine.paths import STDIN, proposal_files

if TYPE_CHECKING:
    from aptcheck.engine.options import Options

__all__ = ["inputs"]


def inputs(paths: Iterable[str | Path], options: Options) -> tuple[Path, ...]:
    """Return the proposals, the exports beside them, and the files that the options name.

    The configuration and the lock that are found without being named are not among them:
    `aptcheck.engine.destination` knows them by their names.

    Raises
    ------
    UsageError
        A path does not exist.
    """
    files = [file for file in proposal_files(paths).files if file != STDIN]
    exports = [export for file in files if (export := export_of(file)) is not None]
    catalogues = [choice for choice in options.catalogs or () if names_file(choice)]
    further = [file for file in (options.config, options.baseline) if file is not None]
    return (*map(Path, (*files, *exports, *catalogues)), *further)
