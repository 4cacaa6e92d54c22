"""One file per format, each with ``render``; none of them prints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module

from aptcheck.finding import Excerpt, Location
from aptcheck.results import Report

__all__ = ["FORMATS", "Look", "render"]

#: Formats of ``check`` in the order of the help text; each is a module of this package.
FORMATS = ("text", "concise", "json", "sarif", "github", "junit", "markdown", "html")


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Look:
    """What the destination of a report can show; the default is a plain file.

    ``here`` is the folder that relative paths of proposals start from, ``root`` the one, such as a
    repository's, to which a machine format makes them relative; empty leaves paths unchanged.
    ``links`` says whether a word may lead to an address. ``excerpts`` are the lines of XML around
    findings, by path and location, None unless they are asked for.
    """

    width: int = 100
    colour: bool = False
    links: bool = False
    here: str = ""
    root: str = ""
    excerpts: Mapping[tuple[str, Location], Excerpt] | None = None


def render(name: str, report: Report, *, look: Look | None = None, verbose: bool = False) -> str:
    """Return a report in one format; only that format's module is imported."""
    module = import_module(f"aptcheck.report.{name}")
    text: str = module.render(report, look=look or Look(), verbose=verbose)
    return text
