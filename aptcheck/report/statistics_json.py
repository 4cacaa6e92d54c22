"""Findings counted by rule, for a machine."""

from __future__ import annotations

import json

from aptcheck.report import Look
from aptcheck.report.statistics import counted
from aptcheck.results import Report

__all__ = ["render"]


def render(report: Report, *, look: Look, verbose: bool = False) -> str:  # noqa: ARG001
    """Return a JSON list, one object a rule; the most frequent first."""
    keys = ("count", "code", "severity", "name")
    return json.dumps([dict(zip(keys, line, strict=True)) for line in counted(report)]) + "\n"
