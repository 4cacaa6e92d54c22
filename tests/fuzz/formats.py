"""Whether a rendered report is valid in its format."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from html.parser import HTMLParser
from importlib.util import find_spec
from typing import Any, NoReturn
from xml.etree import ElementTree

from aptcheck.results import Report
from tests.report.hostile import assert_visible
from tests.workflow_commands import commands

__all__ = ["WELL_FORMED", "finite"]

_VOID = {"meta", "link", "br", "img", "input", "hr", "col", "wbr", "source"}


def finite(text: str) -> Any:
    """Read JSON whose numbers are all finite.

    Raises
    ------
    ValueError
        It is not JSON, or has NaN, Infinity, or a number that is too large for a reader.
    """

    def refuse(constant: str) -> NoReturn:
        raise ValueError(f"{constant} is not a number")

    def number(digits: str) -> float:
        return value if math.isfinite(value := float(digits)) else refuse(digits)

    return json.loads(text, parse_constant=refuse, parse_float=number)


class _Nesting(HTMLParser):
    """Refuses a page whose elements do not close in the order in which they opened."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _VOID:
            self.opened.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """<path/>, in a picture: it needs no closing tag."""

    def handle_endtag(self, tag: str) -> None:
        if not self.opened or self.opened.pop() != tag:
            raise ValueError(f"</{tag}> closes what is not open, at {self.getpos()}")


def _html(text: str, report: Report) -> None:
    page = _Nesting()
    page.feed(text)
    page.close()
    if page.opened:
        raise ValueError(f"<{page.opened[-1]}> is never closed")


def _sarif(text: str, report: Report) -> None:
    (run,) = finite(text)["runs"]
    assert len(run["results"]) == len(report.findings)
    if find_spec("sarif_pydantic"):
        from sarif_pydantic import Sarif  # type: ignore[import-untyped]

        Sarif.model_validate_json(text)


def _junit(text: str, report: Report) -> None:
    assert_visible(text)
    root = ElementTree.fromstring(text.encode())
    assert len(list(root)) == len(report.proposals)


def _github(text: str, report: Report) -> None:
    assert_visible(text)
    assert len(commands(text)) == len(text.split("\n")) - 1


def _concise(text: str, report: Report) -> None:
    assert_visible(text)
    assert len(text.split("\n")) - 1 == sum(found.counts for found in report.findings)


def _jsonl(text: str, report: Report) -> None:
    assert_visible(text)
    rows = [finite(line) for line in text.splitlines()]
    assert [row["path"] for row in rows if row["row"] == "proposal"] == [
        one.path.encode("utf-8", "backslashreplace").decode() for one in report.proposals
    ]
    assert sum(row["row"] == "finding" for row in rows) == len(report.findings)


def _text(text: str, report: Report) -> None:
    assert_visible(text)


#: What raises if a format is invalid; JSON has its own law, and Parquet has the rows of JSON Lines.
WELL_FORMED: Mapping[str, Callable[[str, Report], None]] = {
    "text": _text,
    "concise": _concise,
    "jsonl": _jsonl,
    "sarif": _sarif,
    "github": _github,
    "junit": _junit,
    "markdown": _text,
    "html": _html,
}
