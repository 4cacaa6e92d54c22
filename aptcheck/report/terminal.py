"""Markdown on a terminal."""

from __future__ import annotations

import io

from rich.console import Console
from rich.markdown import Markdown

from aptcheck.report import Look

__all__ = ["markdown"]


def markdown(text: str, look: Look) -> str:
    """Return Markdown laid out for a terminal of a width, in colour."""
    out = io.StringIO()
    width = min(look.width, 100)
    Console(file=out, width=width, force_terminal=True).print(Markdown(text))
    return out.getvalue()
