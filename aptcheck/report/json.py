"""The JSON report, schema version 1."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from aptcheck.report import Look
from aptcheck.report.rounding import written_proposal
from aptcheck.results import ProposalReport, Report, Summary
from aptcheck.version import __version__
from aptcheck.wording.json_words import json_text

__all__ = ["JsonReport", "Tool", "render"]


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Tool:
    """Who wrote the report."""

    name: str
    version: str


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class JsonReport:
    """The document as a machine reads it; keys keep their names within a schema version."""

    schema_version: str
    tool: Tool
    proposals: tuple[ProposalReport, ...]
    summary: Summary


def render(report: Report, *, look: Look, verbose: bool = False) -> str:  # noqa: ARG001
    """Return the report as JSON; every number in it is finite."""
    document = JsonReport(
        schema_version="1",
        tool=Tool(name="aptcheck", version=__version__),
        proposals=tuple(map(written_proposal, report.proposals)),
        summary=report.summary,
    )
    return json_text(asdict(document), indent=1) + "\n"
