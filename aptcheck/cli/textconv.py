"""``aptcheck textconv``: a proposal as plain text, for ``git diff``."""

from __future__ import annotations

from hashlib import file_digest
from pathlib import Path

import click

from aptcheck.cli.output import write
from aptcheck.errors import AptcheckError, UsageError

__all__ = ["command"]


@click.command("textconv")
@click.argument("file", type=click.Path(path_type=Path))
def command(file: Path) -> int:
    """Print targets, observations with all MRS settings, and links, one fact a line.

    Exit status: 0, for a file that is no proposal too: then the reason is printed, with size and
    checksum, since git gives up the whole diff where a conversion fails. 2 for a file that cannot
    be opened.
    """
    if not file.is_file():
        raise UsageError(f"{file}: is no file.")
    text = _text(file)
    write(lambda _: text, None)
    return 0


def _text(file: Path) -> str:
    from aptcheck.apt import read_path
    from aptcheck.model.outline import outline
    from aptcheck.report.proposal_text import render
    from aptcheck.report.visible import one_line

    try:
        return render(outline(read_path(file).proposal))
    except AptcheckError as fault:
        reason = str(fault)
    except Exception as crash:  # noqa: BLE001 - whatever it is, git must have something to show
        reason = f"aptcheck failed on this proposal ({type(crash).__name__})."
    return f"Not readable: {one_line(reason)}\n  {_identity(file)}\n"


def _identity(file: Path) -> str:
    """Return size and checksum, so that two broken versions do not look alike."""
    try:
        with file.open("rb") as content:
            checksum = file_digest(content, "sha256").hexdigest()
            return f"{content.tell()} bytes, SHA-256 {checksum}"
    except OSError as fault:
        raise UsageError(f"{file}: cannot be read ({fault.strerror}).") from None
