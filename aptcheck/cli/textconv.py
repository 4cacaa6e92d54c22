"""``aptcheck textconv``: a proposal as plain text, for ``git diff``."""

from __future__ import annotations

from hashlib import sha256
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
    try:
        content = file.read_bytes()
    except OSError as fault:
        raise UsageError(f"{file}: cannot be read ({fault.strerror}).") from None
    text = _text(content)
    write(lambda _: text, None)
    return 0


def _text(content: bytes) -> str:
    from aptcheck.engine.check import opened
    from aptcheck.model.outline import outline
    from aptcheck.report.proposal_text import render
    from aptcheck.report.visible import one_line

    try:
        return render(outline(opened("-", content).proposal))
    except AptcheckError as fault:
        reason = str(fault)
    except Exception as crash:  # noqa: BLE001 - whatever it is, git must have something to show
        reason = f"aptcheck failed on this proposal ({type(crash).__name__})."
    checksum = sha256(content).hexdigest()
    return f"Not readable: {one_line(reason)}\n  {len(content)} bytes, SHA-256 {checksum}\n"
