"""Where a report goes: a file, a terminal, a pipe."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from aptcheck.errors import UsageError
from aptcheck.report import Look

__all__ = ["look_of_stdout", "write", "write_bytes"]


def look_of_stdout() -> Look:
    """Return width and colour for standard output: plain when piped, NO_COLOR heeded."""
    terminal = sys.stdout.isatty()
    colour = terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    if os.environ.get("FORCE_COLOR") and not os.environ.get("NO_COLOR"):
        colour = True
    width = shutil.get_terminal_size((100, 24)).columns if terminal else 100
    return Look(width=max(40, width), colour=colour, here=str(Path.cwd()), root=_root())


def look_of_file() -> Look:
    """Return the look of a file: plain, with paths relative to the repository."""
    return Look(here=str(Path.cwd()), root=_root())


def _root() -> str:
    """Return the folder of the checkout in a GitHub workflow that runs inside it, else our own."""
    here = Path.cwd()
    checkout = os.environ.get("GITHUB_WORKSPACE")
    return checkout if checkout and here.is_relative_to(checkout) else str(here)


def write(render: Callable[[Look], str], output: Path | None) -> None:
    """Render for the place it goes to, and write it there.

    Raises
    ------
    UsageError
        The output file cannot be written.
    """
    if output is None:
        # Bytes, so that a terminal with another encoding cannot fail on a target's name.
        text = render(look_of_stdout())
        sys.stdout.buffer.write(text.encode(sys.stdout.encoding or "utf-8", "replace"))
        return
    try:
        text = render(look_of_file())
        # A path that is no Unicode must not cost the report.
        output.write_text(text, encoding="utf-8", errors="backslashreplace", newline="\n")
    except OSError as fault:
        raise UsageError(f"{output}: cannot be written ({fault.strerror}).") from None


def write_bytes(content: bytes, output: Path | None) -> None:
    """Write a picture to a file, or to a pipe.

    Raises
    ------
    UsageError
        The output file cannot be written, or standard output is a terminal.
    """
    if output is None:
        if sys.stdout.isatty():
            raise UsageError("a PNG picture is not for a terminal: give a file with --output.")
        sys.stdout.buffer.write(content)
        return
    try:
        output.write_bytes(content)
    except OSError as fault:
        raise UsageError(f"{output}: cannot be written ({fault.strerror}).") from None
