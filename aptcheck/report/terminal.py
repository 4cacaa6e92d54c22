"""What goes to a terminal: a console that only lays out, and Markdown."""

from __future__ import annotations

import io
from typing import Final

from rich.console import Console

from aptcheck.finding import Severity
from aptcheck.report import Look
from aptcheck.report.visible import unobeyed

__all__ = ["SEVERITY_STYLES", "laid_out", "markdown", "plain_console"]

SEVERITY_STYLES: Final = {
    Severity.ERROR: "bold red",
    Severity.WARNING: "bold yellow",
    Severity.INFO: "bold cyan",
}


def plain_console(out: io.StringIO, look: Look) -> Console:
    """Return a console that wraps and colours, and takes no text for markup."""
    return Console(
        file=out,
        width=look.width,
        force_terminal=look.colour,
        no_color=not look.colour,
        color_system="standard" if look.colour else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )


def laid_out(out: io.StringIO) -> str:
    """Return what was printed, without trailing blanks or commands to a CI runner."""
    return unobeyed("".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines()))


def markdown(text: str, look: Look) -> str:
    """Return Markdown laid out for a terminal of a width, in colour."""
    from rich.markdown import Markdown

    out = io.StringIO()
    width = min(look.width, 100)
    Console(file=out, width=width, force_terminal=True).print(Markdown(text))
    return out.getvalue()
