"""How two versions of a proposal differ, for a machine; schema version 1."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace

from aptcheck.difference import Compared, Difference
from aptcheck.report import Look
from aptcheck.report.json import Tool
from aptcheck.report.rounding import written_finding
from aptcheck.version import __version__
from aptcheck.wording.json_words import json_text

__all__ = ["JsonDifference", "render"]


@dataclass(frozen=True, kw_only=True, slots=True)
class JsonDifference:
    """The document as a machine reads it; keys keep their names within a schema version."""

    schema_version: str
    tool: Tool
    difference: Difference


def render(difference: Difference, *, look: Look) -> str:  # noqa: ARG001
    """Return the difference as JSON; every number in it is finite."""
    document = JsonDifference(
        schema_version="1",
        tool=Tool(name="aptcheck", version=__version__),
        difference=replace(
            difference,
            appeared=_written(difference.appeared),
            fixed=_written(difference.fixed),
            unchanged=_written(difference.unchanged),
            not_checked=_written(difference.not_checked),
        ),
    )
    return json_text(asdict(document), indent=1) + "\n"


def _written(found: Iterable[Compared]) -> tuple[Compared, ...]:
    return tuple(replace(one, finding=written_finding(one.finding)) for one in found)
