"""`aptcheck suggest`, one file per format; none of them prints."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

from aptcheck.report import Look

if TYPE_CHECKING:
    from aptcheck.suggestions import Suggestions

__all__ = ["TEXTS", "render"]

#: The formats that are text; a PNG picture is not (`png.render_png`).
TEXTS = ("text", "json", "ds9", "svg")


def render(name: str, suggestions: Suggestions, *, look: Look) -> str:
    """Return the answers in one of the formats that are text."""
    module = import_module(f"aptcheck.report.suggestions.{name}")
    if name == "text":
        text: str = module.render_text(suggestions, look=look)
        return text
    written: Callable[[Suggestions], str] = getattr(module, f"render_{name}")
    return written(suggestions)
