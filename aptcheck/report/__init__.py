"""One file per format, each with ``render``; none of them prints."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from aptcheck.results import Report

__all__ = ["FORMATS", "Look", "render"]

#: Formats of ``check`` in the order of the help text; each is a module of this package.
FORMATS = ("text", "concise", "json", "sarif", "github", "junit", "markdown", "html")


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Look:
    """What the destination of a report can show; the default is a plain file.

    ``here`` is the folder that relative paths of proposals start from, ``root`` the one, such as a
    repository's, to which a machine format makes them relative; empty leaves paths unchanged.
    """

    width: int = 100
    colour: bool = False
    here: str = ""
    root: str = ""


def render(name: str, report: Report, *, look: Look | None = None, verbose: bool = False) -> str:
    """Return a report in one format; only that format's module is imported."""
    module = import_module(f"aptcheck.report.{name}")
    text: str = module.render(report, look=look or Look(), verbose=verbose)
    return text
