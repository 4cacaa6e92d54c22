"""The JSON report, schema version 1."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass

from aptcheck.report import Look
from aptcheck.report.rounding import written_proposal
from aptcheck.results import ProposalReport, Summary
from aptcheck.version import __version__
from aptcheck.wording.json_words import json_text

__all__ = ["JsonReport", "Tool", "streamed"]


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


#: The document without its proposals is cut here.
_CUT = '"proposals": []'


class _Document:
    """The document while it is written; every number in it is finite."""

    def __init__(self) -> None:
        self._between = ""

    def opening(self) -> str:
        return self._frame(Summary.none()).partition(_CUT)[0] + _CUT.removesuffix("]")

    def piece(self, proposal: ProposalReport) -> str:
        text = json_text(asdict(written_proposal(proposal)), indent=1).replace("\n", "\n  ")
        before, self._between = self._between, ","
        return f"{before}\n  {text}"

    def closing(self, summary: Summary) -> Iterator[str]:
        last = "\n ]" if self._between else "]"
        yield f"{last}{self._frame(summary).partition(_CUT)[2]}\n"

    @staticmethod
    def _frame(summary: Summary) -> str:
        document = JsonReport(
            schema_version="1",
            tool=Tool(name="aptcheck", version=__version__),
            proposals=(),
            summary=summary,
        )
        return json_text(asdict(document), indent=1)


def streamed(*, look: Look, verbose: bool = False) -> _Document:  # noqa: ARG001
    """Return the report while it is written."""
    return _Document()
