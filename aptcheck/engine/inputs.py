"""The files that a command reads, and therefore never writes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from aptcheck.catalog.choice import names_file
from aptcheck.engine.paths import STDIN, proposal_files

if TYPE_CHECKING:
    from aptcheck.engine.options import Options

__all__ = ["inputs"]


def inputs(paths: Iterable[str | Path], options: Options) -> tuple[Path, ...]:
    """Return the proposals, what APT wrote beside them, and the files that the options name.

    The configuration and the lock that are found without being named are not among them:
    `aptcheck.engine.destination` knows them by their names.

    Raises
    ------
    UsageError
        A path does not exist.
    """
    files = (Path(file) for file in proposal_files(paths).files if file != STDIN)
    named = (Path(choice) for choice in options.catalogs or () if names_file(choice))
    further = (file for file in (options.config, options.baseline) if file is not None)
    return (*(one for file in files for one in _twins(file)), *named, *further)


def _twins(file: Path) -> Iterator[Path]:
    """Yield a proposal and the archive or the export of the same name."""
    yield file
    yield from (file.with_suffix(end) for end in (".aptx", ".xml") if file.suffix != end)
