"""One file per format, each with ``streamed``, or ``render`` if it needs all; none prints."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from aptcheck.finding import Excerpt, Location
from aptcheck.results import Report

if TYPE_CHECKING:
    from aptcheck.report.streamed import Piece, Streamed

__all__ = ["FORMATS", "Look", "content", "render", "streaming"]

#: Formats of ``check`` in the order of the help text; each is a module of this package.
FORMATS = (
    "text",
    "concise",
    "json",
    "jsonl",
    "sarif",
    "github",
    "junit",
    "markdown",
    "html",
    "parquet",
)


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
    """Return a report in one format that is text; only that format's module is imported."""
    text = content(name, report, look=look, verbose=verbose)
    if isinstance(text, bytes):
        raise TypeError(f"{name} is not text")
    return text


def content(name: str, report: Report, *, look: Look | None = None, verbose: bool = False) -> Piece:
    """Return a report in one format, text or bytes; only that format's module is imported."""
    look = look or Look()
    found = streaming(name, look=look, verbose=verbose)
    if found is None:
        text: str = import_module(f"aptcheck.report.{name}").render(
            report, look=look, verbose=verbose
        )
        return text
    from aptcheck.report.streamed import joined, pieces

    return joined(pieces(found, report))


def streaming(name: str, *, look: Look, verbose: bool = False) -> Streamed | None:
    """Return a report in one format while it is written; None if the format needs it whole."""
    module = import_module(f"aptcheck.report.{name}")
    make: Callable[..., Streamed] | None = getattr(module, "streamed", None)
    return None if make is None else make(look=look, verbose=verbose)
