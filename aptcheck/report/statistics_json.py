"""Findings counted by rule, for a machine."""

from __future__ import annotations

from aptcheck.report import Look
from aptcheck.report.statistics import counted
from aptcheck.results import Report
from aptcheck.wording.json_words import json_text

__all__ = ["render"]


def render(report: Report, *, look: Look, verbose: bool = False) -> str:  # noqa: ARG001
    """Return a JSON list, one object per rule; the most frequent first."""
    keys = ("count", "code", "severity", "name")
    return json_text([dict(zip(keys, line, strict=True)) for line in counted(report)]) + "\n"
