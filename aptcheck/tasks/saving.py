"""A report written to a file, in the format that the name of the file says or that is named."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from aptcheck.engine.destination import Destination
from aptcheck.engine.paths import STDIN
from aptcheck.engine.writer import write
from aptcheck.errors import UsageError
from aptcheck.report import FORMATS
from aptcheck.report.streamed import in_a_file
from aptcheck.tasks.look_of_file import look_of_file
from aptcheck.tasks.rendering import rendered
from aptcheck.wording import excerpt

if TYPE_CHECKING:
    from aptcheck.results import Report

__all__ = ["FORMATS_OF_ENDINGS", "format_named", "saved"]

#: Endings of file names that say the format.
FORMATS_OF_ENDINGS: Final = {
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".jsonl": "jsonl",
    ".md": "markdown",
    ".parquet": "parquet",
    ".sarif": "sarif",
    ".txt": "text",
    ".xml": "junit",
}


def saved(report: Report, path: Path, name: str | None = None) -> None:
    """Write a report; the formats are those of ``aptcheck check``.

    Raises
    ------
    UsageError
        The format is not known or needs an extra, or the file must not or cannot be written: a
        report replaces no proposal, lock, baseline or configuration.
    """
    named = format_named(path, name)
    inputs = tuple(Path(one.path) for one in report.proposals if one.path != STDIN)
    destination = Destination(path=path, inputs=inputs)
    destination.approved()
    content = rendered(named, report, look=look_of_file()).content
    write(destination, in_a_file(content))


def format_named(path: Path, name: str | None) -> str:
    """Return a format by its name, or by the ending of a file.

    Raises
    ------
    UsageError
        It is not known.
    """
    if name is not None:
        if name not in FORMATS:
            known = ", ".join(FORMATS)
            raise UsageError(f"{excerpt(str(name))} is not a format; choose from {known}.")
        return name
    found = FORMATS_OF_ENDINGS.get(path.suffix.lower())
    if found is None:
        endings = ", ".join(FORMATS_OF_ENDINGS)
        raise UsageError(
            f"{path}: the ending says no format; give it one of {endings}, or name a format."
        )
    return found
