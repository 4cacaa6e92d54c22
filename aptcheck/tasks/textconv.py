"""A proposal as plain text, for ``git diff``; for another file, the reason."""

from __future__ import annotations

from hashlib import file_digest
from pathlib import Path

from aptcheck.apt import read_path
from aptcheck.errors import AptcheckError, UsageError
from aptcheck.report.outline import outline
from aptcheck.report.proposal_text import render
from aptcheck.report.visible import one_line, unobeyed

__all__ = ["text_of"]


def text_of(file: Path) -> str:
    """Return targets, observations with their settings, and links, one fact per line.

    For a file that is not a proposal, return the reason with its size and checksum.

    Raises
    ------
    UsageError
        It cannot be opened.
    """
    try:
        return render(outline(read_path(file).proposal))
    except AptcheckError as fault:
        reason = str(fault)
    except Exception as crash:  # noqa: BLE001 - whatever it is, git must have something to show
        reason = f"aptcheck failed on this proposal ({type(crash).__name__})."
    return unobeyed(f"Not readable: {one_line(reason)}\n  {_identity(file)}\n")


def _identity(file: Path) -> str:
    """Return size and checksum, so that two broken versions do not look alike."""
    try:
        with file.open("rb") as content:
            checksum = file_digest(content, "sha256").hexdigest()
            return f"{content.tell()} bytes, SHA-256 {checksum}"
    except OSError as fault:
        raise UsageError(f"{file}: cannot be read ({fault.strerror}).") from None
