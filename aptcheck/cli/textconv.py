"""``aptcheck textconv``: a proposal as plain text, for ``git diff``."""

from __future__ import annotations

from pathlib import Path

import click

from aptcheck.cli.output import write
from aptcheck.errors import UsageError

__all__ = ["command"]


@click.command("textconv")
@click.argument("file", type=click.Path(readable=False, path_type=Path))
def command(file: Path) -> int:
    """Print targets, observations with their settings, and links, one fact per line.

    All settings are printed for every mode that aptcheck judges.

    Exit status: 0, even for a file that is not a proposal: then the reason is printed with size and
    checksum, because git gives up the whole diff if a conversion fails. 2 for a file that cannot be
    opened.
    """
    if not file.is_file():
        raise UsageError(f"{file}: is not a file.")
    from aptcheck.tasks.textconv import text_of

    text = text_of(file)
    write(lambda _: text, None)
    return 0
